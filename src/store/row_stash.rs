//! Rows of numbers in the order in which they come, more than memory holds.
//!
//! In: rows. Out: the same, as often as they are asked for. Never: more than [`ROWS`] of them in memory.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use crate::store::StoreError;

/// So many rows are held in memory.
const ROWS: usize = 1 << 20;

/// Takes rows.
pub(super) struct RowStash<const N: usize> {
    folder: PathBuf,
    /// Those that came last; the others are in the file.
    rows: Vec<[u64; N]>,
    file: Option<File>,
    n_in_file: u64,
}

impl<const N: usize> RowStash<N> {
    /// An empty one, whose file lies in this folder.
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), rows: Vec::new(), file: None, n_in_file: 0 }
    }

    /// Takes a row.
    pub(super) fn push(&mut self, row: [u64; N]) -> Result<(), StoreError> {
        if self.rows.len() == ROWS {
            self.set_aside().map_err(StoreError::write(&self.folder))?;
        }
        self.rows.push(row);
        Ok(())
    }

    /// Hands on all rows.
    pub(super) fn each(
        &mut self,
        take: &mut dyn FnMut([u64; N]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        if let Some(file) = &mut self.file {
            let failed = || StoreError::read(&self.folder);
            file.seek(SeekFrom::Start(0)).map_err(failed())?;
            let mut input = BufReader::with_capacity(1 << 18, file);
            for _ in 0..self.n_in_file {
                let mut row = [0; N];
                for number in &mut row {
                    let mut bytes = [0; 8];
                    input.read_exact(&mut bytes).map_err(failed())?;
                    *number = u64::from_le_bytes(bytes);
                }
                take(row)?;
            }
        }
        self.rows.iter().try_for_each(|row| take(*row))
    }

    fn set_aside(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile_in(&self.folder)?),
        };
        self.n_in_file += self.rows.len() as u64;
        let mut out = BufWriter::with_capacity(1 << 18, file);
        for number in self.rows.drain(..).flatten() {
            out.write_all(&number.to_le_bytes())?;
        }
        out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::{ROWS, RowStash};

    #[test]
    fn rows_come_back_as_they_came() {
        let dir = tempfile::tempdir().unwrap();
        let mut stash = RowStash::<2>::new(dir.path());
        let n = 2 * ROWS as u64 + 5;
        (0..n).for_each(|i| stash.push([i, i * i]).unwrap());
        for _ in 0..2 {
            let mut next = 0;
            let mut take = |row| {
                assert_eq!(row, [next, next * next]);
                next += 1;
                Ok(())
            };
            stash.each(&mut take).unwrap();
            assert_eq!(next, n);
        }
    }
}
