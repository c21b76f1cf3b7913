//! What stands in a list more than once.
//!
//! In: hashes. Out: those that came twice or more often. Never: a set of all of them, which nearly always come once.

use rustc_hash::FxHashSet;

/// The hashes that a list holds more than once.
pub(crate) fn repeated(mut hashes: Vec<u64>) -> FxHashSet<u64> {
    hashes.sort_unstable();
    hashes.windows(2).filter(|two| two[0] == two[1]).map(|two| two[0]).collect()
}

#[cfg(test)]
mod tests {
    use super::repeated;

    #[test]
    fn only_what_comes_again_is_repeated() {
        for (hashes, expected) in
            [(vec![], vec![]), (vec![3], vec![]), (vec![3, 1, 2, 1, 3, 3], vec![1, 3])]
        {
            let mut found: Vec<u64> = repeated(hashes).into_iter().collect();
            found.sort_unstable();
            assert_eq!(found, expected);
        }
    }
}
