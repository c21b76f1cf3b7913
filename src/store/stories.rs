//! The stories of a snapshot, or some of them.
//!
//! In: the bytes of stories. Out: stories, in corpus order. Never: more than a few hundred in memory; a story that is not as it was
//! written.

use std::sync::Arc;
use std::vec;

use crate::base::{Story, in_parallel};
use crate::merge::copies::Copies;
use crate::store::StoreError;
use crate::store::pieces::{PieceReader, Pieces};

/// So many are read on all threads between two that are handed on one by one.
pub(super) const BATCH: usize = 512;

/// Where one story of so many is read, reading those between costs more than going to each.
const SPARSE: usize = 8;

/// A story, and where it starts.
type Placed = Result<(Story, u64), StoreError>;

/// Stories in corpus order, read on all threads, a few hundred at a time.
#[derive(Debug)]
pub struct Stories {
    reader: PieceReader,
    numbers: vec::IntoIter<u32>,
    copies: Arc<Copies>,
    ready: vec::IntoIter<Placed>,
}

impl Stories {
    /// The stories with these numbers.
    pub(super) fn open(
        stories: &Pieces,
        copies: &Arc<Copies>,
        numbers: Vec<u32>,
    ) -> Result<Self, StoreError> {
        let are_many = numbers.len() >= stories.places.all().len() / SPARSE;
        Ok(Self {
            reader: if are_many { stories.open()? } else { stories.open_scattered()? },
            numbers: numbers.into_iter(),
            copies: Arc::clone(copies),
            ready: Vec::new().into_iter(),
        })
    }

    /// The next story, with the place at which it starts.
    pub(super) fn next_placed(&mut self) -> Option<Placed> {
        if self.ready.len() == 0 {
            let Self { reader, copies, .. } = self;
            let read = |number| {
                let mut bytes = Vec::new();
                let start = reader.read(number, &mut bytes)?;
                Ok::<_, StoreError>((number, start, bytes))
            };
            let read: Vec<_> = self.numbers.by_ref().take(BATCH).map(read).collect();
            let pieces = &self.reader.pieces;
            let made = in_parallel(read, |piece| {
                let (number, start, bytes) = piece?;
                Ok((story(pieces, number, &bytes, copies)?, start))
            });
            self.ready = made.into_iter();
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

/// The story in its bytes, with the story that it is a copy of.
fn story(
    stories: &Pieces,
    number: u32,
    bytes: &[u8],
    copies: &Copies,
) -> Result<Story, StoreError> {
    let mut story = Story::from_bytes(bytes).map_err(|reason| stories.wrong(number, reason))?;
    story.document.copy_of = copies.origin(&story.document.id).cloned();
    Ok(story)
}
