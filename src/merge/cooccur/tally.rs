//! From what was gathered to ties: counts, then measures.
//!
//! In: a full [`Counter`]. Out: one tie a pair, sorted by ids. Never: a result that depends on the order of the stories.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::base::{Chance, EntityId, PartialDate, Tie, Window};
use crate::merge::cooccur::backbone::disparity;
use crate::merge::cooccur::counter::Counter;
use crate::merge::cooccur::incidence::Incidence;
use crate::merge::cooccur::intervals::{Interval, intervals, sliding};
use crate::merge::cooccur::measures::{
    Margins, association_strength, cosine, false_discovery, jaccard, log_likelihood, npmi, p_value,
};
use crate::merge::cooccur::null_model::chances;
use crate::merge::cooccur::place::{StoryFacts, WindowPlace};

/// Counts and measures.
pub(super) fn tally(counter: &Counter) -> Vec<Tie> {
    let sorted = Sorted::new(counter);
    let (singles, mut pairs) = match counter.options.window {
        Window::Sentences(k) => sorted.across_sentences(k),
        _ => (sorted.table.singles(), sorted.within_windows()),
    };
    if let Some(shuffles) = &counter.options.null {
        let observed: Vec<_> = pairs.iter().map(|p| (p.a, p.b, p.count)).collect();
        let chances = match counter.options.window {
            Window::Sentences(k) => chances(&sorted.table, &observed, shuffles, &|table| {
                count_of_intervals(&intervals(table, &sorted.places, k), &observed)
            }),
            _ => chances(&sorted.table, &observed, shuffles, &|table| count_of(table, &observed)),
        };
        for (pair, chance) in pairs.iter_mut().zip(chances) {
            pair.chance = Some(chance);
        }
    }
    sorted.ties(counter, &singles, pairs)
}

/// One pair's counts; *a* is the rarer, with the greater number.
#[derive(Debug, Clone, Copy)]
struct Pair {
    a: u32,
    b: u32,
    /// What the reader is told.
    count: u32,
    /// Windows that name both, of the windows that the margins count.
    both: u32,
    documents: u32,
    distinct: u32,
    sources: u32,
    first: Option<PartialDate>,
    last: Option<PartialDate>,
    chance: Option<Chance>,
}

/// One cell of a row of counting.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    windows: u32,
    documents: u32,
    sources: u32,
    /// The document and the source seen last, from 1: windows come sorted by source and document.
    document: u32,
    source: u32,
    first: Option<PartialDate>,
    last: Option<PartialDate>,
}

/// The windows in the order in which counting wants them: entities renumbered, commonest first, and windows by source,
/// then document, so that a pair meets each source and each document in one run.
struct Sorted<'a> {
    table: Incidence,
    places: Vec<WindowPlace>,
    documents: &'a [StoryFacts],
    /// By window: the group of its text.
    groups: Vec<u32>,
    /// By new number.
    entities: Vec<&'a EntityId>,
}

impl<'a> Sorted<'a> {
    fn new(counter: &'a Counter) -> Self {
        let ids = &counter.entities.names;
        let mut singles = counter.table.singles();
        singles.resize(ids.len(), 0);
        let mut order: Vec<u32> = (0..ids.len() as u32).collect();
        order.sort_by_key(|&e| (Reverse(singles[e as usize]), &ids[e as usize]));
        let mut renumbered = vec![0; ids.len()];
        for (new, &old) in order.iter().enumerate() {
            renumbered[old as usize] = new as u32;
        }
        let mut windows: Vec<u32> = (0..counter.places.len() as u32).collect();
        windows.sort_unstable_by_key(|&w| {
            let place = counter.places[w as usize];
            (counter.documents[place.document as usize].source, place.document, place.index)
        });
        let mut table = Incidence::default();
        let mut window = Vec::new();
        for &w in &windows {
            window.clear();
            window.extend(counter.table.window(w as usize).iter().map(|&e| renumbered[e as usize]));
            window.sort_unstable();
            table.push(&window);
        }
        let groups = counter.texts.groups();
        let places: Vec<WindowPlace> =
            windows.iter().map(|&w| counter.places[w as usize]).collect();
        Self {
            table,
            groups: places
                .iter()
                .map(|p| groups.get(p.text as usize).copied().unwrap_or_default())
                .collect(),
            places,
            documents: &counter.documents,
            entities: order.iter().map(|&e| &ids[e as usize]).collect(),
        }
    }

    /// Sentences, paragraphs or documents: a window is a window.
    fn within_windows(&self) -> Vec<Pair> {
        let mut pairs = self.count(&self.table, &self.places);
        let repeats = self.repeats();
        for pair in &mut pairs {
            pair.distinct -= repeats.get(&(pair.a, pair.b)).copied().unwrap_or_default();
        }
        pairs
    }

    /// Several sentences in a row: measures from all windows, counts from the shortest intervals.
    fn across_sentences(&self, k: u8) -> (Vec<u64>, Vec<Pair>) {
        let (table, places) = sliding(&self.table, &self.places, k);
        let mut pairs = self.count(&table, &places);
        let mut found = intervals(&self.table, &self.places, k);
        for interval in &mut found {
            interval.ends = interval.ends.map(|window| self.groups[window as usize]);
        }
        found.sort_unstable();
        for pair in &mut pairs {
            let same = of_pair(&found, pair.a, pair.b);
            pair.count = same.len() as u32;
            pair.distinct = same.chunk_by(|x, y| x.ends == y.ends).count() as u32;
        }
        (table.singles(), pairs)
    }

    fn count(&self, table: &Incidence, places: &[WindowPlace]) -> Vec<Pair> {
        let see = |cell: &mut Cell, window: u32| {
            cell.windows += 1;
            let document = places[window as usize].document;
            if cell.document != document + 1 {
                cell.document = document + 1;
                cell.documents += 1;
                let facts = &self.documents[document as usize];
                cell.sources += u32::from(cell.source != facts.source + 1);
                cell.source = facts.source + 1;
                cell.first = [cell.first, facts.first].into_iter().flatten().min();
                cell.last = PartialDate::latest(cell.last.into_iter().chain(facts.last));
            }
            cell.windows == 1
        };
        table.each_row(see, |out, a, row: &[Cell], met| {
            out.extend(met.iter().map(|&b| {
                let cell = row[b as usize];
                Pair {
                    a,
                    b,
                    count: cell.windows,
                    both: cell.windows,
                    documents: cell.documents,
                    distinct: cell.windows,
                    sources: cell.sources,
                    first: cell.first,
                    last: cell.last,
                    chance: None,
                }
            }));
        })
    }

    /// For each pair, how many of its windows say what another of them has said: counted over the windows whose text
    /// has a double, which are few, in the order of the texts.
    fn repeats(&self) -> FxHashMap<(u32, u32), u32> {
        let paired = |&w: &usize| self.table.window(w).len() > 1;
        let mut windows: Vec<usize> = (0..self.table.len()).filter(paired).collect();
        windows.sort_unstable_by_key(|&w| (self.groups[w], w));
        let (mut table, mut groups) = (Incidence::default(), Vec::new());
        for same in windows.chunk_by(|&x, &y| self.groups[x] == self.groups[y]) {
            for &w in same.iter().filter(|_| same.len() > 1) {
                table.push(self.table.window(w));
                groups.push(self.groups[w]);
            }
        }
        // A cell holds the group seen last, from 1, and the repeats.
        let see = |cell: &mut (u32, u32), window: u32| {
            let (seen, is_first) = (groups[window as usize] + 1, cell.0 == 0);
            cell.1 += u32::from(cell.0 == seen);
            cell.0 = seen;
            is_first
        };
        let repeats = table.each_row(see, |out, a, row: &[(u32, u32)], met| {
            let repeated = met.iter().map(|&b| ((a, b), row[b as usize].1));
            out.extend(repeated.filter(|(_, repeats)| *repeats > 0));
        });
        repeats.into_iter().collect()
    }

    /// Measures, in the order of the ids.
    fn ties(&self, counter: &Counter, singles: &[u64], mut pairs: Vec<Pair>) -> Vec<Tie> {
        let mut by_id: Vec<u32> = (0..self.entities.len() as u32).collect();
        by_id.sort_by_key(|&e| self.entities[e as usize]);
        let mut rank = vec![0_u32; by_id.len()];
        for (place, &entity) in by_id.iter().enumerate() {
            rank[entity as usize] = place as u32;
        }
        for pair in &mut pairs {
            if rank[pair.a as usize] > rank[pair.b as usize] {
                (pair.a, pair.b) = (pair.b, pair.a);
            }
        }
        pairs.sort_unstable_by_key(|pair| (rank[pair.a as usize], rank[pair.b as usize]));
        let mut ties: Vec<Tie> = pairs.iter().map(|p| self.tie(counter, singles, p)).collect();
        let p_values: Vec<f64> = ties.iter().map(|tie| tie.p_value).collect();
        for (tie, q_value) in ties.iter_mut().zip(false_discovery(&p_values)) {
            tie.q_value = q_value;
        }
        let disparities = disparity(&ties);
        for (tie, disparity) in ties.iter_mut().zip(disparities) {
            tie.disparity = disparity;
        }
        ties
    }

    fn tie(&self, counter: &Counter, singles: &[u64], pair: &Pair) -> Tie {
        let window = counter.options.window;
        let margins = Margins {
            windows: counter.windows,
            first: singles[pair.a as usize],
            second: singles[pair.b as usize],
            both: u64::from(pair.both),
        };
        // Each sentence lies in k windows, so k of them are worth one that nothing else overlaps: the table of counts
        // is the mean over the k ways of cutting a document into pieces of k sentences, k times over.
        let overlap = if let Window::Sentences(k) = window { f64::from(k) } else { 1.0 };
        let log_likelihood = log_likelihood(margins) / overlap;
        Tie {
            a: self.entities[pair.a as usize].clone(),
            b: self.entities[pair.b as usize].clone(),
            window,
            count: u64::from(pair.count),
            documents: u64::from(pair.documents),
            distinct_sentences: u64::from(pair.distinct),
            sources: u64::from(pair.sources),
            first: pair.first,
            last: pair.last,
            association_strength: association_strength(margins),
            npmi: npmi(margins),
            log_likelihood,
            p_value: p_value(log_likelihood),
            q_value: 1.0,
            jaccard: jaccard(margins),
            cosine: cosine(margins),
            disparity: 1.0,
            chance: pair.chance,
        }
    }
}

/// How often each observed pair, in the order of the rows, shares a window of a table.
fn count_of(table: &Incidence, observed: &[(u32, u32, u32)]) -> Vec<u32> {
    let see = |count: &mut u32, _| {
        *count += 1;
        *count == 1
    };
    table.each_row(see, |out, a, row: &[u32], _| {
        let start = observed.partition_point(|pair| pair.0 < a);
        let of_row = observed[start..].iter().take_while(|pair| pair.0 == a);
        out.extend(of_row.map(|pair| row[pair.1 as usize]));
    })
}

fn count_of_intervals(found: &[Interval], observed: &[(u32, u32, u32)]) -> Vec<u32> {
    observed.iter().map(|&(a, b, _)| of_pair(found, a, b).len() as u32).collect()
}

/// The part of a sorted list that belongs to a pair.
fn of_pair(sorted: &[Interval], a: u32, b: u32) -> &[Interval] {
    let start = sorted.partition_point(|i| (i.a, i.b) < (a, b));
    let end = start + sorted[start..].partition_point(|i| (i.a, i.b) == (a, b));
    &sorted[start..end]
}
