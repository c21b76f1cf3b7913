//! The default graph: everything a user asks for.
//!
//! In: stories one by one, then ties and the run. Out: triples. Never: all texts in memory at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use oxigraph::model::Triple;

use crate::base::{Argument, Decision, Entity, EntityId, Story, Tie, Verdict};
use crate::rdf::triples::Triples;
use crate::rdf::{
    Claims, DocumentFacts, EntityFacts, Iris, RunFacts, assertions, decisions, documents, entities,
    run, ties,
};

/// What the default graph is made of.
#[derive(Debug, Clone, Copy)]
pub struct Knowledge<'a> {
    /// Entities, claims and documents.
    pub corpus: &'a Corpus,
    /// Pairs of entities named together.
    pub ties: &'a [Tie],
    /// The run that made the graph.
    pub run: Option<&'a RunFacts>,
}

/// What the graph keeps of the stories, gathered one by one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Corpus {
    /// The entities named, and the arguments of claims.
    pub entities: BTreeMap<EntityId, EntityFacts>,
    /// The documents, in the order in which they came.
    pub documents: Vec<DocumentFacts>,
    /// The claims.
    pub claims: Claims,
    /// Reviewers' decisions that bore on something, with the number of documents.
    pub decisions: BTreeMap<Arc<Decision>, usize>,
    /// How many linked mentions there are.
    pub mentions: usize,
    /// How many assertions there are.
    pub assertions: usize,
}

impl Corpus {
    /// An empty corpus.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one story; its text is not kept.
    pub fn add(&mut self, story: &Story) {
        let facts = DocumentFacts::from(story);
        let extraction = &story.extraction;
        for mention in &extraction.mentions {
            self.entity(&mention.entity).mentions += 1;
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
        for id in &facts.mentions {
            if let Some(entity) = self.entities.get_mut(id) {
                entity.documents += 1;
            }
        }
        self.decisions(story);
        self.claims.add(story);
        self.mentions += extraction.mentions.len();
        self.assertions += extraction.assertions.len();
        self.documents.push(facts);
    }

    fn decisions(&mut self, story: &Story) {
        let extraction = &story.extraction;
        let on_claims = extraction.assertions.iter().filter_map(|a| a.decided.as_ref());
        let on_claims = on_claims.map(|decided| &decided.decision);
        let here: BTreeSet<&Arc<Decision>> = extraction.decisions.iter().chain(on_claims).collect();
        for decision in here {
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
        self.entities
            .entry(entity.id.clone())
            .or_insert_with(|| EntityFacts::new(Arc::clone(entity), None))
    }
}

/// The triples of the default graph. Each stands once, save the class of a donor; writers fold repeats.
///
/// ```
/// use consort::rdf::{Corpus, Iris, Knowledge, knowledge};
/// let corpus = Corpus::new(); // corpus.add(&story) for each story
/// let input = Knowledge { corpus: &corpus, ties: &[], run: None };
/// assert!(knowledge(&input, &Iris::default()).is_empty());
/// ```
#[must_use]
pub fn knowledge(input: &Knowledge<'_>, iris: &Iris) -> Vec<Triple> {
    let mut all = Vec::new();
    each_triple(input, iris, &mut |triple| all.push(triple));
    all
}

/// Like [`knowledge`], but hands each triple on as it is made, for graphs that no memory holds twice.
pub fn each_triple(input: &Knowledge<'_>, iris: &Iris, sink: &mut dyn FnMut(Triple)) {
    let triples = &mut Triples::new(iris, sink);
    for facts in input.corpus.entities.values() {
        entities::describe(facts, triples);
    }
    for facts in &input.corpus.documents {
        documents::describe(facts, triples);
    }
    assertions::describe(&input.corpus.claims, triples);
    decisions::describe(&input.corpus.decisions, triples);
    for tie in input.ties {
        ties::describe(tie, triples);
    }
    if let Some(facts) = input.run {
        run::describe(facts, triples);
    }
}
