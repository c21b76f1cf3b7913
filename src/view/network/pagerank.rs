//! PageRank.
//!
//! In: a network. Out: one share a node; all shares sum to 1. Never: petgraph's function of that name, which is wrong for
//! weights.

use crate::view::network::Network;
use crate::view::network::degree::{Side, strength};

/// Settings of [`pagerank`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageRankOptions {
    /// How likely the walker follows a link rather than starts anew, from 0 to below 1.
    pub damping: f64,
    /// When the ranks change by less than this in sum, they are done.
    pub tolerance: f64,
    /// Rounds after which to stop in any case.
    pub max_rounds: usize,
}

impl Default for PageRankOptions {
    /// The damping of the paper, and a tolerance that leaves ten places right: the error is below six times the last change.
    fn default() -> Self {
        Self { damping: 0.85, tolerance: 1e-11, max_rounds: 1000 }
    }
}

/// Values that rounds of improvement approach.
#[derive(Debug, Clone, PartialEq)]
pub struct Approached {
    /// One value a node.
    pub values: Vec<f64>,
    /// Whether they came within the tolerance before the last round.
    pub converged: bool,
}

/// The share of time that a walker spends at each node who follows links by their weights and starts anew anywhere now
/// and then; from a node without outgoing links it always starts anew.
///
/// Brin and Page (1998), *The anatomy of a large-scale hypertextual web search engine*, Computer Networks 30; weights
/// after Xing and Ghorbani (2004). Solved by Gauss-Seidel rounds, which use each new value at once (Arasu et al. 2002,
/// *PageRank computation and the structure of the web*), about twice as fast as the power method.
///
/// # Arguments
/// * `network`: any network.
/// * `options`: damping and when to stop.
///
/// # Returns
/// One share a node, and whether the rounds converged.
///
/// # Complexity
/// O(V + E) a round, about 30 rounds in networks of people and bodies; O(V + E) memory.
#[must_use]
pub fn pagerank(network: &Network, options: &PageRankOptions) -> Approached {
    let n = network.n_nodes();
    if n == 0 {
        return Approached { values: vec![], converged: true };
    }
    let out = strength(network, Side::Out);
    let reversed;
    let incoming = if network.is_directed() {
        reversed = network.reversed();
        &reversed
    } else {
        network
    };
    // What a node hands on for each unit of weight: its rank over its strength. Nodes without links hand on nothing;
    // their rank is the same for all nodes, so it only scales the result, and scaling to 1 at the end puts it right.
    let mut handed: Vec<f64> =
        out.iter().map(|s| if *s > 0.0 { 1.0 / (n as f64 * s) } else { 0.0 }).collect();
    let mut values = vec![1.0 / n as f64; n];
    let start = (1.0 - options.damping) / n as f64;
    for _ in 0..options.max_rounds {
        let mut change = 0.0;
        for node in incoming.nodes() {
            let inflow = inflow(&handed, incoming.neighbours(node), incoming.weights(node));
            let value = start + options.damping * inflow;
            let i = node as usize;
            change += (value - values[i]).abs();
            values[i] = value;
            if out[i] > 0.0 {
                handed[i] = value / out[i];
            }
        }
        let total: f64 = values.iter().sum();
        if change <= options.tolerance * total {
            return Approached { values: scaled(values, total), converged: true };
        }
    }
    let total = values.iter().sum();
    Approached { values: scaled(values, total), converged: false }
}

/// What the neighbours hand to a node. Four sums side by side, because one would wait for each addition before the next.
fn inflow(handed: &[f64], from: &[u32], weights: &[f64]) -> f64 {
    let (from, last_from) = from.as_chunks::<4>();
    let (weights, last_weights) = weights.as_chunks::<4>();
    let mut sums = [0.0; 4];
    for (from, weights) in from.iter().zip(weights) {
        for lane in 0..4 {
            sums[lane] += handed[from[lane] as usize] * weights[lane];
        }
    }
    let last = last_from.iter().zip(last_weights).map(|(from, w)| handed[*from as usize] * w);
    sums.iter().sum::<f64>() + last.sum::<f64>()
}

fn scaled(mut values: Vec<f64>, total: f64) -> Vec<f64> {
    values.iter_mut().for_each(|value| *value /= total);
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::network::Direction;

    /// Solved by hand: a ⇄ b ← c with damping ½ and a weight of 3 from b to a alone.
    #[test]
    fn follows_weights_and_restarts_where_nothing_leads_on() {
        let links = [("a", "b", 1.0), ("b", "a", 3.0), ("b", "d", 1.0), ("c", "b", 1.0)];
        let links = links.map(|(a, b, w)| (a.into(), b.into(), w));
        let network = Network::new(links, Direction::Directed);
        let options = PageRankOptions { damping: 0.5, ..PageRankOptions::default() };
        let Approached { values, converged } = pagerank(&network, &options);
        assert!(converged);
        let [a, b, c, d] = values[..] else { panic!("{values:?}") };
        // d has no links: half of its rank is spread over all four.
        let start = 0.125 + d / 8.0;
        for (name, got, expected) in [
            ("a", a, start + 0.5 * 0.75 * b),
            ("b", b, start + 0.5 * (a + c)),
            ("c", c, start),
            ("d", d, start + 0.5 * 0.25 * b),
            ("all", a + b + c + d, 1.0),
        ] {
            assert!((got - expected).abs() < 1e-12, "{name}: {got}, not {expected}");
        }
    }
}
