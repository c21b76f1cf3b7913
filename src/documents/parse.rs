//! A text to documents, by its format.
//!
//! In: text that somebody else has read. Out: its documents, with warnings. Never: IO; a failure.

use std::borrow::Cow;

use crate::base::{Document, Warned, Warning};
use crate::documents::error::ReadError;
use crate::documents::marks::Part;
use crate::documents::options::{Format, ReadOptions, Stories};
use crate::documents::order::Seen;
use crate::documents::{
    archive, clean, csv_table, doubt, feed, fields, headed, html, json, jsonl, markdown,
};

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
    let part = Part { name, first_line: 1, is_all: true };
    let is_other = format == Format::Jsonl && jsonl::is_other_json(text);
    let format = if is_other { Format::Json } else { format };
    let is_open = options.day_month.is_none() && options.date_format.is_none();
    if format != Format::Jsonl || !is_open {
        return parse_part(part, text, format, options);
    }
    let seen = Seen::in_lines(text.as_bytes(), |key| fields::is_date_key(key, options));
    let ordered = ReadOptions { day_month: seen.order(), ..options.clone() };
    let mut read = parse_part(part, text, format, &ordered);
    read.warnings.extend(seen.doubt(name, text.as_bytes(), 1));
    read
}

/// The documents of a part of a file.
pub(super) fn parse_part(
    part: Part<'_>,
    text: &str,
    format: Format,
    options: &ReadOptions,
) -> Warned<Vec<Document>> {
    let mut read = match format {
        Format::Jsonl => {
            let options = &ReadOptions { day_month: options.order(), ..options.clone() };
            jsonl::parse(part.name, text, options, part.first_line)
        }
        Format::Text | Format::Markdown => parse_text(part, text, format, options),
        Format::Json => or_warning(part.name, json::read(part.name, text, options)),
        Format::Csv => or_warning(part.name, csv_table::read(part.name, text, options)),
        Format::Feed => or_warning(part.name, feed::read(part.name, text, options)),
        _ => Warned { output: Vec::new(), warnings: vec![no_text(part.name, format)] },
    };
    if part.is_all && read.output.is_empty() && read.warnings.is_empty() {
        let message = "holds no text; leave it out or fill it".to_owned();
        read.warnings.push(Warning { place: part.name.to_owned(), message });
    }
    read
}

/// What a reader has read, or why it has not.
fn or_warning(name: &str, read: Result<Warned<Vec<Document>>, ReadError>) -> Warned<Vec<Document>> {
    read.unwrap_or_else(|error| Warned { output: Vec::new(), warnings: vec![error.warning(name)] })
}

/// Whether a format is text that is decoded and parsed.
pub(super) fn is_text(format: Format) -> bool {
    use Format::{Csv, Feed, Json, Jsonl, Markdown, Text};
    matches!(format, Text | Markdown | Jsonl | Json | Csv | Feed)
}

/// What to say of a format that is more than text.
fn no_text(name: &str, format: Format) -> Warning {
    let message = format!("is {} and no text; hand its bytes to read_file", format.name());
    Warning { place: name.to_owned(), message }
}

fn parse_text(
    part: Part<'_>,
    text: &str,
    format: Format,
    options: &ReadOptions,
) -> Warned<Vec<Document>> {
    let mut notes = Vec::new();
    let is_page = part.is_all && format == Format::Text && html::is_page(text);
    let has_fields =
        part.first_line == 1 && format == Format::Markdown && markdown::has_fields(text);
    // Stories that the user marks are cleaned one by one: what one of them holds is nothing to the others.
    let is_split = matches!(options.stories, Stories::At(_)) && !is_page && !has_fields;
    let text = match is_split {
        true => Cow::Borrowed(text),
        false => cleaned(part.name, text, format, is_page, &mut notes),
    };
    // A part of a file is given the order that all of it shows.
    let shown = || Seen::in_text(text.as_bytes()).order();
    let day_month = options.order().or_else(|| part.is_all.then(shown).flatten());
    let options = &ReadOptions { day_month, ..options.clone() };
    let mut read = match is_split {
        true => archive::parse(part, &text, options, format == Format::Markdown),
        false => stories(part, &text, format, options),
    };
    if is_page {
        // Where a line of a page ends says nothing of its text.
        read.output.iter_mut().for_each(|document| document.source.line = 1);
    }
    read.warnings.splice(0..0, notes);
    let at_once = if is_split { 1 } else { read.output.len().max(1) };
    let doubts = read.output.chunks(at_once).flat_map(|some| doubt::doubts(some, day_month));
    read.warnings.extend(doubts);
    read
}

/// The stories of a text that is read as a whole; where the user says what their titles are, no head of labelled lines does.
fn stories(
    part: Part<'_>,
    text: &str,
    format: Format,
    options: &ReadOptions,
) -> Warned<Vec<Document>> {
    let is_markdown = format == Format::Markdown;
    if markdown::is_fenced(text) {
        return markdown::parse(part, text, options);
    }
    let is_marked = matches!(options.stories, Stories::At(_)) || options.title.is_some();
    let headed = || headed::stories(part.name, text, is_markdown, options);
    (!is_marked).then(headed).flatten().unwrap_or_else(|| match format {
        Format::Markdown => markdown::parse(part, text, options),
        _ => archive::parse(part, text, options, false),
    })
}

/// The text without what is no word of it; of a page of HTML without its tags.
fn cleaned<'a>(
    name: &str,
    text: &'a str,
    format: Format,
    is_page: bool,
    warnings: &mut Vec<Warning>,
) -> Cow<'a, str> {
    let plain = clean::cleaned(name, text, format == Format::Markdown, warnings);
    if !is_page {
        return plain;
    }
    let message = "is HTML and was read without its tags; offsets count what is left: convert it to text where they are to fit the file";
    warnings.push(Warning { place: name.to_owned(), message: message.to_owned() });
    Cow::Owned(html::without_tags(&plain).into_owned())
}
