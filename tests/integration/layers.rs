//! The layout of `src/`: what README and `lib.rs` say of it is checked here.
//!
//! # Rules
//! 1. A stage imports only stages that come before it: the data goes one way. `lib.rs` and `pipeline.rs` may import all.
//! 2. The program uses only what the library makes public.
//! 3. Every file opens with `//!`: what comes in, what goes out, what it must not do.
//! 4. `oxigraph::store`, `petgraph`, `clap` and `std::fs` appear only where the outside world is touched.
//! 5. No file is longer than a reader's patience.
//!
//! Comments and strings do not count, and neither do tests inside a file.

use std::fs;
use std::path::Path;

/// The stages in the order of the data. A file imports only stages before its own, and its own.
const STAGES: [&str; 13] = [
    "base",
    "cut",
    "dictionary",
    "documents",
    "extract",
    "link",
    "merge",
    "network",
    "rdf",
    "store",
    "verify",
    "view",
    "web",
];

/// Files that call several stages.
const CALL_ALL: [&str; 2] = ["lib.rs", "pipeline.rs"];

/// Where an outside library may be named, as the start of a path below `src/`.
const PLACES: [(&str, &[&str]); 4] = [
    ("oxigraph::store", &["store/"]),
    ("petgraph", &["network/"]),
    ("clap", &["bin/"]),
    ("std::fs", &["dictionary/files.rs", "documents/", "store/", "bin/"]),
];

const LONGEST_FILE: usize = 700;

#[test]
fn src_is_laid_out_as_it_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = sources(&root, "");
    assert!(files.len() > 40, "only {} files below {}", files.len(), root.display());
    let faults: Vec<String> = files.iter().flat_map(|(path, text)| faults(path, text)).collect();
    assert!(faults.is_empty(), "\n{}\nThe rules stand in {}", faults.join("\n"), file!());
}

#[test]
fn tests_and_benches_open_with_a_sentence_too() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for (path, text) in sources(&root, "") {
        assert!(text.starts_with("//!"), "tests/{path} does not open with //!");
        assert!(text.lines().count() <= LONGEST_FILE, "tests/{path} is too long");
    }
}

/// Every `.rs` file below `folder`, sorted, with its path.
fn sources(folder: &Path, path: &str) -> Vec<(String, String)> {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    let mut all = Vec::new();
    for entry in entries {
        let name = entry.file_name().and_then(|n| n.to_str()).unwrap().to_owned();
        if entry.is_dir() {
            all.extend(sources(&entry, &format!("{path}{name}/")));
        } else if name.ends_with(".rs") {
            all.push((format!("{path}{name}"), fs::read_to_string(&entry).unwrap()));
        }
    }
    all
}

/// What is wrong with the file at `path` below `src/`.
fn faults(path: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if !text.starts_with("//!") {
        faults.push(format!(
            "src/{path}:1: opens without //!; say what comes in, what goes out, and never what"
        ));
    }
    let n_lines = text.lines().count();
    if n_lines > LONGEST_FILE {
        faults.push(format!("src/{path}: {n_lines} lines; split it where a reader would pause"));
    }
    let code = code_only(text);
    let tests = code.find("#[cfg(test)]").unwrap_or(code.len());
    for (name, places) in PLACES {
        let allowed = places.iter().any(|place| path.starts_with(place)) || is_test(path);
        if !allowed && let Some(at) = find_path(&code[..tests], name) {
            let line = line_of(&code, at);
            faults.push(format!(
                "src/{path}:{line}: names {name}, which belongs to {}",
                places.join(", ")
            ));
        }
    }
    if path.starts_with("bin/")
        && let Some(at) = ["#[path", "include!("].iter().find_map(|way| code.find(way))
    {
        let line = line_of(&code, at);
        faults.push(format!(
            "src/{path}:{line}: takes in another file; use what consort:: makes public"
        ));
    }
    for (at, stage) in imports(&code) {
        if let Some(why) = refused(path, &stage) {
            faults.push(format!("src/{path}:{}: imports {stage}; {why}", line_of(&code, at)));
        }
    }
    faults
}

/// Why the file at `path` may not import `module`, if so.
fn refused(path: &str, module: &str) -> Option<String> {
    let (own, _) = path.split_once('/').unwrap_or((path, ""));
    if CALL_ALL.contains(&path) {
        return None;
    }
    if own == "bin" {
        return None; // here `crate` is the program itself
    }
    let own = STAGES.iter().position(|stage| *stage == own);
    let other = STAGES.iter().position(|stage| *stage == module);
    match (own, other) {
        (Some(own), Some(other)) if other <= own => None,
        (Some(own), Some(_)) => Some(format!("{} comes before it", STAGES[own])),
        (Some(_), None) => Some("only lib.rs and pipeline.rs may".to_owned()),
        (None, _) => Some("src/ has no such stage; tell layers.rs where it belongs".to_owned()),
    }
}

/// The first parts of all `crate::…` paths with their places, those in `{}` groups one by one.
fn imports(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(is_name_char) {
            continue; // `my_crate::`
        }
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let parts = group.split_inclusive([',', '{', '}']);
            for part in parts {
                if depth == 0 {
                    let name: String =
                        part.trim_start().chars().take_while(|c| is_name_char(*c)).collect();
                    if !name.is_empty() {
                        found.push((at, name));
                    }
                }
                match part.chars().last() {
                    Some('{') => depth += 1,
                    Some('}') if depth == 0 => break,
                    Some('}') => depth -= 1,
                    _ => {}
                }
            }
        } else {
            found.push((at, rest.chars().take_while(|c| is_name_char(*c)).collect()));
        }
    }
    found
}

/// Where `name` stands as a path or the start of one: `std::fs` in `use std::fs::File` and in `use std::{fs, io}`.
fn find_path(code: &str, name: &str) -> Option<usize> {
    let bounded = |at: usize, len: usize| {
        !code[..at].ends_with(|c| is_name_char(c) || c == ':')
            && !code[at + len..].starts_with(is_name_char)
    };
    let plain = code.match_indices(name).map(|(at, _)| at).find(|&at| bounded(at, name.len()));
    let grouped = || {
        let (parent, last) = name.rsplit_once("::")?;
        let opening = format!("{parent}::{{");
        code.match_indices(&opening).map(|(at, _)| at).find(|&at| {
            let group = &code[at + opening.len()..];
            let group = &group[..group.find(';').unwrap_or(group.len())];
            group.split(|c| !is_name_char(c)).any(|word| word == last)
        })
    };
    plain.or_else(grouped)
}

/// The text with comments and the insides of strings and characters blanked, at the same places.
fn code_only(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut i = 0;
    while i < bytes.len() {
        let rest = &text[i..];
        let end = if rest.starts_with("//") {
            i + rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            i + rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if let Some(len) = string_len(rest, text[..i].ends_with(is_name_char)) {
            i + len
        } else {
            i += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        for byte in &mut out[i..end] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        i = end;
    }
    String::from_utf8(out).unwrap()
}

/// The length of the string or character literal that `rest` starts with, if it does.
fn string_len(rest: &str, inside_word: bool) -> Option<usize> {
    let hashes = rest.strip_prefix('r').filter(|_| !inside_word).and_then(|raw| {
        let n = raw.len() - raw.trim_start_matches('#').len();
        raw[n..].starts_with('"').then_some(n)
    });
    if let Some(n) = hashes {
        let close = format!("\"{}", "#".repeat(n));
        let open = n + 2;
        return Some(rest[open..].find(&close).map_or(rest.len(), |at| open + at + close.len()));
    }
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut chars = rest.char_indices().skip(1);
    let first = chars.clone().next()?.1;
    // A lifetime: 'a without a closing quote behind its first character.
    if quote == '\'' && first != '\\' && !rest[1 + first.len_utf8()..].starts_with('\'') {
        return None;
    }
    while let Some((at, c)) = chars.next() {
        if c == '\\' {
            chars.next();
        } else if c == quote {
            return Some(at + 1);
        }
    }
    Some(rest.len())
}

/// Files that hold nothing but tests.
fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.ends_with("_tests.rs") || path.ends_with("/fixture.rs")
}

fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

mod the_checker_itself {
    use super::{LONGEST_FILE, code_only, faults};

    #[test]
    fn finds_each_kind_of_fault() {
        let long = format!("//! Long.\n{}", "fn f() {}\n".repeat(LONGEST_FILE));
        let table: &[(&str, &str, &str)] = &[
            ("base/a.rs", "use std::io;\n", "src/base/a.rs:1: opens without //!"),
            ("base/a.rs", &long, "701 lines"),
            (
                "base/a.rs",
                "//! A.\nuse crate::link::link;\n",
                "a.rs:2: imports link; base comes before it",
            ),
            ("extract/a.rs", "//! A.\nuse crate::{base::Span, link::link};\n", "imports link"),
            (
                "extract/a.rs",
                "//! A.\nuse crate::{\n    base::{Span, Document},\n    view,\n};\n",
                "imports view",
            ),
            ("corpus/a.rs", "//! A.\nfn f() { crate::cut::fold(); }\n", "imports dictionary"),
            ("link/a.rs", "//! A.\nuse crate::pipeline::read;\n", "imports pipeline; only lib.rs"),
            (
                "link/a.rs",
                "//! A.\n#[cfg(test)]\nmod tests { use crate::rdf::write; }\n",
                "imports rdf",
            ),
            ("util/a.rs", "//! A.\nuse crate::base::Span;\n", "no such stage"),
            (
                "view/a.rs",
                "//! A.\nuse oxigraph::store::Store;\n",
                "names oxigraph::store, which belongs to store/",
            ),
            (
                "view/a.rs",
                "//! A.\nuse oxigraph::{model::Quad, store::Store};\n",
                "names oxigraph::store",
            ),
            (
                "rdf/a.rs",
                "//! A.\nuse petgraph::Graph;\n",
                "names petgraph, which belongs to network/",
            ),
            (
                "view/a.rs",
                "//! A.\n#[derive(clap::Args)]\nstruct A;\n",
                "names clap, which belongs to bin/",
            ),
            ("rdf/a.rs", "//! A.\nuse std::fs;\n", "a.rs:2: names std::fs"),
            ("rdf/a.rs", "//! A.\nuse std::{fs, io};\n", "names std::fs"),
            ("rdf/a.rs", "//! A.\nfn f() { std::fs::read(\"x\"); }\n", "names std::fs"),
            ("dictionary/compile.rs", "//! A.\nuse std::fs::File;\n", "names std::fs"),
            (
                "bin/consort/a.rs",
                "//! A.\n#[path = \"../../store/kb.rs\"]\nmod kb;\n",
                "takes in another file",
            ),
        ];
        for (path, text, expected) in table {
            let found = faults(path, text);
            assert!(found.iter().any(|f| f.contains(expected)), "{path}: {text}\ngives {found:?}");
        }
    }

    #[test]
    fn lets_the_rest_pass() {
        let table: &[(&str, &str)] = &[
            (
                "link/a.rs",
                "//! A.\nuse crate::{base::Span, extract::extract};\nuse crate::link::clause;\n",
            ),
            ("pipeline.rs", "//! A.\nuse crate::link::link;\nuse crate::store::Kb;\n"),
            ("lib.rs", "//! A.\npub use crate::view::query;\n"),
            ("store/a.rs", "//! A.\nuse std::fs;\nuse oxigraph::store::Store;\n"),
            ("dictionary/files.rs", "//! A.\nuse std::fs;\n"),
            (
                "bin/consort/main.rs",
                "//! A.\nuse clap::Parser;\nuse consort::view::query;\nuse crate::args::Cli;\n",
            ),
            (
                "rdf/a.rs",
                "//! A.\n// use std::fs; crate::web::x\n/* petgraph */ fn f<'a>(x: &'a str) -> char { '\"' }\n",
            ),
            (
                "rdf/a.rs",
                "//! Uses [`clap`](crate::web).\nconst A: &str = \"std::fs crate::web::b\";\nconst B: &str = r#\"clap \"x\" petgraph\"#;\n",
            ),
            ("rdf/a.rs", "//! A.\nfn f() {}\n#[cfg(test)]\nmod tests { use std::fs; }\n"),
            ("rdf/tests.rs", "//! A.\nuse std::fs;\n"),
            ("rdf/a.rs", "//! A.\nuse my_crate::web::x;\nuse eclapse::clapper;\nmod std_fs {}\n"),
        ];
        for (path, text) in table {
            assert_eq!(faults(path, text), Vec::<String>::new(), "{path}: {text}");
        }
    }

    #[test]
    fn blanks_comments_and_strings_in_place() {
        let text = "a // b\nc \"d\\\"e\" 'f' '\\'' g<'h> r\"i\" r#\"j\"# /* k\nl */ m";
        let code = code_only(text);
        assert_eq!(code.len(), text.len());
        let words: Vec<_> = code.split_whitespace().collect();
        assert_eq!(words, ["a", "c", "g<'h>", "m"]);
    }
}
