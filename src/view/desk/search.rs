//! What a reader who types a name is shown.
//!
//! In: a few letters. Out: entities with what tells them apart. Never: an entity that no story names before one that is named.

use serde::Serialize;

use crate::base::Class;
use crate::view::desk::finder::Fit;
use crate::view::desk::index::{Desk, entity_ref};
use crate::view::desk::parts::{EntityRef, Occurrence};

/// The answer to a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct SearchAnswer {
    /// What was typed.
    pub query: String,
    /// What fits, the likeliest first.
    pub hits: Vec<SearchHit>,
}

/// An entity that fits what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct SearchHit {
    /// The entity.
    #[serde(flatten)]
    pub entity: EntityRef,
    /// The name that fits: the label, an alias or an abbreviation.
    pub matched: String,
    /// How it fits.
    pub how: Fit,
    /// Its first abbreviation.
    pub abbreviation: Option<String>,
    /// The kind in one or two words.
    pub kind: Option<String>,
    /// Its country.
    pub country: Option<EntityRef>,
    /// How often it is named, and when.
    #[serde(flatten)]
    pub named: Occurrence,
}

impl Desk {
    /// Entities whose names fit, of these classes (all when empty).
    #[must_use]
    pub fn search(&self, query: &str, classes: &[Class], limit: usize) -> SearchAnswer {
        let facts: Vec<_> = self.corpus().census.entities.values().collect();
        let weight = |n: usize| facts.get(n).map_or(0, |f| f.documents);
        let found = self.finder.find(query, &weight);
        let hits = found.iter().filter_map(|found| Some((found, *facts.get(found.entity)?)));
        let hits = hits
            .filter(|(_, f)| classes.is_empty() || classes.contains(&f.entity.class))
            .take(limit)
            .map(|(found, facts)| {
                let entry = facts.entry.as_deref();
                let country = facts.entity.country.as_ref();
                SearchHit {
                    entity: entity_ref(facts),
                    matched: found.name.to_owned(),
                    how: found.fit,
                    abbreviation: entry.and_then(|e| e.abbr.first().cloned()),
                    kind: entry.and_then(|e| e.kind.clone()),
                    country: country.map(|id| self.entity_ref(id)),
                    named: self.occurrence(facts),
                }
            })
            .collect();
        SearchAnswer { query: query.to_owned(), hits }
    }
}
