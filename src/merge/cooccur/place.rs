//! Where windows stand.
//!
//! In: nothing. Out: plain values that counting passes on. Never: a text.

use crate::base::PartialDate;

/// What counting keeps of a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct StoryFacts {
    pub source: u32,
    pub first: Option<PartialDate>,
    pub last: Option<PartialDate>,
}

/// Where a window stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct WindowPlace {
    pub document: u32,
    /// Its index among the windows of the document.
    pub index: u32,
    /// The number of its text; 0 where nobody will ask, because it holds no pair.
    pub text: u32,
}
