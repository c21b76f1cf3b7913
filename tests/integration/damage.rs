//! A graph folder with bits flipped, pieces cut off, pieces added: it gives the undamaged answer or none, and a build mends it.
//!
//! Ten thousand damages are drawn with a fixed seed, some of each kind in every file. `CONSORT_ROUNDS=10000` tries so many in each file,
//! from `CONSORT_SEED` on.

use std::fs;
use std::path::PathBuf;

use consort::dictionary::{Decisions, VocabFile, builtin_files, compile, read, read_folder};
use consort::documents::{ReadOptions, walk};
use consort::pipeline::{BuildError, BuildOptions, build};
use consort::rdf::Iris;
use consort::store::StoreError;

use crate::dice::{Dice, rounds};
use crate::support::{STORIES, Small, snapshot};
use crate::targets::graph::answers;

/// So many damages are tried in all files together unless `CONSORT_ROUNDS` says how many in each.
const DAMAGES: u64 = 10_000;
/// So many of them in each file are also shown to the program.
const SHOWN: u64 = 4;

/// Bytes that are not those given, and what was done to them.
fn damaged(bytes: &[u8], dice: &mut Dice) -> (Vec<u8>, String) {
    let mut other = bytes.to_vec();
    let at = dice.below(bytes.len());
    let what = match dice.below(8) {
        0 => {
            other.truncate(at);
            format!("cut at byte {at}")
        }
        1 => {
            other.insert(at, bytes[dice.below(bytes.len())]);
            format!("a byte put in before byte {at}")
        }
        2 => {
            let end = (at + 1 + dice.below(600)).min(bytes.len());
            other[at..end].fill(0);
            format!("bytes {at} to {end} are zero")
        }
        3 => {
            let end = (at + 1 + dice.below(600)).min(bytes.len());
            other.drain(at..end);
            format!("bytes {at} to {end} left out")
        }
        _ => {
            let bit = dice.below(8);
            other[at] ^= 1 << bit;
            format!("bit {bit} of byte {at} flipped")
        }
    };
    (other, what)
}

/// What the program says of the damaged graph: what it says of the whole one, or why it cannot.
fn ask(small: &Small, expected: &[String]) {
    for (args, expected) in QUESTIONS.iter().zip(expected) {
        let ran = small.run(args);
        if ran.code == 0 {
            assert_eq!(ran.out, *expected, "{}", ran.shown());
        } else {
            ran.code(2).says(&["graph", "consort build"]);
        }
    }
}

const QUESTIONS: [&[&str]; 5] = [
    &["query", "SELECT ?a ?b { ?a consort:partnersWith ?b }", "--format", "csv"],
    &["export", "--format", "nquads"],
    &["explain", "alpha-institute", "beta-agency"],
    &["stats", "--json"],
    &["cooccur", "--format", "csv"],
];

#[test]
fn a_damaged_graph_gives_the_right_answer_or_none() {
    let small = Small::built();
    let graph = small.at("graph");
    // Asking writes the stories' own graphs into the folder.
    let answer = answers(&graph).unwrap();
    let whole: Vec<(PathBuf, Vec<u8>)> = snapshot(&graph);
    let expected: Vec<String> = QUESTIONS.iter().map(|args| small.run(args).code(0).out).collect();
    let (mut n_same, mut n_refused) = (0_u64, 0_u64);
    let files: Vec<_> = whole.iter().filter(|(_, bytes)| !bytes.is_empty()).collect();
    assert!(files.len() >= 6, "CURRENT and the files of the snapshot that hold something");
    let (seed, rounds) = rounds(DAMAGES / files.len() as u64 + 1);
    for (path, bytes) in &files {
        let mut dice = Dice::new(seed);
        for round in 0..rounds {
            let (other, what) = damaged(bytes, &mut dice);
            fs::write(path, other).unwrap();
            let place = path.strip_prefix(&graph).unwrap().display();
            match answers(&graph) {
                // A line break more at the end of CURRENT, say.
                Ok(same) => {
                    assert_eq!(same, answer, "{place}, {what}");
                    n_same += 1;
                }
                Err(said) => {
                    assert!(said.contains("graph") && said.contains("consort build"), "{said}");
                    n_refused += 1;
                }
            }
            if round % (rounds / SHOWN).max(1) == 0 {
                ask(&small, &expected);
            }
            fs::write(path, bytes).unwrap();
        }
    }
    let n_tried = files.len() as u64 * rounds;
    // The stories' own graphs are made again without a word.
    assert!(n_refused > n_same && n_same + n_refused == n_tried, "{n_same}, {n_refused}");
}

#[test]
fn a_build_mends_what_is_damaged() {
    let small = Small::new();
    let texts: Vec<PathBuf> =
        STORIES.iter().map(|(name, _)| small.at(&format!("texts/{name}"))).collect();
    let files = walk(&texts).unwrap().output.files;
    let graph = small.at("graph");
    let mut vocabulary = builtin_files();
    vocabulary.retain(VocabFile::is_language);
    vocabulary.extend(read_folder(&small.at("names")).unwrap());
    let (lexicon, _) = compile(read(&vocabulary).0).unwrap();
    let (iris, decisions) = (Iris::default(), Decisions::default());
    let options = BuildOptions {
        files: &files,
        read: &ReadOptions::default(),
        lexicon: &lexicon,
        decisions: &decisions,
        iris: &iris,
        out: &graph,
        fresh: false,
        created: None,
    };
    let mend = || loop {
        match build(&options, &mut |_| {}) {
            // A program that another test is just starting holds copies of our files for a moment.
            Err(BuildError::Store(StoreError::Locked { .. })) => std::thread::yield_now(),
            done => return done.unwrap().damage,
        }
    };
    mend();
    answers(&graph).unwrap();
    let whole = snapshot(&graph);
    for (path, bytes) in whole.iter().filter(|(_, bytes)| !bytes.is_empty()) {
        let mut dice = Dice::new(7);
        for _ in 0..8 {
            let (other, what) = damaged(bytes, &mut dice);
            fs::write(path, other).unwrap();
            let is_damaged = answers(&graph).is_err();
            let said = mend();
            let place = path.strip_prefix(&graph).unwrap().display();
            // What is made again by whoever asks for it is mended without a word.
            let is_told = is_damaged && !path.to_string_lossy().contains("mentions");
            // What no question has touched, or no question asks for, is found by the build alone.
            let is_unread = !is_damaged && said.is_some();
            assert!(is_unread || said.is_some() == is_told, "{place}, {what}: {said:?}");
            answers(&graph).unwrap();
            let mended = snapshot(&graph);
            let is_current = path.ends_with("CURRENT") && !is_damaged;
            assert!(mended == whole || is_current, "{place}, {what}: not as it was");
            fs::write(path, bytes).unwrap();
            assert_eq!(mend(), None);
        }
    }
}
