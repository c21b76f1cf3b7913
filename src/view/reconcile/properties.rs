//! What is known of an entity, property by property.
//!
//! In: an entity. Out: its values. Never: a sentence.

use std::collections::BTreeSet;

use crate::merge::EntityFacts;
use crate::view::reconcile::reconciler::{Reconciler, type_id};

/// A property that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReconcileProperty {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether its values are entities.
    pub of_entities: bool,
}

/// A value of a property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PropertyValue {
    /// An entity.
    Entity {
        /// Its id.
        id: String,
        /// Its label.
        name: String,
    },
    /// A text.
    Text(String),
    /// A count.
    Count(usize),
}

/// The properties by id, with their names.
const PROPERTIES: [(&str, &str, bool); 12] = [
    ("country", "Country", true),
    ("class", "Class", false),
    ("type", "Type", false),
    ("abbr", "Abbreviations", false),
    ("names", "Other names", false),
    ("formal", "Formal name", false),
    ("labels", "Names in other languages", false),
    ("parent", "Parent body", true),
    ("part_of", "Part of", true),
    ("ids", "Identifiers", false),
    ("documents", "Stories that name it", false),
    ("mentions", "Times it is named", false),
];

impl PropertyValue {
    /// The id of the entity that it is.
    #[must_use]
    pub fn id(&self) -> Option<&String> {
        match self {
            PropertyValue::Entity { id, .. } => Some(id),
            _ => None,
        }
    }

    /// It as text.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            PropertyValue::Entity { name, .. } => name.clone(),
            PropertyValue::Text(text) => text.clone(),
            PropertyValue::Count(count) => count.to_string(),
        }
    }
}

impl Reconciler {
    /// The properties that can be asked for: the fixed ones, and a kind of identifiers each.
    #[must_use]
    pub fn properties(&self) -> Vec<ReconcileProperty> {
        let fixed = PROPERTIES.map(|(id, name, of_entities)| ReconcileProperty {
            id: id.to_owned(),
            name: name.to_owned(),
            of_entities,
        });
        let entries = self.known.iter().filter_map(|facts| facts.entry.as_deref());
        let schemes: BTreeSet<&str> =
            entries.flat_map(|entry| entry.ids.keys()).map(String::as_str).collect();
        let of_scheme = |scheme: &str| ReconcileProperty {
            id: format!("ids-{scheme}"),
            name: format!("Identifier ({scheme})"),
            of_entities: false,
        };
        fixed.into_iter().chain(schemes.into_iter().map(of_scheme)).collect()
    }

    /// The values that an entity has for a property; none for one that nobody knows.
    #[must_use]
    pub fn values(&self, facts: &EntityFacts, property: &str) -> Vec<PropertyValue> {
        let entity = &facts.entity;
        let entry = facts.entry.as_deref();
        let texts = |texts: &[String]| texts.iter().cloned().map(PropertyValue::Text).collect();
        let listed = |list: fn(&crate::dictionary::Entry) -> &[String]| -> Vec<PropertyValue> {
            entry.map(|entry| texts(list(entry))).unwrap_or_default()
        };
        let one =
            |text: Option<&String>| text.cloned().map(PropertyValue::Text).into_iter().collect();
        match property {
            "country" => entity.country.iter().map(|id| self.entity_value(id)).collect(),
            "class" => vec![PropertyValue::Text(type_id(entity.class))],
            "type" => one(entry.and_then(|entry| entry.kind.as_ref())),
            "abbr" => listed(|entry| &entry.abbr),
            "names" => listed(|entry| &entry.names),
            "formal" => one(entry.and_then(|entry| entry.formal.as_ref())),
            "labels" => {
                let labels = entry.into_iter().flat_map(|entry| entry.labels.values());
                labels.cloned().map(PropertyValue::Text).collect()
            }
            "parent" => entity.parent.iter().map(|id| self.entity_value(id)).collect(),
            "part_of" => {
                let above = entry.into_iter().flat_map(|entry| &entry.part_of);
                above.map(|id| self.entity_value(id)).collect()
            }
            "ids" => {
                let ids = entry.into_iter().flat_map(|entry| &entry.ids);
                ids.map(|(scheme, id)| PropertyValue::Text(format!("{scheme}:{id}"))).collect()
            }
            "documents" => vec![PropertyValue::Count(facts.documents)],
            "mentions" => vec![PropertyValue::Count(facts.mentions)],
            other => {
                let scheme = other.strip_prefix("ids-");
                one(entry.zip(scheme).and_then(|(entry, scheme)| entry.ids.get(scheme)))
            }
        }
    }

    fn entity_value(&self, id: &str) -> PropertyValue {
        let name = self.get(id).map_or_else(|| id.to_owned(), |facts| facts.entity.label.clone());
        PropertyValue::Entity { id: id.to_owned(), name }
    }
}
