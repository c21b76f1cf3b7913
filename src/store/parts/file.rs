//! One file of parts: its first line, its rows, its last line.
//!
//! In: a file. Out: its rows one by one, and at their end whether it is whole. Never: a row without its place; a file that ends
//! without its last line taken for a whole one.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use crate::base::{Warning, hex};
use crate::store::parts::PartsError;

/// The format of parts that this version reads.
pub(super) const FORMAT: u32 = 1;

/// One row: a story, or what kept it from being read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartRow {
    position: Option<u64>,
    key: Option<String>,
    /// The line of the story's record; none where it could not be read.
    pub record: Option<String>,
    /// What was noticed when it was read.
    pub warnings: Vec<Warning>,
    /// The file and the line.
    pub place: String,
    pub(super) line: String,
    consort: String,
    vocabulary: String,
}

/// A row as it is written.
#[derive(Deserialize)]
struct Line<'a> {
    position: Option<u64>,
    key: Option<String>,
    consort: String,
    vocabulary: String,
    #[serde(default)]
    warnings: Vec<(String, String)>,
    #[serde(borrow)]
    record: Option<&'a RawValue>,
}

/// The first line of a part.
#[derive(Deserialize)]
struct First {
    format: u32,
    part: usize,
}

/// Its last line.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Last {
    end: usize,
    rows: usize,
    pub(super) sha256: String,
}

impl PartRow {
    /// How many bytes it takes in its part.
    #[must_use]
    pub fn n_bytes(&self) -> u64 {
        self.line.len() as u64 + 1
    }

    /// Refuses one that this program, with this vocabulary, would have read otherwise.
    pub(super) fn check(&self, vocabulary: &str) -> Result<(), PartsError> {
        let own = env!("CARGO_PKG_VERSION");
        if self.consort != own {
            let (place, found) = (self.place.clone(), self.consort.clone());
            return Err(PartsError::Version { place, found, own });
        }
        if self.vocabulary != vocabulary {
            let short = |hash: &str| hash.chars().take(12).collect();
            let (found, own) = (short(&self.vocabulary), short(vocabulary));
            return Err(PartsError::Vocabulary { place: self.place.clone(), found, own });
        }
        Ok(())
    }
}

/// A part that is read row by row.
#[derive(Debug)]
pub(super) struct PartFile {
    path: PathBuf,
    pub(super) number: usize,
    /// Where it is read; `None` before it is opened, and again when it is closed.
    lines: Option<Lines>,
    /// Lines to pass over when it is opened again, for they were given.
    n_given: usize,
    sha256: Sha256,
    rows: usize,
    before: Option<(Option<u64>, Option<String>)>,
    pub(super) last: Option<Last>,
}

impl PartFile {
    /// Looks at the first line; `None` for an empty file, which a task leaves that was killed.
    pub(super) fn open(path: &Path) -> Result<Option<Self>, PartsError> {
        let mut lines = Lines::open(path)?;
        let Some(first) = lines.next()? else { return Ok(None) };
        let torn = |reason: String| PartsError::Torn { path: path.to_owned(), reason };
        let First { format, part } = serde_json::from_str(&first)
            .map_err(|_| torn("its first line is not that of a part".to_owned()))?;
        if format != FORMAT {
            return Err(torn(format!(
                "is in format {format} of parts, and this consort reads {FORMAT}"
            )));
        }
        Ok(Some(Self {
            path: path.to_owned(),
            number: part,
            lines: Some(lines),
            n_given: 1,
            sha256: Sha256::new(),
            rows: 0,
            before: None,
            last: None,
        }))
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the file back to the system until its next row is asked for.
    pub(super) fn close(&mut self) {
        self.lines = None;
    }

    /// The next row; `None` behind the last one, when all was as it was written.
    pub(super) fn next_row(&mut self) -> Result<Option<PartRow>, PartsError> {
        if self.last.is_some() {
            return Ok(None);
        }
        let Some(line) = self.next_line()? else {
            return Err(self.torn("is torn: its last line is missing"));
        };
        let place = format!("{}:{}", self.path.display(), self.n_given);
        // A row has no key of this name, so one that is torn is none of the two.
        if line.starts_with("{\"end\":") {
            return self.end(&line).map(|()| None);
        }
        let wrong = |reason: String| PartsError::Row { place: place.clone(), reason };
        let read: Line<'_> =
            serde_json::from_str(&line).map_err(|e| wrong(format!("is no row of a part ({e})")))?;
        let (position, key) = (read.position, read.key.clone());
        if position.is_none() && key.is_none() {
            let says = "has neither position nor key: give consort.spark.extract a position, or every row an id";
            return Err(wrong(says.to_owned()));
        }
        let now = (position, key.clone());
        if self.before.replace(now.clone()).is_some_and(|before| before > now) {
            return Err(wrong("stands before a row that comes earlier".to_owned()));
        }
        self.sha256.update(line.as_bytes());
        self.sha256.update(b"\n");
        self.rows += 1;
        let warnings = read.warnings.into_iter();
        Ok(Some(PartRow {
            position,
            key,
            record: read.record.map(|record| record.get().to_owned()),
            warnings: warnings.map(|(place, message)| Warning { place, message }).collect(),
            place: place.clone(),
            consort: read.consort,
            vocabulary: read.vocabulary,
            line,
        }))
    }

    /// Reads it to its end, and says whether it is whole.
    pub(super) fn is_whole(&mut self) -> Result<bool, PartsError> {
        loop {
            match self.next_row() {
                Ok(Some(_)) => {}
                Ok(None) => return Ok(true),
                Err(PartsError::Torn { .. } | PartsError::Row { .. }) => return Ok(false),
                Err(error) => return Err(error),
            }
        }
    }

    /// What the last line says, as a number that does not depend on the order of the parts.
    pub(super) fn sum(&self) -> u64 {
        let hash = self.last.as_ref().map_or("", |last| last.sha256.as_str());
        u64::from_str_radix(hash.get(..15).unwrap_or("0"), 16).unwrap_or_default()
    }

    fn end(&mut self, line: &str) -> Result<(), PartsError> {
        let last: Last = serde_json::from_str(line)
            .map_err(|_| self.torn("is torn: its last line cannot be read"))?;
        if last.end != self.number || last.rows != self.rows {
            return Err(self.torn("is torn: its last line tells of other rows"));
        }
        if last.sha256 != hex(&self.sha256.clone().finalize()) {
            return Err(self.torn("its rows are not as they were written"));
        }
        if self.next_line()?.is_some() {
            return Err(self.torn("has lines behind its last one"));
        }
        self.last = Some(last);
        self.close();
        Ok(())
    }

    fn next_line(&mut self) -> Result<Option<String>, PartsError> {
        if self.lines.is_none() {
            let mut lines = Lines::open(&self.path)?;
            for _ in 0..self.n_given {
                lines.next()?;
            }
            self.lines = Some(lines);
        }
        let line = match &mut self.lines {
            Some(lines) => lines.next()?,
            None => None,
        };
        self.n_given += usize::from(line.is_some());
        Ok(line)
    }

    fn torn(&self, reason: &str) -> PartsError {
        PartsError::Torn { path: self.path.clone(), reason: reason.to_owned() }
    }
}

/// The lines of a file, unpacked where its name says so.
struct Lines {
    path: PathBuf,
    lines: Box<dyn BufRead + Send + Sync>,
}

impl std::fmt::Debug for Lines {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lines").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Lines {
    fn open(path: &Path) -> Result<Self, PartsError> {
        let read = |source| PartsError::Read { path: path.to_owned(), source };
        let file = File::open(path).map_err(read)?;
        let bytes: Box<dyn Read + Send + Sync> = match path.extension() {
            Some(ending) if ending == "gz" => Box::new(flate2::read::MultiGzDecoder::new(file)),
            _ => Box::new(file),
        };
        let lines = Box::new(BufReader::with_capacity(1 << 16, bytes));
        Ok(Self { path: path.to_owned(), lines })
    }

    /// The next line without its end. A last line without an end is one too.
    fn next(&mut self) -> Result<Option<String>, PartsError> {
        let mut bytes = Vec::new();
        match self.lines.read_until(b'\n', &mut bytes) {
            Ok(0) => return Ok(None),
            Ok(_) => {}
            // What a packed file says that was cut short or changed.
            Err(error) if self.path.extension().is_some_and(|e| e == "gz") => {
                let reason = format!("is torn: it cannot be unpacked ({error})");
                return Err(PartsError::Torn { path: self.path.clone(), reason });
            }
            Err(source) => return Err(PartsError::Read { path: self.path.clone(), source }),
        }
        if bytes.last() == Some(&b'\n') {
            bytes.pop();
        }
        String::from_utf8(bytes).map(Some).map_err(|_| PartsError::Torn {
            path: self.path.clone(),
            reason: "holds bytes that are no text".to_owned(),
        })
    }
}
