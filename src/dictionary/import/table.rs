//! Entries from tables, for people with a spreadsheet.
//!
//! In: a table with a header, from text or from a workbook. Out: [`Drafts`]. Never: a row dropped without a reason.
//!
//! A cell with several values parts them by `|`, `;` or line breaks, and a value that holds one has `\` before it; identifiers and
//! labels are `key=value`. A column of other people is known by its heading (`vocab/tables-en.txt`). A file without a header and
//! with one value a line is a plain list.

use std::collections::BTreeMap;

use crate::base::Class;
use crate::cut::{Row, Table, separator, table_of_text, tables_of_workbook};
use crate::dictionary::draft::{Drafts, Ids};
use crate::dictionary::entry::{Entry, EntryStatus, Matching};
use crate::dictionary::import::cell::split;
use crate::dictionary::import::columns::Columns;
use crate::dictionary::import::given::{Given, of};
use crate::dictionary::import::intake::take_in;
use crate::dictionary::import::list;
use crate::dictionary::import::options::{TableError, TableOptions};
use crate::dictionary::import::words::{class, is_nothing};
use crate::dictionary::pattern::NamePattern;

/// What parts the values of a cell.
const PARTS: [char; 3] = ['|', ';', '\n'];

/// Reads a table in text, or a list of one name a line.
///
/// # Errors
/// When it is a table without names.
///
/// ```
/// use consort::dictionary::{Ids, TableOptions, read_table};
/// use consort::Class;
/// let table = "Name;Acronym;class\nZeta Body;ZB|ZBY;organisation\n-;XX;organisation\n";
/// let read = read_table(table, &TableOptions::default(), &mut Ids::default())?;
/// let [draft] = read.drafts.as_slice() else { panic!("{read:?}") };
/// assert_eq!((&*draft.id, draft.class, &*draft.entry.abbr[1]), ("zeta-body", Class::Organisation, "ZBY"));
/// assert_eq!(read.left_out[0].what, "\"-\" (line 3)");
/// # Ok::<(), consort::dictionary::TableError>(())
/// ```
pub fn read_table(text: &str, options: &TableOptions, ids: &mut Ids) -> Result<Drafts, TableError> {
    let table = table_of_text(text);
    let mut out = Drafts::default();
    let mut given = Vec::new();
    match Columns::find(&table, options, &mut out)? {
        // Under a single heading a comma belongs to the name.
        Some(columns) if table.rows[columns.header].cells.len() == 1 => {
            let header = table.rows[columns.header].line;
            let lines = (1..).zip(text.lines()).filter(|(line, _)| *line > header);
            given = list::names(lines, options.class, &mut out);
        }
        Some(columns) => rows(&table, &columns, options, &mut given, &mut out),
        None if options.columns.is_empty() && is_list(text, &table) => {
            given = list::lines(text, options.class, &mut out);
        }
        None => return Err(no_names(&table, options)),
    }
    Ok(take_in(given, out, ids))
}

/// Reads the sheets of an XLSX or ODS workbook that have a column of names; the others are left out with the reason.
///
/// # Errors
/// When it is no workbook, or none of its sheets has names.
pub fn read_workbook(
    bytes: &[u8],
    options: &TableOptions,
    ids: &mut Ids,
) -> Result<Drafts, TableError> {
    let mut tables = tables_of_workbook(bytes)?;
    tables.retain(|table| !table.rows.is_empty());
    let mut out = Drafts::default();
    let mut given = Vec::new();
    let mut found = false;
    for table in &tables {
        match Columns::find(table, options, &mut out)? {
            Some(columns) => {
                found = true;
                rows(table, &columns, options, &mut given, &mut out);
            }
            None => out.leave_out(format!("sheet {:?}", table.name), "it has no column of names"),
        }
    }
    if found {
        return Ok(take_in(given, out, ids));
    }
    // One column and no header: a list.
    match tables.as_slice() {
        [only] if only.rows.iter().all(|row| row.cells.len() == 1) => {
            let mut out = Drafts::default();
            let lines = only.rows.iter().map(|row| (row.line, row.cells[0].as_str()));
            let given = list::names(lines, options.class, &mut out);
            Ok(take_in(given, out, ids))
        }
        tables => Err(no_names(tables.first().unwrap_or(&Table::default()), options)),
    }
}

/// Whether each line is a value of its own: names have commas too, but not as many in every line.
fn is_list(text: &str, table: &Table) -> bool {
    match separator(text).0 {
        None => true,
        Some(b',') => table.rows.windows(2).any(|two| two[0].cells.len() != two[1].cells.len()),
        Some(_) => false,
    }
}

fn no_names(table: &Table, options: &TableOptions) -> TableError {
    let said = options.columns.iter().find(|(key, _)| key == "name");
    let column = said.map_or("name", |(_, column)| column).to_owned();
    let found = table.rows.first().map(|row| row.cells.join(", ")).unwrap_or_default();
    TableError::Column { key: "name".to_owned(), column, found }
}

fn rows(
    table: &Table,
    columns: &Columns,
    options: &TableOptions,
    given: &mut Vec<Given>,
    out: &mut Drafts,
) {
    let sheet = match table.name.as_str() {
        "" => String::new(),
        name => format!(" of sheet {name:?}"),
    };
    for row in &table.rows[columns.header + 1..] {
        let place = format!("line {}{sheet}", row.line);
        if let Some(fault) = &row.fault {
            out.leave_out(format!("{place}: {fault}"), "the row cannot be read");
            continue;
        }
        let n_headings = table.rows[columns.header].cells.len();
        for cell in row.cells.iter().skip(n_headings).filter(|cell| !cell.is_empty()) {
            let why = "no heading stands above the cell; put a value that holds the separator in quotation marks";
            out.leave_out(format!("{cell:?} ({place})"), why);
        }
        given.extend(self::row(row, &place, columns, options, out));
    }
}

/// What a row says.
fn row(
    row: &Row,
    place: &str,
    columns: &Columns,
    options: &TableOptions,
    out: &mut Drafts,
) -> Option<Given> {
    let list = |key: &str| -> Vec<String> {
        columns.cells(row, key).flat_map(|cell| split(cell, &PARTS)).collect()
    };
    let text = |key: &str| {
        let said = columns.cells(row, key).next().map(str::to_owned);
        said.filter(|text| columns.ours || key == "country" || !is_nothing(text))
    };
    let mut names: Vec<String> = match columns.ours {
        true => text("name").into_iter().collect(),
        false => columns.cells(row, "name").flat_map(|cell| split(cell, &PARTS[..2])).collect(),
    };
    if names.is_empty() {
        out.leave_out(place.to_owned(), "it has no name");
        return None;
    }
    let name = names.remove(0);
    let what = format!("{name:?} ({place})");
    let class = match class_of(text("class"), options) {
        Ok(class) => class,
        Err(why) => {
            out.leave_out(what, why);
            return None;
        }
    };
    names.extend(list("names"));
    let cells = columns.cells(row, "pattern").flat_map(|cell| split(cell, &PARTS[..1]));
    let patterns = patterns(cells, &what, out);
    let mut labels = pairs("labels", list("labels"), &what, out);
    for (language, at) in &columns.labels {
        let label = row.cell(*at).filter(|label| !is_nothing(label));
        labels.extend(label.map(|label| (language.clone(), label.to_owned())));
    }
    let is = |key: &str, value: &str| text(key).is_some_and(|t| t.eq_ignore_ascii_case(value));
    let entry = Entry {
        name: name.clone(),
        names,
        abbr: list("abbr"),
        formal: text("formal"),
        patterns,
        demonym: list("demonym"),
        capital: list("capital"),
        labels,
        matching: if is("match", "exact") { Matching::Exact } else { Matching::Fold },
        kind: text("type"),
        parent: text("parent"),
        part_of: list("part_of"),
        country: text("country"),
        implementers: list("implementers"),
        funds: list("funds"),
        since: text("since"),
        until: text("until"),
        replaced_by: text("replaced_by"),
        ids: pairs("ids", list("ids"), &what, out),
        status: if is("status", "defunct") { EntryStatus::Defunct } else { EntryStatus::Active },
        note: text("note"),
        ..Entry::default()
    };
    let wanted = text("id");
    Some(Given { wanted, class, entry, what, ours: columns.ours, ..Given::default() })
}

/// The class of a row, or why it has none.
fn class_of(said: Option<String>, options: &TableOptions) -> Result<Class, String> {
    match (said, options.class) {
        (Some(said), _) => class(&said).map_or_else(|| said.parse(), Ok),
        (None, Some(class)) => Ok(class),
        (None, None) => Err("it has no class; give --class or a column for it".to_owned()),
    }
}

fn patterns(
    written: impl Iterator<Item = String>,
    what: &str,
    out: &mut Drafts,
) -> Vec<NamePattern> {
    let mut patterns = Vec::new();
    for pattern in written {
        match NamePattern::new(&pattern) {
            Ok(pattern) => patterns.push(pattern),
            Err(error) => out.leave_out(
                of(format!("the pattern {pattern:?}"), what),
                format!("it cannot be used: {error}"),
            ),
        }
    }
    patterns
}

/// Values of the form `key=value`.
fn pairs(key: &str, values: Vec<String>, what: &str, out: &mut Drafts) -> BTreeMap<String, String> {
    let mut map = BTreeMap::new();
    for pair in values {
        match pair.split_once('=') {
            Some((k, v)) => {
                map.insert(k.trim().to_owned(), v.trim().to_owned());
            }
            None => out.leave_out(of(format!("{pair:?}"), what), format!("{key} takes key=value")),
        }
    }
    map
}
