//! Names of other people's tables, matched with the entities of a graph and of the vocabulary (reconciliation).
//!
//! In: a desk, a lexicon, names with what else is known of them. Out: candidates with scores and the features behind them, values of
//! properties, a small page. Never: HTTP; a match that is said to be certain where two entities have the name.
//!
//! # Steps
//! 1. [`Reconciler::of`] indexes the names of both.
//! 2. [`Reconciler::candidates`] answers one question; each is independent of the others.

mod candidates;
mod names;
mod preview;
mod properties;
mod reconciler;

pub use candidates::{Asked, Candidate, Feature, PropertyAsked, Strictness, Wanted};
pub use preview::preview;
pub use properties::{PropertyValue, ReconcileProperty};
pub use reconciler::{Reconciler, Suggestion, type_id};
