//! A story in a few numbers, small enough to keep for every story of an archive.
//!
//! In: a [`Body`]. Out: a [`Sketch`]. Never: the words.

use std::cmp::Reverse;

use twox_hash::XxHash3_64;

use crate::base::{Document, DocumentId, PartialDate};
use crate::merge::copies::body::Body;

/// So many words in a row are one shingle.
const SHINGLE: usize = 4;

/// One shingle of so many is kept, chosen by its hash: the same one in every story.
const ONE_OF: u64 = 8;

/// What is kept of a story to find its copies: about half a byte for each of its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    /// The story's id.
    pub document: DocumentId,
    /// The first day, month or year of what it reports.
    pub(super) date: Option<PartialDate>,
    /// How many words of prose it has.
    pub(super) n_words: u32,
    /// A hash of them all.
    pub(super) hash: u64,
    /// The hashes of the shingles that are kept, sorted, each once.
    pub(super) samples: Box<[u32]>,
}

impl Sketch {
    /// The sketch of a story.
    #[must_use]
    pub fn new(document: &Document) -> Self {
        let body = Body::plain(document);
        let keys: Vec<u8> = body.words().iter().flat_map(|word| word.key.to_le_bytes()).collect();
        let shingles = keys.windows(4 * SHINGLE).step_by(4).map(XxHash3_64::oneshot);
        let kept = shingles.filter(|hash| hash % ONE_OF == 0);
        let mut samples: Vec<u32> = kept.map(|hash| (hash >> 32) as u32).collect();
        samples.sort_unstable();
        samples.dedup();
        Self {
            document: document.id.clone(),
            date: document.date_start,
            n_words: u32::try_from(body.words().len()).unwrap_or(u32::MAX),
            hash: XxHash3_64::oneshot(&keys),
            samples: samples.into(),
        }
    }

    /// By what stories are put in order: the earliest, then the longest first. Undated ones come last.
    pub(super) fn order(&self) -> (bool, Option<PartialDate>, Reverse<u32>, u64) {
        (self.date.is_none(), self.date, Reverse(self.n_words), self.hash)
    }
}
