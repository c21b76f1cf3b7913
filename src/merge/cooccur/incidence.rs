//! Which windows name which entities, and the counting of all pairs in them.
//!
//! In: windows as sorted lists of entity numbers. Out: one dense row of counts an entity. Never: a hash map in the
//! inner loop; a row that depends on the number of threads.

use std::ops::Range;

use crate::base::in_parallel;

/// A window × entity table with a one wherever the window names the entity, kept window by window.
///
/// Number entities so that common ones have low numbers: then the busiest cells of a row lie together.
///
/// ```
/// use consort::merge::cooccur::Incidence;
/// let mut table = Incidence::default();
/// table.push(&[0, 1]);
/// table.push(&[0, 1, 2]);
/// assert_eq!(table.singles(), [2, 2, 1]);
/// assert_eq!(table.pairs(), [(1, 0, 2), (2, 0, 1), (2, 1, 1)]);
/// ```
#[derive(Debug, Clone)]
pub struct Incidence {
    /// Where the entities of each window start; one more than there are windows.
    starts: Vec<usize>,
    /// The entities of all windows, rising within a window.
    entities: Vec<u32>,
}

/// That a window names an entity, where the window starts in the table, and how many entities of lower number it names.
#[derive(Debug, Clone, Copy, Default)]
struct Posting {
    /// Also in [`Incidence::starts`], but the counting loop would wait for it there.
    start: usize,
    window: u32,
    before: u32,
}

impl Posting {
    /// Where the entities of lower number stand in the table; never empty.
    fn range(&self) -> Range<usize> {
        self.start..self.start + self.before as usize
    }
}

/// So many windows are asked for together.
const AHEAD: usize = 16;

/// So many windows of work are given to a thread at once.
const PORTION: usize = 1 << 15;

impl Default for Incidence {
    fn default() -> Self {
        Self { starts: vec![0], entities: Vec::new() }
    }
}

impl Incidence {
    /// Adds a window: distinct entity numbers, rising.
    pub fn push(&mut self, window: &[u32]) {
        debug_assert!(
            window.is_sorted_by(|a, b| a < b),
            "a window lists each entity once, in order"
        );
        self.entities.extend_from_slice(window);
        self.starts.push(self.entities.len());
    }

    /// How many windows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entities of a window.
    #[must_use]
    pub fn window(&self, window: usize) -> &[u32] {
        &self.entities[self.range(window)]
    }

    /// The entities of a window, to be exchanged for others in rising order.
    pub(super) fn window_mut(&mut self, window: usize) -> &mut [u32] {
        let range = self.range(window);
        &mut self.entities[range]
    }

    /// All windows.
    pub fn windows(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.len()).map(|w| self.window(w))
    }

    /// How many windows name each entity.
    #[must_use]
    pub fn singles(&self) -> Vec<u64> {
        let mut singles = vec![0; self.n_entities()];
        for &entity in &self.entities {
            singles[entity as usize] += 1;
        }
        singles
    }

    /// How many windows name both, for each pair of entities that share one: (greater number, lower number, windows).
    ///
    /// The lower triangle of *AᵀA* for the table *A*.
    #[must_use]
    pub fn pairs(&self) -> Vec<(u32, u32, u32)> {
        let see = |count: &mut u32, _| {
            *count += 1;
            *count == 1
        };
        self.each_row(see, |out, a, row: &[u32], met| {
            out.extend(met.iter().map(|&b| (a, b, row[b as usize])));
        })
    }

    /// For each entity *a*, in order, makes a row with a cell for every entity *b* of lower number, shows each cell the
    /// windows that name both, in order, and lets `finish` read the row.
    ///
    /// `see` says whether it met the cell for the first time; `finish` gets *a*, the row and the cells met. What it puts
    /// out comes in the order of the rows, whatever the number of threads.
    ///
    /// # Complexity
    /// Time: the pairs of all windows. Memory: sixteen bytes a naming, and a row of cells a thread.
    pub(super) fn each_row<C: Copy + Default, T: Send>(
        &self,
        see: impl Fn(&mut C, u32) -> bool + Sync,
        finish: impl Fn(&mut Vec<T>, u32, &[C], &[u32]) + Sync,
    ) -> Vec<T> {
        let (first, postings) = self.invert();
        let portions: Vec<Vec<T>> = in_parallel(portions(&first), |rows| {
            let mut row = vec![C::default(); rows.end];
            let (mut met, mut out) = (Vec::new(), Vec::new());
            for a in rows {
                for ahead in postings[first[a]..first[a + 1]].chunks(AHEAD) {
                    self.touch(ahead);
                    for posting in ahead {
                        for &b in &self.entities[posting.range()] {
                            if see(&mut row[b as usize], posting.window) {
                                met.push(b);
                            }
                        }
                    }
                }
                finish(&mut out, a as u32, &row, &met);
                for b in met.drain(..) {
                    row[b as usize] = C::default();
                }
            }
            out
        });
        let mut all = Vec::with_capacity(portions.iter().map(Vec::len).sum());
        portions.into_iter().for_each(|mut portion| all.append(&mut portion));
        all
    }

    /// Reads both ends of what the postings point to. The windows of a rare entity lie far apart in memory: asked for
    /// together they arrive together, one by one each would be waited for.
    fn touch(&self, postings: &[Posting]) {
        let ends = |posting: &Posting| {
            let range = posting.range();
            self.entities[range.start] ^ self.entities[range.end - 1]
        };
        std::hint::black_box(postings.iter().fold(0, |all, posting| all ^ ends(posting)));
    }

    /// For each entity the windows that name it beside entities of lower number: where its postings start, and all
    /// postings.
    fn invert(&self) -> (Vec<usize>, Vec<Posting>) {
        let mut first = vec![0; self.n_entities() + 1];
        for window in self.windows() {
            for &entity in window.iter().skip(1) {
                first[entity as usize + 1] += 1;
            }
        }
        for entity in 1..first.len() {
            first[entity] += first[entity - 1];
        }
        let mut next = first.clone();
        let mut postings = vec![Posting::default(); first.last().copied().unwrap_or_default()];
        for (w, window) in self.windows().enumerate() {
            for (before, &entity) in window.iter().enumerate().skip(1) {
                let place = &mut next[entity as usize];
                postings[*place] =
                    Posting { start: self.starts[w], window: w as u32, before: before as u32 };
                *place += 1;
            }
        }
        (first, postings)
    }

    fn range(&self, window: usize) -> Range<usize> {
        self.starts[window]..self.starts[window + 1]
    }

    /// One more than the greatest entity number.
    fn n_entities(&self) -> usize {
        self.entities.iter().max().map_or(0, |&max| max as usize + 1)
    }
}

/// The rows in portions of about equal work.
fn portions(first: &[usize]) -> Vec<Range<usize>> {
    let n_rows = first.len() - 1;
    let mut portions = Vec::new();
    let mut start = 0;
    for row in 0..n_rows {
        if first[row + 1] - first[start] >= PORTION || row + 1 == n_rows {
            portions.push(start..row + 1);
            start = row + 1;
        }
    }
    portions
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::base::Random;

    #[test]
    fn rows_count_what_a_map_counts() {
        let mut random = Random::new(7);
        let mut table = Incidence::default();
        let mut expected: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        for _ in 0..2_000 {
            let mut window: Vec<u32> =
                (0..random.below(9)).map(|_| random.below(40) as u32).collect();
            window.sort_unstable();
            window.dedup();
            for (i, &b) in window.iter().enumerate() {
                for &a in &window[i + 1..] {
                    *expected.entry((a, b)).or_default() += 1;
                }
            }
            table.push(&window);
        }
        let mut found = table.pairs();
        found.sort_unstable();
        let expected: Vec<_> = expected.into_iter().map(|((a, b), n)| (a, b, n)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn nothing_named_gives_no_pairs() {
        let mut table = Incidence::default();
        assert_eq!(table.pairs(), []);
        table.push(&[]);
        table.push(&[3]);
        assert_eq!((table.pairs(), table.singles()), (vec![], vec![0, 0, 0, 1]));
    }
}
