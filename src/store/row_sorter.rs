//! Sorts rows of numbers, more than memory holds.
//!
//! In: rows in any order. Out: rows in order, each once. Never: more than [`BUDGET`] rows in memory at once, but for what a merge
//! reads ahead.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::fs::File;
use std::io::{
    self, BufRead as _, BufReader, BufWriter, Read as _, Seek as _, SeekFrom, Write as _,
};
use std::path::{Path, PathBuf};

use rayon::slice::ParallelSliceMut;

use crate::store::StoreError;

/// So many rows are sorted at once.
const BUDGET: usize = 4 << 20;

/// So many bytes of a file are read ahead.
const AHEAD: usize = 1 << 17;

/// Takes rows, and gives them in order.
pub(super) struct RowSorter<const N: usize> {
    folder: PathBuf,
    budget: usize,
    rows: Vec<[u32; N]>,
    runs: Vec<File>,
}

impl<const N: usize> RowSorter<N> {
    /// An empty one, whose files lie in this folder.
    pub(super) fn new(folder: &Path) -> Self {
        Self::of_size(folder, BUDGET)
    }

    fn of_size(folder: &Path, budget: usize) -> Self {
        Self { folder: folder.to_owned(), budget, rows: Vec::new(), runs: Vec::new() }
    }

    /// Takes a row.
    pub(super) fn push(&mut self, row: [u32; N]) -> Result<(), StoreError> {
        if self.rows.len() >= self.budget {
            self.sort();
            let run = self.set_aside().map_err(StoreError::write(&self.folder))?;
            self.runs.push(run);
        }
        self.rows.push(row);
        Ok(())
    }

    /// Hands the rows on, in order.
    pub(super) fn finish(
        mut self,
        each: &mut dyn FnMut([u32; N]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.sort();
        let Self { folder, rows, runs, .. } = self;
        let mut rows = rows.into_iter();
        let mut runs: Vec<_> =
            runs.into_iter().map(|run| BufReader::with_capacity(AHEAD, run)).collect();
        let n_runs = runs.len();
        // The rows that never left memory are the last run.
        let mut read = |run: usize| match runs.get_mut(run) {
            Some(file) => read_row(file).map_err(StoreError::read(&folder)),
            None => Ok(rows.next()),
        };
        let mut next = BinaryHeap::new();
        for run in 0..=n_runs {
            next.extend(read(run)?.map(|row| Reverse((row, run))));
        }
        let mut last = None;
        while let Some(mut first) = next.peek_mut() {
            let Reverse((row, run)) = *first;
            match read(run)? {
                Some(following) => *first = Reverse((following, run)),
                None => {
                    PeekMut::pop(first);
                }
            }
            if last != Some(row) {
                each(row)?;
                last = Some(row);
            }
        }
        Ok(())
    }

    fn sort(&mut self) {
        self.rows.par_sort_unstable_by_key(packed);
        self.rows.dedup();
    }

    fn set_aside(&mut self) -> io::Result<File> {
        let mut out = BufWriter::with_capacity(AHEAD, tempfile::tempfile_in(&self.folder)?);
        for row in self.rows.drain(..) {
            for number in row {
                out.write_all(&number.to_le_bytes())?;
            }
        }
        let mut file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        Ok(file)
    }
}

/// A row of at most four numbers as one, in the same order: comparing one takes half as long as comparing several.
fn packed<const N: usize>(row: &[u32; N]) -> u128 {
    row.iter().fold(0, |packed, number| packed << 32 | u128::from(*number))
}

fn read_row<const N: usize>(file: &mut BufReader<File>) -> io::Result<Option<[u32; N]>> {
    if file.fill_buf()?.is_empty() {
        return Ok(None);
    }
    let mut row = [0; N];
    for number in &mut row {
        let mut bytes = [0; 4];
        file.read_exact(&mut bytes)?;
        *number = u32::from_le_bytes(bytes);
    }
    Ok(Some(row))
}

#[cfg(test)]
mod tests {
    use super::RowSorter;
    use crate::base::Random;

    #[test]
    fn files_and_memory_give_one_order() {
        let dir = tempfile::tempdir().unwrap();
        let mut random = Random::new(3);
        let rows: Vec<[u32; 3]> =
            (0..3000).map(|_| [9, 5, 40].map(|n| random.below(n) as u32)).collect();
        let mut expected = rows.clone();
        expected.sort_unstable();
        expected.dedup();
        for budget in [1, 7, 100, 2999, 3000, 4000] {
            let mut sorter = RowSorter::of_size(dir.path(), budget);
            let some = if budget == 1 { &rows[..200] } else { &rows[..] };
            some.iter().for_each(|row| sorter.push(*row).unwrap());
            let mut found = Vec::new();
            let mut take = |row| {
                found.push(row);
                Ok(())
            };
            sorter.finish(&mut take).unwrap();
            if budget > 1 {
                assert_eq!(found, expected, "{budget}");
            }
            assert!(found.is_sorted() && !found.is_empty());
        }
    }
}
