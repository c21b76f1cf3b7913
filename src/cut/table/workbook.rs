//! Spreadsheets: the sheets of XLSX and ODS files.
//!
//! In: the bytes of a file. Out: the rows of each sheet. Never: a formula in place of its value, a number in place of a date, or
//! more cells than a machine can hold.

use std::collections::BTreeMap;

use jiff::civil::date;
use jiff::{Span, ToSpan};

use crate::cut::package::Package;
use crate::cut::table::rows::{Row, Table};
use crate::cut::xml::{Element, Event};

/// So many cells are read of a file, empty ones between others counted.
const MOST_CELLS: usize = 20_000_000;
/// What to say where there are more.
const TOO_LARGE: &str = "has too many cells; save each sheet as .csv";

/// A workbook that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("it is no workbook that can be read, for it {0}; or save it as .csv")]
pub struct WorkbookError(String);

/// A sheet with its name.
pub(crate) struct Sheet {
    pub(crate) name: String,
    /// Whether the program does not show it.
    pub(crate) is_hidden: bool,
    /// The cells of each row behind its number, from 1.
    pub(crate) rows: Vec<(usize, Vec<String>)>,
}

/// The sheets of a workbook as tables, in its order, with those that are empty.
///
/// # Errors
/// When it is no XLSX or ODS file, is encrypted or damaged, or has far too many cells.
pub fn tables_of_workbook(bytes: &[u8]) -> Result<Vec<Table>, WorkbookError> {
    let sheets = sheets(bytes).map_err(WorkbookError)?;
    if sheets.is_empty() {
        return Err(WorkbookError("has no sheets".to_owned()));
    }
    Ok(sheets.into_iter().map(Sheet::into_table).collect())
}

impl Sheet {
    /// The rows that hold something.
    fn into_table(self) -> Table {
        let rows = self.rows.into_iter().filter_map(|(line, cells)| {
            let mut cells: Vec<String> = cells.iter().map(|cell| cell.trim().to_owned()).collect();
            let n_filled = cells.iter().rposition(|cell| !cell.is_empty())? + 1;
            cells.truncate(n_filled);
            Some(Row { line: line as u64, cells, fault: None })
        });
        Table { name: self.name, rows: rows.collect() }
    }
}

/// The sheets of a workbook, in its order.
///
/// # Errors
/// Why it cannot be read, with the cure.
pub(crate) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let mut package = Package::open(bytes)?;
    if package.has("xl/workbook.xml") { xlsx(&mut package) } else { ods(&mut package) }
}

/// The sheets of an XLSX file.
fn xlsx(package: &mut Package<'_>) -> Result<Vec<Sheet>, String> {
    let mut sheets: Vec<(Sheet, String)> = Vec::new();
    let mut is_1904 = false;
    package.events("xl/workbook.xml", &mut |event| {
        let Event::Open(element) = event else { return };
        match element.name.as_str() {
            "workbookPr" => is_1904 = matches!(element.get("date1904"), Some("1" | "true")),
            "sheet" => {
                let get = |key| element.get(key).unwrap_or_default().to_owned();
                let is_hidden = element.get("state").is_some_and(|state| state != "visible");
                let sheet = Sheet { name: get("name"), is_hidden, rows: Vec::new() };
                sheets.push((sheet, get("id")));
            }
            _ => {}
        }
    })?;
    let mut targets = BTreeMap::new();
    package.events("xl/_rels/workbook.xml.rels", &mut |event| {
        let Event::Open(element) = event else { return };
        if let (Some(id), Some(target)) = (element.get("Id"), element.get("Target")) {
            let path = match target.strip_prefix('/') {
                Some(path) => path.to_owned(),
                None => format!("xl/{target}"),
            };
            targets.insert(id.to_owned(), path);
        }
    })?;
    let strings = shared_strings(package)?;
    let dates = date_styles(package)?;
    let mut n_cells = 0;
    let mut found = Vec::new();
    for (sheet, id) in sheets {
        let Some(path) = targets.get(&id).filter(|path| package.has(path)) else { continue };
        let mut reader = XlsxSheet {
            strings: &strings,
            dates: &dates,
            is_1904,
            n_cells,
            ..XlsxSheet::default()
        };
        package.events(path, &mut |event| reader.take(event))?;
        if reader.n_cells > MOST_CELLS {
            return Err(TOO_LARGE.to_owned());
        }
        n_cells = reader.n_cells;
        found.push(Sheet { rows: reader.rows, ..sheet });
    }
    Ok(found)
}

/// The texts that cells name by number; what shows how a word is pronounced is no part of it.
fn shared_strings(package: &mut Package<'_>) -> Result<Vec<String>, String> {
    let mut strings: Vec<String> = Vec::new();
    let (mut is_text, mut is_reading) = (false, false);
    package.events("xl/sharedStrings.xml", &mut |event| match event {
        Event::Open(element) => match element.name.as_str() {
            "si" => strings.push(String::new()),
            "t" => is_text = true,
            "rPh" => is_reading = true,
            _ => {}
        },
        Event::Close(name) => match name.as_str() {
            "t" => is_text = false,
            "rPh" => is_reading = false,
            _ => {}
        },
        Event::Text(text) if is_text && !is_reading => {
            if let Some(last) = strings.last_mut() {
                last.push_str(&text);
            }
        }
        Event::Text(_) => {}
    })?;
    Ok(strings)
}

/// Which styles of cells show a number as a date.
fn date_styles(package: &mut Package<'_>) -> Result<Vec<bool>, String> {
    let mut formats: BTreeMap<String, bool> = BTreeMap::new();
    let mut styles = Vec::new();
    let mut is_cell = false;
    package.events("xl/styles.xml", &mut |event| match event {
        Event::Open(element) => match element.name.as_str() {
            "numFmt" => {
                let code = element.get("formatCode").unwrap_or_default();
                let id = element.get("numFmtId").unwrap_or_default().to_owned();
                formats.insert(id, is_date_code(code));
            }
            "cellXfs" => is_cell = true,
            "xf" if is_cell => {
                let id = element.get("numFmtId").unwrap_or_default();
                let builtin = matches!(id.parse(), Ok(14..=17 | 22 | 27..=36 | 50..=58));
                styles.push(formats.get(id).copied().unwrap_or(builtin));
            }
            _ => {}
        },
        Event::Close(name) => is_cell &= name != "cellXfs",
        Event::Text(_) => {}
    })?;
    Ok(styles)
}

/// Whether a code of a number's format has a year, or a day and a month.
fn is_date_code(code: &str) -> bool {
    let mut is_quoted = false;
    let mut letters = String::new();
    for c in code.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            '[' => is_quoted = true,
            ']' => is_quoted = false,
            c if !is_quoted => letters.extend(c.to_lowercase()),
            _ => {}
        }
    }
    letters.contains("yy") || letters.contains('d') && letters.contains('m')
}

/// Reads the rows of a sheet.
#[derive(Default)]
struct XlsxSheet<'a> {
    strings: &'a [String],
    dates: &'a [bool],
    is_1904: bool,
    rows: Vec<(usize, Vec<String>)>,
    n_cells: usize,
    row: usize,
    column: usize,
    kind: String,
    is_date: bool,
    value: String,
    is_value: bool,
}

impl XlsxSheet<'_> {
    fn take(&mut self, event: Event) {
        match event {
            Event::Open(element) => self.open(&element),
            Event::Close(name) => match name.as_str() {
                "v" | "t" => self.is_value = false,
                "c" => self.end_cell(),
                _ => {}
            },
            Event::Text(text) if self.is_value => self.value.push_str(&text),
            Event::Text(_) => {}
        }
    }

    fn open(&mut self, element: &Element) {
        match element.name.as_str() {
            "row" => {
                self.row = element.get("r").and_then(|r| r.parse().ok()).unwrap_or(self.row + 1);
                self.column = 0;
                self.rows.push((self.row, Vec::new()));
            }
            "c" => {
                let column = element.get("r").and_then(column);
                self.column = column.unwrap_or(self.column);
                element.get("t").unwrap_or("n").clone_into(&mut self.kind);
                let style = element.get("s").and_then(|s| s.parse::<usize>().ok());
                self.is_date = style.and_then(|s| self.dates.get(s)).copied().unwrap_or(false);
                self.value.clear();
            }
            "v" | "t" => self.is_value = true,
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let text = match self.kind.as_str() {
            "s" => {
                let shared = self.value.trim().parse::<usize>().ok();
                shared.and_then(|at| self.strings.get(at)).cloned().unwrap_or_default()
            }
            "n" if self.is_date => day(&self.value, self.is_1904),
            "b" => (self.value.trim() == "1").to_string(),
            "e" => String::new(),
            _ => std::mem::take(&mut self.value),
        };
        if let Some((_, cells)) = self.rows.last_mut().filter(|_| !text.is_empty()) {
            let n_new = (self.column + 1).saturating_sub(cells.len());
            self.n_cells += n_new;
            if self.n_cells <= MOST_CELLS {
                cells.resize(cells.len() + n_new, String::new());
                cells[self.column] = text;
            }
        }
        self.column += 1;
    }
}

/// The column of a cell by its name: 2 for `C7`; no sheet has more than 16,384.
fn column(cell: &str) -> Option<usize> {
    let letters = cell.bytes().take_while(u8::is_ascii_uppercase);
    let number = letters.take(4).fold(0, |n, b| n * 26 + usize::from(b - b'A') + 1);
    (1..=16_384).contains(&number).then(|| number - 1)
}

/// The day that a number of days since the first of the calendar means.
fn day(value: &str, is_1904: bool) -> String {
    let first = if is_1904 { date(1904, 1, 1) } else { date(1899, 12, 30) };
    let days = value.trim().parse::<f64>().ok().filter(|days| (0.0..3_000_000.0).contains(days));
    let span: Option<Span> = days.map(|days| (days.floor() as i64).days());
    match span.and_then(|span| first.checked_add(span).ok()) {
        Some(day) => day.to_string(),
        None => value.to_owned(),
    }
}

/// The sheets of an ODS file.
fn ods(package: &mut Package<'_>) -> Result<Vec<Sheet>, String> {
    let mut reader = Ods::default();
    package.events("content.xml", &mut |event| reader.take(event))?;
    if reader.n_cells > MOST_CELLS {
        return Err(TOO_LARGE.to_owned());
    }
    Ok(reader.sheets)
}

#[derive(Default)]
struct Ods {
    sheets: Vec<Sheet>,
    n_cells: usize,
    row: usize,
    n_repeated: usize,
    cells: Vec<String>,
    /// Empty cells that count only where one with a text follows.
    n_empty: usize,
    value: String,
    /// A date as a program writes it, in place of what is shown.
    date: Option<String>,
    n_cell: usize,
    is_text: bool,
    hidden: usize,
}

impl Ods {
    fn take(&mut self, event: Event) {
        match event {
            Event::Open(element) => self.open(&element),
            Event::Close(name) => self.close(&name),
            Event::Text(text) if self.is_text && self.hidden == 0 => self.value.push_str(&text),
            Event::Text(_) => {}
        }
    }

    fn open(&mut self, element: &Element) {
        let number = |key| element.get(key).and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
        match element.name.as_str() {
            "table" => {
                let name = element.get("name").unwrap_or_default().to_owned();
                self.sheets.push(Sheet { name, is_hidden: false, rows: Vec::new() });
                self.row = 0;
            }
            "table-row" => {
                self.n_repeated = number("number-rows-repeated");
                self.cells.clear();
                self.n_empty = 0;
            }
            "table-cell" | "covered-table-cell" => {
                self.n_cell = number("number-columns-repeated");
                self.date = element.get("date-value").map(str::to_owned);
                self.value.clear();
            }
            "annotation" => self.hidden += 1,
            "p" => {
                if !self.value.is_empty() && self.hidden == 0 {
                    self.value.push('\n');
                }
                self.is_text = true;
            }
            "s" if self.hidden == 0 => self.value.push(' '),
            "line-break" if self.hidden == 0 => self.value.push('\n'),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "annotation" => self.hidden = self.hidden.saturating_sub(1),
            "p" => self.is_text = false,
            "table-cell" | "covered-table-cell" => self.end_cell(),
            "table-row" => {
                let row = self.row + 1;
                self.row = self.row.saturating_add(self.n_repeated);
                if let Some(sheet) = self.sheets.last_mut().filter(|_| !self.cells.is_empty()) {
                    sheet.rows.push((row, std::mem::take(&mut self.cells)));
                }
            }
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let text = self.date.take().unwrap_or_else(|| std::mem::take(&mut self.value));
        if text.is_empty() {
            self.n_empty = self.n_empty.saturating_add(self.n_cell);
            return;
        }
        let n_new = self.n_empty.saturating_add(self.n_cell);
        self.n_cells = self.n_cells.saturating_add(n_new);
        if self.n_cells <= MOST_CELLS {
            self.cells.extend(std::iter::repeat_n(String::new(), self.n_empty));
            self.cells.extend(std::iter::repeat_n(text, self.n_cell));
        }
        self.n_empty = 0;
    }
}
