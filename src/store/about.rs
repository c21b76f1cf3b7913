//! What is said of a graph as a whole: how much it holds, made by what.
//!
//! In: a snapshot and how many triples it makes. Out: a description. Never: a count that is made twice in two ways.

use std::collections::BTreeMap;

use crate::base::{Class, Predicate};
use crate::rdf::Description;
use crate::store::Snapshot;

/// Describes the graph of a snapshot; of a graph that was never on disk, only its triples are known.
#[must_use]
pub fn description(snapshot: Option<&Snapshot>, triples: usize) -> Description {
    let title = "Who works with whom".to_owned();
    let Some(manifest) = snapshot.map(Snapshot::manifest) else {
        return Description { title, triples, ..Description::default() };
    };
    let counts = &manifest.counts;
    Description {
        title,
        version: manifest.consort.clone(),
        triples,
        documents: counts.stories,
        entities: Class::ALL
            .iter()
            .map(|c| {
                let of = |by_class: &BTreeMap<String, usize>| by_class.get(c.name()).copied();
                (*c, of(&counts.entities).unwrap_or(0) + of(&counts.provisional).unwrap_or(0))
            })
            .filter(|(_, n)| *n > 0)
            .collect(),
        claims: Predicate::ALL
            .iter()
            .filter_map(|p| Some((*p, *counts.predicates.get(p.name())?)))
            .collect(),
        ..Description::default()
    }
}
