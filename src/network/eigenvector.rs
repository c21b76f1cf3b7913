//! Eigenvector centrality, hubs and authorities.
//!
//! In: a network. Out: one value a node. Never: a result without a word on whether it converged.

use crate::network::Network;
use crate::network::pagerank::Approached;

/// When the rounds of the power method stop.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PowerOptions {
    /// Change of the whole vector below which it is done.
    pub tolerance: f64,
    /// Rounds after which to stop in any case.
    pub max_rounds: usize,
}

impl Default for PowerOptions {
    fn default() -> Self {
        Self { tolerance: 1e-13, max_rounds: 10_000 }
    }
}

/// Central is whom central nodes link to: the leading eigenvector of the weight matrix, of length 1.
///
/// Bonacich (1972), *Factoring and weighting approaches to status scores and clique identification*, Journal of
/// Mathematical Sociology 2. In a directed network incoming links count. The power method runs on *A + I*, which has
/// the same eigenvectors and converges where *A* would swing between two sides.
///
/// # Arguments
/// * `network`: any network; where several parts are not linked, the strongest part takes all.
/// * `options`: when to stop.
///
/// # Returns
/// One value a node, not negative, and whether the rounds converged; in a directed network without cycles they do not,
/// because there is no such vector.
///
/// # Complexity
/// O(V + E) a round; the nearer the two greatest eigenvalues, the more rounds.
///
/// ```
/// use consort::network::{Direction, PowerOptions, eigenvector, read_edge_list};
/// let network = read_edge_list("a,b\nb,c\n".as_bytes(), Direction::Undirected)?.output;
/// let found = eigenvector(&network, &PowerOptions::default());
/// assert!(found.converged && (found.values[1] / found.values[0] - 2.0_f64.sqrt()).abs() < 1e-9);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn eigenvector(network: &Network, options: &PowerOptions) -> Approached {
    let incoming = network.reversed();
    let next = |x: &[f64]| {
        let mut y = gather(&incoming, x);
        y.iter_mut().zip(x).for_each(|(y, x)| *y += x);
        y
    };
    power(network.n_nodes(), next, length, options)
}

/// Hubs and authorities: a good hub points to good authorities, a good authority is pointed to by good hubs. Of donors
/// and programmes, the hubs are the donors that pay for what many pay for. Both sum to 1.
///
/// Kleinberg (1999), *Authoritative sources in a hyperlinked environment*, Journal of the ACM 46.
///
/// # Arguments
/// * `network`: best a directed one; without directions both are the same.
/// * `options`: when to stop.
///
/// # Returns
/// Hub scores, authority scores.
///
/// # Complexity
/// O(V + E) a round.
///
/// ```
/// use consort::network::{Direction, PowerOptions, hits, read_edge_list};
/// let network = read_edge_list("nor,fund\nswe,fund\nswe,other\n".as_bytes(), Direction::Directed)?.output;
/// let (hubs, authorities) = hits(&network, &PowerOptions::default());
/// assert_eq!(network.strongest(&hubs.values), network.node("swe"));
/// assert_eq!(network.strongest(&authorities.values), network.node("fund"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn hits(network: &Network, options: &PowerOptions) -> (Approached, Approached) {
    let incoming = network.reversed();
    let next = |hubs: &[f64]| gather(network, &gather(&incoming, hubs));
    let hubs = power(network.n_nodes(), next, total, options);
    let mut values = gather(&incoming, &hubs.values);
    scale(&mut values, total);
    let authorities = Approached { values, converged: hubs.converged };
    (hubs, authorities)
}

/// For each node the weighted sum of its neighbours' values.
fn gather(network: &Network, x: &[f64]) -> Vec<f64> {
    let sum = |node| network.links_of(node).map(|(other, weight)| x[other as usize] * weight).sum();
    network.nodes().map(sum).collect()
}

fn power(
    n: usize,
    next: impl Fn(&[f64]) -> Vec<f64>,
    norm: fn(&[f64]) -> f64,
    options: &PowerOptions,
) -> Approached {
    let mut values = vec![1.0; n];
    scale(&mut values, norm);
    for _ in 0..options.max_rounds {
        let mut new = next(&values);
        if !scale(&mut new, norm) {
            // Nothing links to anything.
            return Approached { values: new, converged: n == 0 };
        }
        let change: f64 = new.iter().zip(&values).map(|(x, y)| (x - y).abs()).sum();
        values = new;
        if change <= options.tolerance {
            // What is smaller than the change that still happens is on its way to 0: parts that are not linked to the
            // strongest, and nodes that nothing reaches.
            values.iter_mut().filter(|v| **v < options.tolerance).for_each(|v| *v = 0.0);
            return Approached { values, converged: true };
        }
    }
    Approached { values, converged: false }
}

/// Divides by the norm, unless that is 0.
fn scale(values: &mut [f64], norm: fn(&[f64]) -> f64) -> bool {
    let norm = norm(values);
    if norm > 0.0 {
        values.iter_mut().for_each(|value| *value /= norm);
    }
    norm > 0.0
}

fn length(values: &[f64]) -> f64 {
    values.iter().map(|value| value * value).sum::<f64>().sqrt()
}

fn total(values: &[f64]) -> f64 {
    values.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Direction;

    fn network(links: &[(&str, &str, f64)], direction: Direction) -> Network {
        Network::new(links.iter().map(|(a, b, w)| ((*a).into(), (*b).into(), *w)), direction)
    }

    /// A path of three has the eigenvector (1, √2, 1) / 2, where the plain power method would swing for ever.
    #[test]
    fn a_path_converges_to_its_eigenvector() {
        let path = network(&[("a", "b", 1.0), ("b", "c", 1.0)], Direction::Undirected);
        let found = eigenvector(&path, &PowerOptions::default());
        assert!(found.converged);
        for (got, expected) in found.values.iter().zip([0.5, 0.5_f64.sqrt(), 0.5]) {
            assert!((got - expected).abs() < 1e-12, "{got}, not {expected}");
        }
    }

    #[test]
    fn money_without_cycles_has_hubs_but_no_eigenvector() {
        let funds = network(
            &[("deu", "ccp", 2.0), ("deu", "gfp", 1.0), ("swe", "ccp", 1.0)],
            Direction::Directed,
        );
        assert!(!eigenvector(&funds, &PowerOptions::default()).converged);
        let (hubs, authorities) = hits(&funds, &PowerOptions::default());
        assert!(hubs.converged);
        assert_eq!(funds.strongest(&hubs.values), funds.node("deu"));
        assert_eq!(funds.strongest(&authorities.values), funds.node("ccp"));
        assert!((total(&hubs.values) - 1.0).abs() < 1e-12);
        assert!((total(&authorities.values) - 1.0).abs() < 1e-12);
    }
}
