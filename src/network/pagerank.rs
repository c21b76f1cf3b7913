//! PageRank.
//!
//! In: a network. Out: one share a node; all shares sum to 1. Never: petgraph's function of that name, which is wrong for
//! weights.

use crate::network::Network;
use crate::network::degree::{Side, strength};

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
/// after Xing and Ghorbani (2004). Directed networks are solved by Gauss-Seidel rounds, which use each new value at once
/// (Arasu et al. 2002, *PageRank computation and the structure of the web*). Where links have no direction the equations
/// can be made symmetric, and conjugate gradients (Hestenes and Stiefel 1952) need half as many rounds.
///
/// # Arguments
/// * `network`: any network.
/// * `options`: damping and when to stop.
///
/// # Returns
/// One share a node, and whether the rounds converged.
///
/// # Complexity
/// O(V + E) a round, about 15 to 30 rounds in networks of people and bodies; O(V + E) memory.
///
/// ```
/// use consort::network::{Direction, PageRankOptions, pagerank, read_edge_list};
/// let network = read_edge_list("a,b\nb,c\nc,a\n".as_bytes(), Direction::Directed)?.output;
/// let found = pagerank(&network, &PageRankOptions::default());
/// assert!(found.converged && found.values.iter().all(|rank| (rank - 1.0 / 3.0).abs() < 1e-9));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn pagerank(network: &Network, options: &PageRankOptions) -> Approached {
    let mut found = match network.n_nodes() {
        0 => Approached { values: vec![], converged: true },
        _ if network.is_directed() => directed(network, options),
        _ => undirected(network, options),
    };
    // Nodes without links hand on nothing; their rank is the same for all nodes, so it only scales the result.
    let total: f64 = found.values.iter().sum();
    found.values.iter_mut().for_each(|value| *value /= total);
    found
}

fn directed(network: &Network, options: &PageRankOptions) -> Approached {
    let n = network.n_nodes();
    let out = strength(network, Side::Out);
    let incoming = network.reversed();
    // What a node hands on for each unit of weight: its rank over its strength.
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
        if change <= options.tolerance * values.iter().sum::<f64>() {
            return Approached { values, converged: true };
        }
    }
    Approached { values, converged: false }
}

/// Solves *(I - d S⁻¹ᐟ² W S⁻¹ᐟ²) y = S⁻¹ᐟ² b* for weights *W*, strengths *S* and restarts *b*; the ranks are *S¹ᐟ² y*.
fn undirected(network: &Network, options: &PageRankOptions) -> Approached {
    let n = network.n_nodes();
    let strengths = strength(network, Side::Out);
    let start = (1.0 - options.damping) / n as f64;
    let root: Vec<f64> = strengths.iter().map(|s| s.sqrt()).collect();
    let over_root: Vec<f64> = root.iter().map(|r| if *r > 0.0 { 1.0 / r } else { 0.0 }).collect();
    let mut spread = vec![0.0; n];
    let mut apply = |of: &[f64], out: &mut [f64]| {
        for (cell, (y, r)) in spread.iter_mut().zip(of.iter().zip(&over_root)) {
            *cell = y * r;
        }
        for node in network.nodes() {
            let i = node as usize;
            let sum = inflow(&spread, network.neighbours(node), network.weights(node));
            out[i] = of[i] - options.damping * over_root[i] * sum;
        }
    };
    // Without restarts the ranks would be the strengths: a good place to begin.
    let linked = strengths.iter().filter(|s| **s > 0.0).count() as f64 / n as f64;
    let total = strengths.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    let mut y: Vec<f64> = root.iter().map(|r| r * linked / total).collect();
    let mut product = vec![0.0; n];
    apply(&y, &mut product);
    let mut residual: Vec<f64> =
        over_root.iter().zip(&product).map(|(r, p)| start * r - p).collect();
    let mut direction = residual.clone();
    let mut square = dot(&residual, &residual);
    let mut converged = false;
    for _ in 0..options.max_rounds {
        let change: f64 = residual.iter().zip(&root).map(|(e, r)| e.abs() * r).sum();
        converged = change <= options.tolerance;
        if converged {
            break;
        }
        apply(&direction, &mut product);
        let step = square / dot(&direction, &product);
        for i in 0..n {
            y[i] += step * direction[i];
            residual[i] -= step * product[i];
        }
        let next = dot(&residual, &residual);
        let keep = next / square;
        square = next;
        direction.iter_mut().zip(&residual).for_each(|(d, r)| *d = r + keep * *d);
    }
    let rank = |(y, (root, s)): (f64, (f64, f64))| if s > 0.0 { y * root } else { start };
    let values = y.into_iter().zip(root.into_iter().zip(strengths)).map(rank).collect();
    Approached { values, converged }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Direction;

    /// A link without direction is two with one: both ways of solving must agree.
    #[test]
    fn undirected_and_directed_solutions_agree() {
        let mut random = crate::base::Random::new(7);
        let name = |i: usize| crate::base::EntityId::from(format!("n{i:02}"));
        let links: Vec<_> = (0..160)
            .map(|_| (name(random.below(50)), name(random.below(50)), random.unit() + 0.1))
            .filter(|(a, b, _)| a != b)
            .collect();
        let both = links
            .iter()
            .flat_map(|(a, b, w)| [(a.clone(), b.clone(), *w), (b.clone(), a.clone(), *w)]);
        let options = PageRankOptions::default();
        let one = pagerank(&Network::new(links.clone(), Direction::Undirected), &options);
        let two = pagerank(&Network::new(both, Direction::Directed), &options);
        assert!(one.converged && two.converged);
        for (x, y) in one.values.iter().zip(&two.values) {
            assert!((x - y).abs() < 1e-10, "{x} {y}");
        }
    }

    /// Solved by hand: a ⇄ b ← c and b → d with damping ½, and a weight of 3 from b to a alone.
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
