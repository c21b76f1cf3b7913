//! The parts of a network that nothing connects.
//!
//! In: a network. Out: one part's number a node. Never: a direction; a way in is a way out.

use petgraph::unionfind::UnionFind;

use crate::network::Network;
use crate::network::partition::numbered;

/// The connected components, the greatest first; of equally great ones that with the smallest node.
///
/// # Arguments
/// * `network`: any network; directions do not count.
///
/// # Returns
/// The number of its component for each node, from 0.
///
/// # Complexity
/// O(V + E α(V)), with petgraph's union-find (Tarjan 1975).
///
/// ```
/// use consort::network::{Direction, components, read_edge_list};
/// let network = read_edge_list("a,b\nb,c\nx,y\n".as_bytes(), Direction::Undirected)?.output;
/// assert_eq!(components(&network), [0, 0, 0, 1, 1]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn components(network: &Network) -> Vec<usize> {
    let mut sets = UnionFind::<u32>::new(network.n_nodes());
    for (a, b, _) in network.links() {
        sets.union(a, b);
    }
    numbered(&sets.into_labeling())
}
