//! Learns the tagger of a language from a treebank and a dictionary, and says how good it is.
//!
//! In: a folder with `*-train.conllu`, `*-dev.conllu` and `*-test.conllu` of Universal Dependencies, and a folder with WordNet's
//! database files. Out: `vocab/tagger-en.bin`, and figures. Never: a sentence of the treebank in the file.
//!
//! `cargo bench --bench tagger -- TREEBANK WORDNET`. The figures are of a tagger learnt from the first part alone; the file is
//! learnt from all three. WordNet 3.0 is what Debian's `wordnet-base` puts into `/usr/share/wordnet`.

#![expect(
    clippy::unwrap_used,
    reason = "a tool for one who works on consort may say so by stopping"
)]

mod measure;
mod treebank;
mod wordnet;

use std::path::{Path, PathBuf};
use std::time::Instant;

use consort::cut::{LearnOptions, Tagger, learn};

use measure::{headlines, report, speed, with_names};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/vocab/tagger-en.bin");

const HEAD: &str = "\
The parts of speech of English words, read by src/cut/tag. Written by: cargo bench --bench tagger -- TREEBANK WORDNET
Learnt from the parts of UD_English-GUM whose texts are CC BY or in the public domain: Wikinews stories and interviews, OpenStax
textbooks, political speeches, CC BY vlogs. Annotations: GUM annotators, Georgetown University, CC BY 4.0; no sentence stands here.
https://github.com/UniversalDependencies/UD_English-GUM
Which tags words can have is taken from WordNet, under these terms:
";

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let [treebank, wordnet] = args.as_slice() else {
        println!(
            "To learn the tagger anew: cargo bench --bench tagger -- TREEBANK WORDNET, two folders."
        );
        return;
    };
    let dictionary = wordnet::read(Path::new(wordnet));
    let options = LearnOptions {
        head: format!("{HEAD}{}", include_str!("wordnet-license.txt")),
        bytes: 390_000,
        rounds: 5,
        learners: 4,
    };
    let read = |part: &str| {
        let path = find(Path::new(treebank), &format!("-{part}.conllu"));
        treebank::read(&std::fs::read_to_string(path).unwrap())
    };
    let [train, dev, test] = ["train", "dev", "test"].map(read);
    let bytes = learn(&train, &dictionary, &options);
    let start = Instant::now();
    let tagger = Tagger::read(&bytes).unwrap();
    println!("read in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    for (name, sentences) in [("dev", &dev), ("test", &test)] {
        report(name, &tagger, sentences);
        with_names(name, &tagger, sentences);
        headlines(name, &tagger, sentences);
        speed(&tagger, sentences);
    }
    let bytes = learn(&[train, dev, test].concat(), &dictionary, &options);
    println!("\n{FILE}: {} bytes", bytes.len());
    std::fs::write(FILE, bytes).unwrap();
}

/// The file of the folder with this ending.
fn find(folder: &Path, ending: &str) -> PathBuf {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.into_iter().find(|path| path.to_string_lossy().ends_with(ending)).unwrap()
}
