//! The layout of `src/`: what README and `lib.rs` say of it is checked here.
//!
//! # Rules
//! 1. A stage imports only stages that come before it: the data goes one way. `lib.rs` may import all, and so may the files of
//!    `pipeline/`, whose calls go the same way ([`super::calls`]).
//! 2. The program and the wheel for Python (`python/`, a package of its own) use only what the library makes public.
//! 3. Every file opens with `//!`: what comes in, what goes out, what it must not do.
//! 4. `spareval`, `petgraph`, `clap` and `std::fs` appear only where the outside world is touched.
//! 5. No file is longer than a reader's patience.
//!
//! Comments and strings do not count, and neither do tests inside a file.

use std::path::Path;

use super::code::{code_only, is_name_char, is_test, line_of, sources, without_tests};

/// The stages in the order of the data. A file imports only stages before its own, and its own.
pub(crate) const STAGES: [&str; 13] = [
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

/// The folder that calls several stages in a row.
pub(crate) const PIPELINE: &str = "pipeline/";

/// The folders that are crates of their own.
pub(crate) const PACKAGES: [&str; 2] = ["bin/", "python/"];

/// Where an outside library may be named, as the start of a path below `src/`.
const PLACES: [(&str, &[&str]); 4] = [
    ("spareval", &["store/"]),
    ("petgraph", &["network/"]),
    ("clap", &["bin/"]),
    ("std::fs", &["dictionary/cache.rs", "dictionary/files.rs", "documents/", "store/", "bin/"]),
];

const LONGEST_FILE: usize = 700;

#[test]
fn src_is_laid_out_as_it_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = sources(&root, "");
    let lib = files.iter().find(|(path, _)| path == "lib.rs").map(|(_, text)| &**text);
    for module in lib.unwrap().lines().filter_map(|line| line.strip_prefix("pub mod ")) {
        let folder = format!("{}/", module.trim_end_matches(';'));
        assert!(
            files.iter().any(|(path, _)| path.starts_with(&folder)),
            "src/{folder} is not read"
        );
    }
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
    let shipped = without_tests(&code);
    for (name, places) in PLACES {
        let allowed = places.iter().any(|place| path.starts_with(place)) || is_test(path);
        if !allowed && let Some(at) = find_path(&shipped, name) {
            let line = line_of(&code, at);
            faults.push(format!(
                "src/{path}:{line}: names {name}, which belongs to {}",
                places.join(", ")
            ));
        }
    }
    if PACKAGES.iter().any(|package| path.starts_with(package))
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
    if path == "lib.rs" {
        return None;
    }
    if PACKAGES.iter().any(|package| path.starts_with(package)) {
        return None; // here `crate` is the program or the wheel itself
    }
    if path.starts_with(PIPELINE) && (module == "pipeline" || STAGES.contains(&module)) {
        return None;
    }
    let own = STAGES.iter().position(|stage| *stage == own);
    let other = STAGES.iter().position(|stage| *stage == module);
    match (own, other) {
        (Some(own), Some(other)) if other <= own => None,
        (Some(own), Some(_)) => Some(format!("{} comes before it", STAGES[own])),
        (Some(_), None) => Some("only lib.rs and the pipeline may".to_owned()),
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

mod the_checker_itself {
    use super::{LONGEST_FILE, faults};

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
            ("cut/a.rs", "//! A.\nfn f() { crate::documents::walk(); }\n", "imports documents"),
            ("link/a.rs", "//! A.\nuse crate::pipeline::read;\n", "imports pipeline; only lib.rs"),
            (
                "link/a.rs",
                "//! A.\n#[cfg(test)]\nmod tests { use crate::rdf::write; }\n",
                "imports rdf",
            ),
            ("util/a.rs", "//! A.\nuse crate::base::Span;\n", "no such stage"),
            (
                "view/a.rs",
                "//! A.\nuse spareval::QueryEvaluator;\n",
                "names spareval, which belongs to store/",
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
            (
                "python/src/a.rs",
                "//! A.\ninclude!(\"../../store/kb.rs\");\n",
                "takes in another file",
            ),
            ("python/src/a.rs", "//! A.\nuse std::fs;\n", "names std::fs"),
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
            (
                "pipeline/a.rs",
                "//! A.\nuse crate::link::link;\nuse crate::store::Kb;\nuse crate::pipeline::b;\n",
            ),
            ("lib.rs", "//! A.\npub use crate::view::query;\n"),
            ("store/a.rs", "//! A.\nuse std::fs;\nuse spareval::QueryEvaluator;\n"),
            ("dictionary/files.rs", "//! A.\nuse std::fs;\n"),
            (
                "bin/consort/main.rs",
                "//! A.\nuse clap::Parser;\nuse consort::view::query;\nuse crate::args::Cli;\n",
            ),
            ("python/src/a.rs", "//! A.\nuse consort::view::query;\nuse crate::table::Table;\n"),
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
}
