//! How files are to be read.
//!
//! In: names as the command line gives them. Out: [`Format`] and [`ReadOptions`]. Never: a file.

use std::collections::BTreeMap;
use std::path::Path;

use crate::base::Pattern;
use crate::documents::date_format::{DateFormat, DayMonth};

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Plain text: one story, or an archive of stories that each have a title and a dateline.
    Text,
    /// The same with `#` headings, and perhaps with fields between `---` lines at the top.
    Markdown,
    /// One JSON object a line.
    Jsonl,
    /// JSON objects in an array, or in an object that holds one.
    Json,
    /// A table of text: one story a row, with the names of the columns in the first.
    Csv,
    /// The same as a spreadsheet.
    Workbook,
    /// A page of HTML.
    Html,
    /// A PDF.
    Pdf,
    /// A Word document.
    Docx,
    /// A document of OpenOffice or LibreOffice.
    Odt,
    /// One mail.
    Mail,
    /// A folder of mails in one file.
    Mbox,
    /// The entries of a feed: RSS or Atom.
    Feed,
    /// Pages as a crawler has kept them.
    Warc,
    /// Files of any of these kinds, packed.
    Zip,
    /// One such file, packed.
    Gzip,
}

impl Format {
    /// All formats, with the name on the command line and the endings of files.
    const TABLE: [(Format, &str, &[&str]); 16] = [
        (Format::Text, "text", &["txt", "text"]),
        (Format::Markdown, "markdown", &["md", "markdown"]),
        (Format::Jsonl, "jsonl", &["jsonl", "ndjson"]),
        (Format::Json, "json", &["json"]),
        (Format::Csv, "csv", &["csv", "tsv", "tab"]),
        (Format::Workbook, "workbook", &["xlsx", "xlsm", "ods"]),
        (Format::Html, "html", &["html", "htm", "xhtml"]),
        (Format::Pdf, "pdf", &["pdf"]),
        (Format::Docx, "docx", &["docx", "docm"]),
        (Format::Odt, "odt", &["odt"]),
        (Format::Mail, "mail", &["eml"]),
        (Format::Mbox, "mbox", &["mbox", "mbx"]),
        (Format::Feed, "feed", &["rss", "atom", "xml"]),
        (Format::Warc, "warc", &["warc"]),
        (Format::Zip, "zip", &["zip"]),
        (Format::Gzip, "gzip", &["gz"]),
    ];

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        let row = Self::TABLE.iter().find(|row| row.0 == self);
        row.map_or("", |row| row.1)
    }

    /// What the ending of a file's name says.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::TABLE.iter().find(|row| row.2.contains(&ending.as_str())).map(|row| row.0)
    }
}

/// How to read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// The format of every file, whatever its name says.
    pub format: Option<Format>,
    /// Other names for the fields of records: consort's name (one of [`FIELDS`](Self::FIELDS)) -> the input's name.
    pub fields: BTreeMap<String, String>,
    /// Whether a text may hold several stories.
    pub stories: Stories,
    /// The first line of a story's text that it matches holds the title: in a group named `title`, else in the first group,
    /// else as a whole. For texts; records have a field.
    pub title: Option<Pattern>,
    /// How the dates of stories and of fields are written, where it is not one of the usual ways.
    pub date_format: Option<DateFormat>,
    /// The order of day and month in dates like `03/04/2020`; without one the other dates of a file tell, else the day
    /// stands first.
    pub day_month: Option<DayMonth>,
}

/// Whether a text may hold several stories.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Stories {
    /// A new story starts at every title that a dateline follows.
    #[default]
    Split,
    /// A text is one story, whatever datelines are in it.
    Whole,
    /// A new story starts at every line that the expression matches, and at no other. The line is a heading and no part of
    /// the story; its groups `title` and `date` say what they are called.
    At(Pattern),
}

impl ReadOptions {
    /// The order of day and month that the user has said.
    pub(super) fn order(&self) -> Option<DayMonth> {
        self.day_month.or_else(|| self.date_format.as_ref()?.day_month())
    }

    /// How the fields that a text brings with it are read: the names of `--field` are those of JSONL records.
    pub(super) fn of_own_fields(&self) -> Self {
        let date_format = self.date_format.clone();
        Self { day_month: self.day_month, date_format, ..Self::default() }
    }

    /// The fields of a JSONL record that consort knows.
    pub const FIELDS: [&str; 12] = [
        "id",
        "title",
        "text",
        "date",
        "date_start",
        "date_end",
        "url",
        "source",
        "publisher",
        "country",
        "countries",
        "place",
    ];

    /// Adds another name for a field as the command line gives it: `text=body`.
    ///
    /// # Errors
    /// When there is no `=`, or no such field.
    pub fn add_field(&mut self, argument: &str) -> Result<(), UnknownField> {
        match argument.split_once('=') {
            Some((field, name)) if Self::FIELDS.contains(&field) && !name.is_empty() => {
                self.fields.insert(field.to_owned(), name.to_owned());
                Ok(())
            }
            _ => Err(UnknownField { argument: argument.to_owned() }),
        }
    }
}

/// An argument of `--field` that says nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{argument:?} names no field; write FIELD=NAME, such as text=body, with FIELD one of {}",
    ReadOptions::FIELDS.join(", "))]
pub struct UnknownField {
    /// What was given.
    pub argument: String,
}
