//! The words of one story beside those of another.
//!
//! In: two bodies. Out: which words of the one are which of the other, in the order of both. Never: a look at what they mean.
//!
//! Three words in a row that stand once in each story tie the two together; of these ties the longest chain that runs forward
//! in both is kept (as in patience sorting), and what lies between two ties is aligned word by word.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::merge::copies::body::Body;
use crate::merge::copies::glyphs::differ_by_one;

/// So many words in a row tie two stories together.
const TIE: usize = 3;

/// Unless one word of so many of the shorter story begins such a tie, the two are not aligned: they share a paragraph, no more.
const FEWEST: usize = 3;

/// A stretch with more pairs of words than this is not aligned: where so much stands between two ties, it is not the same.
const LARGEST: usize = 1 << 16;

/// A word of so many letters may have one wrong.
const LONG: u32 = 5;

/// The places of words that are the same, rising in both stories.
pub(super) fn align(a: &Body, b: &Body) -> Vec<(u32, u32)> {
    let mut found: Vec<(u32, u32)> = Vec::new();
    let mut table = Vec::new();
    let mut from: (u32, u32) = (0, 0);
    let chain = chain(&ties(a, b));
    if chain.len() * FEWEST < a.words().len().min(b.words().len()) {
        return found;
    }
    for (i, j) in chain {
        // Ties overlap: of each, what lies behind the former.
        let skip = from.0.saturating_sub(i).max(from.1.saturating_sub(j));
        if skip >= TIE as u32 {
            continue;
        }
        let (i, j) = (i + skip, j + skip);
        between(a, b, (from.0..i, from.1..j), &mut table, &mut found);
        found.extend((0..TIE as u32 - skip).map(|k| (i + k, j + k)));
        from = (i + TIE as u32 - skip, j + TIE as u32 - skip);
    }
    let ends = (a.words().len() as u32, b.words().len() as u32);
    between(a, b, (from.0..ends.0, from.1..ends.1), &mut table, &mut found);
    found
}

/// Whether two words are the same, or one a misprint of the other.
fn are_alike(a: &Body, i: u32, b: &Body, j: u32) -> bool {
    let (x, y) = (&a.words()[i as usize], &b.words()[j as usize]);
    if x.key == y.key {
        return true;
    }
    if x.is_fact || y.is_fact {
        return false;
    }
    let ((n, first, last), (m, other_first, other_last)) = (x.shape, y.shape);
    n.min(m) >= LONG
        && n.abs_diff(m) <= 1
        && (first == other_first || last == other_last)
        && differ_by_one(a.glyphs(i as usize), b.glyphs(j as usize))
}

/// Where three words stand once in each, by their place in `a`.
fn ties(a: &Body, b: &Body) -> Vec<(u32, u32)> {
    let mut places: FxHashMap<[u32; TIE], [Option<u32>; 2]> = FxHashMap::default();
    let mut repeated = Vec::new();
    for (side, body) in [a, b].into_iter().enumerate() {
        for (at, words) in (0..).zip(body.words().windows(TIE)) {
            let key = [words[0].key, words[1].key, words[2].key];
            let place = &mut places.entry(key).or_default()[side];
            if place.replace(at).is_some() {
                repeated.push(key);
            }
        }
    }
    for key in repeated {
        places.remove(&key);
    }
    let both = |place: [Option<u32>; 2]| Some((place[0]?, place[1]?));
    let mut ties: Vec<(u32, u32)> = places.into_values().filter_map(both).collect();
    ties.sort_unstable();
    ties
}

/// The longest chain of ties whose places rise in both.
fn chain(ties: &[(u32, u32)]) -> Vec<(u32, u32)> {
    // The last tie of the best chain of each length, and the tie before each.
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(ties.len());
    for (at, (_, j)) in ties.iter().enumerate() {
        let length = tails.partition_point(|tail| ties[*tail].1 < *j);
        before.push(length.checked_sub(1).map(|shorter| tails[shorter]));
        match tails.get_mut(length) {
            Some(tail) => *tail = at,
            None => tails.push(at),
        }
    }
    let mut chain = Vec::with_capacity(tails.len());
    let mut at = tails.last().copied();
    while let Some(tie) = at {
        chain.push(ties[tie]);
        at = before[tie];
    }
    chain.reverse();
    chain
}

/// Aligns a stretch of both: what is the same at its ends first, then the longest common subsequence of the rest.
fn between(
    a: &Body,
    b: &Body,
    (mut i, mut j): (Range<u32>, Range<u32>),
    table: &mut Vec<u16>,
    found: &mut Vec<(u32, u32)>,
) {
    while !i.is_empty() && !j.is_empty() && are_alike(a, i.start, b, j.start) {
        found.push((i.start, j.start));
        (i.start, j.start) = (i.start + 1, j.start + 1);
    }
    let mut tail = Vec::new();
    while !i.is_empty() && !j.is_empty() && are_alike(a, i.end - 1, b, j.end - 1) {
        (i.end, j.end) = (i.end - 1, j.end - 1);
        tail.push((i.end, j.end));
    }
    if !i.is_empty() && !j.is_empty() && i.len() * j.len() <= LARGEST {
        common(a, b, i, j, table, found);
    }
    found.extend(tail.into_iter().rev());
}

/// The longest common subsequence of two stretches, by the table of the lengths of those of their ends.
fn common(
    a: &Body,
    b: &Body,
    i: Range<u32>,
    j: Range<u32>,
    table: &mut Vec<u16>,
    found: &mut Vec<(u32, u32)>,
) {
    let (n, width) = (i.len(), j.len() + 1);
    table.clear();
    table.resize((n + 1) * width, 0);
    for x in (0..n).rev() {
        for y in (0..width - 1).rev() {
            let (right, below) = (table[x * width + y + 1], table[(x + 1) * width + y]);
            let alike = are_alike(a, i.start + x as u32, b, j.start + y as u32);
            let diagonal = table[(x + 1) * width + y + 1] + u16::from(alike);
            table[x * width + y] = right.max(below).max(diagonal);
        }
    }
    let (mut x, mut y) = (0, 0);
    while x < n && y < width - 1 {
        let here = table[x * width + y];
        if table[(x + 1) * width + y] == here {
            x += 1;
        } else if table[x * width + y + 1] == here {
            y += 1;
        } else {
            found.push((i.start + x as u32, j.start + y as u32));
            (x, y) = (x + 1, y + 1);
        }
    }
}
