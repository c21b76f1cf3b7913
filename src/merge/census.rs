//! Who is named, and how much there is of everything.
//!
//! In: stories, one by one. Out: entities with their counts, decisions that bore on something, the claims made. Never: a
//! sentence or a document: what is kept grows with different entities and claims, not with texts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::base::{
    Argument, Decision, Entity, EntityId, Origin, Predicate, Status, Story, Verdict, Warning,
};
use crate::dictionary::{Decisions, Lexicon};
use crate::merge::claims::arguments;
use crate::merge::{EntityFacts, Object};

/// What a claim says: who, what, to whom.
type Proposition = (EntityId, Predicate, EntityId);

/// How many claims there are with a predicate and a firmest status, and whether about an entity that no entry lists.
pub type ClaimCounts = BTreeMap<(Predicate, Status, bool), usize>;

/// The entities that stories name, and counts.
///
/// ```
/// use consort::merge::Census;
/// let texts = ["3 March 2020, Vienna, Austria: UNODC and WHO met. OSCE and UNODC met. UNODC and WHO wrote a report."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let mut census = Census::new();
/// stories.iter().for_each(|story| census.add(story));
/// assert_eq!((census.documents, census.entities["unodc"].mentions), (1, 3));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Census {
    /// The entities named, and the arguments of claims.
    pub entities: BTreeMap<EntityId, EntityFacts>,
    /// Reviewers' decisions that bore on something, with the number of documents.
    pub decisions: BTreeMap<Arc<Decision>, usize>,
    /// How many stories there are.
    pub documents: usize,
    /// How many of them have no date.
    pub undated: usize,
    /// How many linked mentions there are.
    pub mentions: usize,
    /// How many assertions there are.
    pub assertions: usize,
    /// The claims on entities, each with its firmest status.
    claims: FxHashMap<Proposition, Status>,
    /// Those on the activities that stories report: no other story says them, so they are counted and not kept.
    on_stories: ClaimCounts,
}

impl Census {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one story.
    pub fn add(&mut self, story: &Story) {
        let extraction = &story.extraction;
        let mut named: Vec<&Arc<Entity>> = extraction.mentions.iter().map(|m| &m.entity).collect();
        named.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        for mentions in named.chunk_by(|a, b| a.id == b.id) {
            let facts = self.entity(mentions[0]);
            facts.mentions += mentions.len();
            facts.documents += 1;
        }
        for country in &extraction.countries {
            self.entity(country);
        }
        for assertion in &extraction.assertions {
            self.entity(&assertion.subject);
            if let Argument::Entity(object) = &assertion.object {
                self.entity(object);
            }
        }
        self.add_counted(story);
    }

    /// The same of a story whose entities are counted already.
    pub(super) fn add_counted(&mut self, story: &Story) {
        let extraction = &story.extraction;
        let mut on_story: BTreeMap<(&EntityId, Predicate), (Status, bool)> = BTreeMap::new();
        for assertion in &extraction.assertions {
            let (status, predicate) = (assertion.status, assertion.predicate);
            match arguments(assertion, &story.document.id) {
                (_, Object::Event(_)) => {
                    let Entity { id, origin, .. } = assertion.subject.as_ref();
                    let is_provisional = *origin == Origin::Provisional;
                    let firmest =
                        on_story.entry((id, predicate)).or_insert((status, is_provisional));
                    firmest.0 = status.min(firmest.0);
                }
                (subject, Object::Entity(object)) => {
                    let firmest = self.claims.entry((subject, predicate, object)).or_insert(status);
                    *firmest = status.min(*firmest);
                }
            }
        }
        for ((_, predicate), (status, is_provisional)) in on_story {
            *self.on_stories.entry((predicate, status, is_provisional)).or_default() += 1;
        }
        self.decisions(story);
        self.documents += 1;
        self.undated += usize::from(story.document.date_start.is_none());
        self.mentions += extraction.mentions.len();
        self.assertions += extraction.assertions.len();
    }

    /// How many different claims there are, by predicate and firmest status.
    #[must_use]
    pub fn claims(&self) -> ClaimCounts {
        let is_provisional = |id: &EntityId| {
            self.entities.get(id).is_some_and(|f| f.entity.origin == Origin::Provisional)
        };
        let mut counts = self.on_stories.clone();
        #[expect(clippy::iter_over_hash_type, reason = "a sum has no order")]
        for ((subject, predicate, object), status) in &self.claims {
            let about_provisional = is_provisional(subject) || is_provisional(object);
            *counts.entry((*predicate, *status, about_provisional)).or_default() += 1;
        }
        counts
    }

    /// A word on each decision that bore on nothing in these stories.
    #[must_use]
    pub fn idle(&self, decisions: &Decisions, lexicon: &Lexicon) -> Vec<Warning> {
        let applied = self.decisions.keys().map(AsRef::as_ref).collect();
        decisions.idle(&applied, lexicon)
    }

    fn decisions(&mut self, story: &Story) {
        for decision in decisions_on(story) {
            *self.decisions.entry(decision.clone()).or_default() += 1;
            if let Verdict::Same { entities } = &decision.verdict
                && let Some((stays, others)) = entities.split_first()
                && let Some(facts) = self.entities.get_mut(stays)
            {
                facts.merged.extend(others.iter().cloned());
            }
        }
    }

    fn entity(&mut self, entity: &Arc<Entity>) -> &mut EntityFacts {
        let facts = self
            .entities
            .entry(entity.id.clone())
            .or_insert_with(|| EntityFacts::new(Arc::clone(entity), None));
        // Documents may write a provisional name differently; which comes first must not matter.
        let rank = |e: &Entity| (e.parent.is_none(), e.label.clone(), e.parent.clone());
        if entity.origin == Origin::Provisional
            && facts.entity != *entity
            && rank(entity) < rank(&facts.entity)
        {
            facts.entity = Arc::clone(entity);
        }
        facts
    }
}

/// The decisions that bore on something in a story, on its names or its claims.
pub(crate) fn decisions_on(story: &Story) -> BTreeSet<&Arc<Decision>> {
    let extraction = &story.extraction;
    let on_claims = extraction.assertions.iter().filter_map(|a| a.decided.as_ref());
    extraction.decisions.iter().chain(on_claims.map(|decided| &decided.decision)).collect()
}
