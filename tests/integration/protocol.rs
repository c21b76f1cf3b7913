//! The cases of the W3C's suites for the SPARQL 1.1 Protocol, the Service Description and the Graph Store Protocol, put to the real program.
//!
//! The files under `tests/cases/protocol/` say in our words what each case of a suite asks and what must come back; the comment of a
//! case is its name there (<https://w3c.github.io/rdf-tests/sparql/sparql11/>). `{1}` to `{3}` are graphs of the archive's stories.

use std::fs;

use crate::serve::{Answer, Server};
use crate::support::root;

const TABLES: [&str; 4] = [
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
];
const TRIPLES: [&str; 5] = [
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
    "application/trig",
];

#[test]
fn the_suites_of_the_w3c_pass() {
    let server = Server::on_archive(&[]);
    let asked = "SELECT DISTINCT ?g { GRAPH ?g { ?g a ?type } } ORDER BY ?g LIMIT 3";
    let graphs: Vec<String> =
        server.query(asked, "text/csv").body.lines().skip(1).map(str::to_owned).collect();
    assert_eq!(graphs.len(), 3, "{graphs:?}");
    let mut failed = Vec::new();
    let mut n_cases = 0;
    for name in ["query", "update", "description", "graphs"] {
        let file = root().join("tests/cases/protocol").join(format!("{name}.txt"));
        for case in fs::read_to_string(&file).unwrap().split("=====\n") {
            n_cases += 1;
            if let Err(error) = run(&server, case, &graphs) {
                failed.push(format!("{name}.txt: {error}\n{case}"));
            }
        }
    }
    assert!(n_cases >= 56, "only {n_cases} cases were found");
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// Puts one case to the server: a request, three hyphens, and what comes back.
fn run(server: &Server, case: &str, graphs: &[String]) -> Result<(), String> {
    let (request, expected) =
        case.split_once("---\n").ok_or("there is no line of three hyphens")?;
    let (head, body) = request.split_once("\n\n").unwrap_or((request, ""));
    let mut lines = head.lines().filter(|line| !line.starts_with('#'));
    let (method, path) = lines.next().and_then(|l| l.split_once(' ')).ok_or("no request")?;
    let headers: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once(": ")).collect();
    let in_address = |graph: &str| graph.replace(':', "%3A").replace('/', "%2F");
    let path = filled(path, graphs, in_address);
    let body = filled(body.trim_end(), graphs, str::to_owned);
    let is_utf16 = headers.iter().any(|(_, value)| value.contains("UTF-16"));
    let answer = if is_utf16 {
        let bytes: Vec<u8> =
            "\u{feff}".chars().chain(body.chars()).flat_map(|c| (c as u16).to_be_bytes()).collect();
        server.send(method, &path, &headers, &bytes)
    } else {
        server.send(method, &path, &headers, body.as_bytes())
    };
    expected.lines().try_for_each(|line| {
        let line = filled(line, graphs, str::to_owned);
        if holds(&line, &answer) { Ok(()) } else { Err(format!("not {line:?}: {answer:?}")) }
    })
}

fn filled(text: &str, graphs: &[String], written: impl Fn(&str) -> String) -> String {
    graphs.iter().enumerate().fold(text.to_owned(), |text, (i, graph)| {
        text.replace(&format!("{{{}}}", i + 1), &written(graph))
    })
}

/// Whether an answer is what a line expects: a kind, a status, or words that it holds.
fn holds(line: &str, answer: &Answer) -> bool {
    let is = |media: &[&str]| {
        let content = |m: &&str| answer.head.contains(&format!("content-type: {m}"));
        answer.status == 200 && media.iter().any(content)
    };
    match line {
        "true" | "false" => is(&TABLES[..2]) && answer.body.contains(line),
        "table" => is(&TABLES),
        "rdf" => is(&TRIPLES),
        "4xx" => (400..500).contains(&answer.status),
        line => match line.parse::<u16>() {
            Ok(status) => answer.status == status,
            Err(_) => answer.body.contains(line),
        },
    }
}
