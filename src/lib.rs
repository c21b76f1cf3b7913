//! consort builds a knowledge graph of who works with whom from news stories and reports.
pub mod base;
pub mod corpus;
pub mod dictionary;
pub mod extract;
pub mod link;
pub mod pipeline;
pub mod rdf;
pub mod store;
pub mod verify;
pub mod view;

pub use base::*;

/// The IRI under which data is named unless the user gives another.
pub const DEFAULT_BASE: &str = "https://w3id.org/consort/data/";
