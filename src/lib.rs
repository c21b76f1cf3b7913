//! consort builds a knowledge graph of who works with whom from news stories and reports.
pub mod base;
pub mod dictionary;
pub mod view;
