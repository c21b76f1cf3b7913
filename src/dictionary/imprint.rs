//! What is found with, in hashes: small enough to be kept beside a graph, so that the next build can tell what has changed.
//!
//! In: a compiled vocabulary with decisions. Out: an [`Imprint`], and the bytes of one. Never: a name in clear, or a comparison, which is
//! [`Changes`](crate::dictionary::Changes).

use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_64;

use crate::base::Decision;
use crate::dictionary::decisions::Decisions;
use crate::dictionary::lexicon::Lexicon;
use crate::dictionary::numbers::number;
use crate::dictionary::phrase_hashes::PhraseHash;

/// What a vocabulary and decisions find, in hashes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Imprint {
    /// A hash of all that is no entry.
    pub(super) language: String,
    /// The entries in the order of their ids: a hash of the id, one of all that is said of it, and how many phrases it has.
    pub(super) entries: Vec<(u64, u64, u32)>,
    /// Their phrases.
    pub(super) phrases: Vec<PhraseHash>,
    /// The words of all names, by hash, sorted.
    pub(super) words: Vec<u64>,
    /// The decisions in their order, in JSON.
    pub(super) decisions: Vec<String>,
}

impl Imprint {
    /// That of a vocabulary and of decisions on what it finds.
    ///
    /// ```
    /// use consort::dictionary::{Decisions, Imprint, builtin_files, compile, read};
    /// let (lexicon, _) = compile(read(&builtin_files()).0)?;
    /// let imprint = Imprint::of(&lexicon, &Decisions::default());
    /// assert_eq!(Imprint::from_bytes(&imprint.to_bytes()), Some(imprint));
    /// # Ok::<(), consort::dictionary::VocabError>(())
    /// ```
    #[must_use]
    pub fn of(lexicon: &Lexicon, decisions: &Decisions) -> Self {
        let mut phrases = Vec::new();
        let print = |(place, entry): (usize, &[u8])| {
            let before = phrases.len();
            phrases.extend(lexicon.phrases.of_entry(place));
            let (id, said) = (id_hash(lexicon.entries.id(place)), XxHash3_64::oneshot(entry));
            let named = XxHash3_64::oneshot_with_seed(said, lexicon.phrases.bytes_of(place));
            (id, named, number(phrases.len() - before))
        };
        let entries = lexicon.entries.written().enumerate().map(print).collect();
        let mut words: Vec<u64> = lexicon.facts.words_of_names().collect();
        words.sort_unstable();
        let decisions = decisions.iter().map(Decision::to_json).collect();
        Self { language: lexicon.language.clone(), entries, phrases, words, decisions }
    }

    /// It as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        // Numbers and strings cannot fail to be written into memory.
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// The one in such bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

/// The hash of an id.
pub(super) fn id_hash(id: &str) -> u64 {
    XxHash3_64::oneshot(id.as_bytes())
}
