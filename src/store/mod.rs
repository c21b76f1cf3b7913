//! Graphs on disk and in memory: the only module that knows how statements are kept.
//!
//! In: records, entities, ties and their network. Out: a committed [`Snapshot`] and the [`Kb`] loaded from it.
//! Never: a half-written graph that a reader could see, or an answer from a damaged one.
//!
//! # Steps
//! 1. [`Folder::create`] locks a graph folder, [`Folder::begin`] starts a snapshot in it.
//! 2. [`SnapshotWriter`] takes records, entities, ties and their network; its `commit` makes them current.
//! 3. [`Folder::open`] gives the current [`Snapshot`]; [`Kb::load`] makes its triples and lets them answer queries.
//!
//! A snapshot holds no triples: all are made of what it holds, by [`lines`](crate::rdf::lines()) or
//! [`knowledge`](crate::rdf::knowledge()), and would take five times its room.

mod about;
pub mod algebra;
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
mod json_lines;
mod kb;
mod manifest;
mod pieces;
mod postings;
mod record_lines;
mod snapshot;
pub mod sparql;
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
pub use snapshot::{Records, Snapshot};
pub use stories::Stories;
pub use watch::{Interrupted, interruptible, step};
pub use writer::SnapshotWriter;
pub use written::{Written, WrittenReader};
