//! All that a lexicon knows of single words, so that one look-up a word of a text serves every reader.
//!
//! In: the words of matchers and lists. Out: [`WordFacts`]. Never: a decision about a place in a text.

use std::num::NonZeroU32;

use crate::dictionary::frames::Frames;
use crate::dictionary::grammar::{Grammar, SmallWord};
use crate::dictionary::heads::Heads;
use crate::dictionary::kind::{WordKind, Words};
use crate::dictionary::matcher::Matcher;
use crate::dictionary::sense::{Sense, Trigger};
use crate::dictionary::word_map::WordMap;

/// What a lexicon knows of one word.
#[derive(Debug, Clone, Copy, Default)]
pub struct WordFacts {
    /// Its number among the words of names.
    pub(crate) name: Option<NonZeroU32>,
    /// Its number among the words of triggers.
    pub(crate) trigger: Option<NonZeroU32>,
    /// Whether it can tell what a name beside it is: `project`, `NGO`.
    pub(crate) tells: bool,
    /// What it can be: in these facts of a word as it is listed, in those of a token also as its ending tells.
    pub(crate) kind: WordKind,
    /// What it is among the small words.
    pub(crate) small: SmallWord,
    /// Whether it can name the act of a frame.
    pub(crate) acts: bool,
}

impl WordFacts {
    /// The facts of every word that is listed anywhere.
    pub(super) fn all(
        names: &Matcher<Sense>,
        triggers: &Matcher<Trigger>,
        words: &Words,
        heads: &Heads,
        grammar: &Grammar,
        frames: &Frames,
    ) -> WordMap<Self> {
        let mut all = WordMap::<Self>::default();
        all.join(names.words(), |facts, number| facts.name = Some(*number));
        all.join(triggers.words(), |facts, number| facts.trigger = Some(*number));
        all.join(words.listed(), |facts, kind| facts.kind = *kind);
        all.join(&heads.nouns, |facts, ()| facts.tells = true);
        for words in [&frames.verbs, &frames.nouns, &frames.prepositions] {
            all.join(words, |facts, _| facts.acts = true);
        }
        for words in [&frames.words.jointly, &frames.words.units] {
            all.join(words, |facts, ()| facts.acts = true);
        }
        all.join(grammar.small(), |facts, small| facts.small = *small);
        all
    }
}
