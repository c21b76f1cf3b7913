//! Rows and columns as aligned text, CSV, JSON or a workbook.
//!
//! In: cells. Out: bytes into a writer. Never: asks how wide the terminal is; the caller says.

mod csv;
mod text;
#[cfg(feature = "xlsx")]
pub mod xlsx;

pub use csv::{CsvLayout, Separator};
pub use text::{Overflow, TextLayout, ellipsis, wrap};

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use serde_json::{Map, Number, Value};

use crate::base::significant;

/// A small table in memory; every view that has rows returns one.
///
/// ```
/// use consort::view::table::{Cell, Table, TextLayout};
/// let mut table = Table::new(["name", "documents"]);
/// table.push(vec![Cell::text("OSCE"), Cell::integer(7)]);
/// let mut text = Vec::new();
/// table.write_text(TextLayout::default(), &mut text)?;
/// assert_eq!(String::from_utf8(text)?, "name  documents\n────  ─────────\nOSCE          7\n");
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
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
    ///
    /// ```
    /// use consort::view::table::Cell;
    /// let shown = [2.0, 0.5, 0.000_012_34].map(|weight| Cell::weight(weight, 4).to_string());
    /// assert_eq!(shown, ["2", "0.5000", "0.00001234"]);
    /// ```
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
    ///
    /// ```
    /// use consort::view::table::Cell;
    /// assert_eq!(Cell::probability(0.0123).to_string(), "0.0123");
    /// assert_eq!(Cell::probability(1.2345e-10).to_string(), "1.23e-10");
    /// ```
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

/// What a column holds, and so how it looks. Numbers are numbers in any of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Holds {
    /// Names and short words.
    #[default]
    Words,
    /// Sentences, in a wide column with line breaks.
    Sentences,
    /// ISO 8601 dates: those to the day become dates, others stay words.
    Dates,
    /// Addresses, which open when clicked.
    Addresses,
    /// Codes and short words, in a narrow column.
    Short,
    /// Whole numbers.
    Count,
    /// Sums of money, with their thousands apart.
    Money,
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TableFormat {
    /// Aligned columns for reading.
    #[default]
    Text,
    /// Comma-separated values with a header line.
    Csv(CsvLayout),
    /// An array with one object a row.
    Json,
}

impl FromStr for TableFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.to_ascii_lowercase().as_str() {
            "table" | "text" => Ok(TableFormat::Text),
            "csv" => Ok(TableFormat::Csv(CsvLayout::default())),
            "json" => Ok(TableFormat::Json),
            _ => Err(format!("{text:?} is not a format (table, csv, json)")),
        }
    }
}

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
    ///
    /// ```
    /// use consort::view::table::{Cell, Table, TextLayout};
    /// let mut table = Table::new(["name"]);
    /// table.push(vec![Cell::text("WHO")]);
    /// let mut text = Vec::new();
    /// table.write("json".parse()?, TextLayout::default(), &mut text)?;
    /// assert_eq!(text, b"[\n{\"name\":\"WHO\"}\n]\n");
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    pub fn write(
        &self,
        format: TableFormat,
        layout: TextLayout,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match format {
            TableFormat::Text => self.write_text(layout, out),
            TableFormat::Csv(csv) => self.write_csv_as(csv, out),
            TableFormat::Json => self.write_json(out),
        }
    }

    /// An array of objects, one object a line, keys in column order.
    ///
    /// # Errors
    /// When the writer fails.
    ///
    /// ```
    /// use consort::view::table::{Cell, Table};
    /// let mut table = Table::new(["name", "documents"]);
    /// table.push(vec![Cell::text("OSCE"), Cell::integer(7)]);
    /// let mut text = Vec::new();
    /// table.write_json(&mut text)?;
    /// assert_eq!(text, b"[\n{\"name\":\"OSCE\",\"documents\":7}\n]\n");
    /// # Ok::<_, std::io::Error>(())
    /// ```
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
}

/// Several tables as one object with a key a table.
///
/// # Errors
/// When the writer fails.
///
/// ```
/// use consort::view::table::{Cell, Table, write_json_object};
/// let mut ranks = Table::new(["name"]);
/// ranks.push(vec![Cell::text("OSCE")]);
/// let mut text = Vec::new();
/// write_json_object(&[("ranks", ranks), ("links", Table::default())], &mut text)?;
/// let value: serde_json::Value = serde_json::from_slice(&text)?;
/// assert_eq!(value["ranks"][0]["name"], "OSCE");
/// assert_eq!(value["links"].as_array().map(Vec::len), Some(0));
/// # Ok::<_, std::io::Error>(())
/// ```
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

#[cfg(test)]
pub(in crate::view) fn sample() -> Table {
    let mut table = Table::new(["name", "documents", "note"]);
    table.push(vec![Cell::text("Gradiška police"), Cell::integer(7), Cell::text("a, \"b\"")]);
    table.push(vec![Cell::text("日本"), Cell::integer(120), Cell::Empty]);
    table
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
