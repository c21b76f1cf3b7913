//! The files of a snapshot.
//!
//! In: nothing. Out: their names. Never: what they hold.

pub(super) const MANIFEST: &str = "manifest.json";
pub(super) const RECORDS: &str = "records.jsonl";
pub(super) const ENTITIES: &str = "entities.jsonl";
pub(super) const TIES: &str = "ties.jsonl";
pub(super) const COPIES: &str = "copies.jsonl";
pub(super) const NETWORK: &str = "network.json";

/// The folder with the index of the default graph, which the build writes.
pub(super) const STATEMENTS: &str = "statements";

/// The folder with that of the stories' own graphs, which is made when somebody first asks for them.
pub(super) const MENTIONS: &str = "mentions";

/// The files of an index.
pub(super) mod index {
    /// The texts of the terms, one behind the other.
    pub(in crate::store) const TEXTS: &str = "texts";

    /// The hash of each term, and where its text ends.
    pub(in crate::store) const TERMS: &str = "terms";

    /// The rows in an order, and where those of a first part begin.
    pub(in crate::store) fn order(number: usize) -> [String; 2] {
        [format!("rows-{number}"), format!("begins-{number}")]
    }
}
