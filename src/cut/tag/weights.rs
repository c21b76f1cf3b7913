//! How much each feature speaks for each tag.
//!
//! In: bytes, or what was learnt. Out: [`Weights`], or bytes. Never: a word.

use crate::cut::tag::bytes::{Reader, TaggerError, write_number};
use crate::cut::tag::features::KEY_BITS;

/// Tags that have weights: all but punctuation.
pub(super) const N_TAGS: usize = 16;
/// Features with the same upper bits stand together; few that have weights have another beside them.
const LOW_BITS: u32 = 7;
const LOW: u32 = (1 << LOW_BITS) - 1;
/// The bit behind them says that another feature has the same upper bits.
const OTHERS: u32 = 1 << LOW_BITS;
/// So many features of one word are added at once; none has more.
const TOGETHER: usize = 32;
/// So many features fit.
const MOST: usize = 1 << 22;

/// A feature and its weights.
pub(super) type Weighed = (u32, [i8; N_TAGS]);

/// What speaks for each tag.
pub(super) type Scores = [i16; N_TAGS];

/// Weights by feature. Most features have none, so a few kilobytes that stay at hand say which may have some.
#[derive(Debug, Default)]
pub(super) struct Weights {
    /// For each value of the upper bits, a bit that says whether a feature has them.
    bits: Vec<u64>,
    /// How many bits are set before each of these numbers.
    before: Vec<u32>,
    /// For each bit that is set, its first feature: the row, whether others follow, the lower bits.
    firsts: Vec<u32>,
    keys: Vec<u32>,
    /// The first row is that of features without weights, so that no question is asked before rows are added.
    rows: Vec<[i8; N_TAGS]>,
}

impl Weights {
    /// A sum of weights, of no feature yet.
    pub(super) fn sum(&self) -> Sum<'_> {
        Sum { weights: self, keys: [0; TOGETHER], n: 0 }
    }

    /// Whether a feature can have weights.
    #[inline]
    fn may_weigh(&self, key: u32) -> bool {
        let high = key >> LOW_BITS;
        self.bits.get((high / 64) as usize).is_some_and(|bits| bits >> (high % 64) & 1 == 1)
    }

    /// Where the weights of a feature stand that can have some.
    #[inline]
    fn row(&self, key: u32) -> usize {
        let high = key >> LOW_BITS;
        let at = (high / 64) as usize;
        let (Some(bits), Some(before)) = (self.bits.get(at), self.before.get(at)) else { return 0 };
        let place = before + (bits & ((1 << (high % 64)) - 1)).count_ones();
        let first = self.firsts.get(place as usize).copied().unwrap_or(0);
        let row = (first >> (LOW_BITS + 1)) as usize;
        if first & LOW == key & LOW {
            row
        } else if first & OTHERS != 0 {
            let beside = (row + 1..).zip(self.keys.iter().skip(row + 1));
            let mut beside = beside.take_while(|(_, other)| **other <= key);
            beside.find(|(_, other)| **other == key).map_or(0, |(row, _)| row)
        } else {
            0
        }
    }

    /// Reads what [`write_weights`] writes, up to the end.
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, TaggerError> {
        let mut bits = vec![0_u64; 1 << (KEY_BITS - LOW_BITS - 6)];
        let mut firsts: Vec<u32> = Vec::new();
        let (mut keys, mut rows) = (vec![0], vec![[0; N_TAGS]]);
        let mut key = 0;
        while !reader.is_done() {
            key += reader.number()?;
            if key >> KEY_BITS != 0 || rows.len() >= MOST {
                return Err(reader.wrong("a feature beyond the last"));
            }
            let mask = reader.take(2)?;
            let mut mask = u16::from_le_bytes([mask[0], mask[1]]);
            let mut row = [0; N_TAGS];
            for &weight in reader.take(mask.count_ones() as usize)? {
                row[mask.trailing_zeros() as usize] = weight.cast_signed();
                mask &= mask - 1;
            }
            let high = key >> LOW_BITS;
            let (word, bit) = (&mut bits[(high / 64) as usize], 1 << (high % 64));
            match firsts.last_mut() {
                Some(first) if *word & bit != 0 => *first |= OTHERS,
                _ => firsts.push((rows.len() as u32) << (LOW_BITS + 1) | key & LOW),
            }
            *word |= bit;
            keys.push(key);
            rows.push(row);
        }
        let count =
            |sum: &mut u32, bits: &u64| Some(std::mem::replace(sum, *sum + bits.count_ones()));
        let before = bits.iter().scan(0, count).collect();
        Ok(Self { bits, before, firsts, keys, rows })
    }
}

/// The features of one word that can have weights. They are collected before the first weight is fetched, so that memory is
/// asked for many at once.
pub(super) struct Sum<'a> {
    weights: &'a Weights,
    keys: [u32; TOGETHER],
    n: usize,
}

impl Sum<'_> {
    /// Takes one more feature.
    #[inline]
    pub(super) fn take(&mut self, key: u32) {
        self.keys[self.n % TOGETHER] = key;
        self.n += usize::from(self.weights.may_weigh(key));
    }

    /// Adds the weights of all.
    #[inline]
    pub(super) fn add_to(&self, scores: &mut Scores) {
        let n = self.n.min(TOGETHER);
        let mut rows = [0; TOGETHER];
        for (row, key) in rows.iter_mut().zip(&self.keys).take(n) {
            *row = self.weights.row(*key);
        }
        for row in &rows[..n] {
            let Some(row) = self.weights.rows.get(*row) else { continue };
            for t in 0..N_TAGS {
                scores[t] += i16::from(row[t]);
            }
        }
    }
}

/// Writes features, which are sorted: the distance from the one before, two bytes that say which tags have a weight, and a byte
/// for each of these.
pub(super) fn write_weights(features: &[Weighed], out: &mut Vec<u8>) {
    let mut before = 0;
    for (key, row) in features {
        write_number(key - before, out);
        before = *key;
        let mask = (0..N_TAGS).filter(|&t| row[t] != 0).fold(0_u16, |mask, t| mask | 1 << t);
        out.extend_from_slice(&mask.to_le_bytes());
        out.extend(row.iter().filter(|&&w| w != 0).map(|w| w.cast_unsigned()));
    }
}
