//! How many partners a node has, and how strong its links are together.
//!
//! In: a network. Out: one number a node. Never: a link counted twice.

use crate::network::Network;

/// Which links of a node count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Those that start at it.
    Out,
    /// Those that end at it.
    In,
    /// Both; in an undirected network each link once.
    Both,
}

/// The number of links of each node (Freeman 1978, *Centrality in social networks: conceptual clarification*, Social
/// Networks 1).
///
/// # Arguments
/// * `network`: any network; without directions all sides are the same.
/// * `side`: which links count.
///
/// # Returns
/// One count a node.
///
/// # Complexity
/// O(V + E).
///
/// ```
/// use consort::network::{Direction, Side, degree, read_edge_list};
/// let network = read_edge_list("a,b\na,c\n".as_bytes(), Direction::Undirected)?.output;
/// assert_eq!(degree(&network, Side::Both), [2.0, 1.0, 1.0]); // a, b, c
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn degree(network: &Network, side: Side) -> Vec<f64> {
    sum(network, side, |_| 1.0)
}

/// The sum of the weights of the links of each node (Barrat, Barthélemy, Pastor-Satorras and Vespignani 2004, *The
/// architecture of complex weighted networks*, PNAS 101).
///
/// # Arguments, returns, complexity
/// Those of [`degree`].
///
/// ```
/// use consort::network::{Direction, Side, read_edge_list, strength};
/// let network = read_edge_list("a,b,3\na,c,2\n".as_bytes(), Direction::Directed)?.output;
/// assert_eq!(strength(&network, Side::Out), [5.0, 0.0, 0.0]);
/// assert_eq!(strength(&network, Side::In), [0.0, 3.0, 2.0]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn strength(network: &Network, side: Side) -> Vec<f64> {
    sum(network, side, |weight| weight)
}

fn sum(network: &Network, side: Side, value: impl Fn(f64) -> f64) -> Vec<f64> {
    let mut sums = vec![0.0; network.n_nodes()];
    let counts_in = network.is_directed() && side != Side::Out;
    let counts_out = !network.is_directed() || side != Side::In;
    for a in network.nodes() {
        for (b, weight) in network.links_of(a) {
            if counts_out {
                sums[a as usize] += value(weight);
            }
            if counts_in {
                sums[b as usize] += value(weight);
            }
        }
    }
    sums
}
