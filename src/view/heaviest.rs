//! Picks what counts most.
//!
//! In: counts by key. Out: the keys with the largest sums. Never: an order that depends on the input's.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::base::sort_by_key;

/// The keys with the largest sums, largest first, equal ones in their own order; at most `top` of them.
pub(in crate::view) fn heaviest<K: Ord>(
    counts: impl IntoIterator<Item = (K, usize)>,
    top: usize,
) -> Vec<K> {
    let mut sums: BTreeMap<K, usize> = BTreeMap::new();
    for (key, count) in counts {
        *sums.entry(key).or_default() += count;
    }
    let mut ranked: Vec<(K, usize)> = sums.into_iter().collect();
    sort_by_key(&mut ranked, |(_, sum)| Reverse(*sum));
    ranked.into_iter().take(top).map(|(key, _)| key).collect()
}

#[cfg(test)]
mod tests {
    use super::heaviest;

    #[test]
    fn sums_count_and_equal_ones_are_told_apart_by_their_keys() {
        let counts = [("b", 1), ("c", 3), ("a", 1), ("b", 2), ("d", 9)];
        assert_eq!(heaviest(counts, 3), ["d", "b", "c"]);
    }
}
