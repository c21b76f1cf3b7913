//! Names the code that compiles vocabularies, so that no program takes up what another has compiled.
//!
//! In: the sources that read and compile a vocabulary, and the versions of what they use. Out: `CONSORT_COMPILER`, a hash of
//! them, for `src/dictionary/cache.rs`. Never: code that is written by code.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// What a compiled vocabulary is made by.
const MADE_BY: [&str; 4] = ["Cargo.lock", "src/base", "src/cut", "src/dictionary"];

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    for path in MADE_BY.iter().map(Path::new).filter(|path| path.exists()) {
        println!("cargo:rerun-if-changed={}", path.display());
        for file in files(path)? {
            (&file, fs::read(&file)?).hash(&mut hasher);
        }
    }
    println!("cargo:rustc-env=CONSORT_COMPILER={:016x}", hasher.finish());
    Ok(())
}

/// The files below a path in their order.
fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let listed: io::Result<Vec<PathBuf>> =
        fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut listed = listed?;
    listed.sort();
    let all: io::Result<Vec<Vec<PathBuf>>> = listed.iter().map(|path| files(path)).collect();
    Ok(all?.concat())
}
