//! The way through the levels, again and again.
//!
//! In: a network. Out: one community a node, and the quality. Never: another result for the same seed.

use crate::base::Random;
use crate::network::Network;
use crate::network::graph::to_u32;
use crate::network::leiden::level::{Level, aggregate};
use crate::network::leiden::moves::move_nodes;
use crate::network::leiden::options::LeidenOptions;
use crate::network::leiden::refine::refine;
use crate::network::partition::numbered;

/// A division of a network.
#[derive(Debug, Clone, PartialEq)]
pub struct Communities {
    /// The community of each node; 0 is the greatest.
    pub of: Vec<usize>,
    /// The quality of the division, as [`Quality::of`](crate::network::Quality::of) measures it.
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
///
/// ```
/// use consort::network::{Direction, LeidenOptions, communities, read_edge_list};
/// // Two triangles and a link between them.
/// let links = "a,b\nb,c\nc,a\nx,y\ny,z\nz,x\na,x\n";
/// let network = read_edge_list(links.as_bytes(), Direction::Undirected)?.output;
/// let found = communities(&network, &LeidenOptions::default());
/// assert_eq!(found.of, [0, 0, 0, 1, 1, 1]);
/// assert!((found.quality - 5.0 / 14.0).abs() < 1e-12); // 6/7 of the weight inside, 1/2 by chance
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
