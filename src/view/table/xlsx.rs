//! Tables as a workbook (Office Open XML, `.xlsx`): typed cells, a frozen head with filters, addresses that open.
//!
//! In: tables, with what their columns hold. Out: the bytes of a workbook, the same for the same tables. Never: a formula; words that
//! begin like one stay words.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use crate::base::PartialDate;
use crate::view::table::{Cell, Holds, Table};

/// One sheet of a workbook.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// Its name: at most 31 characters, none of `[]:*?/\`.
    pub name: &'a str,
    /// What stands in it.
    pub table: &'a Table,
    /// What each column holds; beyond the end of the list [`Holds::Words`].
    pub columns: &'a [Holds],
}

/// Rows below the head that a sheet takes.
pub const MOST_ROWS: usize = 1_048_575;
/// UTF-16 units that a cell takes.
const MOST_UNITS: usize = 32_767;
/// Addresses of a sheet that may open, and how long each may be: limits of Excel.
const MOST_LINKS: usize = 65_530;
const LONGEST_LINK: usize = 2_000;

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WorkbookError {
    /// A table has more rows than a sheet.
    #[error("{sheet:?} has {rows} rows and a sheet takes {MOST_ROWS}; write csv, or filter")]
    TooLong {
        /// The name of the sheet.
        sheet: String,
        /// How many rows the table has.
        rows: usize,
    },
    /// What the writer said.
    #[error("cannot make a workbook: {0}")]
    Writer(#[from] XlsxError),
}

/// The bytes of a workbook with these sheets. What no cell can hold (more than 32,767 characters) is cut and ends in `…`.
///
/// # Errors
/// When a table has more rows than a sheet, or a sheet has no fit name.
///
/// ```
/// use consort::view::table::xlsx::{Sheet, workbook};
/// use consort::view::table::{Cell, Table};
/// let mut table = Table::new(["donor", "at_least"]);
/// table.push(vec![Cell::text("Norway"), Cell::integer(5_000_000)]);
/// let bytes = workbook(&[Sheet { name: "totals", table: &table, columns: &[] }])?;
/// assert!(bytes.starts_with(b"PK"));
/// # Ok::<_, consort::view::table::xlsx::WorkbookError>(())
/// ```
pub fn workbook(sheets: &[Sheet<'_>]) -> Result<Vec<u8>, WorkbookError> {
    let mut workbook = Workbook::new();
    // The same tables make the same bytes, so the moment of writing stays out: the format wants some moment.
    let moment = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let about = DocProperties::new().set_author("consort").set_creation_datetime(&moment);
    workbook.set_properties(&about);
    let looks = Looks::new();
    for sheet in sheets {
        let rows = sheet.table.rows.len();
        if rows > MOST_ROWS {
            return Err(WorkbookError::TooLong { sheet: sheet.name.to_owned(), rows });
        }
        fill(workbook.add_worksheet(), sheet, &looks)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// How cells look.
struct Looks {
    head: Format,
    plain: Format,
    wrapped: Format,
    date: Format,
    whole: Format,
    cents: Format,
    link: Format,
}

impl Looks {
    fn new() -> Self {
        let plain = Format::new().set_align(FormatAlign::Top);
        Self {
            head: plain.clone().set_bold().set_background_color("#DDE6EE"),
            wrapped: plain.clone().set_text_wrap(),
            date: plain.clone().set_num_format("yyyy-mm-dd"),
            whole: plain.clone().set_num_format("#,##0"),
            cents: plain.clone().set_num_format("#,##0.00"),
            link: Format::new().set_hyperlink().set_align(FormatAlign::Top),
            plain,
        }
    }
}

fn fill(page: &mut Worksheet, sheet: &Sheet<'_>, looks: &Looks) -> Result<(), XlsxError> {
    let Sheet { name, table, columns } = *sheet;
    page.set_name(name)?;
    for (column, title) in (0_u16..).zip(&table.columns) {
        let holds = columns.get(usize::from(column)).copied().unwrap_or_default();
        page.set_column_width(column, holds.width())?;
        page.write_string_with_format(0, column, title, &looks.head)?;
    }
    let mut links = 0;
    for (row, cells) in (1_u32..).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            let holds = columns.get(usize::from(column)).copied().unwrap_or_default();
            let opens = holds == Holds::Addresses && links < MOST_LINKS && is_link(cell);
            links += usize::from(opens);
            put(page, (row, column), cell, if opens { holds } else { holds.unlinked() }, looks)?;
        }
    }
    page.set_freeze_panes(1, 0)?;
    page.set_repeat_rows(0, 0)?;
    if let Some(last) = (table.columns.len() as u16).checked_sub(1) {
        page.autofilter(0, 0, table.rows.len() as u32, last)?;
    }
    Ok(())
}

fn put(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    holds: Holds,
    looks: &Looks,
) -> Result<(), XlsxError> {
    match (cell, holds) {
        (Cell::Empty, _) => {}
        (Cell::Number(number), _) => match number.parse::<f64>() {
            Ok(value) if value.is_finite() => {
                let look = match holds {
                    Holds::Money if number.contains('.') => &looks.cents,
                    Holds::Money => &looks.whole,
                    _ => &looks.plain,
                };
                page.write_number_with_format(row, column, value, look)?;
            }
            _ => drop(page.write_string_with_format(row, column, number, &looks.plain)?),
        },
        (Cell::Text(text), Holds::Addresses) => {
            page.write_url_with_format(row, column, text.as_str(), &looks.link)?;
        }
        (Cell::Text(text), Holds::Dates) => match day(text) {
            Some(day) => drop(page.write_datetime_with_format(row, column, &day, &looks.date)?),
            None => drop(page.write_string_with_format(row, column, text, &looks.plain)?),
        },
        (Cell::Text(text), _) => {
            let look = if holds == Holds::Sentences { &looks.wrapped } else { &looks.plain };
            page.write_string_with_format(row, column, cut(text), look)?;
        }
    }
    Ok(())
}

impl Holds {
    /// In characters.
    fn width(self) -> f64 {
        match self {
            Holds::Words => 26.0,
            Holds::Sentences => 80.0,
            Holds::Dates | Holds::Short | Holds::Count => 12.0,
            Holds::Addresses => 40.0,
            Holds::Money => 16.0,
        }
    }

    fn unlinked(self) -> Self {
        if self == Holds::Addresses { Holds::Words } else { self }
    }
}

fn is_link(cell: &Cell) -> bool {
    let text = cell.as_str();
    let is_web = ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme));
    is_web && text.encode_utf16().count() <= LONGEST_LINK && !text.contains(char::is_whitespace)
}

/// A date known to the day, if Excel's calendar, which begins in 1900, has it.
fn day(text: &str) -> Option<ExcelDateTime> {
    let PartialDate { year, month, day } = text.parse().ok()?;
    ExcelDateTime::from_ymd(year, month?, day?).ok()
}

fn cut(text: &str) -> String {
    if text.len() <= MOST_UNITS || text.encode_utf16().count() <= MOST_UNITS {
        return text.to_owned();
    }
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units < MOST_UNITS
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_cells_make_a_workbook_and_the_same_one_each_time() {
        let mut table = Table::new(["name", "sentence", "date", "url", "amount"]);
        let long = "a𝄞".repeat(30_000);
        let rows = [
            ["=1+1", "\u{1}\u{fffe}<&>", "2020-02-29", "https://example.org/a?b=c&d", "12"],
            [&long, &long, "2020-02", "ftp nowhere", "0.25"],
            ["", "", "1850-01-01", &format!("https://example.org/{long}"), "1e400"],
            ["", "", "0000-00-00", "http://a b", "99999999999999999999999"],
        ];
        for [name, sentence, date, url, amount] in rows {
            let mut row: Vec<Cell> = [name, sentence, date, url].map(Cell::text).to_vec();
            row.push(Cell::Number(amount.to_owned()));
            table.push(row);
        }
        let columns =
            [Holds::Words, Holds::Sentences, Holds::Dates, Holds::Addresses, Holds::Money];
        let sheets = [
            Sheet { name: "odd", table: &table, columns: &columns },
            Sheet { name: "empty", table: &Table::default(), columns: &[] },
        ];
        let bytes = workbook(&sheets).unwrap();
        assert!(bytes.starts_with(b"PK"));
        assert!(bytes == workbook(&sheets).unwrap(), "the same tables make the same bytes");
        assert!(workbook(&[Sheet { name: "a/b", table: &table, columns: &[] }]).is_err());
    }

    #[test]
    fn long_words_are_cut_where_a_cell_ends() {
        assert_eq!(cut("short"), "short");
        let long = cut(&"𝄞".repeat(20_000));
        assert!(long.ends_with('…') && long.encode_utf16().count() <= MOST_UNITS);
    }
}
