//! A file piece by piece, so that one larger than memory can be read, and on several threads.
//!
//! In: a file. Out: [`Portion`]s of whole stories, in order, and a hash of all bytes. Never: a story cut in two.
//!
//! JSONL is cut at line ends, and a text before a line that begins a story, where the user says which do. Anything else is
//! one portion: which paragraph is a title, and of which year a dateline is, hangs on what stands around it.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};

use sha2::{Digest, Sha256};

use crate::base::{Document, Pattern, Warned};
use crate::documents::encoding::{Before, declared, decode_part};
use crate::documents::error::ReadError;
use crate::documents::input::{InputFile, Place};
use crate::documents::marks::{self, Part};
use crate::documents::options::{Format, ReadOptions, Stories};
use crate::documents::paragraphs::Lines;
use crate::documents::parse::parse_part;
use crate::documents::{jsonl, markdown};

/// A portion ends with the line that brings it to this many bytes, or where the next story begins.
const PORTION: usize = 1 << 16;

/// Reads the documents of one file.
///
/// # Errors
/// When the file cannot be read, or is no text. What is wrong inside a text is a warning, and the rest goes on.
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

/// Where a file may be cut.
enum Cut {
    Nowhere,
    AtLines,
    /// Before a line that the expression matches.
    Before(Pattern),
}

/// The portions of a file, read as they are asked for.
pub struct Portions {
    name: String,
    input: Box<dyn BufRead + Send>,
    format: Option<Format>,
    cut: Cut,
    /// The size that a portion has at least, unless it is the last.
    size: usize,
    /// What was read and belongs to the next portion.
    pending: Vec<u8>,
    before: Before,
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
    before: Before,
    /// Whether it is the whole file.
    is_all: bool,
}

impl Portions {
    /// Opens a file.
    ///
    /// # Errors
    /// When it cannot be opened or read.
    pub fn open(file: &InputFile, options: &ReadOptions) -> Result<Self, ReadError> {
        Self::of_size(file, options, PORTION)
    }

    /// The same with portions of `size` bytes or more.
    pub(super) fn of_size(
        file: &InputFile,
        options: &ReadOptions,
        size: usize,
    ) -> Result<Self, ReadError> {
        let failed = |error| ReadError::Io { name: file.name.clone(), error };
        let mut input: Box<dyn BufRead + Send> = match &file.place {
            Place::File(path) => {
                Box::new(BufReader::with_capacity(PORTION, File::open(path).map_err(failed)?))
            }
            Place::Stdin => Box::new(BufReader::with_capacity(PORTION, io::stdin())),
        };
        let opening = input.fill_buf().map_err(failed)?;
        let format = options.format.or(file.format);
        let is_utf8 = opening.starts_with(b"\xef\xbb\xbf");
        let cut = cut(opening, format, options);
        Ok(Self {
            name: file.name.clone(),
            input,
            format,
            cut,
            size,
            pending: Vec::new(),
            before: Before { is_utf8, ..Before::default() },
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

    fn read(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = std::mem::take(&mut self.pending);
        if matches!(self.cut, Cut::Nowhere) {
            self.input.read_to_end(&mut bytes)?;
            return Ok(bytes);
        }
        bytes.reserve(PORTION + PORTION / 4);
        while bytes.len() < self.size && self.input.read_until(b'\n', &mut bytes)? > 0 {}
        if let Cut::Before(pattern) = &self.cut {
            // The character set is chosen for a file as a whole: what is not UTF-8 is read to its end.
            let is_known = self.before.is_utf8;
            let is_other = |bytes: &[u8]| !is_known && std::str::from_utf8(bytes).is_err();
            let mut is_utf8 = is_known || !bytes.is_ascii();
            let mut line = Vec::new();
            let mut is_end = is_other(&bytes);
            while !is_end && self.input.read_until(b'\n', &mut line)? > 0 {
                if begins(pattern, &line, is_utf8) {
                    self.pending = line;
                    return Ok(bytes);
                }
                is_utf8 |= !line.is_ascii();
                is_end = is_other(&line);
                bytes.append(&mut line);
            }
            self.input.read_to_end(&mut bytes)?;
        }
        Ok(bytes)
    }

    /// Takes note of what a portion tells of those after it.
    fn pass(&mut self, bytes: &[u8]) {
        let before = &mut self.before;
        if before.n_lines == 0 {
            before.declared = declared(bytes);
        }
        before.n_lines += match self.cut {
            // These are not only ended by LF.
            Cut::Before(_) => {
                Lines::new(&String::from_utf8_lossy(bytes)).last().map_or(0, |line| line.number)
            }
            _ => bytes.iter().filter(|byte| **byte == b'\n').count(),
        };
        before.is_utf8 |= !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
    }
}

/// Where a file that opens so may be cut.
fn cut(opening: &[u8], format: Option<Format>, options: &ReadOptions) -> Cut {
    if opening.starts_with(b"\xff\xfe") || opening.starts_with(b"\xfe\xff") {
        return Cut::Nowhere;
    }
    let opening = opening.strip_prefix(b"\xef\xbb\xbf").unwrap_or(opening);
    let is_jsonl = match format {
        Some(format) => format == Format::Jsonl,
        None => opening.trim_ascii_start().starts_with(b"{"),
    };
    // Fields at the top of a file hold for all of it.
    let is_one = format == Some(Format::Markdown) && markdown::may_have_fields(opening);
    match &options.stories {
        // A file that is JSON in another shape gets one warning; nothing more of it is read.
        _ if is_jsonl && jsonl::is_other_json(opening) => Cut::Nowhere,
        _ if is_jsonl => Cut::AtLines,
        Stories::At(pattern) if !is_one => Cut::Before(pattern.clone()),
        _ => Cut::Nowhere,
    }
}

/// Whether a line, or the first of several that LF does not end, surely begins a story: where what stands before is not yet
/// known to be UTF-8, only a line that reads alike in all character sets does.
fn begins(pattern: &Pattern, line: &[u8], is_utf8: bool) -> bool {
    if !is_utf8 && !line.is_ascii() {
        return false;
    }
    let line = String::from_utf8_lossy(line);
    let first = Lines::new(&line).next();
    first.is_some_and(|first| marks::begins(pattern, &line[first.span.range()]))
}

impl Iterator for Portions {
    type Item = Result<Portion, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done {
            return None;
        }
        let is_first = self.n_bytes == 0;
        let read = self.read().and_then(|bytes| {
            let is_whole = matches!(self.cut, Cut::Nowhere);
            self.is_done = is_whole || self.pending.is_empty() && self.input.fill_buf()?.is_empty();
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
        let before = self.before.clone();
        self.pass(&bytes);
        let is_all = self.is_done && is_first;
        let (name, format) = (self.name.clone(), self.format);
        Some(Ok(Portion { name, bytes, format, before, is_all }))
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
        let text = decode_part(&self.name, &self.bytes, &self.before)?;
        let format = self.format.unwrap_or_else(|| Format::of_text(&text.output));
        let first_line = self.before.n_lines + 1;
        let part = Part { name: &self.name, first_line, is_all: self.is_all };
        let mut read = parse_part(part, &text.output, format, options);
        read.warnings.splice(0..0, text.warnings);
        Ok(read)
    }
}
