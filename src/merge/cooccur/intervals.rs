//! Pairs in windows of several sentences.
//!
//! In: the sentences that name anyone. Out: for measures, all windows of *k* sentences; for counts, the shortest
//! intervals. Never: two mentions counted together twice.
//!
//! # What is counted
//! A window of *k* sentences slides over a document one sentence at a time, so two names in neighbouring sentences lie
//! in up to *k* windows, and counting windows would count one meeting *k* times. Counted instead are the shortest
//! intervals: runs of at most *k* sentences that name both and hold no shorter run that does (Clarke, Cormack and
//! Burkowski 1995, *An algebra for structured text search*). With one sentence that is the sentence itself. A name in
//! one sentence and another in each of the next two meet once, not twice.
//!
//! The measures compare counts with chance and need a two-by-two table of windows; they use all sliding windows, the
//! first and the last cut short, so that every sentence lies in *k* of them.

use crate::merge::cooccur::incidence::Incidence;
use crate::merge::cooccur::place::WindowPlace;

/// A shortest interval for a pair; *a* has the greater number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Interval {
    pub a: u32,
    pub b: u32,
    /// Its first and last sentence, as windows of the table.
    pub ends: [u32; 2],
}

/// All shortest intervals of at most `k` sentences, sorted. Sentences of one document stand together, in reading order.
pub(super) fn intervals(table: &Incidence, places: &[WindowPlace], k: u8) -> Vec<Interval> {
    let mut found = Vec::new();
    let n_entities = table.windows().flatten().max().map_or(0, |&max| max as usize + 1);
    // By entity, the last sentence of the document that names it, from 1.
    let mut last = vec![0; n_entities];
    let mut start = 0;
    for document in places.chunk_by(|x, y| x.document == y.document) {
        let sentences = start..start + document.len();
        for right in sentences.clone() {
            inside(table.window(right), right, &mut found);
            let reach = (sentences.start..right)
                .rev()
                .take_while(|&left| places[right].index - places[left].index < u32::from(k));
            for left in reach {
                across(table, [left, right], &last, &mut found);
            }
            for &entity in table.window(right) {
                last[entity as usize] = right + 1;
            }
        }
        for &entity in sentences.clone().flat_map(|s| table.window(s)) {
            last[entity as usize] = 0;
        }
        start = sentences.end;
    }
    found.sort_unstable();
    found
}

fn inside(sentence: &[u32], at: usize, found: &mut Vec<Interval>) {
    for (i, &a) in sentence.iter().enumerate() {
        found.extend(sentence[..i].iter().map(|&b| Interval { a, b, ends: [at as u32; 2] }));
    }
}

/// The pairs with one name in the left sentence, the other in the right, and neither in between or at the other end.
fn across(table: &Incidence, [left, right]: [usize; 2], last: &[usize], found: &mut Vec<Interval>) {
    let (names_left, names_right) = (table.window(left), table.window(right));
    for &first in names_left {
        if last[first as usize] != left + 1 || names_right.binary_search(&first).is_ok() {
            continue;
        }
        let others = names_right.iter().filter(|&&second| last[second as usize] <= left);
        found.extend(others.map(|&second| Interval {
            a: first.max(second),
            b: first.min(second),
            ends: [left as u32, right as u32],
        }));
    }
}

/// Every window of `k` sentences in a row that names anyone, with its place.
pub(super) fn sliding(
    table: &Incidence,
    places: &[WindowPlace],
    k: u8,
) -> (Incidence, Vec<WindowPlace>) {
    let (mut wide, mut wide_places) = (Incidence::default(), Vec::new());
    let mut start = 0;
    for document in places.chunk_by(|x, y| x.document == y.document) {
        let sentences = start..start + document.len();
        let mut last = None;
        for first in sentences.clone() {
            // The windows that end at this sentence or later, before the next one begins to count.
            let begin = document[first - start].index;
            let end = begin + u32::from(k);
            let from = last.map_or(begin, |last: u32| last.max(begin));
            for at in from..end {
                let reach = sentences
                    .clone()
                    .filter(|&s| places[s].index <= at && places[s].index + u32::from(k) > at);
                let mut names: Vec<u32> = reach.flat_map(|s| table.window(s)).copied().collect();
                names.sort_unstable();
                names.dedup();
                wide.push(&names);
                wide_places.push(WindowPlace { index: at, ..places[first] });
            }
            last = Some(end.max(last.unwrap_or(0)));
        }
        start = sentences.end;
    }
    (wide, wide_places)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences of one document: letters are entities, `.` ends a sentence.
    fn document(text: &str) -> (Incidence, Vec<WindowPlace>) {
        let (mut table, mut places) = (Incidence::default(), Vec::new());
        for (index, sentence) in text.split('.').enumerate() {
            let mut names: Vec<u32> = sentence.bytes().map(|b| u32::from(b - b'a')).collect();
            names.sort_unstable();
            if !names.is_empty() {
                table.push(&names);
                places.push(WindowPlace { document: 0, index: index as u32, text: 0 });
            }
        }
        (table, places)
    }

    #[test]
    fn two_mentions_meet_once() {
        for (text, k, expected) in [
            ("ab", 1, 1),
            ("ab.ab", 3, 2),
            ("a.b", 1, 0),
            ("a.b", 2, 1),
            ("a.b", 9, 1),
            ("a.b.b", 3, 1),
            ("b.b.a", 3, 1),
            ("a.b.a", 3, 2),
            ("a..b", 2, 0),
            ("a..b", 3, 1),
            ("ab.b.b", 3, 1),
            ("a.ab.b", 3, 1),
            ("a.b.a.b", 2, 3),
        ] {
            let (table, places) = document(text);
            assert_eq!(intervals(&table, &places, k).len(), expected, "{text} within {k}");
        }
    }

    #[test]
    fn one_sentence_is_the_sentence_window() {
        let (table, places) = document("abc.a.bc..ab");
        assert_eq!(intervals(&table, &places, 1).len(), 3 + 1 + 1);
    }

    #[test]
    fn every_sentence_lies_in_k_windows() {
        for (text, k) in [("a.b.c", 3), ("a...b", 2), ("ab", 4), ("a..b.c....a", 3), ("..a.b", 1)] {
            let (table, places) = document(text);
            let (wide, wide_places) = sliding(&table, &places, k);
            assert_eq!(wide.len(), wide_places.len());
            let indices: Vec<u32> = wide_places.iter().map(|p| p.index).collect();
            assert!(indices.is_sorted_by(|x, y| x < y), "{text}: {indices:?}");
            let singles = wide.singles();
            for entity in table.windows().flatten() {
                let covered: std::collections::BTreeSet<u32> = (0..table.len())
                    .filter(|&s| table.window(s).contains(entity))
                    .flat_map(|s| places[s].index..places[s].index + u32::from(k))
                    .collect();
                assert_eq!(singles[*entity as usize], covered.len() as u64, "{text} within {k}");
            }
        }
    }
}
