//! The terms that a query can use: those that are in the graph, with what the ontology says of them.
//!
//! In: a graph. Out: classes with their predicates, and prefixes. Never: a term that no triple has.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::base::sort_by_key;
use crate::rdf::vocabulary::rdf;
use crate::rdf::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term, ontology_notes};
use crate::store::{Pattern, StoreError};
use crate::web::shared::Graph;

/// So many nodes of a class are looked at for their predicates.
const LOOKED_AT: usize = 40;

/// What an editor can complete.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub(super) struct Terms {
    /// Declared already: what stands before the colon, and the IRI.
    prefixes: BTreeMap<String, String>,
    /// Classes, most nodes first.
    classes: Vec<ClassTerm>,
    /// Predicates, in order of their IRIs.
    predicates: Vec<PredicateTerm>,
}

/// A class.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
struct ClassTerm {
    /// Its IRI.
    iri: String,
    /// Its name in words.
    label: String,
    /// How many nodes it has.
    count: usize,
    /// IRIs of predicates that its nodes have.
    predicates: Vec<String>,
}

/// A predicate.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
struct PredicateTerm {
    /// Its IRI.
    iri: String,
    /// Its name in words.
    label: String,
    /// What it means.
    comment: String,
    /// In how many classes it was seen.
    count: usize,
}

/// The terms of a graph.
pub(super) fn terms(graph: &Graph) -> Result<Terms, StoreError> {
    let notes = ontology_notes();
    let label = |iri: &str| {
        let known = notes.get(iri).map(|note| note.label.clone()).filter(|l| !l.is_empty());
        let end = iri.rsplit(['#', '/']).next().unwrap_or(iri);
        known.unwrap_or_else(|| end.to_owned())
    };
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    let mut classes = Vec::new();
    for (iri, (count, nodes)) in classes_of(graph)? {
        let mut predicates = BTreeSet::new();
        for node in nodes {
            for quad in about(graph, &node) {
                predicates.insert(quad?.predicate.into_string());
            }
        }
        predicates.iter().for_each(|p| *uses.entry(p.clone()).or_default() += 1);
        let predicates = predicates.into_iter().collect();
        classes.push(ClassTerm { label: label(&iri), iri, count, predicates });
    }
    sort_by_key(&mut classes, |class| std::cmp::Reverse(class.count));
    let predicate = |(iri, count): (String, usize)| PredicateTerm {
        label: label(&iri),
        comment: notes.get(&iri).map(|note| note.comment.clone()).unwrap_or_default(),
        iri,
        count,
    };
    Ok(Terms {
        prefixes: graph.prefixes.iter().map(|(p, i)| (p.to_owned(), i.to_owned())).collect(),
        classes,
        predicates: uses.into_iter().map(predicate).collect(),
    })
}

type Nodes = (usize, Vec<NamedNode>);

fn classes_of(graph: &Graph) -> Result<BTreeMap<String, Nodes>, StoreError> {
    let pattern = Pattern {
        predicate: Some(rdf::TYPE),
        graph: Some(GraphName::DefaultGraph.as_ref()),
        ..Pattern::default()
    };
    let mut classes: BTreeMap<String, Nodes> = BTreeMap::new();
    for quad in graph.kb.quads(pattern) {
        let quad = quad?;
        let (Term::NamedNode(class), NamedOrBlankNode::NamedNode(node)) =
            (quad.object, quad.subject)
        else {
            continue;
        };
        let (count, nodes) = classes.entry(class.into_string()).or_default();
        *count += 1;
        if nodes.len() < LOOKED_AT {
            nodes.push(node);
        }
    }
    Ok(classes)
}

fn about(graph: &Graph, node: &NamedNode) -> impl Iterator<Item = Result<Quad, StoreError>> {
    graph.kb.quads(Pattern {
        subject: Some(node.as_ref().into()),
        graph: Some(GraphName::DefaultGraph.as_ref()),
        ..Pattern::default()
    })
}
