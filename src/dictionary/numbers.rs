//! Numbers in one piece of memory, as a file holds them.
//!
//! In: numbers of 32 bits, or the bytes that hold them. Out: the n-th of them. Never: a copy of bytes that were read.

use bytes::Bytes;

/// A list of numbers, four bytes each, the low ones first.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbers(Bytes);

impl Numbers {
    /// The `i`-th number, from 0; 0 beyond the last.
    #[inline]
    pub(super) fn at(&self, i: usize) -> u32 {
        let bytes = self.0.get(4 * i..4 * i + 4).and_then(<[u8]>::first_chunk);
        bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes))
    }

    /// The same as a place.
    #[inline]
    pub(super) fn place(&self, i: usize) -> usize {
        self.at(i) as usize
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len() / 4
    }

    /// The bytes that hold them.
    pub(super) fn bytes(&self) -> &Bytes {
        &self.0
    }
}

impl From<Bytes> for Numbers {
    fn from(bytes: Bytes) -> Self {
        Self(bytes)
    }
}

impl FromIterator<u32> for Numbers {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        let numbers = numbers.into_iter();
        let mut bytes = Vec::with_capacity(4 * numbers.size_hint().0);
        numbers.for_each(|number| bytes.extend_from_slice(&number.to_le_bytes()));
        Self(bytes.into())
    }
}

/// A count as a number of a node, word or phrase; four billion of them would not fit into any memory.
pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Numbers;

    #[test]
    fn numbers_are_those_that_were_given() {
        let numbers: Numbers = [7, 0, u32::MAX].into_iter().collect();
        assert_eq!((numbers.len(), numbers.bytes().len()), (3, 12));
        assert_eq!([0, 1, 2, 3].map(|i| numbers.at(i)), [7, 0, u32::MAX, 0]);
        assert_eq!(Numbers::from(numbers.bytes().slice(0..4)).place(0), 7);
    }
}
