//! The only file that calls several stages in a row.
//!
//! In: files, a lexicon, options. Out: stories, or a graph folder and a report. Never: a stage's own work, or a word to a
//! terminal.

use std::collections::VecDeque;
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::base::{Document, Record, Story, Tie, Warned, Warning};
use crate::dictionary::Lexicon;
use crate::documents::{IdAssigner, InputFile, Portion, Portions, ReadError, ReadOptions};
use crate::extract::extract;
use crate::link::link;
use crate::merge::cooccur::{CooccurOptions, Counter};
use crate::merge::{Census, EntityFacts, complete};
use crate::network::standings;
use crate::rdf::Iris;
use crate::store::{
    Counts, EntityLine, Folder, Input, Manifest, Snapshot, SnapshotWriter, StoreError,
};

/// Reads one document: finds its names and what it says of them. Pure, so it runs on any thread or machine.
#[must_use]
pub fn read_story(document: Document, lexicon: &Lexicon) -> Story {
    let tokens = lexicon.tokens(&document.text);
    let mut extraction = extract(&document, &tokens, lexicon);
    extraction.assertions = link(&document, &tokens, &extraction, lexicon);
    Story { document, extraction }
}

/// Reads files story by story on all threads: `map` makes of each story, on any thread, what `each` then takes in input
/// order. A file that cannot be read is a warning, and the rest goes on.
///
/// # Errors
/// Only those of `each`.
pub fn read_stories<T: Send, E: Send>(
    files: &[InputFile],
    options: &ReadOptions,
    lexicon: &Lexicon,
    map: impl Fn(Story) -> T + Sync,
    each: &mut (dyn FnMut(T) -> Result<(), E> + Send),
) -> Result<Vec<Warning>, E> {
    let mut reader = Reader::new(files, options, None);
    let map = |waiting: Waiting| match waiting {
        Waiting::New(document) => map(read_story(document, lexicon)),
        Waiting::Kept(_, story) => map(story),
    };
    let mut ready = reader.batch(&map);
    while !ready.is_empty() {
        // What is read is handed on while the next stories are read.
        let (taken, next) =
            rayon::join(|| ready.into_iter().try_for_each(&mut *each), || reader.batch(&map));
        taken?;
        ready = next;
    }
    Ok(reader.warnings)
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
    let (former, mut damage) = match Former::open(options) {
        Ok(former) => (former, None),
        Err(StoreError::Damaged { reason, .. }) => (None, Some(reason)),
        Err(error) => (None, Some(error.to_string())),
    };
    let mut reader = Reader::new(options.files, options.read, former);
    let mut build = Build::begin(options, &mut folder)?;
    build.stories(&mut reader, progress)?;
    if reader.is_former_damaged {
        damage = Some("its records cannot be read".to_owned());
        drop(build);
        reader = Reader::new(options.files, options.read, None);
        build = Build::begin(options, &mut folder)?;
        build.stories(&mut reader, progress)?;
    }
    if build.census.documents == 0 {
        let names: Vec<&str> = options.files.iter().map(|f| f.name.as_str()).collect();
        let place = if names.is_empty() { "the input".to_owned() } else { names.join(", ") };
        return Err(BuildError::NoStories(place));
    }
    progress(Progress::Writing);
    Ok(BuildReport { damage, ..build.finish(reader)? })
}

/// A graph in the making.
struct Build<'a, 'f> {
    options: &'a BuildOptions<'a>,
    writer: SnapshotWriter<'f>,
    census: Census,
    counter: Counter,
    n_kept: usize,
}

/// A story and its record, on their way into the graph.
struct Ready {
    line: Vec<u8>,
    story: Story,
    is_kept: bool,
}

impl<'a, 'f> Build<'a, 'f> {
    fn begin(options: &'a BuildOptions<'a>, folder: &'f mut Folder) -> Result<Self, StoreError> {
        Ok(Self {
            options,
            writer: folder.begin()?,
            census: Census::new(),
            counter: Counter::new(CooccurOptions::default()),
            n_kept: 0,
        })
    }

    fn stories(
        &mut self,
        reader: &mut Reader<'_>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), StoreError> {
        let lexicon = self.options.lexicon;
        let map = |waiting| match waiting {
            Waiting::New(document) => {
                let story = read_story(document, lexicon);
                Ready { line: line(&story), story, is_kept: false }
            }
            Waiting::Kept(line, story) => Ready { line, story, is_kept: true },
        };
        let mut ready = reader.batch(&map);
        while !ready.is_empty() {
            // One batch goes into the graph while the next one is read.
            let (added, next) = rayon::join(
                || ready.into_iter().try_for_each(|ready| self.add(&ready)),
                || reader.batch(&map),
            );
            added?;
            ready = next;
            let stories = self.census.documents;
            progress(Progress::Reading { stories, bytes: reader.bytes });
        }
        Ok(())
    }

    fn add(&mut self, ready: &Ready) -> Result<(), StoreError> {
        self.writer.record_line(&ready.line)?;
        self.census.add(&ready.story);
        self.counter.add(&ready.story);
        self.n_kept += usize::from(ready.is_kept);
        Ok(())
    }

    fn finish(mut self, reader: Reader<'_>) -> Result<BuildReport, StoreError> {
        let Reader { inputs, mut warnings, .. } = reader;
        let lexicon = self.options.lexicon;
        let facts = |id: &str| {
            lexicon.get(id).map(|k| EntityFacts::new(k.entity.clone(), Some(k.entry.clone())))
        };
        for (id, known) in &mut self.census.entities {
            known.entry = lexicon.get(id).map(|k| k.entry.clone());
        }
        complete(&mut self.census.entities, facts);
        let applied = self.census.decisions.keys().map(AsRef::as_ref).collect();
        warnings.extend(lexicon.decisions.idle(&applied, lexicon));
        for entity in self.census.entities.values() {
            self.writer.entity(&EntityLine::from(entity))?;
        }
        let ties = self.counter.finish();
        for tie in &ties {
            self.writer.tie(tie)?;
        }
        let entities = &self.census.entities;
        let label = |id: &str| entities.get(id).map_or(id.to_owned(), |e| e.entity.label.clone());
        let network = standings(&ties, &label);
        let mut manifest = Manifest::new(self.options.iris.base(), &lexicon.hash);
        manifest.reading = reading(self.options.read);
        manifest.run = Some(run_hash(self.options, &inputs));
        manifest.created = self.options.created;
        manifest.counts = Counts::of(&self.census);
        manifest.inputs = inputs;
        let snapshot = self.writer.commit(Some(&network), manifest)?;
        let n_read = self.census.documents - self.n_kept;
        Ok(BuildReport { snapshot, ties, warnings, n_read, n_kept: self.n_kept, damage: None })
    }
}

/// A story as the line that a graph folder keeps.
fn line(story: &Story) -> Vec<u8> {
    // A record is about seven times as long as its text; growing it step by step would copy it as often.
    let mut line = Vec::with_capacity((8 * story.document.text.len()).min(1 << 20));
    // It holds only strings, numbers and string-keyed maps: it cannot fail to be written.
    let _ = serde_json::to_writer(&mut line, &Record::from(story));
    line
}

/// So many stories are understood between two writes: enough for all threads, few enough for any memory.
const BATCH: usize = 256;

/// So many bytes are read at once, or the one portion that is larger.
const ROUND: usize = 1 << 19;

/// Turns files into stories, a batch at a time, in input order.
struct Reader<'a> {
    files: std::slice::Iter<'a, InputFile>,
    options: &'a ReadOptions,
    former: Option<Former>,
    is_former_damaged: bool,
    /// The file being read.
    open: Option<Open>,
    /// Documents that have their ids and are not yet understood.
    waiting: VecDeque<Waiting>,
    ids: IdAssigner,
    inputs: Vec<Input>,
    warnings: Vec<Warning>,
    bytes: u64,
}

/// Where the stories of a file come from.
enum Open {
    File(Box<Portions>),
    /// So many more records of the former graph: the file has not changed.
    Kept(usize),
}

/// A piece of an input, as it was read.
enum Raw {
    Portion(Portion),
    Kept(String),
    Unreadable(Warning),
}

/// A document that has its id.
enum Waiting {
    New(Document),
    Kept(Vec<u8>, Story),
}

impl<'a> Reader<'a> {
    fn new(files: &'a [InputFile], options: &'a ReadOptions, former: Option<Former>) -> Self {
        Self {
            files: files.iter(),
            options,
            former,
            is_former_damaged: false,
            open: None,
            waiting: VecDeque::new(),
            ids: IdAssigner::default(),
            inputs: Vec::new(),
            warnings: Vec::new(),
            bytes: 0,
        }
    }

    /// What `map` makes of the next stories; none when all are read.
    fn batch<T: Send>(&mut self, map: &(impl Fn(Waiting) -> T + Sync)) -> Vec<T> {
        while self.waiting.len() < BATCH {
            let raw = self.round();
            if raw.is_empty() {
                break;
            }
            let options = self.options;
            let read: Vec<_> =
                raw.into_par_iter().map(|(input, raw)| (input, documents(raw, options))).collect();
            for (input, read) in read {
                self.take(input, read);
            }
        }
        let n_now = self.waiting.len().min(BATCH);
        let batch: Vec<Waiting> = self.waiting.drain(..n_now).collect();
        batch.into_par_iter().map(map).collect()
    }

    /// The next pieces of the input, each with the number of its file.
    fn round(&mut self) -> Vec<(usize, Raw)> {
        let mut round = Vec::new();
        let mut n_bytes = 0;
        while n_bytes < ROUND && !self.is_former_damaged {
            match &mut self.open {
                None => match self.files.next() {
                    None => break,
                    Some(file) => round.extend(self.start(file)),
                },
                Some(Open::File(portions)) => match portions.next() {
                    Some(Ok(portion)) => {
                        n_bytes += portion.n_bytes();
                        self.bytes += portion.n_bytes() as u64;
                        round.push((self.inputs.len() - 1, Raw::Portion(portion)));
                    }
                    Some(Err(error)) => {
                        let input = &self.inputs[self.inputs.len() - 1];
                        let raw = Raw::Unreadable(unreadable(&input.path, &error));
                        round.push((self.inputs.len() - 1, raw));
                    }
                    None => {
                        if let Some(input) = self.inputs.last_mut() {
                            input.size = portions.n_bytes();
                            input.sha256 = portions.sha256();
                        }
                        self.open = None;
                    }
                },
                Some(Open::Kept(0)) => self.open = None,
                Some(Open::Kept(left)) => match self.former.as_mut().and_then(|f| f.lines.next()) {
                    Some(Ok(line)) => {
                        *left -= 1;
                        n_bytes += line.len();
                        round.push((self.inputs.len() - 1, Raw::Kept(line)));
                    }
                    _ => self.is_former_damaged = true,
                },
            }
        }
        round
    }

    /// Opens a file, or finds its stories in the former graph.
    fn start(&mut self, file: &InputFile) -> Option<(usize, Raw)> {
        let options = self.options;
        if let Some(kept) = self.former.as_mut().and_then(|former| former.take(file, options)) {
            self.bytes += kept.size;
            self.open = Some(Open::Kept(kept.documents));
            self.inputs.push(Input { documents: 0, ..kept });
            return None;
        }
        match Portions::open(file, options) {
            Ok(portions) => {
                self.open = Some(Open::File(Box::new(portions)));
                self.inputs.push(Input {
                    path: file.name.clone(),
                    size: 0,
                    sha256: String::new(),
                    documents: 0,
                    partial: false,
                });
                None
            }
            Err(error) => {
                self.warnings.push(unreadable(&file.name, &error));
                None
            }
        }
    }

    /// Gives the documents of a piece their ids.
    fn take(&mut self, input: usize, read: Option<Warned<Vec<Waiting>>>) {
        let Some(read) = read else {
            self.is_former_damaged = true;
            return;
        };
        let input = &mut self.inputs[input];
        for warning in read.warnings {
            input.partial = true;
            // What is true of a whole file is said once.
            if self.warnings.last() != Some(&warning) {
                self.warnings.push(warning);
            }
        }
        for mut waiting in read.output {
            // A story whose id was taken depends on the files before it, so its file is read again next time.
            input.partial |= match &mut waiting {
                Waiting::New(document) => self.ids.assign(document),
                Waiting::Kept(kept, story) => {
                    let renamed = self.ids.assign(&mut story.document);
                    if renamed {
                        *kept = line(story);
                    }
                    renamed
                }
            };
            input.documents += 1;
            self.waiting.push_back(waiting);
        }
    }
}

/// The documents in a piece of an input; `None` when a record of the former graph cannot be read.
fn documents(raw: Raw, options: &ReadOptions) -> Option<Warned<Vec<Waiting>>> {
    let mut warned = Warned { output: Vec::new(), warnings: Vec::new() };
    match raw {
        Raw::Portion(portion) => match portion.documents(options) {
            Ok(read) => {
                warned.output.extend(read.output.into_iter().map(Waiting::New));
                warned.warnings = read.warnings;
            }
            Err(error) => warned.warnings.push(unreadable(portion.name(), &error)),
        },
        Raw::Kept(line) => {
            let record: Record<'_> = serde_json::from_str(&line).ok()?;
            let story = Story::try_from(&record).ok()?;
            warned.output.push(Waiting::Kept(line.into_bytes(), story));
        }
        Raw::Unreadable(warning) => warned.warnings.push(warning),
    }
    Some(warned)
}

/// The graph that the folder holds already, as far as its stories can be kept.
struct Former {
    manifest: Manifest,
    lines: Box<dyn Iterator<Item = Result<String, StoreError>> + Send>,
    /// The input whose records come next.
    next: usize,
}

impl Former {
    /// `None` when there is no former graph, or everything must be read again; an error when there is one and it is damaged.
    fn open(options: &BuildOptions<'_>) -> Result<Option<Self>, StoreError> {
        if options.fresh {
            return Ok(None);
        }
        let snapshot = match Folder::open(options.out) {
            Ok(snapshot) => snapshot,
            Err(StoreError::NotAGraph { .. } | StoreError::Format { .. }) => return Ok(None),
            Err(error) => return Err(error),
        };
        let manifest = snapshot.manifest().clone();
        let same = manifest.vocabulary == options.lexicon.hash
            && manifest.consort == env!("CARGO_PKG_VERSION")
            && manifest.reading == reading(options.read);
        let lines = Box::new(snapshot.record_lines()?);
        Ok(same.then_some(Self { manifest, lines, next: 0 }))
    }

    /// What the former graph says of a file that has not changed; its records are the next `lines`. Files come in the same
    /// order as last time; one that moved is read again.
    fn take(&mut self, file: &InputFile, options: &ReadOptions) -> Option<Input> {
        let size = file.n_bytes?;
        let is_known = |input: &&Input| input.path == file.name && input.size == size;
        self.manifest.inputs.iter().find(is_known)?;
        let mut portions = Portions::open(file, options).ok()?;
        portions.by_ref().for_each(drop);
        let known = self.manifest.unchanged(&file.name, size, &portions.sha256())?;
        let place = self.manifest.inputs.iter().position(|other| std::ptr::eq(other, known))?;
        let skipped: usize =
            self.manifest.inputs.get(self.next..place)?.iter().map(|i| i.documents).sum();
        self.next = place + 1;
        self.lines.by_ref().take(skipped).for_each(drop);
        Some(known.clone())
    }
}

fn unreadable(file: &str, error: &ReadError) -> Warning {
    let message = error.to_string();
    let message = message.strip_prefix(&format!("{file}: ")).unwrap_or(&message).to_owned();
    Warning { place: file.to_owned(), message }
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
