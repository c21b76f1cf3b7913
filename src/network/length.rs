//! How long a link is, and how far every node is from one of them.
//!
//! In: a network and a start. Out: distances. Never: a negative length.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::str::FromStr;

use crate::network::Network;

/// What the length of a path is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Length {
    /// Every link is one step long.
    #[default]
    Hops,
    /// A link of weight *w* is *1/w* long, so strong ties are short: Newman (2001), *Scientific collaboration networks
    /// II*, Physical Review E 64.
    Inverse,
}

impl Length {
    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Length::Hops => "hops",
            Length::Inverse => "strength",
        }
    }

    /// The length of a link.
    pub(super) fn of(self, weight: f64) -> f64 {
        match self {
            Length::Hops => 1.0,
            Length::Inverse => 1.0 / weight,
        }
    }
}

impl FromStr for Length {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        [Length::Hops, Length::Inverse]
            .into_iter()
            .find(|length| length.name().eq_ignore_ascii_case(text))
            .ok_or_else(|| format!("{text:?} is not a length of links (hops, strength)"))
    }
}

/// Room for searches from one node after another, so that each costs only what it reaches.
#[derive(Debug)]
pub(super) struct Search {
    /// The nodes reached, nearest first.
    pub(super) order: Vec<u32>,
    /// By node, what is known of it.
    pub(super) reached: Vec<Reached>,
    heap: BinaryHeap<Nearest>,
}

/// What a search knows of a node.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reached {
    /// Its distance; infinite when it was not reached.
    pub(super) distance: f64,
    /// The number of shortest paths to it; Brandes' sums replace it on the way back.
    pub(super) value: f64,
}

const UNREACHED: Reached = Reached { distance: f64::INFINITY, value: 0.0 };

/// Lengths that differ by less than this part are the same: 1/3 + 1/3 + 1/3 is as long as 1.
const SAME: f64 = 1e-10;

/// Whether a path of length `a` is shorter than, as long as or longer than one of length `b`.
pub(super) fn compare(a: f64, b: f64) -> Ordering {
    if (a - b).abs() <= SAME * a.min(b) { Ordering::Equal } else { a.total_cmp(&b) }
}

impl Search {
    /// Room for a network.
    pub(super) fn new(n_nodes: usize) -> Self {
        Self { order: Vec::new(), reached: vec![UNREACHED; n_nodes], heap: BinaryHeap::new() }
    }

    /// Finds all nodes that can be reached, their distances and the number of shortest paths to each.
    pub(super) fn from(&mut self, network: &Network, start: u32, length: Length) {
        for node in self.order.drain(..) {
            self.reached[node as usize] = UNREACHED;
        }
        self.reached[start as usize] = Reached { distance: 0.0, value: 1.0 };
        match length {
            Length::Hops => self.breadth_first(network, start),
            Length::Inverse => self.dijkstra(network, start, length),
        }
    }

    fn breadth_first(&mut self, network: &Network, start: u32) {
        self.order.push(start);
        let mut next = 0;
        while let Some(&node) = self.order.get(next) {
            next += 1;
            let Reached { distance, value } = self.reached[node as usize];
            for &other in network.neighbours(node) {
                let there = &mut self.reached[other as usize];
                if there.distance == f64::INFINITY {
                    *there = Reached { distance: distance + 1.0, value };
                    self.order.push(other);
                } else if there.distance > distance {
                    there.value += value;
                }
            }
        }
    }

    fn dijkstra(&mut self, network: &Network, start: u32, length: Length) {
        self.heap.push(Nearest { distance: 0.0, node: start });
        while let Some(Nearest { distance, node }) = self.heap.pop() {
            let Reached { distance: best, value } = self.reached[node as usize];
            if distance > best {
                continue; // a shorter way was found after this one was put on the heap
            }
            self.order.push(node);
            for (other, weight) in network.links_of(node) {
                let through = distance + length.of(weight);
                let there = &mut self.reached[other as usize];
                match compare(through, there.distance) {
                    Ordering::Less => {
                        *there = Reached { distance: through, value };
                        self.heap.push(Nearest { distance: through, node: other });
                    }
                    Ordering::Equal => there.value += value,
                    Ordering::Greater => {}
                }
            }
        }
    }
}

/// An entry of the heap: the nearest comes first, of equally near ones the smaller node.
#[derive(Debug, PartialEq)]
struct Nearest {
    distance: f64,
    node: u32,
}

impl Eq for Nearest {}

impl Ord for Nearest {
    fn cmp(&self, other: &Self) -> Ordering {
        other.distance.total_cmp(&self.distance).then(other.node.cmp(&self.node))
    }
}

impl PartialOrd for Nearest {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
