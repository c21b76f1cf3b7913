//! Which story is a copy of which.
//!
//! In: pairs of a copy and its origin. Out: the origin of a story. Never: a copy of a copy.

use std::collections::BTreeMap;

use crate::base::DocumentId;

/// The stories that are copies, each with its origin: the earliest of those that are copies of one another, of several the
/// longest, of several the first that was read.
///
/// ```
/// use consort::merge::copies::Copies;
/// use consort::DocumentId;
/// let [a, b] = ["a", "b"].map(|id| DocumentId::new(id).unwrap());
/// let copies: Copies = [(b.clone(), a.clone())].into_iter().collect();
/// assert_eq!((copies.origin(&b), copies.origin(&a)), (Some(&a), None)); // a is no copy
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Copies(BTreeMap<DocumentId, DocumentId>);

impl Copies {
    /// What a story is a copy of; `None` of one that is none.
    #[must_use]
    pub fn origin(&self, document: &DocumentId) -> Option<&DocumentId> {
        self.0.get(document)
    }

    /// Each copy and its origin, in the order of the ids of the copies.
    pub fn iter(&self) -> impl Iterator<Item = (&DocumentId, &DocumentId)> {
        self.0.iter()
    }

    /// How many copies there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(DocumentId, DocumentId)> for Copies {
    fn from_iter<T: IntoIterator<Item = (DocumentId, DocumentId)>>(pairs: T) -> Self {
        Self(pairs.into_iter().collect())
    }
}
