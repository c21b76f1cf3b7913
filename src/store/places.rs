//! Where each record stands, and what tells that it is as it was written.
//!
//! In: the lines of `records.jsonl` as they are written. Out: `records.index`, and lines that are checked as they are read.
//! Never: a line whose bytes are not those that were written.
//!
//! `records.index` holds 16 bytes a record, little endian: the byte at which its line starts, and XXH3 (64 bits) of the line with its line
//! break. The index is small and checked whole whenever a graph is opened; the records, a thousand times larger, line by line
//! when they are read.

use std::fs::File;
use std::io::{BufReader, Read as _};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::vec;

use twox_hash::XxHash3_64;

use crate::base::in_parallel;
use crate::store::StoreError;
use crate::store::json_lines::RawLine;

/// So many bytes are read ahead.
const AHEAD: usize = 1 << 18;

/// So many records are checked in one go, where all are.
const STRETCH: usize = 4096;

/// Where the records of a snapshot stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Places {
    /// By record, where its line starts and the hash of the line.
    places: Vec<(u64, u64)>,
    /// Where the last line ends.
    end: u64,
}

/// One entry of the index.
pub(super) fn entry(start: u64, hash: u64) -> [u8; 16] {
    let mut entry = [0; 16];
    entry[..8].copy_from_slice(&start.to_le_bytes());
    entry[8..].copy_from_slice(&hash.to_le_bytes());
    entry
}

/// What tells that a line is as it was written; it ends in its line break.
pub(super) fn hash(line: &[u8]) -> u64 {
    XxHash3_64::oneshot(line)
}

impl Places {
    /// Reads the index of a file of so many bytes; `None` where it is none.
    pub(super) fn read(index: &[u8], end: u64) -> Option<Self> {
        let (entries, rest) = index.as_chunks::<16>();
        let number = |bytes: [u8; 8]| u64::from_le_bytes(bytes);
        let place = |entry: &[u8; 16]| {
            let (start, hash) = entry.split_first_chunk::<8>()?;
            Some((number(*start), number(hash.try_into().ok()?)))
        };
        let places: Vec<(u64, u64)> = entries.iter().map(place).collect::<Option<_>>()?;
        let starts = places.iter().map(|place| place.0).chain([end]);
        let is_whole = rest.is_empty()
            && starts.clone().next() == Some(0).filter(|_| end > 0 || places.is_empty());
        (is_whole && starts.is_sorted_by(|a, b| a < b)).then_some(Self { places, end })
    }

    /// The numbers of all records.
    pub(super) fn all(&self) -> Range<u32> {
        0..u32::try_from(self.places.len()).unwrap_or(u32::MAX)
    }

    /// The number of the record whose line starts at a byte.
    pub(super) fn at(&self, start: u64) -> Option<u32> {
        let number = self.places.binary_search_by_key(&start, |place| place.0).ok()?;
        u32::try_from(number).ok()
    }

    /// The bytes of a record's line, and their hash.
    fn line(&self, number: usize) -> Option<(Range<u64>, u64)> {
        let (start, hash) = *self.places.get(number)?;
        let end = self.places.get(number + 1).map_or(self.end, |next| next.0);
        Some((start..end, hash))
    }
}

/// The lines of some records, in the order in which they are asked for, each checked.
#[derive(Debug)]
pub(super) struct RecordLines {
    path: Arc<Path>,
    places: Arc<Places>,
    numbers: vec::IntoIter<u32>,
    file: BufReader<File>,
    /// Where the file stands.
    at: u64,
}

impl RecordLines {
    /// The lines of the records with these numbers.
    pub(super) fn open(
        path: &Arc<Path>,
        places: &Arc<Places>,
        numbers: Vec<u32>,
    ) -> Result<Self, StoreError> {
        let file = File::open(path).map_err(StoreError::read(path))?;
        Ok(Self {
            path: Arc::clone(path),
            places: Arc::clone(places),
            numbers: numbers.into_iter(),
            file: BufReader::with_capacity(AHEAD, file),
            at: 0,
        })
    }

    /// Reads a line into `bytes`; says nothing where it cannot, or the line is not as it was written.
    fn read(&mut self, number: usize, bytes: &mut Vec<u8>) -> Option<u64> {
        let (place, expected) = self.places.line(number)?;
        if place.start != self.at {
            // Places are those of one file: their differences fit.
            self.file.seek_relative(place.start as i64 - self.at as i64).ok()?;
        }
        self.at = place.end;
        bytes.resize(usize::try_from(place.end - place.start).ok()?, 0);
        self.file.read_exact(bytes).ok()?;
        (hash(bytes) == expected).then_some(place.start)
    }

    fn wrong(&self, number: usize) -> StoreError {
        let reason = "the record is not as it was written".to_owned();
        StoreError::Line { path: self.path.to_path_buf(), line: number + 1, reason }
    }
}

impl Iterator for RecordLines {
    type Item = Result<RawLine, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        let number = self.numbers.next()? as usize;
        let mut bytes = Vec::new();
        let line = self.read(number, &mut bytes).and_then(|start| {
            bytes.pop();
            let text = String::from_utf8(bytes).ok()?;
            Some(RawLine::new(text, start, &self.path, number + 1))
        });
        Some(line.ok_or_else(|| self.wrong(number)))
    }
}

/// Checks all records, on all threads.
///
/// # Errors
/// When one is not as it was written, or the file cannot be read.
pub(super) fn check(path: &Arc<Path>, places: &Arc<Places>) -> Result<(), StoreError> {
    let n = places.places.len();
    let stretches = (0..n).step_by(STRETCH).map(|from| from..n.min(from + STRETCH)).collect();
    let checked = in_parallel(stretches, |stretch: Range<usize>| {
        let mut lines = RecordLines::open(path, places, Vec::new())?;
        let mut bytes = Vec::new();
        for number in stretch {
            if lines.read(number, &mut bytes).is_none() {
                return Err(lines.wrong(number));
            }
        }
        Ok(())
    });
    checked.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_reads_back_and_any_other_is_refused() {
        let lines: [&[u8]; 3] = [b"{\"a\": 1}\n", b"{}\n", b"[0]\n"];
        let (mut index, mut places, mut at) = (Vec::new(), Vec::new(), 0);
        for line in lines {
            index.extend(entry(at, hash(line)));
            places.push((at, hash(line)));
            at += line.len() as u64;
        }
        let read = Places::read(&index, at).unwrap();
        assert_eq!(read, Places { places, end: at });
        assert_eq!((read.all(), read.at(9), read.at(10)), (0..3, Some(1), None));
        assert_eq!(Places::read(&[], 0), Some(Places::default()));
        for (bytes, end) in [(&index[..47], at), (&index[16..], at), (&index[..], 12), (&[], 1)] {
            assert_eq!(Places::read(bytes, end), None);
        }
    }

    #[test]
    fn every_record_is_checked_as_it_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let path: Arc<Path> = dir.path().join("records").into();
        let lines = ["one\n", "two\n", "three\n"];
        std::fs::write(&path, lines.concat()).unwrap();
        let mut index = Vec::new();
        for (line, at) in lines.iter().zip([0, 4, 8]) {
            index.extend(entry(at, hash(line.as_bytes())));
        }
        let places = Arc::new(Places::read(&index, 14).unwrap());
        let read = |numbers: &[u32]| -> Result<Vec<String>, String> {
            let lines = RecordLines::open(&path, &places, numbers.to_vec()).unwrap();
            lines.map(|line| line.map(|line| line.text).map_err(|e| e.to_string())).collect()
        };
        assert_eq!(read(&[2, 0, 1]).unwrap(), ["three", "one", "two"]);
        assert!(check(&path, &places).is_ok());
        // The line break is part of the line.
        for (at, line) in [(1, 1), (3, 1), (13, 3)] {
            let mut bytes = lines.concat().into_bytes();
            bytes[at] ^= 1;
            std::fs::write(&path, bytes).unwrap();
            let said = check(&path, &places).unwrap_err().to_string();
            assert!(
                said.contains(&format!("records:{line}: ")) && said.contains("consort build"),
                "{said}"
            );
            assert_eq!(read(&[line - 1]).unwrap_err(), said);
            assert!(read(&[1]).is_ok());
        }
        std::fs::write(&path, "one\ntwo\nthr").unwrap();
        assert!(read(&[0, 1]).is_ok() && read(&[2]).is_err());
    }
}
