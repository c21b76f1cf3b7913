//! Comma-separated values, and what spreadsheet programs make of them.
//!
//! In: a table and a layout. Out: RFC 4180, lines end in LF. Never: a cell changed, unless the layout asks for it.

use std::borrow::Cow;
use std::io::{self, Write};
use std::str::FromStr;

use crate::view::table::{Cell, Table};

/// How CSV is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CsvLayout {
    /// What stands between two cells.
    pub separator: Separator,
    /// For Excel, whose user double-clicks the file: a byte order mark, by which it knows UTF-8, and a `'` before words that it would
    /// run as a formula.
    pub bom: bool,
}

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Separator {
    /// `,`, with a point in decimals.
    #[default]
    Comma,
    /// `;`, with a comma in decimals, as spreadsheet programs in German, French and most languages of Europe want it; `write.csv2` of
    /// R does the same.
    Semicolon,
    /// A tab, with a point in decimals.
    Tab,
}

impl FromStr for Separator {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "," | "comma" => Ok(Self::Comma),
            ";" | "semicolon" => Ok(Self::Semicolon),
            "\t" | "\\t" | "tab" => Ok(Self::Tab),
            _ => Err(format!("{text:?} separates no cells (',', ';' or tab)")),
        }
    }
}

impl CsvLayout {
    fn cell<'a>(self, cell: &'a Cell) -> Cow<'a, str> {
        match cell {
            Cell::Number(number) if self.separator == Separator::Semicolon => {
                number.replace('.', ",").into()
            }
            Cell::Text(text) if self.bom && text.starts_with(FORMULA) => format!("'{text}").into(),
            cell => cell.as_str().into(),
        }
    }
}

/// What makes a formula of the words behind it.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

impl Table {
    /// Comma-separated values, header first (RFC 4180, lines end in LF).
    ///
    /// # Errors
    /// When the writer fails.
    ///
    /// ```
    /// use consort::view::table::{Cell, Table};
    /// let mut table = Table::new(["name", "note"]);
    /// table.push(vec![Cell::text("UNODC, Vienna"), Cell::Empty]);
    /// let mut text = Vec::new();
    /// table.write_csv(&mut text)?;
    /// assert_eq!(text, b"name,note\n\"UNODC, Vienna\",\n");
    /// # Ok::<_, std::io::Error>(())
    /// ```
    pub fn write_csv(&self, out: &mut dyn Write) -> io::Result<()> {
        self.write_csv_as(CsvLayout::default(), out)
    }

    /// The same in a layout of the caller's: other separators, a byte order mark.
    ///
    /// # Errors
    /// When the writer fails.
    ///
    /// ```
    /// use consort::view::table::{Cell, CsvLayout, Separator, Table};
    /// let mut table = Table::new(["name", "cosine"]);
    /// table.push(vec![Cell::text("OSCE"), Cell::decimal(0.5)]);
    /// let mut text = Vec::new();
    /// table.write_csv_as(CsvLayout { separator: Separator::Semicolon, bom: false }, &mut text)?;
    /// assert_eq!(text, b"name;cosine\nOSCE;0,5000\n");
    /// # Ok::<_, std::io::Error>(())
    /// ```
    pub fn write_csv_as(&self, layout: CsvLayout, out: &mut dyn Write) -> io::Result<()> {
        if layout.bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let separator = match layout.separator {
            Separator::Comma => b',',
            Separator::Semicolon => b';',
            Separator::Tab => b'\t',
        };
        let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(out);
        writer.write_record(&self.columns).map_err(io_error)?;
        for row in &self.rows {
            let cells = row.iter().map(|cell| layout.cell(cell));
            writer.write_record(cells.map(Cow::into_owned)).map_err(io_error)?;
        }
        writer.flush()
    }
}

/// The writer's own error, which alone knows that a pipe was closed: `csv` would wrap it and drop its kind.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_right_in_any_spreadsheet() {
        let mut table = Table::new(["name", "share"]);
        table.push(vec![Cell::text("=HYPERLINK Office"), Cell::decimal(-0.5)]);
        table.push(vec![Cell::text("a; b, c"), Cell::integer(1200)]);
        let written = |separator: &str, bom| {
            let mut out = Vec::new();
            let layout = CsvLayout { separator: separator.parse().unwrap(), bom };
            table.write_csv_as(layout, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(
            written(",", false),
            "name,share\n=HYPERLINK Office,-0.5000\n\"a; b, c\",1200\n"
        );
        assert_eq!(
            written(";", true),
            "\u{feff}name;share\n'=HYPERLINK Office;-0,5000\n\"a; b, c\";1200\n"
        );
        assert_eq!(written("tab", false).lines().nth(2), Some("a; b, c\t1200"));
        assert!("|".parse::<Separator>().is_err());
    }
}
