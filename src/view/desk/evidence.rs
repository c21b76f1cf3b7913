//! The sentences behind an edge, or that name two together: each with its story, its paragraph, and what was read how.
//!
//! In: an edge. Out: sentences, newest first. Never: a sentence without its source; a text where texts are not given.

use std::cmp::Reverse;

use serde::Serialize;

use crate::base::{
    Assertion, CodePoints, Decided, Document, DocumentId, Entity, EntityId, Paragraph, Predicate,
    Span, Status, Story, sort_by_key,
};
use crate::cut::fold_space;
use crate::merge::{Claim, DocumentFacts, Evidence, Object};
use crate::store::StoreError;
use crate::view::desk::filters::Filters;
use crate::view::desk::index::{Desk, entity_ref};
use crate::view::desk::parts::{AmountLine, Edge, EntityRef, ObjectRef, Page, StoryRef};
use crate::view::desk::passage::{Passage, passage};

/// The sentences behind an edge.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct EvidenceAnswer {
    /// The edge; absent where two names only stand together.
    pub edge: Option<Edge>,
    /// One end.
    pub a: EntityRef,
    /// The other.
    pub b: ObjectRef,
    /// How many sentences there are.
    pub total: usize,
    /// Those asked for.
    pub rows: Vec<EvidenceRow>,
}

/// A sentence and what was read from it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct EvidenceRow {
    /// Its address below the graph's base: `ev/…`.
    pub address: Option<String>,
    /// How firmly it says it; absent where nothing is stated.
    pub status: Option<Status>,
    /// Whether it tells of it as over.
    pub ended: bool,
    /// The sum of money, if any.
    pub amount: Option<AmountLine>,
    /// The rules or frames that read it.
    pub rules: Vec<String>,
    /// Its story.
    pub story: StoryRef,
    /// First code point in the story's text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The sentence.
    pub sentence: Option<Passage>,
    /// Its paragraph.
    pub paragraph: Option<Passage>,
    /// The names in the sentence, and how they were found.
    pub entries: Vec<EntryUse>,
    /// What a reviewer decided.
    pub decision: Option<DecisionNote>,
    /// A quotation with its source.
    pub quotation: Option<String>,
}

/// A name in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct EntryUse {
    /// Whom it names.
    pub entity: EntityRef,
    /// As it stands there; empty where texts are not given.
    pub text: String,
    /// By which kind of name it was found.
    pub via: String,
}

/// What a reviewer decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct DecisionNote {
    /// `right`, `wrong`, …
    pub verdict: String,
    /// Who decided.
    pub who: String,
    /// Why.
    pub why: String,
    /// When.
    pub date: String,
}

impl From<&Decided> for DecisionNote {
    fn from(decided: &Decided) -> Self {
        let decision = &decided.decision;
        Self {
            verdict: decision.verdict.name().to_owned(),
            who: decision.who.clone(),
            why: decision.why.clone(),
            date: decision.date.to_string(),
        }
    }
}

impl Desk {
    /// The sentences behind a claim, newest first; `None` where no story says it.
    ///
    /// # Errors
    /// When a story cannot be read.
    pub fn evidence(
        &self,
        subject: &EntityId,
        predicate: Predicate,
        object: &Object,
        filters: &Filters,
        page: Page,
    ) -> Result<Option<EvidenceAnswer>, StoreError> {
        let Some(claim) = self.claim(subject, predicate, object) else { return Ok(None) };
        let counts = self.counts_sentence(filters);
        let mut evidence: Vec<&Evidence> = claim.evidence.iter().filter(|e| counts(e)).collect();
        sort_by_key(&mut evidence, |e| (Reverse(e.date_start), &e.document, e.start));
        let total = evidence.len();
        let shown = evidence.into_iter().skip(page.offset).take(page.limit);
        let rows = shown.map(|e| self.stated(claim, e)).collect::<Result<_, _>>()?;
        Ok(Some(EvidenceAnswer {
            edge: self.edge(claim, &Filters::any_status()),
            a: self.entity_ref(&claim.subject),
            b: self.object_ref(&claim.object),
            total,
            rows,
        }))
    }

    /// The sentences that name two entities, newest first; `None` where the graph does not know one of them.
    ///
    /// # Errors
    /// When a story cannot be read.
    pub fn named_together(
        &self,
        a: &EntityId,
        b: &EntityId,
        filters: &Filters,
        page: Page,
    ) -> Result<Option<EvidenceAnswer>, StoreError> {
        let (Some(one), Some(other)) = (self.facts(a), self.facts(b)) else { return Ok(None) };
        let both = |story: &&DocumentFacts| {
            story.mentions.binary_search(b).is_ok() && filters.takes_story(story)
        };
        let mut stories: Vec<_> = self.named_in(a).map(|(story, _)| story).filter(both).collect();
        sort_by_key(&mut stories, |story| (Reverse(story.date_start), &story.id));
        let (mut total, mut rows) = (0, Vec::new());
        for facts in stories {
            let Some(story) = self.story(&facts.id)? else { continue };
            for sentence in sentences_with(&story, &[a, b]) {
                if (page.offset..page.offset + page.limit).contains(&total) {
                    rows.push(self.row(&story, sentence, &[], &[a, b]));
                }
                total += 1;
            }
        }
        let (a, b) = (entity_ref(one), ObjectRef::Entity(entity_ref(other)));
        Ok(Some(EvidenceAnswer { edge: None, a, b, total, rows }))
    }

    /// A sentence that states a claim.
    pub(super) fn stated(
        &self,
        claim: &Claim,
        evidence: &Evidence,
    ) -> Result<EvidenceRow, StoreError> {
        let iris = self.snapshot().iris();
        let (start, end) = (evidence.start, evidence.end);
        let iri = iris.evidence(claim, &evidence.document, start, end);
        let address = iri.as_str().strip_prefix(iris.base()).map(str::to_owned);
        let ends: Vec<&EntityId> =
            std::iter::once(&claim.subject).chain(claim.object.entity()).collect();
        let row = match self.story(&evidence.document)? {
            Some(story) => {
                let said: Vec<&Assertion> = said(&story, claim, evidence);
                let span = said.first().map(|a| a.evidence).unwrap_or_default();
                let words: Vec<Span> = said.iter().map(|a| a.trigger).collect();
                self.row(&story, span, &words, &ends)
            }
            None => self.bare(&evidence.document),
        };
        Ok(EvidenceRow {
            address,
            status: Some(evidence.status),
            ended: evidence.ended,
            amount: evidence.amount.as_ref().map(AmountLine::from),
            rules: evidence.rules.iter().map(ToString::to_string).collect(),
            start,
            end,
            decision: evidence.decided.as_ref().map(DecisionNote::from),
            ..row
        })
    }

    /// The first sentence of a story that names an entity.
    pub(super) fn naming(
        &self,
        document: &DocumentId,
        id: &EntityId,
    ) -> Result<Option<EvidenceRow>, StoreError> {
        let Some(story) = self.story(document)? else { return Ok(None) };
        let span = sentences_with(&story, &[id]).into_iter().next();
        Ok(span.map(|span| self.row(&story, span, &[], &[id])))
    }

    /// A sentence with its surroundings.
    fn row(&self, story: &Story, span: Span, words: &[Span], ends: &[&EntityId]) -> EvidenceRow {
        let document = &story.document;
        let focus = |entity: &Entity| (self.entity_ref(&entity.id), ends.contains(&&entity.id));
        let here = story.extraction.mentions.iter().filter(|m| !m.nested && span.contains(m.span));
        let text = |span: Span| document.text.get(span.range()).unwrap_or_default();
        let texts = self.gives_texts();
        let entries = here
            .map(|mention| EntryUse {
                entity: self.entity_ref(&mention.entity.id),
                text: if texts { text(mention.span).to_owned() } else { String::new() },
                via: mention.via.name().to_owned(),
            })
            .collect();
        let points = CodePoints::new(&document.text);
        let story_ref = self.story_ref(&document.id);
        let paragraph = paragraph_of(document, span).map(|p| passage(story, p.span, words, &focus));
        EvidenceRow {
            start: points.of(span.start),
            end: points.of(span.end),
            sentence: texts.then(|| passage(story, span, words, &focus)),
            paragraph: paragraph.filter(|_| texts),
            entries,
            quotation: texts.then(|| quotation(text(span), &story_ref)),
            story: story_ref,
            ..self.bare(&document.id)
        }
    }

    /// A row of which nothing but the story is known.
    fn bare(&self, document: &DocumentId) -> EvidenceRow {
        EvidenceRow {
            address: None,
            status: None,
            ended: false,
            amount: None,
            rules: Vec::new(),
            story: self.story_ref(document),
            start: 0,
            end: 0,
            sentence: None,
            paragraph: None,
            entries: Vec::new(),
            decision: None,
            quotation: None,
        }
    }
}

/// The assertions of a story that one sentence makes of a claim.
fn said<'a>(story: &'a Story, claim: &Claim, evidence: &Evidence) -> Vec<&'a Assertion> {
    let points = CodePoints::new(&story.document.text);
    let here = |a: &&Assertion| {
        a.predicate == claim.predicate
            && points.of(a.evidence.start) == evidence.start
            && points.of(a.evidence.end) == evidence.end
    };
    let ends = |a: &&Assertion| {
        let object = a.object.entity().map(|e| &e.id);
        let (subject, other) = (Some(&claim.subject), claim.object.entity());
        let straight = (Some(&a.subject.id), object) == (subject, other);
        let turned = (object, Some(&a.subject.id)) == (subject, other);
        straight || (turned && claim.predicate.is_symmetric())
    };
    story.extraction.assertions.iter().filter(here).filter(ends).collect()
}

fn sentences_with(story: &Story, ids: &[&EntityId]) -> Vec<Span> {
    let extraction = &story.extraction;
    let names = |sentence: usize, id: &EntityId| {
        extraction.mentions_in(sentence).iter().any(|m| !m.nested && m.entity.id == *id)
    };
    let sentences = extraction.sentences.iter().zip(0..);
    sentences.filter(|(_, i)| ids.iter().all(|id| names(*i, id))).map(|(s, _)| s.span).collect()
}

fn paragraph_of(document: &Document, span: Span) -> Option<&Paragraph> {
    document.paragraphs.iter().find(|p| p.span.contains(span))
}

/// `“Norway funds it.” Workshop on ports, unodc.org, 2020-03-03. https://…`
fn quotation(sentence: &str, story: &StoryRef) -> String {
    let mut text = format!("“{}” {}, {}", fold_space(sentence), story.title, story.source);
    if let Some(date) = story.date {
        text += &format!(", {date}");
    }
    text += ".";
    if let Some(url) = &story.url {
        text += &format!(" {url}");
    }
    text
}
