//! Writes statements as numbers, sorted so that any of their parts finds them.
//!
//! In: statements as text, a subject at a time. Out: the files that [`Index`](crate::store::index) reads. Never: all terms or all rows in
//! memory: what is held is 8 bytes a term.
//!
//! A term is known by the hash of its text until all have come; then they are sorted by their hashes and numbered in that order,
//! so that a term is found by its hash where it must stand. That two terms of a graph share a hash of 64 bits is an error; it happens to
//! one graph of a hundred million terms in four thousand.

use std::path::{Path, PathBuf};

use oxrdf::{GraphName, Quad};

use crate::store::StoreError;
use crate::store::blocks::{BlockWriter, Blocks};
use crate::store::files::index::{TERMS, TEXTS, order as files_of};
use crate::store::index::{Index, Terms, hash, place_of, text_of};
use crate::store::manifest::FileFacts;
use crate::store::row_sorter::RowSorter;
use crate::store::row_stash::RowStash;
use crate::store::sorter::Sorter;

/// So many hashes of terms are remembered, so that those which come again and again are sorted once.
const REMEMBERED: usize = 1 << 20;

/// Takes statements: rows of `N` terms, three of them and perhaps a graph.
pub(super) struct IndexWriter<'a, const N: usize> {
    /// The folder of the files; in memory where it is `None`.
    folder: Option<PathBuf>,
    /// Where more than memory holds is set aside.
    aside: PathBuf,
    /// Terms that have their numbers already.
    known: Option<&'a Terms>,
    /// The hash that came last of those that have this place.
    remembered: Vec<u64>,
    terms: Sorter,
    /// Rows of hashes.
    rows: RowStash<N>,
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
            remembered: vec![0; REMEMBERED],
            terms: Sorter::new(aside),
            rows: RowStash::new(aside),
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
        let mut kept = [0; N];
        kept.copy_from_slice(&row[..N]);
        self.rows.push(kept)
    }

    fn term(&mut self, text: &str) -> Result<u64, StoreError> {
        let hash = hash(text);
        let remembered = &mut self.remembered[hash as usize % REMEMBERED];
        if *remembered != hash {
            *remembered = hash;
            self.terms.push(&hash.to_be_bytes(), text.as_bytes())?;
        }
        Ok(hash)
    }

    /// Writes the files, and gives what a manifest says of them; an index in memory can be asked at once.
    pub(super) fn finish(
        self,
        orders: &[[usize; N]],
    ) -> Result<(Files, Option<(Terms, Index<N>)>), StoreError> {
        let Self { folder, aside, known, terms, mut rows, .. } = self;
        let is_in_memory = folder.is_none();
        let mut made = Made { folder, files: Vec::new(), blocks: Vec::new() };
        let before = known.map_or(0, Terms::last);
        let numbers = Numbers { hashes: write_terms(terms, known, &mut made)?, known, before };
        let last = before + numbers.hashes.len() as u32;
        let mut numbered = RowStash::<N>::new(&aside);
        rows.each(&mut |row| {
            let mut number = [0; N];
            for (number, hash) in number.iter_mut().zip(row) {
                *number = u64::from(numbers.of(hash)?);
            }
            numbered.push(number)
        })?;
        drop((rows, numbers));
        for (at, order) in orders.iter().enumerate() {
            let mut sorter = RowSorter::<N>::new(&aside);
            numbered.each(&mut |row| {
                let mut sorted = [0; N];
                sorted.iter_mut().zip(order).for_each(|(to, part)| *to = row[*part] as u32);
                sorter.push(sorted)
            })?;
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::IndexWriter;

    const ORDERS: [[usize; 4]; 4] = [[0, 1, 2, 3], [1, 2, 0, 3], [2, 0, 1, 3], [3, 0, 1, 2]];

    proptest! {
        #[test]
        fn any_pattern_finds_what_a_look_at_every_row_finds(
            rows in prop::collection::vec([1_u32..5, 1..5, 1..5, 5..8], 0..60),
            parts in [prop::option::of(0_u32..9), prop::option::of(0_u32..9), prop::option::of(0_u32..9), prop::option::of(0_u32..9)],
        ) {
            let dir = tempfile::tempdir().unwrap();
            let mut writer = IndexWriter::<4>::new(None, dir.path(), None);
            let name = |n: &u32| format!("<http://e/{n}>");
            for [s, p, o, g] in rows.iter().map(|row| row.each_ref().map(|n| format!("http://e/{n}"))) {
                writer.add(&format!("<{g}>\0{s}"), &format!("<{p}> <{o}>\n")).unwrap();
            }
            let (terms, index) = writer.finish(&ORDERS).unwrap().1.unwrap();
            let number = |n: u32| terms.number(&name(&n)).unwrap().unwrap_or(u32::MAX);
            let fits = |row: &[u32; 4]| parts.iter().zip(row).all(|(part, n)| part.is_none_or(|p| p == *n));
            let mut expected: Vec<_> = rows.iter().copied().filter(fits).map(|r| r.map(number)).collect();
            expected.sort_unstable();
            expected.dedup();
            let mut found: Vec<_> =
                index.find(parts.map(|part| part.map(number))).map(Result::unwrap).collect();
            found.sort_unstable();
            prop_assert_eq!(found, expected);
            let mut graphs: Vec<u32> = rows.iter().map(|row| number(row[3])).collect();
            graphs.sort_unstable();
            graphs.dedup();
            prop_assert_eq!(index.firsts(3).unwrap(), graphs);
            let texts: Vec<_> = (1..=terms.last()).map(|n| terms.text(n).unwrap().unwrap()).collect();
            prop_assert!(texts.iter().all(|text| terms.number(text).unwrap().is_some()));
        }
    }
}
