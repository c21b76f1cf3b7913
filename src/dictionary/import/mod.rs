//! Entries from the files of other people: tables, workbooks, lists, GATE's gazetteers, spaCy's patterns.
//!
//! In: decoded text, or the bytes of a workbook. Out: [`Drafts`](crate::dictionary::Drafts) for review. Never: a file opened, or a
//! name dropped without a reason.

mod cell;
mod columns;
mod gate;
mod given;
mod intake;
mod joined;
mod list;
mod options;
mod spacy;
mod table;
mod words;

pub(super) use cell::join;
pub(super) use columns::COLUMNS;
pub use gate::{GateList, gate_index, read_gate};
pub(crate) use given::Given;
pub(crate) use intake::take_in;
pub use options::{ImportOptions, TableError, TableOptions};
pub use spacy::{is_spacy, read_spacy};
pub use table::{read_table, read_workbook};
