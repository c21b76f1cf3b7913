//! A finished snapshot, read only.
//!
//! In: the folder of a snapshot. Out: its manifest, records, entities and ties, line by line.
//! Never: a whole file in memory when it is read line by line; a change to any file.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::base::{EntityId, Record, Standings, Story, Tie, in_parallel};
use crate::merge::copies::Copies;
use crate::rdf::Iris;
use crate::store::checksum::{Sums, has_size, is_as_written, snapshot_name};
use crate::store::copy_line::CopyLine;
use crate::store::files::{
    CHECKED, COPIES, ENTITIES, FIGURES, MANIFEST, NETWORK, POSTINGS, RECORD_PLACES, RECORDS,
    STATEMENTS, STORIES, STORY_PLACES, TIES,
};
use crate::store::json_lines::{JsonLines, RawLines};
use crate::store::manifest::{FORMAT, FileFacts};
use crate::store::pieces::{Pieces, Places};
use crate::store::record_lines::RecordLines;
use crate::store::stories::Stories;
use crate::store::{EntityLine, Kept, Manifest, StoreError, Written, WrittenReader, postings};

/// A finished graph on disk.
#[derive(Debug, Clone)]
pub struct Snapshot {
    path: PathBuf,
    manifest: Manifest,
    iris: Iris,
    copies: Arc<Copies>,
    records: Pieces,
    stories: Pieces,
    /// Held for its lock: a writer leaves this snapshot where it is as long as somebody reads it.
    _manifest: Arc<File>,
}

impl Snapshot {
    /// Opens the snapshot `name` of a graph folder, and checks that every file is as it was written; of the records, and of what only
    /// a build reads, only that nothing is missing: they are checked when they are read.
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
        let statements =
            manifest.files.keys().map(String::as_str).filter(|name| is_statements(name));
        let kept: Vec<&str> = manifest.kept().map(Kept::file).collect();
        let later = statements.chain(kept).chain([RECORDS, STORIES]);
        for file in later.chain(CHECKED) {
            let is_whole = manifest.files.get(file).map_or(Ok(false), |facts| {
                let check = if CHECKED.contains(&file) { is_as_written } else { has_size };
                check(&path.join(file), facts)
            });
            match is_whole {
                Ok(true) => {}
                Ok(false) => {
                    return Err(damaged(format!("{name}/{file} is not as it was written")));
                }
                Err(e) => return Err(damaged(format!("{name}/{file} cannot be read ({e})"))),
            }
        }
        let copies = JsonLines::<CopyLine>::open(path.join(COPIES))?
            .map(|line| line.map(|line| (line.document, line.origin)))
            .collect::<Result<_, _>>()?;
        let pieces = |file: &str, index: &str| {
            let index = fs::read(path.join(index)).ok();
            let size = manifest.files.get(file).map_or(0, |facts| facts.size);
            let places = index.and_then(|index| Places::from_bytes(&index, size));
            let places = places.ok_or_else(|| damaged(format!("{name}/{file} has another index")));
            Ok::<_, StoreError>(Pieces::new(&path.join(file), places?))
        };
        let (records, stories) = (pieces(RECORDS, RECORD_PLACES)?, pieces(STORIES, STORY_PLACES)?);
        let copies = Arc::new(copies);
        Ok(Self { path, manifest, iris, copies, records, stories, _manifest: lock })
    }

    /// Checks what opening it left unchecked: that every record and every statement is as it was written, and what is kept for the next
    /// build.
    ///
    /// # Errors
    /// When something is not, or cannot be read.
    pub fn check(&self) -> Result<(), StoreError> {
        self.manifest.kept().try_for_each(|kept| self.kept(kept).map(drop))?;
        let statements = self.manifest.files.iter().filter(|(name, _)| is_statements(name));
        let whole = |(name, facts): (&String, &FileFacts)| {
            let path = self.path.join(name);
            let reason = || format!("{name} is not as it was written");
            match is_as_written(&path, facts).map_err(StoreError::read(&path))? {
                true => Ok(()),
                false => Err(StoreError::damaged(&self.path, reason())),
            }
        };
        in_parallel(statements.collect(), whole).into_iter().collect::<Result<(), _>>()?;
        self.records.check()?;
        self.stories.check()
    }

    /// What is kept for the next build.
    ///
    /// # Errors
    /// When it is not as it was written, or cannot be read.
    pub fn kept(&self, kept: Kept) -> Result<Vec<u8>, StoreError> {
        let path = self.path.join(kept.file());
        let bytes = fs::read(&path).map_err(StoreError::read(&path))?;
        let mut sums = Sums::default();
        sums.add(&bytes);
        match self.manifest.files.get(kept.file()) == Some(&sums.finish()) {
            true => Ok(bytes),
            false => {
                let reason = format!("{} is not as it was written", kept.file());
                Err(StoreError::damaged(&self.path, reason))
            }
        }
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
        Ok(Records { lines: self.raw_records()?, copies: Arc::clone(&self.copies) })
    }

    /// The story that starts at a byte that [`Snapshot::each_story`] gave.
    ///
    /// # Errors
    /// When the file cannot be read, or no story starts there.
    pub fn story_at(&self, start: u64) -> Result<Story, StoreError> {
        let none = || StoreError::damaged(&self.stories.path, format!("no story at byte {start}"));
        let number = self.stories.places.at(start).ok_or_else(none)?;
        self.chosen(vec![number])?.next().ok_or_else(none)?
    }

    /// A reader of stories as they are written, to be copied into a new snapshot.
    ///
    /// # Errors
    /// When a file cannot be opened; each story has errors of its own.
    pub fn written(&self) -> Result<WrittenReader, StoreError> {
        WrittenReader::open(&self.records, &self.stories)
    }

    /// One story as it is written, by its place in corpus order.
    ///
    /// # Errors
    /// When there is none, or it is not as it was written.
    pub fn written_story(&self, number: u32) -> Result<Written, StoreError> {
        WrittenReader::open_scattered(&self.records, &self.stories)?.read(number)
    }

    /// The lines of the records as they are.
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
        self.json(NETWORK)
    }

    /// The figures that were written with it, if any were: whoever wrote them knows what they are.
    ///
    /// # Errors
    /// When the file cannot be read, or holds other figures.
    pub fn figures<T: DeserializeOwned>(&self) -> Result<Option<T>, StoreError> {
        self.json(FIGURES)
    }

    fn json<T: DeserializeOwned>(&self, file: &str) -> Result<Option<T>, StoreError> {
        let path = self.path.join(file);
        let text = fs::read_to_string(&path).map_err(StoreError::read(&path))?;
        serde_json::from_str(&text).map_err(|e| StoreError::damaged(&path, e.to_string()))
    }

    /// All stories.
    ///
    /// # Errors
    /// When the records cannot be opened; each story has errors of its own.
    pub fn stories(&self) -> Result<Stories, StoreError> {
        self.chosen(self.stories.places.all().collect())
    }

    /// The stories in each of which every one of these entities is named, or a relation is stated of it; no others are read.
    ///
    /// # Errors
    /// When the records cannot be opened; each story has errors of its own.
    pub fn stories_of(&self, entities: &[&EntityId]) -> Result<Stories, StoreError> {
        self.chosen(self.numbers(entities, false)?)
    }

    /// Those of them that state a relation of each of these entities.
    ///
    /// # Errors
    /// When the records cannot be opened; each story has errors of its own.
    pub fn stories_stating(&self, entities: &[&EntityId]) -> Result<Stories, StoreError> {
        self.chosen(self.numbers(entities, true)?)
    }

    fn chosen(&self, numbers: Vec<u32>) -> Result<Stories, StoreError> {
        Stories::open(&self.stories, &self.copies, numbers)
    }

    /// The numbers of the stories that all of these entities are in, or that state something of each.
    fn numbers(&self, entities: &[&EntityId], stating: bool) -> Result<Vec<u32>, StoreError> {
        let path = self.path.join(POSTINGS);
        let file = fs::read(&path).map_err(StoreError::read(&path))?;
        let of = |id: &&EntityId| {
            let found = postings::find(&file, id).into_iter();
            found.filter(|p| p.states || !stating).map(|p| p.record).collect::<Vec<_>>()
        };
        let numbers = entities.iter().map(of).reduce(|a, b| postings::both(&a, &b));
        Ok(numbers.unwrap_or_else(|| self.stories.places.all().collect()))
    }

    fn raw_records(&self) -> Result<RecordLines, StoreError> {
        RecordLines::open(&self.records)
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
        self.manifest.files.keys().any(|name| is_statements(name))
    }

    pub(super) fn raw_entities(&self) -> Result<RawLines, StoreError> {
        RawLines::open(self.path.join(ENTITIES))
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
    lines: RecordLines,
    copies: Arc<Copies>,
}

impl Iterator for Records {
    type Item = Result<Record<'static>, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        let with_origin = |record: Record<'static>| {
            let copy_of = self.copies.origin(&record.id).cloned();
            Ok(Record { copy_of, ..record })
        };
        Some(self.lines.next()?.and_then(|line| line.parse(with_origin)))
    }
}

/// Whether a file belongs to the index of statements.
fn is_statements(name: &str) -> bool {
    name.split_once('/').is_some_and(|(folder, _)| folder == STATEMENTS)
}

/// The one field that every format of the manifest has.
#[derive(Deserialize)]
struct Format {
    format: u32,
}
