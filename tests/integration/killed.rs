//! Builds that are killed, that run into a full disk or a bad block, or run beside others: the graph stays whole, and the next build ends with
//! the bytes of one that nothing has happened to.
//!
//! `CONSORT_ROUNDS=200` tries more of them than a test run has time for, from `CONSORT_SEED` on.

#![cfg(target_os = "linux")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use consort::store::Folder;

use crate::dice::{Dice, rounds};
use crate::support::{Small, command, finish, root, snapshot};

/// So many builds are interrupted unless `CONSORT_ROUNDS` says more.
const ROUNDS: u64 = 40;
/// So many of them are followed by one that is left alone.
const EVERY: u64 = 4;

/// The same, with nothing of the shipped names: a fraction of the time goes into reading them.
const BUILD: [&str; 8] =
    ["--quiet", "build", "texts", "--vocab", "names", "--no-builtin", "-o", "graph"];

/// Two states of a folder of texts, and the bytes of their graphs.
struct Corpus {
    small: Small,
    graphs: [Vec<(PathBuf, Vec<u8>)>; 2],
}

impl Corpus {
    fn new() -> Self {
        let mut corpus = Self { small: Small::new(), graphs: [Vec::new(), Vec::new()] };
        for state in [0, 1] {
            corpus.write(state);
            corpus.build();
            corpus.graphs[state] = corpus.bytes();
            fs::remove_dir_all(corpus.small.at("graph")).unwrap();
        }
        assert_ne!(corpus.graphs[0], corpus.graphs[1]);
        corpus
    }

    /// Lays the texts of a state.
    fn write(&self, state: usize) {
        let body = ["Alpharia Institute", "Gammaria Council"][state];
        let story = |n| {
            format!(
                "News {n}\n\n{} March 2021, Rome, Italy: The {body} cooperated with the Betania Agency.\n",
                1 + n % 28
            )
        };
        self.small.write("texts/more.txt", (0..60).map(story).collect::<String>());
    }

    fn build(&self) {
        self.small.run(&BUILD).code(0);
    }

    /// The files of the graph, but for what only its current snapshot does not tell.
    fn bytes(&self) -> Vec<(PathBuf, Vec<u8>)> {
        snapshot(&self.small.at("graph"))
    }

    /// A reader finds one of the two graphs, whole.
    fn is_whole(&self, what: &str) {
        let snapshot =
            Folder::open(self.small.at("graph")).unwrap_or_else(|e| panic!("{what}: {e}"));
        let name = snapshot.path().file_name().unwrap();
        let is = |bytes: &Vec<(PathBuf, Vec<u8>)>| {
            bytes.iter().any(|(path, _)| path.parent().is_some_and(|p| p.ends_with(name)))
        };
        assert!(self.graphs.iter().any(is), "{what}: {name:?} is neither the old nor the new one");
    }

    /// A build that nothing happens to leaves the bytes of a fresh one.
    fn completes(&self, state: usize, what: &str) {
        self.build();
        assert!(self.bytes() == self.graphs[state], "{what}: not the bytes of a fresh build");
    }
}

#[test]
fn a_killed_build_loses_nothing() {
    let (seed, rounds) = rounds(ROUNDS);
    let (corpus, mut dice) = (Corpus::new(), Dice::new(seed));
    corpus.write(0);
    let started = Instant::now();
    corpus.build();
    let whole = started.elapsed();
    let mut n_killed = 0_u64;
    for round in 0..rounds {
        let state = round as usize % 2;
        corpus.write(1 - state);
        let wait = whole.mul_f64(dice.below(1000) as f64 / 900.0);
        let mut child = command(corpus.small.path(), &BUILD).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(wait);
        child.kill().unwrap();
        n_killed += u64::from(child.wait().unwrap().code().is_none());
        let what = format!("CONSORT_SEED={seed}, round {round}, killed after {wait:?}");
        corpus.is_whole(&what);
        if round % EVERY == 0 {
            corpus.completes(1 - state, &what);
        }
    }
    assert!(n_killed > rounds / 4, "{n_killed} of {rounds} builds were killed");
}

/// What is preloaded into a program so that its disk fails.
fn faulty_disk(folder: &Path) -> PathBuf {
    let (source, library) =
        (root().join("tests/integration/faulty_disk.c"), folder.join("faulty.so"));
    let mut compiler = std::process::Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-o"]).arg(&library).arg(source).arg("-ldl");
    finish(compiler, "").code(0);
    library
}

#[test]
fn a_disk_that_is_full_or_bad_loses_nothing() {
    const EIO: u8 = 5;
    const ENOSPC: u8 = 28;
    let (seed, rounds) = rounds(ROUNDS);
    let (corpus, mut dice) = (Corpus::new(), Dice::new(seed));
    let library = faulty_disk(corpus.small.path());
    corpus.write(0);
    corpus.build();
    let (mut n_failed, mut state) = (0_u64, 0);
    for round in 0..rounds {
        corpus.write(1 - state);
        let (after, errno) = (dice.below(120), if dice.one_in(2) { EIO } else { ENOSPC });
        let mut build = command(corpus.small.path(), &BUILD);
        build.env("LD_PRELOAD", &library).env("FAULT_AFTER", after.to_string());
        build.env("FAULT_ERRNO", errno.to_string());
        if errno == ENOSPC {
            build.env("FAULT_LASTS", "1");
        }
        let ran = finish(build, "");
        let what = format!("CONSORT_SEED={seed}, round {round}, error {errno} after {after} calls");
        assert!(!ran.err.contains("a bug in consort"), "{what}: {}", ran.shown());
        if ran.code == 2 {
            assert!(ran.err.contains("graph") && ran.err.contains("; "), "{what}: {}", ran.shown());
            n_failed += 1;
        }
        corpus.is_whole(&what);
        if round % EVERY == 0 {
            corpus.completes(1 - state, &what);
            state = 1 - state;
        }
    }
    assert!(n_failed > rounds / 4, "{n_failed} of {rounds} builds failed");
}

#[test]
fn of_two_builds_at_once_one_goes_on_and_one_says_so() {
    let corpus = Corpus::new();
    corpus.write(0);
    corpus.build();
    for round in 0..6 {
        corpus.write(1 - round % 2);
        let start = || {
            let mut build = command(corpus.small.path(), &BUILD);
            build.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap()
        };
        let both = [start(), start()].map(|child| child.wait_with_output().unwrap());
        let mut n_done = 0;
        for one in both {
            let said = String::from_utf8_lossy(&one.stderr).into_owned();
            let is_done = one.status.code() == Some(0);
            assert!(is_done || said.contains("is being written by another consort"), "{said}");
            n_done += usize::from(is_done);
        }
        assert!(n_done > 0, "round {round}");
        corpus.completes(1 - round % 2, &format!("round {round}"));
    }
}

#[test]
fn readers_find_a_graph_while_it_is_built_again_and_again() {
    const READERS: [&[&str]; 5] = [
        &["query", "SELECT ?a ?b { ?a consort:partnersWith ?b }"],
        &["explain", "beta-agency"],
        &["stats"],
        &["cooccur"],
        &["export", "--format", "nquads"],
    ];
    let corpus = Corpus::new();
    corpus.write(0);
    corpus.build();
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for round in 1.. {
                if is_over.load(Ordering::Relaxed) {
                    break;
                }
                corpus.write(round % 2);
                corpus.build();
            }
        });
        let started = Instant::now();
        for round in 0.. {
            if round >= ROUNDS as usize && started.elapsed() > Duration::from_secs(4) {
                break;
            }
            let ran = corpus.small.run(READERS[round % READERS.len()]);
            if ran.code != 0 {
                is_over.store(true, Ordering::Relaxed);
            }
            ran.code(0);
        }
        is_over.store(true, Ordering::Relaxed);
    });
    let state = usize::from(
        fs::read_to_string(corpus.small.at("texts/more.txt")).unwrap().contains("Gammaria"),
    );
    corpus.completes(state, "after the last reader");
}
