//! A verb group as a value: which words it has, its voice, its shape, and how firm it is.
//!
//! In and out: nothing. Never: where a sentence has its groups (see `verbs`).

use crate::base::Status;
use crate::dictionary::Voice;

/// A verb with its auxiliaries: tokens `first..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Group {
    /// The first auxiliary, adverb or "to".
    pub first: usize,
    /// The verb itself; the last auxiliary where there is no other verb.
    pub head: usize,
    /// One past the verb and its particle.
    pub end: usize,
    pub voice: Voice,
    pub shape: Shape,
    /// What its own words say of how firm it is.
    pub status: Status,
}

/// How a verb group stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// It is the verb of a clause: `organized`, `was organized`.
    Finite,
    /// `to organize`.
    Infinitive,
    /// `organizing`.
    Ing,
    /// A participle that describes the noun before it: `organized by`.
    Reduced,
}
