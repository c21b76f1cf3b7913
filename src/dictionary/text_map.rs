//! Short texts with a number each, in one piece of memory.
//!
//! In: words, ids, names, each with a number. Out: the number of a text. Never: an order of texts.
//!
//! A hash table of slots of twenty bytes, which is looked up as it lies in a file: nothing is made when it is read. Nearly all
//! texts are words, and short: those stand in their slot, so that a word of a text costs one visit to memory.

use bytes::Bytes;
use twox_hash::XxHash3_64;

use crate::dictionary::numbers::number;
use crate::dictionary::word_map::{mixed, packed};

/// A slot: the key of a text, and its number, or where a longer text stands.
const SLOT: usize = 20;

/// Texts up to so many bytes stand in their slot.
const SHORT: usize = 15;

/// The last byte of the key of a longer text.
const LONG: u128 = 0xff << 120;

/// Numbers by texts.
#[derive(Debug, Clone, Default)]
pub(super) struct TextMap {
    slots: Bytes,
    /// The longer texts: number, length, bytes.
    long: Bytes,
}

/// The same while texts are added.
#[derive(Debug, Default)]
pub(super) struct TextMapBuilder {
    slots: Vec<u8>,
    long: Vec<u8>,
    len: usize,
}

impl TextMap {
    /// The number of a text.
    #[inline]
    pub(super) fn get(&self, text: &str) -> Option<u32> {
        find(&self.slots, &self.long, text, key(text)).ok()
    }

    /// A hash of each text, see [`text_hash`], with its number.
    pub(super) fn hashes(&self) -> impl Iterator<Item = (u64, u32)> {
        let slots = self.slots.chunks_exact(SLOT).map(read).filter(|(key, _)| *key != 0);
        slots.map(|(key, value)| {
            let is_long = key & LONG == LONG;
            let behind = || self.long.get(value as usize..).and_then(<[u8]>::first_chunk);
            let long = is_long.then(behind).flatten().map(|number| u32::from_le_bytes(*number));
            (mixed(key), long.unwrap_or(value))
        })
    }

    /// The bytes that hold it.
    pub(super) fn bytes(&self) -> [&Bytes; 2] {
        [&self.slots, &self.long]
    }

    /// The map that these bytes hold.
    pub(super) fn of([slots, long]: [Bytes; 2]) -> Self {
        Self { slots, long }
    }
}

impl TextMapBuilder {
    /// How many texts there are.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The number of a text; `new` where it has none yet, and whether that is so.
    pub(super) fn number(&mut self, text: &str, new: u32) -> u32 {
        // A quarter of the slots stay empty, so that a look-up soon ends.
        if self.len * 4 >= self.slots.len() / SLOT * 3 {
            self.resize((self.slots.len() / SLOT * 2).max(8));
        }
        let key = key(text);
        let at = match find(&self.slots, &self.long, text, key) {
            Ok(known) => return known,
            Err(at) => at,
        };
        let value = if text.len() > SHORT { self.push_long(text, new) } else { new };
        write(&mut self.slots, at, key, value);
        self.len += 1;
        new
    }

    fn push_long(&mut self, text: &str, value: u32) -> u32 {
        let at = number(self.long.len());
        self.long.extend_from_slice(&value.to_le_bytes());
        self.long.extend_from_slice(&number(text.len()).to_le_bytes());
        self.long.extend_from_slice(text.as_bytes());
        at
    }

    fn resize(&mut self, n_slots: usize) {
        let old = std::mem::replace(&mut self.slots, vec![0; n_slots * SLOT]);
        for slot in old.chunks_exact(SLOT) {
            let (key, value) = read(slot);
            if key != 0 {
                let mut at = home(key, n_slots);
                while read(&self.slots[at * SLOT..]).0 != 0 {
                    at = (at + 1) % n_slots;
                }
                write(&mut self.slots, at, key, value);
            }
        }
    }

    /// No more are added: a third of the slots stays empty.
    pub(super) fn finish(mut self) -> TextMap {
        if self.len > 0 {
            self.resize(self.len + self.len / 2 + 1);
        }
        TextMap { slots: self.slots.into(), long: self.long.into() }
    }
}

/// The number of a text, or the place of the slot that waits for it.
#[inline]
fn find(slots: &[u8], long: &[u8], text: &str, key: u128) -> Result<u32, usize> {
    let n_slots = slots.len() / SLOT;
    if n_slots == 0 {
        return Err(0);
    }
    let mut at = home(key, n_slots);
    for _ in 0..n_slots {
        let Some(slot) = slots.get(at * SLOT..(at + 1) * SLOT) else { break };
        let (other, value) = read(slot);
        if other == 0 {
            break;
        }
        if other == key {
            if text.len() <= SHORT {
                return Ok(value);
            }
            if let Some(value) = long_value(long, value, text) {
                return Ok(value);
            }
        }
        at = if at + 1 == n_slots { 0 } else { at + 1 };
    }
    Err(at)
}

/// The number of a longer text, if it is the one that stands here.
fn long_value(long: &[u8], at: u32, text: &str) -> Option<u32> {
    let (value, rest) = long.get(at as usize..)?.split_first_chunk()?;
    let (length, rest) = rest.split_first_chunk()?;
    let written = rest.get(..u32::from_le_bytes(*length) as usize)?;
    (written == text.as_bytes()).then_some(u32::from_le_bytes(*value))
}

/// The key and the number of a slot.
#[inline]
fn read(slot: &[u8]) -> (u128, u32) {
    let Some((key, rest)) = slot.split_first_chunk() else { return (0, 0) };
    (u128::from_le_bytes(*key), rest.first_chunk().map_or(0, |value| u32::from_le_bytes(*value)))
}

fn write(slots: &mut [u8], at: usize, key: u128, value: u32) {
    let slot = &mut slots[at * SLOT..(at + 1) * SLOT];
    slot[..16].copy_from_slice(&key.to_le_bytes());
    slot[16..].copy_from_slice(&value.to_le_bytes());
}

/// The slot at which a look-up begins.
#[inline]
fn home(key: u128, n_slots: usize) -> usize {
    ((u128::from(mixed(key)) * n_slots as u128) >> 64) as usize
}

/// A short text itself with its length behind it, counted from 1; of a longer one a hash. Never 0.
#[inline]
fn key(text: &str) -> u128 {
    match packed(text) {
        Some(short) => short.0 + (1 << 120),
        None => {
            let n = text.len() as u128 & 0xffff;
            LONG | u128::from(XxHash3_64::oneshot(text.as_bytes())) | n << 64
        }
    }
}

/// A hash of a text.
pub(super) fn text_hash(text: &str) -> u64 {
    mixed(key(text))
}

#[cfg(test)]
mod tests {
    use super::{TextMap, TextMapBuilder, text_hash};

    #[test]
    fn texts_of_every_length_are_told_apart() {
        let texts: Vec<String> = (0..40)
            .map(|n| "aaaaaaaaaaaaaaaaaaaabcdefghijklmnopqrstu"[..n].to_owned())
            .chain((1..20).map(|n| "ü".repeat(n)))
            .chain(["ab", "ba", "b", "\0", "\0\0", "a\0"].map(str::to_owned))
            .collect();
        let mut map = TextMapBuilder::default();
        for (text, n) in texts.iter().zip(0..) {
            assert_eq!(map.number(text, n), n, "{text:?}");
            assert_eq!(map.number(text, 99), n, "{text:?}");
        }
        assert_eq!(map.len(), texts.len());
        let map = map.finish();
        let map = TextMap::of(map.bytes().map(Clone::clone));
        for (text, n) in texts.iter().zip(0..) {
            assert_eq!(map.get(text), Some(n), "{text:?}");
        }
        assert_eq!(
            (map.get("no"), map.get("aaaaaaaaaaaaaaaaaaaabcdefghijklmnopqrstuv")),
            (None, None)
        );
        assert_eq!(TextMap::default().get(""), None);
        let mut hashes: Vec<(u64, u32)> = map.hashes().collect();
        hashes.sort_unstable_by_key(|(_, n)| *n);
        let expected: Vec<(u64, u32)> = texts.iter().map(|text| text_hash(text)).zip(0..).collect();
        assert_eq!(hashes, expected);
    }
}
