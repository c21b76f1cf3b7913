//! How good a division into communities is.
//!
//! In: a network and a group for each node. Out: one number. Never: directions; the weights of both add up.

use std::str::FromStr;

use crate::network::Network;
use crate::network::degree::{Side, strength};

/// What makes a division into communities good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Quality {
    /// More weight inside than strengths alone would give: see [`modularity`].
    #[default]
    Modularity,
    /// Denser inside than the resolution: see [`cpm`].
    Cpm,
}

impl Quality {
    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Quality::Modularity => "modularity",
            Quality::Cpm => "cpm",
        }
    }

    /// The quality of a division.
    #[must_use]
    pub fn of(self, network: &Network, groups: &[usize], resolution: f64) -> f64 {
        match self {
            Quality::Modularity => modularity(network, groups, resolution),
            Quality::Cpm => cpm(network, groups, resolution),
        }
    }
}

impl FromStr for Quality {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        [Quality::Modularity, Quality::Cpm]
            .into_iter()
            .find(|quality| quality.name().eq_ignore_ascii_case(text))
            .ok_or_else(|| format!("{text:?} is not a quality of communities (modularity, cpm)"))
    }
}

/// The share of weight inside groups, less what nodes of the same strengths would have there by chance:
/// *Σ_c (w_c / m - γ (s_c / 2m)²)*.
///
/// Newman (2004), *Analysis of weighted networks*, Physical Review E 70; the resolution γ after Reichardt and Bornholdt
/// (2006), Physical Review E 74.
///
/// # Arguments
/// * `network`: directions do not count.
/// * `groups`: a group for each node.
/// * `resolution`: γ; 1 is the usual, more makes smaller communities better.
///
/// # Returns
/// At most 1; 0 for one group of all, and where there are no links.
///
/// # Complexity
/// O(V + E).
///
/// ```
/// use consort::network::{Direction, modularity, read_edge_list};
/// let network = read_edge_list("a,b\nx,y\n".as_bytes(), Direction::Undirected)?.output;
/// assert_eq!(modularity(&network, &[0, 0, 1, 1], 1.0), 0.5);
/// assert_eq!(modularity(&network, &[0, 0, 0, 0], 1.0), 0.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn modularity(network: &Network, groups: &[usize], resolution: f64) -> f64 {
    let total = network.total_weight();
    if total == 0.0 {
        return 0.0;
    }
    let strengths = strength(network, Side::Both);
    let sums = sums(groups, &strengths);
    let chance: f64 = sums.iter().map(|sum| (sum / (2.0 * total)).powi(2)).sum();
    inside(network, groups) / total - resolution * chance
}

/// The constant Potts model: weight inside groups, less the resolution for each pair of members:
/// *Σ_c (w_c - γ n_c (n_c - 1) / 2)*.
///
/// Traag, Van Dooren and Nesterov (2011), *Narrow scope for resolution-limit-free community detection*, Physical Review
/// E 84.
///
/// # Arguments
/// * `network`: directions do not count.
/// * `groups`: a group for each node.
/// * `resolution`: γ, in the unit of weights: the mean weight between members that a community must exceed.
///
/// # Returns
/// A sum in the unit of weights; 0 when everyone is alone.
///
/// # Complexity
/// O(V + E).
///
/// ```
/// use consort::network::{Direction, cpm, read_edge_list};
/// let network = read_edge_list("a,b,3\nx,y,3\n".as_bytes(), Direction::Undirected)?.output;
/// assert_eq!(cpm(&network, &[0, 0, 1, 1], 1.0), 4.0); // 6 inside, less 1 for each of two pairs
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn cpm(network: &Network, groups: &[usize], resolution: f64) -> f64 {
    let sizes = sums(groups, &vec![1.0; groups.len()]);
    let pairs: f64 = sizes.iter().map(|n| n * (n - 1.0) / 2.0).sum();
    inside(network, groups) - resolution * pairs
}

fn inside(network: &Network, groups: &[usize]) -> f64 {
    let same = |a: u32, b: u32| groups[a as usize] == groups[b as usize];
    network.links().filter(|(a, b, _)| same(*a, *b)).map(|(_, _, weight)| weight).sum()
}

fn sums(groups: &[usize], values: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; groups.iter().max().map_or(0, |max| max + 1)];
    for (group, value) in groups.iter().zip(values) {
        sums[*group] += value;
    }
    sums
}
