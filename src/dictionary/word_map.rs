//! Single words with what is known of each.
//!
//! In: folded words. Out: a look-up that a text can afford for every one of its words. Never: an order of words.
//!
//! Nearly all words are short: those are looked up as one number of 16 bytes, without a visit to memory elsewhere for each.
//! And most words that are asked for are in none of the small sets: a sieve lets few of them through.

use std::fmt;
use std::hash::{Hash, Hasher};

use rustc_hash::FxHashMap;
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A map from folded words.
#[derive(Debug, Clone)]
pub struct WordMap<V> {
    sieve: Sieve,
    short: FxHashMap<Packed, V>,
    long: FxHashMap<Box<str>, V>,
}

/// A set of folded words.
pub type WordSet = WordMap<()>;

impl<V> Default for WordMap<V> {
    fn default() -> Self {
        Self { sieve: Sieve::default(), short: FxHashMap::default(), long: FxHashMap::default() }
    }
}

impl<V> WordMap<V> {
    /// What is known of a word.
    #[inline]
    #[must_use]
    pub fn get(&self, word: &str) -> Option<&V> {
        if self.sieve.holds(word) { self.look_up(word) } else { None }
    }

    fn look_up(&self, word: &str) -> Option<&V> {
        match packed(word) {
            Some(word) => self.short.get(&word),
            None => self.long.get(word),
        }
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, word: &str) -> Option<&mut V> {
        match packed(word) {
            Some(word) => self.short.get_mut(&word),
            None => self.long.get_mut(word),
        }
    }

    /// Whether the word is there.
    #[inline]
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// Whether no word is there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.short.is_empty() && self.long.is_empty()
    }

    /// Says something of a word, in place of what was said before.
    pub fn insert(&mut self, word: &str, value: V) {
        self.sieve.add(word);
        match packed(word) {
            Some(word) => self.short.insert(word, value),
            None => self.long.insert(word.into(), value),
        };
    }

    /// The words and what is known of each, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (String, &V)> {
        let short = self.short.iter().map(|(word, value)| (unpacked(*word), value));
        short.chain(self.long.iter().map(|(word, value)| (word.to_string(), value)))
    }
}

impl<V: Default> WordMap<V> {
    /// What is known of a word, to be changed; nothing at first.
    pub fn or_default(&mut self, word: &str) -> &mut V {
        self.sieve.add(word);
        match packed(word) {
            Some(word) => self.short.entry(word).or_default(),
            None => self.long.entry(word.into()).or_default(),
        }
    }
}

impl<S: AsRef<str>> Extend<S> for WordSet {
    fn extend<I: IntoIterator<Item = S>>(&mut self, words: I) {
        words.into_iter().for_each(|word| self.insert(word.as_ref(), ()));
    }
}

impl<S: AsRef<str>> FromIterator<S> for WordSet {
    fn from_iter<I: IntoIterator<Item = S>>(words: I) -> Self {
        let mut set = Self::default();
        set.extend(words);
        set
    }
}

/// As a list of words, each with what is known of it.
impl<V: Serialize> Serialize for WordMap<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().collect::<Vec<_>>())
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for WordMap<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Words<V>(WordMap<V>);
        impl<'de, V: Deserialize<'de>> Visitor<'de> for Words<V> {
            type Value = WordMap<V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(std::any::type_name::<Self::Value>())
            }

            fn visit_seq<A: SeqAccess<'de>>(
                mut self,
                mut list: A,
            ) -> Result<Self::Value, A::Error> {
                self.0.short.reserve(list.size_hint().unwrap_or(0).min(MOST_AT_ONCE));
                while let Some((word, value)) = list.next_element::<(&str, V)>()? {
                    self.0.insert(word, value);
                }
                Ok(self.0)
            }
        }
        deserializer.deserialize_seq(Words(Self::default()))
    }
}

/// Room for no more words is made before they are read, whatever the bytes say.
const MOST_AT_ONCE: usize = 1 << 16;

/// Which words can be there, by their length and their first and last bytes.
#[derive(Debug, Clone, Copy, Default)]
struct Sieve([u64; 8]);

impl Sieve {
    /// Where the bit of a word stands.
    #[inline]
    fn bit(word: &str) -> usize {
        let bytes = word.as_bytes();
        let (first, last) = (bytes.first().copied(), bytes.last().copied());
        let ends = usize::from(first.unwrap_or(0)) ^ usize::from(last.unwrap_or(0)) << 4;
        (ends ^ (bytes.len() * 0x49)) & 511
    }

    /// Whether a word can be there.
    #[inline]
    fn holds(&self, word: &str) -> bool {
        let bit = Self::bit(word);
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }

    fn add(&mut self, word: &str) {
        let bit = Self::bit(word);
        self.0[bit / 64] |= 1 << (bit % 64);
    }
}

/// A short word as one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Packed(pub(super) u128);

impl Hash for Packed {
    /// The hasher by itself would send words that begin alike to one place.
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(mixed(self.0));
    }
}

/// A number of which every bit hangs on all of another.
#[inline]
pub(super) fn mixed(number: u128) -> u64 {
    let (low, high) = (number as u64, (number >> 64) as u64);
    let product =
        u128::from(low ^ 0x9e37_79b9_7f4a_7c15) * u128::from(high ^ 0xa076_1d64_78bd_642f);
    product as u64 ^ (product >> 64) as u64
}

/// A word of at most 15 bytes, its length behind it. Made of two overlapping pieces: copying bytes one by one, or a call
/// that copies any number of them, takes longer than all the rest of a look-up.
#[inline]
pub(super) fn packed(word: &str) -> Option<Packed> {
    let bytes = word.as_bytes();
    let n = bytes.len();
    let value = if n > 15 {
        return None;
    } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let last = u128::from(u64::from_le_bytes(*last)) >> (8 * (16 - n));
        u128::from(u64::from_le_bytes(*first)) | last << 64
    } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let last = u128::from(u32::from_le_bytes(*last)) >> (8 * (8 - n));
        u128::from(u32::from_le_bytes(*first)) | last << 32
    } else {
        bytes.iter().rev().fold(0, |value, byte| value << 8 | u128::from(*byte))
    };
    Some(Packed(value | (n as u128) << 120))
}

/// The word of a number.
fn unpacked(number: Packed) -> String {
    let bytes = number.0.to_le_bytes();
    String::from_utf8_lossy(&bytes[..usize::from(bytes[15])]).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_every_length_are_told_apart() {
        let words: Vec<String> = (0..40)
            .map(|n| "aaaaaaaaaaaaaaaaaaaabcdefghijklmnopqrstu"[..n].to_owned())
            .chain((1..20).map(|n| "ü".repeat(n)))
            .chain(["ab", "ba", "b", "\0", "\0\0", "a\0"].map(str::to_owned))
            .collect();
        let mut map = WordMap::default();
        for (i, word) in words.iter().enumerate() {
            assert!(!map.contains(word), "{word:?}");
            map.insert(word, i);
        }
        for (i, word) in words.iter().enumerate() {
            assert_eq!(map.get(word), Some(&i), "{word:?}");
        }
        let mut read: Vec<_> = map.iter().map(|(word, &i)| (i, word)).collect();
        read.sort();
        assert!(read.into_iter().map(|(_, word)| word).eq(words));
        *map.or_default("new") += 1;
        *map.get_mut("new").unwrap() += 1;
        assert_eq!(map.get("new"), Some(&2));
    }

    #[test]
    fn a_set_holds_what_it_was_given() {
        let set: WordSet = ["by", "internationalization"].into_iter().collect();
        assert!(set.contains("by") && set.contains("internationalization") && !set.contains("b"));
        assert!(!set.is_empty() && WordSet::default().is_empty());
    }
}
