//! Communities by the Leiden algorithm.
//!
//! In: a network. Out: one community a node, every community connected. Never: another result for the same seed.
//!
//! # Steps
//! 1. [`moves`]: nodes move to the community where they add most quality, until none gains.
//! 2. [`refine()`]: each community is divided again, by merging nodes within it only.
//! 3. [`level`]: each part becomes one node of a smaller network, which starts from the communities of step 1.
//! 4. The same on that network, until nothing is merged; then all again from the result, until nothing changes.

mod level;
mod moves;
mod refine;

use crate::base::Random;
use crate::network::Network;
use crate::network::graph::to_u32;
use crate::network::leiden::level::{Level, aggregate};
use crate::network::leiden::moves::move_nodes;
use crate::network::leiden::refine::refine;
use crate::network::partition::numbered;
use crate::network::quality::Quality;

/// Settings of [`communities`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LeidenOptions {
    /// What makes a division good.
    pub quality: Quality,
    /// More makes communities smaller; for modularity 1 is the usual, for CPM it is a weight.
    pub resolution: f64,
    /// Chooses among divisions that are equally good on the way.
    pub seed: u64,
    /// How often to improve the result; it ends before when nothing changes. When absent, twice from a million links on, and
    /// up to 10 times in smaller networks.
    pub max_iterations: Option<usize>,
    /// How often to begin anew and keep the best. When absent, the smaller the network the more often: up to 20 times, once
    /// from a million links on.
    pub starts: Option<usize>,
}

impl Default for LeidenOptions {
    fn default() -> Self {
        Self {
            quality: Quality::Modularity,
            resolution: 1.0,
            seed: 0,
            max_iterations: None,
            starts: None,
        }
    }
}

/// A division of a network.
#[derive(Debug, Clone, PartialEq)]
pub struct Communities {
    /// The community of each node; 0 is the greatest.
    pub of: Vec<usize>,
    /// The quality of the division, as [`Quality::of`] measures it.
    pub quality: f64,
}

/// Divides a network into communities: groups with more weight inside than to others.
///
/// Traag, Waltman and Van Eck (2019), *From Louvain to Leiden: guaranteeing well-connected communities*, Scientific
/// Reports 9.
///
/// # Arguments
/// * `network`: any network; of directed links the weights of both directions add up.
/// * `options`: quality, resolution, seed.
///
/// # Returns
/// One community a node, numbered by size, and the quality.
///
/// # Complexity
/// About O(E) a level, and a few levels; O(V + E) memory.
#[must_use]
pub fn communities(network: &Network, options: &LeidenOptions) -> Communities {
    let undirected;
    let network = if network.is_directed() {
        undirected = network.undirected();
        &undirected
    } else {
        network
    };
    let bottom = Level::new(network, options);
    let mut random = Random::new(options.seed);
    let starts = options.starts.unwrap_or_else(|| (1_000_000 / network.n_links().max(1)).min(20));
    let mut best = divide(network, &bottom, options, &mut random);
    for _ in 1..starts {
        let other = divide(network, &bottom, options, &mut random);
        if other.quality > best.quality {
            best = other;
        }
    }
    best
}

/// One division, from everyone alone.
fn divide(
    network: &Network,
    bottom: &Level,
    options: &LeidenOptions,
    random: &mut Random,
) -> Communities {
    let mut of: Vec<u32> = network.nodes().collect();
    let usual = (2_000_000 / network.n_links().max(1)).clamp(2, 10);
    for _ in 0..options.max_iterations.unwrap_or(usual) {
        if !improve(bottom, &mut of, random) {
            break;
        }
    }
    let of = numbered(&of);
    let quality = options.quality.of(network, &of, options.resolution);
    Communities { of, quality }
}

/// One way up through the levels. Returns whether anything changed.
fn improve(bottom: &Level, of: &mut [u32], random: &mut Random) -> bool {
    let mut changed = false;
    let mut higher: Option<Level> = None;
    // The node of the present level that each node of the bottom is in, and the communities of this level.
    let mut inside: Vec<u32> = (0..to_u32(of.len())).collect();
    let mut here = of.to_vec();
    loop {
        let level = higher.as_ref().unwrap_or(bottom);
        changed |= move_nodes(level, &mut here, random);
        let parts = refine(level, &here, random);
        if parts.count == level.n_nodes() {
            break;
        }
        let next = aggregate(level, &parts);
        let communities = parts.communities(&here);
        for node in &mut inside {
            *node = parts.of[*node as usize];
        }
        here = communities;
        higher = Some(next);
    }
    for (community, node) in of.iter_mut().zip(inside) {
        *community = here[node as usize];
    }
    changed
}

#[cfg(test)]
mod tests;
