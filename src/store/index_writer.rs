//! Writes statements as numbers, sorted so that any of their parts finds them.
//!
//! In: statements as text, a subject at a time. Out: the files that [`Index`](crate::store::index) reads. Never: all terms or all rows in
//! memory: what is held is 8 bytes a term.
//!
//! A term is known by the hash of its text until all have come; then they are sorted by their hashes and numbered in that order,
//! so that a term is found by its hash where it must stand. That two terms of a graph share a hash of 64 bits is an error; it happens to
//! one graph of a hundred million terms in four thousand.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use oxrdf::{GraphName, Quad};
use rustc_hash::FxHashSet;
use twox_hash::XxHash3_64;

use crate::store::StoreError;
use crate::store::blocks::{BlockWriter, Blocks};
use crate::store::files::index::{TERMS, TEXTS, order as files_of};
use crate::store::index::{Index, Terms, place_of, text_of};
use crate::store::manifest::FileFacts;
use crate::store::row_sorter::RowSorter;
use crate::store::sorter::Sorter;

/// So many rows are held in memory.
const ROWS: usize = 1 << 20;

/// So many hashes of terms are remembered, so that those which come again and again are sorted once.
const REMEMBERED: usize = 1 << 20;

/// The hash of a term's text. No term has 0, which stands for the default graph.
pub(super) fn hash(text: &str) -> u64 {
    XxHash3_64::oneshot(text.as_bytes()).max(1)
}

/// Takes statements: rows of `N` terms, three of them and perhaps a graph.
pub(super) struct IndexWriter<'a, const N: usize> {
    /// The folder of the files; in memory where it is `None`.
    folder: Option<PathBuf>,
    /// Where more than memory holds is set aside.
    aside: PathBuf,
    /// Terms that have their numbers already.
    known: Option<&'a Terms>,
    remembered: FxHashSet<u64>,
    terms: Sorter,
    /// Rows of hashes; those that came before them are in the file.
    rows: Vec<[u64; N]>,
    set_aside: Option<File>,
    text: String,
}

/// The files of an index, and what a manifest says of them.
pub(super) type Files = Vec<(String, FileFacts)>;

impl<'a, const N: usize> IndexWriter<'a, N> {
    /// An empty one.
    pub(super) fn new(folder: Option<PathBuf>, aside: &Path, known: Option<&'a Terms>) -> Self {
        Self {
            folder,
            aside: aside.to_owned(),
            known,
            remembered: FxHashSet::default(),
            terms: Sorter::new(aside),
            rows: Vec::new(),
            set_aside: None,
            text: String::new(),
        }
    }

    /// Takes what is said of a subject in a graph: lines of a predicate and an object. Graph and subject stand parted by a NUL, the
    /// graph in its brackets and the subject without, as [`SubjectLines`](crate::rdf::SubjectLines) gives them for Turtle.
    pub(super) fn add(&mut self, key: &str, said: &str) -> Result<(), StoreError> {
        let (graph, subject) = key.split_once('\0').unwrap_or(("", key));
        let graph = if graph.is_empty() { 0 } else { self.term(graph)? };
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        text.push('<');
        text.push_str(subject);
        text.push('>');
        let subject = self.term(&text)?;
        self.text = text;
        for line in said.split_terminator('\n') {
            let (predicate, object) = line.split_once(' ').unwrap_or((line, ""));
            let (predicate, object) = (self.term(predicate)?, self.term(object)?);
            self.row([subject, predicate, object, graph])?;
        }
        Ok(())
    }

    /// Takes a statement.
    pub(super) fn statement(&mut self, quad: &Quad) -> Result<(), StoreError> {
        let graph = match &quad.graph_name {
            GraphName::DefaultGraph => 0,
            GraphName::NamedNode(name) => self.term(&text_of(&name.clone().into()))?,
            GraphName::BlankNode(name) => self.term(&text_of(&name.clone().into()))?,
        };
        let subject = self.term(&text_of(&quad.subject.clone().into()))?;
        let predicate = self.term(&text_of(&quad.predicate.clone().into()))?;
        let object = self.term(&text_of(&quad.object))?;
        self.row([subject, predicate, object, graph])
    }

    fn row(&mut self, row: [u64; 4]) -> Result<(), StoreError> {
        if self.rows.len() == ROWS {
            self.write_rows().map_err(StoreError::write(&self.aside))?;
        }
        let mut kept = [0; N];
        kept.copy_from_slice(&row[..N]);
        self.rows.push(kept);
        Ok(())
    }

    fn write_rows(&mut self) -> io::Result<()> {
        let file = match &mut self.set_aside {
            Some(file) => file,
            none => none.insert(tempfile::tempfile_in(&self.aside)?),
        };
        let mut out = BufWriter::with_capacity(1 << 18, file);
        for hash in self.rows.drain(..).flatten() {
            out.write_all(&hash.to_le_bytes())?;
        }
        out.flush()
    }

    fn term(&mut self, text: &str) -> Result<u64, StoreError> {
        let hash = hash(text);
        if self.remembered.len() >= REMEMBERED {
            self.remembered.clear();
        }
        if self.remembered.insert(hash) {
            self.terms.push(&hash.to_be_bytes(), text.as_bytes())?;
        }
        Ok(hash)
    }

    /// Writes the files, and gives what a manifest says of them; an index in memory can be asked at once.
    pub(super) fn finish(
        self,
        orders: &[[usize; N]],
    ) -> Result<(Files, Option<(Terms, Index<N>)>), StoreError> {
        let Self { folder, aside, known, terms, rows, mut set_aside, .. } = self;
        let is_in_memory = folder.is_none();
        let mut made = Made { folder, files: Vec::new(), blocks: Vec::new() };
        let before = known.map_or(0, Terms::last);
        let numbers = Numbers { hashes: write_terms(terms, known, &mut made)?, known, before };
        let last = before + numbers.hashes.len() as u32;
        for (at, order) in orders.iter().enumerate() {
            let mut sorter = RowSorter::<N>::new(&aside);
            let mut take = |row: [u64; N]| {
                let mut numbered = [0; N];
                for (number, part) in numbered.iter_mut().zip(order) {
                    *number = numbers.of(row[*part])?;
                }
                sorter.push(numbered)
            };
            if let Some(file) = &mut set_aside {
                each_row(file, &aside, &mut take)?;
            }
            rows.iter().try_for_each(|row| take(*row))?;
            write_rows(sorter, last, at, &mut made)?;
        }
        let Made { files, blocks, .. } = made;
        let mut blocks = blocks.into_iter();
        let mut next = || blocks.next().ok_or_else(unknown);
        let in_memory = match is_in_memory {
            false => None,
            true => {
                let terms = Terms::of(next()?, next()?, before);
                let orders =
                    orders.iter().map(|order| Ok::<_, StoreError>((*order, next()?, next()?)));
                Some((terms, Index::of(orders.collect::<Result<_, _>>()?)))
            }
        };
        Ok((files, in_memory))
    }
}

/// The numbers of the terms, by their hashes.
struct Numbers<'a> {
    hashes: Vec<u64>,
    known: Option<&'a Terms>,
    before: u32,
}

impl Numbers<'_> {
    fn of(&self, hash: u64) -> Result<u32, StoreError> {
        if hash == 0 {
            return Ok(0);
        }
        let own = place_of(hash, self.hashes.len() as u64, |at| Ok(self.hashes[at as usize]))?;
        match (own, self.known) {
            (Some(at), _) => Ok(self.before + 1 + at as u32),
            (None, Some(known)) => known.of_hash(hash)?.ok_or_else(unknown),
            (None, None) => Err(unknown()),
        }
    }
}

/// Hands on the rows of a file, from its beginning.
fn each_row<const N: usize>(
    file: &mut File,
    aside: &Path,
    take: &mut dyn FnMut([u64; N]) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let failed = StoreError::read(aside);
    let n_bytes = file.metadata().and_then(|m| file.seek(SeekFrom::Start(0)).map(|_| m.len()));
    let n_rows = n_bytes.map_err(failed)? / (8 * N as u64);
    let mut input = BufReader::with_capacity(1 << 18, file);
    for _ in 0..n_rows {
        let mut row = [0; N];
        for part in &mut row {
            let mut bytes = [0; 8];
            input.read_exact(&mut bytes).map_err(StoreError::read(aside))?;
            *part = u64::from_le_bytes(bytes);
        }
        take(row)?;
    }
    Ok(())
}

/// The files made so far.
struct Made {
    folder: Option<PathBuf>,
    files: Files,
    blocks: Vec<Blocks>,
}

impl Made {
    fn begin(&self, name: &str) -> Result<BlockWriter, StoreError> {
        BlockWriter::create(self.folder.as_ref().map(|folder| folder.join(name)))
    }

    fn end(&mut self, name: &str, writer: BlockWriter) -> Result<(), StoreError> {
        let (facts, blocks) = writer.finish()?;
        self.files.push((name.to_owned(), facts));
        self.blocks.extend(blocks);
        Ok(())
    }
}

/// Writes the texts of the terms, and of each its hash and where its text ends; gives the hashes.
fn write_terms(
    terms: Sorter,
    known: Option<&Terms>,
    made: &mut Made,
) -> Result<Vec<u64>, StoreError> {
    let (mut texts, mut places) = (made.begin(TEXTS)?, made.begin(TERMS)?);
    let mut hashes: Vec<u64> = Vec::new();
    let mut last = Vec::new();
    for entry in terms.finish()? {
        let (key, _, text) = entry?;
        let hash = u64::from_be_bytes(key.try_into().map_err(|_| unknown())?);
        if hashes.last() == Some(&hash) {
            if last != text {
                return Err(collision());
            }
            continue;
        }
        if let Some(known) = known
            && let Some(number) = known.of_hash(hash)?
        {
            if known.text(number)?.as_ref().map(|text| text.as_bytes()) != Some(&text) {
                return Err(collision());
            }
            continue;
        }
        if hashes.len() as u64 + u64::from(known.map_or(0, Terms::last)) >= u64::from(u32::MAX) {
            return Err(StoreError::Engine("there are more terms than 32 bits can count".into()));
        }
        hashes.push(hash);
        texts.write(&text)?;
        places.write(&hash.to_le_bytes())?;
        places.write(&texts.n_bytes().to_le_bytes())?;
        last = text;
    }
    made.end(TEXTS, texts)?;
    made.end(TERMS, places)?;
    Ok(hashes)
}

/// Writes rows in an order, and where those of a first part begin.
fn write_rows<const N: usize>(
    sorter: RowSorter<N>,
    last: u32,
    order: usize,
    made: &mut Made,
) -> Result<(), StoreError> {
    let [rows_name, begins_name] = files_of(order);
    let (mut rows, mut begins) = (made.begin(&rows_name)?, made.begin(&begins_name)?);
    let (mut n_rows, mut first) = (0_u32, 0_u32);
    begins.write(&0_u32.to_le_bytes())?;
    sorter.finish(&mut |row| {
        while first < row[0] {
            begins.write(&n_rows.to_le_bytes())?;
            first += 1;
        }
        for number in row {
            rows.write(&number.to_le_bytes())?;
        }
        n_rows = n_rows.checked_add(1).ok_or_else(|| {
            StoreError::Engine("there are more statements than 32 bits can count".into())
        })?;
        Ok(())
    })?;
    while first <= last {
        begins.write(&n_rows.to_le_bytes())?;
        first += 1;
    }
    made.end(&rows_name, rows)?;
    made.end(&begins_name, begins)
}

fn unknown() -> StoreError {
    StoreError::Engine("a statement has a term that is none".to_owned())
}

/// One graph in a hundred million is so unlucky.
fn collision() -> StoreError {
    StoreError::Engine("two terms have one hash".to_owned())
}
