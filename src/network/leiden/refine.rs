//! The refinement: communities divided into well-connected parts.
//!
//! In: a level and its communities. Out: parts, each within one community and connected. Never: a merge that lowers
//! the quality.

use crate::base::Random;
use crate::network::graph::to_u32;
use crate::network::leiden::level::{Level, Parts, Sums, random_order};

/// How far chance may go for a lesser merge, in units of a node's size: θ of the paper. On planted communities 0.01 found
/// less modularity, and 0.0001 no more.
const RANDOMNESS: f64 = 0.001;
/// A chance below one in two thousand million is none.
const NEVER: f64 = -21.0;

/// Starts with every node alone and merges those that are well connected to the rest of their community, each into a
/// part chosen by chance, the more probable the more quality it adds.
pub(super) fn refine(level: &Level, of: &[u32], random: &mut Random) -> Parts {
    let n = level.n_nodes();
    let mut community_sizes = vec![0.0; n];
    for (node, community) in of.iter().enumerate() {
        community_sizes[*community as usize] += level.sizes[node];
    }
    let mut parts: Vec<u32> = (0..to_u32(n)).collect();
    let mut sizes = level.sizes.clone();
    let mut alone = vec![true; n];
    // The weight between each part and the rest of its community.
    let mut outward: Vec<f64> = (0..n)
        .map(|node| {
            let same = level.links(node).filter(|(other, _)| of[*other] == of[node]);
            same.map(|(_, weight)| weight).sum()
        })
        .collect();
    let well_connected =
        |outward: f64, size: f64, whole: f64| outward >= level.cost * size * (whole - size);
    let mut sums = Sums::new(n);
    let mut candidates: Vec<(u32, f64)> = Vec::new();
    for node in random_order(n, random) {
        let node = node as usize;
        let (size, whole) = (level.sizes[node], community_sizes[of[node] as usize]);
        if !alone[node] || outward[node] == 0.0 || !well_connected(outward[node], size, whole) {
            continue;
        }
        for (other, weight) in level.links(node) {
            if of[other] == of[node] {
                sums.add(parts[other], weight);
            }
        }
        candidates.clear();
        for &part in sums.touched() {
            let p = part as usize;
            let gain = sums.of[p] - level.cost * size * sizes[p];
            if gain >= 0.0 && well_connected(outward[p], sizes[p], whole) {
                candidates.push((part, gain));
            }
        }
        if let Some(part) = choose(&mut candidates, size * RANDOMNESS, random) {
            let p = part as usize;
            outward[p] += outward[node] - 2.0 * sums.of[p];
            sizes[p] += size;
            parts[node] = part;
            // The part bears the name of its first node, which is alone no more.
            alone[node] = false;
            alone[p] = false;
        }
        sums.clear();
    }
    Parts::new(parts)
}

/// One of the candidates, with probabilities proportional to *exp(gain / unit)*. Their gains become running totals of that.
fn choose(candidates: &mut [(u32, f64)], unit: f64, random: &mut Random) -> Option<u32> {
    let best = candidates.iter().map(|(_, gain)| *gain).max_by(f64::total_cmp)?;
    let mut total = 0.0;
    for (_, gain) in &mut *candidates {
        let behind = (*gain - best) / unit;
        if behind > NEVER {
            total += behind.exp();
        }
        *gain = total;
    }
    let drawn = random.unit() * total;
    candidates.iter().find(|(_, running)| drawn < *running).map(|(part, _)| *part)
}
