//! Stories: one with all that was found in it, or a list of them.
//!
//! In: an id, or what they shall have. Out: the text with mentions and relations at their places. Never: a text where texts are not
//! given.

use std::cmp::Reverse;

use serde::Serialize;

use crate::base::{
    Assertion, CodePoints, EntityId, ParagraphKind, Predicate, Span, Status, Story, Via,
    sort_by_key,
};
use crate::merge::DocumentFacts;
use crate::store::StoreError;
use crate::view::desk::filters::Filters;
use crate::view::desk::index::{Desk, story_ref};
use crate::view::desk::parts::{AmountLine, EntityRef, Page, Rows, StoryRef};

/// A story with all that was found in it. Offsets count code points of its text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct StoryPage {
    /// The story.
    #[serde(flatten)]
    pub story: StoryRef,
    /// Cities and sites of the dateline.
    pub places: Vec<String>,
    /// Countries of the dateline or of the fields of the input.
    pub countries: Vec<EntityRef>,
    /// The country that it names most, where none is given.
    pub country_inferred: Option<EntityRef>,
    /// Whether the dateline says online.
    pub online: bool,
    /// The file it was read from.
    pub file: String,
    /// The line on which it starts there.
    pub line: usize,
    /// The text.
    pub text: Option<String>,
    /// Its paragraphs.
    pub paragraphs: Vec<ParagraphPlace>,
    /// The names in it.
    pub mentions: Vec<MentionPlace>,
    /// What it states.
    pub relations: Vec<StoryRelation>,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct ParagraphPlace {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What it is.
    pub kind: ParagraphKind,
}

/// A name in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct MentionPlace {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Whom it names.
    pub entity: EntityRef,
    /// Whether it lies inside a longer name.
    pub nested: bool,
    /// By which kind of name it was found.
    pub via: Via,
}

/// What a sentence of a story states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct StoryRelation {
    /// Who.
    pub subject: EntityRef,
    /// Does what.
    pub predicate: Predicate,
    /// To whom; absent for the activity that the story reports.
    pub object: Option<EntityRef>,
    /// How firmly.
    pub status: Status,
    /// Whether as over.
    pub ended: bool,
    /// The rule or frame that read it.
    pub rule: String,
    /// First code point of the sentence.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// Where the words that said it stand.
    pub words: [usize; 2],
    /// The sum of money, if any.
    pub amount: Option<AmountLine>,
}

/// Which stories a list shall have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoryQuery {
    /// Those that name it.
    pub entity: Option<EntityId>,
    /// Those whose titles have these words.
    pub words: String,
}

impl Desk {
    /// A story; `None` where the graph has no such.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn story_page(&self, id: &str) -> Result<Option<StoryPage>, StoreError> {
        let (Some(facts), Some(story)) = (self.document(id), self.story(id)?) else {
            return Ok(None);
        };
        Ok(Some(self.shown(facts, &story)))
    }

    fn shown(&self, facts: &DocumentFacts, story: &Story) -> StoryPage {
        let document = &story.document;
        let points = CodePoints::new(&document.text);
        let place = |span: Span| [points.of(span.start), points.of(span.end)];
        let paragraph = |p: &crate::base::Paragraph| {
            let [start, end] = place(p.span);
            ParagraphPlace { start, end, kind: p.kind }
        };
        let mention = |m: &crate::base::Mention| {
            let [start, end] = place(m.span);
            let entity = self.entity_ref(&m.entity.id);
            MentionPlace { start, end, entity, nested: m.nested, via: m.via }
        };
        let relation = |a: &Assertion| {
            let [start, end] = place(a.evidence);
            StoryRelation {
                subject: self.entity_ref(&a.subject.id),
                predicate: a.predicate,
                object: self.argument_ref(&a.object),
                status: a.status,
                ended: a.ended,
                rule: a.rule.to_string(),
                start,
                end,
                words: place(a.trigger),
                amount: a.amount.as_ref().map(AmountLine::from),
            }
        };
        StoryPage {
            story: story_ref(facts),
            places: facts.places.clone(),
            countries: facts.countries.iter().map(|id| self.entity_ref(id)).collect(),
            country_inferred: facts.country_inferred.as_ref().map(|id| self.entity_ref(id)),
            online: facts.online,
            file: document.source.file.clone(),
            line: document.source.line,
            text: self.gives_texts().then(|| document.text.clone()),
            paragraphs: document.paragraphs.iter().map(paragraph).collect(),
            mentions: story.extraction.mentions.iter().map(mention).collect(),
            relations: story.extraction.assertions.iter().map(relation).collect(),
        }
    }

    /// Stories, newest first.
    #[must_use]
    pub fn stories(&self, query: &StoryQuery, filters: &Filters, page: Page) -> Rows<StoryRef> {
        let words: Vec<String> = query.words.split_whitespace().map(str::to_lowercase).collect();
        let has_words = |story: &DocumentFacts| {
            let title = story.label().to_lowercase();
            words.iter().all(|word| title.contains(word))
        };
        let all: Box<dyn Iterator<Item = &DocumentFacts>> = match &query.entity {
            Some(id) => Box::new(self.named_in(id).map(|(story, _)| story)),
            None => Box::new(self.corpus().documents.iter()),
        };
        let mut stories: Vec<&DocumentFacts> =
            all.filter(|story| filters.takes_story(story) && has_words(story)).collect();
        sort_by_key(&mut stories, |story| Reverse(story.date_start));
        let Rows { total, rows } = Rows::page(stories, page);
        Rows { total, rows: rows.into_iter().map(story_ref).collect() }
    }
}
