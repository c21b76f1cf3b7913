//! A story as a snapshot holds it: its record for others, and its bytes for ourselves.
//!
//! In: a story. Out: a line of JSON and bytes, which may go into the next snapshot as they are. Never: one without the other.

use crate::base::{Record, Story};
use crate::store::StoreError;
use crate::store::pieces::{PieceReader, Pieces};

/// A story as a snapshot holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its record, without a line break.
    pub line: Vec<u8>,
    /// The story, as [`Story::from_bytes`] reads it.
    pub bytes: Vec<u8>,
}

impl Written {
    /// A story that is not in a snapshot yet.
    #[must_use]
    pub fn of(story: &Story) -> Self {
        Self { line: record_line(story), bytes: story.to_bytes() }
    }
}

/// The record of a story as a line without its break: as a graph folder keeps it, and a cluster hands it on.
#[must_use]
pub fn record_line(story: &Story) -> Vec<u8> {
    // A record is about seven times as long as its text; growing it step by step would copy it as often.
    let mut line = Vec::with_capacity((8 * story.document.text.len()).min(1 << 20));
    // It holds only strings, numbers and string-keyed maps: it cannot fail to be written.
    let _ = serde_json::to_writer(&mut line, &Record::from(story));
    line
}

/// Reads the stories of a snapshot as it holds them.
#[derive(Debug)]
pub struct WrittenReader {
    records: PieceReader,
    stories: PieceReader,
}

impl WrittenReader {
    pub(super) fn open(records: &Pieces, stories: &Pieces) -> Result<Self, StoreError> {
        Ok(Self { records: records.open()?, stories: stories.open()? })
    }

    /// The same for a single story.
    pub(super) fn open_scattered(records: &Pieces, stories: &Pieces) -> Result<Self, StoreError> {
        Ok(Self { records: records.open_scattered()?, stories: stories.open_scattered()? })
    }

    /// The story at a place in corpus order.
    ///
    /// # Errors
    /// When there is none, or it is not as it was written.
    pub fn read(&mut self, number: u32) -> Result<Written, StoreError> {
        let mut written = Written { line: Vec::new(), bytes: Vec::new() };
        self.records.read(number, &mut written.line)?;
        self.stories.read(number, &mut written.bytes)?;
        written.line.pop();
        Ok(written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rdf::fixture;

    #[test]
    fn stories_read_back_from_their_bytes_and_no_bytes_do_harm() {
        for record in fixture::records() {
            let story = Story::try_from(&record).unwrap();
            let Written { line, bytes } = Written::of(&story);
            assert_eq!(serde_json::from_slice::<Record<'_>>(&line).unwrap(), record);
            assert_eq!(Story::from_bytes(&bytes).as_ref(), Ok(&story));
            assert!(bytes.len() * 2 < line.len());
            for at in 0..bytes.len() {
                let mut other = bytes.clone();
                other[at] = other[at].wrapping_add(at as u8 | 1);
                let _ = Story::from_bytes(&other);
                assert!(Story::from_bytes(&bytes[..at]).is_err());
            }
        }
    }
}
