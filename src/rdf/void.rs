//! The description that stands beside every export: what it holds, how much, made by what.
//!
//! In: counts. Out: a few triples in VoID and DCAT. Never: a licence that nobody gave.

use std::collections::BTreeMap;

use oxrdf::{NamedNode, NamedNodeRef, Triple, TripleRef};

use crate::base::{Class, Predicate};
use crate::rdf::run::date_time;
use crate::rdf::triples::Triples;
use crate::rdf::vocabulary::{consort, dcat, dcterms, org, prov, schema, skos, void};
use crate::rdf::{Iris, terms};

/// What is said of an export.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Description {
    /// Its title.
    pub title: String,
    /// Version of consort.
    pub version: String,
    /// Triples in it.
    pub triples: usize,
    /// Documents in it.
    pub documents: usize,
    /// Entities by class.
    pub entities: BTreeMap<Class, usize>,
    /// Claims by predicate.
    pub claims: BTreeMap<Predicate, usize>,
    /// The run that made it, if known.
    pub run: Option<String>,
    /// When it was made, in seconds since 1970; `None` leaves it out.
    pub created: Option<i64>,
    /// What it is, in words; a sentence that fits any graph when left out.
    pub about: Option<String>,
    /// The address of its licence.
    pub license: Option<String>,
    /// The IRI of the data set, of which those of its parts are made; that of the graph's base when left out. A relative one is seen
    /// from the file that is written.
    pub dataset: Option<String>,
    /// Where all its triples stand in one file.
    pub dump: Option<String>,
}

const ABOUT: &str = "Entities, claims and evidence read from texts by consort";

/// What is said of the rights where nobody gave a licence.
pub const NO_LICENSE: &str =
    "Licence unknown: the quotations belong to the publishers of the texts";

impl Description {
    /// The IRI of the data set, or of a part of it.
    fn iri(&self, part: Option<&str>, iris: &Iris) -> NamedNode {
        match (&self.dataset, part) {
            (None, part) => iris.description(part),
            (Some(dataset), None) => NamedNode::new_unchecked(dataset),
            (Some(dataset), Some(part)) => NamedNode::new_unchecked(format!("{dataset}-{part}")),
        }
    }
}

/// The description as triples.
///
/// ```
/// use consort::rdf::{Description, Iris, describe};
/// let description = Description { title: "Who pays".to_owned(), triples: 12, ..Description::default() };
/// let triples = describe(&description, &Iris::default());
/// assert!(triples.iter().any(|t| t.to_string().ends_with("<http://rdfs.org/ns/void#triples> \"12\"^^<http://www.w3.org/2001/XMLSchema#integer>")));
/// ```
#[must_use]
pub fn describe(description: &Description, iris: &Iris) -> Vec<Triple> {
    let mut all = Vec::new();
    let mut sink = |triple: TripleRef<'_>| all.push(triple.into_owned());
    let triples = &mut Triples::new(iris, &mut sink);
    let dataset = description.iri(None, iris);
    let mut node = triples.node(dataset.clone());
    node.is(&[void::DATASET, dcat::DATASET]);
    node.text(dcterms::TITLE, &description.title);
    node.label(&description.title);
    node.text(dcterms::DESCRIPTION, description.about.as_deref().unwrap_or(ABOUT));
    match &description.license {
        Some(license) => node.address(dcterms::LICENSE, license),
        None => node.text(dcterms::RIGHTS, NO_LICENSE),
    }
    if let Some(dump) = &description.dump {
        node.link(void::DATA_DUMP, NamedNode::new_unchecked(dump));
    }
    node.text(consort::SOFTWARE_VERSION, &description.version);
    node.value(dcterms::CREATED, description.created.and_then(date_time));
    if let Some(run) = &description.run {
        node.link(prov::WAS_GENERATED_BY, iris.run(run));
    }
    node.text(void::URI_SPACE, iris.base());
    for namespace in [consort::NAMESPACE, skos::NAMESPACE, org::NAMESPACE, schema::NAMESPACE] {
        node.address(void::VOCABULARY, namespace);
    }
    node.count(void::TRIPLES, description.triples);
    node.count(void::DOCUMENTS, description.documents);
    node.count(void::ENTITIES, description.entities.values().sum());

    for (&class, &n) in &description.entities {
        let (part, class) = (format!("class-{class}"), consort::class(class));
        let links = (void::CLASS_PARTITION, void::CLASS, class);
        partition(
            &dataset,
            description.iri(Some(&part), iris),
            links,
            (void::ENTITIES, n),
            triples,
        );
    }
    for (&predicate, &n) in &description.claims {
        let part = format!("claims-{predicate}");
        let links = (void::PROPERTY_PARTITION, void::PROPERTY, consort::predicate(predicate));
        let counted = (consort::COUNT, n);
        partition(&dataset, description.iri(Some(&part), iris), links, counted, triples);
    }
    all
}

type Property = NamedNodeRef<'static>;

/// One part of the data set, with its count.
fn partition(
    dataset: &NamedNode,
    part: NamedNode,
    (has_part, key, value): (Property, Property, Property),
    (counter, count): (Property, usize),
    triples: &mut Triples<'_>,
) {
    triples.node(dataset.clone()).link(has_part, part.clone());
    let mut node = triples.node(part);
    node.link(key, value);
    node.link(counter, terms::integer(count));
}
