//! The default graph: everything a user asks for.
//!
//! In: stories one by one, then ties and the run. Out: triples. Never: all texts in memory at once.

use std::collections::BTreeSet;
use std::sync::Arc;

use oxrdf::{Triple, TripleRef};

use crate::base::{Decision, Predicate, Standing, Standings, Tie, sort_by};
use crate::merge::{Claim, Corpus, DocumentFacts, EntityFacts};
use crate::rdf::assertions::Sayings;
use crate::rdf::iri::by_line;
use crate::rdf::triples::Triples;
use crate::rdf::{
    Iris, RunFacts, assertions, decisions, documents, entities, run, standings, ties,
};

/// What the default graph is made of.
#[derive(Debug, Clone, Copy)]
pub struct Knowledge<'a> {
    /// Entities, claims and documents.
    pub corpus: &'a Corpus,
    /// Pairs of entities named together.
    pub ties: &'a [Tie],
    /// Where entities stand in the network of these pairs.
    pub network: Option<&'a Standings>,
    /// The run that made the graph.
    pub run: Option<&'a RunFacts>,
    /// Whether sentences are quoted; without them it says where each stands.
    pub texts: bool,
}

/// The triples of the default graph, subject by subject. Each stands once, save the class of a donor; writers fold repeats.
///
/// ```
/// use consort::merge::Corpus;
/// use consort::rdf::{Iris, Knowledge, knowledge};
/// let corpus = Corpus::new(); // corpus.add(&story) for each story
/// let input = Knowledge { corpus: &corpus, ties: &[], network: None, run: None, texts: true };
/// assert_eq!(knowledge(&input, &Iris::default()).count(), 0);
/// ```
pub fn knowledge<'a>(
    input: &Knowledge<'a>,
    iris: &'a Iris,
) -> impl Iterator<Item = Triple> + use<'a> {
    parts(input, iris).flatten().flat_map(|part| {
        let mut triples = Vec::new();
        part.describe(iris, &mut |triple| triples.push(triple.into_owned()));
        triples
    })
}

/// A part of the graph: what is said of one subject, or of the evidence of one claim.
pub(super) enum Part<'a> {
    Claim(&'a Claim),
    Tie(&'a Tie),
    Community(&'a Standings, usize),
    Decision(&'a Decision, usize),
    Document(&'a DocumentFacts),
    /// With or without the words of its sentences.
    Evidence(&'a Claim, bool),
    Event(&'a DocumentFacts),
    Entity(&'a str, Option<&'a EntityFacts>, Arc<Sayings<'a>>),
    Network(&'a Standings),
    Rule(&'a str, BTreeSet<Predicate>),
    Run(&'a RunFacts),
    Standing(&'a Standings, &'a Standing),
}

impl Part<'_> {
    /// Hands on what is said in this part.
    pub(super) fn describe(&self, iris: &Iris, sink: &mut dyn FnMut(TripleRef<'_>)) {
        let triples = &mut Triples::new(iris, sink);
        match self {
            Part::Claim(claim) => assertions::describe(claim, triples),
            Part::Tie(tie) => ties::describe(tie, triples),
            Part::Community(network, place) => {
                standings::describe_community(network, *place, triples);
            }
            Part::Network(network) => standings::describe_network(network, triples),
            Part::Standing(network, standing) => {
                standings::describe_standing(network, standing, triples);
            }
            Part::Decision(decision, documents) => {
                decisions::describe(decision, *documents, triples);
            }
            Part::Document(facts) => documents::describe(facts, triples),
            Part::Evidence(claim, texts) => {
                assertions::describe_evidence(claim, *texts, triples);
            }
            Part::Event(facts) => documents::describe_event(facts, triples),
            Part::Entity(id, facts, sayings) => {
                if let Some(facts) = facts {
                    entities::describe(facts, triples);
                }
                assertions::describe_direct(id, sayings, triples);
            }
            Part::Rule(id, reads) => assertions::describe_rule(id, reads, triples),
            Part::Run(facts) => run::describe(facts, triples),
        }
    }
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
    let claims = || claims.iter().copied().filter(|claim| !claim.evidence.is_empty());
    let entity = Part::Entity(id, facts, Arc::new(Sayings::new(claims())));
    let mut all = Vec::new();
    let parts = claims().flat_map(|claim| [Part::Claim(claim), Part::Evidence(claim, texts)]);
    for part in std::iter::once(entity).chain(parts) {
        part.describe(iris, &mut |triple| all.push(triple.into_owned()));
    }
    all
}

/// All parts, a folder of IRIs at a time, in the order in which lines about them sort.
pub(super) fn parts<'a>(
    input: &Knowledge<'a>,
    iris: &'a Iris,
) -> impl Iterator<Item = Vec<Part<'a>>> + use<'a> {
    let Knowledge { corpus, ties, network, run, texts } = *input;
    let claims = move || assertions::written(&corpus.claims);
    let documents = move || corpus.documents.iter();
    // Made one after the other, so that the sort keys of one folder only are in memory.
    let folders: [Box<dyn FnOnce() -> Vec<Part<'a>> + 'a>; 8] = [
        Box::new(move || sorted(claims().map(|c| (iris.claim(c).into_string(), Part::Claim(c))))),
        Box::new(move || sorted(ties.iter().map(|t| (iris.tie(t).into_string(), Part::Tie(t))))),
        Box::new(move || {
            let places =
                network.into_iter().flat_map(|n| (0..n.communities.len()).map(move |i| (n, i)));
            let iri = |n: &Standings, i| iris.community(n.window, i).into_string();
            sorted(places.map(|(n, i)| (iri(n, i), Part::Community(n, i))))
        }),
        Box::new(move || {
            let decisions = corpus.census.decisions.iter();
            sorted(decisions.map(|(d, &n)| (iris.decision(d).into_string(), Part::Decision(d, n))))
        }),
        Box::new(move || {
            sorted(documents().map(|d| (iris.document(&d.id).into_string(), Part::Document(d))))
        }),
        Box::new(move || sorted(claims().map(|c| (iris.evidence_of(c), Part::Evidence(c, texts))))),
        Box::new(move || {
            sorted(documents().map(|d| (iris.event(&d.id).into_string(), Part::Event(d))))
        }),
        Box::new(move || entities_network_and_rules(corpus, network, iris)),
    ];
    let run = run.map(|facts| vec![Part::Run(facts)]);
    let standings = network.map(|network| {
        let iri = |s: &Standing| iris.standing(&s.entity, network.window).into_string();
        sorted(network.entities.iter().map(|s| (iri(s), Part::Standing(network, s))))
    });
    folders.into_iter().map(|folder| folder()).chain(run).chain(standings)
}

fn entities_network_and_rules<'a>(
    corpus: &'a Corpus,
    network: Option<&'a Standings>,
    iris: &Iris,
) -> Vec<Part<'a>> {
    let sayings = Arc::new(Sayings::new(assertions::written(&corpus.claims)));
    let ids: BTreeSet<&str> = (corpus.census.entities.keys().map(AsRef::as_ref))
        .chain(sayings.of.keys().copied())
        .chain(sayings.to.keys().copied())
        .collect();
    let mut parts = sorted(ids.into_iter().map(|id| {
        let part = Part::Entity(id, corpus.census.entities.get(id), Arc::clone(&sayings));
        (iris.entity(id).into_string(), part)
    }));
    parts.extend(network.map(Part::Network));
    parts.extend(sorted(
        sayings
            .rules
            .iter()
            .map(|(id, reads)| (iris.rule(id).into_string(), Part::Rule(id, reads.clone()))),
    ));
    parts
}

/// The parts in the order of their IRIs. They come almost in order already, which this way of sorting makes use of.
fn sorted<'a>(parts: impl Iterator<Item = (String, Part<'a>)>) -> Vec<Part<'a>> {
    let mut parts: Vec<_> = parts.collect();
    sort_by(&mut parts, |a, b| by_line(&a.0, &b.0));
    parts.into_iter().map(|(_, part)| part).collect()
}
