//! Which entities are named together, and whether more often than by chance.
//!
//! In: stories, in one pass. Out: one [`Tie`] a pair, sorted by ids. Never: keeps a text.
//!
//! # Steps
//! 1. [`Counter`] gathers windows, dates and sources story by story; `texts` tells boilerplate from news.
//! 2. `tally` counts pairs over an [`Incidence`] table, one dense row an entity; `intervals` is for windows of several
//!    sentences.
//! 3. [`Margins`] become measures; [`Shuffles`] and [`disparity`] compare with chance.
//! 4. [`rank()`] puts them in the order a reader asks for.

mod backbone;
mod counter;
mod incidence;
mod intervals;
mod measures;
mod null_model;
mod rank;
mod tally;
#[cfg(test)]
mod tests;
mod texts;

pub use backbone::{backbone, disparity};
pub use counter::Counter;
pub use incidence::Incidence;
pub use measures::{
    Margins, association_strength, cosine, false_discovery, jaccard, log_likelihood, npmi, p_value,
};
pub use null_model::Shuffles;
pub use rank::{Measure, RankOptions, rank};

use std::borrow::Borrow;

use crate::base::{Class, Entity, EntityId, Story, Tie, Window};
use crate::merge::Scope;

/// Counts the pairs of entities in an iterator of stories.
///
/// The same as feeding a [`Counter`]; the result does not depend on the order of the stories.
///
/// # Complexity
/// Time: the sum over windows of the square of the entities named in it. Memory: the pairs, some twenty bytes for each
/// window and entity in it, and four bytes for each word of a window with a pair and a text of its own.
pub fn count<S: Borrow<Story>>(
    stories: impl IntoIterator<Item = S>,
    options: &CooccurOptions,
) -> Vec<Tie> {
    let mut counter = Counter::new(options.clone());
    for story in stories {
        counter.add(story.borrow());
    }
    counter.finish()
}

/// What to count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CooccurOptions {
    /// How near two names must stand.
    pub window: Window,
    /// The classes whose entities count; both members of a pair are of one of them.
    pub classes: Vec<Class>,
    /// Entities that do not count, such as the publisher of all stories.
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
