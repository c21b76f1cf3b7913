//! What to build and how, and what came of it.
//!
//! In: what a caller sets. Out: what a build tells. Never: work.

use std::collections::BTreeMap;
use std::path::Path;

use crate::base::{Tie, Warning};
use crate::dictionary::{Decisions, Lexicon};
use crate::documents::{InputFile, ReadOptions};
use crate::rdf::Iris;
use crate::store::{PartsError, Snapshot, StoreError};

/// What to build, and how.
#[derive(Debug, Clone, Copy)]
pub struct BuildOptions<'a> {
    /// The files to read, in corpus order.
    pub files: &'a [InputFile],
    /// How to read them.
    pub read: &'a ReadOptions,
    /// What to find in them.
    pub lexicon: &'a Lexicon,
    /// What reviewers have decided.
    pub decisions: &'a Decisions,
    /// The IRIs under which to name things.
    pub iris: &'a Iris,
    /// The graph folder.
    pub out: &'a Path,
    /// Whether to read unchanged files again.
    pub fresh: bool,
    /// When the graph is made, in seconds since 1970, to be written into it; no time is written when absent.
    pub created: Option<i64>,
}

impl BuildOptions<'_> {
    /// A hash of all that is found with: the vocabulary and the decisions.
    pub(super) fn vocabulary(&self) -> String {
        self.decisions.hash(self.lexicon)
    }
}

/// How far a build has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many stories and bytes of input are done.
    Reading {
        /// Stories.
        stories: usize,
        /// Bytes.
        bytes: u64,
    },
    /// All stories are read; the graph is being written.
    Writing,
}

/// What became of the files of a kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FileCount {
    /// Files with stories.
    pub read: usize,
    /// Files of which nothing could be read; a warning says why.
    pub refused: usize,
}

/// What a build did.
#[derive(Debug)]
pub struct BuildReport {
    /// The graph.
    pub snapshot: Snapshot,
    /// Who is named together, over sentences.
    pub ties: Vec<Tie>,
    /// What the user should know.
    pub warnings: Vec<Warning>,
    /// What became of the files, by what they hold: `text`, `pdf` …, `unchanged`.
    pub files: BTreeMap<&'static str, FileCount>,
    /// Stories that were read.
    pub n_read: usize,
    /// Stories taken from the former graph because their files have not changed.
    pub n_kept: usize,
    /// What was wrong with the former graph, if it was damaged: then every file was read again.
    pub damage: Option<String>,
}

/// Why a graph could not be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The graph folder.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The parts that a cluster has written.
    #[error(transparent)]
    Parts(#[from] PartsError),
    /// Whoever asked for it has broken it off.
    #[error("the graph was not finished; the former one, if any, is whole")]
    Stopped,
    /// No story was found.
    #[error("no story was found in {place}")]
    NoStories {
        /// The files.
        place: String,
        /// Why there is none in each.
        warnings: Vec<Warning>,
    },
}
