//! The fast local moving of nodes.
//!
//! In: a level and its communities. Out: communities that no single node would gain by leaving. Never: a move that
//! does not raise the quality.

use std::collections::VecDeque;

use crate::base::Random;
use crate::network::graph::to_u32;
use crate::network::leiden::level::{Level, Sums, random_order};

/// A gain must exceed this part of a node's size, so that rounding never keeps two nodes moving for ever.
const LEAST_GAIN: f64 = 1e-12;

/// Moves nodes until none gains. Only nodes with a neighbour that moved away are looked at again. Returns whether any
/// node moved.
pub(super) fn move_nodes(level: &Level, of: &mut [u32], random: &mut Random) -> bool {
    let n = level.n_nodes();
    let mut sizes = vec![0.0; n];
    let mut counts = vec![0_u32; n];
    for (node, community) in of.iter().enumerate() {
        sizes[*community as usize] += level.sizes[node];
        counts[*community as usize] += 1;
    }
    let mut empty: Vec<u32> =
        (0..to_u32(n)).rev().filter(|community| counts[*community as usize] == 0).collect();
    let mut queue = VecDeque::from(random_order(n, random));
    let mut queued = vec![true; n];
    let mut sums = Sums::new(n);
    let mut moved = false;
    while let Some(node) = queue.pop_front() {
        let node = node as usize;
        queued[node] = false;
        let size = level.sizes[node];
        let old = of[node];
        for (other, weight) in level.links(node) {
            sums.add(of[other], weight);
        }
        sizes[old as usize] -= size;
        counts[old as usize] -= 1;
        let gain =
            |community: u32, linked: f64| linked - level.cost * size * sizes[community as usize];
        let least = LEAST_GAIN * size;
        let (mut best, mut best_gain) = (old, gain(old, sums.of[old as usize]));
        for &community in sums.touched() {
            let gain = gain(community, sums.of[community as usize]);
            if gain > best_gain + least {
                (best, best_gain) = (community, gain);
            }
        }
        sums.clear();
        if best_gain < -least
            && let Some(&free) = empty.last()
        {
            // Alone it is better off.
            best = free;
        }
        sizes[best as usize] += size;
        counts[best as usize] += 1;
        if best == old {
            continue;
        }
        moved = true;
        if empty.last() == Some(&best) {
            empty.pop();
        }
        if counts[old as usize] == 0 {
            sizes[old as usize] = 0.0;
            empty.push(old);
        }
        of[node] = best;
        for (other, _) in level.links(node) {
            if of[other] != best && !queued[other] {
                queued[other] = true;
                queue.push_back(to_u32(other));
            }
        }
    }
    moved
}
