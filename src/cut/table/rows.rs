//! Rows of cells, wherever they come from.
//!
//! In: nothing. Out: plain values. Never: a look at what a cell says.

/// Rows of cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The name of the sheet; empty where the file has no sheets.
    pub name: String,
    /// The rows that hold something, in order.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// The line of the file or the number of the row, from 1.
    pub line: u64,
    /// The cells, without white space at their ends; a row may be shorter than others.
    pub cells: Vec<String>,
    /// Why it cannot be read, where it cannot.
    pub fault: Option<String>,
}

impl Row {
    /// The cell of a column, if there is something in it.
    #[must_use]
    pub fn cell(&self, column: usize) -> Option<&str> {
        self.cells.get(column).map(String::as_str).filter(|cell| !cell.is_empty())
    }
}
