//! What to count.
//!
//! In: what the reader asks. Out: a plain struct. Never: a name; entities are given by their ids.

use crate::base::{Class, Entity, EntityId, Window};
use crate::merge::Scope;
use crate::merge::cooccur::null_model::Shuffles;

/// What to count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CooccurOptions {
    /// How near two names must stand.
    pub window: Window,
    /// The classes whose entities count; both members of a pair are of one of them.
    pub classes: Vec<Class>,
    /// Entities that do not count, such as the publisher of all stories. Where each story has its own,
    /// [`Publishers`](crate::merge::Publishers) leaves it out before counting.
    pub exclude: Vec<EntityId>,
    /// The stories that count.
    pub scope: Scope,
    /// Random tables to compare the counts with; none when absent.
    pub null: Option<Shuffles>,
}

impl Default for CooccurOptions {
    /// What the graph holds: sentences, and everyone who acts but is no country.
    fn default() -> Self {
        Self {
            window: Window::Sentence,
            classes: vec![Class::Organisation, Class::Programme, Class::Donor],
            exclude: Vec::new(),
            scope: Scope::default(),
            null: None,
        }
    }
}

impl CooccurOptions {
    /// Whether mentions of the entity count.
    #[must_use]
    pub fn counts(&self, entity: &Entity) -> bool {
        self.classes.contains(&entity.class) && !self.exclude.contains(&entity.id)
    }

    /// The same classes with another window.
    #[must_use]
    pub fn with_window(mut self, window: Window) -> Self {
        self.window = window;
        self
    }
}
