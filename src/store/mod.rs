//! Graphs on disk and in memory: the only module that names the RDF store.
//!
//! In: records, entities and triples. Out: a committed [`Snapshot`] and the [`Kb`] loaded from it.
//! Never: a half-written graph that a reader could see.
//!
//! # Steps
//! 1. [`Folder::create`] locks a graph folder, [`Folder::begin`] starts a snapshot in it.
//! 2. [`SnapshotWriter`] takes records, entities and the graph; its `commit` makes them current.
//! 3. [`Folder::open`] gives the current [`Snapshot`]; [`Kb::load`] makes it answer queries.

mod entity_line;
mod error;
mod folder;
mod kb;
mod manifest;
mod snapshot;
pub mod sparql;
#[cfg(test)]
mod tests;
mod writer;

pub use entity_line::EntityLine;
pub use error::StoreError;
pub use folder::Folder;
pub use kb::{EvaluateOptions, Kb, Pattern};
pub use manifest::{Counts, FORMAT, FileFacts, Input, Manifest};
pub use snapshot::{JsonLines, Snapshot};
pub use writer::SnapshotWriter;
