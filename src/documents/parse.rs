//! A text to documents, by its format.
//!
//! In: text that somebody else has read. Out: its documents, with warnings. Never: IO; a failure.

use crate::base::{Document, Warned, Warning};
use crate::documents::marks::Part;
use crate::documents::options::{Format, ReadOptions};
use crate::documents::{archive, jsonl, markdown};

/// The documents of a text; `name` is what messages and sources call it.
///
/// Pure, and never fails: a line or file that holds no story is a warning that says where and what to do.
/// `format` counts as it is given: [`ReadOptions::format`] is for [`read_file`](crate::documents::read_file).
#[must_use]
pub fn parse(
    name: &str,
    text: &str,
    format: Format,
    options: &ReadOptions,
) -> Warned<Vec<Document>> {
    parse_part(Part { name, first_line: 1, is_all: true }, text, format, options)
}

/// The documents of a part of a file.
pub(super) fn parse_part(
    part: Part<'_>,
    text: &str,
    format: Format,
    options: &ReadOptions,
) -> Warned<Vec<Document>> {
    let mut read = match format {
        Format::Jsonl => jsonl::parse(part.name, text, options, part.first_line),
        Format::Text => archive::parse(part, text, options, false),
        Format::Markdown => markdown::parse(part, text, options),
    };
    if part.is_all && read.output.is_empty() && read.warnings.is_empty() {
        let message = "holds no text; leave it out or fill it".to_owned();
        read.warnings.push(Warning { place: part.name.to_owned(), message });
    }
    read
}
