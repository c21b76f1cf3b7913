//! How much each feature speaks for each tag.
//!
//! In: bytes, or what was learnt. Out: [`Weights`], or bytes. Never: a word.

use crate::cut::tag::bytes::{Reader, TaggerError, write_number};
use crate::cut::tag::features::KEY_BITS;

/// Tags that have weights: all but punctuation.
pub(super) const N_TAGS: usize = 16;
/// Features with the same upper bits stand together: a few steps find one.
const LOW_BITS: u32 = 8;
const N_HIGH: usize = 1 << (KEY_BITS - LOW_BITS);

/// A feature and its weights.
pub(super) type Weighed = (u32, [i8; N_TAGS]);

/// Weights by feature.
#[derive(Debug, Default)]
pub(super) struct Weights {
    /// For each value of the upper bits, where its features start.
    starts: Vec<u32>,
    lows: Vec<u8>,
    rows: Vec<[i8; N_TAGS]>,
}

impl Weights {
    /// The weights of a feature.
    #[inline]
    pub(super) fn row(&self, key: u32) -> Option<&[i8; N_TAGS]> {
        let high = (key >> LOW_BITS) as usize;
        let start = *self.starts.get(high)? as usize;
        let end = *self.starts.get(high + 1)? as usize;
        let low = (key & 0xff) as u8;
        let at = self.lows.get(start..end)?.iter().position(|&l| l == low)?;
        self.rows.get(start + at)
    }

    /// Reads what [`write_weights`] writes, up to the end.
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, TaggerError> {
        let mut weights = Self { starts: Vec::with_capacity(N_HIGH + 1), ..Self::default() };
        let mut key = 0;
        while !reader.is_done() {
            key += reader.number()?;
            if key >> KEY_BITS != 0 {
                return Err(reader.wrong("a feature beyond the last"));
            }
            let mask = reader.take(2)?;
            let mut mask = u16::from_le_bytes([mask[0], mask[1]]);
            let mut row = [0; N_TAGS];
            for &weight in reader.take(mask.count_ones() as usize)? {
                row[mask.trailing_zeros() as usize] = weight.cast_signed();
                mask &= mask - 1;
            }
            let n = weights.rows.len() as u32;
            let high = (key >> LOW_BITS) as usize;
            if weights.starts.len() <= high {
                weights.starts.resize(high + 1, n);
            }
            weights.lows.push((key & 0xff) as u8);
            weights.rows.push(row);
        }
        weights.starts.resize(N_HIGH + 1, weights.rows.len() as u32);
        Ok(weights)
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
