//! The records of a snapshot, line by line.
//!
//! In: the file of records. Out: lines, each checked. Never: a line that is not as it was written.

use crate::store::StoreError;
use crate::store::json_lines::RawLine;
use crate::store::pieces::{PieceReader, Pieces};

/// The lines of all records, in corpus order.
#[derive(Debug)]
pub(super) struct RecordLines {
    reader: PieceReader,
    next: u32,
}

impl RecordLines {
    pub(super) fn open(records: &Pieces) -> Result<Self, StoreError> {
        Ok(Self { reader: records.open()?, next: 0 })
    }
}

impl Iterator for RecordLines {
    type Item = Result<RawLine, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.next == self.reader.pieces.places.all().end {
            return None;
        }
        let number = self.next;
        self.next += 1;
        let mut line = Vec::new();
        Some(self.reader.read(number, &mut line).and_then(|_| {
            // Its line break is part of the piece.
            line.pop();
            let records = &self.reader.pieces;
            let text = String::from_utf8(line).map_err(|e| records.wrong(number, e.to_string()))?;
            Ok(RawLine::new(text, &records.path, number as usize + 1))
        }))
    }
}
