//! Which ranks are safe to print.
//!
//! In: a network, and what each document adds to it. Out: how far each rank moves when other documents had come in.
//! Never: the system's randomness.

use std::collections::BTreeMap;

use crate::base::{Random, in_parallel};
use crate::network::centrality::{Centrality, CentralityOptions, descending};
use crate::network::graph::Link;
use crate::network::{Direction, Network};

/// Settings of [`resampled_ranks`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StabilityOptions {
    /// How often to draw documents anew.
    pub resamples: usize,
    /// Chooses them.
    pub seed: u64,
}

impl Default for StabilityOptions {
    fn default() -> Self {
        Self { resamples: 200, seed: 0 }
    }
}

/// Where a node stands in the resamples.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankRange {
    /// Its rank, from 1; equal values are told apart by id.
    pub rank: usize,
    /// The rank that it reaches or betters in 2.5 % of the resamples.
    pub low: usize,
    /// The rank that it reaches or betters in 97.5 % of them.
    pub high: usize,
    /// The share of resamples that give it the same rank.
    pub same: f64,
}

impl RankRange {
    /// Whether the rank holds in 95 % of the resamples.
    #[must_use]
    pub fn is_safe(&self) -> bool {
        self.same >= 0.95
    }
}

/// Draws as many documents as there are, with replacement, again and again, and ranks the nodes of each network so made:
/// the bootstrap (Efron 1979, *Bootstrap methods: another look at the jackknife*, Annals of Statistics 7) with percentile
/// intervals.
///
/// A link's weight changes as the windows that make it are drawn more or less often: exactly so for counts; distinct
/// sentences and association strength are scaled with them, which overlooks that margins move too.
///
/// # Arguments
/// * `network`: the network of all documents.
/// * `documents`: for each document its links, by the nodes of `network`, with its part of their counts.
/// * `min`: the weight a link must have to be in a network.
/// * `measure`, `settings`: what ranks the nodes.
///
/// # Returns
/// One range a node. A node that a resample lacks ranks behind all others there.
///
/// # Complexity
/// Resamples times the cost of the measure, on all threads.
///
/// ```
/// use consort::network::{Centrality, CentralityOptions, Direction, StabilityOptions, read_edge_list, resampled_ranks};
/// let network = read_edge_list("a,x,2\nb,x\nc,x\n".as_bytes(), Direction::Undirected)?.output;
/// // Two documents: a and b stand with x in one, a and c in the other.
/// let documents = [vec![(0, 3, 1.0), (1, 3, 1.0)], vec![(0, 3, 1.0), (2, 3, 1.0)]];
/// let (measure, settings) = (Centrality::Strength, CentralityOptions::default());
/// let options = StabilityOptions::default();
/// let ranges = resampled_ranks(&network, &documents, 0.0, measure, &settings, &options);
/// assert!(ranges[3].is_safe() && ranges[3].rank == 1); // x leads whatever is drawn
/// assert!(!ranges[1].is_safe());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn resampled_ranks(
    network: &Network,
    documents: &[Vec<Link>],
    min: f64,
    measure: Centrality,
    settings: &CentralityOptions,
    options: &StabilityOptions,
) -> Vec<RankRange> {
    let parts = Parts::new(network, documents);
    let ranks = ranks(&measure.of(network, settings).values);
    let resampled: Vec<Vec<usize>> = in_parallel((0..options.resamples).collect(), |i| {
        // Each resample has a sequence of its own, so that threads do not matter.
        let mut random = Random::new(options.seed.wrapping_mul(0x10_0000).wrapping_add(i as u64));
        let drawn = parts.draw(network, min, &mut random);
        self::ranks(&measure.of(&drawn, settings).values)
    });
    let range = |(node, rank): (usize, &usize)| {
        let mut all: Vec<usize> = resampled.iter().map(|ranks| ranks[node]).collect();
        all.sort_unstable();
        let at = |part: f64| {
            let last = all.len().saturating_sub(1);
            all.get((part * last as f64).round() as usize).copied().unwrap_or(*rank)
        };
        let same = all.iter().filter(|other| *other == rank).count();
        let same = same as f64 / all.len().max(1) as f64;
        RankRange { rank: *rank, low: at(0.025), high: at(0.975), same }
    };
    ranks.iter().enumerate().map(range).collect()
}

/// The rank of each node, from 1.
///
/// ```
/// use consort::network::ranks;
/// assert_eq!(ranks(&[0.2, 0.5, 0.2]), [2, 1, 3]);
/// ```
#[must_use]
pub fn ranks(values: &[f64]) -> Vec<usize> {
    let mut ranks = vec![0; values.len()];
    for (i, node) in descending(values).into_iter().enumerate() {
        ranks[node as usize] = i + 1;
    }
    ranks
}

/// What each document adds to each link.
struct Parts {
    /// The links of the whole network.
    links: Vec<Link>,
    /// The sum over all documents of what they add to each.
    sums: Vec<f64>,
    /// For each document the places of its links, and what it adds.
    documents: Vec<Vec<(usize, f64)>>,
}

impl Parts {
    fn new(network: &Network, documents: &[Vec<Link>]) -> Self {
        let links: Vec<Link> = network.links().collect();
        let places: BTreeMap<(u32, u32), usize> =
            links.iter().enumerate().map(|(i, (a, b, _))| ((*a, *b), i)).collect();
        let mut sums = vec![0.0; links.len()];
        let place = |(a, b, part): &Link| Some((*places.get(&(*a, *b))?, *part));
        let documents: Vec<Vec<(usize, f64)>> =
            documents.iter().map(|links| links.iter().filter_map(place).collect()).collect();
        for (place, part) in documents.iter().flatten() {
            sums[*place] += part;
        }
        Self { links, sums, documents }
    }

    /// The network of as many documents as there are, drawn with replacement.
    fn draw(&self, network: &Network, min: f64, random: &mut Random) -> Network {
        let mut drawn = vec![0.0; self.links.len()];
        for _ in &self.documents {
            for (place, part) in &self.documents[random.below(self.documents.len())] {
                drawn[*place] += part;
            }
        }
        let links =
            self.links.iter().zip(drawn).zip(&self.sums).filter_map(|((link, part), sum)| {
                let weight = if *sum > 0.0 { link.2 * part / sum } else { 0.0 };
                (weight > 0.0 && weight >= min).then_some((link.0, link.1, weight))
            });
        let ids = network.nodes().map(|node| network.id(node).clone()).collect();
        let direction =
            if network.is_directed() { Direction::Directed } else { Direction::Undirected };
        Network::from_places(ids, links.collect(), direction)
    }
}

/// The same node in another network, if it is there.
///
/// ```
/// use consort::network::{Centrality, CentralityOptions, Direction, Side, rank_elsewhere, ranks, read_edge_list, strength};
/// let network = read_edge_list("a,b,2\nb,c\n".as_bytes(), Direction::Undirected)?.output;
/// let other = read_edge_list("b,c,2\nc,d\n".as_bytes(), Direction::Undirected)?.output;
/// let there = ranks(&strength(&other, Side::Both));
/// assert_eq!(rank_elsewhere(&network, 2, &other, &there), Some(1)); // c leads there
/// assert_eq!(rank_elsewhere(&network, 0, &other, &there), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn rank_elsewhere(
    network: &Network,
    node: u32,
    other: &Network,
    ranks: &[usize],
) -> Option<usize> {
    let there = other.node(network.id(node))?;
    ranks.get(there as usize).copied()
}

/// The links of a document by the nodes of a network; those whose ends it lacks are left out.
///
/// ```
/// use consort::network::{Direction, by_nodes, read_edge_list};
/// let network = read_edge_list("a,b,2\n".as_bytes(), Direction::Undirected)?.output;
/// let document = [("a".parse()?, "b".parse()?, 1.0), ("a".parse()?, "z".parse()?, 1.0)];
/// assert_eq!(by_nodes(&network, &document), [(0, 1, 1.0)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn by_nodes(
    network: &Network,
    links: &[(crate::base::EntityId, crate::base::EntityId, f64)],
) -> Vec<Link> {
    let place = |id: &str| network.node(id);
    links.iter().filter_map(|(a, b, part)| Some((place(a)?, place(b)?, *part))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `a` stands in every document, `b` in half of them and `c` in the other half: only the first rank is safe.
    #[test]
    fn a_lead_in_every_document_is_safe_and_a_draw_is_not() {
        let ids = ["a", "b", "c", "x"].map(Into::into).to_vec();
        let mut documents = Vec::new();
        for i in 0..20_u32 {
            documents.push(vec![(0, 3, 1.0), (1 + i % 2, 3, 1.0)]);
        }
        let all: Vec<Link> = documents.iter().flatten().copied().collect();
        let network = Network::from_places(ids, all, Direction::Undirected);
        let ranges = resampled_ranks(
            &network,
            &documents,
            0.0,
            Centrality::Strength,
            &CentralityOptions::default(),
            &StabilityOptions::default(),
        );
        let rows: Vec<_> = ranges.iter().map(|r| (r.rank, r.low, r.high, r.is_safe())).collect();
        assert_eq!(rows, [(2, 2, 2, true), (3, 3, 4, false), (4, 3, 4, false), (1, 1, 1, true)]);
    }
}
