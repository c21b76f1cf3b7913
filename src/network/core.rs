//! The core of a network, shell by shell.
//!
//! In: a network. Out: one core number a node. Never: a direction.

use crate::network::Network;

/// The core number of each node: the greatest *k* for which it belongs to a part of the network in which everyone has at
/// least *k* partners of that part.
///
/// Seidman (1983), *Network structure and minimum degree*, Social Networks 5; computed after Batagelj and Zaveršnik
/// (2003), *An O(m) algorithm for cores decomposition of networks*.
///
/// # Arguments
/// * `network`: any network; directions do not count, nor do weights.
///
/// # Returns
/// One core number a node, 0 for isolated ones.
///
/// # Complexity
/// O(V + E).
///
/// ```
/// use consort::network::{Direction, core_numbers, read_edge_list};
/// let network = read_edge_list("a,b\nb,c\nc,a\nc,d\n".as_bytes(), Direction::Undirected)?.output;
/// assert_eq!(core_numbers(&network), [2, 2, 2, 1]); // a triangle, and d that hangs on it
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn core_numbers(network: &Network) -> Vec<usize> {
    let network = network.undirected();
    let mut degree: Vec<usize> =
        network.nodes().map(|node| network.neighbours(node).len()).collect();
    // The nodes sorted by degree, with the first place of each degree and the place of each node.
    let mut first = vec![0; degree.iter().max().map_or(0, |max| max + 2)];
    degree.iter().for_each(|d| first[d + 1] += 1);
    for d in 1..first.len() {
        first[d] += first[d - 1];
    }
    let mut free = first.clone();
    let mut sorted = vec![0; degree.len()];
    let mut place = vec![0; degree.len()];
    for node in network.nodes() {
        let at = &mut free[degree[node as usize]];
        place[node as usize] = *at;
        sorted[*at] = node;
        *at += 1;
    }
    for i in 0..sorted.len() {
        let node = sorted[i];
        for &other in network.neighbours(node) {
            let d = degree[other as usize];
            if d > degree[node as usize] {
                // The node moves to the front of its degree, and the front moves behind it.
                let (from, to) = (place[other as usize], first[d].max(i + 1));
                let swapped = sorted[to];
                sorted.swap(from, to);
                place[swapped as usize] = from;
                place[other as usize] = to;
                first[d] = to + 1;
                degree[other as usize] -= 1;
            }
        }
    }
    degree
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::EntityId;
    use crate::network::Direction;

    fn network(links: &[(u8, u8)]) -> Network {
        let id = |n: u8| EntityId::from(format!("{n:03}"));
        Network::new(links.iter().map(|(a, b)| (id(*a), id(*b), 1.0)), Direction::Undirected)
    }

    /// The definition taken at its word: peel off who has fewer than k partners left, until all have k.
    fn peeled(network: &Network, k: usize) -> Vec<bool> {
        let mut stays = vec![true; network.n_nodes()];
        loop {
            let weak = network.nodes().find(|node| {
                let partners = network.neighbours(*node).iter().filter(|o| stays[**o as usize]);
                stays[*node as usize] && partners.count() < k
            });
            match weak {
                Some(node) => stays[node as usize] = false,
                None => return stays,
            }
        }
    }

    proptest! {
        #[test]
        fn are_what_peeling_leaves(links in prop::collection::vec((0..14_u8, 0..14_u8), 0..60)) {
            let network = network(&links);
            let numbers = core_numbers(&network);
            for k in 0..8 {
                let in_core: Vec<bool> = numbers.iter().map(|number| *number >= k).collect();
                prop_assert_eq!(in_core, peeled(&network, k), "{}-core", k);
            }
        }
    }
}
