//! Groups of nodes: numbering and members.
//!
//! In: any label a node. Out: numbers from 0, the greatest group first. Never: a group without a member.

use crate::base::sort_by_key;

/// Numbers groups by size, the greatest first; of equally great ones that with the smallest node.
pub(super) fn numbered(labels: &[u32]) -> Vec<usize> {
    let n_labels = labels.iter().max().map_or(0, |max| *max as usize + 1);
    let mut sizes = vec![0_usize; n_labels];
    let mut firsts = vec![usize::MAX; n_labels];
    for (node, label) in labels.iter().enumerate() {
        sizes[*label as usize] += 1;
        firsts[*label as usize] = firsts[*label as usize].min(node);
    }
    let mut order: Vec<usize> = (0..n_labels).filter(|label| sizes[*label] > 0).collect();
    sort_by_key(&mut order, |label| (usize::MAX - sizes[*label], firsts[*label]));
    let mut numbers = vec![0; n_labels];
    for (number, label) in order.iter().enumerate() {
        numbers[*label] = number;
    }
    labels.iter().map(|label| numbers[*label as usize]).collect()
}

/// The nodes of each group, ascending.
///
/// ```
/// use consort::network::members;
/// assert_eq!(members(&[0, 1, 0]), [vec![0, 2], vec![1]]);
/// ```
#[must_use]
pub fn members(groups: &[usize]) -> Vec<Vec<u32>> {
    let mut members = vec![Vec::new(); groups.iter().max().map_or(0, |max| max + 1)];
    for (node, group) in (0..).zip(groups) {
        members[*group].push(node);
    }
    members
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_comes_first_then_the_earliest() {
        assert_eq!(numbered(&[7, 3, 3, 9, 9, 1]), [2, 0, 0, 1, 1, 3]);
        assert_eq!(members(&[2, 0, 0, 1]), [vec![1, 2], vec![3], vec![0]]);
        assert_eq!(numbered(&[]), Vec::<usize>::new());
    }
}
