//! Chooses between overlapping names: the one that starts first stands; of those, the longest.
//!
//! In: token ranges of possible names. Out: those that stand, none overlapping another. Never: a look at what they mean.

use std::ops::Range;

/// Indexes of the ranges that stand, in reading order. Of equal ranges the first given stands.
#[must_use]
pub(super) fn leftmost_longest(ranges: &[Range<usize>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..ranges.len()).collect();
    order.sort_by_key(|&i| (ranges[i].start, std::cmp::Reverse(ranges[i].end), i));
    let mut end = 0;
    order.retain(|&i| {
        let stands = ranges[i].start >= end && !ranges[i].is_empty();
        if stands {
            end = ranges[i].end;
        }
        stands
    });
    order
}

#[cfg(test)]
mod tests {
    use super::leftmost_longest;

    #[test]
    fn the_longest_of_the_leftmost_stands() {
        #[expect(clippy::single_range_in_vec_init, reason = "one range is a list of one")]
        let table: &[(&[std::ops::Range<usize>], &[usize])] = &[
            (&[], &[]),
            (&[0..1], &[0]),
            (&[0..1, 0..3, 1..2], &[1]),
            (&[2..5, 0..3], &[1]),
            (&[3..4, 0..2, 0..2], &[1, 0]),
            (&[0..2, 2..3], &[0, 1]),
        ];
        for (ranges, expected) in table {
            assert_eq!(leftmost_longest(ranges), *expected, "{ranges:?}");
        }
    }
}
