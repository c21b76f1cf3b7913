//! The words of one language that say where its sentences end.
//!
//! In: words as a vocabulary lists them. Out: [`SentenceWords`], folded for looking up. Never: a word of a language of its own.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::cut::tokens::fold;

/// Words that say whether a full stop ends a sentence. Without any, only initials and small letters tell that it does not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentenceWords {
    abbreviations: FxHashSet<String>,
    openers: FxHashSet<String>,
}

impl SentenceWords {
    /// Folds the lists: abbreviations behind which a full stop ends no sentence, and words that open one even behind an
    /// initial. What is not one word is left out and named.
    ///
    /// ```
    /// use consort::cut::SentenceWords;
    /// let (words, left_out) = SentenceWords::new(["Mr", "Dr.", "in re"], ["The"]);
    /// assert!(words.is_abbreviation("mr") && words.is_abbreviation("dr") && words.is_opener("the"));
    /// assert_eq!(left_out, ["in re"]);
    /// ```
    #[must_use]
    pub fn new<'a>(
        abbreviations: impl IntoIterator<Item = &'a str>,
        openers: impl IntoIterator<Item = &'a str>,
    ) -> (Self, Vec<String>) {
        let mut left_out = Vec::new();
        let mut folded = |word: &'a str| {
            let tokens = fold(word.strip_suffix('.').unwrap_or(word));
            if tokens.len() != 1 {
                left_out.push(word.to_owned());
                return None;
            }
            Some(tokens.word(0).to_owned())
        };
        let abbreviations = abbreviations.into_iter().filter_map(&mut folded).collect();
        let openers = openers.into_iter().filter_map(&mut folded).collect();
        (Self { abbreviations, openers }, left_out)
    }

    /// Whether a full stop behind this folded word ends no sentence.
    #[must_use]
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains(word)
    }

    /// Whether this folded word opens a sentence even behind an initial: `U.S. The`.
    #[must_use]
    pub fn is_opener(&self, word: &str) -> bool {
        self.openers.contains(word)
    }
}
