//! The pieces that answers are made of: entities, stories and edges as a reader sees them.
//!
//! In: nothing. Out: plain values that serialise as `src/web/page/src/data/types.ts` has them. Never: a look-up.

use serde::Serialize;

use crate::base::{
    Amount, Class, DocumentId, EntityId, MoneyShare, MoneyStage, PartialDate, Predicate, Status,
};

/// An entity where it is only named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct EntityRef {
    /// Its id.
    #[cfg_attr(test, schema(value_type = String))]
    pub id: EntityId,
    /// The name to print.
    pub label: String,
    /// Class.
    pub class: Class,
    /// Whether it was made from a text alone: no vocabulary lists it.
    pub provisional: bool,
}

/// How often stories name an entity, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct Occurrence {
    /// How often they name it.
    pub mentions: usize,
    /// How many name it.
    pub documents: usize,
    /// The date of the first.
    #[cfg_attr(test, schema(value_type = Option<String>))]
    pub first: Option<PartialDate>,
    /// The date of the last.
    #[cfg_attr(test, schema(value_type = Option<String>))]
    pub last: Option<PartialDate>,
}

/// A story where it is only named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct StoryRef {
    /// Its id.
    #[cfg_attr(test, schema(value_type = String))]
    pub id: DocumentId,
    /// Title, or the id where it has none.
    pub title: String,
    /// ISO 8601 day, month or year.
    #[cfg_attr(test, schema(value_type = Option<String>))]
    pub date: Option<PartialDate>,
    /// The last day, of what lasted several.
    #[cfg_attr(test, schema(value_type = Option<String>))]
    pub date_end: Option<PartialDate>,
    /// Publisher, site or file.
    pub source: String,
    /// Its file, with the line on which it begins: `press/2020.txt:12`.
    pub file: String,
    /// Address, where the input gave one.
    pub url: Option<String>,
    /// The story that it is a copy of.
    #[cfg_attr(test, schema(value_type = Option<String>))]
    pub copy_of: Option<DocumentId>,
}

/// The object of an edge: an entity, or the activity that a story reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum ObjectRef {
    /// An entity.
    Entity(EntityRef),
    /// The activity that this story reports.
    Story(StoryRef),
}

/// How many sentences say it how firmly.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct StatusCounts {
    /// Stated as a fact.
    pub asserted: usize,
    /// Said to come.
    pub planned: usize,
    /// Possible, wished or conditional.
    pub hedged: usize,
    /// Denied.
    pub negated: usize,
    /// Found wrong by a reviewer.
    pub rejected: usize,
}

impl StatusCounts {
    /// Counts one more.
    pub fn add(&mut self, status: Status) {
        let count = match status {
            Status::Asserted => &mut self.asserted,
            Status::Planned => &mut self.planned,
            Status::Hedged => &mut self.hedged,
            Status::Negated => &mut self.negated,
            Status::Rejected => &mut self.rejected,
        };
        *count += 1;
    }
}

/// A sum of money as a text gives it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct AmountLine {
    /// ISO 4217 code.
    pub currency: String,
    /// Plain decimal number; of a range the lower end.
    pub value: String,
    /// The upper end of a range.
    pub max: Option<String>,
    /// Whose it is.
    pub share: MoneyShare,
    /// How far it has come, where the text says so.
    pub stage: Option<MoneyStage>,
}

impl From<&Amount> for AmountLine {
    fn from(amount: &Amount) -> Self {
        let Amount { currency, value, max, share, stage, span: _ } = amount.clone();
        Self { currency, value, max, share, stage }
    }
}

/// A claim: who does what to whom, with what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct Edge {
    /// Who.
    pub subject: EntityRef,
    /// Does what.
    pub predicate: Predicate,
    /// To whom.
    pub object: ObjectRef,
    /// The firmest of what counts.
    pub status: Status,
    /// How many sentences say it how firmly.
    pub statuses: StatusCounts,
    /// Whether all sentences that count tell of it as over.
    pub ended: bool,
    /// How many sentences count.
    pub sentences: usize,
    /// The same, those with the same words once.
    pub distinct_sentences: usize,
    /// How many stories say it.
    pub documents: usize,
    /// The same, a story and its copies once.
    pub origins: usize,
    /// How many sources.
    pub sources: usize,
    /// The first date of any.
    #[cfg_attr(test, schema(value_type = Option<String>))]
    pub first: Option<PartialDate>,
    /// The last.
    #[cfg_attr(test, schema(value_type = Option<String>))]
    pub last: Option<PartialDate>,
    /// The sums that the sentences tie to it, each once.
    pub amounts: Vec<AmountLine>,
}

/// A page of a longer list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct Rows<T> {
    /// How many there are.
    pub total: usize,
    /// Those asked for.
    pub rows: Vec<T>,
}

impl<T> Rows<T> {
    /// The page of `all` that is asked for.
    #[must_use]
    pub fn page(all: Vec<T>, page: Page) -> Self {
        let total = all.len();
        Self { total, rows: all.into_iter().skip(page.offset).take(page.limit).collect() }
    }
}

/// Which part of a list is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// How many rows.
    pub limit: usize,
    /// After how many.
    pub offset: usize,
}

/// What happened in a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct MonthCounts {
    /// `2020-03`.
    #[cfg_attr(test, schema(value_type = String))]
    pub month: PartialDate,
    /// Stories.
    pub documents: usize,
    /// Namings.
    pub mentions: usize,
    /// Sentences that state something.
    pub statements: usize,
}
