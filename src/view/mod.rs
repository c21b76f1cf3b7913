//! Answers from the graph: queries, ties, evidence and figures.
//!
//! In: stories, entities, query results. Out: plain values, and text into a writer. Never: writes to the
//! graph, opens a file, knows a terminal.

pub mod cooccur;
pub mod desk;
pub mod diff;
pub mod explain;
pub mod export;
mod heaviest;
pub mod names;
pub mod network;
#[cfg(feature = "pictures")]
pub mod plot;
pub mod publish;
pub mod query;
pub mod reconcile;
#[cfg(feature = "pictures")]
pub mod report;
pub mod stats;
pub mod table;
pub mod vocab;
mod xml;
