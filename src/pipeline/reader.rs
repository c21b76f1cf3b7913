//! From files to documents with their ids, a batch at a time, on all threads.
//!
//! In: files, perhaps the former graph, or the parts of a cluster. Out: documents in input order, and what could not be read. Never: what a document says.

use std::collections::{BTreeMap, VecDeque};

use crate::base::{Document, Record, Story, Warned, Warning, in_parallel};
use crate::documents::{IdAssigner, InputFile, Portion, Portions, ReadOptions};
use crate::pipeline::former::Former;
use crate::pipeline::options::{FileCount, Progress};
use crate::store::{Input, PartRow, Parts, PartsError, Written};

/// So many stories are understood between two writes: enough for all threads, few enough for any memory.
pub(super) const BATCH: usize = 256;

/// So many bytes are read at once, or the one portion that is larger.
const ROUND: usize = 1 << 19;

/// What the summary calls a file that was not read again.
pub(super) const UNCHANGED: &str = "unchanged";
/// What it calls a file of which nothing is known.
const OTHER: &str = "other";
/// What it calls the parts that a cluster has written.
const PARTS: &str = "folder of parts";

/// Turns files into stories, a batch at a time, in input order.
pub(super) struct StoryReader<'a> {
    files: std::slice::Iter<'a, InputFile>,
    options: &'a ReadOptions,
    former: Option<Former>,
    /// Whether it cannot be read after all: then everything is to be read without it.
    pub(super) is_former_damaged: bool,
    /// What is wrong with the parts of a cluster, if anything: then nothing may be made of them.
    pub(super) fault: Option<PartsError>,
    /// The file being read.
    open: Option<Open>,
    /// Documents that have their ids and are not yet understood.
    waiting: VecDeque<Waiting>,
    ids: IdAssigner,
    /// The files that have been opened.
    pub(super) inputs: Vec<Input>,
    /// How many cannot be opened.
    n_unopened: usize,
    /// What each of the others holds.
    kinds: Vec<&'static str>,
    /// What the user should know.
    pub(super) warnings: Vec<Warning>,
    /// So much input is read.
    bytes: u64,
}

/// Where the stories of a file come from.
enum Open {
    File(Box<Portions>),
    /// So many more stories of the former graph: the file has not changed.
    Kept(usize),
    /// A cluster has read them; so many rows were taken.
    Parts(Box<Parts>, usize),
}

/// A piece of an input, as it was read.
enum Raw {
    Portion(Portion),
    /// A story of the former graph, and its number there.
    Kept(Written, u32),
    /// A row of the parts, and its number from 1.
    Row(PartRow, usize),
    Unreadable(Warning),
}

/// A document that has its id.
#[expect(clippy::large_enum_variant, reason = "a few hundred of them wait at a time")]
pub(super) enum Waiting {
    /// To be understood.
    New(Document),
    /// Understood by the former build, or by a cluster: as it is written, the story in that, and its number in the former graph.
    Kept(Written, Story, Option<u32>),
}

impl<'a> StoryReader<'a> {
    /// A reader of files that takes what it can from the former graph.
    pub(super) fn new(
        files: &'a [InputFile],
        options: &'a ReadOptions,
        former: Option<Former>,
    ) -> Self {
        Self {
            files: files.iter(),
            options,
            former,
            is_former_damaged: false,
            fault: None,
            open: None,
            waiting: VecDeque::new(),
            ids: IdAssigner::default(),
            inputs: Vec::new(),
            n_unopened: 0,
            kinds: Vec::new(),
            warnings: Vec::new(),
            bytes: 0,
        }
    }

    /// A reader of the stories that a cluster has read.
    pub(super) fn of_parts(parts: Parts, options: &'a ReadOptions) -> Self {
        let path = parts.name().to_owned();
        let sha256 = String::new();
        Self {
            open: Some(Open::Parts(Box::new(parts), 0)),
            inputs: vec![Input {
                path,
                size: 0,
                sha256,
                documents: 0,
                partial: false,
                renamed: false,
            }],
            kinds: vec![PARTS],
            ..Self::new(&[], options, None)
        }
    }

    /// Reads all files: `map` makes of each document, on any thread, what `each` then takes in input order.
    pub(super) fn hand_on<T: Send, E: Send>(
        &mut self,
        map: &(impl Fn(Waiting) -> T + Sync),
        each: &mut (dyn FnMut(T) -> Result<(), E> + Send),
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), E> {
        let mut stories = 0;
        let mut ready = self.batch(map);
        while !ready.is_empty() {
            stories += ready.len();
            // What is read is handed on while the next documents are read.
            let (taken, next) =
                rayon::join(|| ready.into_iter().try_for_each(&mut *each), || self.batch(map));
            taken?;
            ready = next;
            progress(Progress::Reading { stories, bytes: self.bytes });
        }
        Ok(())
    }

    /// What `map` makes of the next documents; none when all are read.
    fn batch<T: Send>(&mut self, map: &(impl Fn(Waiting) -> T + Sync)) -> Vec<T> {
        while self.waiting.len() < BATCH {
            let raw = self.round();
            if raw.is_empty() {
                break;
            }
            let options = self.options;
            let read = in_parallel(raw, |(input, raw)| (input, documents(raw, options)));
            for (input, read) in read {
                self.take(input, read);
            }
        }
        let n_now = self.waiting.len().min(BATCH);
        let batch: Vec<Waiting> = self.waiting.drain(..n_now).collect();
        in_parallel(batch, map)
    }

    /// The next pieces of the input, each with the number of its file.
    fn round(&mut self) -> Vec<(usize, Raw)> {
        let mut round = Vec::new();
        let mut n_bytes = 0;
        while n_bytes < ROUND && !self.is_former_damaged && self.fault.is_none() {
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
                        let raw = Raw::Unreadable(error.warning(&input.path));
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
                Some(Open::Parts(parts, n_taken)) => match parts.next() {
                    Some(Ok(row)) => {
                        *n_taken += 1;
                        self.bytes += row.n_bytes();
                        n_bytes += usize::try_from(row.n_bytes()).unwrap_or(ROUND);
                        round.push((self.inputs.len() - 1, Raw::Row(row, *n_taken)));
                    }
                    Some(Err(error)) => self.fault = Some(error),
                    None => {
                        if let Some(input) = self.inputs.last_mut() {
                            input.size = parts.n_bytes();
                            input.sha256 = parts.sha256();
                        }
                        self.open = None;
                    }
                },
                Some(Open::Kept(0)) => self.open = None,
                Some(Open::Kept(left)) => match self.former.as_mut().map(Former::next_story) {
                    Some(Ok((number, written))) => {
                        *left -= 1;
                        n_bytes += written.bytes.len();
                        round.push((self.inputs.len() - 1, Raw::Kept(written, number)));
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
        if let Some(kept) = self.former.as_mut().and_then(|former| former.take(file)) {
            self.bytes += kept.size;
            self.open = Some(Open::Kept(kept.documents));
            self.kinds.push(UNCHANGED);
            self.inputs.push(Input { documents: 0, ..kept });
            return None;
        }
        match Portions::open(file, options) {
            Ok(portions) => {
                self.open = Some(Open::File(Box::new(portions)));
                self.kinds.push(OTHER);
                self.inputs.push(Input {
                    path: file.name.clone(),
                    size: 0,
                    sha256: String::new(),
                    documents: 0,
                    partial: false,
                    renamed: false,
                });
                None
            }
            Err(error) => {
                self.n_unopened += 1;
                self.warnings.push(error.warning(&file.name));
                None
            }
        }
    }

    /// Lets go of the former graph, which a writer leaves where it is as long as somebody reads it.
    pub(super) fn let_go(&mut self) {
        self.former = None;
    }

    /// How many files there were of each kind, and of how many nothing could be read.
    pub(super) fn files(&self) -> BTreeMap<&'static str, FileCount> {
        let mut files = count(&self.inputs, self.kinds.iter().copied());
        if self.n_unopened > 0 {
            files.entry(OTHER).or_default().refused += self.n_unopened;
        }
        files
    }

    /// Gives the documents of a piece their ids.
    fn take(&mut self, input: usize, piece: Result<Piece, Damage>) {
        let Piece { kind, read } = match piece {
            Ok(piece) => piece,
            Err(Damage::Former) => {
                self.is_former_damaged = true;
                return;
            }
            Err(Damage::Parts(error)) => {
                // What is wrong at the end of all rows was found before these were looked into, and says less.
                if !matches!(self.fault, Some(PartsError::Row { .. })) {
                    self.fault = Some(error);
                }
                return;
            }
        };
        if let Some(kind) = kind {
            self.kinds[input] = kind;
        }
        let input = &mut self.inputs[input];
        for warning in read.warnings {
            input.partial = true;
            // What is true of a whole file is said once.
            if self.warnings.last() != Some(&warning) {
                self.warnings.push(warning);
            }
        }
        for mut waiting in read.output {
            input.renamed |= match &mut waiting {
                Waiting::New(document) => self.ids.assign(document),
                Waiting::Kept(kept, story, _) => {
                    let renamed = self.ids.assign(&mut story.document);
                    if renamed {
                        *kept = Written::of(story);
                    }
                    renamed
                }
            };
            input.documents += 1;
            self.waiting.push_back(waiting);
        }
    }
}

/// How many inputs there are of each kind, and of how many nothing could be read.
pub(super) fn count(
    inputs: &[Input],
    kinds: impl IntoIterator<Item = &'static str>,
) -> BTreeMap<&'static str, FileCount> {
    let mut files: BTreeMap<&'static str, FileCount> = BTreeMap::new();
    for (input, kind) in inputs.iter().zip(kinds) {
        let count = files.entry(kind).or_default();
        match input.documents {
            0 => count.refused += 1,
            _ => count.read += 1,
        }
    }
    files
}

/// What was read of a piece of an input.
struct Piece {
    /// What its file holds, where the piece shows it.
    kind: Option<&'static str>,
    read: Warned<Vec<Waiting>>,
}

/// Why a record that is there already cannot be taken.
enum Damage {
    /// It is one of the former graph.
    Former,
    /// It is one of a cluster.
    Parts(PartsError),
}

/// The documents in a piece of an input.
fn documents(raw: Raw, options: &ReadOptions) -> Result<Piece, Damage> {
    let mut warned = Warned { output: Vec::new(), warnings: Vec::new() };
    let mut kind = None;
    match raw {
        Raw::Portion(portion) => {
            kind = Some(portion.kind());
            match portion.documents(options) {
                Ok(read) => {
                    warned.output.extend(read.output.into_iter().map(Waiting::New));
                    warned.warnings = read.warnings;
                }
                Err(error) => warned.warnings.push(error.warning(portion.name())),
            }
        }
        Raw::Kept(written, number) => {
            let story = Story::from_bytes(&written.bytes).map_err(|_| Damage::Former)?;
            warned.output.push(Waiting::Kept(written, story, Some(number)));
        }
        Raw::Row(row, number) => {
            warned.warnings = row.warnings;
            if let Some(line) = row.record {
                let damage = |reason| Damage::Parts(PartsError::Row { place: row.place, reason });
                warned.output.push(kept(line, number).map_err(damage)?);
            }
        }
        Raw::Unreadable(warning) => warned.warnings.push(warning),
    }
    Ok(Piece { kind, read: warned })
}

/// The story in a record that is there already, or what is wrong with it.
fn story(line: &str) -> Result<Story, String> {
    let record: Record<'_> = serde_json::from_str(line).map_err(|e| e.to_string())?;
    Story::try_from(&record).map_err(|e| e.to_string())
}

/// A story that a cluster has read. One that stood on no line of a file has the place that it has among all.
fn kept(line: String, number: usize) -> Result<Waiting, String> {
    let mut story = story(&line).map_err(|reason| format!("is no record of a story ({reason})"))?;
    if story.document.source.line > 0 {
        let written = Written { line: line.into_bytes(), bytes: story.to_bytes() };
        return Ok(Waiting::Kept(written, story, None));
    }
    story.document.source.line = number;
    Ok(Waiting::Kept(Written::of(&story), story, None))
}
