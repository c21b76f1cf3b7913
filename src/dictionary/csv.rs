//! Entries as comma-separated values, for people with a spreadsheet.
//!
//! In: a table with a header. Out: [`Drafts`], and the same table from a vocabulary. Never: a row dropped without a reason.
//!
//! A cell with several values parts them by `|`, and a value that holds one has `\|`; identifiers and labels are `key=value`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};

use crate::base::Class;
use crate::dictionary::draft::{Draft, Drafts, Ids};
use crate::dictionary::entry::{Entry, EntryStatus, Matching};
use crate::dictionary::load::Vocabulary;
use crate::dictionary::pattern::NamePattern;

/// The columns that are written, in order, `pattern` only where there is one. All but `name` may be absent when reading.
const COLUMNS: [&str; 23] = [
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

/// How a table is to be read.
#[derive(Debug, Clone, Default)]
pub struct CsvOptions {
    /// The class of rows that give none.
    pub class: Option<Class>,
    /// Other names for columns: column of consort, column of the file.
    pub columns: BTreeMap<String, String>,
}

/// A table that cannot be read at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CsvError {
    /// It is no table.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// A column is missing.
    #[error("there is no column {column:?} ({found}); say which it is with --map {key}=COLUMN")]
    Column {
        /// The column of consort.
        key: String,
        /// The column looked for.
        column: String,
        /// The columns that there are.
        found: String,
    },
    /// A column that consort does not know.
    #[error(
        "{0:?} is no column of consort; --map takes id, class, name, names, abbr and the other keys of an entry"
    )]
    Key(String),
}

/// Reads a table: one entry a row.
///
/// # Errors
/// When it is no table, or has no names.
///
/// ```
/// use consort::dictionary::{CsvOptions, Ids, read_csv};
/// use consort::Class;
/// let table = "Name,abbr,class\nZeta Body,ZB|ZBY,organisation\n,XX,organisation\n";
/// let read = read_csv(table.as_bytes(), &CsvOptions::default(), &mut Ids::default())?;
/// let [draft] = read.drafts.as_slice() else { panic!("{read:?}") };
/// assert_eq!((&*draft.id, draft.class, &*draft.entry.abbr[1]), ("zeta-body", Class::Organisation, "ZBY"));
/// assert_eq!(read.left_out[0].why, "it has no name");
/// # Ok::<(), consort::dictionary::CsvError>(())
/// ```
pub fn read_csv(input: impl Read, options: &CsvOptions, ids: &mut Ids) -> Result<Drafts, CsvError> {
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(input);
    let header: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
    let columns = columns(&header, options)?;
    let mut out = Drafts::default();
    let used: BTreeSet<usize> = columns.values().copied().collect();
    for (i, name) in header.iter().enumerate() {
        if !used.contains(&i) && !name.is_empty() {
            out.leave_out(
                format!("column {name:?}"),
                "the column is none of consort's; map it with --map KEY=COLUMN",
            );
        }
    }
    for (i, row) in reader.records().enumerate() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                out.leave_out(format!("row {}: {error}", i + 2), "the row cannot be read");
                continue;
            }
        };
        let cell =
            |key: &str| columns.get(key).and_then(|&i| row.get(i)).filter(|text| !text.is_empty());
        let line = row.position().map_or(i as u64 + 2, csv::Position::line);
        self::row(&cell, line, options, ids, &mut out);
    }
    out.drafts.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(out)
}

fn columns(header: &[String], options: &CsvOptions) -> Result<BTreeMap<String, usize>, CsvError> {
    if let Some(key) = options.columns.keys().find(|key| !COLUMNS.contains(&key.as_str())) {
        return Err(CsvError::Key(key.clone()));
    }
    let mut columns = BTreeMap::new();
    for key in COLUMNS {
        let mapped = options.columns.get(key);
        let column = mapped.map_or(key, String::as_str);
        match header.iter().position(|name| name.eq_ignore_ascii_case(column)) {
            Some(at) => {
                columns.insert(key.to_owned(), at);
            }
            None if mapped.is_some() || key == "name" => {
                let (key, column) = (key.to_owned(), column.to_owned());
                return Err(CsvError::Column { key, column, found: header.join(", ") });
            }
            None => {}
        }
    }
    Ok(columns)
}

fn row<'r>(
    cell: &dyn Fn(&str) -> Option<&'r str>,
    line: u64,
    options: &CsvOptions,
    ids: &mut Ids,
    out: &mut Drafts,
) {
    let Some(name) = cell("name") else {
        return out.leave_out(format!("line {line}"), "it has no name");
    };
    let what = || format!("{name:?} (line {line})");
    let class = match cell("class").map(str::parse::<Class>) {
        Some(Ok(class)) => class,
        Some(Err(message)) => return out.leave_out(what(), message),
        None => match options.class {
            Some(class) => class,
            None => {
                return out.leave_out(what(), "it has no class; give --class or a column for it");
            }
        },
    };
    if let Some(id) = ids.known(class, name) {
        let why = "it is listed already; add its other names to that entry";
        return out.leave_out(format!("{} as [{id}]", what()), why);
    }
    let list = |key: &str| -> Vec<String> { cell(key).map(split).unwrap_or_default() };
    let text = |key: &str| cell(key).map(str::to_owned);
    let mut patterns = Vec::new();
    for pattern in list("pattern") {
        match NamePattern::new(&pattern) {
            Ok(pattern) => patterns.push(pattern),
            Err(error) => out.leave_out(
                format!("the pattern {pattern:?} of {}", what()),
                format!("it cannot be used: {error}"),
            ),
        }
    }
    let mut pairs = |key: &str| -> BTreeMap<String, String> {
        let mut map = BTreeMap::new();
        for pair in list(key) {
            match pair.split_once('=') {
                Some((k, v)) => {
                    map.insert(k.trim().to_owned(), v.trim().to_owned());
                }
                None => out
                    .leave_out(format!("{pair:?} of {}", what()), format!("{key} takes key=value")),
            }
        }
        map
    };
    let entry = Entry {
        name: name.to_owned(),
        names: list("names"),
        abbr: list("abbr"),
        formal: text("formal"),
        patterns,
        demonym: list("demonym"),
        capital: list("capital"),
        labels: pairs("labels"),
        matching: if cell("match") == Some("exact") { Matching::Exact } else { Matching::Fold },
        kind: text("type"),
        parent: text("parent"),
        part_of: list("part_of"),
        country: text("country"),
        implementers: list("implementers"),
        funds: list("funds"),
        since: text("since"),
        until: text("until"),
        replaced_by: text("replaced_by"),
        ids: pairs("ids"),
        status: if cell("status") == Some("defunct") {
            EntryStatus::Defunct
        } else {
            EntryStatus::Active
        },
        note: text("note"),
        ..Entry::default()
    };
    let id = ids.give(cell("id"), name);
    out.drafts.push(Draft { id, class, entry, comments: Vec::new() });
}

/// Writes the entries as a table, sorted by id; the number of conditional names, excluded phrases and addresses that a
/// table has no room for.
///
/// # Errors
/// When the writer fails.
///
/// ```
/// use consort::dictionary::{VocabFile, read, write_csv};
/// let text = "[zeta]\nname = \"Zeta Body\"\nabbr = [\"ZB\"]\ncond = [{ text = \"Zeta\", needs = [\"zeta\"] }]\n";
/// let file = VocabFile { name: "organisations.toml".into(), text: text.into(), builtin: false };
/// let mut table = Vec::new();
/// let n_left_out = write_csv(&read(&[file]).0, &mut table).expect("memory takes it");
/// let table = String::from_utf8(table).expect("text");
/// assert!(table.lines().nth(1).is_some_and(|row| row.starts_with("zeta,organisation,Zeta Body,")));
/// assert_eq!(n_left_out, 1, "a name that counts only in context");
/// ```
pub fn write_csv(vocabulary: &Vocabulary, out: &mut dyn Write) -> Result<usize, csv::Error> {
    let mut writer = csv::Writer::from_writer(out);
    let has_patterns = vocabulary.entries.values().any(|l| !l.entry.patterns.is_empty());
    writer.write_record(COLUMNS.iter().filter(|column| has_patterns || **column != "pattern"))?;
    let mut n_left_out = 0;
    for (id, listed) in &vocabulary.entries {
        let entry = &listed.entry;
        n_left_out +=
            entry.cond.len() + entry.not.len() + entry.same_as.len() + entry.see_also.len();
        let pairs = |map: &BTreeMap<String, String>| {
            join(&map.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>())
        };
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let class = listed.class.name().to_lowercase();
        let patterns: Vec<String> = entry.patterns.iter().map(|p| p.as_str().to_owned()).collect();
        let before = [
            id.to_string(),
            class,
            entry.name.clone(),
            join(&entry.names),
            join(&entry.abbr),
            text(&entry.formal),
        ];
        let behind = [
            join(&entry.demonym),
            join(&entry.capital),
            pairs(&entry.labels),
            if entry.matching == Matching::Exact { "exact".to_owned() } else { String::new() },
            text(&entry.kind),
            text(&entry.parent),
            join(&entry.part_of),
            text(&entry.country),
            join(&entry.implementers),
            join(&entry.funds),
            text(&entry.since),
            text(&entry.until),
            text(&entry.replaced_by),
            pairs(&entry.ids),
            if entry.status == EntryStatus::Defunct { "defunct".to_owned() } else { String::new() },
            text(&entry.note),
        ];
        writer.write_record(
            before.into_iter().chain(has_patterns.then(|| join(&patterns))).chain(behind),
        )?;
    }
    writer.flush()?;
    Ok(n_left_out)
}

/// Several values in one cell.
fn join(values: &[String]) -> String {
    let escape = |value: &String| value.replace('\\', "\\\\").replace('|', "\\|");
    values.iter().map(escape).collect::<Vec<_>>().join("|")
}

/// The values of a cell, without blanks around them and empty ones.
fn split(cell: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut chars = cell.chars();
    while let Some(c) = chars.next() {
        match c {
            '|' => values.push(String::new()),
            '\\' => values.iter_mut().last().into_iter().for_each(|v| v.extend(chars.next())),
            c => values.iter_mut().last().into_iter().for_each(|v| v.push(c)),
        }
    }
    values.iter().map(|v| v.trim().to_owned()).filter(|v| !v.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::{Listed, builtin_files, read};

    #[test]
    fn what_is_written_reads_back_the_same() {
        let (vocabulary, _) = read(&builtin_files());
        let mut table = Vec::new();
        write_csv(&vocabulary, &mut table).unwrap();
        let drafts = read_csv(&table[..], &CsvOptions::default(), &mut Ids::default()).unwrap();
        assert!(drafts.left_out.is_empty(), "{:?}", drafts.left_out);
        assert_eq!(drafts.drafts.len(), vocabulary.entries.len());
        for draft in &drafts.drafts {
            let listed = &vocabulary.entries[draft.id.as_str()];
            let mut entry = listed.entry.clone();
            (entry.cond, entry.not) = (Vec::new(), Vec::new());
            (entry.same_as, entry.see_also) = (Vec::new(), Vec::new());
            assert_eq!((&draft.entry, draft.class), (&entry, listed.class), "{}", draft.id);
        }
    }

    #[test]
    fn patterns_round_trip_and_bad_ones_are_left_out() {
        let patterns = [r"A\|B|C\d+ \(x\)", "E;F, \"G\""].map(|p| NamePattern::new(p).unwrap());
        let entry =
            Entry { name: "Zeta".to_owned(), patterns: patterns.into(), ..Entry::default() };
        let listed = Listed { class: Class::Region, entry, place: "a".to_owned(), builtin: false };
        let id = crate::base::EntityId::new("zeta").unwrap();
        let vocabulary =
            Vocabulary { entries: [(id, listed.clone())].into(), ..Vocabulary::default() };
        let mut table = Vec::new();
        write_csv(&vocabulary, &mut table).unwrap();
        let read = read_csv(&table[..], &CsvOptions::default(), &mut Ids::default()).unwrap();
        assert_eq!((&read.drafts[0].entry, read.left_out.len()), (&listed.entry, 0));

        let table = "name,class,pattern\nZeta,region,a(|Z-[0-9]+\n";
        let read = read_csv(table.as_bytes(), &CsvOptions::default(), &mut Ids::default()).unwrap();
        assert_eq!(read.drafts[0].entry.patterns, [NamePattern::new("Z-[0-9]+").unwrap()]);
        assert_eq!(read.left_out[0].what, "the pattern \"a(\" of \"Zeta\" (line 2)");
        assert_eq!(read.left_out[0].why, "it cannot be used: unclosed group at character 2");
    }

    #[test]
    fn columns_are_mapped_and_rows_left_out_with_a_reason() {
        let table = "Organisation name,Acronym,Web\nZeta Body,ZB|ZBY,x\n,Q,\n";
        let columns = [("name", "organisation name"), ("abbr", "Acronym")];
        let options = CsvOptions {
            class: Some(Class::Organisation),
            columns: columns.map(|(k, v)| (k.to_owned(), v.to_owned())).into(),
        };
        let read = read_csv(table.as_bytes(), &options, &mut Ids::default()).unwrap();
        assert_eq!(read.drafts.len(), 1);
        assert_eq!((read.drafts[0].id.as_str(), read.drafts[0].entry.abbr.len()), ("zeta-body", 2));
        let why: Vec<&str> = read.left_out.iter().map(|l| l.what.as_str()).collect();
        assert_eq!(why, ["column \"Web\"", "line 3"]);
        let error =
            read_csv(table.as_bytes(), &CsvOptions::default(), &mut Ids::default()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "there is no column \"name\" (Organisation name, Acronym, Web); say which it is with --map name=COLUMN"
        );
    }
}
