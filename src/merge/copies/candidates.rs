//! Pairs of stories that may be copies.
//!
//! In: sketches. Out: [`Candidates`]. Never: all pairs of stories that share only what thousands share.

use crate::base::{PartialDate, in_parallel};
use crate::merge::copies::index::Index;
use crate::merge::copies::sketch::Sketch;

/// A shingle that more stories have than this pairs each only with the next few.
const COMMON: usize = 16;

/// So many, when a shingle is common: copies stand side by side in the order of dates and lengths.
const NEXT: usize = 2;

/// So much of the sketch of the shorter story is shared, or by chance less: of n shingles, the root of n fewer. A scan with one
/// wrong word in ten keeps two thirds of its shingles.
const SHARED: f64 = 0.45;

/// So many days are copies apart, at most. An office's monthly letters are further apart, and its press releases are copied
/// within days.
const DAYS: i32 = 30;

/// Stories in their order, and those that may be copies.
#[derive(Debug)]
pub struct Candidates<'s> {
    /// In the order of the input.
    pub(super) input: &'s [Sketch],
    /// By place in the order, the place in the input.
    pub(super) order: Vec<usize>,
    pub(super) index: Index,
    /// Places in the order, each pair once, sorted, the earlier first.
    pub(super) pairs: Vec<(u32, u32)>,
}

impl<'s> Candidates<'s> {
    /// Which of some stories may be copies, by their sketches.
    ///
    /// # Complexity
    /// O(n log n) in the shingles kept.
    #[must_use]
    pub fn new(input: &'s [Sketch]) -> Self {
        let mut order: Vec<usize> = (0..input.len()).collect();
        order.sort_by_key(|story| input[*story].order());
        let sketches: Vec<&Sketch> = order.iter().map(|story| &input[*story]).collect();
        let index = Index::new(&sketches);
        let pairs = pairs(&sketches, &index);
        Self { input, order, index, pairs }
    }

    /// The sketch of a story by its place in the order.
    pub(super) fn sketch(&self, place: u32) -> &'s Sketch {
        &self.input[self.order[place as usize]]
    }
}

/// The pairs that may be copies, each with the earlier in the order first.
fn pairs(sketches: &[&Sketch], index: &Index) -> Vec<(u32, u32)> {
    let of = |story: u32| {
        let mut others: Vec<u32> = Vec::new();
        for shingle in index.of(story) {
            let with = index.with(*shingle as usize);
            let after = &with[with.partition_point(|other| *other <= story)..];
            let n = if with.len() > COMMON { NEXT.min(after.len()) } else { after.len() };
            others.extend(&after[..n]);
        }
        others.sort_unstable();
        others.dedup();
        let date = |story: u32| sketches[story as usize].date;
        others.retain(|other| {
            are_near(date(story), date(*other), DAYS) && share(index, story, *other)
        });
        others.into_iter().map(move |other| (story, other)).collect::<Vec<_>>()
    };
    in_parallel((0..sketches.len() as u32).collect(), of).concat()
}

/// Whether two stories share enough of their sketches to be looked at.
fn share(index: &Index, a: u32, b: u32) -> bool {
    let shorter = index.n_samples(a).min(index.n_samples(b)) as f64;
    index.shared(a, b).count() as f64 >= SHARED * shorter - shorter.sqrt()
}

/// Whether two dates are so many days apart or fewer. What has no date is near to all.
pub(super) fn are_near(a: Option<PartialDate>, b: Option<PartialDate>, days: i32) -> bool {
    let Some((a, b)) = a.zip(b) else { return true };
    let (first, last) = if a.first_day() <= b.first_day() { (a, b) } else { (b, a) };
    last.first_day().days_since(first.last_day()).is_none_or(|apart| apart <= days)
}
