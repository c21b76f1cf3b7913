//! A text to documents, by its format.
//!
//! In: text that somebody else has read. Out: its documents, with warnings. Never: IO; a failure.

use crate::base::{Document, Warned, Warning};
use crate::documents::options::{Format, ReadOptions};
use crate::documents::{archive, jsonl, markdown};

/// The documents of a text; `name` is what messages and sources call it.
///
/// Pure, and never fails: a line or file that holds no story is a warning that says where and what to do.
/// `format` counts as it is given: [`ReadOptions::format`] is for [`read_file`](crate::documents::read_file).
///
/// ```
/// use consort::documents::{Format, ReadOptions, parse};
/// let text = "{\"title\": \"A meeting\", \"text\": \"Zeta Body met.\", \"date\": \"2021-03-04\"}\n{\"title\": 5\n";
/// let read = parse("press.jsonl", text, Format::Jsonl, &ReadOptions::default());
/// let [story] = read.output.as_slice() else { panic!("{read:?}") };
/// assert_eq!(story.title, "A meeting");
/// assert_eq!(story.date_start.map(|day| day.to_string()).as_deref(), Some("2021-03-04"));
/// assert_eq!(read.warnings[0].place, "press.jsonl:2");
/// ```
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
pub(super) fn parse_part(
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
        Format::Markdown => markdown::parse(name, text, options),
    };
    if is_all && read.output.is_empty() && read.warnings.is_empty() {
        let message = "holds no text; leave it out or fill it".to_owned();
        read.warnings.push(Warning { place: name.to_owned(), message });
    }
    read
}
