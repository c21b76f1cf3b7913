//! A file piece by piece, so that one larger than memory can be read, and on several threads.
//!
//! In: a file. Out: [`Portion`]s of whole stories, in order, and a hash of all bytes. Never: a story cut in two.
//!
//! JSONL is cut at line ends, and a text before a line that begins a story, where the user says which do. Any other text is
//! one portion: which paragraph is a title, and of which year a dateline is, hangs on what stands around it. Files of other
//! kinds are read as a whole too ([`whole`]).

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek as _, SeekFrom};

use sha2::{Digest, Sha256};

use crate::base::{Document, Pattern, Warned, Warning};
use crate::documents::date_format::DayMonth;
use crate::documents::encoding::{Before, declared, decode_part};
use crate::documents::error::ReadError;
use crate::documents::input::{InputFile, InputPlace};
use crate::documents::marks::{self, Part};
use crate::documents::options::{Format, ReadOptions, Stories};
use crate::documents::order::Seen;
use crate::documents::paragraphs::Lines;
use crate::documents::parse::{is_text, parse_part};
use crate::documents::signs::Kind;
use crate::documents::{fields, html, kind, markdown, whole};

/// A portion ends with the line that brings it to this many bytes, or where the next story begins.
const PORTION: usize = 1 << 16;

/// Reads the documents of one file.
///
/// # Errors
/// When the file cannot be read, or is nothing that consort reads. What is wrong inside a text is a warning, and the rest
/// goes on.
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
    kind: Kind,
    cut: Cut,
    /// The size that a portion has at least, unless it is the last.
    size: usize,
    /// What was read and belongs to the next portion.
    pending: Vec<u8>,
    before: Before,
    /// What the dates have shown so far, and whether that is all that is asked of them.
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
    kind: Kind,
    before: Before,
    /// The order of day and month that the file's dates show, and what to say where its fields show none.
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
        Self::of_size(file, options, PORTION)
    }

    /// The same with portions of `size` bytes or more.
    pub(super) fn of_size(
        file: &InputFile,
        options: &ReadOptions,
        size: usize,
    ) -> Result<Self, ReadError> {
        let failed = |error| ReadError::Io { name: file.name.clone(), error };
        let input: Box<dyn Read + Send> = match &file.place {
            InputPlace::File(path) => Box::new(File::open(path).map_err(failed)?),
            InputPlace::Stdin => Box::new(io::stdin()),
        };
        let mut input = BufReader::with_capacity(PORTION, input);
        let mut opening = Vec::new();
        input.by_ref().take(PORTION as u64).read_to_end(&mut opening).map_err(failed)?;
        let kind = kind::of(&opening, &file.name, file.format, options.format);
        let is_utf8 = opening.starts_with(b"\xef\xbb\xbf");
        let cut = cut(&opening, kind, options);
        Ok(Self {
            name: file.name.clone(),
            input: Box::new(Cursor::new(opening).chain(input)),
            kind,
            is_order_known: is_order_known(&cut, options),
            cut,
            size,
            pending: Vec::new(),
            before: Before { is_utf8, ..Before::default() },
            seen: Seen::default(),
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

    /// Looks at the dates of a portion; where one can be read two ways, at those of the rest of the file too, so that all
    /// dates of a file are read alike.
    fn look_at_dates(&mut self, bytes: &[u8]) -> Option<Warning> {
        if self.is_order_known {
            return None;
        }
        let here = self.seen_in(bytes);
        self.seen = self.seen.and(here);
        // Of a text this is asked at once, since what its stories make of a date is not known here.
        let is_text = matches!(self.cut, Cut::Before(_));
        if here.open_at.is_none() && !is_text {
            return None;
        }
        self.is_order_known = matches!(self.place, InputPlace::File(_)) || !is_text;
        self.seen = self.seen.and(self.seen_behind().unwrap_or_default());
        let mut seen = self.seen;
        seen.open_at = here.open_at.filter(|_| !is_text);
        seen.doubt(&self.name, bytes, self.before.n_lines + 1)
    }

    /// What the dates of some lines show: in JSONL those of its fields.
    fn seen_in(&self, lines: &[u8]) -> Seen {
        match self.cut {
            Cut::Before(_) => Seen::in_text(lines),
            _ => Seen::in_lines(lines, |key| fields::is_date_key(key, &self.options)),
        }
    }

    /// What the dates show behind what has been read; nothing where that cannot be looked at beforehand.
    fn seen_behind(&self) -> io::Result<Seen> {
        let InputPlace::File(path) = &self.place else { return Ok(Seen::default()) };
        let mut file = BufReader::with_capacity(PORTION, File::open(path)?);
        file.seek(SeekFrom::Start(self.n_bytes))?;
        let (mut seen, mut lines) = (Seen::default(), Vec::new());
        while file.read_until(b'\n', &mut lines)? > 0 {
            seen = seen.and(self.seen_in(&lines));
            lines.clear();
        }
        Ok(seen)
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

/// Where a file of this kind that opens so may be cut.
fn cut(opening: &[u8], kind: Kind, options: &ReadOptions) -> Cut {
    if opening.starts_with(b"\xff\xfe") || opening.starts_with(b"\xfe\xff") {
        return Cut::Nowhere;
    }
    let opening = opening.strip_prefix(b"\xef\xbb\xbf").unwrap_or(opening);
    // Fields at the top of a file hold for all of it, and so do the tags of a page.
    let is_one = || match kind {
        Kind::Known(Format::Markdown) => markdown::may_have_fields(opening),
        _ => html::may_be_page(&String::from_utf8_lossy(opening)),
    };
    match (kind, &options.stories) {
        (Kind::Known(Format::Jsonl), _) => Cut::AtLines,
        (Kind::Known(Format::Text | Format::Markdown), Stories::At(pattern)) if !is_one() => {
            Cut::Before(pattern.clone())
        }
        _ => Cut::Nowhere,
    }
}

/// Whether nobody has to look for the order of day and month in a file: the user has said it, or what is read as a whole shows
/// it where it is read. Fields that have a way of writing are read in no other.
fn is_order_known(cut: &Cut, options: &ReadOptions) -> bool {
    match cut {
        Cut::Nowhere => true,
        Cut::AtLines => options.day_month.is_some() || options.date_format.is_some(),
        Cut::Before(_) => options.order().is_some(),
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
        let doubt = self.look_at_dates(&bytes);
        let before = self.before.clone();
        self.pass(&bytes);
        let is_all = self.is_done && is_first;
        let (name, kind, day_month) = (self.name.clone(), self.kind, self.seen.order());
        Some(Ok(Portion { name, bytes, kind, before, day_month, doubt, is_all }))
    }
}

impl Portion {
    /// The file it belongs to, as the user named it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it holds, by its bytes: the name of a [`Format`], or `other`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        whole::refined(self.kind, &self.bytes).name()
    }

    /// How many bytes it has.
    #[must_use]
    pub fn n_bytes(&self) -> usize {
        self.bytes.len()
    }

    /// The documents in it. Pure, so it runs on any thread.
    ///
    /// # Errors
    /// When the bytes are damaged, or nothing that consort reads. What is wrong inside a text is a warning, and the rest goes on.
    pub fn documents(&self, options: &ReadOptions) -> Result<Warned<Vec<Document>>, ReadError> {
        let format = match self.kind {
            Kind::Known(format) if is_text(format) => format,
            kind => return whole::read(kind, &self.name, &self.bytes, options),
        };
        let text = decode_part(&self.name, &self.bytes, &self.before)?;
        let day_month = options.day_month.or(self.day_month);
        let options = &ReadOptions { day_month, ..options.clone() };
        let first_line = self.before.n_lines + 1;
        let part = Part { name: &self.name, first_line, is_all: self.is_all };
        let mut read = parse_part(part, &text.output, format, options);
        read.warnings.splice(0..0, text.warnings);
        read.warnings.extend(self.doubt.clone());
        Ok(read)
    }
}
