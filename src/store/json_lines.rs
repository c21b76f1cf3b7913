//! JSON Lines files, line by line.
//!
//! In: the path of a file. Out: its lines, or the values on them. Never: a whole file in memory; an error without its line.

use std::fs::File;
use std::io::{BufRead, BufReader, Lines, Seek, SeekFrom};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::DeserializeOwned;

use crate::store::StoreError;

/// The values of a JSON Lines file, one by one.
#[derive(Debug)]
pub struct JsonLines<T> {
    lines: RawLines,
    values: PhantomData<T>,
}

/// The lines themselves, so that other threads may read them.
#[derive(Debug)]
pub(super) struct RawLines {
    path: Arc<Path>,
    lines: Lines<BufReader<File>>,
    number: usize,
    /// The byte at which the next line starts.
    start: u64,
}

/// One line, and where it stands.
#[derive(Debug)]
pub(super) struct RawLine {
    pub(super) text: String,
    /// The byte of the file at which it starts.
    pub(super) start: u64,
    path: Arc<Path>,
    number: usize,
}

impl<T> JsonLines<T> {
    pub(super) fn open(path: PathBuf) -> Result<Self, StoreError> {
        Ok(Self { lines: RawLines::open(path)?, values: PhantomData })
    }
}

impl<T: DeserializeOwned> Iterator for JsonLines<T> {
    type Item = Result<T, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.lines.next()?.and_then(|line| line.parse(Ok)))
    }
}

impl RawLines {
    pub(super) fn open(path: PathBuf) -> Result<Self, StoreError> {
        let file = File::open(&path).map_err(StoreError::read(&path))?;
        let lines = BufReader::with_capacity(1 << 18, file).lines();
        Ok(Self { path: path.into(), lines, number: 0, start: 0 })
    }
}

/// The value on the line that starts at a byte of a file.
pub(super) fn value_at<T: DeserializeOwned>(path: &Path, start: u64) -> Result<T, StoreError> {
    let mut file = File::open(path).map_err(StoreError::read(path))?;
    let mut text = String::new();
    file.seek(SeekFrom::Start(start))
        .and_then(|_| BufReader::new(file).read_line(&mut text))
        .map_err(StoreError::read(path))?;
    let reason = |e: serde_json::Error| StoreError::damaged(path, format!("byte {start}: {e}"));
    serde_json::from_str(&text).map_err(reason)
}

impl Iterator for RawLines {
    type Item = Result<RawLine, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.lines.next()?;
        self.number += 1;
        let start = self.start;
        let line =
            RawLine { text: String::new(), start, path: self.path.clone(), number: self.number };
        Some(match text {
            Ok(text) => {
                // Every line ends in one byte: they were written so.
                self.start += text.len() as u64 + 1;
                Ok(RawLine { text, ..line })
            }
            Err(error) => Err(line.wrong(error.to_string())),
        })
    }
}

impl RawLine {
    /// A line that was read elsewhere.
    pub(super) fn new(text: String, start: u64, path: &Arc<Path>, number: usize) -> Self {
        Self { text, start, path: Arc::clone(path), number }
    }

    /// What `make` makes of the value on the line.
    pub(super) fn parse<T: DeserializeOwned, U>(
        self,
        make: impl FnOnce(T) -> Result<U, String>,
    ) -> Result<U, StoreError> {
        let value = serde_json::from_str(&self.text).map_err(|e| e.to_string());
        value.and_then(make).map_err(|reason| self.wrong(reason))
    }

    fn wrong(&self, reason: String) -> StoreError {
        StoreError::Line { path: self.path.to_path_buf(), line: self.number, reason }
    }
}
