//! The measures that every graph carries.
//!
//! In: ties. Out: where each entity stands. Never: a choice that a reader of the graph cannot see; all parameters are in
//! the result.

use crate::base::{Standing, Standings, Tie, Window, community_name};
use crate::network::groups::{Group, groups};
use crate::network::{
    BetweennessOptions, Communities, LeidenOptions, Network, PageRankOptions, Side, Weight,
    betweenness, communities, degree, from_ties, pagerank, strength,
};

/// In networks of more entities betweenness is estimated.
const LARGE: usize = 2000;
/// From so many of them.
const SAMPLE: usize = 200;

/// Measures the network of all ties, weighed by count, with the usual parameters and seed 0.
///
/// # Arguments
/// * `ties`: of one window.
/// * `label`: turns an id into the name that stands in the names of communities.
///
/// # Complexity
/// O(V·E) up to 2000 entities; beyond, O(200·E).
#[must_use]
pub fn standings(ties: &[Tie], label: &dyn Fn(&str) -> String) -> Standings {
    let (walk, leiden) = (PageRankOptions::default(), LeidenOptions::default());
    let (network, found) = tie_communities(ties, &leiden);
    let sample = (network.n_nodes() > LARGE).then_some(SAMPLE);
    let between = BetweennessOptions { sample, ..BetweennessOptions::default() };
    let (degrees, strengths) = (degree(&network, Side::Both), strength(&network, Side::Both));
    let (ranks, betweens) = (pagerank(&network, &walk).values, betweenness(&network, &between));
    let standing = |node: u32| {
        let i = node as usize;
        Standing {
            entity: network.id(node).clone(),
            degree: degrees[i] as u64,
            strength: strengths[i] as u64,
            pagerank: ranks[i],
            betweenness: betweens[i],
            community: found.of[i],
        }
    };
    let named = |group: &Group| {
        let labels = group.strongest().iter().map(|node| label(network.id(*node)));
        let size = group.members.len();
        (community_name(labels, size), size as u64)
    };
    Standings {
        window: ties.first().map_or(Window::Sentence, |tie| tie.window),
        links: network.n_links() as u64,
        damping: walk.damping,
        sample: sample.map(|n| n as u64),
        seed: leiden.seed,
        resolution: leiden.resolution,
        modularity: found.quality,
        communities: groups(&network, &found.of).iter().map(named).collect(),
        entities: network.nodes().map(standing).collect(),
    }
}

/// The communities of everyone named together, weighed by count: the one division that the standings of a graph, the
/// commands and the pictures share.
///
/// # Arguments
/// * `ties`: of one window; all of them, for a part of a network has other communities.
/// * `options`: those of [`standings`] are the usual.
///
/// # Returns
/// The network, and its communities by its nodes.
///
/// # Complexity
/// That of [`communities`].
#[must_use]
pub fn tie_communities(ties: &[Tie], options: &LeidenOptions) -> (Network, Communities) {
    let network = from_ties(ties, Weight::Count, 0.0);
    let found = communities(&network, options);
    (network, found)
}
