//! The candidates that hold when they are read word by word.
//!
//! In: pairs, and a way to read a story again. Out: [`Link`]s. Never: the words of more than a few thousand stories at once.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::merge::copies::body::Body;
use crate::merge::copies::compare::{Comparison, compare};

/// So much of the shorter story stands in the longer one.
pub(super) const SHARE: f64 = 0.8;

/// So many stories are in memory at once.
const BATCH: usize = 2048;

/// Two stories, by their places in the order, of which one may be a copy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Link {
    pub a: u32,
    pub b: u32,
    pub found: Comparison,
}

/// Reads a story again, by its place in the order.
pub(super) type Read<'a, E> = dyn Fn(u32) -> Result<Body, E> + Sync + 'a;

/// The pairs of which the shorter story stands in the longer. Contradictions are counted and not judged.
pub(super) fn links<E: Send>(
    pairs: &[(u32, u32)],
    read: &Read<'_, E>,
) -> Result<Vec<Link>, E> {
    let mut links = Vec::new();
    let mut rest = pairs;
    while !rest.is_empty() {
        let (batch, later) = rest.split_at(batch(rest));
        rest = later;
        let mut stories: Vec<u32> = batch.iter().flat_map(|(a, b)| [*a, *b]).collect();
        stories.sort_unstable();
        stories.dedup();
        let bodies: BTreeMap<u32, Body> = stories
            .into_par_iter()
            .map(|story| Ok((story, read(story)?)))
            .collect::<Result<_, E>>()?;
        links.par_extend(batch.par_iter().filter_map(|&(a, b)| {
            let found = compare(bodies.get(&a)?, bodies.get(&b)?);
            (found.share() >= SHARE).then_some(Link { a, b, found })
        }));
    }
    Ok(links)
}

/// How many of the first pairs have together as many stories as may be in memory.
fn batch(pairs: &[(u32, u32)]) -> usize {
    let mut stories = std::collections::BTreeSet::new();
    let fits = |(a, b): &&(u32, u32)| {
        stories.insert(*a);
        stories.insert(*b);
        stories.len() <= BATCH
    };
    pairs.iter().take_while(fits).count().max(1)
}
