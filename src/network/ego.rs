//! The surroundings of one node.
//!
//! In: a network, a node, how many steps to go. Out: whom it reaches, and the network among them. Never: a direction in
//! the steps; who funds it is as near as whom it funds.

use std::collections::BTreeSet;

use crate::network::{Network, constraint};

/// A node with all that lie within some steps.
#[derive(Debug, Clone)]
pub struct Ego {
    /// The network of these nodes; its node numbers are its own.
    pub network: Network,
    /// The node in the middle.
    pub node: u32,
    /// The steps to each node, 0 for the middle.
    pub steps: Vec<usize>,
}

/// The ego network of a node (Everett and Borgatti 2005, *Ego network betweenness*, Social Networks 27).
///
/// # Arguments
/// * `network`: any network.
/// * `node`: a node of it.
/// * `depth`: how many steps to go, along links of either direction.
///
/// # Returns
/// The network of the nodes within reach and all links between them.
///
/// # Complexity
/// O(V + E).
///
/// ```
/// use consort::network::{Direction, ego, read_edge_list};
/// let network = read_edge_list("a,b\nb,c\nc,d\n".as_bytes(), Direction::Undirected)?.output;
/// let near = ego(&network, network.node("b").unwrap(), 1);
/// assert_eq!((near.network.n_nodes(), near.steps.as_slice()), (3, [1, 0, 1].as_slice()));
/// assert_eq!(near.density(), 0.0); // nothing links a and c
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn ego(network: &Network, node: u32, depth: usize) -> Ego {
    let flat = network.undirected();
    let mut steps = vec![usize::MAX; flat.n_nodes()];
    let mut found = vec![node];
    steps[node as usize] = 0;
    let mut next = 0;
    while let Some(&here) = found.get(next) {
        next += 1;
        if steps[here as usize] == depth {
            continue;
        }
        for &other in flat.neighbours(here) {
            if steps[other as usize] == usize::MAX {
                steps[other as usize] = steps[here as usize] + 1;
                found.push(other);
            }
        }
    }
    let kept: BTreeSet<u32> = found.into_iter().collect();
    // The part numbers its nodes in the order of the whole.
    let place = kept.iter().position(|other| *other == node).unwrap_or_default();
    let steps = kept.iter().map(|other| steps[*other as usize]).collect();
    Ego { network: network.among(&kept), node: super::graph::to_u32(place), steps }
}

impl Ego {
    /// The share of pairs of its partners that are linked themselves, from 0 to 1.
    #[must_use]
    pub fn density(&self) -> f64 {
        let network = self.network.undirected();
        let partners: BTreeSet<u32> = network.neighbours(self.node).iter().copied().collect();
        let n = partners.len() as f64;
        let links = network.among(&partners).n_links() as f64;
        if n < 2.0 { 0.0 } else { 2.0 * links / (n * (n - 1.0)) }
    }

    /// [`constraint()`] of the node in the middle; exact from two steps on.
    #[must_use]
    pub fn constraint(&self) -> f64 {
        constraint(&self.network)[self.node as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Direction;

    #[test]
    fn goes_so_many_steps_along_either_direction() {
        let links =
            [("b", "a", 2.0), ("a", "c", 5.0), ("b", "c", 1.0), ("c", "d", 1.0), ("d", "e", 1.0)];
        let links = links.map(|(a, b, w)| (a.into(), b.into(), w));
        let network = Network::new(links, Direction::Directed);
        let near = ego(&network, 0, 1);
        assert_eq!((near.network.n_nodes(), near.steps.clone()), (3, vec![0, 1, 1]));
        assert_eq!(near.density(), 1.0);
        let far = ego(&network, 0, 2);
        assert_eq!((far.network.n_nodes(), far.steps.clone()), (4, vec![0, 1, 1, 2]));
        assert_eq!(far.constraint(), constraint(&network)[0]);
    }
}
