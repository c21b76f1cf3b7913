//! The file of a tagger: a readable head, a list of words, and weights.
//!
//! In: bytes, or what was learnt. Out: [`Weights`], or bytes; the same weights give the same bytes. Never: a path.
//!
//! # Format
//! 1. Lines that open with `#`: where the weights come from. Then `consort-tagger 1`.
//! 2. A line a word, sorted: the word in small letters, and its tags, the most frequent first. `=` before the tag says that
//!    nothing else needs to be looked at. An empty line ends the list.
//! 3. The features, sorted, in bytes: the distance from the one before (seven bits a byte, low ones first, the high bit says that
//!    more follow), two bytes that say which of the sixteen tags have a weight, and a signed byte for each of these.

use rustc_hash::FxHashMap;

use crate::cut::tag::features::{KEY_BITS, class_number, is_sign, small_letters, word_number};
use crate::cut::tag::tag::{Tag, TagWord};

/// Tags that have weights: all but punctuation.
pub(super) const N_TAGS: usize = 16;
const OPENS: &str = "consort-tagger 1";
/// Features with the same upper bits stand together: a few steps find one.
const LOW_BITS: u32 = 8;

/// Weights by feature, and the list of words.
#[derive(Debug, Default)]
pub(super) struct Weights {
    words: FxHashMap<u32, Listed>,
    /// For each value of the upper bits, where its features start.
    starts: Vec<u32>,
    lows: Vec<u8>,
    rows: Vec<[i8; N_TAGS]>,
}

/// What the list says of a word.
#[derive(Debug, Clone, Copy)]
struct Listed {
    /// The tags that it has, as a number.
    class: u32,
    /// Its tag, when it has no other.
    sure: Option<Tag>,
}

/// A file that holds no tagger.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "no file of a tagger: {what} at byte {at}; write it again with `cargo bench --bench tagger -- FOLDER`"
)]
pub struct TaggerError {
    /// What is wrong.
    what: &'static str,
    /// Where.
    at: usize,
}

/// A word and its tags, the most frequent first.
#[derive(Debug, Clone)]
pub(super) struct WordLine {
    pub word: String,
    pub tags: Vec<Tag>,
    pub sure: bool,
}

impl Weights {
    /// Only a list of words.
    pub(super) fn of_words(lines: &[WordLine]) -> Self {
        let listed = |line: &WordLine| {
            let sure = line.tags.first().copied().filter(|_| line.sure);
            (word_number(line.word.as_bytes()), Listed { class: class_number(&line.tags), sure })
        };
        Self { words: lines.iter().map(listed).collect(), ..Self::default() }
    }

    /// Which tags the list gives the word with this number, as a number; 0 for a word that it does not have.
    pub(super) fn class(&self, number: u32) -> u32 {
        self.words.get(&number).map_or(0, |listed| listed.class)
    }

    /// The tag of a word that needs no weights; `number` is the word's.
    pub(super) fn told(&self, word: &TagWord<'_>, number: u32) -> Option<Tag> {
        word.fixed
            .or_else(|| self.words.get(&number).and_then(|listed| listed.sure))
            .or_else(|| is_sign(word.word).then_some(Tag::Punct))
    }

    /// The weights of a feature.
    #[inline]
    pub(super) fn row(&self, key: u32) -> Option<&[i8; N_TAGS]> {
        let high = (key >> LOW_BITS) as usize;
        let range = *self.starts.get(high)? as usize..*self.starts.get(high + 1)? as usize;
        let low = (key & 0xff) as u8;
        let at = self.lows[range.clone()].iter().position(|&l| l == low)?;
        self.rows.get(range.start + at)
    }

    /// Reads a file.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, TaggerError> {
        let mut weights = Self::default();
        let mut at = 0;
        let mut opened = false;
        loop {
            let wrong = |what| TaggerError { what, at };
            let length =
                bytes[at..].iter().position(|&b| b == b'\n').ok_or(wrong("a line without end"))?;
            let line = std::str::from_utf8(&bytes[at..at + length])
                .map_err(|_| wrong("a line that is no text"))?;
            match line {
                "" if opened => break,
                OPENS => opened = true,
                _ if !opened && line.starts_with('#') => {}
                _ if opened => {
                    let listed = word_line(line).ok_or(wrong("a word without a tag"))?;
                    weights.words.insert(
                        word_number(line.split(' ').next().unwrap_or("").as_bytes()),
                        listed,
                    );
                }
                _ => return Err(wrong("not the line `consort-tagger 1`")),
            }
            at += length + 1;
        }
        weights.read_features(bytes, at + 1)?;
        Ok(weights)
    }

    fn read_features(&mut self, bytes: &[u8], mut at: usize) -> Result<(), TaggerError> {
        let mut key = 0_u32;
        self.starts.reserve((1 << (KEY_BITS - LOW_BITS)) + 1);
        while at < bytes.len() {
            let opened = at;
            let wrong = |what| TaggerError { what, at: opened };
            let mut shift = 0;
            loop {
                let &byte = bytes.get(at).ok_or(wrong("a feature cut off"))?;
                key += u32::from(byte & 0x7f) << shift;
                shift += 7;
                at += 1;
                if byte < 0x80 {
                    break;
                }
                if shift > KEY_BITS {
                    return Err(wrong("a feature beyond the last"));
                }
            }
            if key >> KEY_BITS != 0 {
                return Err(wrong("a feature beyond the last"));
            }
            let mask = bytes.get(at..at + 2).ok_or(wrong("a feature cut off"))?;
            let mask = u16::from_le_bytes([mask[0], mask[1]]);
            let present = bytes
                .get(at + 2..at + 2 + mask.count_ones() as usize)
                .ok_or(wrong("a feature cut off"))?;
            at += 2 + present.len();
            let mut row = [0; N_TAGS];
            let mut left = mask;
            for &byte in present {
                row[left.trailing_zeros() as usize] = byte.cast_signed();
                left &= left - 1;
            }
            let n = self.rows.len() as u32;
            self.starts.resize((key >> LOW_BITS) as usize + 1, n);
            self.lows.push((key & 0xff) as u8);
            self.rows.push(row);
        }
        self.starts.resize((1 << (KEY_BITS - LOW_BITS)) + 1, self.rows.len() as u32);
        Ok(())
    }
}

fn word_line(line: &str) -> Option<Listed> {
    let (_, tags) = line.split_once(' ')?;
    let (sure, tags) = match tags.strip_prefix('=') {
        Some(tag) => (Some(Tag::from_name(tag)?), tag),
        None => (None, tags),
    };
    let tags: Option<Vec<Tag>> = tags.split(' ').map(Tag::from_name).collect();
    Some(Listed { class: class_number(&tags?), sure })
}

/// A word as the list has it.
pub(super) fn small_word(word: &str) -> String {
    let mut small = Vec::new();
    small_letters(word, &mut small);
    String::from_utf8_lossy(&small).into_owned()
}

/// Writes a file; features are sorted by their numbers, words by their letters.
pub(super) fn write(head: &str, words: &[WordLine], features: &[(u32, [i8; N_TAGS])]) -> Vec<u8> {
    let mut out = Vec::new();
    for line in head.lines() {
        out.extend_from_slice(format!("# {line}\n").as_bytes());
    }
    out.extend_from_slice(format!("{OPENS}\n").as_bytes());
    for line in words {
        let tags: Vec<&str> = line.tags.iter().map(|tag| tag.name()).collect();
        let sure = if line.sure { "=" } else { "" };
        out.extend_from_slice(format!("{} {sure}{}\n", line.word, tags.join(" ")).as_bytes());
    }
    out.push(b'\n');
    let mut before = 0;
    for (key, row) in features {
        let mut step = key - before;
        before = *key;
        while step >= 0x80 {
            out.push((step & 0x7f) as u8 | 0x80);
            step >>= 7;
        }
        out.push(step as u8);
        let mask = (0..N_TAGS).filter(|&t| row[t] != 0).fold(0_u16, |mask, t| mask | 1 << t);
        out.extend_from_slice(&mask.to_le_bytes());
        out.extend(row.iter().filter(|&&w| w != 0).map(|w| w.cast_unsigned()));
    }
    out
}
