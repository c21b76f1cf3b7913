//! JSON Lines files, line by line.
//!
//! In: the path of a file. Out: its lines, or the values on them. Never: a whole file in memory; an error without its line.

use std::fs::File;
use std::io::{BufRead, BufReader, Lines};
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
}

/// One line, and where it stands.
#[derive(Debug)]
pub(super) struct RawLine {
    pub(super) text: String,
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
        Ok(Self { path: path.into(), lines, number: 0 })
    }
}

impl Iterator for RawLines {
    type Item = Result<RawLine, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.lines.next()?;
        self.number += 1;
        let line = RawLine { text: String::new(), path: self.path.clone(), number: self.number };
        Some(match text {
            Ok(text) => Ok(RawLine { text, ..line }),
            Err(error) => Err(line.wrong(error.to_string())),
        })
    }
}

impl RawLine {
    /// A line that was read elsewhere.
    pub(super) fn new(text: String, path: &Arc<Path>, number: usize) -> Self {
        Self { text, path: Arc::clone(path), number }
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
