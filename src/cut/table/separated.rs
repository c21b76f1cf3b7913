//! Tables as text: values parted by commas, semicolons, tabs or bars.
//!
//! In: the decoded text of a file. Out: its separator, its rows. Never: a decision which row is the header.
//!
//! # Rules
//! 1. A first line `sep=;`, as Excel writes and reads it, decides.
//! 2. Else the separator with which the most rows at the beginning have one number of columns, more than one.
//! 3. Of several such the one with the most columns, then the first of: comma, semicolon, tab, bar.

use std::collections::BTreeMap;

use crate::cut::table::rows::{Row, Table};

/// Looked at in this order.
const SEPARATORS: [u8; 4] = *b",;\t|";

/// So many rows tell how a table is separated.
const ROWS_LOOKED_AT: usize = 200;

/// The separator of a table, and what of the text is the table; none where all rows have one value.
///
/// ```
/// use consort::cut::separator;
/// assert_eq!(separator("name;abbr\n\"Agency; Vienna\";A\nBeta, Inc.;B\n").0, Some(b';'));
/// assert_eq!(separator("name\tabbr\nAlpha\tA\n").0, Some(b'\t'));
/// assert_eq!(separator("sep=|\na|b\n"), (Some(b'|'), "a|b\n"));
/// assert_eq!(separator("Alpha Body\nBeta Body\n").0, None);
/// ```
#[must_use]
pub fn separator(text: &str) -> (Option<u8>, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if let [b's', b'e', b'p', b'=', said] = first.trim_end_matches('\r').as_bytes() {
        return (Some(*said), rest);
    }
    let best = SEPARATORS.iter().rev().filter_map(|&separator| {
        let (n_alike, n_columns) = alike(text, separator)?;
        Some((n_alike, n_columns, separator))
    });
    (best.max_by_key(|(n_alike, n_columns, _)| (*n_alike, *n_columns)).map(|(.., s)| s), text)
}

/// How many of the first rows have the number of columns that most have, and that number; none where most have one.
fn alike(text: &str, separator: u8) -> Option<(usize, usize)> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for row in reader(text, separator).records().take(ROWS_LOOKED_AT).flatten() {
        *counts.entry(row.len()).or_default() += 1;
    }
    let n_single = counts.remove(&1).unwrap_or_default();
    if counts.values().sum::<usize>() <= n_single {
        return None;
    }
    counts.into_iter().map(|(n_columns, n_rows)| (n_rows, n_columns)).max()
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .has_headers(false)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes())
}

/// The rows of a table in text.
///
/// ```
/// let table = consort::cut::table_of_text("name;abbr\n Alpha Body ;AB\n");
/// assert_eq!((table.rows[1].line, table.rows[1].cell(0)), (2, Some("Alpha Body")));
/// ```
#[must_use]
pub fn table_of_text(text: &str) -> Table {
    let (separator, rest) = separator(text);
    let n_before = text[..text.len() - rest.len()].matches('\n').count() as u64;
    let mut rows = Vec::new();
    for (i, record) in reader(rest, separator.unwrap_or(b',')).records().enumerate() {
        match record {
            Ok(record) => {
                let line =
                    record.position().map_or(i as u64 + 1, |at| line_of(rest, at)) + n_before;
                let cells: Vec<String> = record.iter().map(str::to_owned).collect();
                if cells.iter().any(|cell| !cell.is_empty()) {
                    rows.push(Row { line, cells, fault: None });
                }
            }
            Err(error) => {
                let line = error.position().map_or(i as u64 + 1, csv::Position::line) + n_before;
                rows.push(Row { line, cells: Vec::new(), fault: Some(error.to_string()) });
            }
        }
    }
    Table { name: String::new(), rows }
}

/// The line on which a record begins, behind the empty lines that the reader passes over with it.
fn line_of(text: &str, at: &csv::Position) -> u64 {
    let behind = text.as_bytes().get(at.byte() as usize..).unwrap_or_default();
    let blank = behind.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    at.line() + blank.filter(|byte| **byte == b'\n').count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_told() {
        let table: [(&str, Option<u8>); 9] = [
            ("name,names\nA,x;y\nB,z;w\n", Some(b',')),
            ("name;country\nA, B and C;FR\nD, E;DE\n", Some(b';')),
            ("List of bodies\n\nname;abbr\nAlpha;A\nBeta;B\n", Some(b';')),
            ("a|b|c\n1|2|3\n", Some(b'|')),
            ("\"a;b\",c\n\"d;e\",f\n", Some(b',')),
            ("name\n", None),
            ("", None),
            ("Ministry of Labour, Health and Welfare\nAlpha Body\n", None),
            ("sep=;\r\na;b\r\n", Some(b';')),
        ];
        for (text, expected) in table {
            assert_eq!(separator(text).0, expected, "{text:?}");
        }
    }

    #[test]
    fn lines_are_those_of_the_file() {
        let table = table_of_text("sep=;\na;b\n\n\"c\nc\";d\ne;f\n");
        let lines: Vec<u64> = table.rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [2, 4, 6]);
        assert_eq!(table.rows[1].cells, ["c\nc", "d"]);
    }
}
