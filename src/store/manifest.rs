//! The manifest of a snapshot: what it holds, and what it was made from.
//!
//! In: counts and inputs. Out: JSON that is equal for equal graphs. Never: a clock, a machine's name.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::{Origin, Status};
use crate::merge::Census;
use crate::rdf::RunFacts;
use crate::store::files::Kept;

/// The format of graph folders that this version reads and writes. Raised when a reader of the old
/// format would misread the new one: also when [`Story::to_bytes`](crate::Story::to_bytes) writes other bytes.
pub const FORMAT: u32 = 6;

/// What a snapshot holds and what it was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Format of the folder; see [`FORMAT`].
    pub format: u32,
    /// Version of consort that wrote it.
    pub consort: String,
    /// Base of its IRIs.
    pub base: String,
    /// Hash of the vocabulary and the decisions it was made with.
    pub vocabulary: String,
    /// How the texts were read: another way means that every story is read again.
    #[serde(default)]
    pub reading: String,
    /// Names the run that made it: a hash of all that determines the graph, and of no path or file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<String>,
    /// When it was made, in seconds since 1970, if the maker gave a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<i64>,
    /// How much it holds.
    pub counts: Counts,
    /// The files it was made from, in the order in which they were read.
    pub inputs: Vec<Input>,
    /// The files of the snapshot; filled in by [`commit`](crate::store::SnapshotWriter::commit).
    #[serde(default)]
    pub files: BTreeMap<String, FileFacts>,
}

/// How much a graph holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Stories.
    pub stories: usize,
    /// Stories that are copies of another.
    #[serde(default)]
    pub copies: usize,
    /// Linked mentions.
    pub mentions: usize,
    /// Stories without a date.
    #[serde(default)]
    pub undated: usize,
    /// Assertions, each from one sentence.
    pub assertions: usize,
    /// Claims, each with all its assertions.
    pub claims: usize,
    /// Entities that a document names and the vocabulary knows, by class.
    pub entities: BTreeMap<String, usize>,
    /// Provisional entities, which the text alone names, by class.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub provisional: BTreeMap<String, usize>,
    /// Asserted claims about at least one of them; they count among the others too.
    #[serde(default)]
    pub provisional_claims: usize,
    /// Asserted claims by predicate: the edges of the graph.
    pub predicates: BTreeMap<String, usize>,
}

/// One file that stories were read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// The path as the user named it.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// Documents read from it.
    pub documents: usize,
    /// Whether a part of it could not be read: then it is read again next time, even if unchanged.
    pub partial: bool,
    /// Whether the id of one of its documents was taken by one before it: then what it is called hangs on the files before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub renamed: bool,
}

/// One file of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFacts {
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of its bytes, in hexadecimal digits: for comparing graphs that come from elsewhere.
    pub sha256: String,
    /// XXH3 (64 bits) of its bytes, in hexadecimal digits: checked whenever the graph is opened.
    pub xxh3: String,
}

impl Manifest {
    /// A manifest of this version, without counts and inputs.
    #[must_use]
    pub fn new(base: &str, vocabulary: &str) -> Self {
        Self {
            format: FORMAT,
            consort: env!("CARGO_PKG_VERSION").to_owned(),
            base: base.to_owned(),
            vocabulary: vocabulary.to_owned(),
            reading: String::new(),
            run: None,
            created: None,
            counts: Counts::default(),
            inputs: Vec::new(),
            files: BTreeMap::new(),
        }
    }

    /// What is kept for the next build; an older version kept less.
    pub(super) fn kept(&self) -> impl Iterator<Item = Kept> + '_ {
        Kept::ALL.into_iter().filter(|kept| self.files.contains_key(kept.file()))
    }

    /// What the graph says of the run that made it, if anything.
    #[must_use]
    pub fn run(&self) -> Option<RunFacts> {
        Some(RunFacts {
            hash: self.run.clone()?,
            version: self.consort.clone(),
            vocabulary: self.vocabulary.clone(),
            created: self.created,
        })
    }

    /// Pretty JSON with a final line break; the same bytes for the same values.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Strings, numbers and string-keyed maps cannot fail to be written.
        let json = serde_json::to_string_pretty(self).unwrap_or_default();
        json + "\n"
    }
}

impl Input {
    /// Whether the file is as it was and was read whole: then its stories need not be read again, unless they are called after
    /// files that are not as they were.
    ///
    /// ```
    /// use consort::store::Input;
    /// let (path, sha256) = ("a.txt".to_owned(), "5f36".to_owned());
    /// let input = Input { path, size: 9, sha256, documents: 1, partial: false, renamed: false };
    /// assert!(input.is_unchanged(9, "5f36") && !input.is_unchanged(9, "77aa"));
    /// ```
    #[must_use]
    pub fn is_unchanged(&self, size: u64, sha256: &str) -> bool {
        self.size == size && self.sha256 == sha256 && !self.partial
    }
}

impl Counts {
    /// The counts of a census.
    #[must_use]
    pub fn of(census: &Census) -> Self {
        let claims = census.claims();
        let mut counts = Self {
            stories: census.documents,
            mentions: census.mentions,
            undated: census.undated,
            assertions: census.assertions,
            claims: claims.values().sum(),
            ..Self::default()
        };
        for facts in census.entities.values().filter(|f| f.mentions > 0) {
            let provisional = facts.entity.origin == Origin::Provisional;
            let by_class = if provisional { &mut counts.provisional } else { &mut counts.entities };
            *by_class.entry(facts.entity.class.name().to_owned()).or_default() += 1;
        }
        for ((predicate, status, is_provisional), n) in claims {
            if status == Status::Asserted {
                *counts.predicates.entry(predicate.name().to_owned()).or_default() += n;
                counts.provisional_claims += if is_provisional { n } else { 0 };
            }
        }
        counts
    }
}
