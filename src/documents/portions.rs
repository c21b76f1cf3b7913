//! A file piece by piece, so that one larger than memory can be read, and on several threads.
//!
//! In: a file. Out: [`Portion`]s of whole stories, in order, and a hash of all bytes. Never: a story cut in two.
//!
//! JSONL is cut at line ends. Anything else is one portion: which paragraph is a title, and of which year a dateline is,
//! hangs on what stands around it.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _, Seek as _, SeekFrom};

use sha2::{Digest, Sha256};

use crate::base::{Document, Warned, Warning};
use crate::documents::encoding::decode_part;
use crate::documents::error::ReadError;
use crate::documents::fields;
use crate::documents::input::{InputFile, InputPlace};
use crate::documents::jsonl;
use crate::documents::options::{DayMonth, Format, ReadOptions};
use crate::documents::order::Seen;
use crate::documents::parse::parse_part;

/// A portion ends with the line that brings it to this many bytes.
const PORTION: usize = 1 << 16;

/// Reads the documents of one file.
///
/// # Errors
/// When the file cannot be read, or is no text. What is wrong inside a text is a warning, and the rest goes on.
///
/// ```
/// use consort::documents::{Format, InputFile, InputPlace, ReadOptions, read_file};
/// # let path = std::env::temp_dir().join(format!("consort-read-{}.txt", std::process::id()));
/// std::fs::write(&path, "3 March 2020, Vienna, Austria: Zeta Body met.").expect("written");
/// let place = InputPlace::File(path.clone());
/// let file = InputFile { name: "note.txt".into(), place, format: Some(Format::Text), n_bytes: None };
/// let read = read_file(&file, &ReadOptions::default())?;
/// assert_eq!(read.output[0].source.file, "note.txt");
/// # std::fs::remove_file(&path).expect("removed");
/// assert!(read_file(&file, &ReadOptions::default()).is_err(), "it is gone");
/// # Ok::<(), consort::documents::ReadError>(())
/// ```
pub fn read_file(
    file: &InputFile,
    options: &ReadOptions,
) -> Result<Warned<Vec<Document>>, ReadError> {
    let mut all = Warned { output: Vec::new(), warnings: Vec::new() };
    for portion in Portions::open(file, options)? {
        let read = portion?.documents(options)?;
        all.output.extend(read.output);
        all.warnings.extend(read.warnings);
    }
    Ok(all)
}

/// The portions of a file, read as they are asked for.
pub struct Portions {
    name: String,
    input: Box<dyn BufRead + Send>,
    format: Option<Format>,
    /// Whether it is cut at line ends.
    is_lines: bool,
    /// The line that comes next, from 1.
    line: usize,
    /// Whether a portion before had letters beyond ASCII in UTF-8: then what is broken later is broken UTF-8.
    is_utf8: bool,
    /// What the date fields have shown so far, and whether that is all that is asked of them.
    seen: Seen,
    is_order_known: bool,
    options: ReadOptions,
    place: InputPlace,
    is_done: bool,
    hash: Sha256,
    n_bytes: u64,
}

/// A part of a file that holds whole stories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portion {
    name: String,
    bytes: Vec<u8>,
    format: Option<Format>,
    first_line: usize,
    is_utf8: bool,
    /// The order of day and month that the file's date fields show, and what to say where they show none.
    day_month: Option<DayMonth>,
    doubt: Option<Warning>,
    /// Whether it is the whole file.
    is_all: bool,
}

impl Portions {
    /// Opens a file.
    ///
    /// # Errors
    /// When it cannot be opened or read.
    pub fn open(file: &InputFile, options: &ReadOptions) -> Result<Self, ReadError> {
        let failed = |error| ReadError::Io { name: file.name.clone(), error };
        let mut input: Box<dyn BufRead + Send> = match &file.place {
            InputPlace::File(path) => {
                Box::new(BufReader::with_capacity(PORTION, File::open(path).map_err(failed)?))
            }
            InputPlace::Stdin => Box::new(BufReader::with_capacity(PORTION, io::stdin())),
        };
        let opening = input.fill_buf().map_err(failed)?;
        let format = options.format.or(file.format);
        let is_utf16 = opening.starts_with(b"\xff\xfe") || opening.starts_with(b"\xfe\xff");
        let opening = opening.strip_prefix(b"\xef\xbb\xbf").unwrap_or(opening);
        let is_jsonl = match format {
            Some(format) => format == Format::Jsonl,
            None => opening.trim_ascii_start().starts_with(b"{"),
        };
        // A file that is JSON in another shape gets one warning; nothing more of it is read.
        let is_lines = is_jsonl && !is_utf16 && !jsonl::is_other_json(opening);
        Ok(Self {
            name: file.name.clone(),
            input,
            format,
            is_lines,
            line: 1,
            is_utf8: false,
            seen: Seen::default(),
            is_order_known: options.day_month.is_some() || !is_lines,
            options: options.clone(),
            place: file.place.clone(),
            is_done: false,
            hash: Sha256::new(),
            n_bytes: 0,
        })
    }

    /// How many bytes have been read.
    #[must_use]
    pub fn n_bytes(&self) -> u64 {
        self.n_bytes
    }

    /// SHA-256 of the bytes read, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> String {
        self.hash.clone().finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Looks at the date fields of a portion; where one can be read two ways, at those of the rest of the file too, so that
    /// all dates of a file are read alike.
    fn look_at_dates(&mut self, bytes: &[u8]) -> Option<Warning> {
        if self.is_order_known {
            return None;
        }
        let here = Seen::in_lines(bytes, |key| fields::is_date_key(key, &self.options));
        self.seen = self.seen.and(here);
        here.open_at?;
        self.is_order_known = true;
        self.seen = self.seen.and(self.seen_behind().unwrap_or_default());
        let mut seen = self.seen;
        seen.open_at = here.open_at;
        seen.doubt(&self.name, bytes, self.line)
    }

    /// What the date fields show behind what has been read; nothing where that cannot be looked at beforehand.
    fn seen_behind(&self) -> io::Result<Seen> {
        let InputPlace::File(path) = &self.place else { return Ok(Seen::default()) };
        let mut file = BufReader::with_capacity(PORTION, File::open(path)?);
        file.seek(SeekFrom::Start(self.n_bytes))?;
        let (mut seen, mut lines) = (Seen::default(), Vec::new());
        while file.read_until(b'\n', &mut lines)? > 0 {
            seen = seen.and(Seen::in_lines(&lines, |key| fields::is_date_key(key, &self.options)));
            lines.clear();
        }
        Ok(seen)
    }

    fn read(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        if !self.is_lines {
            self.input.read_to_end(&mut bytes)?;
            return Ok(bytes);
        }
        bytes.reserve(PORTION + PORTION / 4);
        while bytes.len() < PORTION && self.input.read_until(b'\n', &mut bytes)? > 0 {}
        Ok(bytes)
    }
}

impl Iterator for Portions {
    type Item = Result<Portion, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done {
            return None;
        }
        let read = self.read().and_then(|bytes| {
            self.is_done = !self.is_lines || self.input.fill_buf()?.is_empty();
            Ok(bytes)
        });
        let bytes = match read {
            Ok(bytes) => bytes,
            Err(error) => {
                self.is_done = true;
                return Some(Err(ReadError::Io { name: self.name.clone(), error }));
            }
        };
        self.hash.update(&bytes);
        self.n_bytes += bytes.len() as u64;
        let doubt = self.look_at_dates(&bytes);
        let first_line = self.line;
        self.line += bytes.iter().filter(|byte| **byte == b'\n').count();
        let portion = Portion {
            name: self.name.clone(),
            format: self.format,
            first_line,
            is_utf8: self.is_utf8,
            day_month: self.seen.order(),
            doubt,
            is_all: self.is_done && first_line == 1,
            bytes,
        };
        self.is_utf8 |= !portion.bytes.is_ascii() && std::str::from_utf8(&portion.bytes).is_ok();
        Some(Ok(portion))
    }
}

impl Portion {
    /// The file it belongs to, as the user named it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many bytes it has.
    #[must_use]
    pub fn n_bytes(&self) -> usize {
        self.bytes.len()
    }

    /// The documents in it. Pure, so it runs on any thread.
    ///
    /// # Errors
    /// When the bytes are no text. What is wrong inside a text is a warning, and the rest goes on.
    pub fn documents(&self, options: &ReadOptions) -> Result<Warned<Vec<Document>>, ReadError> {
        let text = decode_part(&self.name, &self.bytes, self.first_line, self.is_utf8)?;
        let format = self.format.unwrap_or_else(|| Format::of_text(&text.output));
        let day_month = options.day_month.or(self.day_month);
        let options = &ReadOptions { day_month, ..options.clone() };
        let mut read =
            parse_part(&self.name, &text.output, format, options, self.first_line, self.is_all);
        read.warnings.splice(0..0, text.warnings);
        read.warnings.extend(self.doubt.clone());
        Ok(read)
    }
}
