//! What is known of an entity: its vocabulary table, and how often texts name it.
//!
//! In: entities that stories name, the vocabulary's tables. Out: the facts of each, completed by those they link to. Never: a
//! relation read from a text.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::{Entity, EntityId};
use crate::dictionary::Entry;

/// Everything the graph says of one entity.
#[derive(Debug, Clone, PartialEq)]
pub struct EntityFacts {
    /// The entity itself.
    pub entity: Arc<Entity>,
    /// Its table in the vocabulary; bodies made by a template have none.
    pub entry: Option<Arc<Entry>>,
    /// How often the corpus names it.
    pub mentions: usize,
    /// How many documents name it.
    pub documents: usize,
    /// Ids that a reviewer has found to be this entity.
    pub merged: BTreeSet<EntityId>,
}

impl EntityFacts {
    /// An entity that no document names yet.
    #[must_use]
    pub fn new(entity: Arc<Entity>, entry: Option<Arc<Entry>>) -> Self {
        Self { entity, entry, mentions: 0, documents: 0, merged: BTreeSet::new() }
    }

    /// The ids of the entities that its description links to.
    #[must_use]
    pub fn links(&self) -> Vec<&str> {
        let entity = [&self.entity.country, &self.entity.parent];
        let entry = self.entry.iter().flat_map(|e| e.part_of.iter().chain(&e.replaced_by));
        entity.into_iter().flatten().map(AsRef::as_ref).chain(entry.map(String::as_str)).collect()
    }
}

/// Adds the entities that others link to, until none is missing, so that no link of the graph leads to a
/// node without a name. `find` looks an id up in the vocabulary. Returns the ids that it does not know.
///
/// ```
/// use std::{collections::BTreeMap, sync::Arc};
/// use consort::merge::{EntityFacts, complete};
/// use consort::{Class, Entity, Origin};
/// let entity = |id: &str, parent: Option<&str>| {
///     let id_of = |id: &str| id.parse().expect("an id");
///     let (label, class, origin) = (id.to_uppercase(), Class::Organisation, Origin::Listed);
///     EntityFacts::new(Arc::new(Entity { id: id_of(id), label, class, origin, country: None, parent: parent.map(id_of) }), None)
/// };
/// let unit = entity("unit", Some("body"));
/// let mut known = BTreeMap::from([(unit.entity.id.clone(), unit)]);
/// let missing = complete(&mut known, |id| (id == "body").then(|| entity(id, Some("nobody"))));
/// assert!(known.contains_key("body"), "so that the unit's parent has a name");
/// assert_eq!(missing, ["nobody"]);
/// ```
pub fn complete(
    entities: &mut BTreeMap<EntityId, EntityFacts>,
    find: impl Fn(&str) -> Option<EntityFacts>,
) -> Vec<String> {
    let mut missing = Vec::new();
    let mut open: Vec<String> =
        entities.values().flat_map(|f| f.links().into_iter().map(str::to_owned)).collect();
    while let Some(id) = open.pop() {
        if entities.contains_key(id.as_str()) || missing.contains(&id) {
            continue;
        }
        match find(&id) {
            None => missing.push(id),
            Some(facts) => {
                open.extend(facts.links().into_iter().map(str::to_owned));
                entities.insert(facts.entity.id.clone(), facts);
            }
        }
    }
    missing.sort_unstable();
    missing
}
