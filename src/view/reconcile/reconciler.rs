//! The entities that a name can be matched with.
//!
//! In: a graph, a vocabulary. Out: look-ups by id and by what somebody types. Never: an entity twice.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::base::{Class, EntityId, sort_by};
use crate::dictionary::Lexicon;
use crate::merge::EntityFacts;
use crate::view::desk::{Desk, Finder, Fit};
use crate::view::reconcile::names::NameIndex;

/// The entities of a graph, and those of a vocabulary that no story of it names.
pub struct Reconciler {
    /// By number, sorted by id.
    pub(super) known: Vec<EntityFacts>,
    numbers: FxHashMap<EntityId, u32>,
    pub(super) names: NameIndex,
    finder: Finder,
}

/// An entity that begins as somebody types.
#[derive(Debug, Clone, Copy)]
pub struct Suggestion<'a> {
    /// The entity.
    pub facts: &'a EntityFacts,
    /// The name that fits.
    pub name: &'a str,
    /// How it fits.
    pub fit: Fit,
}

impl Reconciler {
    /// Indexes a graph and a vocabulary.
    #[must_use]
    pub fn of(desk: &Desk, lexicon: Option<&Lexicon>) -> Self {
        let named = &desk.contents().knowledge().corpus.census.entities;
        let listed = lexicon.into_iter().flat_map(|lexicon| lexicon.entries.iter());
        let unnamed = listed.filter(|known| !named.contains_key(&known.entity.id));
        let unnamed = unnamed.map(|known| {
            EntityFacts::new(Arc::clone(&known.entity), Some(Arc::clone(&known.entry)))
        });
        Self::new(named.values().cloned().chain(unnamed).collect())
    }

    pub(super) fn new(mut known: Vec<EntityFacts>) -> Self {
        sort_by(&mut known, |a, b| a.entity.id.cmp(&b.entity.id));
        let numbers = known.iter().zip(0..).map(|(f, n)| (f.entity.id.clone(), n)).collect();
        let names = NameIndex::new(&known);
        let finder = Finder::new(&known);
        Self { known, numbers, names, finder }
    }

    /// The entity with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&EntityFacts> {
        self.numbers.get(id).and_then(|&n| self.known.get(n as usize))
    }

    /// Entities for letters that somebody types, the likeliest first.
    #[must_use]
    pub fn suggest(&self, typed: &str, skip: usize, most: usize) -> Vec<Suggestion<'_>> {
        let weight = |n: usize| self.known.get(n).map_or(0, |facts| facts.documents);
        let found = self.finder.find(typed, &weight).into_iter().skip(skip).take(most);
        found
            .filter_map(|found| {
                let facts = self.known.get(found.entity)?;
                Some(Suggestion { facts, name: found.name, fit: found.fit })
            })
            .collect()
    }

    /// The name of an entity in few words that tell it from others: class, kind, country.
    #[must_use]
    pub fn description(&self, facts: &EntityFacts) -> String {
        let entry = facts.entry.as_deref();
        let country = facts.entity.country.as_ref().and_then(|id| self.get(id));
        let mut parts = vec![facts.entity.class.name().to_owned()];
        parts.extend(entry.and_then(|entry| entry.kind.clone()));
        parts.extend(country.map(|country| country.entity.label.clone()));
        parts.extend(entry.and_then(|entry| entry.abbr.first().cloned()));
        parts.join(", ")
    }
}

/// The id of a class as a type.
#[must_use]
pub fn type_id(class: Class) -> String {
    class.name().to_lowercase()
}
