//! Rows and columns as aligned text, CSV or JSON.
//!
//! In: cells. Out: bytes into a writer. Never: asks how wide the terminal is; the caller says.

use std::fmt::{self, Write as _};
use std::io::{self, Write};
use std::str::FromStr;

use serde_json::{Map, Number, Value};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::base::significant;

/// A small table in memory; every view that has rows returns one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Column names.
    pub columns: Vec<String>,
    /// The rows; each has one cell a column.
    pub rows: Vec<Vec<Cell>>,
}

/// One value of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing: an empty cell, `null` in JSON.
    Empty,
    /// Words, aligned left.
    Text(String),
    /// A number as it is to be printed, aligned right.
    Number(String),
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Cell::Text(text.into())
    }

    /// Words, or nothing.
    pub fn optional(text: Option<impl Into<String>>) -> Self {
        text.map_or(Cell::Empty, Cell::text)
    }

    /// A whole number.
    #[must_use]
    pub fn integer(value: u64) -> Self {
        Cell::Number(value.to_string())
    }

    /// A number with four decimal places.
    #[must_use]
    pub fn decimal(value: f64) -> Self {
        Cell::Number(format!("{value:.4}"))
    }

    /// A number with at least four decimal places and at least so many significant digits: shares of a large network are
    /// too small for four places.
    #[must_use]
    pub fn significant(value: f64, digits: usize) -> Self {
        Cell::Number(significant(value, digits))
    }

    /// A weight: a whole number where it is one, else as [`Cell::significant`].
    #[must_use]
    pub fn weight(value: f64, digits: usize) -> Self {
        if value == 0.0 {
            Cell::integer(0) // also for -0, the sum of nothing
        } else if value.fract() == 0.0 {
            Cell::Number(format!("{value:.0}"))
        } else {
            Cell::significant(value, digits)
        }
    }

    /// A probability with three significant digits, as an exponent where four places would show too few of them.
    #[must_use]
    pub fn probability(value: f64) -> Self {
        let digits = format!("{value:.2e}");
        let rounded: f64 = digits.parse().unwrap_or(value);
        Cell::Number(if rounded == 0.0 || rounded >= 1e-4 { rounded.to_string() } else { digits })
    }

    pub(in crate::view) fn as_str(&self) -> &str {
        match self {
            Cell::Empty => "",
            Cell::Text(text) | Cell::Number(text) => text,
        }
    }

    pub(in crate::view) fn to_json(&self) -> Value {
        match self {
            Cell::Empty => Value::Null,
            Cell::Text(text) => Value::String(text.clone()),
            Cell::Number(text) => {
                text.parse::<Number>().map_or_else(|_| Value::String(text.clone()), Value::Number)
            }
        }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TableFormat {
    /// Aligned columns for reading.
    #[default]
    Text,
    /// Comma-separated values with a header line.
    Csv,
    /// An array with one object a row.
    Json,
}

impl FromStr for TableFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.to_ascii_lowercase().as_str() {
            "table" | "text" => Ok(TableFormat::Text),
            "csv" => Ok(TableFormat::Csv),
            "json" => Ok(TableFormat::Json),
            _ => Err(format!("{text:?} is not a format (table, csv, json)")),
        }
    }
}

/// How wide a text table may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TextLayout {
    /// Columns of the screen; no bound when absent.
    pub max_width: Option<usize>,
    /// What happens to words that do not fit.
    pub overflow: Overflow,
}

/// What happens to words that do not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Overflow {
    /// Cut, with an ellipsis.
    #[default]
    Ellipsis,
    /// Go on in the next line of the same cell.
    Wrap,
}

/// Between two columns.
const GAP: usize = 2;
/// A column of words is never made narrower than this.
const NARROWEST: usize = 6;
/// Words cut shorter than this tell a reader too little.
const READABLE: usize = 20;

impl Table {
    /// A table without rows.
    pub fn new<S: Into<String>>(columns: impl IntoIterator<Item = S>) -> Self {
        Self { columns: columns.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// Adds a row; missing cells are empty, cells beyond the last column are dropped.
    pub fn push(&mut self, mut row: Vec<Cell>) {
        row.resize(self.columns.len(), Cell::Empty);
        self.rows.push(row);
    }

    /// Writes the table in a format; `layout` is for text alone.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn write(
        &self,
        format: TableFormat,
        layout: TextLayout,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match format {
            TableFormat::Text => self.write_text(layout, out),
            TableFormat::Csv => self.write_csv(out),
            TableFormat::Json => self.write_json(out),
        }
    }

    /// Aligned columns: words left, numbers right, a rule under the header, no blanks at line ends. Where they do not fit,
    /// a column of ids that stands beside its names (`donorId` beside `donor`) is left out, then words are cut; and where
    /// too little would be left of them, the last columns are left out, and a line says which.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn write_text(&self, layout: TextLayout, out: &mut dyn Write) -> io::Result<()> {
        match layout.max_width {
            Some(max_width) if self.width() > max_width => {
                let (table, left_out) = self.without_named_ids().narrowed(max_width);
                table.write_aligned(layout, out)?;
                if !left_out.is_empty() {
                    let names = left_out.join(", ");
                    writeln!(out, "no room for {names}: widen the window, or take --format csv")?;
                }
                Ok(())
            }
            _ => self.write_aligned(layout, out),
        }
    }

    fn write_aligned(&self, layout: TextLayout, out: &mut dyn Write) -> io::Result<()> {
        let rows: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|row| row.iter().map(|c| printable(c.as_str())).collect())
            .collect();
        let numeric: Vec<bool> = (0..self.columns.len()).map(|i| self.is_numeric(i)).collect();
        let widths = fit(self.natural_widths(&rows), &numeric, layout.max_width);
        let line = |cells: &[String]| text_lines(cells, &widths, &numeric, layout.overflow);
        out.write_all(line(&self.columns).as_bytes())?;
        let rule: Vec<String> = widths.iter().map(|w| "─".repeat(*w)).collect();
        out.write_all(line(&rule).as_bytes())?;
        for row in &rows {
            out.write_all(line(row).as_bytes())?;
        }
        Ok(())
    }

    /// Comma-separated values, header first (RFC 4180, lines end in LF).
    ///
    /// # Errors
    /// When the writer fails.
    pub fn write_csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(&self.columns).map_err(io_error)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(Cell::as_str)).map_err(io_error)?;
        }
        writer.flush()
    }

    /// An array of objects, one object a line, keys in column order.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")?;
        for (i, row) in self.rows.iter().enumerate() {
            out.write_all(if i == 0 { b"\n" } else { b",\n" })?;
            let object: Map<String, Value> =
                self.columns.iter().cloned().zip(row.iter().map(Cell::to_json)).collect();
            serde_json::to_writer(&mut *out, &object)?;
        }
        out.write_all(b"\n]\n")
    }

    /// Columns of the screen that all cells need.
    fn width(&self) -> usize {
        let widths = self.needs();
        GAP * widths.len().saturating_sub(1) + widths.iter().sum::<usize>()
    }

    /// What the cells of each column need.
    fn needs(&self) -> Vec<usize> {
        let shown = |cell: &Cell| printable(cell.as_str()).width();
        (0..self.columns.len())
            .map(|i| {
                let cells = self.rows.iter().filter_map(|row| row.get(i)).map(shown);
                cells.chain([self.columns[i].width()]).max().unwrap_or_default()
            })
            .collect()
    }

    /// The same without ids whose names stand beside them.
    fn without_named_ids(&self) -> Table {
        let named = |column: &String| {
            let name = column.strip_suffix("Id").or_else(|| column.strip_suffix("_id"));
            name.is_some_and(|name| self.columns.iter().any(|c| c == name))
        };
        let kept: Vec<usize> =
            (0..self.columns.len()).filter(|i| !named(&self.columns[*i])).collect();
        let mut table = Table::new(kept.iter().map(|i| self.columns[*i].as_str()));
        for row in &self.rows {
            table.push(kept.iter().map(|i| row.get(*i).cloned().unwrap_or(Cell::Empty)).collect());
        }
        table
    }

    /// The same with as many of its first columns as leave words readable, at least three; and the names of the others.
    fn narrowed(mut self, max_width: usize) -> (Table, Vec<String>) {
        let needs: Vec<usize> = self
            .needs()
            .into_iter()
            .enumerate()
            .map(|(i, width)| if self.is_numeric(i) { width } else { width.min(READABLE) })
            .collect();
        let total = |n: usize| GAP * n.saturating_sub(1) + needs[..n].iter().sum::<usize>();
        let kept = (3..=needs.len()).rev().find(|&n| total(n) <= max_width).unwrap_or(3);
        let left_out = self.columns.split_off(kept.min(needs.len()));
        self.rows.iter_mut().for_each(|row| row.truncate(kept));
        (self, left_out)
    }

    fn is_numeric(&self, column: usize) -> bool {
        let mut cells =
            self.rows.iter().filter_map(|row| row.get(column)).filter(|c| **c != Cell::Empty);
        cells.clone().next().is_some() && cells.all(|c| matches!(c, Cell::Number(_)))
    }

    fn natural_widths(&self, rows: &[Vec<String>]) -> Vec<usize> {
        let mut widths: Vec<usize> = self.columns.iter().map(|c| c.width()).collect();
        for row in rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        widths
    }
}

/// Several tables as one object with a key a table.
///
/// # Errors
/// When the writer fails.
pub fn write_json_object(tables: &[(&str, Table)], out: &mut dyn Write) -> io::Result<()> {
    let mut whole = Map::new();
    for (name, table) in tables {
        let mut rows = Vec::new();
        table.write_json(&mut rows)?;
        whole.insert((*name).to_owned(), serde_json::from_slice::<Value>(&rows)?);
    }
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    writeln!(out)
}

/// The writer's own error, which alone knows that a pipe was closed: `csv` would wrap it and drop its kind.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// One line, and no control character that a terminal would obey.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || c == '\u{2028}' { ' ' } else { c }).collect()
}

/// Narrows the widest columns of words, all to one width, until the table fits.
fn fit(mut widths: Vec<usize>, numeric: &[bool], max_width: Option<usize>) -> Vec<usize> {
    let Some(max_width) = max_width else { return widths };
    let gaps = GAP * widths.len().saturating_sub(1);
    let total = |cap: usize| {
        let columns = widths.iter().zip(numeric);
        gaps + columns.map(|(w, fixed)| if *fixed { *w } else { *w.min(&cap) }).sum::<usize>()
    };
    let widest = widths.iter().copied().max().unwrap_or_default();
    let cap = (NARROWEST..=widest).rev().find(|cap| total(*cap) <= max_width).unwrap_or(NARROWEST);
    // What the common width leaves over goes to the first columns that can use it.
    let mut spare = max_width.saturating_sub(total(cap));
    for (width, fixed) in widths.iter_mut().zip(numeric) {
        if !fixed && *width > cap {
            let extra = spare.min(*width - cap);
            *width = cap + extra;
            spare -= extra;
        }
    }
    widths
}

fn text_lines(cells: &[String], widths: &[usize], numeric: &[bool], overflow: Overflow) -> String {
    let parts: Vec<Vec<String>> = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| match overflow {
            Overflow::Ellipsis => vec![ellipsis(cell, *width)],
            Overflow::Wrap => wrap(cell, *width),
        })
        .collect();
    let height = parts.iter().map(Vec::len).max().unwrap_or(1);
    let mut text = String::new();
    for i in 0..height {
        let mut line = String::new();
        for (column, part) in parts.iter().enumerate() {
            let cell = part.get(i).map_or("", String::as_str);
            let blanks = " ".repeat(widths[column].saturating_sub(cell.width()));
            let gap = if column == 0 { "" } else { "  " };
            // Writing into a String cannot fail.
            let _ = match numeric[column] {
                true => write!(line, "{gap}{blanks}{cell}"),
                false => write!(line, "{gap}{cell}{blanks}"),
            };
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Cuts a text to a width on the screen, the last column taken by an ellipsis.
#[must_use]
pub fn ellipsis(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let (head, _) = split_at_width(text, width.saturating_sub(1));
    format!("{}…", head.trim_end())
}

/// Breaks a text into lines of at most `width` columns, at blanks where there are any.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = vec![];
    let mut line = String::new();
    for word in text.split_whitespace() {
        let mut word = word;
        if !line.is_empty() && line.width() + 1 + word.width() > width {
            lines.push(std::mem::take(&mut line));
        }
        while line.is_empty() && word.width() > width {
            let (head, tail) = split_at_width(word, width);
            lines.push(head.to_owned());
            word = tail;
        }
        if !line.is_empty() && !word.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// The longest head of at most `width` columns (at least one character), and the rest.
fn split_at_width(text: &str, width: usize) -> (&str, &str) {
    let mut used = 0;
    for (i, c) in text.char_indices() {
        used += c.width().unwrap_or(0);
        if used > width && i > 0 {
            return text.split_at(i);
        }
    }
    (text, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Table {
        let mut table = Table::new(["name", "documents", "note"]);
        table.push(vec![Cell::text("Gradiška police"), Cell::integer(7), Cell::text("a, \"b\"")]);
        table.push(vec![Cell::text("日本"), Cell::integer(120), Cell::Empty]);
        table
    }

    fn text(table: &Table, max_width: Option<usize>, overflow: Overflow) -> String {
        let mut out = Vec::new();
        table.write_text(TextLayout { max_width, overflow }, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_stand_right_and_wide_letters_take_two_columns() {
        assert_eq!(
            text(&sample(), None, Overflow::Ellipsis),
            "name             documents  note\n\
             ───────────────  ─────────  ──────\n\
             Gradiška police          7  a, \"b\"\n\
             日本                   120\n"
        );
    }

    #[test]
    fn the_caller_decides_between_cutting_and_wrapping() {
        assert_eq!(
            text(&sample(), Some(28), Overflow::Ellipsis),
            "name       documents  note\n\
             ─────────  ─────────  ──────\n\
             Gradiška…          7  a, \"b\"\n\
             日本             120\n"
        );
        assert_eq!(
            text(&sample(), Some(28), Overflow::Wrap),
            "name       documents  note\n\
             ─────────  ─────────  ──────\n\
             Gradiška           7  a, \"b\"\n\
             police\n\
             日本             120\n"
        );
    }

    #[test]
    fn where_room_is_short_names_go_before_their_ids() {
        let mut table = Table::new(["donor", "documents", "donorId", "fundId"]);
        table.push(vec![
            Cell::text("Germany"),
            Cell::integer(4),
            Cell::text("id:deu"),
            Cell::text("id:x"),
        ]);
        assert!(text(&table, Some(80), Overflow::Ellipsis).contains("id:deu"));
        let narrow = text(&table, Some(26), Overflow::Ellipsis);
        assert_eq!(
            narrow,
            "donor    documents  fundId\n───────  ─────────  ──────\nGermany          4  id:x\n"
        );
    }

    #[test]
    fn the_last_columns_go_before_names_become_unreadable() {
        let mut table = Table::new(["first", "second", "together", "npmi"]);
        let name = "Organization for Security and Co-operation in Europe";
        let number = || Cell::integer(25);
        table.push(vec![Cell::text(name), Cell::text(name), number(), number()]);
        assert_eq!(
            text(&table, Some(54), Overflow::Ellipsis),
            "first                  second                 together\n\
             ─────────────────────  ─────────────────────  ────────\n\
             Organization for Sec…  Organization for Sec…        25\n\
             no room for npmi: widen the window, or take --format csv\n"
        );
        assert!(!text(&table, Some(60), Overflow::Ellipsis).contains("no room"));
    }

    #[test]
    fn csv_quotes_and_json_keeps_numbers() {
        let mut csv = Vec::new();
        sample().write_csv(&mut csv).unwrap();
        assert_eq!(
            String::from_utf8(csv).unwrap(),
            "name,documents,note\nGradiška police,7,\"a, \"\"b\"\"\"\n日本,120,\n"
        );
        let mut json = Vec::new();
        sample().write_json(&mut json).unwrap();
        assert_eq!(
            String::from_utf8(json).unwrap(),
            "[\n{\"name\":\"Gradiška police\",\"documents\":7,\"note\":\"a, \\\"b\\\"\"},\n\
             {\"name\":\"日本\",\"documents\":120,\"note\":null}\n]\n"
        );
    }

    #[test]
    fn probabilities_show_three_digits() {
        for (value, shown) in [
            (0.0, "0"),
            (1.0, "1"),
            (0.049_96, "0.05"),
            (0.123_456, "0.123"),
            (0.000_123_4, "0.000123"),
            (0.000_099_99, "0.0001"),
            (1.234e-10, "1.23e-10"),
        ] {
            assert_eq!(Cell::probability(value), Cell::Number(shown.to_owned()));
        }
    }

    #[test]
    fn wrapping_never_loses_a_letter() {
        for width in 1..12 {
            for text in ["", "a", "unodc-wco container control programme", "日本 語"] {
                let joined: String = wrap(text, width).concat();
                let letters =
                    |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
                assert_eq!(letters(&joined), letters(text), "{text:?} at {width}");
            }
        }
    }
}
