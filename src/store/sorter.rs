//! Sorts more than memory holds.
//!
//! In: keys with values, in any order. Out: the same by their keys, equal keys in the order in which they came. Never: more than
//! [`BUDGET`] bytes in memory at once, but for what a merge reads ahead.
//!
//! What fills the budget is sorted and set aside in a temporary file that no folder lists, so that a program that is killed leaves
//! nothing behind; in the end the files are merged.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use rayon::slice::ParallelSliceMut;

use crate::store::StoreError;

/// So many bytes are sorted at once.
const BUDGET: usize = 48 << 20;

/// So many bytes of a file are read ahead.
const AHEAD: usize = 1 << 17;

/// Takes keys and values.
pub(crate) struct Sorter {
    folder: PathBuf,
    budget: usize,
    bytes: Vec<u8>,
    /// Where a key starts among the bytes, where its value does, and where that ends.
    entries: Vec<[u32; 3]>,
    runs: Vec<File>,
}

/// Gives them in order.
pub(crate) struct Sorted {
    folder: PathBuf,
    /// The last run, which never left memory.
    bytes: Vec<u8>,
    entries: std::vec::IntoIter<[u32; 3]>,
    runs: Vec<BufReader<File>>,
    /// The next entry of each run: its key, the number of the run, its value. The entries in memory are the last run.
    next: BinaryHeap<Reverse<Entry>>,
}

/// A key, the run that it comes from, and its value.
pub(crate) type Entry = (Vec<u8>, usize, Vec<u8>);

impl Sorter {
    /// An empty one, whose files lie in this folder.
    pub(crate) fn new(folder: &Path) -> Self {
        Self::of_size(folder, BUDGET)
    }

    fn of_size(folder: &Path, budget: usize) -> Self {
        let folder = folder.to_owned();
        Self { folder, budget, bytes: Vec::new(), entries: Vec::new(), runs: Vec::new() }
    }

    /// Takes a key and its value.
    pub(crate) fn push(&mut self, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        let held = self.bytes.len() + self.entries.len() * size_of::<[u32; 3]>();
        if held + key.len() + value.len() > self.budget && !self.entries.is_empty() {
            self.set_aside().map_err(StoreError::write(&self.folder))?;
        }
        let start = self.bytes.len();
        self.bytes.extend_from_slice(key);
        let middle = self.bytes.len();
        self.bytes.extend_from_slice(value);
        let place = |at: usize| {
            // A single entry beyond 4 GB is no sentence and no story that anybody has.
            u32::try_from(at).map_err(|_| StoreError::Engine("an entry is larger than 4 GB".into()))
        };
        self.entries.push([place(start)?, place(middle)?, place(self.bytes.len())?]);
        Ok(())
    }

    /// All of them, in order.
    pub(crate) fn finish(mut self) -> Result<Sorted, StoreError> {
        self.sort();
        let Self { folder, bytes, entries, runs, .. } = self;
        let runs = runs.into_iter().map(|run| BufReader::with_capacity(AHEAD, run)).collect();
        let entries = entries.into_iter();
        let mut sorted = Sorted { folder, bytes, entries, runs, next: BinaryHeap::new() };
        for run in 0..=sorted.runs.len() {
            if let Some(entry) = sorted.read(run).map_err(StoreError::read(&sorted.folder))? {
                sorted.next.push(Reverse(entry));
            }
        }
        Ok(sorted)
    }

    fn sort(&mut self) {
        let bytes = &self.bytes;
        let key = |entry: &[u32; 3]| &bytes[entry[0] as usize..entry[1] as usize];
        // Entries start where they came, so equal keys keep their order.
        self.entries.par_sort_unstable_by(|a, b| key(a).cmp(key(b)).then_with(|| a[0].cmp(&b[0])));
    }

    /// Writes what is in memory to a file of its own.
    fn set_aside(&mut self) -> io::Result<()> {
        self.sort();
        let mut out = BufWriter::with_capacity(AHEAD, tempfile::tempfile_in(&self.folder)?);
        for [start, middle, end] in self.entries.drain(..) {
            out.write_all(&(middle - start).to_le_bytes())?;
            out.write_all(&(end - middle).to_le_bytes())?;
            out.write_all(&self.bytes[start as usize..end as usize])?;
        }
        self.bytes.clear();
        let mut file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        self.runs.push(file);
        Ok(())
    }
}

impl Sorted {
    /// The next entry of a run; `None` at its end.
    fn read(&mut self, run: usize) -> io::Result<Option<Entry>> {
        let Some(file) = self.runs.get_mut(run) else {
            return Ok(self.entries.next().map(|entry| {
                let [start, middle, end] = entry.map(|at| at as usize);
                (self.bytes[start..middle].to_vec(), run, self.bytes[middle..end].to_vec())
            }));
        };
        let mut lengths = [0; 8];
        match file.read_exact(&mut lengths) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            read => read?,
        }
        let [a, b, c, d, rest @ ..] = lengths;
        let mut key = vec![0; u32::from_le_bytes([a, b, c, d]) as usize];
        let mut value = vec![0; u32::from_le_bytes(rest) as usize];
        file.read_exact(&mut key)?;
        file.read_exact(&mut value)?;
        Ok(Some((key, run, value)))
    }
}

impl Iterator for Sorted {
    type Item = Result<Entry, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        let run = self.next.peek()?.0.1;
        let entry = match self.read(run) {
            Ok(Some(following)) => {
                let mut first = self.next.peek_mut()?;
                std::mem::replace(&mut first.0, following)
            }
            Ok(None) => PeekMut::pop(self.next.peek_mut()?).0,
            Err(error) => return Some(Err(StoreError::read(&self.folder)(error))),
        };
        Some(Ok(entry))
    }
}

#[cfg(test)]
mod tests {
    use super::Sorter;
    use crate::base::Random;

    #[test]
    fn files_and_memory_give_one_order() {
        let dir = tempfile::tempdir().unwrap();
        let mut random = Random::new(7);
        let entries: Vec<(String, String)> = (0..5000)
            .map(|n| (format!("key {}", random.below(700)), format!("{n} {}", "x".repeat(n % 17))))
            .collect();
        let mut expected = entries.clone();
        expected.sort_by(|a, b| a.0.cmp(&b.0));
        for budget in [0, 1000, 20_000, 1 << 20] {
            let mut sorter = Sorter::of_size(dir.path(), budget);
            for (key, value) in entries.iter().take(if budget == 0 { 300 } else { 5000 }) {
                sorter.push(key.as_bytes(), value.as_bytes()).unwrap();
            }
            let sorted: Vec<(String, String)> = sorter
                .finish()
                .unwrap()
                .map(|entry| entry.unwrap())
                .map(|(key, _, value)| {
                    (String::from_utf8(key).unwrap(), String::from_utf8(value).unwrap())
                })
                .collect();
            if budget == 0 {
                let mut few = entries[..300].to_vec();
                few.sort_by(|a, b| a.0.cmp(&b.0));
                assert_eq!(sorted, few);
            } else {
                assert_eq!(sorted, expected, "{budget}");
            }
        }
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
        assert!(Sorter::new(dir.path()).finish().unwrap().next().is_none());
    }
}
