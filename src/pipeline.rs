//! The only file that calls several stages in a row.
//!
//! In: documents and a lexicon, or paths and a configuration. Out: stories, or a graph folder and a report. Never: a stage's
//! own work.

use crate::base::{Document, Story};
use crate::dictionary::{Lexicon, fold};
use crate::extract::extract;
use crate::link::link;

/// Reads one document: finds its names and what it says of them. Pure, so it runs on any thread or machine.
#[must_use]
pub fn read_story(document: Document, lexicon: &Lexicon) -> Story {
    let tokens = fold(&document.text);
    let mut extraction = extract(&document, &tokens, lexicon);
    extraction.assertions = link(&document, &tokens, &extraction, lexicon);
    Story { document, extraction }
}
