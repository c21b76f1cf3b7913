//! Which names overlap, and which of those stands: the one that starts first, of those the longest; one that starts inside it
//! and goes on beyond it stands in its place where it is the longer one.
//!
//! In: token ranges of possible names. Out: those that stand, none overlapping another; whether one is cut by others, or lies
//! in them. Never: a look at what they mean; nor at all of them for each one, so that a text may hold any number.

use std::ops::Range;

/// Indexes of the ranges that stand, in reading order. Of equal ranges the first given stands.
#[must_use]
pub(super) fn leftmost_longest(ranges: &[Range<usize>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..ranges.len()).filter(|&i| !ranges[i].is_empty()).collect();
    // No two keys are equal, so any sort gives the same order.
    order.sort_unstable_by_key(|&i| (ranges[i].start, std::cmp::Reverse(ranges[i].end), i));
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

/// Ranges of which is asked how one more lies to them.
pub(super) struct Ranges {
    /// Start and end, sorted.
    starts: Vec<(usize, usize)>,
    /// End and start, sorted.
    ends: Vec<(usize, usize)>,
    /// For each of `starts` the greatest end up to it.
    reach: Vec<usize>,
}

impl Ranges {
    pub(super) fn new(ranges: impl Iterator<Item = Range<usize>>) -> Self {
        let mut starts: Vec<_> = ranges.map(|range| (range.start, range.end)).collect();
        starts.sort_unstable();
        let mut ends: Vec<_> = starts.iter().map(|&(start, end)| (end, start)).collect();
        ends.sort_unstable();
        let mut furthest = 0;
        let mut further = |&(_, end): &(usize, usize)| {
            furthest = furthest.max(end);
            furthest
        };
        let reach = starts.iter().map(&mut further).collect();
        Self { starts, ends, reach }
    }

    /// Whether one of them overlaps `range` so that neither holds the other.
    pub(super) fn cut(&self, range: &Range<usize>) -> bool {
        let inside = |sorted: &[(usize, usize)], passes: &dyn Fn(usize) -> bool| {
            let from = sorted.partition_point(|(at, _)| *at <= range.start);
            let within = sorted[from..].iter().take_while(|(at, _)| *at < range.end);
            within.into_iter().any(|(_, other)| passes(*other))
        };
        inside(&self.starts, &|end| end > range.end)
            || inside(&self.ends, &|start| start < range.start)
    }

    /// Whether one of them holds `range`, or equals it.
    pub(super) fn hold(&self, range: &Range<usize>) -> bool {
        let n_before = self.starts.partition_point(|(start, _)| *start <= range.start);
        n_before.checked_sub(1).is_some_and(|last| self.reach[last] >= range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::{Ranges, leftmost_longest};

    #[test]
    fn one_range_among_others() {
        let ranges = [2..5, 2..3, 8..12, 9..10, 20..21];
        let asked = Ranges::new(ranges.clone().into_iter());
        for start in 0..24 {
            for end in start + 1..24 {
                let meets = |r: &&std::ops::Range<usize>| r.start < end && start < r.end;
                let holds = |r: &std::ops::Range<usize>| r.start <= start && end <= r.end;
                let is_held = |r: &std::ops::Range<usize>| start <= r.start && r.end <= end;
                let cut = ranges.iter().filter(meets).any(|r| !holds(r) && !is_held(r));
                assert_eq!(asked.cut(&(start..end)), cut, "{start}..{end}");
                assert_eq!(asked.hold(&(start..end)), ranges.iter().any(holds), "{start}..{end}");
            }
        }
        assert!(!Ranges::new(std::iter::empty()).hold(&(0..1)));
    }

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
