//! Chooses between overlapping names: the one that starts first stands, of those the longest; one that starts inside it and goes
//! on beyond it stands in its place where it is the longer one.
//!
//! In: token ranges of possible names. Out: those that stand, none overlapping another. Never: a look at what they mean.

use std::ops::Range;

/// Indexes of the ranges that stand, in reading order. Of equal ranges the first given stands.
#[must_use]
pub(super) fn leftmost_longest(ranges: &[Range<usize>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..ranges.len()).filter(|&i| !ranges[i].is_empty()).collect();
    order.sort_by_key(|&i| (ranges[i].start, std::cmp::Reverse(ranges[i].end), i));
    // Each that stands, with its place in `order`.
    let mut standing: Vec<(usize, usize)> = Vec::new();
    let end_of = |standing: &[(usize, usize)]| standing.last().map_or(0, |&(_, i)| ranges[i].end);
    for (place, &i) in order.iter().enumerate() {
        let range = &ranges[i];
        if range.start >= end_of(&standing) {
            standing.push((place, i));
            continue;
        }
        let Some(&(cut, last)) = standing.last() else { continue };
        if range.end > ranges[last].end && range.len() > ranges[last].len() {
            standing.pop();
            // What is left before the longer name may hold a shorter one.
            for (between, &k) in order.iter().enumerate().take(place).skip(cut + 1) {
                if ranges[k].start >= end_of(&standing) && ranges[k].end <= range.start {
                    standing.push((between, k));
                }
            }
            standing.push((place, i));
        }
    }
    standing.into_iter().map(|(_, i)| i).collect()
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
            (&[0..3, 2..7], &[1]),
            (&[0..3, 2..5], &[0]),
            (&[0..3, 0..1, 1..2, 2..7, 8..9], &[1, 2, 3, 4]),
        ];
        for (ranges, expected) in table {
            assert_eq!(leftmost_longest(ranges), *expected, "{ranges:?}");
        }
    }
}
