//! All that a lexicon knows of single words, so that one look-up a word of a text serves every reader.
//!
//! In: the words of lists, triggers and names. Out: [`WordFacts`]. Never: a decision about a place in a text.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use crate::dictionary::frames::Frames;
use crate::dictionary::grammar::{Grammar, SmallWord};
use crate::dictionary::heads::Heads;
use crate::dictionary::kind::{WordKind, Words};
use crate::dictionary::numbers::number;
use crate::dictionary::text_map::{TextMap, TextMapBuilder};
use crate::dictionary::word_map::WordMap;

/// What a lexicon knows of one word.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct WordFacts {
    /// Its number among the words of names and triggers.
    pub(crate) word: Option<NonZeroU32>,
    /// Whether it stands in a name.
    pub(crate) in_name: bool,
    /// Whether it can tell what a name beside it is: `project`, `NGO`.
    pub(crate) tells: bool,
    /// What it can be: in these facts of a word as it is listed, in those of a token also as its ending tells.
    pub(crate) kind: WordKind,
    /// What it is among the small words.
    pub(crate) small: SmallWord,
    /// Whether it can name the act of a frame.
    pub(crate) acts: bool,
}

/// The facts of every word that is listed anywhere.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct AllFacts {
    /// The words, numbered from 1.
    #[serde(skip)]
    pub(super) words: TextMap,
    /// What is known of the first of them: those that stand elsewhere than in names.
    pub(super) facts: Vec<WordFacts>,
}

/// The same while words are added.
#[derive(Debug, Default)]
pub(super) struct FactsBuilder {
    words: TextMapBuilder,
    facts: Vec<WordFacts>,
}

impl AllFacts {
    /// What is known of a word.
    #[inline]
    pub(super) fn of(&self, word: &str) -> WordFacts {
        let Some(number) = self.words.get(word) else { return WordFacts::default() };
        let of_name =
            || WordFacts { word: NonZeroU32::new(number), in_name: true, ..WordFacts::default() };
        self.facts.get(number as usize - 1).copied().unwrap_or_else(of_name)
    }
}

impl AllFacts {
    /// Hashes of the words that stand in names, see [`text_hash`](crate::dictionary::text_map::text_hash).
    pub(super) fn words_of_names(&self) -> impl Iterator<Item = u64> {
        let in_name = |number: u32| self.facts.get(number as usize - 1).is_none_or(|f| f.in_name);
        self.words.hashes().filter(move |(_, number)| in_name(*number)).map(|(hash, _)| hash)
    }
}

impl FactsBuilder {
    /// The number of a word of a trigger, new or known.
    pub(super) fn of_trigger(&mut self, word: &str) -> NonZeroU32 {
        let new = self.words.len();
        let number = numbered(self.words.number(word, number(new + 1)));
        if number.get() as usize > self.facts.len() {
            self.facts.push(WordFacts { word: Some(number), ..WordFacts::default() });
        }
        number
    }

    /// The number of a word of a name, new or known. From then on no other words are added.
    pub(super) fn of_name(&mut self, word: &str) -> NonZeroU32 {
        let new = self.words.len();
        let number = numbered(self.words.number(word, number(new + 1)));
        if let Some(facts) = self.facts.get_mut(number.get() as usize - 1) {
            facts.in_name = true;
        }
        number
    }

    /// Adds what the lists of a language say of words.
    pub(super) fn listed(
        &mut self,
        words: &Words,
        heads: &Heads,
        grammar: &Grammar,
        frames: &Frames,
    ) {
        self.join(words.listed(), |facts, kind| facts.kind = *kind);
        self.join(&heads.nouns, |facts, ()| facts.tells = true);
        for words in [&frames.verbs, &frames.nouns, &frames.prepositions] {
            self.join(words, |facts, _| facts.acts = true);
        }
        for words in [&frames.words.jointly, &frames.words.units] {
            self.join(words, |facts, ()| facts.acts = true);
        }
        self.join(grammar.small(), |facts, small| facts.small = *small);
    }

    fn join<V>(&mut self, words: &WordMap<V>, say: impl Fn(&mut WordFacts, &V)) {
        for (word, value) in words.iter() {
            let number = self.of_trigger(&word);
            say(&mut self.facts[number.get() as usize - 1], value);
        }
    }

    /// No more are added.
    pub(super) fn finish(self) -> AllFacts {
        AllFacts { words: self.words.finish(), facts: self.facts }
    }
}

/// Numbers are given from 1.
fn numbered(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN)
}
