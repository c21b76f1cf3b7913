//! A text to documents, by its format.
//!
//! In: text that somebody else has read. Out: its documents, with warnings. Never: IO; a failure.

use std::borrow::Cow;

use crate::base::{Document, Warned, Warning};
use crate::documents::options::{Format, ReadOptions};
use crate::documents::order::Seen;
use crate::documents::{archive, doubt, emphasis, fields, headed, html, jsonl, markdown, mojibake};

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
            let mut notes = Vec::new();
            let is_page = format == Format::Text && html::is_page(text);
            let text = &*cleaned(name, text, format, &mut notes);
            let day_month = options.day_month.or_else(|| Seen::in_text(text).order());
            let options = &ReadOptions { day_month, ..options.clone() };
            let mut read = stories(name, text, format, options);
            if is_page {
                // Where a line of a page ends says nothing of its text.
                read.output.iter_mut().for_each(|document| document.source.line = 1);
            }
            read.warnings.splice(0..0, notes);
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

/// The text without what is no word of it: letters encoded twice are mended, tags and marks inside lines left out.
fn cleaned<'a>(
    name: &str,
    text: &'a str,
    format: Format,
    warnings: &mut Vec<Warning>,
) -> Cow<'a, str> {
    let mut warn = |message| warnings.push(Warning { place: name.to_owned(), message });
    let mended = match mojibake::mended(text) {
        None => Cow::Borrowed(text),
        Some((mended, word)) => {
            warn(mojibake::warning(&word, 0));
            Cow::Owned(mended)
        }
    };
    if format == Format::Markdown {
        let plain = html::without_tags(&mended);
        return Cow::Owned(emphasis::without_marks(&plain).into_owned());
    }
    if format == Format::Text && html::is_page(text) {
        warn("is HTML and was read without its tags; offsets count what is left: convert it to text where they are to fit the file".to_owned());
        return Cow::Owned(html::without_tags(&mended).into_owned());
    }
    mended
}
