//! What a cluster has read: the records of stories, in parts, brought into one order.
//!
//! In: a folder that `consort.spark.write_parts` has written, and the vocabulary. Out: its rows in the order of the stories.
//! Never: a part that is missing, torn or of another job passed over; nor a whole part in memory.
//!
//! ```text
//! DIR/manifest/part-*   one line: how many parts and rows there are, and a sum over them; written last
//! DIR/stories/part-*    a first line with the part's number, a row a story in order, a last line with a hash of the rows
//! ```
//! A row has a `position` or a `key`, or both: stories stand in the order of these, whatever part they are in. Files whose names
//! begin with `.` or `_` are Spark's own, and those that end in `.gz` are packed.

mod error;
mod file;
mod found;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::path::Path;

use sha2::{Digest, Sha256};

pub use error::PartsError;
pub use file::PartRow;

use crate::base::hex;
use crate::store::parts::file::PartFile;
use crate::store::parts::found::{Manifest, find};

/// The parts that a cluster has written, as one sequence of rows.
#[derive(Debug)]
pub struct Parts {
    /// The folder, as the user named it.
    name: String,
    manifest: Manifest,
    /// Those that are not read to their end.
    files: Vec<PartFile>,
    /// The next row of each, the first of all on top.
    next: BinaryHeap<Reverse<(PartRow, usize)>>,
    /// The vocabulary with which all must have been read.
    vocabulary: String,
    n_rows: usize,
    n_bytes: u64,
    /// Over the rows in their order, however they were parted.
    sha256: Sha256,
    /// Over what the last lines say of each part.
    sum: u64,
}

impl Parts {
    /// Finds the parts in a folder, each once, and looks at the first row of each.
    ///
    /// # Errors
    /// When the folder holds none, or one is missing or there twice with different rows.
    pub fn open(folder: &Path, vocabulary: &str) -> Result<Self, PartsError> {
        let (manifest, files) = find(folder)?;
        let mut parts = Self {
            name: folder.display().to_string(),
            manifest,
            files,
            next: BinaryHeap::new(),
            vocabulary: vocabulary.to_owned(),
            n_rows: 0,
            n_bytes: 0,
            sha256: Sha256::new(),
            sum: 0,
        };
        for at in 0..parts.files.len() {
            parts.advance(at)?;
            // As many as there are could be more than a system lets a program open.
            parts.files[at].close();
        }
        Ok(parts)
    }

    /// The folder, as the user named it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many rows there are in all.
    #[must_use]
    pub fn len(&self) -> usize {
        self.manifest.rows
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.manifest.rows == 0
    }

    /// So many bytes of rows have been given.
    #[must_use]
    pub fn n_bytes(&self) -> u64 {
        self.n_bytes
    }

    /// SHA-256 of the rows that have been given, in hexadecimal digits: the same however they were parted.
    #[must_use]
    pub fn sha256(&self) -> String {
        hex(&self.sha256.clone().finalize())
    }

    /// Takes the next row of a part to the others that are next, or checks its end.
    fn advance(&mut self, at: usize) -> Result<(), PartsError> {
        match self.files[at].next_row()? {
            Some(row) => self.next.push(Reverse((row, at))),
            None => self.sum ^= self.files[at].sum(),
        }
        Ok(())
    }

    fn take(&mut self) -> Result<Option<PartRow>, PartsError> {
        let Some(Reverse((row, at))) = self.next.pop() else {
            let is_whole = (self.n_rows, self.sum) == (self.manifest.rows, self.manifest.sum);
            return match is_whole {
                true => Ok(None),
                false => Err(PartsError::Mixed { folder: self.name.clone() }),
            };
        };
        self.advance(at)?;
        row.check(&self.vocabulary)?;
        self.n_rows += 1;
        self.n_bytes += row.n_bytes();
        self.sha256.update(row.line.as_bytes());
        self.sha256.update(b"\n");
        Ok(Some(row))
    }
}

impl Iterator for Parts {
    type Item = Result<PartRow, PartsError>;

    /// Ends after the first error.
    fn next(&mut self) -> Option<Self::Item> {
        let row = self.take().transpose();
        if matches!(row, Some(Err(_))) {
            self.next.clear();
        }
        row
    }
}
