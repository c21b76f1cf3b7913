//! Sentences with the tags that people gave.
//!
//! In: nothing. Out: [`TaggedWord`]. Never: a file.

use crate::cut::tag::tag::{Tag, TagWord};

/// A word of a sentence to learn from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaggedWord {
    /// As it is written.
    pub word: String,
    /// What stands between it and the word before.
    pub gap: String,
    /// What it is.
    pub tag: Tag,
    /// Whether the tag is known beforehand, as that of a name in a dictionary.
    pub fixed: bool,
}

impl TaggedWord {
    /// The word as a tagger is asked about it.
    #[must_use]
    pub fn asked(&self) -> TagWord<'_> {
        TagWord { word: &self.word, gap: &self.gap, fixed: self.fixed.then_some(self.tag) }
    }
}
