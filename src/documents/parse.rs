//! A text to documents, by its format.
//!
//! In: text that somebody else has read. Out: its documents, with warnings. Never: IO; a failure.

use crate::base::{Document, Warned, Warning};
use crate::documents::options::{Format, ReadOptions};
use crate::documents::order::Seen;
use crate::documents::{archive, doubt, fields, headed, jsonl, markdown};

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
    if format != Format::Jsonl || options.day_month.is_some() {
        return parse_part(name, text, format, options, 1, true);
    }
    let seen = Seen::in_lines(text.as_bytes(), |key| fields::is_date_key(key, options));
    let ordered = ReadOptions { day_month: seen.order(), ..options.clone() };
    let mut read = parse_part(name, text, format, &ordered, 1, true);
    read.warnings.extend(seen.doubt(name, text.as_bytes(), 1));
    read
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
        Format::Text | Format::Markdown => {
            let day_month = options.day_month.or_else(|| Seen::in_text(text).order());
            let options = &ReadOptions { day_month, ..options.clone() };
            let mut read = stories(name, text, format, options);
            read.warnings.extend(doubt::doubts(&read.output, day_month));
            read
        }
    };
    if is_all && read.output.is_empty() && read.warnings.is_empty() {
        let message = "holds no text; leave it out or fill it".to_owned();
        read.warnings.push(Warning { place: name.to_owned(), message });
    }
    read
}

fn stories(name: &str, text: &str, format: Format, options: &ReadOptions) -> Warned<Vec<Document>> {
    let is_markdown = format == Format::Markdown;
    if markdown::is_fenced(text) {
        return markdown::parse(name, text, options);
    }
    headed::stories(name, text, is_markdown, options).unwrap_or_else(|| match format {
        Format::Markdown => markdown::parse(name, text, options),
        _ => archive::parse(name, text, options),
    })
}
