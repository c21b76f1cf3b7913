//! A finished snapshot, read only.
//!
//! In: the folder of a snapshot. Out: its manifest, records, entities and triples, line by line.
//! Never: a whole file in memory when it is read line by line; a change to any file.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Lines};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use oxigraph::io::{RdfFormat, RdfParser};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::base::Record;
use crate::rdf::{Iris, Triple};
use crate::store::manifest::FORMAT;
use crate::store::writer::sha256;
use crate::store::{EntityLine, Manifest, StoreError};

pub(super) const MANIFEST: &str = "manifest.json";
pub(super) const RECORDS: &str = "records.jsonl";
pub(super) const ENTITIES: &str = "entities.jsonl";
pub(super) const GRAPH: &str = "graph.nt";

/// A finished graph on disk.
#[derive(Debug, Clone)]
pub struct Snapshot {
    path: PathBuf,
    manifest: Manifest,
    iris: Iris,
}

impl Snapshot {
    /// Opens the snapshot `name` of a graph folder, and checks that its files are there in full length.
    pub(super) fn open(folder: &Path, name: &str) -> Result<Self, StoreError> {
        let path = folder.join(name);
        let damaged = |reason: String| StoreError::damaged(folder, reason);
        let text = fs::read_to_string(path.join(MANIFEST))
            .map_err(|e| damaged(format!("{name}/{MANIFEST} cannot be read ({e})")))?;
        // The format comes first: only what has our format may be read as our manifest.
        let unreadable = |e| damaged(format!("{name}/{MANIFEST} is no manifest ({e})"));
        let Format { format } = serde_json::from_str(&text).map_err(unreadable)?;
        if format != FORMAT {
            return Err(StoreError::Format {
                path: folder.to_owned(),
                found: format,
                known: FORMAT,
            });
        }
        let manifest: Manifest = serde_json::from_str(&text).map_err(unreadable)?;
        let iris = Iris::new(&manifest.base).map_err(|e| damaged(e.to_string()))?;
        for file in [RECORDS, ENTITIES, GRAPH] {
            let size = fs::metadata(path.join(file)).map(|m| m.len()).ok();
            let wanted = manifest.files.get(file).map(|f| f.size);
            if size.is_none() || size != wanted {
                return Err(damaged(format!("{name}/{file} is missing or not as long as written")));
            }
        }
        Ok(Self { path, manifest, iris })
    }

    /// What it holds and what it was made from.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Mints the IRIs of this graph.
    #[must_use]
    pub fn iris(&self) -> &Iris {
        &self.iris
    }

    /// The folder of the snapshot.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The N-Triples file of the default graph.
    #[must_use]
    pub fn graph_path(&self) -> PathBuf {
        self.path.join(GRAPH)
    }

    /// The records, in corpus order.
    ///
    /// # Errors
    /// When the file cannot be opened; each item has errors of its own, with the line.
    pub fn records(&self) -> Result<JsonLines<Record>, StoreError> {
        JsonLines::open(self.path.join(RECORDS))
    }

    /// The lines of the records as they are, to be copied into a new snapshot.
    ///
    /// # Errors
    /// When the file cannot be opened; each item has errors of its own.
    pub fn record_lines(
        &self,
    ) -> Result<impl Iterator<Item = Result<String, StoreError>> + use<>, StoreError> {
        let path = self.path.join(RECORDS);
        let file = File::open(&path).map_err(StoreError::read(&path))?;
        Ok(BufReader::new(file).lines().map(move |line| line.map_err(StoreError::read(&path))))
    }

    /// The entities, in order of their ids.
    ///
    /// # Errors
    /// When the file cannot be opened; each item has errors of its own, with the line.
    pub fn entities(&self) -> Result<JsonLines<EntityLine>, StoreError> {
        JsonLines::open(self.path.join(ENTITIES))
    }

    /// The triples of the default graph, sorted, with their literals exactly as written. Exports read
    /// them here: a query engine keeps numbers by value and gives `5.3000` back as `5.3`.
    ///
    /// # Errors
    /// When the file cannot be opened; each item has errors of its own.
    pub fn triples(&self) -> Result<impl Iterator<Item = Result<Triple, StoreError>>, StoreError> {
        let path = self.graph_path();
        let file = File::open(&path).map_err(StoreError::read(&path))?;
        let parser = RdfParser::from_format(RdfFormat::NTriples).lenient();
        Ok(parser.for_reader(BufReader::new(file)).enumerate().map(move |(i, quad)| {
            quad.map(Triple::from).map_err(|e| StoreError::Line {
                path: path.clone(),
                line: i + 1,
                reason: e.to_string(),
            })
        }))
    }

    /// Reads every file and compares it with what was written.
    ///
    /// # Errors
    /// When a file differs.
    pub fn verify(&self) -> Result<(), StoreError> {
        for (name, facts) in &self.manifest.files {
            if sha256(&self.path.join(name))? != facts.sha256 {
                return Err(StoreError::damaged(&self.path, format!("{name} was changed")));
            }
        }
        Ok(())
    }
}

/// The one field that every format of the manifest has.
#[derive(Deserialize)]
struct Format {
    format: u32,
}

/// The values of a JSON Lines file, one by one.
#[derive(Debug)]
pub struct JsonLines<T> {
    path: PathBuf,
    lines: Lines<BufReader<File>>,
    line: usize,
    values: PhantomData<T>,
}

impl<T> JsonLines<T> {
    fn open(path: PathBuf) -> Result<Self, StoreError> {
        let file = File::open(&path).map_err(StoreError::read(&path))?;
        let lines = BufReader::with_capacity(1 << 18, file).lines();
        Ok(Self { path, lines, line: 0, values: PhantomData })
    }
}

impl<T: DeserializeOwned> Iterator for JsonLines<T> {
    type Item = Result<T, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        let line = self.lines.next()?;
        self.line += 1;
        let parsed = line
            .map_err(|e| e.to_string())
            .and_then(|text| serde_json::from_str(&text).map_err(|e| e.to_string()));
        Some(parsed.map_err(|reason| StoreError::Line {
            path: self.path.clone(),
            line: self.line,
            reason,
        }))
    }
}
