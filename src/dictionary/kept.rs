//! A compiled vocabulary as bytes.
//!
//! In: a [`Lexicon`], and what was said when it was compiled. Out: pieces of memory that hold both, and back. Never: IO, or a
//! second way to compile.
//!
//! What grows with the number of names lies in pieces of its own and is used as it lies there; the words of a language, which
//! are looked up in small maps, are one piece, which is read at once.

use bytes::Bytes;

use crate::base::Warning;
use crate::dictionary::entries::Entries;
use crate::dictionary::lexicon::Lexicon;
use crate::dictionary::names::Names;
use crate::dictionary::phrase_hashes::PhraseHashes;
use crate::dictionary::phrases::Phrases;
use crate::dictionary::text_map::TextMap;

/// A lexicon, and what is to be said of its vocabulary whenever it is used.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The vocabulary, compiled.
    pub lexicon: Lexicon,
    /// What is wrong with its files, so that some of it was passed over.
    pub faults: Vec<Warning>,
    /// What its editor should know beside that.
    pub notes: Vec<Warning>,
}

impl Loaded {
    /// The pieces that hold it; none where a value cannot be written.
    pub(super) fn pieces(&self) -> Option<Vec<Bytes>> {
        let Lexicon { entries, names, national, triggers, facts, phrases, .. } = &self.lexicon;
        let language = postcard::to_allocvec(&(&self.lexicon, &self.faults, &self.notes)).ok()?;
        let pieces = entries.bytes().into_iter().chain(national.bytes()).chain(facts.words.bytes());
        let pieces =
            pieces.chain(phrases.bytes()).chain(triggers.phrases.bytes()).chain(names.bytes());
        Some([Bytes::from(language)].into_iter().chain(pieces.cloned()).collect())
    }

    /// What these pieces hold.
    pub(super) fn of(pieces: Vec<Bytes>) -> Option<Self> {
        let mut pieces = pieces.into_iter();
        let language = pieces.next()?;
        let (mut lexicon, faults, notes): (Lexicon, _, _) = postcard::from_bytes(&language).ok()?;
        lexicon.entries = Entries::of(several(&mut pieces)?);
        lexicon.national = TextMap::of(several(&mut pieces)?);
        lexicon.facts.words = TextMap::of(several(&mut pieces)?);
        lexicon.phrases = PhraseHashes::of(several(&mut pieces)?);
        lexicon.triggers.phrases = Phrases::of(several(&mut pieces)?);
        let own = several(&mut pieces)?;
        lexicon.names = Names::of(own, Phrases::of(several(&mut pieces)?));
        pieces.next().is_none().then_some(Self { lexicon, faults, notes })
    }
}

/// The next pieces.
fn several<const N: usize>(pieces: &mut impl Iterator<Item = Bytes>) -> Option<[Bytes; N]> {
    let several: Vec<Bytes> = pieces.take(N).collect();
    several.try_into().ok()
}
