//! A vocabulary that was compiled before: the same answers and the same words, whatever lies in its folder.
//!
//! In: texts, a small vocabulary, a folder. Out: what the program prints with it and without. Never: the user's own folder.

use std::fs;
use std::path::{Path, PathBuf};

use super::support::{Ran, command, finish};

const VOCABULARY: &str = "[zeta]\nname = \"Zeta Body\"\nabbr = [\"ZEB\"]\nparent = \"nobody\"\nlabels = { fr = \"Corps Zéta\" }\n\
    [yota]\nname = \"Yota Club\"\npattern = 'YC-\\d+'\ncond = [{ text = \"the Club\", needs = [\"yota\"] }]\n\
    [zhong]\nname = \"中国銀行\"\n[wrong]\nnmae = \"Wrong\"\n";

const TEXT: &str = "Zeta Body and the ZEBs met UNICEF. Corps Zéta met YC-12 and 中国銀行. The Ministry of Justice of Albania \
    and the Zeta Bodies thanked Yota Club; the Club funded ZEB with USD 5 million.\n";

/// A folder with a text and a vocabulary.
fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("names")).unwrap();
    fs::write(dir.path().join("names/organisations.toml"), VOCABULARY).unwrap();
    fs::write(dir.path().join("story.txt"), TEXT).unwrap();
    dir
}

fn extract(dir: &Path, cache: &Path, more: &[&str]) -> Ran {
    let args = ["extract", "story.txt", "--vocab", "names", "--format", "jsonl"];
    let mut command = command(dir, &[&args[..], more].concat());
    command.env("CONSORT_CACHE", cache);
    finish(command, "")
}

fn files(cache: &Path) -> Vec<PathBuf> {
    fs::read_dir(cache).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn same(ran: &Ran, expected: &Ran) {
    assert_eq!((ran.code, &ran.out, &ran.err), (expected.code, &expected.out, &expected.err));
}

#[test]
fn what_was_compiled_before_says_the_same() {
    let dir = folder();
    let cache = dir.path().join("cache");
    let expected = extract(dir.path(), Path::new("off"), &[]);
    for id in ["zeta", "yota", "zhong", "alb-ministry-of-justice"] {
        assert!(expected.out.contains(&format!("\"id\":\"{id}\"")), "{id} {}", expected.out);
    }
    assert!(expected.err.contains("nobody") && expected.err.contains("nmae"), "{}", expected.err);
    assert!(!dir.path().join("off").exists());
    for _ in 0..3 {
        same(&extract(dir.path(), &cache, &[]), &expected);
        assert_eq!(files(&cache).len(), 1);
    }
    let french = extract(dir.path(), Path::new("off"), &["--languages", "fr"]);
    assert_ne!(french.out, expected.out);
    for _ in 0..2 {
        same(&extract(dir.path(), &cache, &["--languages", "fr"]), &french);
        same(&extract(dir.path(), &cache, &[]), &expected);
    }
    let listed = extract(dir.path(), Path::new("off"), &["--listed-only"]);
    same(&extract(dir.path(), &cache, &["--listed-only"]), &listed);
    assert_eq!(files(&cache).len(), 2);
}

#[test]
fn an_edit_counts_at_once() {
    let dir = folder();
    let cache = dir.path().join("cache");
    extract(dir.path(), &cache, &[]);
    let edited = VOCABULARY.replace("Yota Club", "Yota Society");
    fs::write(dir.path().join("names/organisations.toml"), edited).unwrap();
    let ran = extract(dir.path(), &cache, &[]);
    assert!(!ran.out.contains("Yota Club\",\"id\":\"yota\""), "{}", ran.out);
    same(&ran, &extract(dir.path(), Path::new("off"), &[]));
    assert_eq!(files(&cache).len(), 1, "an edited vocabulary takes the place of the older one");
}

#[test]
fn damage_is_never_an_answer() {
    let dir = folder();
    let cache = dir.path().join("cache");
    let expected = extract(dir.path(), &cache, &[]);
    let [file] = files(&cache).try_into().unwrap();
    let whole = fs::read(&file).unwrap();
    let n = whole.len();
    let flipped = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 4;
        bytes
    };
    let damaged = [0, 9, 20, 40, 500, n / 3, n / 2, n - 1].map(flipped);
    let cut = [0, 7, 31, 33, n / 2, n - 1].map(|end| whole[..end].to_vec());
    for bytes in damaged.into_iter().chain(cut).chain([[&whole[..], b"x"].concat()]) {
        fs::write(&file, bytes).unwrap();
        same(&extract(dir.path(), &cache, &[]), &expected);
        assert!(fs::read(&file).unwrap() == whole, "it is written anew");
    }
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    same(&extract(dir.path(), &cache, &[]), &expected);
    fs::write(dir.path().join("no-folder"), "").unwrap();
    same(&extract(dir.path(), &dir.path().join("no-folder"), &[]), &expected);
}

#[test]
fn two_programs_may_write_at_once_and_few_files_are_kept() {
    let dir = folder();
    let cache = dir.path().join("cache");
    let expected = extract(dir.path(), Path::new("off"), &[]);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| same(&extract(dir.path(), &cache, &[]), &expected));
        }
    });
    for n in 0..20 {
        fs::write(cache.join(format!("{n}.lexicon")), "").unwrap();
    }
    let changed = VOCABULARY.replace("Yota Club", "Yota League");
    fs::write(dir.path().join("names/organisations.toml"), changed).unwrap();
    extract(dir.path(), &cache, &[]);
    assert_eq!(files(&cache).len(), 16);
}
