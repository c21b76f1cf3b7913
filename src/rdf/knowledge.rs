//! The default graph: everything a user asks for.
//!
//! In: stories one by one, claims with all their evidence, then what follows from all of them. Out: triples, in no order. Never: more of a story in
//! memory than it says of itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use oxrdf::{Triple, TripleRef};

use crate::base::{Decision, DocumentId, EntityId, Predicate, RuleId, Standings, Story, Tie};
use crate::merge::{Claim, Claims, Corpus, DocumentFacts, EntityFacts, Object};
use crate::rdf::triples::Triples;
use crate::rdf::{
    Iris, RunFacts, assertions, decisions, documents, entities, run, standings, ties,
};

/// What the default graph is made of, once all stories are read.
#[derive(Debug, Clone, Copy)]
pub struct Knowledge<'a> {
    /// Documents, claims and entities.
    pub corpus: &'a Corpus,
    /// Pairs named together.
    pub ties: &'a [Tie],
    /// The network of these pairs; `None` leaves it out.
    pub network: Option<&'a Standings>,
    /// The run that made it; `None` leaves it out.
    pub run: Option<&'a RunFacts>,
    /// Whether evidence has its sentence.
    pub texts: bool,
}

/// What follows from all stories together, beside the claims.
#[derive(Debug, Clone, Copy)]
pub struct Whole<'a> {
    /// The entities.
    pub entities: &'a BTreeMap<EntityId, EntityFacts>,
    /// Decisions that bore on something, with the number of documents.
    pub decisions: &'a BTreeMap<Arc<Decision>, usize>,
    /// The rules by which anything was read, and which relations.
    pub rules: &'a BTreeMap<RuleId, BTreeSet<Predicate>>,
    /// Pairs named together.
    pub ties: &'a [Tie],
    /// The network of these pairs; `None` leaves it out.
    pub network: Option<&'a Standings>,
    /// The run that made it; `None` leaves it out.
    pub run: Option<&'a RunFacts>,
}

/// The triples of the default graph, in no order.
///
/// ```
/// use consort::merge::Corpus;
/// use consort::rdf::{Iris, Knowledge, RunFacts, knowledge};
/// let corpus = Corpus::new(); // corpus.add(&story) for each story
/// let (hash, version, vocabulary) = ("ab12".to_owned(), "0.1.0".to_owned(), "cd34".to_owned());
/// let run = RunFacts { hash, version, vocabulary, created: None };
/// let input = Knowledge { corpus: &corpus, ties: &[], network: None, run: Some(&run), texts: true };
/// let triples = knowledge(&input, &Iris::default());
/// assert!(triples.iter().all(|triple| triple.subject.to_string().ends_with("data/run/ab12>")));
/// ```
#[must_use]
pub fn knowledge(input: &Knowledge<'_>, iris: &Iris) -> Vec<Triple> {
    let Knowledge { corpus, ties, network, run, texts } = *input;
    let mut all = Vec::new();
    let mut sink = |triple: TripleRef<'_>| all.push(triple.into_owned());
    let mut rules = BTreeMap::new();
    for facts in &corpus.documents {
        describe_document(facts, iris, &mut sink);
    }
    for claim in corpus.claims.iter().filter(|claim| !claim.evidence.is_empty()) {
        add_rules(claim, &mut rules);
        describe_evidence(claim, texts, iris, &mut sink);
        describe_claim(claim, iris, &mut sink);
    }
    let Corpus { census, .. } = corpus;
    let (entities, decisions) = (&census.entities, &census.decisions);
    let rules = &rules;
    describe_whole(&Whole { entities, decisions, rules, ties, network, run }, iris, &mut sink);
    all
}

/// What the default graph says because of one story: its document, its activity, what it gives as evidence, and the claims on its
/// activity, which no other story has. Those on entities are returned, with what this story gives as evidence: see
/// [`describe_claim`]. Without `texts` evidence has no sentence.
pub fn describe_story(
    story: &Story,
    texts: bool,
    iris: &Iris,
    sink: &mut dyn FnMut(TripleRef<'_>),
) -> Claims {
    describe_document(&DocumentFacts::from(story), iris, sink);
    let mut claims = Claims::new();
    claims.add(story);
    for claim in claims.iter() {
        describe_evidence(claim, texts, iris, sink);
        if matches!(claim.object, Object::Event(_)) {
            describe_claim(claim, iris, sink);
        }
    }
    claims
}

/// A claim with all its evidence: what is counted of it, and where it is asserted the edge itself.
pub fn describe_claim(claim: &Claim, iris: &Iris, sink: &mut dyn FnMut(TripleRef<'_>)) {
    let triples = &mut Triples::new(iris, sink);
    assertions::describe(claim, triples);
    assertions::describe_direct(claim, triples);
}

/// Takes note of the rules by which a claim was read.
pub fn add_rules(claim: &Claim, rules: &mut BTreeMap<RuleId, BTreeSet<Predicate>>) {
    for rule in claim.evidence.iter().flat_map(|e| &e.rules) {
        if !rules.get(rule).is_some_and(|reads| reads.contains(&claim.predicate)) {
            rules.entry(rule.clone()).or_default().insert(claim.predicate);
        }
    }
}

/// That a document is a copy of another.
pub fn describe_copy(
    copy: &DocumentId,
    origin: &DocumentId,
    iris: &Iris,
    sink: &mut dyn FnMut(TripleRef<'_>),
) {
    documents::describe_copy(copy, origin, &mut Triples::new(iris, sink));
}

/// What follows from all stories together.
pub fn describe_whole(whole: &Whole<'_>, iris: &Iris, sink: &mut dyn FnMut(TripleRef<'_>)) {
    let triples = &mut Triples::new(iris, sink);
    whole.entities.values().for_each(|facts| entities::describe(facts, triples));
    for (decision, documents) in whole.decisions {
        decisions::describe(decision, *documents, triples);
    }
    whole.rules.iter().for_each(|(id, reads)| assertions::describe_rule(id, reads, triples));
    whole.ties.iter().for_each(|tie| ties::describe(tie, triples));
    if let Some(network) = whole.network {
        standings::describe_network(network, triples);
        for place in 0..network.communities.len() {
            standings::describe_community(network, place, triples);
        }
        for standing in &network.entities {
            standings::describe_standing(network, standing, triples);
        }
    }
    whole.run.iter().for_each(|facts| run::describe(facts, triples));
}

/// What the default graph says of one entity: its description, the claims of which it is an end, and their evidence.
///
/// ```
/// use consort::rdf::{Iris, about_entity};
/// assert!(about_entity("nor", None, &[], true, &Iris::default()).is_empty());
/// ```
#[must_use]
pub fn about_entity(
    id: &str,
    facts: Option<&EntityFacts>,
    claims: &[&Claim],
    texts: bool,
    iris: &Iris,
) -> Vec<Triple> {
    let mut all = Vec::new();
    let mut sink = |triple: TripleRef<'_>| all.push(triple.into_owned());
    facts.iter().for_each(|facts| entities::describe(facts, &mut Triples::new(iris, &mut sink)));
    for claim in claims.iter().filter(|claim| !claim.evidence.is_empty()) {
        describe_claim(claim, iris, &mut sink);
        describe_evidence(claim, texts, iris, &mut sink);
    }
    // A claim says something of its other end too.
    let (others, entity) = (iris.entity(""), iris.entity(id));
    all.retain(|triple| match &triple.subject {
        oxrdf::NamedOrBlankNode::NamedNode(subject) => {
            *subject == entity || !subject.as_str().starts_with(others.as_str())
        }
        oxrdf::NamedOrBlankNode::BlankNode(_) => true,
    });
    all
}

fn describe_document(facts: &DocumentFacts, iris: &Iris, sink: &mut dyn FnMut(TripleRef<'_>)) {
    let triples = &mut Triples::new(iris, sink);
    documents::describe(facts, triples);
    documents::describe_event(facts, triples);
}

fn describe_evidence(claim: &Claim, texts: bool, iris: &Iris, sink: &mut dyn FnMut(TripleRef<'_>)) {
    assertions::describe_evidence(claim, texts, &mut Triples::new(iris, sink));
}
