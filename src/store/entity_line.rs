//! One line of `entities.jsonl`: an entity with its names and counts.
//!
//! In: what the graph says of an entity. Out: a JSON object. Never: anything that the graph lacks.

use serde::{Deserialize, Serialize};

use crate::rdf::EntityFacts;

/// An entity as `entities.jsonl` holds it: enough to resolve a name to an id without the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityLine {
    /// Its id.
    pub id: String,
    /// The name to print.
    pub label: String,
    /// Class name.
    pub class: String,
    /// Other names, without the label.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// Abbreviations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub abbr: Vec<String>,
    /// The kind in one or two words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Id of its country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Id of the body it is a unit of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// `listed`, `template` or `provisional`.
    pub origin: String,
    /// How often the corpus names it.
    pub mentions: usize,
    /// How many documents name it.
    pub documents: usize,
}

impl From<&EntityFacts> for EntityLine {
    fn from(facts: &EntityFacts) -> Self {
        let entity = facts.entity.as_ref();
        let entry = facts.entry.as_deref();
        let mut names: Vec<String> = entry
            .iter()
            .flat_map(|e| std::iter::once(&e.name).chain(&e.names).chain(&e.formal))
            .filter(|name| **name != entity.label)
            .cloned()
            .chain(facts.merged.iter().map(ToString::to_string))
            .collect();
        names.sort_unstable();
        names.dedup();
        Self {
            id: entity.id.to_string(),
            label: entity.label.clone(),
            class: entity.class.name().to_owned(),
            names,
            abbr: entry.map(|e| e.abbr.clone()).unwrap_or_default(),
            kind: entry.and_then(|e| e.kind.clone()),
            country: entity.country.as_ref().map(ToString::to_string),
            parent: entity.parent.as_ref().map(ToString::to_string),
            origin: entity.origin.name().to_owned(),
            mentions: facts.mentions,
            documents: facts.documents,
        }
    }
}
