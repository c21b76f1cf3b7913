//! The ways from one node to another.
//!
//! In: a network, two nodes. Out: paths, shortest first. Never: a path that visits a node twice.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use petgraph::algo::astar;
use petgraph::visit::{EdgeFiltered, EdgeRef};

use crate::base::sort_by;
use crate::network::{Length, Network};

/// A way through the network.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// The nodes from the first to the last.
    pub nodes: Vec<u32>,
    /// The sum of the lengths of its links.
    pub length: f64,
}

impl Path {
    /// The two ends of each link.
    pub fn hops(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.nodes.windows(2).map(|pair| (pair[0], pair[1]))
    }
}

/// Up to `k` paths, shortest first; of equally long ones that with the smaller nodes.
///
/// Yen (1971), *Finding the k shortest loopless paths in a network*, Management Science 17, on petgraph's search.
///
/// # Arguments
/// * `network`: any network; paths follow directions.
/// * `from`, `to`: two nodes of it.
/// * `length`: what makes a path short. With [`Length::Inverse`] the strongest comes first.
/// * `k`: how many to find.
///
/// # Returns
/// Fewer than `k` where there are no more; none from a node to itself.
///
/// # Complexity
/// O(k · l · (E + V log V)), where l is the number of links of a path.
///
/// ```
/// use consort::network::{Direction, Length, paths, read_edge_list};
/// let network = read_edge_list("a,b,4\nb,c,4\na,c,1\n".as_bytes(), Direction::Undirected)?.output;
/// let found = paths(&network, 0, 2, Length::Inverse, 2);
/// assert_eq!((found[0].nodes.as_slice(), found[0].length), ([0, 1, 2].as_slice(), 0.5)); // 1/4 + 1/4
/// assert_eq!((found[1].nodes.as_slice(), found[1].length), ([0, 2].as_slice(), 1.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn paths(network: &Network, from: u32, to: u32, length: Length, k: usize) -> Vec<Path> {
    let none = BTreeSet::new();
    let mut found: Vec<Path> = Vec::new();
    if from == to || k == 0 {
        return found;
    }
    let mut candidates: Vec<Path> =
        shortest(network, from, to, length, &none, &none).into_iter().collect();
    while found.len() < k && !candidates.is_empty() {
        sort_by(&mut candidates, order);
        let best = candidates.remove(0);
        for i in 0..best.nodes.len() - 1 {
            let root = &best.nodes[..=i];
            let before: BTreeSet<u32> = root[..i].iter().copied().collect();
            let taken: BTreeSet<u32> = found
                .iter()
                .chain([&best])
                .filter(|path| path.nodes.starts_with(root))
                .filter_map(|path| path.nodes.get(i + 1).copied())
                .collect();
            let rest = shortest(network, root[i], to, length, &before, &taken);
            let Some(rest) = rest else { continue };
            let nodes: Vec<u32> = root[..i].iter().chain(&rest.nodes).copied().collect();
            let path = Path { length: total(network, &nodes, length), nodes };
            if !candidates.contains(&path) {
                candidates.push(path);
            }
        }
        found.push(best);
    }
    found
}

fn order(x: &Path, y: &Path) -> Ordering {
    x.length.total_cmp(&y.length).then_with(|| x.nodes.cmp(&y.nodes))
}

fn total(network: &Network, nodes: &[u32], length: Length) -> f64 {
    let weight = |pair: &[u32]| network.weight(pair[0], pair[1]).unwrap_or(f64::NAN);
    nodes.windows(2).map(|pair| length.of(weight(pair))).sum()
}

/// The shortest path that avoids some nodes, and does not go from its start to some others at once.
fn shortest(
    network: &Network,
    from: u32,
    to: u32,
    length: Length,
    avoid: &BTreeSet<u32>,
    not_first: &BTreeSet<u32>,
) -> Option<Path> {
    let open = EdgeFiltered::from_fn(network.rows(), |link| {
        let (a, b) = (link.source(), link.target());
        !avoid.contains(&b) && (a != from || !not_first.contains(&b))
    });
    let cost = |link: petgraph::csr::EdgeReference<'_, f64, petgraph::Directed, u32>| {
        length.of(*link.weight())
    };
    let (_, nodes) = astar(&open, from, |node| node == to, cost, |_| 0.0)?;
    Some(Path { length: total(network, &nodes, length), nodes })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::EntityId;
    use crate::network::Direction;

    /// All paths, by trying everything.
    fn all(network: &Network, at: &mut Vec<u32>, to: u32, length: Length, found: &mut Vec<Path>) {
        let Some(&here) = at.last() else { return };
        if here == to {
            found.push(Path { nodes: at.clone(), length: total(network, at, length) });
            return;
        }
        for &next in network.neighbours(here) {
            if !at.contains(&next) {
                at.push(next);
                all(network, at, to, length, found);
                at.pop();
            }
        }
    }

    proptest! {
        #[test]
        fn are_the_shortest_of_all(
            links in prop::collection::vec((0..7_u8, 0..7_u8, 1..6_u8), 1..18),
            directed in any::<bool>(),
            hops in any::<bool>(),
        ) {
            let id = |n: u8| EntityId::from(format!("{n}"));
            let links = links.iter().map(|(a, b, w)| (id(*a), id(*b), f64::from(*w)));
            let direction = if directed { Direction::Directed } else { Direction::Undirected };
            let network = Network::new(links, direction);
            let length = if hops { Length::Hops } else { Length::Inverse };
            prop_assume!(network.n_nodes() >= 2);
            let to = network.n_nodes() as u32 - 1;
            let mut expected = Vec::new();
            all(&network, &mut vec![0], to, length, &mut expected);
            expected.sort_by(order);
            let found = paths(&network, 0, to, length, 5);
            prop_assert_eq!(found.len(), expected.len().min(5));
            for (path, best) in found.iter().zip(&expected) {
                prop_assert!((path.length - best.length).abs() < 1e-12, "{found:?} of {expected:?}");
                prop_assert!(expected.contains(path));
            }
            let distinct: BTreeSet<&Vec<u32>> = found.iter().map(|path| &path.nodes).collect();
            prop_assert_eq!(distinct.len(), found.len());
        }
    }
}
