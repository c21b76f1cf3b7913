//! A table of stories: which column is the text, which the title, and the rest.
//!
//! In: rows of cells with their numbers, the first with the names of the columns. Out: a document for each row with a text.
//! Never: a row without a text dropped in silence, or a table without a known column of texts taken for prose.

use serde_json::{Map, Value};

use crate::base::{Document, Warned, Warning};
use crate::documents::error::ReadError;
use crate::documents::labels;
use crate::documents::options::ReadOptions;
use crate::documents::record::{self, Record};
use crate::documents::tokens::is_space;

/// A row: where it stands in its file, and its cells.
pub(super) type Row = (usize, Vec<String>);

/// Names of columns that hold texts, in this order; those of other fields are the labels of [`labels`].
const TEXTS: [&str; 16] = [
    "text",
    "body",
    "full text",
    "fulltext",
    "article text",
    "body text",
    "content",
    "contents",
    "article",
    "story",
    "message",
    "post",
    "tweet",
    "description",
    "abstract",
    "summary",
];
/// Names of columns that hold titles, dates and addresses and are no labels in texts.
const OTHERS: [(&str, &str); 17] = [
    ("article title", "title"),
    ("name", "title"),
    ("subject", "title"),
    ("pubdate", "date"),
    ("pub date", "date"),
    ("publish date", "date"),
    ("published at", "date"),
    ("publishedat", "date"),
    ("article date", "date"),
    ("created at", "date"),
    ("date created", "date"),
    ("timestamp", "date"),
    ("start date", "date_start"),
    ("end date", "date_end"),
    ("article url", "url"),
    ("source name", "source"),
    ("country name", "country"),
];

/// The documents of a table.
///
/// # Errors
/// When no column is known to hold the texts.
pub(super) fn read(
    name: &str,
    rows: Vec<Row>,
    options: &ReadOptions,
) -> Result<Warned<Vec<Document>>, ReadError> {
    let mut rows = rows.into_iter().filter(|(_, cells)| !is_empty(cells));
    let Some((_, names)) = rows.next() else {
        return Err(ReadError::refused(name, "is an empty table; leave it out or fill it"));
    };
    let names: Vec<String> =
        names.iter().map(|name| name.trim_matches(is_space).to_owned()).collect();
    let options = with_columns(&names, options);
    let Some(text) = column(&names, options.fields.get("text")) else {
        return Err(ReadError::refused(name, no_text(&names, &options)));
    };
    let mut empty = Vec::new();
    let mut records: Vec<Record> = Vec::new();
    for (row, cells) in rows {
        if cells.get(text).is_none_or(|cell| cell.trim_matches(is_space).is_empty()) {
            empty.push(row);
        } else {
            records.push((row, record(&names, cells)));
        }
    }
    let is_all_empty = records.is_empty();
    let mut read = record::documents(name, records, &options);
    if !empty.is_empty() || is_all_empty {
        read.warnings
            .push(Warning { place: name.to_owned(), message: without_text(&empty, &names[text]) });
    }
    Ok(read)
}

/// Whether a row that names columns names one of texts, and one thing more.
pub(super) fn is_plain_head(cells: &[String]) -> bool {
    let known = with_columns(cells, &ReadOptions::default());
    known.fields.contains_key("text")
        && ["title", "date", "url"].iter().any(|field| known.fields.contains_key(*field))
}

/// The options with the columns that the user has not named, where their names are usual ones.
fn with_columns(names: &[String], options: &ReadOptions) -> ReadOptions {
    let mut options = options.clone();
    for (field, column) in usual(names) {
        let is_taken = options.fields.values().any(|taken| *taken == column);
        if !is_taken {
            options.fields.entry(field.to_owned()).or_insert(column);
        }
    }
    options
}

/// The fields that columns with usual names fill, the best first.
fn usual(names: &[String]) -> Vec<(&'static str, String)> {
    let folded: Vec<String> = names.iter().map(|name| folded(name)).collect();
    let mut found = Vec::new();
    let text = TEXTS.iter().find_map(|text| folded.iter().position(|name| name == text));
    found.extend(text.map(|at| ("text", names[at].clone())));
    // A column that is called as consort calls the field comes before others.
    for is_own in [true, false] {
        for (at, name) in folded.iter().enumerate().filter(|(at, _)| Some(*at) != text) {
            let own = ReadOptions::FIELDS.iter().find(|field| field.replace('_', " ") == *name);
            let other = || {
                let other = OTHERS.iter().find(|(known, _)| known == name).map(|(_, field)| *field);
                other.or_else(|| labels::field(name))
            };
            let field = if is_own { own.copied() } else { other() };
            let field =
                field.filter(|field| ReadOptions::FIELDS.contains(field) && *field != "text");
            found.extend(field.map(|field| (field, names[at].clone())));
        }
    }
    found
}

/// A name in lower case, with single spaces between its words.
fn folded(name: &str) -> String {
    let words = name.split(|c: char| is_space(c) || matches!(c, '_' | '-' | '.'));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").to_lowercase()
}

fn column(names: &[String], name: Option<&String>) -> Option<usize> {
    names.iter().position(|known| Some(known) == name)
}

/// The cells by the names of their columns; a cell without one is kept under its number.
fn record(names: &[String], cells: Vec<String>) -> Map<String, Value> {
    let mut record = Map::new();
    for (at, cell) in cells.into_iter().enumerate() {
        if cell.trim_matches(is_space).is_empty() {
            continue;
        }
        let name = names.get(at).filter(|name| !name.is_empty() && !record.contains_key(*name));
        let name = name.cloned().unwrap_or_else(|| format!("column {}", at + 1));
        record.insert(name, Value::String(cell));
    }
    record
}

fn is_empty(cells: &[String]) -> bool {
    cells.iter().all(|cell| cell.trim_matches(is_space).is_empty())
}

fn no_text(names: &[String], options: &ReadOptions) -> String {
    let list = names.iter().take(20).map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ");
    let field = options.fields.get("text").map_or("text", String::as_str);
    format!(
        "is a table without a column {field:?} (it has: {list}); name that of the texts: --field text=COLUMN"
    )
}

fn without_text(rows: &[usize], column: &str) -> String {
    let list = rows.iter().take(5).map(ToString::to_string).collect::<Vec<_>>().join(", ");
    match rows.len() {
        0 => "has no rows below the names of its columns; leave it out or fill it".to_owned(),
        1 => {
            format!("has no text in column {column:?} of row {list}; fill it or leave the row out")
        }
        n => {
            let more = if n > 5 { ", …" } else { "" };
            format!(
                "has no text in column {column:?} of {n} rows ({list}{more}); fill them or leave them out"
            )
        }
    }
}
