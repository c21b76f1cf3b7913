//! The program among other programs: help, completions, manual pages, closed pipes, plain output.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::support::{Small, archive, command, root, run};

const COMMANDS: [&str; 11] = [
    "build",
    "extract",
    "query",
    "export",
    "claims",
    "cooccur",
    "explain",
    "diff",
    "stats",
    "completions",
    "man",
];

#[test]
fn help_names_every_command_and_each_shows_an_example() {
    let help = run(root(), &["--help"]).code(0).out;
    for name in COMMANDS {
        assert!(help.contains(name), "{name} is not in --help");
        let own = run(root(), &[name, "--help"]).code(0);
        own.prints(&["Example", &format!("consort {name}")]);
    }
    run(root(), &["--version"]).code(0).prints(&["consort ", env!("CARGO_PKG_VERSION")]);
}

#[test]
fn what_is_mistyped_is_refused() {
    run(root(), &["biuld"]).code(2).says(&["biuld", "build"]);
    run(root(), &["build", "--thread", "2"]).code(2).says(&["--threads"]);
    run(root(), &["extract", "--format", "xml"]).code(2).says(&["jsonl"]);
    run(root(), &["extract", "--threads", "none"]).code(2).says(&["none"]);
    run(root(), &[] as &[&str]).code(2).says(&["Usage"]);
}

#[test]
fn completions_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = run(root(), &["completions", shell]).code(0);
        for name in COMMANDS {
            assert!(ran.out.contains(name), "{shell} does not complete {name}");
        }
    }
    run(root(), &["completions", "tcsh"]).code(2).says(&["tcsh", "bash"]);
}

#[test]
fn manual_pages() {
    run(root(), &["man"]).code(0).prints(&[".TH", "consort", "explain"]);
    let small = Small::new();
    small.run(&["man", "--out", "pages"]).code(0);
    for name in COMMANDS {
        let page = fs::read_to_string(small.at(&format!("pages/consort-{name}.1"))).unwrap();
        assert!(page.contains(".TH") && page.contains("Example"), "the page of {name}");
    }
    small.run(&["man", "--out", "texts/one.txt"]).code(2).says(&["one.txt"]);
}

#[test]
fn a_closed_pipe_is_success() {
    for args in [
        &["extract", "data", "--format", "jsonl"][..],
        &["extract", "data"],
        &["export", "--graph", archive()],
        &["export", "--format", "nquads", "--graph", archive()],
        &["export", "--format", "jsonld", "--graph", archive()],
        &["export", "--format", "rdfxml", "--graph", archive()],
        &["query", "SELECT * { ?s ?p ?o }", "--format", "csv", "--graph", archive()],
        &["query", "SELECT * { ?s ?p ?o }", "--format", "json", "--graph", archive()],
        &["query", "SELECT * { ?s ?p ?o }", "--graph", archive()],
        &["query", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "--format", "ttl", "--graph", archive()],
        &["cooccur", "--top", "0", "--format", "csv", "--graph", archive()],
        &["cooccur", "--top", "0", "--format", "json", "--graph", archive()],
        &["cooccur", "--top", "0", "--graph", archive()],
        &["explain", "unodc", "osce", "--top", "0", "--graph", archive()],
        &["explain", "unodc", "osce", "--top", "0", "--format", "json", "--graph", archive()],
        &["claims", "--format", "csv", "--graph", archive()],
        &["vocab", "export", "--format", "csv"],
        &["vocab", "export", "--format", "skos"],
        &["vocab", "export", "--format", "spacy"],
        &["completions", "zsh"],
        &["man"],
    ] {
        // Words go to a file, so that a talkative program does not wait for a reader of them.
        let words = tempfile::NamedTempFile::new().unwrap();
        let mut child = command(root(), args)
            .stdout(Stdio::piped())
            .stderr(words.reopen().unwrap())
            .spawn()
            .unwrap();
        let mut first = String::new();
        let mut reader = BufReader::with_capacity(16, child.stdout.take().unwrap());
        reader.read_line(&mut first).unwrap();
        drop(reader);
        let code = child.wait().unwrap().code();
        let err = fs::read_to_string(words.path()).unwrap();
        let spoke = err.contains("a bug in consort") || err.to_lowercase().contains("pipe");
        assert!(!spoke, "{args:?}: {err}");
        let warned = code == Some(1) && err.contains("warning");
        assert!(code == Some(0) || warned, "{args:?}: {code:?} {err}");
        assert!(!first.is_empty(), "{args:?} printed nothing");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_whatever_is_printed() {
    let small = Small::built();
    for args in [
        &["stats"][..],
        &["cooccur"],
        &["cooccur", "--format", "csv"],
        &["query", "who-funds-what"],
    ] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let out = command(small.path(), args).stdout(full).output().unwrap();
        let err = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!(out.status.code(), Some(2), "{args:?}: {err}");
        assert!(
            err.contains("cannot write the ") && err.contains("No space left"),
            "{args:?}: {err}"
        );
    }
}

#[test]
fn data_goes_to_standard_output_and_words_do_not() {
    let small = Small::built();
    for args in [
        &["export", "--format", "ntriples"][..],
        &["query", "SELECT * { ?s ?p ?o }", "--format", "csv"],
        &["cooccur", "--format", "json"],
        &["stats", "--json"],
        &["extract", "texts", "--format", "jsonl", "--vocab", "names"],
    ] {
        let loud = small.run(args).code(0);
        let mut quiet = args.to_vec();
        quiet.push("--quiet");
        let quiet = small.run(&quiet).code(0);
        assert_eq!(loud.out, quiet.out, "{args:?}");
        assert_eq!(quiet.err, "", "{args:?}");
        assert!(
            !loud.out.contains('\u{1b}') && !loud.err.contains('\u{1b}'),
            "colours in {args:?}"
        );
    }
}

#[test]
fn tables_fit_no_terminal_and_any_locale() {
    let small = Small::built();
    let mut narrow = command(small.path(), &["cooccur"]);
    narrow.env("COLUMNS", "1").env("LC_ALL", "C").env("TERM", "dumb");
    let ran = crate::support::finish(narrow, "").code(0);
    assert_eq!(ran.out, small.run(&["cooccur"]).code(0).out, "a pipe has no width");
}
