//! A decision and where it holds.
//!
//! In: a decision. Out: the same with its place and its documents. Never: a look into a document's text.

use std::sync::Arc;

use glob::Pattern;

use crate::base::{Decision, Document};

/// A decision and where it is written.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub decision: Arc<Decision>,
    pub place: String,
    pub documents: Option<Pattern>,
}

impl Placed {
    pub(super) fn holds_in(&self, document: &Document) -> bool {
        let matches = |p: &Pattern| p.matches(&document.id) || p.matches(&document.source.file);
        self.documents.as_ref().is_none_or(matches)
    }
}
