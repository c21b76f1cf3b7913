//! Graphs on disk and in memory: the only module that knows how statements are kept.
//!
//! In: records, entities, ties and their network. Out: a committed [`Snapshot`] and the [`Kb`] loaded from it; the [`Parts`] that a
//! cluster has written.
//! Never: a half-written graph that a reader could see, or an answer from a damaged one.
//!
//! # Steps
//! 1. [`Folder::create`] locks a graph folder, [`Folder::begin`] starts a snapshot in it.
//! 2. [`SnapshotWriter`] takes records, entities, ties and their network; its `commit` makes them current.
//! 3. [`Folder::open`] gives the current [`Snapshot`]; [`Kb::load`] opens its statements and lets them answer queries.
//!
//! A snapshot holds the statements of the default graph as numbers, in an index that is read where a question touches it; exports and the
//! stories' own graphs are made of its records.

mod about;
pub mod algebra;
mod blocks;
mod checksum;
mod contents;
mod copy_line;
mod dataset;
mod entity_line;
mod error;
mod files;
mod folder;
mod functions;
mod guarded;
mod index;
mod index_writer;
mod json_lines;
mod kb;
mod manifest;
mod parts;
mod pieces;
mod postings;
mod record_lines;
mod row_sorter;
mod row_stash;
mod snapshot;
mod sorter;
pub mod sparql;
mod statements;
mod stories;
#[cfg(test)]
mod tests;
mod watch;
mod writer;
mod written;

pub use about::description;
pub use contents::Contents;
pub use entity_line::EntityLine;
pub use error::StoreError;
pub use files::Kept;
pub use folder::Folder;
pub use json_lines::JsonLines;
pub use kb::{EvaluateOptions, Kb, Pattern};
pub use manifest::{Counts, FORMAT, FileFacts, Input, Manifest};
pub use parts::{PartRow, Parts, PartsError};
pub use snapshot::{Records, Snapshot};
pub(crate) use sorter::Sorter;
pub use statements::Extent;
pub(crate) use statements::{AfterAll, ClaimGatherer, Entries, StoryStatements, each_statement};
pub use stories::Stories;
pub use watch::{Interrupted, interruptible, step};
pub use writer::SnapshotWriter;
pub use written::{Written, WrittenReader, record_line};
