//! The tokens of a text, with what the lexicon that made them knows of each word.
//!
//! In: tokens and a look-up. Out: [`KnownTokens`], which every reader of a text shares. Never: a second look-up of a word.

use std::ops::Deref;

use crate::cut::Tokens;
use crate::dictionary::grammar::SmallWord;
use crate::dictionary::kind::WordKind;
use crate::dictionary::word_facts::WordFacts;

/// [`Tokens`] and the [`WordFacts`] of each; made by [`Lexicon::tokens`](crate::dictionary::Lexicon::tokens).
#[derive(Debug, Clone, Default)]
pub struct KnownTokens {
    tokens: Tokens,
    facts: Vec<WordFacts>,
}

impl KnownTokens {
    /// The tokens, each looked up once with `look_up`.
    pub(crate) fn new(tokens: Tokens, look_up: impl Fn(&str) -> WordFacts) -> Self {
        let facts = (0..tokens.len()).map(|i| look_up(tokens.word(i))).collect();
        Self { tokens, facts }
    }

    /// What is known of token `i`.
    #[inline]
    #[must_use]
    pub fn facts(&self, i: usize) -> WordFacts {
        self.facts[i]
    }

    /// What token `i` can be.
    #[inline]
    #[must_use]
    pub fn kind(&self, i: usize) -> WordKind {
        self.facts[i].kind
    }

    /// What token `i` is among the small words; nothing beyond the end.
    #[inline]
    #[must_use]
    pub fn small(&self, i: usize) -> SmallWord {
        self.facts.get(i).map_or(SmallWord::default(), |facts| facts.small)
    }
}

impl Deref for KnownTokens {
    type Target = Tokens;

    #[inline]
    fn deref(&self) -> &Tokens {
        &self.tokens
    }
}
