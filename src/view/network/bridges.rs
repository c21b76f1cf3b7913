//! Nodes and links without which the network falls apart.
//!
//! In: a network. Out: its cut nodes and bridges. Never: a direction.

use std::collections::BTreeSet;

use petgraph::algo::articulation_points::articulation_points;
use petgraph::algo::bridges::bridges as bridge_links;
use petgraph::visit::EdgeRef;

use crate::view::network::Network;
use crate::view::network::graph::Link;

/// What holds a network together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bridges {
    /// Nodes whose removal leaves more parts than before, ascending.
    pub articulation_points: Vec<u32>,
    /// Links whose removal does, the smaller node first.
    pub bridges: Vec<Link>,
}

/// The articulation points and bridges, with petgraph's functions (Tarjan 1974, *A note on finding the bridges of a
/// graph*, Information Processing Letters 2).
///
/// # Arguments
/// * `network`: any network; directions do not count.
///
/// # Returns
/// Both, in the order of nodes.
///
/// # Complexity
/// O(V + E).
#[must_use]
pub fn bridges(network: &Network) -> Bridges {
    let network = network.undirected();
    let points: BTreeSet<u32> = articulation_points(network.rows()).into_iter().collect();
    let links = bridge_links(network.rows())
        .map(|link| (link.source(), link.target(), *link.weight()))
        .filter(|(a, b, _)| a < b)
        .collect();
    Bridges { articulation_points: points.into_iter().collect(), bridges: links }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::EntityId;
    use crate::view::network::{Direction, components};

    fn n_parts(network: &Network, without: Option<u32>) -> usize {
        let nodes = network.nodes().filter(|node| Some(*node) != without).collect();
        components(&network.among(&nodes)).iter().max().map_or(0, |max| max + 1)
    }

    proptest! {
        #[test]
        fn are_those_whose_removal_leaves_more_parts(
            links in prop::collection::vec((0..16_u8, 0..16_u8), 0..30),
        ) {
            let id = |n: u8| EntityId::from(format!("{n:03}"));
            let links: Vec<_> = links.iter().map(|(a, b)| (id(*a), id(*b), 1.0)).collect();
            let network = Network::new(links, Direction::Undirected);
            let found = bridges(&network);
            let whole = n_parts(&network, None);
            let points: Vec<u32> =
                network.nodes().filter(|node| n_parts(&network, Some(*node)) > whole).collect();
            prop_assert_eq!(found.articulation_points, points);
            let ids: Vec<EntityId> = network.nodes().map(|node| network.id(node).clone()).collect();
            let cut: Vec<Link> = network
                .links()
                .filter(|link| {
                    let rest = network.links().filter(|other| other != link).collect();
                    let rest = Network::from_places(ids.clone(), rest, Direction::Undirected);
                    n_parts(&rest, None) > whole
                })
                .collect();
            prop_assert_eq!(found.bridges, cut);
        }
    }
}
