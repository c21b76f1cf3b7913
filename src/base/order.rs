//! Puts lists in order.
//!
//! In: a list and what comes first. Out: the same list, sorted; what is equal keeps its order. Never: an order of its own.
//!
//! The standard library's sort is compiled anew for every list and every comparison, and was a tenth of all that the compiler had to
//! do. Here a short list is sorted in place, and a long one by the numbers of its items, for which there is one sort. Lists of
//! millions, where each comparison counts, are left to the standard library.

use std::cmp::Ordering;

/// Lists up to this length are sorted in place.
const SHORT: usize = 12;

/// Sorts by a comparison.
pub(crate) fn sort_by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    if items.len() <= SHORT {
        for end in 1..items.len() {
            let mut at = end;
            while at > 0 && compare(&items[at], &items[at - 1]).is_lt() {
                items.swap(at, at - 1);
                at -= 1;
            }
        }
        return;
    }
    let mut order = sorted(items.len(), &mut |a, b| compare(&items[a], &items[b]));
    for start in 0..items.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut order[at], at);
            if from == start {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

/// Sorts by a key.
pub(crate) fn sort_by_key<T, K: Ord>(items: &mut [T], mut key: impl FnMut(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// The numbers of so many items in order.
fn sorted(n: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::sort_by_key;

    proptest! {
        #[test]
        fn lists_of_any_length_are_sorted_as_the_standard_library_does(
            mut list in prop::collection::vec(0_u8..9, 0..60)
        ) {
            let mut items: Vec<(u8, usize)> = list.drain(..).zip(0..).collect();
            let mut expected = items.clone();
            sort_by_key(&mut items, |item| item.0);
            expected.sort_by_key(|item| item.0);
            prop_assert_eq!(items, expected);
        }
    }
}
