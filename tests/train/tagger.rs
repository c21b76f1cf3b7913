//! Learns the tagger of a language from a treebank, and says how good it is.
//!
//! In: a folder with `*-train.conllu`, `*-dev.conllu` and `*-test.conllu` of Universal Dependencies. Out: `vocab/tagger-en.bin` and
//! figures. Never: a text of the treebank in the file.
//!
//! `cargo bench --bench tagger -- FOLDER` learns and writes; with `--check`, it only measures the file there is.

#![expect(
    clippy::unwrap_used,
    reason = "a tool for one who works on consort may say so by stopping"
)]

mod measure;
mod treebank;

use std::path::{Path, PathBuf};
use std::time::Instant;

use consort::cut::{LearnOptions, Tagger, learn};

use measure::{headlines, report, speed};
use treebank::read;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/vocab/tagger-en.bin");

const HEAD: &str = "\
The parts of speech of English words: weights of an averaged perceptron, read by src/cut/tag.
Learnt from parts of UD_English-GUM whose texts are CC BY or in the public domain: Wikinews stories and interviews, OpenStax
textbooks, political speeches, CC BY vlogs. Annotations: Georgetown University, CC BY 4.0. No sentence of it stands here.
https://github.com/UniversalDependencies/UD_English-GUM
Written by: cargo bench --bench tagger -- FOLDER";

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let check = args.iter().any(|arg| arg == "--check");
    let Some(folder) = args.iter().find(|arg| !arg.starts_with("--")) else {
        println!(
            "To learn the tagger: cargo bench --bench tagger -- FOLDER, with the treebank's .conllu files in FOLDER."
        );
        return;
    };
    let part = |name: &str| read(&std::fs::read_to_string(find(Path::new(folder), name)).unwrap());
    if !check {
        let options =
            LearnOptions { head: HEAD.to_owned(), bytes: 390_000, rounds: 8, learners: 4 };
        let bytes = learn(&part("-train.conllu"), &options);
        println!("{FILE}: {} bytes", bytes.len());
        std::fs::write(FILE, bytes).unwrap();
    }
    let bytes = std::fs::read(FILE).unwrap();
    let start = Instant::now();
    let tagger = Tagger::read(&bytes).unwrap();
    println!("read in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    for name in ["dev", "test"] {
        let sentences = part(&format!("-{name}.conllu"));
        report(name, &tagger, &sentences);
        headlines(name, &tagger, &sentences);
        speed(&tagger, &sentences);
    }
}

/// The file of the folder with this ending.
fn find(folder: &Path, ending: &str) -> PathBuf {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.into_iter().find(|path| path.to_string_lossy().ends_with(ending)).unwrap()
}
