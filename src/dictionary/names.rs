//! The names of a vocabulary, with what each can mean.
//!
//! In: folded phrases, each with a [`Sense`]. Out: [`Names`], which finds them in tokens and tells their senses. Never: which of
//! several senses holds.

use std::num::NonZeroU32;

use bytes::Bytes;

use crate::dictionary::index::{ConditionIndex, EntryIndex, TemplateIndex, ValueIndex};
use crate::dictionary::known_tokens::KnownTokens;
use crate::dictionary::numbers::{Numbers, number};
use crate::dictionary::phrases::{Hit, PhraseBuilder, Phrases};
use crate::dictionary::sense::{Case, Sense, SlotPlace};

/// The names to look for.
#[derive(Debug, Clone, Default)]
pub struct Names {
    phrases: Phrases,
    /// For each phrase, where its senses begin; one more at the end.
    begin: Numbers,
    /// The senses, four numbers each.
    senses: Numbers,
    /// How names are written whose case matters: a number of bytes, then these.
    written: Bytes,
}

/// The same while names are added.
#[derive(Debug, Default)]
pub(super) struct NameBuilder {
    phrases: PhraseBuilder,
    /// For each phrase, one more than its first sense.
    first: Vec<u32>,
    senses: Vec<PackedSense>,
    /// For each sense, one more than the next of its phrase, or 0.
    next: Vec<u32>,
    written: Vec<u8>,
}

/// A sense as four numbers: what it is, of what, a number of its own, where its spelling stands.
type PackedSense = [u32; 4];

impl NameBuilder {
    /// Adds a sense of a folded phrase (see [`fold_name`](crate::cut::fold_name)); `word` numbers its words. A sense that the
    /// phrase has already is passed over.
    pub(super) fn add(
        &mut self,
        folded: &str,
        sense: Sense<'_>,
        word: impl FnMut(&str) -> NonZeroU32,
    ) {
        let Some(phrase) = self.phrases.number(folded, word) else { return };
        self.first.resize(self.phrases.len(), 0);
        let mut at = self.first[phrase as usize];
        let mut last = None;
        while let Some(i) = at.checked_sub(1) {
            if unpacked(self.senses[i as usize], &self.written) == Some(sense) {
                return;
            }
            last = Some(i as usize);
            at = self.next[i as usize];
        }
        let packed = self.packed(sense);
        self.senses.push(packed);
        self.next.push(0);
        let new = number(self.senses.len());
        match last {
            Some(last) => self.next[last] = new,
            None => self.first[phrase as usize] = new,
        }
    }

    fn packed(&mut self, sense: Sense<'_>) -> PackedSense {
        let no_case = Case::Any;
        let (kind, of, also, case) = match sense {
            Sense::Name { entry, abbreviation, case } => {
                (u32::from(abbreviation), entry.number(), 0, case)
            }
            Sense::Firm { entry, group, case } => (2, entry.number(), group, case),
            Sense::Conditional { entry, condition, case } => {
                (3, entry.number(), condition.number(), case)
            }
            Sense::Demonym { entry, case } => (4, entry.number(), 0, case),
            Sense::Not { entry } => (5, entry.number(), 0, no_case),
            Sense::Head { template, slot, case } => (
                6,
                template.number(),
                SlotPlace::ALL.iter().position(|s| *s == slot).unwrap_or(0),
                case,
            ),
            Sense::Value { value } => (7, value.number(), 0, no_case),
        };
        let (how, at) = match case {
            Case::Any => (0, 0),
            Case::Capital => (1, 0),
            Case::Exact(words) => {
                let at = number(self.written.len());
                self.written.extend_from_slice(&number(words.len()).to_le_bytes());
                self.written.extend_from_slice(words.as_bytes());
                (2, at)
            }
        };
        [kind | how << 8, number(of), number(also), at]
    }

    /// No more are added.
    pub(super) fn finish(self) -> Names {
        let mut begin = Vec::with_capacity(self.first.len() + 1);
        let mut senses = Vec::with_capacity(16 * self.senses.len());
        for first in &self.first {
            begin.push(number(senses.len() / 16));
            let mut at = *first;
            while let Some(i) = at.checked_sub(1) {
                self.senses[i as usize]
                    .iter()
                    .for_each(|n| senses.extend_from_slice(&n.to_le_bytes()));
                at = self.next[i as usize];
            }
        }
        begin.push(number(senses.len() / 16));
        Names {
            phrases: self.phrases.finish(),
            begin: begin.into_iter().collect(),
            senses: Bytes::from(senses).into(),
            written: self.written.into(),
        }
    }
}

/// The sense that four numbers mean.
fn unpacked([kind, of, also, at]: PackedSense, written: &[u8]) -> Option<Sense<'_>> {
    let (of, also) = (of as usize, also as usize);
    let entry = EntryIndex::at(of);
    let case = match kind >> 8 {
        0 => Case::Any,
        1 => Case::Capital,
        _ => {
            let (length, rest) = written.get(at as usize..)?.split_first_chunk()?;
            let words = rest.get(..u32::from_le_bytes(*length) as usize)?;
            Case::Exact(std::str::from_utf8(words).ok()?)
        }
    };
    Some(match kind & 0xff {
        abbreviation @ (0 | 1) => Sense::Name { entry, abbreviation: abbreviation == 1, case },
        2 => Sense::Firm { entry, group: also, case },
        3 => Sense::Conditional { entry, condition: ConditionIndex::at(also), case },
        4 => Sense::Demonym { entry, case },
        5 => Sense::Not { entry },
        6 => {
            Sense::Head { template: TemplateIndex::at(of), slot: *SlotPlace::ALL.get(also)?, case }
        }
        7 => Sense::Value { value: ValueIndex::at(of) },
        _ => return None,
    })
}

impl Names {
    /// All names in the tokens, in reading order; of those that start together the shorter comes first.
    #[must_use]
    pub fn find(&self, tokens: &KnownTokens) -> Vec<Hit> {
        self.phrases.find(tokens, |i| tokens.facts(i).word)
    }

    /// What a phrase can mean.
    pub fn senses(&self, phrase: usize) -> impl Iterator<Item = Sense<'_>> {
        let places = self.begin.place(phrase)..self.begin.place(phrase + 1);
        places.filter_map(|i| {
            unpacked([0, 1, 2, 3].map(|part| self.senses.at(4 * i + part)), &self.written)
        })
    }

    /// What the phrase can mean that is this one word.
    pub(super) fn senses_of_word(&self, word: NonZeroU32) -> impl Iterator<Item = Sense<'_>> {
        self.phrases.of_word(word).into_iter().flat_map(|phrase| self.senses(phrase))
    }

    /// The number of different phrases.
    #[must_use]
    pub fn len(&self) -> usize {
        self.begin.len().saturating_sub(1)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes that hold them.
    pub(super) fn bytes(&self) -> Vec<&Bytes> {
        let own = [self.begin.bytes(), self.senses.bytes(), &self.written];
        own.into_iter().chain(self.phrases.bytes()).collect()
    }

    /// The names that these bytes hold.
    pub(super) fn of([begin, senses, written]: [Bytes; 3], phrases: Phrases) -> Self {
        Self { phrases, begin: begin.into(), senses: senses.into(), written }
    }
}
