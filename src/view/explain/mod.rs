//! The sentences behind an edge.
//!
//! In: stories and a question. Out: passages newest first, or the edges of one entity. Never: an edge without
//! the number of sentences that state it.

mod best_passages;
mod edges;
#[cfg(test)]
mod fixture;
mod passages;
mod question;
mod quote;
mod write;

pub use best_passages::best_passages;
pub use edges::{Edge, Partner, edge_table, edges};
pub use passages::{Passage, PassageKind, Statement, passages, passages_for};
pub use question::Question;
pub use quote::{Highlight, Side};
pub use write::{passage_table, write_json, write_text};
