//! The network of one level: nodes of the level below, grown together.
//!
//! In: a network, or a level and its parts. Out: rows without loops, and the size of each node. Never: hash order.

use crate::base::Random;
use crate::network::Network;
use crate::network::degree::{Side, strength};
use crate::network::graph::to_u32;
use crate::network::leiden::options::LeidenOptions;
use crate::network::quality::Quality;

/// A network whose nodes have sizes. What lies inside a node never changes a decision, so it is not kept.
#[derive(Debug)]
pub(super) struct Level {
    /// Where each node's links start, and where the last one's end.
    starts: Vec<usize>,
    targets: Vec<u32>,
    weights: Vec<f64>,
    /// The strength of each node for modularity, the number of its nodes for CPM.
    pub(super) sizes: Vec<f64>,
    /// What a pair of units of size costs within one community.
    pub(super) cost: f64,
}

impl Level {
    /// The bottom level.
    pub(super) fn new(network: &Network, options: &LeidenOptions) -> Self {
        let n_links = network.rows().edge_count();
        let mut level = Self {
            starts: Vec::with_capacity(network.n_nodes() + 1),
            targets: Vec::with_capacity(n_links),
            weights: Vec::with_capacity(n_links),
            sizes: vec![1.0; network.n_nodes()],
            cost: options.resolution,
        };
        level.starts.push(0);
        for node in network.nodes() {
            level.targets.extend_from_slice(network.neighbours(node));
            level.weights.extend_from_slice(network.weights(node));
            level.starts.push(level.targets.len());
        }
        if options.quality == Quality::Modularity {
            level.sizes = strength(network, Side::Both);
            let both_ends: f64 = level.sizes.iter().sum();
            level.cost = if both_ends > 0.0 { options.resolution / both_ends } else { 0.0 };
        }
        level
    }

    pub(super) fn n_nodes(&self) -> usize {
        self.sizes.len()
    }

    /// Neighbours with weights.
    #[inline]
    pub(super) fn links(&self, node: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.starts[node]..self.starts[node + 1];
        self.targets[range.clone()]
            .iter()
            .map(|t| *t as usize)
            .zip(self.weights[range].iter().copied())
    }
}

/// A division of a level's nodes into parts.
#[derive(Debug)]
pub(super) struct Parts {
    /// The part of each node, from 0.
    pub(super) of: Vec<u32>,
    /// How many there are.
    pub(super) count: usize,
}

impl Parts {
    /// Numbers labels below the number of nodes in the order in which they first come.
    pub(super) fn new(mut labels: Vec<u32>) -> Self {
        let mut numbers = vec![u32::MAX; labels.len()];
        let mut count = 0;
        for label in &mut labels {
            let number = &mut numbers[*label as usize];
            if *number == u32::MAX {
                *number = to_u32(count);
                count += 1;
            }
            *label = *number;
        }
        Self { of: labels, count }
    }

    /// The communities of the parts, given those of the nodes, numbered anew from 0.
    pub(super) fn communities(&self, of_nodes: &[u32]) -> Vec<u32> {
        let mut communities = vec![0; self.count];
        for (part, community) in self.of.iter().zip(of_nodes) {
            communities[*part as usize] = *community;
        }
        renumber(communities, of_nodes.len())
    }
}

fn renumber(mut labels: Vec<u32>, bound: usize) -> Vec<u32> {
    let mut numbers = vec![u32::MAX; bound];
    let mut count = 0;
    for label in &mut labels {
        let number = &mut numbers[*label as usize];
        if *number == u32::MAX {
            *number = count;
            count += 1;
        }
        *label = *number;
    }
    labels
}

/// The level whose nodes are the parts of this one.
pub(super) fn aggregate(level: &Level, parts: &Parts) -> Level {
    // The nodes sorted by part, by counting.
    let mut first = vec![0; parts.count + 1];
    parts.of.iter().for_each(|part| first[*part as usize + 1] += 1);
    for i in 1..first.len() {
        first[i] += first[i - 1];
    }
    let mut free = first.clone();
    let mut sorted = vec![0; level.n_nodes()];
    for (node, part) in parts.of.iter().enumerate() {
        sorted[free[*part as usize]] = node;
        free[*part as usize] += 1;
    }
    let mut next = Level {
        starts: Vec::with_capacity(parts.count + 1),
        targets: Vec::new(),
        weights: Vec::new(),
        sizes: vec![0.0; parts.count],
        cost: level.cost,
    };
    next.starts.push(0);
    let mut sums = Sums::new(parts.count);
    for part in 0..parts.count {
        for &node in &sorted[first[part]..first[part + 1]] {
            next.sizes[part] += level.sizes[node];
            for (other, weight) in level.links(node) {
                let there = parts.of[other];
                if there as usize != part {
                    sums.add(there, weight);
                }
            }
        }
        for &other in sums.touched() {
            next.targets.push(other);
            next.weights.push(sums.of[other as usize]);
        }
        sums.clear();
        next.starts.push(next.targets.len());
    }
    next
}

/// Sums of weights by label, emptied at the cost of the labels that were met.
#[derive(Debug)]
pub(super) struct Sums {
    pub(super) of: Vec<f64>,
    /// The first places hold the labels met, in the order in which they came; the one behind them is overwritten.
    touched: Vec<u32>,
    n_touched: usize,
}

impl Sums {
    pub(super) fn new(n_labels: usize) -> Self {
        Self { of: vec![0.0; n_labels], touched: vec![0; n_labels + 1], n_touched: 0 }
    }

    /// Weights are positive, so a sum of 0 is one that was not met yet. A label is noted in any case, and counted when it
    /// is new: no branch, for no processor could guess it.
    #[inline]
    pub(super) fn add(&mut self, label: u32, weight: f64) {
        let sum = &mut self.of[label as usize];
        self.touched[self.n_touched] = label;
        self.n_touched += usize::from(*sum == 0.0);
        *sum += weight;
    }

    /// The labels met, in the order in which they came.
    pub(super) fn touched(&self) -> &[u32] {
        &self.touched[..self.n_touched]
    }

    #[inline]
    pub(super) fn clear(&mut self) {
        for label in &self.touched[..self.n_touched] {
            self.of[*label as usize] = 0.0;
        }
        self.n_touched = 0;
    }
}

/// From so many nodes on the rows are too many for a processor's cache.
const LARGE: usize = 1 << 12;
/// So many rows in a row are read together then.
const BLOCK: usize = 64;

/// The nodes in random order; in a large level neighbours in memory stay near each other.
pub(super) fn random_order(n_nodes: usize, random: &mut Random) -> Vec<u32> {
    let mut order: Vec<u32> = (0..to_u32(n_nodes)).collect();
    if n_nodes < LARGE {
        random.shuffle(&mut order);
        return order;
    }
    let mut blocks: Vec<&mut [u32]> = order.chunks_mut(BLOCK).collect();
    blocks.iter_mut().for_each(|block| random.shuffle(block));
    random.shuffle(&mut blocks);
    blocks.into_iter().flat_map(|block| block.iter().copied()).collect()
}
