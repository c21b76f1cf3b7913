//! Closeness: how near a node is to all others.
//!
//! In: a network. Out: one number a node. Never: an infinite distance in a sum.

use rayon::prelude::*;

use crate::network::Network;
use crate::network::length::{Length, Search};

/// The inverse of the mean distance from the nodes that can reach a node, times the share of nodes that can.
///
/// Freeman (1978), with the factor of Wasserman and Faust (1994), *Social network analysis*, p. 201, for networks in
/// several parts. In a directed network the distances to the node count, as networkx has it.
///
/// # Arguments
/// * `network`: any network.
/// * `length`: what makes a path short.
///
/// # Returns
/// One value a node, 0 for whom nobody reaches; with hops from 0 to 1.
///
/// # Complexity
/// O(V·E) for hops, O(V·E + V² log V) for strength; on all threads.
///
/// ```
/// use consort::network::{Direction, Length, closeness, read_edge_list};
/// let network = read_edge_list("a,b\nb,c\n".as_bytes(), Direction::Undirected)?.output;
/// // From b both others are one step away, from a and c they are 1.5 on average.
/// assert_eq!(closeness(&network, Length::Hops), [2.0 / 3.0, 1.0, 2.0 / 3.0]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn closeness(network: &Network, length: Length) -> Vec<f64> {
    each(network, length, |distances, n| {
        let (mut reached, mut sum) = (0.0, 0.0);
        for distance in distances {
            reached += 1.0;
            sum += distance;
        }
        if sum > 0.0 { reached / sum * reached / (n - 1.0) } else { 0.0 }
    })
}

/// The mean of the inverse distances from all other nodes; those that cannot reach the node count as 0.
///
/// Marchiori and Latora (2000), *Harmony in the small-world*, Physica A 285.
///
/// # Arguments, returns, complexity
/// Those of [`closeness`].
///
/// ```
/// use consort::network::{Direction, Length, harmonic, read_edge_list};
/// let network = read_edge_list("a,b\nb,c\n".as_bytes(), Direction::Undirected)?.output;
/// assert_eq!(harmonic(&network, Length::Hops), [0.75, 1.0, 0.75]); // (1 + 1/2) / 2 at the ends
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn harmonic(network: &Network, length: Length) -> Vec<f64> {
    each(network, length, |distances, n| {
        if n > 1.0 {
            distances.map(|distance| 1.0 / distance).sum::<f64>() / (n - 1.0)
        } else {
            0.0
        }
    })
}

/// Applies a formula to the distances from all other nodes that can reach a node, nearest first.
fn each(
    network: &Network,
    length: Length,
    formula: impl Fn(&mut dyn Iterator<Item = f64>, f64) -> f64 + Sync,
) -> Vec<f64> {
    let incoming = network.reversed();
    let n = incoming.n_nodes();
    incoming
        .nodes()
        .into_par_iter()
        .map_init(
            || Search::new(n),
            |search, node| {
                search.from(&incoming, node, length);
                let mut distances =
                    search.order[1..].iter().map(|other| search.reached[*other as usize].distance);
                formula(&mut distances, n as f64)
            },
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Direction;

    #[test]
    fn the_middle_is_near_and_parts_count_by_their_size() {
        let links = [("a", "b", 2.0), ("b", "c", 2.0), ("x", "y", 1.0)];
        let links = links.map(|(a, b, w)| (a.into(), b.into(), w));
        let network = Network::new(links, Direction::Undirected);
        // Of a: mean distance 1.5, reached by 2 of 4. Of x: distance 1, reached by 1 of 4.
        let expected = [2.0 / 3.0 * 0.5, 0.5, 2.0 / 3.0 * 0.5, 0.25, 0.25];
        assert_eq!(closeness(&network, Length::Hops), expected);
        let expected = [1.5 / 4.0, 0.5, 1.5 / 4.0, 0.25, 0.25];
        assert_eq!(harmonic(&network, Length::Hops), expected);
        assert_eq!(closeness(&network, Length::Inverse)[1], 1.0);
    }

    #[test]
    fn directions_lead_to_the_node() {
        let network = Network::new([("a".into(), "b".into(), 1.0)], Direction::Directed);
        assert_eq!(closeness(&network, Length::Hops), [0.0, 1.0]);
    }
}
