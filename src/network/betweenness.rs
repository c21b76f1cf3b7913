//! Betweenness: on how many shortest paths a node lies.
//!
//! In: a network. Out: one number a node. Never: a sum whose order depends on the number of threads.

use crate::base::{Random, in_parallel};
use crate::network::Network;
use crate::network::graph::to_u32;
use crate::network::length::{Length, Search, compare};

/// Settings of [`betweenness`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BetweennessOptions {
    /// What makes a path short.
    pub length: Length,
    /// From how many nodes paths start; from all when absent.
    pub sample: Option<usize>,
    /// Chooses the sample.
    pub seed: u64,
}

/// So many parts are summed one after another, whatever the number of threads, so the last bit is always the same.
const PARTS: usize = 16;

/// The share of pairs of other nodes whose shortest paths lead through each node, from 0 to 1. Where several paths are
/// equally short, each counts for its part.
///
/// Freeman (1977), *A set of measures of centrality based on betweenness*, Sociometry 40; computed after Brandes (2001),
/// *A faster algorithm for betweenness centrality*, Journal of Mathematical Sociology 25. With a sample of starts, after
/// Brandes and Pich (2007), *Centrality estimation in large networks*, the values are unbiased estimates.
///
/// # Arguments
/// * `network`: any network; paths follow directions.
/// * `options`: the length of links, and whether to sample.
///
/// # Returns
/// One share a node: of the *(n-1)(n-2)* ordered pairs of other nodes.
///
/// # Complexity
/// O(V·E) for hops, O(V·E + V² log V) for strength, with the size of the sample in place of the first V; on all threads.
///
/// ```
/// use consort::network::{BetweennessOptions, Direction, betweenness, read_edge_list};
/// let network = read_edge_list("a,b\nb,c\n".as_bytes(), Direction::Undirected)?.output;
/// // Every way from a to c leads through b.
/// assert_eq!(betweenness(&network, &BetweennessOptions::default()), [0.0, 1.0, 0.0]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn betweenness(network: &Network, options: &BetweennessOptions) -> Vec<f64> {
    let n = network.n_nodes();
    let starts = starts(n, options);
    let parts = starts.chunks(starts.len().div_ceil(PARTS).max(1)).collect();
    let parts = in_parallel(parts, |part: &[u32]| {
        let mut sums = vec![0.0; n];
        let mut search = Search::new(n);
        for start in part {
            search.from(network, *start, options.length);
            search.gather(network, options.length, &mut sums);
        }
        sums
    });
    let others = (n.max(3) - 1) as f64 * (n.max(3) - 2) as f64;
    let scale = n as f64 / starts.len().max(1) as f64 / others;
    let sum = |node: usize| parts.iter().map(|part| part[node]).sum::<f64>() * scale;
    (0..n).map(sum).collect()
}

/// All nodes, or a sample of them, ascending.
fn starts(n: usize, options: &BetweennessOptions) -> Vec<u32> {
    let mut starts: Vec<u32> = (0..to_u32(n)).collect();
    if let Some(size) = options.sample.filter(|size| *size < n) {
        Random::new(options.seed).shuffle(&mut starts);
        starts.truncate(size);
        starts.sort_unstable();
    }
    starts
}

impl Search {
    /// Adds to `sums` what the paths of this search give each node that they lead through.
    ///
    /// Where Brandes hands each node's share back to its predecessors, this collects it from the successors: the same
    /// sum without a list of predecessors. A node's number of paths is replaced by (1 + its share) / that number, which
    /// is all that its predecessors need.
    fn gather(&mut self, network: &Network, length: Length, sums: &mut [f64]) {
        for i in (0..self.order.len()).rev() {
            let node = self.order[i];
            let here = self.reached[node as usize];
            let mut from_successors = 0.0;
            match length {
                Length::Hops => {
                    let next = here.distance + 1.0;
                    for other in network.neighbours(node) {
                        let there = self.reached[*other as usize];
                        if there.distance == next {
                            from_successors += there.value;
                        }
                    }
                }
                Length::Inverse => {
                    for (other, weight) in network.links_of(node) {
                        let there = self.reached[other as usize];
                        let through = here.distance + length.of(weight);
                        if compare(through, there.distance).is_eq() {
                            from_successors += there.value;
                        }
                    }
                }
            }
            let share = here.value * from_successors;
            if here.distance > 0.0 {
                sums[node as usize] += share;
            }
            self.reached[node as usize].value = (1.0 + share) / here.value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Direction;

    fn check(links: &[(&str, &str, f64)], length: Length, expected: &[f64]) {
        let links = links.iter().map(|(a, b, w)| ((*a).into(), (*b).into(), *w));
        let network = Network::new(links, Direction::Undirected);
        let options = BetweennessOptions { length, ..BetweennessOptions::default() };
        let found = betweenness(&network, &options);
        for (got, expected) in found.iter().zip(expected) {
            assert!((got - expected).abs() < 1e-12, "{found:?}, not {expected:?}");
        }
    }

    #[test]
    fn counts_shortest_paths_and_their_parts() {
        // A path of three; a square, where two paths share each diagonal.
        check(&[("a", "b", 1.0), ("b", "c", 1.0)], Length::Hops, &[0.0, 1.0, 0.0]);
        let square = [("a", "b", 1.0), ("b", "c", 1.0), ("c", "d", 1.0), ("d", "a", 1.0)];
        check(&square, Length::Hops, &[1.0 / 6.0; 4]);
    }

    #[test]
    fn strong_ties_are_short() {
        // From a to c the two strong ties are shorter than the weak one; three thirds are as long as one whole.
        check(
            &[("a", "b", 4.0), ("b", "c", 4.0), ("a", "c", 1.0)],
            Length::Inverse,
            &[0.0, 1.0, 0.0],
        );
        let round = [("a", "b", 3.0), ("b", "c", 3.0), ("c", "d", 3.0), ("a", "d", 1.0)];
        check(&round, Length::Inverse, &[0.0, 0.5, 0.5, 0.0]);
    }

    #[test]
    fn a_sample_of_all_is_exact_and_a_part_is_the_same_every_time() {
        let links = (0..60_u32).flat_map(|i| {
            [(i, (i + 1) % 60), (i, (i * 7 + 3) % 60)]
                .map(|(a, b)| (format!("{a:02}").into(), format!("{b:02}").into(), 1.0))
        });
        let network = Network::new(links, Direction::Undirected);
        let all = betweenness(&network, &BetweennessOptions::default());
        let with =
            |sample| BetweennessOptions { sample: Some(sample), seed: 7, ..Default::default() };
        assert_eq!(betweenness(&network, &with(60)), all);
        let part = betweenness(&network, &with(30));
        assert_ne!(part, all);
        assert_eq!(betweenness(&network, &with(30)), part);
        let (sum, part): (f64, f64) = (all.iter().sum(), part.iter().sum());
        assert!((sum - part).abs() < 0.2 * sum, "{sum} estimated as {part}");
    }
}
