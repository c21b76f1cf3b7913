//! Two stories word by word: how much of the shorter stands in the longer, and where they contradict each other.
//!
//! In: two bodies. Out: a [`Comparison`]. Never: a verdict; `cluster` has all of them before it.

use std::ops::Range;

use crate::merge::copies::align::align;
use crate::merge::copies::body::{Body, Word};
use crate::merge::copies::glyphs::differ_by_one;

/// Two stretches stand for each other where the longer has at most three times the words of the shorter, and so many more.
/// Beyond that the one was cut or filled in, and says nothing against the other.
const MORE_WORDS: usize = 16;

/// So few words that are the same, with no fact among them, do not part one stretch from the next: `of the`.
const ISLAND: usize = 2;

/// From so many misprints on a story counts as scanned …
const MISPRINTS: usize = 3;

/// A longer word is none, and comparing two takes a time that grows with both.
const LONGEST: usize = 100;

/// … if one word of so many is misprinted.
const ONE_OF: usize = 70;

/// What two stories have in common.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Comparison {
    /// Words of the shorter that stand in the longer.
    pub matched: usize,
    /// Words of the shorter.
    pub shorter: usize,
    /// Words of the longer.
    pub longer: usize,
    /// Places where each has a fact that the other lacks there.
    pub conflicts: usize,
    /// Words that are facts among the matched.
    pub facts: usize,
    /// Words of the matched, facts aside, with a misprint in one of the stories.
    pub misprints: usize,
}

impl Comparison {
    /// How much of the shorter stands in the longer.
    pub(super) fn share(&self) -> f64 {
        self.matched as f64 / self.shorter.max(1) as f64
    }

    /// How much of the longer stands in the shorter.
    pub(super) fn share_of_longer(&self) -> f64 {
        self.matched as f64 / self.longer.max(1) as f64
    }

    /// Whether so many words are misprinted that one of the two was scanned.
    fn is_scanned(&self) -> bool {
        self.misprints >= MISPRINTS && self.misprints * ONE_OF >= self.matched
    }

    /// How many facts the misprints of the other words let us expect to be misprinted.
    pub(super) fn misprinted_facts(&self) -> usize {
        if !self.is_scanned() {
            return 0;
        }
        let others = (self.matched - self.facts).max(1);
        (self.misprints * self.facts).div_ceil(others)
    }
}

/// Compares two stories.
pub(super) fn compare(a: &Body, b: &Body) -> Comparison {
    let same = align(a, b);
    let (n_a, n_b) = (a.words().len(), b.words().len());
    let mut found = Comparison {
        matched: same.len(),
        shorter: n_a.min(n_b),
        longer: n_a.max(n_b),
        ..Comparison::default()
    };
    for (i, j) in &same {
        let (x, y) = (&a.words()[*i as usize], &b.words()[*j as usize]);
        if x.is_fact && y.is_fact {
            found.facts += 1;
        } else if x.spelling != y.spelling {
            found.misprints += 1;
        }
    }
    let scanned = found.is_scanned();
    for (i, j) in stretches(a, &same, (n_a, n_b)) {
        match meet(a, b, i, j, scanned) {
            Meeting::Conflict => found.conflicts += 1,
            Meeting::Same(n) => found.matched += n,
            Meeting::Neither => {}
        }
    }
    found.matched = found.matched.min(found.shorter);
    found
}

/// What lies between the words that are the same.
fn stretches(
    a: &Body,
    same: &[(u32, u32)],
    ends: (usize, usize),
) -> Vec<(Range<usize>, Range<usize>)> {
    let mut all: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let mut from = (0, 0);
    let places = same.iter().map(|(i, j)| (*i as usize, *j as usize));
    for (i, j) in places.chain([ends]) {
        if (i, j) != from {
            let is_island = |island: Range<usize>| {
                island.len() <= ISLAND && !a.words()[island].iter().any(|word| word.is_fact)
            };
            match all.last_mut() {
                Some(last) if is_island(last.0.end..from.0) => (last.0.end, last.1.end) = (i, j),
                _ => all.push((from.0..i, from.1..j)),
            }
        }
        from = (i + 1, j + 1);
    }
    all
}

enum Meeting {
    /// Each has a fact that the other lacks.
    Conflict,
    /// They are one, with a space put in or left out; so many words of the shorter.
    Same(usize),
    Neither,
}

/// What two stretches in one place say of each other.
fn meet(a: &Body, b: &Body, i: Range<usize>, j: Range<usize>, scanned: bool) -> Meeting {
    let (short, long) = (i.len().min(j.len()), i.len().max(j.len()));
    if short == 0 || long > 3 * short + MORE_WORDS {
        return Meeting::Neither;
    }
    let (x, y) = (a.glyphs_of(i.start, i.end), b.glyphs_of(j.start, j.end));
    let has_digit = [(a, &i), (b, &j)]
        .iter()
        .any(|(body, at)| body.words()[(*at).clone()].iter().any(|word| word.has_digit));
    if x == y || (short != long && !has_digit && x.len() >= 5 && differ_by_one(x, y)) {
        return Meeting::Same(short);
    }
    let lacks = |from: &Body, of: Range<usize>, to: &Body, at: Range<usize>| {
        of.into_iter().any(|k| {
            from.words()[k].is_fact && !at.clone().any(|l| is_same_fact(from, k, to, l, scanned))
        })
    };
    match lacks(a, i.clone(), b, j.clone()) && lacks(b, j, a, i) {
        true => Meeting::Conflict,
        false => Meeting::Neither,
    }
}

/// Whether a fact is the word of the other story, in a scan as it may have been misread.
fn is_same_fact(a: &Body, k: usize, b: &Body, l: usize, scanned: bool) -> bool {
    let (x, y): (&Word, &Word) = (&a.words()[k], &b.words()[l]);
    if x.key == y.key {
        return true;
    }
    let two_entities = x.entity != 0 && y.entity != 0 && x.entity != y.entity;
    let two_numbers = x.has_digit && y.has_digit;
    if !scanned || two_entities || two_numbers {
        return false;
    }
    let (x, y) = (a.glyphs(k), b.glyphs(l));
    let length = x.chars().count().min(y.chars().count());
    length >= 2
        && (differ_by_one(x, y)
            || ((6..=LONGEST).contains(&length) && strsim::levenshtein(x, y) <= 2))
}
