//! Who has which shingle.
//!
//! In: sketches in their order. Out: the stories of a shingle, and the shingles that two stories share. Never: a shingle that
//! one story has alone.

use rayon::slice::ParallelSliceMut;

use crate::merge::copies::sketch::Sketch;

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

    /// The shingles that a story shares with any other.
    pub(super) fn of(&self, story: u32) -> &[u32] {
        &self.shingles[story as usize]
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
