//! Stories in groups that grow together (union-find; Tarjan 1975).
//!
//! In: pairs of groups to join. Out: the group of a story, and its fullest story. Never: a group that falls apart again.

use std::cmp::Reverse;

/// Stories in groups; a group is named by one of its stories.
#[derive(Debug)]
pub(super) struct Groups {
    parents: Vec<u32>,
    /// The longest story of the group that a story names.
    fullest: Vec<u32>,
    n_words: Vec<u32>,
}

impl Groups {
    /// Every story alone; stories have so many words.
    pub(super) fn new(n_words: Vec<u32>) -> Self {
        let all: Vec<u32> = (0..n_words.len() as u32).collect();
        Self { parents: all.clone(), fullest: all, n_words }
    }

    /// The group of a story.
    pub(super) fn of(&mut self, story: u32) -> u32 {
        let mut at = story;
        while self.parents[at as usize] != at {
            let above = self.parents[self.parents[at as usize] as usize];
            self.parents[at as usize] = above;
            at = above;
        }
        at
    }

    /// The longest story of a group; of several the first.
    pub(super) fn fullest(&self, group: u32) -> u32 {
        self.fullest[group as usize]
    }

    /// Makes one group of two.
    pub(super) fn join(&mut self, a: u32, b: u32) {
        let (first, second) = (a.min(b), a.max(b));
        self.parents[second as usize] = first;
        let length = |story: &u32| (Reverse(self.n_words[*story as usize]), *story);
        let both = [self.fullest(first), self.fullest(second)];
        if let Some(fullest) = both.into_iter().min_by_key(length) {
            self.fullest[first as usize] = fullest;
        }
    }

    /// The groups of several stories, each in the order of the stories.
    pub(super) fn all(&mut self) -> Vec<Vec<u32>> {
        let mut all: Vec<Vec<u32>> = vec![vec![]; self.parents.len()];
        for story in 0..self.parents.len() as u32 {
            let group = self.of(story) as usize;
            all[group].push(story);
        }
        all.retain(|group| group.len() > 1);
        all
    }
}
