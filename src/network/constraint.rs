//! Burt's constraint: how far a node's partners are bound to each other.
//!
//! In: a network. Out: one number a node; brokers have the lowest. Never: a number for a node without partners but 0.

use crate::network::Network;

/// The constraint of each node: *Σ_j (p_ij + Σ_q p_iq p_qj)²*, where *p_ij* is the part of *i*'s weight that goes to *j*.
/// Who links groups that nobody else links is little constrained.
///
/// Burt (1992), *Structural holes*, ch. 2.
///
/// # Arguments
/// * `network`: any network; of directed links the weights of both directions add up.
///
/// # Returns
/// One value a node, 0 for isolated ones, which have nobody to be bound by.
///
/// # Complexity
/// O(Σ d²), where d are the degrees; O(V) memory beside the network.
///
/// ```
/// use consort::network::{Direction, constraint, read_edge_list};
/// let network = read_edge_list("a,b\nb,c\n".as_bytes(), Direction::Undirected)?.output;
/// // b lies between two that nothing else links; a and c depend on b alone.
/// assert_eq!(constraint(&network), [1.0, 0.5, 1.0]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn constraint(network: &Network) -> Vec<f64> {
    let network = network.undirected();
    let strength: Vec<f64> =
        network.nodes().map(|node| network.weights(node).iter().sum()).collect();
    let part = |from: u32, weight: f64| weight / strength[from as usize];
    let mut through = vec![0.0; network.n_nodes()];
    let mut values = Vec::with_capacity(network.n_nodes());
    for i in network.nodes() {
        for (q, to_q) in network.links_of(i) {
            for (j, to_j) in network.links_of(q) {
                through[j as usize] += part(i, to_q) * part(q, to_j);
            }
        }
        let bound = |(j, weight): (u32, f64)| (part(i, weight) + through[j as usize]).powi(2);
        values.push(network.links_of(i).map(bound).sum());
        for q in network.neighbours(i) {
            network.neighbours(*q).iter().for_each(|j| through[*j as usize] = 0.0);
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::constraint;
    use crate::network::{Direction, Network};

    #[test]
    fn a_broker_is_less_constrained_than_a_clique() {
        // A star of three: the middle spreads over two, (1/2)² twice; the ends have one partner only.
        let links = [("a", "b"), ("b", "c")].map(|(a, b)| (a.into(), b.into(), 1.0));
        assert_eq!(constraint(&Network::new(links, Direction::Undirected)), [1.0, 0.5, 1.0]);
        // A triangle: (1/2 + 1/2 · 1/2)² twice.
        let links = [("a", "b"), ("b", "c"), ("a", "c")].map(|(a, b)| (a.into(), b.into(), 1.0));
        assert_eq!(constraint(&Network::new(links, Direction::Undirected)), [1.125; 3]);
    }
}
