//! The pipeline calls the stages in the order of the data.
//!
//! # Rule
//! In each function of `src/pipeline/` the first call of a stage comes after the first calls of all stages before it in the
//! list. A call counts when it is made: after its arguments, and after what it is called on. `base` is no stage that is
//! called: its values are what all of them speak.
//!
//! # What is seen
//! Calls of imported functions, of functions of imported types, of `crate::stage::…` paths, and of methods of whatever is
//! declared with an imported type, or made by an imported function, in the function or as a field of a type of the pipeline.
//! A function of the pipeline that is called from another answers for itself. Values that only a compiler knows the type of
//! are not seen.

use std::collections::BTreeMap;
use std::path::Path;

use super::code::{
    closing, code_only, is_name_char, is_test, line_of, path_at, sources, uses, without_tests,
    words,
};
use super::layers::{PIPELINE, STAGES};

#[test]
fn the_pipeline_calls_the_stages_in_their_order() {
    let files = pipeline();
    let faults: Vec<String> = faults(&files);
    assert!(faults.is_empty(), "\n{}\nThe rule stands in {}", faults.join("\n"), file!());
}

/// What the rule would be worth if it saw nothing: the steps that everyone can name.
#[test]
fn the_steps_of_the_pipeline_are_seen() {
    let files = pipeline();
    let fields = fields(&files);
    for (function, expected) in [
        ("read_story", &["dictionary", "extract", "link"][..]),
        ("add", &["merge", "store", "view"]),
        ("finish", &["merge", "network", "store", "view"]),
        ("open", &["store"]),
        ("start", &["documents"]),
    ] {
        let found = files.iter().flat_map(|(path, text)| {
            let code = code(text);
            let steps = functions(&code)
                .into_iter()
                .filter(|f| f.name == function)
                .map(|f| steps(&code, &f, &fields))
                .collect::<Vec<_>>();
            steps.into_iter().map(move |steps| (path.clone(), steps))
        });
        let found: Vec<(String, Vec<&str>)> = found
            .map(|(path, calls)| (path, calls.iter().map(|call| STAGES[call.stage]).collect()))
            .collect();
        assert!(
            found.iter().any(|(_, stages)| stages == expected),
            "no function {function} calls {expected:?}, but {found:?}"
        );
    }
}

fn pipeline() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(PIPELINE);
    sources(&folder, PIPELINE).into_iter().filter(|(path, _)| !is_test(path)).collect()
}

fn code(text: &str) -> String {
    without_tests(&code_only(text))
}

/// What calls against the order, as lines for a reader.
fn faults(files: &[(String, String)]) -> Vec<String> {
    let fields = fields(files);
    let mut faults = Vec::new();
    for (path, text) in files {
        let code = code(text);
        for import in uses(&code) {
            if import.name == "*" && import.path.first().is_some_and(|first| first == "crate") {
                let line = line_of(&code, import.at);
                faults.push(format!("src/{path}:{line}: imports *; name what is called"));
            }
        }
        for function in functions(&code) {
            let steps = steps(&code, &function, &fields);
            for pair in steps.windows(2).filter(|pair| pair[1].stage < pair[0].stage) {
                faults.push(format!(
                    "src/{path}:{}: {} calls {} after {}, and {} comes first in the list",
                    line_of(&code, pair[1].at),
                    function.name,
                    pair[1].name,
                    pair[0].name,
                    STAGES[pair[1].stage]
                ));
            }
        }
    }
    faults
}

/// A call of a stage.
#[derive(Debug, Clone)]
struct Call {
    /// The place of the stage in the list.
    stage: usize,
    name: String,
    at: usize,
    /// Where it is complete: what is called inside it is called before it.
    end: usize,
}

/// A function with its text.
struct Function {
    name: String,
    /// From its name to its body, and its body.
    head: (usize, usize),
    body: (usize, usize),
}

/// All functions of a file, those inside others too.
fn functions(code: &str) -> Vec<Function> {
    let mut all = Vec::new();
    for (at, word) in words(code, 0, code.len()) {
        if word != "fn" {
            continue;
        }
        let start = at + "fn".len();
        let Some(name) = words(code, start, code.len()).next().map(|(_, name)| name) else {
            continue;
        };
        let mut i = start;
        // A body opens outside the brackets of the head; a function of a trait has none.
        while i < code.len() && !code[i..].starts_with(['{', ';']) {
            i = if code[i..].starts_with(['(', '[']) { closing(code, i) } else { i };
            i += code[i..].chars().next().map_or(1, char::len_utf8);
        }
        if code[i..].starts_with('{') {
            let body = (i, closing(code, i));
            all.push(Function { name: name.to_owned(), head: (start, i), body });
        }
    }
    all
}

/// The first call of each stage in a function, in the order in which they are made.
fn steps(code: &str, function: &Function, fields: &BTreeMap<String, usize>) -> Vec<Call> {
    let mut calls = calls(code, function, fields);
    calls.sort_by_key(|call| call.end);
    let mut seen = Vec::new();
    calls.retain(|call| {
        let is_first = !seen.contains(&call.stage);
        seen.push(call.stage);
        is_first
    });
    calls
}

fn calls(code: &str, function: &Function, fields: &BTreeMap<String, usize>) -> Vec<Call> {
    let imported = imported(code);
    let locals = locals(code, function, &imported, fields);
    let mut calls = Vec::new();
    for (at, word) in words(code, function.body.0, function.body.1) {
        let before = code[..at].trim_end();
        if before.ends_with("::") {
            continue; // part of a path that was looked at
        }
        let is_field = before.ends_with('.') && !before.ends_with("..");
        let (path, end) = path_at(code, at);
        let last = path.last().copied().unwrap_or(word);
        let is_function = last.starts_with(char::is_lowercase);
        let stage = match path[..] {
            ["crate", stage, _, ..] if is_function => stage_called(stage),
            [_] if is_field => None,
            [_, ..] if is_function => imported.get(word).copied(),
            _ => None,
        };
        if let Some(stage) = stage {
            let end = complete(code, end);
            calls.push(Call { stage, name: path.join("::"), at, end });
            continue;
        }
        let known = if is_field { fields.get(word) } else { locals.get(word) };
        if let (Some(&stage), [_]) = (known, &path[..])
            && let Some((method, end)) = method_on(code, end)
        {
            calls.push(Call {
                stage,
                name: format!("{word}.{method}"),
                at,
                end: complete(code, end),
            });
        }
    }
    calls
}

/// The place of a stage in the list, if it is one that is called.
fn stage_called(name: &str) -> Option<usize> {
    STAGES.iter().position(|stage| *stage == name).filter(|_| name != "base")
}

/// The names that a file takes from stages.
fn imported(code: &str) -> BTreeMap<String, usize> {
    let from_stage = |path: &[String]| match path {
        [first, stage, ..] if first == "crate" => stage_called(stage),
        _ => None,
    };
    uses(code).into_iter().filter_map(|u| Some((u.name, from_stage(&u.path)?))).collect()
}

/// The fields of the pipeline's own types that hold something of a stage.
fn fields(files: &[(String, String)]) -> BTreeMap<String, usize> {
    let mut fields = BTreeMap::new();
    for (_, text) in files {
        let code = code(text);
        let imported = imported(&code);
        for (at, word) in words(&code, 0, code.len()) {
            if word != "struct" {
                continue;
            }
            let Some(open) = code[at..].find(['{', ';', '(']).map(|i| at + i) else { continue };
            if code[open..].starts_with('{') {
                fields.extend(declared(&code, open, closing(&code, open), &imported));
            }
        }
    }
    fields
}

/// Parameters and variables that hold something of a stage.
fn locals(
    code: &str,
    function: &Function,
    imported: &BTreeMap<String, usize>,
    fields: &BTreeMap<String, usize>,
) -> BTreeMap<String, usize> {
    let mut locals = declared(code, function.head.0, function.head.1, imported);
    let (start, end) = function.body;
    for (at, word) in words(code, start, end) {
        if word != "let" {
            continue;
        }
        let statement = &code[at + word.len()..];
        let Some((pattern, value)) = statement.split_once('=') else { continue };
        let (name, of) = match pattern.split_once(':') {
            Some((name, of)) => (name, of.trim()),
            None => (pattern, value.trim()),
        };
        let name = name.trim();
        let name = name.strip_prefix("mut ").unwrap_or(name).trim();
        if name.chars().all(is_name_char)
            && let Some(stage) = stage_of(of, imported).or_else(|| field_of(of, fields))
        {
            locals.insert(name.to_owned(), stage);
        }
    }
    locals
}

/// The stage of the field that a value is taken from: `self.options.lexicon;`.
fn field_of(value: &str, fields: &BTreeMap<String, usize>) -> Option<usize> {
    let chain = value.split_once(';')?.0.trim().trim_start_matches('&');
    let (_, last) = chain.rsplit_once('.')?;
    let is_chain = chain.chars().all(|c| is_name_char(c) || c == '.');
    fields.get(last).copied().filter(|_| is_chain)
}

/// What is declared as `name: Type` with a type of a stage between two places.
fn declared(
    code: &str,
    start: usize,
    end: usize,
    imported: &BTreeMap<String, usize>,
) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for (at, word) in words(code, start, end) {
        let after = code[at + word.len()..end].trim_start();
        if let Some(of) = after.strip_prefix(':').filter(|of| !of.starts_with(':'))
            && let Some(stage) = stage_of(of, imported)
        {
            found.insert(word.to_owned(), stage);
        }
    }
    found
}

/// The stage of a type, or of a value that one of its functions makes: `&'a mut Type`, `Type::new(…)`, `function(…)`.
fn stage_of(of: &str, imported: &BTreeMap<String, usize>) -> Option<usize> {
    let mut of = of.trim_start();
    loop {
        let before = of;
        of = of.trim_start_matches('&').trim_start();
        if let Some(lifetime) = of.strip_prefix('\'') {
            of = lifetime.trim_start_matches(is_name_char).trim_start();
        }
        of = of.strip_prefix("mut ").unwrap_or(of).trim_start();
        if of == before {
            break;
        }
    }
    match path_at(of, 0).0[..] {
        ["crate", stage, _, ..] => stage_called(stage),
        [first, ..] => imported.get(first).copied(),
        [] => None,
    }
}

/// The first method that is called on what ends at `end`, or on a field of it, and where its name ends.
fn method_on(code: &str, mut end: usize) -> Option<(&str, usize)> {
    loop {
        let rest = code[end..].trim_start();
        let name = rest.strip_prefix('.').filter(|name| name.starts_with(is_name_char))?;
        let at = code.len() - name.len();
        let (parts, after) = path_at(code, at);
        if code[after..].starts_with('(') || code[after..].starts_with("::<") {
            return Some((*parts.first()?, after));
        }
        end = after;
    }
}

/// Where a call whose name ends at `end` is complete; the name's end where it is only named.
fn complete(code: &str, end: usize) -> usize {
    let open = match code[end..].strip_prefix("::<") {
        Some(turbofish) => end + 3 + turbofish.find('(').unwrap_or(0),
        None => end,
    };
    if code[open..].starts_with('(') { closing(code, open) } else { end }
}

mod the_checker_itself {
    use super::faults;

    const IMPORTS: &str = "use crate::base::Story;\nuse crate::dictionary::Lexicon;\nuse crate::extract::extract;\n\
        use crate::link::{link as relate, Linker};\nuse crate::store::{Folder, Writer};\n\
        struct Build<'a> { lexicon: &'a Lexicon, writer: Writer, names: Vec<Linker> }\n";

    fn found(code: &str) -> Vec<String> {
        faults(&[("pipeline/a.rs".to_owned(), format!("{IMPORTS}{code}"))])
    }

    #[test]
    fn finds_what_calls_against_the_order() {
        for (code, expected) in [
            (
                "fn f() { relate(a); extract(a); }",
                "f calls extract after relate, and extract comes",
            ),
            ("fn f() { relate(extract(a)); extract(b); g(Lexicon::new()); }", "Lexicon::new after"),
            ("fn f() { a.map(relate); extract(a) }", "extract after relate"),
            ("fn f() { crate::store::open(a); extract(a); }", "extract after crate::store::open"),
            ("fn f(w: &mut Writer) { w.line(a); extract(a); }", "extract after w.line"),
            ("fn f() { let mut w: Writer = g(); w.line(a); extract(a); }", "extract after w.line"),
            ("fn f() { let w = Folder::open(a)?; extract(a); }", "extract after Folder::open"),
            ("impl Build<'_> { fn f(&self) { self.writer.line(a); extract(a); } }", "self.writer"),
            ("fn f(b: &Build) { relate(a); b.lexicon.words.get(a); }", "lexicon.get after relate"),
            ("fn f(b: &Build) { relate(a); let l = b.lexicon; l.get(a); }", "l.get after relate"),
            ("fn f() { extract(relate(a)); }", "extract after relate"),
            (
                "fn f() { let g = |a| { relate(a) }; let h = |a| extract(a); }",
                "extract after relate",
            ),
            ("fn f() { fn g() { relate(a); extract(a); } }", "g calls extract after relate"),
            ("fn f() { relate::<A, (B, C)>(a); extract(a); }", "extract after relate"),
            ("use crate::merge::*;", "imports *"),
        ] {
            let faults = found(code);
            let words = expected.replace("self.writer", "writer.line");
            assert!(faults.iter().any(|f| f.contains(&words)), "{code}\ngives {faults:?}");
        }
    }

    #[test]
    fn lets_the_rest_pass() {
        for code in [
            "fn f(l: &Lexicon) { l.words(a); extract(a); relate(a); Folder::open(a); }",
            "fn f(l: &Lexicon) { relate(extract(l.words(a))); l.words(b); extract(b); }",
            "fn f() { extract(a); } fn g() { relate(a); } fn h() { extract(a); }",
            "fn f(w: &mut Writer) { /* w.line(a) */ extract(a); w.line(\"relate(a)\"); }",
            "fn f() { relate(a); Story::new(a); my_extract(a); a.extract(b); x::extract(b); }",
            "fn f(w: Writer, names: Vec<Linker>) -> Story { names.len(); extract(a); Writer { extract } }",
            "fn f() { relate(a); } #[cfg(test)] mod tests { fn f() { relate(a); extract(a); } }",
            "use rayon::prelude::*; fn f(lexicon: &X) { relate(a); lexicon.get(b); }",
            "trait T { fn f(&self, w: Writer); fn g(&self); }",
        ] {
            assert_eq!(found(code), Vec::<String>::new(), "{code}");
        }
    }
}
