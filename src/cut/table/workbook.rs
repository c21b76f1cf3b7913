//! Workbooks of Excel (XLSX).
//!
//! In: the bytes of a file. Out: a [`Table`] a sheet. Never: a formula worked out; the value that was saved with it counts.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use crate::cut::table::rows::{Row, Table};

/// Sheets have at most so many cells, with the empty ones before others, so that a far-away cell takes no memory.
const MOST_CELLS: usize = 20_000_000;

/// A workbook that cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WorkbookError {
    /// It is none, or damaged.
    #[error(
        "it is no workbook that can be read ({0}); save it as .xlsx without a password, or as .csv"
    )]
    Read(#[from] XlsxError),
    /// It is too large.
    #[error(
        "the sheet {0:?} has cells too far to the right or too many of them; delete the empty columns, or save it as .csv"
    )]
    Size(String),
}

/// The sheets of a workbook, in its order, with those that are empty.
///
/// # Errors
/// When it is no XLSX, is encrypted or damaged, or has far too many cells.
pub fn tables_of_workbook(bytes: &[u8]) -> Result<Vec<Table>, WorkbookError> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let names = workbook.sheet_names();
    let mut tables = Vec::new();
    for name in names {
        // A sheet of a drawing has no cells.
        let Ok(mut cells) = workbook.worksheet_cells_reader(&name) else { continue };
        let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
        let mut n_cells = 0;
        while let Some(cell) = cells.next_cell()? {
            let (at, column) = cell.get_position();
            let text = written(cell.get_value());
            if text.is_empty() {
                continue;
            }
            let line = u64::from(at) + 1;
            let row = rows.entry(at).or_insert_with(|| Row { line, ..Row::default() });
            let column = column as usize;
            n_cells += (column + 1).saturating_sub(row.cells.len());
            if n_cells > MOST_CELLS {
                return Err(WorkbookError::Size(name));
            }
            if row.cells.len() <= column {
                row.cells.resize(column + 1, String::new());
            }
            row.cells[column] = text;
        }
        tables.push(Table { name, rows: rows.into_values().collect() });
    }
    Ok(tables)
}

/// A cell as a person sees it; a date as ISO 8601, an error such as `#N/A` as nothing.
fn written(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            match (hour, minute, second) {
                (0, 0, 0) => date,
                _ => format!("{date}T{hour:02}:{minute:02}:{second:02}"),
            }
        }
        DataRef::DateTime(moment) => moment.as_f64().to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}
