//! The manifest of a snapshot: what it holds, and what it was made from.
//!
//! In: counts and inputs. Out: JSON that is equal for equal graphs. Never: a clock, a machine's name.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::{EntityId, Origin, Status};
use crate::rdf::{Corpus, Object};

/// The format of graph folders that this version reads and writes. Raised when a reader of the old
/// format would misread the new one.
pub const FORMAT: u32 = 1;

/// What a snapshot holds and what it was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Format of the folder; see [`FORMAT`].
    pub format: u32,
    /// Version of consort that wrote it.
    pub consort: String,
    /// Base of its IRIs.
    pub base: String,
    /// Hash of the vocabulary it was made with: another vocabulary means that every story is read again.
    pub vocabulary: String,
    /// How the texts were read: another way means that every story is read again.
    #[serde(default)]
    pub reading: String,
    /// When it was made, ISO 8601, if the maker gave a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
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
    /// Linked mentions.
    pub mentions: usize,
    /// Stories without a date.
    #[serde(default)]
    pub undated: usize,
    /// Assertions, each from one sentence.
    pub assertions: usize,
    /// Claims, each with all its assertions.
    pub claims: usize,
    /// Triples of the default graph.
    pub triples: usize,
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
}

/// One file of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFacts {
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
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
            created: None,
            counts: Counts::default(),
            inputs: Vec::new(),
            files: BTreeMap::new(),
        }
    }

    /// The input with this path, if it is unchanged and was read whole: its stories need not be read again.
    #[must_use]
    pub fn unchanged(&self, path: &str, size: u64, sha256: &str) -> Option<&Input> {
        self.inputs
            .iter()
            .find(|i| i.path == path && i.size == size && i.sha256 == sha256 && !i.partial)
    }

    /// Pretty JSON with a final line break; the same bytes for the same values.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Strings, numbers and string-keyed maps cannot fail to be written.
        let json = serde_json::to_string_pretty(self).unwrap_or_default();
        json + "\n"
    }
}

impl Counts {
    /// Counts a corpus; the triples are counted by the caller, who makes them.
    #[must_use]
    pub fn of(corpus: &Corpus, triples: usize) -> Self {
        let mut counts = Self {
            stories: corpus.documents.len(),
            mentions: corpus.mentions,
            undated: corpus.documents.iter().filter(|d| d.date_start.is_none()).count(),
            assertions: corpus.assertions,
            claims: corpus.claims.len(),
            triples,
            ..Self::default()
        };
        for facts in corpus.entities.values().filter(|f| f.mentions > 0) {
            let provisional = facts.entity.origin == Origin::Provisional;
            let by_class = if provisional { &mut counts.provisional } else { &mut counts.entities };
            *by_class.entry(facts.entity.class.name().to_owned()).or_default() += 1;
        }
        let is_provisional = |id: &EntityId| {
            corpus.entities.get(id).is_some_and(|f| f.entity.origin == Origin::Provisional)
        };
        for claim in corpus.claims.iter().filter(|claim| claim.status() == Status::Asserted) {
            *counts.predicates.entry(claim.predicate.name().to_owned()).or_default() += 1;
            let object = match &claim.object {
                Object::Entity(id) => is_provisional(id),
                Object::Event(_) => false,
            };
            counts.provisional_claims += usize::from(object || is_provisional(&claim.subject));
        }
        counts
    }
}
