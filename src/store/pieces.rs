//! Files of pieces, one a story, each checked as it is read.
//!
//! In: pieces as they are written. Out: an index of them, and pieces by their number. Never: a piece whose bytes are not those that were
//! written.
//!
//! An index holds 16 bytes a piece, little endian: the byte at which it starts, and XXH3 (64 bits) of it. It is small and checked whole
//! whenever a graph is opened; the pieces, a thousand times larger, one by one when they are read.

use std::fs::File;
use std::io::{BufReader, Read as _};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use twox_hash::XxHash3_64;

use crate::base::in_parallel;
use crate::store::StoreError;

/// So many bytes are read ahead.
const AHEAD: usize = 1 << 18;

/// So many pieces are checked in one go, where all are.
const STRETCH: usize = 4096;

/// Where the pieces of a file stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Places {
    /// By piece, where it starts and its hash.
    places: Vec<(u64, u64)>,
    /// Where the last one ends.
    end: u64,
}

impl Places {
    /// Takes note of the next piece.
    pub(super) fn push(&mut self, piece: &[u8]) {
        self.places.push((self.end, hash(piece)));
        self.end += piece.len() as u64;
    }

    /// The index.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let numbers = self.places.iter().flat_map(|(start, hash)| [*start, *hash]);
        numbers.flat_map(u64::to_le_bytes).collect()
    }

    /// The index of a file of so many bytes; `None` where it is none.
    pub(super) fn from_bytes(index: &[u8], end: u64) -> Option<Self> {
        let (numbers, rest) = index.as_chunks::<8>();
        let (places, odd) = numbers.as_chunks::<2>();
        let number = |bytes: [u8; 8]| u64::from_le_bytes(bytes);
        let places: Vec<_> = places.iter().map(|[a, b]| (number(*a), number(*b))).collect();
        let starts = places.iter().map(|place| place.0).chain([end]);
        let fits = starts.clone().next() == Some(0) && starts.is_sorted_by(|a, b| a < b);
        (rest.is_empty() && odd.is_empty() && fits).then_some(Self { places, end })
    }

    /// The numbers of all pieces.
    pub(super) fn all(&self) -> Range<u32> {
        0..u32::try_from(self.places.len()).unwrap_or(u32::MAX)
    }

    /// The number of the piece that starts at a byte.
    pub(super) fn at(&self, start: u64) -> Option<u32> {
        let number = self.places.binary_search_by_key(&start, |place| place.0).ok()?;
        u32::try_from(number).ok()
    }

    /// The bytes of a piece, and their hash.
    fn piece(&self, number: u32) -> Option<(Range<u64>, u64)> {
        let number = number as usize;
        let (start, hash) = *self.places.get(number)?;
        let end = self.places.get(number + 1).map_or(self.end, |next| next.0);
        Some((start..end, hash))
    }
}

/// What tells that a piece is as it was written.
fn hash(piece: &[u8]) -> u64 {
    XxHash3_64::oneshot(piece)
}

/// A file of pieces.
#[derive(Debug, Clone)]
pub(super) struct Pieces {
    pub(super) path: Arc<Path>,
    pub(super) places: Arc<Places>,
}

impl Pieces {
    pub(super) fn new(path: &Path, places: Places) -> Self {
        Self { path: path.into(), places: Arc::new(places) }
    }

    /// A reader of pieces that follow one another.
    pub(super) fn open(&self) -> Result<PieceReader, StoreError> {
        self.open_ahead(AHEAD)
    }

    /// A reader of pieces with many others between them: it reads no byte but theirs.
    pub(super) fn open_scattered(&self) -> Result<PieceReader, StoreError> {
        self.open_ahead(0)
    }

    fn open_ahead(&self, ahead: usize) -> Result<PieceReader, StoreError> {
        let file = File::open(&self.path).map_err(StoreError::read(&self.path))?;
        let file = BufReader::with_capacity(ahead, file);
        Ok(PieceReader { pieces: self.clone(), file, at: 0 })
    }

    /// Checks all of them, on all threads.
    pub(super) fn check(&self) -> Result<(), StoreError> {
        let n = self.places.all().end;
        let stretches = (0..n).step_by(STRETCH).map(|from| from..n.min(from + STRETCH as u32));
        let checked = in_parallel(stretches.collect(), |stretch: Range<u32>| {
            let (mut reader, mut piece) = (self.open()?, Vec::new());
            stretch.into_iter().try_for_each(|number| reader.read(number, &mut piece).map(drop))
        });
        checked.into_iter().collect()
    }

    /// What to say of a piece that cannot be taken.
    pub(super) fn wrong(&self, number: u32, reason: String) -> StoreError {
        StoreError::Line { path: self.path.to_path_buf(), line: number as usize + 1, reason }
    }
}

/// Reads pieces by their numbers; those that follow one another fastest.
#[derive(Debug)]
pub(super) struct PieceReader {
    pub(super) pieces: Pieces,
    file: BufReader<File>,
    /// Where the file stands.
    at: u64,
}

impl PieceReader {
    /// Reads a piece, and gives the byte at which it starts.
    pub(super) fn read(&mut self, number: u32, piece: &mut Vec<u8>) -> Result<u64, StoreError> {
        let start = self.checked(number, piece);
        let reason = || "the record is not as it was written".to_owned();
        start.ok_or_else(|| self.pieces.wrong(number, reason()))
    }

    fn checked(&mut self, number: u32, piece: &mut Vec<u8>) -> Option<u64> {
        let (place, expected) = self.pieces.places.piece(number)?;
        if place.start != self.at {
            // Places are those of one file: their differences fit.
            self.file.seek_relative(place.start as i64 - self.at as i64).ok()?;
        }
        self.at = place.end;
        piece.resize(usize::try_from(place.end - place.start).ok()?, 0);
        self.file.read_exact(piece).ok()?;
        (hash(piece) == expected).then_some(place.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_reads_back_and_any_other_is_refused() {
        let mut places = Places::default();
        ["{\"a\": 1}\n", "{}\n", "[0]\n"].iter().for_each(|piece| places.push(piece.as_bytes()));
        let index = places.to_bytes();
        assert_eq!(Places::from_bytes(&index, 16).as_ref(), Some(&places));
        assert_eq!((places.all(), places.at(9), places.at(10)), (0..3, Some(1), None));
        assert_eq!(Places::from_bytes(&[], 0), Some(Places::default()));
        let ends =
            [(&index[..47], 16), (&index[..40], 16), (&index[16..], 16), (&index, 12), (&[], 1)];
        for (bytes, end) in ends {
            assert_eq!(Places::from_bytes(bytes, end), None);
        }
    }

    #[test]
    fn every_piece_is_checked_as_it_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("records");
        let lines = ["one\n", "two\n", "three\n"];
        std::fs::write(&path, lines.concat()).unwrap();
        let mut places = Places::default();
        lines.iter().for_each(|line| places.push(line.as_bytes()));
        let pieces = Pieces::new(&path, places);
        let read = |numbers: &[u32]| -> Result<Vec<(u64, String)>, String> {
            let (mut reader, mut piece) = (pieces.open().unwrap(), Vec::new());
            let mut read = |number: &u32| {
                let start = reader.read(*number, &mut piece).map_err(|e| e.to_string())?;
                Ok((start, String::from_utf8_lossy(&piece).into_owned()))
            };
            numbers.iter().map(&mut read).collect()
        };
        let expected = [(8, "three\n"), (0, "one\n"), (4, "two\n")];
        assert_eq!(read(&[2, 0, 1]).unwrap(), expected.map(|(at, line)| (at, line.to_owned())));
        assert!(pieces.check().is_ok() && read(&[3]).is_err());
        let (mut scattered, mut piece) = (pieces.open_scattered().unwrap(), Vec::new());
        for (number, line) in [(1, "two\n"), (0, "one\n"), (2, "three\n")] {
            scattered.read(number, &mut piece).unwrap();
            assert_eq!(piece, line.as_bytes());
        }
        for (at, number) in [(1, 0), (3, 0), (13, 2)] {
            let mut bytes = lines.concat().into_bytes();
            bytes[at] ^= 1;
            std::fs::write(&path, bytes).unwrap();
            let said = pieces.check().unwrap_err().to_string();
            let place = format!("records:{}: ", number + 1);
            assert!(said.contains(&place) && said.contains("consort build"), "{said}");
            assert_eq!(read(&[number]).unwrap_err(), said);
            assert!(read(&[1]).is_ok());
        }
        std::fs::write(&path, "one\ntwo\nthr").unwrap();
        assert!(read(&[0, 1]).is_ok() && read(&[2]).is_err());
    }
}
