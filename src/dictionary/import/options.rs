//! How files of other people are to be read, and why they cannot be.
//!
//! In: nothing. Out: plain values. Never: the reading.

use std::collections::BTreeMap;

use crate::base::Class;
use crate::cut::WorkbookError;

/// How a table is to be read.
#[derive(Debug, Clone, Default)]
pub struct TableOptions {
    /// The class of rows that give none.
    pub class: Option<Class>,
    /// What columns hold: a key of an entry, and the heading of the file.
    pub columns: Vec<(String, String)>,
}

/// A table that cannot be read at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
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
    /// It is no workbook.
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
}

/// How lists and patterns are to be read.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// The class of what the file gives none.
    pub class: Option<Class>,
    /// Classes by what the file calls a kind: a label, a type, a type and its kind.
    pub classes: BTreeMap<String, Class>,
}
