//! What is kept of all stories together.
//!
//! In: stories, one by one. Out: entities, documents and claims with their evidence. Never: a story's text.

use crate::base::Story;
use crate::merge::{Census, Claims, DocumentFacts};

/// What the graph keeps of the stories, gathered one by one.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// The entities named, and the arguments of claims; the decisions that bore on them.
    pub census: Census,
    /// The documents, in the order in which they came.
    pub documents: Vec<DocumentFacts>,
    /// The claims.
    pub claims: Claims,
}

impl Corpus {
    /// An empty corpus.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one story; its text is not kept.
    pub fn add(&mut self, story: &Story) {
        self.census.add(story);
        self.claims.add(story);
        self.documents.push(DocumentFacts::from(story));
    }
}
