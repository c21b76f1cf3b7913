//! No file leads back to itself by what it imports: neither in the library nor in the program, nor in the wheel for Python.
//!
//! # Rule
//! A file imports another where it names something of it: in a `use`, or as a path in the text. A name that a `mod.rs` only
//! hands on (`pub use`) belongs to the file that it comes from. So a file of a room may take from its neighbours by way of
//! the room's `mod.rs`, but from `mod.rs` itself only where that does not call it.
//!
//! # What is not seen
//! Names handed on by `pub use …::*`, which no file here does, and methods, which need no import.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::code::{code_only, is_test, path_at, sources, uses, without_tests, words};
use super::layers::PACKAGES;

#[test]
fn no_file_of_the_library_leads_back_to_itself() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let circles = circles(&arrows(of_library(&root)));
    assert!(circles.is_empty(), "\n{}\nThe rule stands in {}", circles.join("\n"), file!());
}

#[test]
fn no_file_of_the_program_leads_back_to_itself() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/bin/consort");
    let circles = circles(&arrows(sources(&root, "")));
    assert!(circles.is_empty(), "\n{}\nThe rule stands in {}", circles.join("\n"), file!());
}

#[test]
fn no_file_of_the_wheel_leads_back_to_itself() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/python/src");
    let files = sources(&root, "");
    assert!(!files.is_empty(), "{} is empty", root.display());
    let circles = circles(&arrows(files));
    assert!(circles.is_empty(), "\n{}\nThe rule stands in {}", circles.join("\n"), file!());
}

/// The files of the library alone.
fn of_library(root: &Path) -> impl Iterator<Item = (String, String)> {
    let is_other = |path: &str| PACKAGES.iter().any(|package| path.starts_with(package));
    sources(root, "").into_iter().filter(move |(path, _)| !is_other(path))
}

/// What the rule would be worth if it saw nothing: imports that everyone can name.
#[test]
fn imports_are_seen() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let arrows = arrows(of_library(&root));
    for (from, to, name) in [
        ("pipeline/read.rs", "link/mod.rs", "link"),
        ("pipeline/assemble.rs", "store/manifest.rs", "Manifest"),
        ("pipeline/assemble.rs", "merge/cooccur/counter.rs", "Counter"),
        ("store/manifest.rs", "merge/census.rs", "Census"),
        ("network/graph.rs", "base/ids.rs", "EntityId"),
    ] {
        let of = arrows.get(from);
        let names = of.and_then(|of| of.get(to));
        assert!(names.is_some_and(|n| n.contains(name)), "{from} takes {name} of {to}: {of:#?}");
    }
}

/// Which file imports which, and what of it.
type Arrows = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// The modules of a crate.
struct Modules {
    /// The file of each, by the parts of its path.
    files: BTreeMap<Vec<String>, String>,
    /// What a file hands on: the name here, and where it comes from.
    handed_on: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

fn arrows(files: impl IntoIterator<Item = (String, String)>) -> Arrows {
    let texts: Vec<(String, String)> = files
        .into_iter()
        .filter(|(path, _)| !is_test(path))
        .map(|(path, text)| (path, without_tests(&code_only(&text))))
        .collect();
    let modules = Modules::of(&texts);
    let mut arrows = Arrows::new();
    for (path, code) in &texts {
        let own = arrows.entry(path.clone()).or_default();
        for taken in taken(path, code) {
            let Some(absolute) = modules.absolute(&module(path), &taken) else { continue };
            if let Some(file) = modules.file_of(&absolute).filter(|file| file != path) {
                own.entry(file).or_default().extend(taken.last().cloned());
            }
        }
    }
    arrows
}

/// The paths of what a file takes from elsewhere.
fn taken(path: &str, code: &str) -> Vec<Vec<String>> {
    let hands_on = has_children(path);
    let imports = uses(code).into_iter().filter(|u| !(u.is_public && hands_on)).map(|u| u.path);
    let in_text = words(code, 0, code.len()).filter_map(|(at, _)| {
        let (parts, _) = path_at(code, at);
        let is_start = !code[..at].ends_with("::");
        (is_start && parts.len() > 1).then(|| parts.into_iter().map(str::to_owned).collect())
    });
    imports.chain(in_text).collect()
}

/// The path of the module that a file holds.
fn module(path: &str) -> Vec<String> {
    let path = path.trim_end_matches(".rs");
    let path =
        path.strip_suffix("mod").filter(|p| p.is_empty() || p.ends_with('/')).unwrap_or(path);
    let parts = path.split('/').filter(|part| !part.is_empty());
    let parts: Vec<String> = parts.map(str::to_owned).collect();
    if is_root(&parts) { Vec::new() } else { parts }
}

fn is_root(parts: &[String]) -> bool {
    matches!(parts, [only] if only == "lib" || only == "main")
}

/// Whether a file declares the others of its folder.
fn has_children(path: &str) -> bool {
    path.ends_with("/mod.rs") || module(path).is_empty()
}

impl Modules {
    fn of(texts: &[(String, String)]) -> Self {
        let files = texts.iter().map(|(path, _)| (module(path), path.clone())).collect();
        let handed_on = texts
            .iter()
            .map(|(path, code)| {
                let public = uses(code).into_iter().filter(|u| u.is_public);
                (path.clone(), public.map(|u| (u.name, u.path)).collect())
            })
            .collect();
        Self { files, handed_on }
    }

    /// A path as it is written in a module, from the root of the crate; `None` for what is of another crate.
    fn absolute(&self, module: &[String], path: &[String]) -> Option<Vec<String>> {
        let ups = path.iter().take_while(|part| *part == "super").count();
        let rest = match path.first()?.as_str() {
            "crate" => return Some(path[1..].to_vec()),
            "self" => &path[1..],
            "super" => &path[ups..],
            first => {
                let child = [module, &[first.to_owned()]].concat();
                self.files.contains_key(&child).then_some(path)?
            }
        };
        Some([module.get(..module.len().checked_sub(ups)?)?, rest].concat())
    }

    /// The file that what a path names comes from.
    fn file_of(&self, path: &[String]) -> Option<String> {
        let (module, file) =
            (0..=path.len()).rev().find_map(|n| Some((&path[..n], self.files.get(&path[..n])?)))?;
        let rest = &path[module.len()..];
        let from = rest.first().and_then(|name| self.handed_on.get(file)?.get(name));
        let further = from.and_then(|from| {
            let absolute = self.absolute(module, from)?;
            let absolute = [&absolute[..], &rest[1..]].concat();
            // What is handed on under its own name by the same file is defined there.
            (absolute != path).then(|| self.file_of(&absolute)).flatten()
        });
        Some(further.unwrap_or_else(|| file.clone()))
    }
}

/// The files that lead back to themselves, each circle as a paragraph for a reader.
fn circles(arrows: &Arrows) -> Vec<String> {
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        arrows.keys().map(|file| (file.as_str(), reached_from(file, arrows))).collect();
    let mut found = Vec::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for (&file, far) in &reached {
        if !far.contains(file) || told.contains(file) {
            continue;
        }
        let circle: BTreeSet<&str> =
            far.iter().copied().filter(|other| reached[other].contains(file)).collect();
        told.extend(&circle);
        let mut text = format!("{} files lead back to themselves:", circle.len());
        for from in &circle {
            for (to, names) in arrows[*from].iter().filter(|(to, _)| circle.contains(to.as_str())) {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                text += &format!("\n  {from} takes {} of {to}", names.join(", "));
            }
        }
        found.push(text);
    }
    found
}

/// All files that a file leads to.
fn reached_from<'a>(file: &str, arrows: &'a Arrows) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&str> = arrows[file].keys().map(String::as_str).collect();
    while let Some(file) = next.pop() {
        if reached.insert(file) {
            next.extend(arrows.get(file).into_iter().flat_map(|of| of.keys().map(String::as_str)));
        }
    }
    reached
}

mod the_checker_itself {
    use super::{arrows, circles};

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        circles(&arrows(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))))
    }

    #[test]
    fn finds_circles() {
        type Sources<'a> = &'a [(&'a str, &'a str)];
        let table: &[(Sources<'_>, &[&str])] = &[
            (
                &[("a/b.rs", "use crate::a::c::X;"), ("a/c.rs", "use crate::a::b::Y;")],
                &["2 files", "a/b.rs takes X of a/c.rs", "a/c.rs takes Y of a/b.rs"],
            ),
            // By way of what `mod.rs` hands on, under another name too.
            (
                &[
                    (
                        "a/mod.rs",
                        "mod b;\nmod c;\n#[cfg(test)]\nmod tests;\npub use b::Y;\npub(crate) use self::c::{X as Z};",
                    ),
                    ("a/b.rs", "use crate::a::Z;"),
                    ("a/c.rs", "use super::Y;"),
                ],
                &["2 files", "a/b.rs takes Z of a/c.rs", "a/c.rs takes Y of a/b.rs"],
            ),
            (
                &[
                    ("lib.rs", "pub use a::b::Y;"),
                    ("a/mod.rs", "mod b;\nmod c;"),
                    ("a/b.rs", "fn f() { crate::a::c::g() }"),
                    ("a/c.rs", "use crate::{Y, d};"),
                ],
                &["a/b.rs takes g of a/c.rs", "a/c.rs takes Y of a/b.rs"],
            ),
            // A room's `mod.rs` that calls a file which takes from it.
            (
                &[("a/mod.rs", "mod b;\npub fn f() { b::g() }"), ("a/b.rs", "use super::Options;")],
                &["a/b.rs takes Options of a/mod.rs", "a/mod.rs takes g of a/b.rs"],
            ),
            (
                &[
                    ("a.rs", "use crate::b::X;"),
                    ("b.rs", "use crate::{c::{self, Y}};"),
                    ("c.rs", "fn f(x: &crate::a::Z) {}"),
                ],
                &["3 files", "a.rs takes X of b.rs", "c.rs takes Z of a.rs"],
            ),
            (
                &[
                    ("main.rs", "mod a;\nuse a::run;"),
                    ("a/mod.rs", "mod b;"),
                    ("a/b.rs", "use crate::a::b::c::X;"),
                    ("a/b/c.rs", "use super::super::b::Y;"),
                ],
                &["2 files", "a/b/c.rs takes Y of a/b.rs"],
            ),
        ];
        for (files, expected) in table {
            let found = found(files);
            assert_eq!(found.len(), 1, "{files:?}\ngives {found:?}");
            for words in *expected {
                assert!(found[0].contains(words), "{files:?}\ngives {found:?}\nand not {words}");
            }
        }
    }

    #[test]
    fn lets_the_rest_pass() {
        let table: &[&[(&str, &str)]] = &[
            &[("a/b.rs", "use crate::a::c::X;"), ("a/c.rs", "use crate::d::Y;"), ("d.rs", "")],
            // `mod.rs` hands on, and calls nothing that takes from it.
            &[
                ("a/mod.rs", "mod b;\nmod c;\npub use b::{X, Y};\npub use c::Z;"),
                ("a/b.rs", "use crate::a::Z;"),
                ("a/c.rs", ""),
            ],
            &[("a/mod.rs", "mod b;\npub struct O;"), ("a/b.rs", "use super::O;")],
            // Comments, strings, tests, and crates of the same name.
            &[
                ("a.rs", "// use crate::b::X;\nconst A: &str = \"crate::b::X\";\nuse b::c::X;"),
                ("b.rs", "use crate::a::A;"),
            ],
            &[
                ("a.rs", "#[cfg(test)]\nmod tests { use crate::b::X; }"),
                ("b.rs", "use crate::a::A;"),
                ("c/tests.rs", "use crate::b::X;"),
            ],
            &[
                ("lib.rs", "pub mod a;\npub use a::X;\npub const B: u8 = 1;"),
                ("a.rs", "use crate::B;"),
            ],
        ];
        for files in table {
            assert_eq!(found(files), Vec::<String>::new(), "{files:?}");
        }
    }
}
