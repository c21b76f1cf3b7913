//! The candidates that hold when they are read word by word.
//!
//! In: pairs, and a way to read a story again. Out: [`Link`]s. Never: the words of more than some thousand stories at once.

use std::collections::BTreeMap;

use crate::base::in_parallel;
use crate::merge::copies::body::Body;
use crate::merge::copies::compare::{Comparison, compare};
use crate::merge::copies::compared::Compared;

/// So much of the shorter story stands in the longer one.
pub(super) const SHARE: f64 = 0.8;

/// So many pairs are compared at once, on all threads.
const BATCH: usize = 2048;

/// So many stories are kept for the pairs to come; copies are near in the order, because they are near in time.
const KEPT: usize = 8192;

/// Two stories, by their places in the order, of which one may be a copy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Link {
    pub a: u32,
    pub b: u32,
    pub found: Comparison,
}

/// Reads a story again, by its place in the order.
pub(super) type Read<'a, E> = dyn Fn(u32) -> Result<Body, E> + Sync + 'a;

/// The pairs of which the shorter story stands in the longer. Contradictions are counted and not judged. What is known of a pair,
/// whose places in the input are those of `order`, is not found out again.
pub(super) fn links<E: Send>(
    pairs: &[(u32, u32)],
    order: &[usize],
    read: &Read<'_, E>,
    compared: &mut Compared,
) -> Result<Vec<Link>, E> {
    let in_input = |(a, b): (u32, u32)| (order[a as usize] as u32, order[b as usize] as u32);
    let mut links = Vec::new();
    let mut bodies: BTreeMap<u32, Body> = BTreeMap::new();
    for batch in pairs.chunks(BATCH) {
        // Pairs come in the order of their first story, and the second comes later: what lies before is not asked for again.
        let first = batch.first().map_or(0, |pair| pair.0);
        bodies = bodies.split_off(&first);
        let known: Vec<_> =
            batch.iter().map(|pair| (*pair, compared.get(in_input(*pair)))).collect();
        let unknown = known.iter().filter(|(_, found)| found.is_none());
        let mut missing: Vec<u32> = unknown.flat_map(|((a, b), _)| [*a, *b]).collect();
        missing.retain(|story| !bodies.contains_key(story));
        missing.sort_unstable();
        missing.dedup();
        for body in in_parallel(missing, |story| Ok((story, read(story)?))) {
            let (story, body) = body?;
            bodies.insert(story, body);
        }
        let found = in_parallel(known, |((a, b), found)| {
            let found = match found {
                Some(found) => found,
                None => compare(bodies.get(&a)?, bodies.get(&b)?),
            };
            Some(Link { a, b, found })
        });
        for link in found.into_iter().flatten() {
            compared.add(in_input((link.a, link.b)), link.found);
            links.extend((link.found.share() >= SHARE).then_some(link));
        }
        while bodies.len() > KEPT {
            bodies.pop_last();
        }
    }
    Ok(links)
}
