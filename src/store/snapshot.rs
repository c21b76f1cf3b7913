//! A finished snapshot, read only.
//!
//! In: the folder of a snapshot. Out: its manifest, records, entities and ties, line by line.
//! Never: a whole file in memory when it is read line by line; a change to any file.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use crate::base::{Record, Standings, Story, Tie};
use crate::merge::copies::Copies;
use crate::rdf::Iris;
use crate::store::checksum::{is_as_written, snapshot_name};
use crate::store::copy_line::CopyLine;
use crate::store::files::{COPIES, ENTITIES, MANIFEST, NETWORK, RECORDS, STATEMENTS, TIES};
use crate::store::json_lines::{JsonLines, RawLines, value_at};
use crate::store::manifest::{FORMAT, FileFacts};
use crate::store::{EntityLine, Manifest, StoreError};

/// A finished graph on disk.
#[derive(Debug, Clone)]
pub struct Snapshot {
    path: PathBuf,
    manifest: Manifest,
    iris: Iris,
    copies: Arc<Copies>,
    /// Held for its lock: a writer leaves this snapshot where it is as long as somebody reads it.
    _manifest: Arc<File>,
}

impl Snapshot {
    /// Opens the snapshot `name` of a graph folder, and checks that every file is as it was written.
    pub(super) fn open(folder: &Path, name: &str) -> Result<Self, StoreError> {
        let path = folder.join(name);
        let damaged = |reason: String| StoreError::damaged(folder, reason);
        let (manifest, bytes) = locked(&path.join(MANIFEST))
            .map_err(|e| damaged(format!("{name}/{MANIFEST} cannot be read ({e})")))?;
        let lock = Arc::new(manifest);
        if snapshot_name(&bytes) != name {
            return Err(damaged(format!("{name}/{MANIFEST} is not as it was written")));
        }
        // The format comes first: only what has our format may be read as our manifest.
        let unreadable = |e| damaged(format!("{name}/{MANIFEST} is no manifest ({e})"));
        let Format { format } = serde_json::from_slice(&bytes).map_err(unreadable)?;
        if format != FORMAT {
            return Err(StoreError::Format {
                path: folder.to_owned(),
                found: format,
                known: FORMAT,
            });
        }
        let manifest: Manifest = serde_json::from_slice(&bytes).map_err(unreadable)?;
        let iris = Iris::new(&manifest.base).map_err(|e| damaged(e.to_string()))?;
        for file in [RECORDS, COPIES, ENTITIES, TIES, NETWORK] {
            check_file(folder, name, file, manifest.files.get(file))?;
        }
        let copies = JsonLines::<CopyLine>::open(path.join(COPIES))?
            .map(|line| line.map(|line| (line.document, line.origin)))
            .collect::<Result<_, _>>()?;
        Ok(Self { path, manifest, iris, copies: Arc::new(copies), _manifest: lock })
    }

    /// Checks what is else only checked where it is read: every file, whole. A build does so, and makes again what is damaged.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        let folder = self.path.parent().unwrap_or(&self.path);
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let mut files = self.manifest.files.iter();
        files.try_for_each(|(file, facts)| check_file(folder, &name, file, Some(facts)))
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

    /// Which stories are copies.
    #[must_use]
    pub fn copies(&self) -> &Copies {
        &self.copies
    }

    /// The records, in corpus order, each with the story that it is a copy of.
    ///
    /// # Errors
    /// When the file cannot be opened; each item has errors of its own, with the line.
    pub fn records(&self) -> Result<Records, StoreError> {
        let lines = JsonLines::open(self.path.join(RECORDS))?;
        Ok(Records { lines, copies: Arc::clone(&self.copies) })
    }

    /// The story whose line starts at a byte that [`Snapshot::each_story`] gave.
    ///
    /// # Errors
    /// When the file cannot be read, or no story starts there.
    pub fn story_at(&self, start: u64) -> Result<Story, StoreError> {
        let path = self.path.join(RECORDS);
        let record: Record<'_> = value_at(&path, start)?;
        self.story(record).map_err(|reason| StoreError::damaged(&path, reason))
    }

    /// The lines of the records as they are, to be copied into a new snapshot.
    ///
    /// # Errors
    /// When the file cannot be opened; each item has errors of its own.
    pub fn record_lines(
        &self,
    ) -> Result<impl Iterator<Item = Result<String, StoreError>> + use<>, StoreError> {
        Ok(self.raw_records()?.map(|line| line.map(|line| line.text)))
    }

    /// The entities, in order of their ids.
    ///
    /// # Errors
    /// When the file cannot be opened; each item has errors of its own, with the line.
    pub fn entities(&self) -> Result<JsonLines<EntityLine>, StoreError> {
        JsonLines::open(self.path.join(ENTITIES))
    }

    /// The pairs of entities named together, strongest first.
    ///
    /// # Errors
    /// When the file cannot be opened; each item has errors of its own, with the line.
    pub fn ties(&self) -> Result<JsonLines<Tie>, StoreError> {
        JsonLines::open(self.path.join(TIES))
    }

    /// Where entities stand in the network of these pairs.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn network(&self) -> Result<Option<Standings>, StoreError> {
        let path = self.path.join(NETWORK);
        let text = fs::read_to_string(&path).map_err(StoreError::read(&path))?;
        serde_json::from_str(&text).map_err(|e| StoreError::damaged(&path, e.to_string()))
    }

    /// The story of a record, with the story that it is a copy of.
    pub(super) fn story(&self, record: Record<'_>) -> Result<Story, String> {
        let mut story = Story::try_from(&record).map_err(|e| e.to_string())?;
        story.document.copy_of = self.copies.origin(&record.id).cloned();
        Ok(story)
    }

    pub(super) fn raw_records(&self) -> Result<RawLines, StoreError> {
        RawLines::open(self.path.join(RECORDS))
    }

    /// Where what memory does not hold may be set aside: on the same disk where that may be written, because it is as large.
    pub(crate) fn aside(&self) -> PathBuf {
        match tempfile::tempfile_in(&self.path) {
            Ok(_) => self.path.clone(),
            Err(_) => std::env::temp_dir(),
        }
    }

    /// Whether the statements of the default graph are there.
    pub(super) fn has_statements(&self) -> bool {
        self.manifest.files.keys().any(|name| name.starts_with(STATEMENTS))
    }

    pub(super) fn raw_entities(&self) -> Result<RawLines, StoreError> {
        RawLines::open(self.path.join(ENTITIES))
    }
}

/// Checks that a file of the snapshot `name` is as it was written.
fn check_file(
    folder: &Path,
    name: &str,
    file: &str,
    facts: Option<&FileFacts>,
) -> Result<(), StoreError> {
    let damaged = |reason: String| Err(StoreError::damaged(folder, reason));
    match facts.map_or(Ok(false), |facts| is_as_written(&folder.join(name).join(file), facts)) {
        Ok(true) => Ok(()),
        Ok(false) => damaged(format!("{name}/{file} is not as it was written")),
        Err(e) => damaged(format!("{name}/{file} cannot be read ({e})")),
    }
}

/// A manifest that is locked for reading, and what it says.
fn locked(path: &Path) -> io::Result<(File, Vec<u8>)> {
    let mut file = File::open(path)?;
    match file.try_lock_shared() {
        // Where a system knows no locks, a reader that is overtaken says so and can ask again.
        Ok(()) | Err(TryLockError::Error(_)) => {}
        Err(TryLockError::WouldBlock) => {
            return Err(io::Error::new(io::ErrorKind::NotFound, "it is being removed"));
        }
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok((file, bytes))
}

/// The records of a snapshot, one by one.
#[derive(Debug)]
pub struct Records {
    lines: JsonLines<Record<'static>>,
    copies: Arc<Copies>,
}

impl Iterator for Records {
    type Item = Result<Record<'static>, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut record = self.lines.next()?;
        if let Ok(record) = &mut record {
            record.copy_of = self.copies.origin(&record.id).cloned();
        }
        Some(record)
    }
}

/// The one field that every format of the manifest has.
#[derive(Deserialize)]
struct Format {
    format: u32,
}
