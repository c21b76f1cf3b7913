//! Nodes and links without which the network falls apart.
//!
//! In: a network. Out: its cut nodes and bridges. Never: a direction.

use std::collections::BTreeSet;

use petgraph::algo::articulation_points::articulation_points;
use petgraph::algo::bridges::bridges as bridge_links;
use petgraph::visit::EdgeRef;

use crate::base::{in_parallel, sort_by_key};
use crate::network::Network;
use crate::network::graph::Link;

/// What holds a network together, what cuts off most first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bridges {
    /// Nodes whose removal leaves more parts than before, with the number of nodes outside the greatest part left.
    pub articulation_points: Vec<(u32, usize)>,
    /// Links whose removal does, the smaller node first, with the number of nodes on the smaller side.
    pub bridges: Vec<(Link, usize)>,
}

/// The articulation points and bridges, with petgraph's functions (Tarjan 1974, *A note on finding the bridges of a
/// graph*, Information Processing Letters 2).
///
/// # Arguments
/// * `network`: any network; directions do not count.
///
/// # Returns
/// Both, with what each cuts off; equal ones in the order of nodes.
///
/// # Complexity
/// O(V + E) to find them, and as much for each to see what it cuts off, on all threads.
///
/// ```
/// use consort::network::{Direction, bridges, read_edge_list};
/// let network = read_edge_list("a,b\nb,c\nc,a\nc,d\n".as_bytes(), Direction::Undirected)?.output;
/// let found = bridges(&network);
/// let (c, d) = (network.node("c").unwrap(), network.node("d").unwrap());
/// assert_eq!(found.articulation_points, [(c, 1)]); // without c, one node is cut off
/// assert_eq!(found.bridges, [((c, d, 1.0), 1)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn bridges(network: &Network) -> Bridges {
    let network = network.undirected();
    // In order of nodes: the set that petgraph returns has none.
    let points: BTreeSet<u32> = articulation_points(network.rows()).into_iter().collect();
    let mut points: Vec<(u32, usize)> = in_parallel(points.into_iter().collect(), |node| {
        (node, sum_without_greatest(&pieces(&network, network.neighbours(node), node, None)))
    });
    let links: Vec<Link> = bridge_links(network.rows())
        .map(|link| (link.source(), link.target(), *link.weight()))
        .filter(|(a, b, _)| a < b)
        .collect();
    let mut links: Vec<(Link, usize)> = in_parallel(links, |(a, b, weight)| {
        let sides = pieces(&network, &[a, b], u32::MAX, Some((a, b)));
        ((a, b, weight), sum_without_greatest(&sides))
    });
    sort_by_key(&mut points, |(node, cut)| (usize::MAX - cut, *node));
    sort_by_key(&mut links, |((a, b, _), cut)| (usize::MAX - cut, *a, *b));
    Bridges { articulation_points: points, bridges: links }
}

/// The sizes of the parts that are reached from some nodes without a node or a link.
fn pieces(network: &Network, from: &[u32], without: u32, cut: Option<(u32, u32)>) -> Vec<usize> {
    let mut seen = vec![false; network.n_nodes()];
    let mut sizes = Vec::new();
    for &start in from {
        if std::mem::replace(&mut seen[start as usize], true) {
            continue;
        }
        let mut found = vec![start];
        let mut next = 0;
        while let Some(&node) = found.get(next) {
            next += 1;
            for &other in network.neighbours(node) {
                let is_cut = cut == Some((node.min(other), node.max(other)));
                if other != without
                    && !is_cut
                    && !std::mem::replace(&mut seen[other as usize], true)
                {
                    found.push(other);
                }
            }
        }
        sizes.push(found.len());
    }
    sizes
}

fn sum_without_greatest(sizes: &[usize]) -> usize {
    sizes.iter().sum::<usize>() - sizes.iter().max().unwrap_or(&0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::EntityId;
    use crate::network::{Direction, components};

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
            let expected: BTreeSet<u32> =
                network.nodes().filter(|node| n_parts(&network, Some(*node)) > whole).collect();
            let points = found.articulation_points.iter().map(|(node, _)| *node).collect();
            prop_assert_eq!(expected, points);
            let ids: Vec<EntityId> = network.nodes().map(|node| network.id(node).clone()).collect();
            let cut: Vec<Link> = network
                .links()
                .filter(|link| {
                    let rest = network.links().filter(|other| other != link).collect();
                    let rest = Network::from_places(ids.clone(), rest, Direction::Undirected);
                    n_parts(&rest, None) > whole
                })
                .collect();
            let mut links: Vec<Link> = found.bridges.iter().map(|(link, _)| *link).collect();
            links.sort_by_key(|(a, b, _)| (*a, *b));
            prop_assert_eq!(links, cut);
        }
    }

    #[test]
    fn what_cuts_off_most_comes_first() {
        let links =
            ["ab", "bc", "ca", "cd", "de", "dg"].map(|l| (l[..1].into(), l[1..].into(), 1.0));
        let network = Network::new(links, Direction::Undirected);
        let found = bridges(&network);
        let named: Vec<(&str, usize)> =
            found.articulation_points.iter().map(|(n, cut)| (&**network.id(*n), *cut)).collect();
        assert_eq!(named, [("c", 2), ("d", 2)]);
        let cuts: Vec<usize> = found.bridges.iter().map(|(_, cut)| *cut).collect();
        assert_eq!(cuts, [3, 1, 1]);
    }
}
