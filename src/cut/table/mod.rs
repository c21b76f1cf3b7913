//! Tables as other programs save them.
//!
//! In: text with a separator, or the bytes of a workbook. Out: [`Table`]s, rows of cells with their lines. Never: an idea of what
//! a column holds.

mod rows;
mod separated;
mod workbook;

pub use rows::{Row, Table};
pub use separated::{separator, table_of_text};
pub(crate) use workbook::sheets;
pub use workbook::{WorkbookError, tables_of_workbook};
