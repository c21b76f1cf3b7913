//! Claims as a table for other programs: a row a claim or a sentence, and what the sums come to.
//!
//! In: a desk, filters. Out: tables whose columns keep their names, and a workbook of them. Never: a claim without a sentence's place;
//! a sentence where texts are not given.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::base::{Argument, EntityId, PartialDate, Status};
use crate::merge::{Evidence, Gift, Object, Total, TotalBy, totals};
use crate::view::desk::counted::Counted;
use crate::view::desk::edges::Ends;
use crate::view::desk::filters::Filters;
use crate::view::desk::index::Desk;
use crate::view::desk::parts::StoryRef;
use crate::view::table::{Cell, Holds, Table};

/// What the rows of a table of claims are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClaimRows {
    /// Claims, each with the best of its sentences.
    #[default]
    Claims,
    /// Sentences: each for every claim that it states.
    Sentences,
}

/// What is known of a row: a claim with the sentences that the row stands for, and the one that it shows.
struct Row<'a> {
    desk: &'a Desk,
    claim: Counted<'a>,
    shown: &'a Evidence,
    story: StoryRef,
}

/// A column of a table of claims.
struct Column {
    name: &'static str,
    holds: Holds,
    says: &'static str,
    cell: fn(&Row<'_>) -> Cell,
}

/// Names stay as they are: people's own tables are built on them. New columns come last.
const COLUMNS: [Column; 36] = [
    column("subject", Holds::Words, "Who", |r| r.label(&r.claim.claim.subject)),
    column(
        "predicate",
        Holds::Short,
        "Does what: funds, implements, partnersWith, organizes, participatesIn, supports, partOf",
        |r| Cell::text(r.claim.claim.predicate.name()),
    ),
    column(
        "object",
        Holds::Words,
        "To whom; of an activity that a story reports, the story's title",
        |r| r.object(),
    ),
    column("country", Holds::Words, "Countries of the datelines of the stories that say it", |r| {
        r.countries()
    }),
    column("date", Holds::Dates, "When the story of the sentence shown happened, ISO 8601", |r| {
        date(r.story.date)
    }),
    column("first", Holds::Dates, "The first date of a story that says it", |r| {
        date(r.claim.first)
    }),
    column("last", Holds::Dates, "The last date of a story that says it", |r| date(r.claim.last)),
    column(
        "status",
        Holds::Short,
        "How firmly the sentence shown says it: asserted, planned, hedged, negated; rejected by a reviewer",
        |r| Cell::text(r.shown.status.name()),
    ),
    column("ended", Holds::Short, "yes where every sentence tells of it as over", |r| {
        yes(r.claim.evidence.iter().all(|e| e.ended))
    }),
    column(
        "amount",
        Holds::Money,
        "The sum in the sentence shown, in whole units of its currency, of a range the lower end; not to be added up, for one sum stands in \
         the rows of all its claims: take the totals",
        |r| number(r.shown.amount.as_ref().map(|a| &a.value)),
    ),
    column(
        "amount_max",
        Holds::Money,
        "The upper end of a range; equal to amount where the text says \"up to\"",
        |r| number(r.shown.amount.as_ref().and_then(|a| a.max.as_ref())),
    ),
    column("currency", Holds::Short, "ISO 4217 code of the sum", |r| {
        Cell::optional(r.shown.amount.as_ref().map(|a| &a.currency))
    }),
    column(
        "share",
        Holds::Short,
        "Whose sum it is: own (the subject's), joint (several donors' together), budget (what the object costs)",
        |r| Cell::optional(r.shown.amount.as_ref().map(|a| a.share.name())),
    ),
    column(
        "stage",
        Holds::Short,
        "How far the money has come, where the text says so: pledged, committed, paid",
        |r| Cell::optional(r.shown.amount.as_ref().and_then(|a| a.stage).map(|s| s.name())),
    ),
    column("amounts", Holds::Words, "All sums that its sentences give, each once, in words", |r| {
        r.amounts()
    }),
    column("documents", Holds::Count, "How many stories say it", |r| count(r.claim.documents)),
    column("origins", Holds::Count, "The same, a story and its copies once", |r| {
        count(r.claim.origins)
    }),
    column("sources", Holds::Count, "How many publishers, sites or files say it", |r| {
        count(r.claim.sources())
    }),
    column(
        "distinct",
        Holds::Count,
        "How many sentences say it, those with the same words once",
        |r| count(r.claim.distinct_sentences),
    ),
    column(
        "sentence",
        Holds::Sentences,
        "The sentence shown: of the firmest one with a sum, own before joint before budget, then the newest",
        |r| r.sentence(),
    ),
    column("title", Holds::Words, "Title of its story", |r| Cell::text(&*r.story.title)),
    column("source", Holds::Words, "Publisher, site or file of its story", |r| {
        Cell::text(&*r.story.source)
    }),
    column("file", Holds::Words, "The file of its story, and the line on which it begins", |r| {
        Cell::text(&*r.story.file)
    }),
    column("url", Holds::Addresses, "Address of its story", |r| {
        Cell::optional(r.story.url.as_deref())
    }),
    column("rule", Holds::Words, "The rules that read it from the sentence", |r| {
        Cell::text(r.shown.rules.iter().map(|rule| &**rule).collect::<Vec<_>>().join("; "))
    }),
    column(
        "decision",
        Holds::Short,
        "What a reviewer decided on the sentence: right, wrong",
        |r| Cell::optional(r.shown.decided.as_ref().map(|d| d.decision.verdict.name())),
    ),
    column("subject_class", Holds::Short, "Class of the subject", |r| {
        r.class(Some(&r.claim.claim.subject))
    }),
    column("subject_country", Holds::Words, "Country to which the subject belongs", |r| {
        r.home(Some(&r.claim.claim.subject))
    }),
    column("object_class", Holds::Short, "Class of the object; Activity where it is one", |r| {
        r.class(r.claim.claim.object.entity())
    }),
    column("object_country", Holds::Words, "Country to which the object belongs", |r| {
        r.home(r.claim.claim.object.entity())
    }),
    column("subject_id", Holds::Words, "Id of the subject", |r| {
        Cell::text(&*r.claim.claim.subject)
    }),
    column("object_id", Holds::Words, "Id of the object; @story where it is an activity", |r| {
        let id = r.claim.claim.object.entity().cloned();
        Cell::text(id.map_or(Argument::Story, Argument::Entity).as_str())
    }),
    column("document_id", Holds::Words, "Id of the story of the sentence shown", |r| {
        Cell::text(&*r.shown.document)
    }),
    column("start", Holds::Count, "First code point of the sentence in the story's text", |r| {
        count(r.shown.start)
    }),
    column("end", Holds::Count, "One past its last code point", |r| count(r.shown.end)),
    column("claim", Holds::Words, "IRI of the claim", |r| {
        Cell::text(r.desk.snapshot().iris().claim(r.claim.claim).as_str())
    }),
];

/// Those that fit on a screen.
const FOR_READING: [&str; 9] = [
    "subject",
    "predicate",
    "object",
    "country",
    "date",
    "status",
    "amounts",
    "documents",
    "sentence",
];

const fn column(
    name: &'static str,
    holds: Holds,
    says: &'static str,
    cell: fn(&Row<'_>) -> Cell,
) -> Column {
    Column { name, holds, says, cell }
}

/// The columns of a table of claims: name and meaning, in order.
///
/// ```
/// use consort::view::desk::claim_columns;
/// assert_eq!(claim_columns().next(), Some(("subject", "Who")));
/// ```
pub fn claim_columns() -> impl Iterator<Item = (&'static str, &'static str)> {
    COLUMNS.iter().map(|column| (column.name, column.says))
}

/// What the columns of a table of claims hold, in order.
pub fn claim_holds() -> impl Iterator<Item = Holds> {
    COLUMNS.iter().map(|column| column.holds)
}

/// The columns of a table of totals: name, meaning and what they hold. `receiver` and `receiver_id` stand there by receiver alone.
const TOTAL_COLUMNS: [(&str, Holds, &str); 13] = [
    ("donor", Holds::Words, "Who gives; several where a text says that they gave a sum together"),
    (
        "receiver",
        Holds::Words,
        "To whom; several where one sum is for all of them; of an activity the story's title",
    ),
    ("currency", Holds::Short, "ISO 4217 code; sums of two currencies are never added"),
    (
        "share",
        Holds::Short,
        "own, or joint where the donors gave it together: then nobody knows how much is whose",
    ),
    (
        "at_least",
        Holds::Money,
        "The largest commitment: of a range the lower end, 0 of a sum that is said to be \"up to\" something",
    ),
    ("at_most", Holds::Money, "The sum of all distinct commitments, of a range the upper end"),
    (
        "commitments",
        Holds::Short,
        "How many distinct commitments: one sum to one receiver in one year counts once, however often it is told",
    ),
    ("sentences", Holds::Short, "How many sentences tell of them"),
    ("documents", Holds::Short, "In how many stories"),
    ("first", Holds::Dates, "The first date of these"),
    ("last", Holds::Dates, "The last date of these"),
    ("donor_id", Holds::Words, "Ids of the donors"),
    ("receiver_id", Holds::Words, "Ids of the receivers; @story where it is an activity"),
];

/// The columns of a table of totals: name and meaning, in order.
pub fn total_columns() -> impl Iterator<Item = (&'static str, &'static str)> {
    TOTAL_COLUMNS.iter().map(|(name, _, says)| (*name, *says))
}

/// A table of claims with the columns that fit on a screen.
///
/// ```
/// use consort::view::desk::for_reading;
/// use consort::view::table::{Cell, Table};
/// let mut table = Table::new(["subject", "claim"]);
/// table.push(vec![Cell::text("Norway"), Cell::text("https://…")]);
/// assert_eq!(for_reading(table).columns, ["subject"]);
/// ```
#[must_use]
pub fn for_reading(mut table: Table) -> Table {
    let keep: Vec<bool> = table.columns.iter().map(|c| FOR_READING.contains(&&**c)).collect();
    let kept = |i: usize| keep.get(i).copied().unwrap_or_default();
    for row in &mut table.rows {
        *row = row.drain(..).enumerate().filter(|(i, _)| kept(*i)).map(|(_, cell)| cell).collect();
    }
    table.columns.retain(|name| FOR_READING.contains(&&**name));
    table
}

impl Desk {
    /// The claims that count, by predicate, then subject, then the number of documents. Every row stands for the sentences of a claim
    /// that count, or for one of them; [`claim_columns`] says what stands in it.
    #[must_use]
    pub fn claim_table(&self, rows: ClaimRows, ends: &Ends, filters: &Filters) -> Table {
        let mut claims = self.counted(self.claims_between(ends), filters);
        claims.sort_by_cached_key(|counted| {
            let claim = counted.claim;
            let (subject, object) = (self.label(&claim.subject), self.object_label(&claim.object));
            let strength = Reverse((counted.documents, counted.distinct_sentences));
            (
                claim.predicate,
                subject,
                claim.subject.clone(),
                strength,
                object,
                claim.object.clone(),
            )
        });
        let mut table = Table::new(COLUMNS.map(|column| column.name));
        for mut claim in claims {
            claim
                .evidence
                .sort_by_key(|e| (e.status, rank(e), Reverse(e.date_start), &e.document, e.start));
            match rows {
                ClaimRows::Claims => table.rows.extend(self.claim_row(claim)),
                ClaimRows::Sentences => {
                    let Counted { claim, evidence, .. } = claim;
                    let each = evidence.into_iter().filter_map(|e| Counted::new(claim, vec![e]));
                    table.rows.extend(each.filter_map(|one| self.claim_row(one)));
                }
            }
        }
        table
    }

    /// What the sums of the claims that count come to: see [`totals`] for the formula. Only sentences that assert or plan a gift give
    /// sums, whatever else the filters take.
    #[must_use]
    pub fn total_table(&self, by: TotalBy, ends: &Ends, filters: &Filters) -> Table {
        let is_column = |name: &str| by == TotalBy::Receiver || !name.starts_with("receiver");
        let names = || TOTAL_COLUMNS.iter().map(|(name, ..)| *name).filter(|name| is_column(name));
        let mut table = Table::new(names());
        for total in self.totals(by, ends, filters) {
            table.push(names().map(|name| self.total_cell(&total, name)).collect());
        }
        table
    }

    /// Four sheets: claims, sentences, totals by donor and by donor and receiver, and what the columns mean.
    ///
    /// # Errors
    /// When there are more rows than a sheet takes.
    #[cfg(feature = "xlsx")]
    pub fn claim_workbook(
        &self,
        ends: &Ends,
        filters: &Filters,
    ) -> Result<Vec<u8>, crate::view::table::xlsx::WorkbookError> {
        use crate::view::table::xlsx::{Sheet, workbook};

        let claims = self.claim_table(ClaimRows::Claims, ends, filters);
        let sentences = self.claim_table(ClaimRows::Sentences, ends, filters);
        let by_donor = self.total_table(TotalBy::Donor, ends, filters);
        let by_receiver = self.total_table(TotalBy::Receiver, ends, filters);
        let mut meanings = Table::new(["sheet", "column", "meaning"]);
        let of_claims = claim_columns().map(|column| ("claims, sentences", column));
        for (sheet, (name, says)) in
            of_claims.chain(total_columns().map(|column| ("totals", column)))
        {
            meanings.push([sheet, name, says].map(Cell::text).to_vec());
        }
        let held = COLUMNS.map(|column| column.holds);
        let holds = |table: &Table| -> Vec<Holds> {
            let of = |name: &String| TOTAL_COLUMNS.iter().find(|(column, ..)| column == name);
            table
                .columns
                .iter()
                .map(|name| of(name).map(|(_, holds, _)| *holds).unwrap_or_default())
                .collect()
        };
        workbook(&[
            Sheet { name: "claims", table: &claims, columns: &held },
            Sheet { name: "sentences", table: &sentences, columns: &held },
            Sheet { name: "totals by donor", table: &by_donor, columns: &holds(&by_donor) },
            Sheet {
                name: "totals by receiver",
                table: &by_receiver,
                columns: &holds(&by_receiver),
            },
            Sheet {
                name: "columns",
                table: &meanings,
                columns: &[Holds::Words, Holds::Words, Holds::Sentences],
            },
        ])
    }

    fn claim_row(&self, claim: Counted<'_>) -> Option<Vec<Cell>> {
        let shown = *claim.evidence.first()?;
        let row = Row { desk: self, claim, shown, story: self.story_ref(&shown.document) };
        Some(COLUMNS.iter().map(|column| (column.cell)(&row)).collect())
    }

    fn totals(&self, by: TotalBy, ends: &Ends, filters: &Filters) -> Vec<Total> {
        if !filters.takes_predicate(crate::base::Predicate::Funds) {
            return Vec::new();
        }
        let gifts = self.gifts(filters).into_iter().filter(|gift| ends.take(gift.claim));
        let sentences = gifts.flat_map(|Counted { claim, evidence, .. }| {
            let firm = evidence
                .into_iter()
                .filter(|e| matches!(e.status, Status::Asserted | Status::Planned));
            firm.map(|evidence| Gift { donor: &claim.subject, receiver: &claim.object, evidence })
        });
        let mut found = totals(sentences, by);
        let labels = |ids: &[EntityId]| ids.iter().map(|id| self.label(id)).collect::<Vec<_>>();
        // Stable: what is left keeps the order of ids.
        found.sort_by_cached_key(|total| {
            (labels(&total.donors), total.currency.clone(), total.share)
        });
        found
    }

    fn total_cell(&self, total: &Total, column: &str) -> Cell {
        let joined = |parts: Vec<String>| Cell::text(parts.join("; "));
        match column {
            "donor" => joined(total.donors.iter().map(|id| self.label(id)).collect()),
            "receiver" => joined(total.receivers.iter().map(|o| self.object_label(o)).collect()),
            "currency" => Cell::text(&*total.currency),
            "share" => Cell::text(total.share.name()),
            "at_least" => number(total.at_least.as_ref()),
            "at_most" => number(total.at_most.as_ref()),
            "commitments" => count(total.commitments),
            "sentences" => count(total.sentences),
            "documents" => count(total.documents),
            "first" => date(total.first),
            "last" => date(total.last),
            "donor_id" => joined(total.donors.iter().map(ToString::to_string).collect()),
            "receiver_id" => {
                let id =
                    |object: &Object| object.entity().map_or("@story", EntityId::as_str).to_owned();
                joined(total.receivers.iter().map(id).collect())
            }
            _ => Cell::Empty,
        }
    }

    fn label(&self, id: &EntityId) -> String {
        self.facts(id).map_or_else(|| id.to_string(), |facts| facts.entity.label.clone())
    }

    fn object_label(&self, object: &Object) -> String {
        match object {
            Object::Entity(id) => self.label(id),
            Object::Event(id) => {
                self.document(id).map_or_else(|| id.to_string(), |d| d.label().to_owned())
            }
        }
    }
}

/// Whether a sentence says whose money it is, best first.
fn rank(evidence: &Evidence) -> (bool, Option<crate::base::MoneyShare>) {
    (evidence.amount.is_none(), evidence.amount.as_ref().map(|a| a.share))
}

impl Row<'_> {
    fn label(&self, id: &EntityId) -> Cell {
        Cell::text(self.desk.label(id))
    }

    fn object(&self) -> Cell {
        Cell::text(self.desk.object_label(&self.claim.claim.object))
    }

    fn countries(&self) -> Cell {
        let stories = self.claim.evidence.iter().filter_map(|e| self.desk.document(&e.document));
        let labels: BTreeSet<String> =
            stories.flat_map(|story| &story.countries).map(|id| self.desk.label(id)).collect();
        words(labels)
    }

    fn amounts(&self) -> Cell {
        let amounts = self.claim.evidence.iter().filter_map(|e| e.amount.as_ref());
        words(amounts.map(crate::base::Amount::in_words).collect())
    }

    fn sentence(&self) -> Cell {
        Cell::optional(self.desk.gives_texts().then_some(&*self.shown.quote))
    }

    fn class(&self, id: Option<&EntityId>) -> Cell {
        let Some(id) = id else { return Cell::text("Activity") };
        Cell::optional(self.desk.facts(id).map(|facts| facts.entity.class.name()))
    }

    fn home(&self, id: Option<&EntityId>) -> Cell {
        let country = id.and_then(|id| self.desk.facts(id)?.entity.country.as_ref());
        Cell::optional(country.map(|id| self.desk.label(id)))
    }
}

fn words(parts: BTreeSet<String>) -> Cell {
    let joined = parts.into_iter().collect::<Vec<_>>().join("; ");
    Cell::optional((!joined.is_empty()).then_some(joined))
}

fn yes(is_so: bool) -> Cell {
    Cell::optional(is_so.then_some("yes"))
}

fn date(date: Option<PartialDate>) -> Cell {
    Cell::optional(date.map(|date| date.to_string()))
}

fn number(value: Option<&String>) -> Cell {
    value.map_or(Cell::Empty, |value| Cell::Number(value.clone()))
}

fn count(n: usize) -> Cell {
    Cell::integer(n as u64)
}
