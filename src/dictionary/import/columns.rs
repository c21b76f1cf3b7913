//! Which column of a table holds what.
//!
//! In: the rows of a table, what the caller says of its columns. Out: the header and the columns of each key of an entry.
//! Never: a column taken or left without a word where its heading is not consort's own.

use std::collections::BTreeMap;

use crate::cut::{Row, Table};
use crate::dictionary::draft::Drafts;
use crate::dictionary::import::options::{TableError, TableOptions};
use crate::dictionary::import::words::{column, heading};

/// The columns that are written, in order, `pattern` only where there is one. All but `name` may be absent when reading.
pub(in crate::dictionary) const COLUMNS: [&str; 23] = [
    "id",
    "class",
    "name",
    "names",
    "abbr",
    "formal",
    "pattern",
    "demonym",
    "capital",
    "labels",
    "match",
    "type",
    "parent",
    "part_of",
    "country",
    "implementers",
    "funds",
    "since",
    "until",
    "replaced_by",
    "ids",
    "status",
    "note",
];

/// Keys that may have several columns: their values add up.
const LISTS: [&str; 9] = [
    "names",
    "abbr",
    "pattern",
    "demonym",
    "capital",
    "labels",
    "part_of",
    "implementers",
    "funds",
];

/// A header stands within so many rows.
const HEADER_WITHIN: usize = 20;

/// The columns of a table.
pub(super) struct Columns {
    /// The row of the header.
    pub header: usize,
    /// Columns by key.
    keys: BTreeMap<&'static str, Vec<usize>>,
    /// Columns of names in other languages, by language.
    pub labels: Vec<(String, usize)>,
    /// Whether consort wrote the table: then names stand in it as they are.
    pub ours: bool,
}

impl Columns {
    /// The columns of a table; none where no row of its first has the heading of names.
    pub(super) fn find(
        table: &Table,
        options: &TableOptions,
        out: &mut Drafts,
    ) -> Result<Option<Self>, TableError> {
        if let Some((key, _)) =
            options.columns.iter().find(|(key, _)| !COLUMNS.contains(&key.as_str()))
        {
            return Err(TableError::Key(key.clone()));
        }
        let within = table.rows.iter().take(HEADER_WITHIN);
        let Some(header) = within.clone().position(|row| has_names(row, options)) else {
            return Ok(None);
        };
        for row in &table.rows[..header] {
            let text = row.cells.join(" ");
            let what = format!("{:?} (line {})", text.trim(), row.line);
            out.note(what, "it stands above the header and is no entry");
        }
        Self::of_header(&table.rows[header], header, options, out).map(Some)
    }

    fn of_header(
        row: &Row,
        header: usize,
        options: &TableOptions,
        out: &mut Drafts,
    ) -> Result<Self, TableError> {
        let ours = row.cells.iter().map(String::as_str).take(3).eq(COLUMNS[..3].iter().copied());
        let mut columns = Self { header, keys: BTreeMap::new(), labels: Vec::new(), ours };
        for (key, said) in &options.columns {
            let Some(at) = row.cells.iter().position(|cell| heading(cell) == heading(said)) else {
                return Err(TableError::Column {
                    key: key.clone(),
                    column: said.clone(),
                    found: row.cells.join(", "),
                });
            };
            columns.add(key, at);
        }
        let mut rest: Vec<usize> = (0..row.cells.len()).filter(|at| !columns.uses(*at)).collect();
        // What is called as consort calls it comes before what others call so.
        for key in COLUMNS {
            rest.retain(|&at| heading(&row.cells[at]) != heading(key) || !columns.add(key, at));
        }
        for at in rest {
            let cell = &row.cells[at];
            match meant(cell) {
                Some(Meant::Key(key)) if columns.add(key, at) => {
                    out.note(format!("column {cell:?} as {key}"), "the heading says what it holds");
                }
                Some(Meant::Label(language)) => {
                    let what = format!("column {cell:?} as labels in {language}");
                    out.note(what, "the heading says what it holds");
                    columns.labels.push((language, at));
                }
                _ if cell.is_empty() => {}
                _ => out.leave_out(
                    format!("column {cell:?}"),
                    "the column is none of consort's; map it with --map KEY=COLUMN",
                ),
            }
        }
        Ok(columns)
    }

    /// Adds a column for a key, unless the key has one and takes no more.
    fn add(&mut self, key: &str, at: usize) -> bool {
        let Some(key) = COLUMNS.into_iter().find(|column| *column == key) else { return false };
        let known = self.keys.entry(key).or_default();
        let takes = known.is_empty() || LISTS.contains(&key);
        if takes {
            known.push(at);
        }
        takes
    }

    fn uses(&self, at: usize) -> bool {
        self.keys.values().flatten().any(|used| *used == at)
    }

    /// What a row says for a key, cell by cell.
    pub(super) fn cells<'r>(&self, row: &'r Row, key: &str) -> impl Iterator<Item = &'r str> {
        let columns = self.keys.get(key).map(Vec::as_slice).unwrap_or_default();
        columns.iter().filter_map(|&at| row.cell(at)).collect::<Vec<_>>().into_iter()
    }
}

fn has_names(row: &Row, options: &TableOptions) -> bool {
    let mapped: Vec<String> = options
        .columns
        .iter()
        .filter(|(key, _)| key == "name")
        .map(|(_, column)| heading(column))
        .collect();
    let mut headings = row.cells.iter().map(|cell| heading(cell));
    if !mapped.is_empty() {
        return headings.any(|cell| mapped.contains(&cell));
    }
    headings.any(|cell| cell == "name" || column(&cell) == Some("name"))
}

enum Meant {
    Key(&'static str),
    Label(String),
}

/// What a heading of other people means: `Acronym`, `Alias 2`, `name_fr`.
fn meant(cell: &str) -> Option<Meant> {
    let folded = heading(cell);
    if let Some(key) = column(&folded) {
        return Some(Meant::Key(key));
    }
    let unnumbered = folded.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    if let Some(key) = column(unnumbered) {
        return Some(Meant::Key(key));
    }
    let closed = cell.trim().trim_end_matches([')', ']']);
    let (before, tag) = closed.rsplit_once(['_', '(', '[', '@', ':', '-'])?;
    let name = heading(before);
    let is_tag = (2..=3).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_lowercase());
    let names = name == "name" || column(&name) == Some("name");
    (is_tag && names).then(|| Meant::Label(tag.to_owned()))
}
