//! Links that are likely though nothing states them.
//!
//! In: a network. Out: guesses. Never: a pair that is linked already.

use std::cmp::Ordering;

use crate::base::sort_by_key;
use crate::network::Network;

/// A pair that is not linked but has partners in common.
#[derive(Debug, Clone, PartialEq)]
pub struct Guess {
    /// The smaller node.
    pub a: u32,
    /// The greater node.
    pub b: u32,
    /// *Σ 1 / ln d_z* over the common partners *z*: Adamic and Adar (2003), *Friends and neighbors on the web*, Social
    /// Networks 25.
    pub adamic_adar: f64,
    /// *Σ 1 / d_z*: Zhou, Lü and Zhang (2009), *Predicting missing links via local information*, European Physical
    /// Journal B 71.
    pub resource_allocation: f64,
    /// The common partners, those with the fewest partners of their own first: they say most.
    pub common: Vec<u32>,
}

/// What makes a guess good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GuessBy {
    /// [`Guess::adamic_adar`].
    #[default]
    AdamicAdar,
    /// [`Guess::resource_allocation`].
    ResourceAllocation,
}

impl GuessBy {
    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            GuessBy::AdamicAdar => "adamic-adar",
            GuessBy::ResourceAllocation => "resource-allocation",
        }
    }

    fn value(self, guess: &Guess) -> f64 {
        match self {
            GuessBy::AdamicAdar => guess.adamic_adar,
            GuessBy::ResourceAllocation => guess.resource_allocation,
        }
    }
}

impl std::str::FromStr for GuessBy {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        [GuessBy::AdamicAdar, GuessBy::ResourceAllocation]
            .into_iter()
            .find(|by| by.name() == text.to_ascii_lowercase().replace('_', "-"))
            .ok_or_else(|| {
                format!("{text:?} is no measure of guesses (adamic-adar, resource-allocation)")
            })
    }
}

/// The best guesses, best first; of equal ones the smaller nodes first.
///
/// # Arguments
/// * `network`: directions and weights do not count.
/// * `by`: what makes a guess good.
/// * `top`: how many to keep; all when absent, which in a large network are very many.
///
/// # Complexity
/// O(Σ d²) time, where d are the degrees; O(V + top) memory.
///
/// ```
/// use consort::network::{Direction, GuessBy, predict, read_edge_list};
/// let network = read_edge_list("a,x\nb,x\na,y\nb,y\nc,y\n".as_bytes(), Direction::Undirected)?.output;
/// let best = &predict(&network, GuessBy::AdamicAdar, Some(1))[0];
/// // x and y share a and b, who have two partners each.
/// assert_eq!([network.id(best.a), network.id(best.b)].map(|id| id.as_str()), ["x", "y"]);
/// assert!((best.adamic_adar - 2.0 / 2.0_f64.ln()).abs() < 1e-12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn predict(network: &Network, by: GuessBy, top: Option<usize>) -> Vec<Guess> {
    let network = network.undirected();
    let top = top.unwrap_or(usize::MAX);
    let degree = |node: u32| network.neighbours(node).len() as f64;
    let mut sums = vec![(0.0, 0.0); network.n_nodes()];
    let mut best: Vec<Guess> = Vec::new();
    for a in network.nodes() {
        let mut met: Vec<u32> = Vec::new();
        for &z in network.neighbours(a) {
            for &b in network.neighbours(z).iter().filter(|b| **b > a) {
                let sum = &mut sums[b as usize];
                if sum.1 == 0.0 {
                    met.push(b);
                }
                sum.0 += 1.0 / degree(z).ln();
                sum.1 += 1.0 / degree(z);
            }
        }
        for b in met {
            let (adamic_adar, resource_allocation) = std::mem::take(&mut sums[b as usize]);
            if network.weight(a, b).is_none() {
                let common = Vec::new();
                best.push(Guess { a, b, adamic_adar, resource_allocation, common });
            }
        }
        // Cut back now and then, so that the list never grows beyond twice of what is kept.
        if best.len() / 2 > top {
            keep_best(&mut best, by, top);
        }
    }
    keep_best(&mut best, by, top);
    for guess in &mut best {
        guess.common = common(&network, guess.a, guess.b);
    }
    best
}

fn keep_best(guesses: &mut Vec<Guess>, by: GuessBy, top: usize) {
    let order = |x: &Guess, y: &Guess| -> Ordering {
        by.value(y).total_cmp(&by.value(x)).then((x.a, x.b).cmp(&(y.a, y.b)))
    };
    guesses.sort_unstable_by(order);
    guesses.truncate(top);
}

fn common(network: &Network, a: u32, b: u32) -> Vec<u32> {
    let of_b = network.neighbours(b);
    let mut common: Vec<u32> =
        network.neighbours(a).iter().filter(|z| of_b.binary_search(z).is_ok()).copied().collect();
    sort_by_key(&mut common, |z| (network.neighbours(*z).len(), *z));
    common
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Direction;

    #[test]
    fn shared_partners_with_few_others_say_most() {
        // a and b share x (two partners) and y (three); b and c share y only.
        let links = [("a", "x"), ("b", "x"), ("a", "y"), ("b", "y"), ("c", "y")];
        let links = links.map(|(a, b)| (a.into(), b.into(), 1.0));
        let network = Network::new(links, Direction::Undirected);
        let found = predict(&network, GuessBy::AdamicAdar, Some(2));
        assert_eq!(found.len(), 2);
        let best = &found[0];
        // x and y share a and b, two partners each: 2 / ln 2 is more than a and b have by x and y.
        assert_eq!((network.id(best.a).as_ref(), network.id(best.b).as_ref()), ("x", "y"));
        assert!((best.adamic_adar - 2.0 / 2.0_f64.ln()).abs() < 1e-12);
        let second = &found[1];
        assert_eq!((network.id(second.a).as_ref(), network.id(second.b).as_ref()), ("a", "b"));
        assert!((second.resource_allocation - (0.5 + 1.0 / 3.0)).abs() < 1e-12);
        assert_eq!(second.common, [network.node("x").unwrap(), network.node("y").unwrap()]);
        assert_eq!(predict(&network, GuessBy::ResourceAllocation, None).len(), 4);
    }
}
