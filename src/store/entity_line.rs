//! One line of `entities.jsonl`: all that the graph says of an entity by itself.
//!
//! In: what is known of an entity. Out: a JSON object, and back again without loss of what the graph says. Never: a relation
//! read from a text.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{Class, Entity, EntityId, Origin};
use crate::dictionary::Entry;
use crate::merge::EntityFacts;

/// An entity as `entities.jsonl` holds it: enough to find it by name and to describe it without the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityLine {
    /// Its id.
    pub id: EntityId,
    /// The name to print.
    pub label: String,
    /// Class.
    pub class: Class,
    /// Other names, without the label.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// Abbreviations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub abbr: Vec<String>,
    /// Names in other languages by language tag.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, String>,
    /// Ids that a reviewer has found to be this entity.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub merged: BTreeSet<EntityId>,
    /// The kind in one or two words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Id of its country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<EntityId>,
    /// Id of the body it is a unit of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<EntityId>,
    /// Ids of the frameworks it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub part_of: Vec<String>,
    /// Id of its successor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<String>,
    /// Identifiers elsewhere, by scheme.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ids: BTreeMap<String, String>,
    /// Addresses of the same thing elsewhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same_as: Vec<String>,
    /// Addresses of related things.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub see_also: Vec<String>,
    /// How it became known.
    pub origin: Origin,
    /// How often the corpus names it.
    pub mentions: usize,
    /// How many documents name it.
    pub documents: usize,
}

impl From<&EntityFacts> for EntityLine {
    fn from(facts: &EntityFacts) -> Self {
        let entity = facts.entity.as_ref();
        let entry = facts.entry.as_deref().cloned().unwrap_or_default();
        let mut names = entry.names;
        names.extend(entry.formal);
        names.push(entry.name);
        names.retain(|name| !name.is_empty() && *name != entity.label);
        names.sort_unstable();
        names.dedup();
        Self {
            id: entity.id.clone(),
            label: entity.label.clone(),
            class: entity.class,
            names,
            abbr: entry.abbr,
            labels: entry.labels,
            merged: facts.merged.clone(),
            kind: entry.kind,
            country: entity.country.clone(),
            parent: entity.parent.clone(),
            part_of: entry.part_of,
            replaced_by: entry.replaced_by,
            ids: entry.ids,
            same_as: entry.same_as,
            see_also: entry.see_also,
            origin: entity.origin,
            mentions: facts.mentions,
            documents: facts.documents,
        }
    }
}

impl From<EntityLine> for EntityFacts {
    fn from(line: EntityLine) -> Self {
        let entity = Entity {
            id: line.id,
            label: line.label.clone(),
            class: line.class,
            country: line.country,
            parent: line.parent,
            origin: line.origin,
        };
        let entry = Entry {
            name: line.label,
            names: line.names,
            abbr: line.abbr,
            labels: line.labels,
            kind: line.kind,
            part_of: line.part_of,
            replaced_by: line.replaced_by,
            ids: line.ids,
            same_as: line.same_as,
            see_also: line.see_also,
            ..Entry::default()
        };
        Self {
            entity: Arc::new(entity),
            entry: Some(Arc::new(entry)),
            mentions: line.mentions,
            documents: line.documents,
            merged: line.merged,
        }
    }
}
