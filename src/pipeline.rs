//! The only file that calls several stages in a row.
//!
//! In: files, a lexicon, options. Out: stories, or a graph folder and a report. Never: a stage's own work, or a word to a
//! terminal.

use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::base::{Document, Record, RecordError, Story, Tie, Warning};
use crate::corpus::{IdAssigner, InputFile, ReadError, ReadOptions, read_bytes, read_documents};
use crate::dictionary::{Lexicon, fold};
use crate::extract::extract;
use crate::link::link;
use crate::rdf::{Corpus, EntityFacts, Iris, Knowledge, RunFacts, complete, lines};
use crate::store::{
    Counts, EntityLine, Folder, Input, Manifest, Snapshot, SnapshotWriter, StoreError,
};
use crate::view::cooccur::{CooccurOptions, Counter};

/// Reads one document: finds its names and what it says of them. Pure, so it runs on any thread or machine.
#[must_use]
pub fn read_story(document: Document, lexicon: &Lexicon) -> Story {
    let tokens = fold(&document.text);
    let mut extraction = extract(&document, &tokens, lexicon);
    extraction.assertions = link(&document, &tokens, &extraction, lexicon);
    Story { document, extraction }
}

/// So many stories are read between two writes: enough for all threads, few enough for any memory.
const BATCH: usize = 256;

/// Reads files story by story, in input order, on all threads. A file that cannot be read is a warning, and the rest
/// goes on.
///
/// # Errors
/// Only those of `each`.
pub fn read_stories<E>(
    files: &[InputFile],
    options: &ReadOptions,
    lexicon: &Lexicon,
    each: &mut dyn FnMut(Story) -> Result<(), E>,
) -> Result<Vec<Warning>, E> {
    let mut ids = IdAssigner::default();
    let mut warnings = Vec::new();
    for file in files {
        let read = read_bytes(file).and_then(|bytes| read_documents(file, &bytes, options));
        match read {
            Ok(read) => {
                warnings.extend(read.warnings);
                let mut documents = read.output;
                for document in &mut documents {
                    ids.assign(document);
                }
                for batch in batches(documents) {
                    let stories: Vec<Story> =
                        batch.into_par_iter().map(|d| read_story(d, lexicon)).collect();
                    stories.into_iter().try_for_each(&mut *each)?;
                }
            }
            Err(error) => warnings.push(unreadable(file, &error)),
        }
    }
    Ok(warnings)
}

/// What to build, and how.
#[derive(Debug, Clone, Copy)]
pub struct BuildOptions<'a> {
    /// The files to read, in corpus order.
    pub files: &'a [InputFile],
    /// How to read them.
    pub read: &'a ReadOptions,
    /// What to find in them.
    pub lexicon: &'a Lexicon,
    /// The IRIs under which to name things.
    pub iris: &'a Iris,
    /// The graph folder.
    pub out: &'a Path,
    /// Whether to read unchanged files again.
    pub fresh: bool,
    /// When the graph is made, in seconds since 1970, to be written into it; no time is written when absent.
    pub created: Option<i64>,
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

/// What a build did.
#[derive(Debug)]
pub struct BuildReport {
    /// The graph.
    pub snapshot: Snapshot,
    /// Who is named together, over sentences.
    pub ties: Vec<Tie>,
    /// What the user should know.
    pub warnings: Vec<Warning>,
    /// Stories that were read.
    pub n_read: usize,
    /// Stories taken from the former graph because their files have not changed.
    pub n_kept: usize,
}

/// Why a graph could not be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The graph folder.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No story was found.
    #[error("no story was found in {0}; consort reads .txt, .md and .jsonl files")]
    NoStories(String),
}

/// Builds a graph folder. Files that have not changed since the former build are not read again; the result is the same.
///
/// # Errors
/// When nothing can be read, or the folder cannot be written. Then a former graph is still there, whole.
pub fn build(
    options: &BuildOptions<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<BuildReport, BuildError> {
    let mut folder = Folder::create(options.out)?;
    let former = Former::open(options);
    let mut build = Build {
        options,
        writer: folder.begin()?,
        corpus: Corpus::new(),
        counter: Counter::new(CooccurOptions::default()),
        ids: IdAssigner::default(),
        inputs: Vec::new(),
        warnings: Vec::new(),
        n_read: 0,
        n_kept: 0,
        bytes: 0,
        progress,
    };
    build.files(former)?;
    if build.corpus.documents.is_empty() {
        let names: Vec<&str> = options.files.iter().map(|f| f.name.as_str()).collect();
        let place = if names.is_empty() { "the input".to_owned() } else { names.join(", ") };
        return Err(BuildError::NoStories(place));
    }
    (build.progress)(Progress::Writing);
    Ok(build.finish()?)
}

struct Build<'a, 'f> {
    options: &'a BuildOptions<'a>,
    writer: SnapshotWriter<'f>,
    corpus: Corpus,
    counter: Counter,
    ids: IdAssigner,
    inputs: Vec<Input>,
    warnings: Vec<Warning>,
    n_read: usize,
    n_kept: usize,
    bytes: u64,
    progress: &'a mut dyn FnMut(Progress),
}

impl Build<'_, '_> {
    fn files(&mut self, mut former: Option<Former>) -> Result<(), StoreError> {
        for file in self.options.files {
            let bytes = match read_bytes(file) {
                Ok(bytes) => bytes,
                Err(error) => {
                    self.warnings.push(unreadable(file, &error));
                    continue;
                }
            };
            let mut input = Input {
                path: file.name.clone(),
                size: bytes.len() as u64,
                sha256: hex(&Sha256::digest(&bytes)),
                documents: 0,
                partial: false,
            };
            let kept = former.as_mut().and_then(|f| f.take(&input, &self.ids));
            match kept {
                Some(stories) => self.keep(stories, &mut input)?,
                None => self.read(file, &bytes, &mut input)?,
            }
            self.bytes += input.size;
            self.inputs.push(input);
            (self.progress)(Progress::Reading {
                stories: self.corpus.documents.len(),
                bytes: self.bytes,
            });
        }
        Ok(())
    }

    fn keep(&mut self, stories: Vec<(String, Story)>, input: &mut Input) -> Result<(), StoreError> {
        for (line, mut story) in stories {
            self.ids.assign(&mut story.document);
            self.add(&story, &line)?;
            input.documents += 1;
            self.n_kept += 1;
        }
        Ok(())
    }

    fn read(
        &mut self,
        file: &InputFile,
        bytes: &[u8],
        input: &mut Input,
    ) -> Result<(), StoreError> {
        let read = match read_documents(file, bytes, self.options.read) {
            Ok(read) => read,
            Err(error) => {
                self.warnings.push(unreadable(file, &error));
                input.partial = true;
                return Ok(());
            }
        };
        input.partial = !read.warnings.is_empty();
        self.warnings.extend(read.warnings);
        let mut documents = read.output;
        for document in &mut documents {
            // A story whose id was taken depends on the files before it, so its file is read again next time.
            input.partial |= self.ids.assign(document);
        }
        let total = documents.len().max(1) as u64;
        let lexicon = self.options.lexicon;
        for batch in batches(documents) {
            let stories: Vec<(String, Story)> = batch
                .into_par_iter()
                .map(|document| {
                    let story = read_story(document, lexicon);
                    // A record holds only strings, numbers and string-keyed maps: it cannot fail to be written.
                    let line = serde_json::to_string(&Record::from(&story)).unwrap_or_default();
                    (line, story)
                })
                .collect();
            for (line, story) in stories {
                self.add(&story, &line)?;
                input.documents += 1;
                self.n_read += 1;
            }
            let bytes = self.bytes + input.size * input.documents as u64 / total;
            (self.progress)(Progress::Reading { stories: self.corpus.documents.len(), bytes });
        }
        Ok(())
    }

    fn add(&mut self, story: &Story, line: &str) -> Result<(), StoreError> {
        self.writer.record_line(line)?;
        self.corpus.add(story);
        self.counter.add(story);
        Ok(())
    }

    fn finish(mut self) -> Result<BuildReport, StoreError> {
        let lexicon = self.options.lexicon;
        let facts = |id: &str| {
            lexicon.get(id).map(|k| EntityFacts::new(k.entity.clone(), Some(k.entry.clone())))
        };
        for (id, known) in &mut self.corpus.entities {
            known.entry = lexicon.get(id).map(|k| k.entry.clone());
        }
        complete(&mut self.corpus.entities, facts);
        let applied = self.corpus.decisions.keys().map(AsRef::as_ref).collect();
        self.warnings.extend(lexicon.decisions.idle(&applied, lexicon));
        for entity in self.corpus.entities.values() {
            self.writer.entity(&EntityLine::from(entity))?;
        }
        let ties = self.counter.finish();
        let run = RunFacts {
            hash: run_hash(self.options, &self.inputs),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            vocabulary: lexicon.hash.clone(),
            created: self.options.created,
        };
        let input = Knowledge { corpus: &self.corpus, ties: &ties, run: Some(&run) };
        let n_triples =
            lines(&input, self.options.iris, &mut |lines| self.writer.graph_lines(lines))?;
        let mut manifest = Manifest::new(self.options.iris.base(), &lexicon.hash);
        manifest.reading = reading(self.options.read);
        manifest.counts = Counts::of(&self.corpus, n_triples);
        manifest.inputs = self.inputs;
        let snapshot = self.writer.commit(manifest)?;
        let Build { warnings, n_read, n_kept, .. } = self;
        Ok(BuildReport { snapshot, ties, warnings, n_read, n_kept })
    }
}

/// The graph that the folder holds already, as far as its stories can be kept.
struct Former {
    manifest: Manifest,
    lines: Box<dyn Iterator<Item = Result<String, StoreError>>>,
    /// The input whose records come next.
    next: usize,
}

impl Former {
    /// `None` when there is no former graph, or everything must be read again.
    fn open(options: &BuildOptions<'_>) -> Option<Self> {
        if options.fresh {
            return None;
        }
        let snapshot = Folder::open(options.out).ok()?;
        let manifest = snapshot.manifest().clone();
        let same = manifest.vocabulary == options.lexicon.hash
            && manifest.consort == env!("CARGO_PKG_VERSION")
            && manifest.reading == reading(options.read);
        let lines = Box::new(snapshot.record_lines().ok()?);
        same.then_some(Self { manifest, lines, next: 0 })
    }

    /// The stories of an unchanged file, with their records. Files come in the same order as last time; one that moved
    /// is read again.
    fn take(&mut self, input: &Input, ids: &IdAssigner) -> Option<Vec<(String, Story)>> {
        let known = self.manifest.unchanged(&input.path, input.size, &input.sha256)?;
        let place = self.manifest.inputs.iter().position(|other| std::ptr::eq(other, known))?;
        let skipped: usize =
            self.manifest.inputs.get(self.next..place)?.iter().map(|i| i.documents).sum();
        let documents = known.documents;
        self.next = place + 1;
        let lines: Vec<String> =
            self.lines.by_ref().skip(skipped).take(documents).collect::<Result<_, _>>().ok()?;
        let stories: Result<Vec<(String, Story)>, RecordError> = lines
            .into_par_iter()
            .map(|line| {
                let record = serde_json::from_str::<Record>(&line)
                    .map_err(|e| RecordError { id: String::new(), reason: e.to_string() })?;
                Ok((line, Story::try_from(&record)?))
            })
            .collect();
        let stories = stories.ok()?;
        let free = stories.iter().all(|(_, story)| ids.is_free(&story.document.id));
        (free && stories.len() == documents).then_some(stories)
    }
}

/// Documents in portions that all threads share.
fn batches(documents: Vec<Document>) -> impl Iterator<Item = Vec<Document>> {
    let mut documents = documents.into_iter();
    std::iter::from_fn(move || {
        let batch: Vec<Document> = documents.by_ref().take(BATCH).collect();
        (!batch.is_empty()).then_some(batch)
    })
}

fn unreadable(file: &InputFile, error: &ReadError) -> Warning {
    let message = error.to_string();
    let message = message.strip_prefix(&format!("{}: ", file.name)).unwrap_or(&message).to_owned();
    Warning { place: file.name.clone(), message }
}

/// How texts are read, in words that differ when the result may.
fn reading(options: &ReadOptions) -> String {
    format!("{options:?}")
}

/// A hash of all that determines the graph: program, vocabulary, way of reading, and the bytes of every file.
fn run_hash(options: &BuildOptions<'_>, inputs: &[Input]) -> String {
    let mut hash = Sha256::new();
    for part in [env!("CARGO_PKG_VERSION"), &options.lexicon.hash, &reading(options.read)] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    for input in inputs {
        hash.update(input.sha256.as_bytes());
    }
    hex(&hash.finalize())[..16].to_owned()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
