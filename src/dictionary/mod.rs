//! Names: the vocabulary files and the lexicon compiled from them.
//!
//! In: `vocab/*.toml`. Out: a [`Lexicon`] that finds names in folded text. Never: documents.

mod entry;

pub use entry::{Conditional, Entry, EntryStatus, Matching, Scope};
