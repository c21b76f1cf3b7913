//! What comparisons of stories have found, kept from one build of a graph to the next.
//!
//! In: pairs of stories and their comparison. Out: the same, in memory or as bytes. Never: a comparison of two stories that are not as
//! they were: who keeps them says which are. Whoever changes what a comparison finds changes a word of `reading` in the pipeline, so that
//! nothing is kept.

use rustc_hash::FxHashMap;

use crate::merge::copies::compare::Comparison;

/// Two stories, by their places among the sketches: the one that was compared, and the one with which.
type Pair = (u32, u32);

/// What comparing them found, as numbers.
type Found = [u32; 6];

/// Comparisons that are known, and those that were asked for since.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    known: FxHashMap<Pair, Found>,
    asked: Vec<(Pair, Found)>,
}

impl Compared {
    /// What comparing two stories found, if that is known.
    pub(super) fn get(&self, pair: Pair) -> Option<Comparison> {
        let [matched, shorter, longer, conflicts, facts, misprints] =
            self.known.get(&pair)?.map(|n| n as usize);
        Some(Comparison { matched, shorter, longer, conflicts, facts, misprints })
    }

    /// Takes note of a comparison that was asked for, known or new.
    pub(super) fn add(&mut self, pair: Pair, found: Comparison) {
        let Comparison { matched, shorter, longer, conflicts, facts, misprints } = found;
        let found = [matched, shorter, longer, conflicts, facts, misprints];
        self.asked.push((pair, found.map(|n| u32::try_from(n).unwrap_or(u32::MAX))));
    }

    /// The comparisons that were asked for, as bytes, each once: whoever compares the same stories again needs no others.
    pub fn pieces(&mut self) -> impl Iterator<Item = Vec<u8>> + '_ {
        self.asked.sort_unstable();
        self.asked.dedup();
        self.asked.chunks(CHUNK).map(|chunk| {
            let numbers = chunk.iter().flat_map(|((a, b), found)| [&[*a, *b][..], found].concat());
            numbers.flat_map(u32::to_le_bytes).collect()
        })
    }

    /// The comparisons in such bytes, of stories that `place` still knows, by their places now.
    #[must_use]
    pub fn from_bytes(bytes: &[u8], place: impl Fn(u32) -> Option<u32>) -> Self {
        let (numbers, _) = bytes.as_chunks::<4>();
        let (pairs, _) = numbers.as_chunks::<8>();
        let read = |pair: &[[u8; 4]; 8]| {
            let [a, b, found @ ..] = pair.map(u32::from_le_bytes);
            Some(((place(a)?, place(b)?), found))
        };
        Self { known: pairs.iter().filter_map(read).collect(), asked: Vec::new() }
    }
}

/// So many pairs are written at once.
const CHUNK: usize = 4096;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_is_known_next_time() {
        let found =
            |matched| Comparison { matched, shorter: 9, longer: 70_000, ..Default::default() };
        let mut compared = Compared::default();
        for (pair, matched) in [((3, 1), 7), ((0, 2), 5), ((3, 1), 7)] {
            compared.add(pair, found(matched));
        }
        assert_eq!(compared.get((3, 1)), None, "asked for, and computed each time");
        let bytes = compared.pieces().collect::<Vec<_>>().concat();
        assert_eq!(bytes.len(), 2 * 32);
        let same = Compared::from_bytes(&bytes, Some);
        assert_eq!((same.get((3, 1)), same.get((1, 3))), (Some(found(7)), None));
        // The first story is gone, the others have moved up.
        let moved = Compared::from_bytes(&bytes, |place| place.checked_sub(1));
        assert_eq!((moved.get((2, 0)), moved.known.len()), (Some(found(7)), 1));
        assert!(Compared::from_bytes(&bytes[..31], Some).known.is_empty());
    }
}
