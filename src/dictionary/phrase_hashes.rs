//! The phrases of a vocabulary as hashes, by what they name.
//!
//! In: folded phrases, an entry at a time. Out: their hashes. Never: a phrase in clear.

use bytes::Bytes;
use twox_hash::XxHash3_64;

use crate::base::Class;
use crate::dictionary::entry::Entry;
use crate::dictionary::numbers::{Numbers, number};

/// A hash of a folded phrase, whose last byte is the number of its words.
pub(super) type PhraseHash = u64;

/// Stands among the phrases of an entry that changes more than the reading of texts that hold them: a country stands in fields and
/// datelines too, a pattern is told by its shape.
pub(super) const MORE: PhraseHash = 0;

/// The phrases that name each entry, and behind them those of each value that a slot of a template can take, by hash.
#[derive(Debug, Clone, Default)]
pub(super) struct PhraseHashes {
    /// For each entry where its phrases begin; one more at the end.
    begin: Numbers,
    /// Eight bytes each.
    hashes: Bytes,
}

/// The same while phrases are added.
#[derive(Debug, Default)]
pub(super) struct PhraseHashesBuilder {
    begin: Vec<u32>,
    hashes: Vec<u8>,
}

impl PhraseHashesBuilder {
    /// From now on phrases are those of the next entry.
    pub(super) fn entry(&mut self, class: Class, entry: &Entry) {
        self.begin.push(number(self.hashes.len() / 8));
        let has_shape =
            !entry.patterns.is_empty() || entry.cond.iter().any(|c| c.pattern.is_some());
        if class == Class::Country || !entry.capital.is_empty() || has_shape {
            self.push(MORE);
        }
    }

    /// From now on phrases are those of the next value of a slot; no more entries come.
    pub(super) fn value(&mut self) {
        self.begin.push(number(self.hashes.len() / 8));
    }

    /// Adds a folded phrase of it.
    pub(super) fn phrase(&mut self, folded: &str) {
        self.push(phrase_hash(folded));
    }

    fn push(&mut self, hash: PhraseHash) {
        self.hashes.extend_from_slice(&hash.to_le_bytes());
    }

    /// There are no more values.
    pub(super) fn finish(mut self) -> PhraseHashes {
        self.begin.push(number(self.hashes.len() / 8));
        PhraseHashes { begin: self.begin.into_iter().collect(), hashes: self.hashes.into() }
    }
}

impl PhraseHashes {
    /// Those of an entry, by its place.
    pub(super) fn of_entry(&self, entry: usize) -> impl Iterator<Item = PhraseHash> + '_ {
        let bytes = self.bytes_of(entry).as_chunks::<8>().0;
        bytes.iter().map(|hash| u64::from_le_bytes(*hash))
    }

    /// Those of a value, by its place, behind so many entries.
    pub(super) fn of_value(
        &self,
        n_entries: usize,
        value: usize,
    ) -> impl Iterator<Item = PhraseHash> + '_ {
        self.of_entry(n_entries + value)
    }

    /// The same as bytes.
    pub(super) fn bytes_of(&self, entry: usize) -> &[u8] {
        let range = 8 * self.begin.place(entry)..8 * self.begin.place(entry + 1);
        self.hashes.get(range).unwrap_or_default()
    }

    /// The bytes that hold them.
    pub(super) fn bytes(&self) -> [&Bytes; 2] {
        [self.begin.bytes(), &self.hashes]
    }

    /// The hashes that these bytes hold.
    pub(super) fn of([begin, hashes]: [Bytes; 2]) -> Self {
        Self { begin: begin.into(), hashes }
    }
}

/// The hash of a folded phrase, with or without a space at its ends.
pub(super) fn phrase_hash(folded: &str) -> PhraseHash {
    let folded = folded.trim_matches(' ');
    match u8::try_from(folded.split(' ').count()) {
        Ok(n_words) => XxHash3_64::oneshot(folded.as_bytes()) & !0xff | u64::from(n_words),
        // Nobody looks for so many words at every place of a text.
        Err(_) => MORE,
    }
}
