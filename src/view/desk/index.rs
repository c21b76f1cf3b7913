//! A graph as a reader leafs through it: who is named where, and which claims are whose.
//!
//! In: a snapshot. Out: look-ups in memory; texts stay on disk and are read one by one. Never: a change, a triple.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::base::{Argument, Class, DocumentId, EntityId, Origin, PartialDate, Story};
use crate::merge::{Claim, Corpus, DocumentFacts, EntityFacts, Object};
use crate::rdf::{Knowledge, NamedNode};
use crate::store::{Contents, Snapshot, StoreError};
use crate::view::desk::cache::Cache;
use crate::view::desk::filters::Filters;
use crate::view::desk::finder::Finder;
use crate::view::desk::parts::{EntityRef, ObjectRef, Occurrence, StoryRef};
use crate::view::names::{NameError, Names};

/// A graph, indexed for look-ups. Shared between threads by reference.
///
/// Entities, documents and claims are numbered: by id, in corpus order, in the order of [`Corpus`].
pub struct Desk {
    snapshot: Snapshot,
    contents: Contents,
    entities: Vec<EntityId>,
    documents: FxHashMap<DocumentId, u32>,
    /// By entity: the claims of which it is an end.
    claims_of: Vec<Vec<u32>>,
    /// By entity: the documents that name it, in corpus order, and how often.
    named_in: Vec<Vec<(u32, u32)>>,
    /// By entity: how texts write it, most frequent first.
    surfaces: Vec<Vec<(Box<str>, u32)>>,
    /// By document: where its record starts.
    lines: Vec<u64>,
    /// Whether sentences and texts are given.
    texts: bool,
    pub(super) finder: Finder,
    /// What was counted for the last questions.
    pub(super) counted_ties: Cache,
    /// Made when the first name is looked up.
    names: OnceLock<Names>,
}

/// What one pass over the stories gathers, by id.
#[derive(Default)]
struct Gathered {
    lines: Vec<u64>,
    named: FxHashMap<EntityId, Named>,
}

/// Where and how an entity is named.
#[derive(Default)]
struct Named {
    documents: Vec<(u32, u32)>,
    surfaces: FxHashMap<Box<str>, u32>,
}

impl Gathered {
    fn add(&mut self, story: &Story, start: u64) {
        let document = self.lines.len() as u32;
        self.lines.push(start);
        for mention in &story.extraction.mentions {
            let named = self.named.entry(mention.entity.id.clone()).or_default();
            match named.documents.last_mut() {
                Some((last, count)) if *last == document => *count += 1,
                _ => named.documents.push((document, 1)),
            }
            let surface = story.document.text.get(mention.span.range()).unwrap_or_default();
            match named.surfaces.get_mut(surface) {
                Some(count) => *count += 1,
                None => drop(named.surfaces.insert(surface.into(), 1)),
            }
        }
    }
}

impl Desk {
    /// Reads a snapshot. `texts` says whether sentences and texts are given; without them names, counts and addresses are.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn read(snapshot: Snapshot, texts: bool) -> Result<Self, StoreError> {
        let mut gathered = Gathered::default();
        let contents = snapshot.contents_with(&mut |story, start| gathered.add(story, start))?;
        let corpus = contents.knowledge().corpus;
        let entities: Vec<EntityId> = corpus.census.entities.keys().cloned().collect();
        let documents = (0..).zip(&corpus.documents).map(|(i, d)| (d.id.clone(), i)).collect();
        let mut named: Vec<Named> =
            entities.iter().map(|id| gathered.named.remove(id).unwrap_or_default()).collect();
        let named_in = named.iter_mut().map(|n| std::mem::take(&mut n.documents)).collect();
        let surfaces = named.into_iter().map(|n| by_count(n.surfaces)).collect();
        let claims_of = claims_of(corpus, &entities);
        let finder = Finder::new(corpus.census.entities.values());
        let lines = gathered.lines;
        let counted_ties = Cache::default();
        Ok(Self {
            snapshot,
            contents,
            entities,
            documents,
            claims_of,
            named_in,
            surfaces,
            lines,
            texts,
            finder,
            counted_ties,
            names: OnceLock::new(),
        })
    }

    /// The stories, in corpus order.
    #[must_use]
    pub fn document_facts(&self) -> &[DocumentFacts] {
        &self.corpus().documents
    }

    /// What it was read from.
    #[must_use]
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// All that the graph is made of.
    #[must_use]
    pub fn contents(&self) -> &Contents {
        &self.contents
    }

    /// Whether sentences and texts are given.
    #[must_use]
    pub fn gives_texts(&self) -> bool {
        self.texts
    }

    /// The IRI of the entity that a reader means by an id, label or alias.
    ///
    /// # Errors
    /// When nothing is called that, or several entities are.
    pub fn named(&self, typed: &str) -> Result<NamedNode, NameError> {
        let names =
            self.names.get_or_init(|| Names::new(self.corpus().census.entities.values().cloned()));
        names.find(typed).map(|entity| self.snapshot.iris().entity(&entity.id))
    }

    pub(super) fn knowledge(&self) -> Knowledge<'_> {
        self.contents.knowledge()
    }

    pub(super) fn corpus(&self) -> &Corpus {
        self.knowledge().corpus
    }

    /// The number of an entity.
    pub(super) fn number(&self, id: &str) -> Option<usize> {
        self.entities.binary_search_by(|known| known.as_str().cmp(id)).ok()
    }

    /// The facts of an entity.
    pub(super) fn facts(&self, id: &str) -> Option<&EntityFacts> {
        self.corpus().census.entities.get(id)
    }

    /// The claims of which an entity is an end, with their numbers.
    pub(in crate::view) fn claims_of(&self, id: &str) -> impl Iterator<Item = &Claim> {
        let claims = self.number(id).and_then(|n| self.claims_of.get(n));
        let claim = |n: &u32| self.corpus().claims.at(*n as usize);
        claims.into_iter().flatten().filter_map(claim)
    }

    /// The documents that name an entity, in corpus order, and how often each does.
    pub(super) fn named_in(
        &self,
        id: &str,
    ) -> impl DoubleEndedIterator<Item = (&DocumentFacts, usize)> {
        let named = self.number(id).and_then(|n| self.named_in.get(n));
        let documents = &self.corpus().documents;
        let facts = |(d, n): &(u32, u32)| Some((documents.get(*d as usize)?, *n as usize));
        named.into_iter().flatten().filter_map(facts)
    }

    /// How texts write an entity, most frequent first.
    pub(super) fn surfaces(&self, id: &str) -> &[(Box<str>, u32)] {
        self.number(id).and_then(|n| self.surfaces.get(n)).map_or(&[], Vec::as_slice)
    }

    /// The facts of a document.
    pub(in crate::view) fn document(&self, id: &str) -> Option<&DocumentFacts> {
        self.corpus().documents.get(*self.documents.get(id)? as usize)
    }

    /// The documents that count, by id.
    pub(super) fn scope<'a>(&'a self, filters: &'a Filters) -> impl Fn(&DocumentId) -> bool + 'a {
        let all = filters.takes_all_stories();
        move |id| all || self.document(id).is_some_and(|story| filters.takes_story(story))
    }

    /// A story with its text, read from disk.
    ///
    /// # Errors
    /// When it cannot be read; `Ok(None)` where there is no such story.
    pub(super) fn story(&self, id: &str) -> Result<Option<Story>, StoreError> {
        let Some(start) = self.documents.get(id).and_then(|d| self.lines.get(*d as usize)) else {
            return Ok(None);
        };
        self.snapshot.story_at(*start).map(Some)
    }

    /// How often stories name an entity, and when.
    pub(super) fn occurrence(&self, facts: &EntityFacts) -> Occurrence {
        let (first, last) = span(self.named_in(&facts.entity.id).map(|(story, _)| story));
        let EntityFacts { mentions, documents, .. } = *facts;
        Occurrence { mentions, documents, first, last }
    }

    /// An entity by its id; one that the graph has no facts of keeps its id for a label.
    pub(super) fn entity_ref(&self, id: &EntityId) -> EntityRef {
        match self.facts(id) {
            Some(facts) => entity_ref(facts),
            None => EntityRef {
                id: id.clone(),
                label: id.to_string(),
                class: Class::Organisation,
                provisional: false,
            },
        }
    }

    /// A document by its id.
    pub(super) fn story_ref(&self, id: &DocumentId) -> StoryRef {
        match self.document(id) {
            Some(facts) => story_ref(facts),
            None => StoryRef {
                id: id.clone(),
                title: id.to_string(),
                date: None,
                date_end: None,
                source: String::new(),
                file: String::new(),
                url: None,
                copy_of: None,
            },
        }
    }

    /// The object of a claim.
    pub(super) fn object_ref(&self, object: &Object) -> ObjectRef {
        match object {
            Object::Entity(id) => ObjectRef::Entity(self.entity_ref(id)),
            Object::Event(id) => ObjectRef::Story(self.story_ref(id)),
        }
    }

    /// The object of an assertion; `None` for the activity that its story reports.
    pub(super) fn argument_ref(&self, argument: &Argument) -> Option<EntityRef> {
        argument.entity().map(|entity| self.entity_ref(&entity.id))
    }
}

/// The first and the last date of some stories.
pub(super) fn span<'a>(
    stories: impl IntoIterator<Item = &'a DocumentFacts>,
) -> (Option<PartialDate>, Option<PartialDate>) {
    stories.into_iter().fold((None, None), |(first, last), story| {
        let end = story.date_end.or(story.date_start);
        (
            first.into_iter().chain(story.date_start).min(),
            PartialDate::latest(last.into_iter().chain(end)),
        )
    })
}

/// An entity where it is only named.
pub(super) fn entity_ref(facts: &EntityFacts) -> EntityRef {
    let entity = &facts.entity;
    EntityRef {
        id: entity.id.clone(),
        label: entity.label.clone(),
        class: entity.class,
        provisional: entity.origin == Origin::Provisional,
    }
}

/// A document where it is only named.
pub(super) fn story_ref(facts: &DocumentFacts) -> StoryRef {
    StoryRef {
        id: facts.id.clone(),
        title: facts.label().to_owned(),
        date: facts.date_start,
        date_end: facts.date_end,
        source: facts.source.name(),
        file: format!("{}:{}", facts.source.file, facts.source.line),
        url: facts.source.url.clone(),
        copy_of: facts.copy_of.clone(),
    }
}

fn claims_of(corpus: &Corpus, entities: &[EntityId]) -> Vec<Vec<u32>> {
    let number: BTreeMap<&EntityId, usize> = entities.iter().zip(0..).collect();
    let mut claims_of = vec![Vec::new(); entities.len()];
    for (claim, n) in corpus.claims.iter().zip(0..) {
        let object = match &claim.object {
            Object::Entity(id) if *id != claim.subject => Some(id),
            _ => None,
        };
        for end in std::iter::once(&claim.subject).chain(object) {
            if let Some(entity) = number.get(end) {
                claims_of[*entity].push(n);
            }
        }
    }
    claims_of
}

fn by_count(surfaces: FxHashMap<Box<str>, u32>) -> Vec<(Box<str>, u32)> {
    let mut sorted: Vec<_> = surfaces.into_iter().collect();
    sorted.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    sorted
}
