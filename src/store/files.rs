//! The files of a snapshot.
//!
//! In: nothing. Out: their names. Never: what they hold.

pub(super) const MANIFEST: &str = "manifest.json";
pub(super) const RECORDS: &str = "records.jsonl";
pub(super) const RECORD_PLACES: &str = "records.index";
pub(super) const STORIES: &str = "stories.bin";
pub(super) const STORY_PLACES: &str = "stories.index";
pub(super) const ENTITIES: &str = "entities.jsonl";
pub(super) const TIES: &str = "ties.jsonl";
pub(super) const COPIES: &str = "copies.jsonl";
pub(super) const NETWORK: &str = "network.json";
pub(super) const POSTINGS: &str = "entities.index";
pub(super) const FIGURES: &str = "figures.json";

/// Those that are checked whole whenever a graph is opened.
pub(super) const CHECKED: [&str; 8] =
    [RECORD_PLACES, STORY_PLACES, COPIES, ENTITIES, POSTINGS, TIES, NETWORK, FIGURES];

/// What a snapshot keeps for the next build only, and nobody else reads: it is checked when it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The sketches of the stories, in corpus order.
    Sketches,
    /// What comparisons of stories have found.
    Comparisons,
    /// What the stories were read with, in hashes.
    Vocabulary,
}

impl Kept {
    pub(super) const ALL: [Self; 3] = [Self::Sketches, Self::Comparisons, Self::Vocabulary];

    pub(super) fn file(self) -> &'static str {
        match self {
            Self::Sketches => "sketches.index",
            Self::Comparisons => "comparisons.index",
            Self::Vocabulary => "vocabulary.index",
        }
    }
}

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
