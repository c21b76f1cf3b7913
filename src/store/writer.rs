//! Writes a new snapshot, out of sight until it is whole.
//!
//! In: stories with their records, copies, entities, ties, a network, figures, a manifest. Out: a committed [`Snapshot`]. Never: a half-written one that
//! a reader could see; a writer that is dropped before its commit takes its files with it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::base::{Standings, Story, Tie};
use crate::merge::copies::Copies;
use crate::store::checksum::{Sums, snapshot_name};
use crate::store::copy_line::CopyLine;
use crate::store::dataset::OF_TRIPLES;
use crate::store::files::{
    COPIES, ENTITIES, FIGURES, MANIFEST, NETWORK, POSTINGS, RECORD_PLACES, RECORDS, STATEMENTS,
    STORIES, STORY_PLACES, TIES,
};
use crate::store::folder::{UNFINISHED, sync_dir, write_synced};
use crate::store::index_writer::IndexWriter;
use crate::store::manifest::FileFacts;
use crate::store::pieces::{Pieces, Places};
use crate::store::postings::Postings;
use crate::store::{EntityLine, Entries, Folder, Kept, Manifest, Snapshot, StoreError, Written};

/// A snapshot in the making.
pub struct SnapshotWriter<'f> {
    folder: &'f Folder,
    records: PieceFile,
    stories: PieceFile,
    copies: PartFile,
    entities: PartFile,
    ties: PartFile,
    network: PartFile,
    /// The index of the default graph, once a statement has come.
    statements: Option<IndexWriter<'static, 3>>,
    postings: Postings,
    entity_index: PartFile,
    figures: PartFile,
    sketches: PartFile,
    comparisons: PartFile,
    vocabulary: PartFile,
    /// Declared last, so that the files are closed before they are removed.
    unfinished: Unfinished,
}

impl Folder {
    /// Starts a new snapshot beside the current one.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn begin(&mut self) -> Result<SnapshotWriter<'_>, StoreError> {
        SnapshotWriter::new(self)
    }
}

impl<'f> SnapshotWriter<'f> {
    fn new(folder: &'f Folder) -> Result<Self, StoreError> {
        let path = folder.path().join(UNFINISHED);
        super::folder::remove_dir(&path)?;
        fs::create_dir(&path).map_err(StoreError::write(&path))?;
        let unfinished = Unfinished(path);
        Ok(Self {
            folder,
            records: PieceFile::create(unfinished.0.join(RECORDS))?,
            stories: PieceFile::create(unfinished.0.join(STORIES))?,
            copies: PartFile::create(unfinished.0.join(COPIES))?,
            entities: PartFile::create(unfinished.0.join(ENTITIES))?,
            ties: PartFile::create(unfinished.0.join(TIES))?,
            network: PartFile::create(unfinished.0.join(NETWORK))?,
            statements: None,
            postings: Postings::default(),
            entity_index: PartFile::create(unfinished.0.join(POSTINGS))?,
            figures: PartFile::create(unfinished.0.join(FIGURES))?,
            sketches: PartFile::create(unfinished.0.join(Kept::Sketches.file()))?,
            comparisons: PartFile::create(unfinished.0.join(Kept::Comparisons.file()))?,
            vocabulary: PartFile::create(unfinished.0.join(Kept::Vocabulary.file()))?,
            unfinished,
        })
    }

    /// Adds a story as it is to be written. Stories come in corpus order.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn story(&mut self, story: &Story, written: Written) -> Result<(), StoreError> {
        let Written { mut line, bytes } = written;
        line.push(b'\n');
        self.records.push(&line)?;
        self.stories.push(&bytes)?;
        self.postings.add(story);
        Ok(())
    }

    /// Reads stories again that were added, by their places in corpus order, on any thread.
    ///
    /// # Errors
    /// When the disk refuses; the function that is given has errors of its own.
    pub fn stories(
        &mut self,
    ) -> Result<impl Fn(u32) -> Result<Story, StoreError> + Sync + use<>, StoreError> {
        let path = self.stories.part.flushed()?;
        let stories = Pieces::new(&path, self.stories.places.clone());
        Ok(move |number| {
            let mut bytes = Vec::new();
            stories.open_scattered()?.read(number, &mut bytes)?;
            Story::from_bytes(&bytes).map_err(|reason| StoreError::damaged(&path, reason))
        })
    }

    /// SHA-256 of all records so far, in hexadecimal digits.
    #[must_use]
    pub fn records_sha256(&self) -> String {
        self.records.part.sums.clone().finish().sha256
    }

    /// Adds the stories that are copies.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn copies(&mut self, copies: &Copies) -> Result<(), StoreError> {
        copies.iter().try_for_each(|copy| self.copies.json(&CopyLine::from(copy)))
    }

    /// Adds an entity; entities come in order of their ids.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn entity(&mut self, entity: &EntityLine) -> Result<(), StoreError> {
        self.entities.json(entity)
    }

    /// Adds two entities named together.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn tie(&mut self, tie: &Tie) -> Result<(), StoreError> {
        self.ties.json(tie)
    }

    /// Where more than memory holds may be set aside until the snapshot is whole.
    pub(crate) fn aside(&self) -> &Path {
        &self.unfinished.0
    }

    /// Adds statements of the default graph, by subject, as they are made for Turtle. A snapshot of which there are none has them made
    /// whenever it is asked.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn statements(&mut self, entries: &Entries) -> Result<(), StoreError> {
        let writer = match &mut self.statements {
            Some(writer) => writer,
            none => {
                let folder = self.unfinished.0.join(STATEMENTS);
                fs::create_dir(&folder).map_err(StoreError::write(&folder))?;
                none.insert(IndexWriter::new(Some(folder), &self.unfinished.0, None))
            }
        };
        entries.iter().try_for_each(|(key, said)| writer.add(key, said))
    }

    /// Adds figures of all stories, for [`Snapshot::figures`].
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn figures(&mut self, figures: &impl Serialize) -> Result<(), StoreError> {
        self.figures.json(figures)
    }

    /// Adds what is kept for the next build.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep(&mut self, kept: Kept, bytes: &[u8]) -> Result<(), StoreError> {
        match kept {
            Kept::Sketches => self.sketches.write(bytes),
            Kept::Comparisons => self.comparisons.write(bytes),
            Kept::Vocabulary => self.vocabulary.write(bytes),
        }
    }

    /// Makes this the current snapshot, with the network of its ties, and removes the former one. After an error the
    /// former one is still current and whole.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn commit(
        self,
        network: Option<&Standings>,
        mut manifest: Manifest,
    ) -> Result<Snapshot, StoreError> {
        let Self {
            folder,
            records,
            stories,
            copies,
            entities,
            ties,
            network: mut part,
            statements,
            postings,
            mut entity_index,
            mut figures,
            sketches,
            comparisons,
            vocabulary,
            unfinished,
        } = self;
        part.json(&network)?;
        if figures.size == 0 {
            figures.json(&())?;
        }
        postings.pieces().try_for_each(|piece| entity_index.write(&piece))?;
        let at = |file: &str| unfinished.0.join(file);
        let (records, record_places) = records.finish(at(RECORD_PLACES))?;
        let (stories, story_places) = stories.finish(at(STORY_PLACES))?;
        manifest.files = BTreeMap::from([
            (RECORDS.to_owned(), records),
            (RECORD_PLACES.to_owned(), record_places),
            (STORIES.to_owned(), stories),
            (STORY_PLACES.to_owned(), story_places),
            (COPIES.to_owned(), copies.finish()?),
            (ENTITIES.to_owned(), entities.finish()?),
            (TIES.to_owned(), ties.finish()?),
            (NETWORK.to_owned(), part.finish()?),
            (POSTINGS.to_owned(), entity_index.finish()?),
            (FIGURES.to_owned(), figures.finish()?),
            (Kept::Sketches.file().to_owned(), sketches.finish()?),
            (Kept::Comparisons.file().to_owned(), comparisons.finish()?),
            (Kept::Vocabulary.file().to_owned(), vocabulary.finish()?),
        ]);
        if let Some(statements) = statements {
            let files = statements.finish(&OF_TRIPLES)?.0;
            let named = |(name, facts)| (format!("{STATEMENTS}/{name}"), facts);
            manifest.files.extend(files.into_iter().map(named));
            sync_dir(&unfinished.0.join(STATEMENTS))?;
        }
        let json = manifest.to_json();
        write_synced(&unfinished.0.join(MANIFEST), json.as_bytes())?;
        sync_dir(&unfinished.0)?;
        let name = snapshot_name(json.as_bytes());
        folder.publish(&unfinished.0, &name)?;
        Snapshot::open(folder.path(), &name)
    }
}

/// The folder of an unfinished snapshot, removed unless it was renamed.
#[derive(Debug)]
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        // After a commit it has another name, and there is nothing to remove.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A file of pieces in the making, and their places.
#[derive(Debug)]
struct PieceFile {
    part: PartFile,
    places: Places,
}

impl PieceFile {
    fn create(path: PathBuf) -> Result<Self, StoreError> {
        Ok(Self { part: PartFile::create(path)?, places: Places::default() })
    }

    fn push(&mut self, piece: &[u8]) -> Result<(), StoreError> {
        self.places.push(piece);
        self.part.write(piece)
    }

    /// Brings the file to the disk, and its index.
    fn finish(self, index: PathBuf) -> Result<(FileFacts, FileFacts), StoreError> {
        let mut part = PartFile::create(index)?;
        part.write(&self.places.to_bytes())?;
        Ok((self.part.finish()?, part.finish()?))
    }
}

/// One file in the making, hashed as it is written.
#[derive(Debug)]
struct PartFile {
    path: PathBuf,
    file: BufWriter<File>,
    sums: Sums,
    /// Its bytes so far.
    size: u64,
}

impl PartFile {
    fn create(path: PathBuf) -> Result<Self, StoreError> {
        let file = File::create_new(&path).map_err(StoreError::write(&path))?;
        let file = BufWriter::with_capacity(1 << 18, file);
        Ok(Self { path, file, sums: Sums::default(), size: 0 })
    }

    fn json(&mut self, value: &impl Serialize) -> Result<(), StoreError> {
        let line = serde_json::to_vec(value)
            .map_err(|e| StoreError::write(&self.path)(std::io::Error::other(e)))?;
        self.line(&line)
    }

    fn line(&mut self, line: &[u8]) -> Result<(), StoreError> {
        self.write(line)?;
        self.write(b"\n")
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.sums.add(bytes);
        self.size += bytes.len() as u64;
        self.file.write_all(bytes).map_err(StoreError::write(&self.path))
    }

    /// Hands all bytes so far to the system, and gives the path at which they can be read.
    fn flushed(&mut self) -> Result<PathBuf, StoreError> {
        self.file.flush().map_err(StoreError::write(&self.path))?;
        Ok(self.path.clone())
    }

    /// Brings the file to the disk.
    fn finish(self) -> Result<FileFacts, StoreError> {
        let Self { path, file, sums, size: _ } = self;
        let file = file.into_inner().map_err(|e| StoreError::write(&path)(e.into_error()))?;
        file.sync_all().map_err(StoreError::write(&path))?;
        Ok(sums.finish())
    }
}
