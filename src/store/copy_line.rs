//! One line of `copies.jsonl`: a story that is a copy, and its origin.
//!
//! In: a copy and its origin. Out: the same, as JSON. Never: a story that is no copy.

use serde::{Deserialize, Serialize};

use crate::base::DocumentId;

/// A copy as `copies.jsonl` holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct CopyLine {
    /// The id of the copy.
    pub document: DocumentId,
    /// The id of its origin.
    pub origin: DocumentId,
}

impl From<(&DocumentId, &DocumentId)> for CopyLine {
    fn from((document, origin): (&DocumentId, &DocumentId)) -> Self {
        Self { document: document.clone(), origin: origin.clone() }
    }
}
