//! Reads stories: from files to [`Document`]s.
//!
//! In: paths, or bytes and text that somebody else has read. Out: documents with title, paragraphs, dateline and dates,
//! and warnings. Never: names, relations, or the question which place is a country; that is for the stages after it.
//!
//! # Steps
//!
//! 1. [`walk()`] finds the files, [`Portions`] reads one piece by piece, [`read_file`] all of one.
//! 2. [`decode`] turns bytes into text, [`parse`] text into documents, [`Portion::documents`] does both: no IO, so they run on
//!    any thread and where there are no files.
//! 3. [`IdAssigner`] makes ids unique over the documents in input order.
//!
//! ```
//! use consort::documents::{Format, ReadOptions, parse};
//!
//! let text = "OSCE and UNODC hold a course\n\n9-11 December 2020, Vienna, Austria: They held it.\n";
//! let read = parse("news.txt", text, Format::Text, &ReadOptions::default());
//! let story = &read.output[0];
//! assert_eq!(story.title, "OSCE and UNODC hold a course");
//! assert_eq!(story.date_end.map(|d| d.to_string()).as_deref(), Some("2020-12-11"));
//! ```

mod archive;
mod dateline;
mod dates;
mod encoding;
mod fields;
mod id;
mod jsonl;
mod paragraphs;
mod place_words;
mod portions;
mod single;
mod story;
mod tokens;
mod walk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::base::{Document, Warned, Warning};

pub(crate) use dates::date_at_start;
pub use encoding::decode;
pub use id::IdAssigner;
pub use portions::{Portion, Portions};
pub use walk::walk;

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// Its name as the user knows it, for messages and [`Source::file`](crate::base::Source::file).
    pub name: String,
    /// Where its bytes are.
    pub place: Place,
    /// The format its name tells; without one the first character decides.
    pub format: Option<Format>,
    /// Its size, where it is known beforehand.
    pub n_bytes: Option<u64>,
}

/// Where the bytes of an input are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a file.
    File(PathBuf),
    /// On standard input.
    Stdin,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text: one story, or an archive of stories that each have a title and a dateline.
    Text,
    /// The same with `#` headings, and perhaps with fields between `---` lines at the top.
    Markdown,
    /// One JSON object a line.
    Jsonl,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 3] = [Format::Text, Format::Markdown, Format::Jsonl];

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Jsonl => "jsonl",
        }
    }

    /// What the ending of a file's name says.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Format::Text),
            "md" | "markdown" => Some(Format::Markdown),
            "jsonl" | "ndjson" => Some(Format::Jsonl),
            _ => None,
        }
    }

    /// What the first character of a text without a telling name says.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        if text.trim_start().starts_with('{') { Format::Jsonl } else { Format::Text }
    }
}

/// How to read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// The format of every file, whatever its name says.
    pub format: Option<Format>,
    /// Other names for the fields of JSONL records: consort's name (one of [`FIELDS`](Self::FIELDS)) -> the input's name.
    pub fields: BTreeMap<String, String>,
    /// Whether a text may hold several stories.
    pub stories: Stories,
}

/// Whether a text may hold several stories.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Stories {
    /// A new story starts at every title that a dateline follows.
    #[default]
    Split,
    /// A text is one story, whatever datelines are in it.
    Whole,
}

impl ReadOptions {
    /// The fields of a JSONL record that consort knows.
    pub const FIELDS: [&str; 9] =
        ["id", "title", "text", "date", "date_start", "date_end", "url", "source", "publisher"];

    /// Adds another name for a field as the command line gives it: `text=body`.
    ///
    /// # Errors
    /// [`ReadError::Field`] when there is no `=`, or no such field.
    pub fn add_field(&mut self, argument: &str) -> Result<(), ReadError> {
        match argument.split_once('=') {
            Some((field, name)) if Self::FIELDS.contains(&field) && !name.is_empty() => {
                self.fields.insert(field.to_owned(), name.to_owned());
                Ok(())
            }
            _ => Err(ReadError::Field { argument: argument.to_owned() }),
        }
    }
}

/// Why something could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// A path leads nowhere.
    #[error("{name}: no such file or folder; check the spelling, or the folder you are in")]
    Missing {
        /// The path as the user gave it.
        name: String,
    },
    /// The system does not hand the bytes over.
    #[error("{name}: cannot be read; check that it is a file and that you may read it")]
    Io {
        /// The file as the user named it.
        name: String,
        /// What the system says.
        #[source]
        error: std::io::Error,
    },
    /// The bytes are not text.
    #[error(
        "{name}: holds NUL bytes, so it is no text consort can read; convert it to UTF-8 text \
         (a PDF: pdftotext, UTF-16 without a mark: iconv -f UTF-16LE -t UTF-8)"
    )]
    Binary {
        /// The file as the user named it.
        name: String,
    },
    /// A `--field` that says nothing.
    #[error("{argument:?} names no field; write FIELD=NAME, such as text=body, with FIELD one of {}",
        ReadOptions::FIELDS.join(", "))]
    Field {
        /// What was given.
        argument: String,
    },
}

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

/// The documents of a text; `name` is what messages and sources call it.
///
/// Pure, and never fails: a line or file that holds no story is a warning that says where and what to do.
/// `format` counts as it is given: [`ReadOptions::format`] is for [`read_file`].
#[must_use]
pub fn parse(
    name: &str,
    text: &str,
    format: Format,
    options: &ReadOptions,
) -> Warned<Vec<Document>> {
    parse_part(name, text, format, options, 1, true)
}

/// The documents of a part of a file that starts at `first_line`; `is_all` says that it is the whole file.
fn parse_part(
    name: &str,
    text: &str,
    format: Format,
    options: &ReadOptions,
    first_line: usize,
    is_all: bool,
) -> Warned<Vec<Document>> {
    let mut read = match format {
        Format::Jsonl => jsonl::parse(name, text, options, first_line),
        Format::Text => archive::parse(name, text, options),
        Format::Markdown => single::parse_markdown(name, text, options),
    };
    if is_all && read.output.is_empty() && read.warnings.is_empty() {
        let message = "holds no text; leave it out or fill it".to_owned();
        read.warnings.push(Warning { place: name.to_owned(), message });
    }
    read
}

#[cfg(test)]
mod tests;
