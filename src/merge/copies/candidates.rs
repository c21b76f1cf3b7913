//! Pairs of stories that may be copies.
//!
//! In: sketches in their order. Out: pairs, each once, in order; and for each shingle who has it. Never: all pairs of stories
//! that share only what thousands share.

use rayon::prelude::*;

use crate::base::PartialDate;
use crate::merge::copies::sketch::Sketch;

/// A shingle that more stories have than this pairs each only with the next few.
const COMMON: usize = 16;

/// So many, when a shingle is common: copies stand side by side in the order of dates and lengths.
const NEXT: usize = 2;

/// So much of the sketch of the shorter story is shared, at least. A scan with one wrong word in ten keeps two thirds of it.
const SHARED: f64 = 0.25;

/// So many days are copies apart, at most. An office's monthly letters are further apart, and its press releases are copied
/// within days.
const DAYS: i32 = 30;

/// A story of fewer words is too short to be anybody's copy: "The mission met the minister" is said by many.
const FEWEST_WORDS: u32 = 20;

/// Who has which shingle, of the shingles that several stories have.
#[derive(Debug)]
pub(super) struct Index {
    /// Where the stories of a shingle begin in `stories`, and behind the last shingle where they end.
    starts: Vec<u32>,
    /// By shingle, the stories that have it, in their order.
    stories: Vec<u32>,
    /// The shingles of each story, sorted.
    shingles: Vec<Box<[u32]>>,
    /// How many shingles each story has, those that it alone has included.
    n_samples: Vec<u32>,
}

impl Index {
    /// The index of sketches.
    pub(super) fn new(sketches: &[&Sketch]) -> Self {
        let mut entries: Vec<(u32, u32)> = Vec::new();
        for (story, sketch) in (0_u32..).zip(sketches) {
            if sketch.n_words >= FEWEST_WORDS {
                entries.extend(sketch.samples.iter().map(|sample| (*sample, story)));
            }
        }
        entries.par_sort_unstable();
        let (mut starts, mut stories) = (vec![], vec![]);
        let mut shingles = vec![vec![]; sketches.len()];
        for same in entries.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
            let number = starts.len() as u32;
            starts.push(stories.len() as u32);
            for (_, story) in same {
                stories.push(*story);
                shingles[*story as usize].push(number);
            }
        }
        starts.push(stories.len() as u32);
        let shingles = shingles.into_iter().map(Vec::into_boxed_slice).collect();
        let n_samples = sketches.iter().map(|sketch| sketch.samples.len() as u32).collect();
        Self { starts, stories, shingles, n_samples }
    }

    /// How many shingles there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The stories that have a shingle.
    pub(super) fn with(&self, shingle: usize) -> &[u32] {
        &self.stories[self.starts[shingle] as usize..self.starts[shingle + 1] as usize]
    }

    /// How many shingles are in the sketch of a story.
    pub(super) fn n_samples(&self, story: u32) -> usize {
        self.n_samples[story as usize] as usize
    }

    /// The shingles that two stories share.
    pub(super) fn shared(&self, a: u32, b: u32) -> impl Iterator<Item = u32> + '_ {
        let (a, b) = (&self.shingles[a as usize], &self.shingles[b as usize]);
        let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        few.iter().copied().filter(|shingle| many.binary_search(shingle).is_ok())
    }
}

/// The pairs that may be copies, each with the earlier in the order first.
pub(super) fn candidates(sketches: &[&Sketch], index: &Index) -> Vec<(u32, u32)> {
    let of = |story: u32| {
        let mut others: Vec<u32> = Vec::new();
        for shingle in &index.shingles[story as usize] {
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
    (0..sketches.len() as u32).into_par_iter().flat_map_iter(of).collect()
}

/// Whether two stories share enough of their sketches to be looked at.
fn share(index: &Index, a: u32, b: u32) -> bool {
    let shorter = index.n_samples(a).min(index.n_samples(b));
    index.shared(a, b).count() as f64 >= SHARED * shorter as f64
}

/// Whether two dates are so many days apart or fewer. What has no date is near to all.
pub(super) fn are_near(a: Option<PartialDate>, b: Option<PartialDate>, days: i32) -> bool {
    let Some((a, b)) = a.zip(b) else { return true };
    let (first, last) = if a.first_day() <= b.first_day() { (a, b) } else { (b, a) };
    last.first_day().days_since(first.last_day()).is_none_or(|apart| apart <= days)
}
