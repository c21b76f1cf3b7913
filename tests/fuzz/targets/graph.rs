//! Graph folders that are not as they were written.
//!
//! In: bytes, of which each four are a change to a file. Out: nothing. Never: an answer from a damaged graph that is not that of the whole one.

use std::cell::RefCell;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use consort::store::sparql::{QueryResults, SparqlParser};
use consort::store::{EvaluateOptions, Folder, Kb};

use super::reading::scratch;
use super::small::built;

/// A graph, its files as they were written, and what it answers.
struct Whole {
    folder: tempfile::TempDir,
    files: Vec<(PathBuf, Vec<u8>)>,
    answers: String,
}

thread_local! {
    static WHOLE: RefCell<Option<Whole>> = const { RefCell::new(None) };
}

/// Changes files, asks, and puts the files back.
pub(super) fn graph(data: &[u8]) {
    WHOLE.with_borrow_mut(|whole| {
        let whole = whole.get_or_insert_with(Whole::new);
        let graph = whole.folder.path().join("graph");
        for change in data.chunks_exact(4).take(8) {
            let (path, bytes) = &whole.files[usize::from(change[0]) % whole.files.len()];
            fs::write(path, changed(bytes, change)).unwrap();
        }
        match answers(&graph) {
            Ok(answers) => assert_eq!(answers, whole.answers),
            Err(said) => {
                assert!(said.contains("graph") && said.contains("consort build"), "{said}");
            }
        }
        for (path, bytes) in &whole.files {
            // Whoever finds the stories' own graphs damaged removes them, to make them anew when they are asked for.
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    });
}

impl Whole {
    fn new() -> Self {
        let folder = scratch();
        built(folder.path());
        let graph = folder.path().join("graph");
        let answers = answers(&graph).unwrap();
        let mut files = Vec::new();
        gather(&graph, &mut files);
        Self { folder, files, answers }
    }
}

/// The files below a folder that hold something, in order of their names.
fn gather(folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            gather(&path, files);
        } else {
            let bytes = fs::read(&path).unwrap();
            if !bytes.is_empty() {
                files.push((path, bytes));
            }
        }
    }
}

/// Bytes with one change: a bit, a byte, a cut, a gap, zeros.
fn changed(bytes: &[u8], change: &[u8]) -> Vec<u8> {
    let mut other = bytes.to_vec();
    let place = usize::from(change[1]) * 256 + usize::from(change[2]);
    let at = place * bytes.len() / 65_536;
    let end = (at + 1 + usize::from(change[3] >> 3)).min(bytes.len());
    match change[3] & 7 {
        0 => other.truncate(at),
        1 => drop(other.drain(at..end)),
        2 => other[at..end].fill(0),
        3 => other.insert(at, change[3]),
        4 => other[at] = change[3],
        bit => other[at] ^= 1 << ((bit + (change[3] >> 3)) % 8),
    }
    other
}

/// All that answers are made of, and some answers; or why there are none.
pub(crate) fn answers(graph: &Path) -> Result<String, String> {
    let snapshot = Folder::open(graph).map_err(said)?;
    let mut all = snapshot.manifest().to_json();
    for line in snapshot.record_lines().map_err(said)? {
        all += &line.map_err(said)?;
    }
    for story in snapshot.stories().map_err(said)? {
        all += &format!("{:?}", story.map_err(said)?);
    }
    for entity in snapshot.entities().map_err(said)? {
        all += &format!("{:?}", entity.map_err(said)?);
    }
    for tie in snapshot.ties().map_err(said)? {
        all += &format!("{:?}", tie.map_err(said)?);
    }
    all += &format!("{:?}", snapshot.network().map_err(said)?);
    let kb = Kb::load(snapshot).map_err(said)?;
    for text in [
        "SELECT * { { ?a ?b ?c } UNION { GRAPH ?g { ?a ?b ?c } } }",
        "SELECT * { ?a <https://w3id.org/consort/ns#partnersWith> ?b }",
        "SELECT * { ?a <http://www.w3.org/2000/01/rdf-schema#label> 'Betania Agency'@en }",
    ] {
        let query = SparqlParser::new().parse_query(text).unwrap();
        let found = kb.evaluate(query, &EvaluateOptions::default()).map_err(said)?;
        let QueryResults::Solutions(rows) = found else { panic!("no rows") };
        let mut rows = rows
            .map(|row| row.map(|row| format!("{row:?}")).map_err(said))
            .collect::<Result<Vec<_>, _>>()?;
        rows.sort();
        all += &rows.concat();
    }
    Ok(all)
}

/// An error with its causes.
fn said(error: impl Error) -> String {
    let mut all = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        all += &format!(": {error}");
        cause = error.source();
    }
    all
}
