//! The stories of a snapshot, or of some of its records.
//!
//! In: the lines of records. Out: stories, in corpus order. Never: more than a few hundred in memory; a record that is not as it was
//! written.

use std::sync::Arc;
use std::vec;

use crate::base::{Record, Story, in_parallel};
use crate::merge::copies::Copies;
use crate::store::StoreError;
use crate::store::json_lines::RawLine;
use crate::store::places::RecordLines;

/// So many records are read on all threads between two that are handed on one by one.
const BATCH: usize = 512;

/// A story, and where its line starts.
type Placed = Result<(Story, u64), StoreError>;

/// Stories in corpus order, read on all threads, a few hundred at a time.
#[derive(Debug)]
pub struct Stories {
    lines: RecordLines,
    copies: Arc<Copies>,
    ready: vec::IntoIter<Placed>,
}

impl Stories {
    pub(super) fn new(lines: RecordLines, copies: Arc<Copies>) -> Self {
        Self { lines, copies, ready: Vec::new().into_iter() }
    }

    /// The next story, with the place of its line.
    pub(super) fn next_placed(&mut self) -> Option<Placed> {
        if self.ready.len() == 0 {
            let lines: Vec<_> = self.lines.by_ref().take(BATCH).collect();
            let copies = &self.copies;
            self.ready = in_parallel(lines, |line| placed(line?, copies)).into_iter();
        }
        self.ready.next()
    }
}

impl Iterator for Stories {
    type Item = Result<Story, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.next_placed()?.map(|(story, _)| story))
    }
}

fn placed(line: RawLine, copies: &Copies) -> Placed {
    let start = line.start;
    Ok((line.parse(|record| story(&record, copies))?, start))
}

/// The story of a record, with the story that it is a copy of.
pub(super) fn story(record: &Record<'_>, copies: &Copies) -> Result<Story, String> {
    let mut story = Story::try_from(record).map_err(|e| e.to_string())?;
    story.document.copy_of = copies.origin(&record.id).cloned();
    Ok(story)
}
