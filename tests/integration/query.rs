//! `consort query`: SPARQL in, rows out; nothing can be changed or fetched through it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use consort::base::hex;
use sha2::{Digest, Sha256};

use crate::support::{Small, on_archive, root, run, snapshot};

const PARTNERS: &str = "SELECT ?a ?b { ?a consort:partnersWith ?b } ORDER BY ?a ?b";

#[test]
fn a_shipped_answer_leads_to_its_sentences() {
    let small = Small::built();
    let leads = "the sentences behind a row: consort explain DONOR funds FUNDED";
    small.run(&["query", "who-funds-what"]).code(0).says(&[leads]);
    let csv = small.run(&["query", "who-funds-what", "--format", "csv"]).code(0);
    assert!(csv.err.is_empty(), "{}", csv.shown());
    // A graph that has nothing of the kind knows none of the names, which are right all the same.
    small.write("dull.txt", "A title\n\nNothing is named here.\n");
    small.run(&["build", "dull.txt", "-o", "dull"]).code(0);
    let dull = small.run(&["query", "who-funds-what", "--graph", "dull"]).code(1);
    let dull = dull.says(&["nothing in this graph answers it"]);
    assert!(!dull.err.contains("no triple uses"), "{}", dull.shown());
}

#[test]
fn one_line_asks_who_funds_what() {
    let small = Small::built();
    let ask = "SELECT ?donor { ?donor consort:funds id:zeta-programme }";
    let rows = small.run(&["query", ask, "--format", "csv"]).code(0).csv();
    assert_eq!(rows[0], ["donor"]);
    assert_eq!(rows.len(), 2);
    assert!(rows[1][0].ends_with("/id/beta-agency"), "{rows:?}");
    small.run(&["query", ask]).code(0).prints(&["donor", "beta-agency"]);
}

#[test]
fn symmetric_edges_are_there_both_ways() {
    let small = Small::built();
    let rows = small.run(&["query", PARTNERS, "--format", "csv"]).code(0).csv();
    let ends: Vec<(&str, &str)> =
        rows[1..].iter().map(|row| (last(&row[0]), last(&row[1]))).collect();
    assert_eq!(ends, [("alpha-institute", "beta-agency"), ("beta-agency", "alpha-institute")]);
}

#[test]
fn every_format_says_the_same() {
    let small = Small::built();
    let ask = |format| small.run(&["query", PARTNERS, "--format", format]).code(0);
    assert_eq!(ask("csv").csv().len(), 3);
    assert_eq!(ask("tsv").out.lines().count(), 3);
    let json = ask("json").json();
    assert_eq!(json["head"]["vars"], serde_json::json!(["a", "b"]));
    assert_eq!(json["results"]["bindings"].as_array().unwrap().len(), 2);
    let xml = ask("xml").out;
    assert!(xml.starts_with("<?xml") && xml.matches("<result>").count() == 2, "{xml}");
    assert_eq!(ask("table").out.matches("alpha-institute").count(), 2);
}

#[test]
fn construct_and_describe_give_turtle() {
    let small = Small::built();
    let construct = "CONSTRUCT { ?a consort:knows ?b } WHERE { ?a consort:partnersWith ?b }";
    let ran = small.run(&["query", construct, "--format", "ttl"]).code(0);
    assert_eq!(ran.out.matches("knows").count(), 2, "{}", ran.shown());
    let ran = small.run(&["query", "DESCRIBE id:alpha-institute", "--format", "ttl"]).code(0);
    assert!(ran.out.contains("Alpharia Institute"), "{}", ran.shown());
    // Rows are no triples, and triples no rows.
    small.run(&["query", PARTNERS, "--format", "ttl"]).code(2).says(&["ttl"]);
    small.run(&["query", construct, "--format", "csv"]).code(2).says(&["csv", "ttl"]);
}

#[test]
fn nothing_described_prints_nothing() {
    let small = Small::built();
    let ran = small.run(&["query", "DESCRIBE <https://example.org/nobody>"]).code(1);
    assert_eq!(ran.out, "");
}

#[test]
fn a_question_says_about_whom_it_was_asked() {
    let partners = on_archive(&["query", "partners", "--format", "csv"]).code(0);
    let all =
        partners.says(&["org is unodc (United Nations Office on Drugs and Crime)", "--set org="]);
    let none = on_archive(&["query", "partners", "--limit", "0", "--format", "csv"]).code(0);
    assert_eq!(none.out, all.out, "0 is all");
    let asked = on_archive(&["query", "partners", "--set", "org=osce", "--limit", "1"]).code(0);
    assert!(!asked.err.contains("as the query has it"), "{}", asked.shown());
}

#[test]
fn ask_says_true_or_false() {
    let small = Small::built();
    let yes =
        small.run(&["query", "ASK { id:beta-agency consort:funds id:zeta-programme }"]).code(0);
    assert!(yes.out.to_lowercase().contains("true") || yes.out.to_lowercase().contains("yes"));
    let no = small.run(&["query", "ASK { id:gamma-council consort:funds id:zeta-programme }"]);
    assert!(no.code < 2, "{}", no.shown());
    assert!(no.out.to_lowercase().contains("false") || no.out.to_lowercase().contains("no"));
}

#[test]
fn no_rows_is_nothing_found() {
    let small = Small::built();
    let ran = small.run(&["query", "SELECT ?x { id:gamma-council consort:funds ?x }", "-f", "csv"]);
    assert_eq!(ran.code(1).out.trim(), "x", "the header stays, for programs");
}

#[test]
fn the_mention_layer_answers_too() {
    let small = Small::built();
    let ask = "SELECT ?text (COUNT(*) AS ?n) { GRAPH ?story { ?m a consort:Mention ; nif:anchorOf ?text ; \
               itsrdf:taIdentRef id:alpha-institute } } GROUP BY ?text";
    let rows = small.run(&["query", ask, "--format", "csv"]).code(0).csv();
    assert_eq!(rows[1], ["Alpharia Institute", "4"], "{rows:?}");
}

#[test]
fn a_file_a_text_and_a_limit() {
    let small = Small::built();
    small.write("mine.rq", format!("# Who works together?\n{PARTNERS}\n"));
    let from_file = small.run(&["query", "mine.rq", "--format", "csv"]).code(0).out;
    assert_eq!(from_file, small.run(&["query", PARTNERS, "--format", "csv"]).code(0).out);
    let one = small.run(&["query", "mine.rq", "--format", "csv", "--limit", "1"]).code(0).csv();
    assert_eq!(one.len(), 2);
    small.run(&["query", "nowhere.rq"]).code(2).says(&["nowhere.rq"]);
}

#[test]
fn every_shipped_query_runs_by_name() {
    let list = run(root(), &["query", "--list"]).code(0).out;
    let mut names: Vec<String> = fs::read_dir(root().join("queries"))
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".rq").map(str::to_owned))
        .collect();
    names.sort();
    let listed = list.lines().filter(|line| !line.starts_with(' ')).count();
    assert_eq!(names.len(), listed, "a file, a question: {names:?}");
    for name in &names {
        assert!(list.contains(name.as_str()), "{name} is not listed:\n{list}");
        let path = root().join("queries").join(format!("{name}.rq"));
        let text = fs::read_to_string(path).unwrap();
        assert!(
            text.starts_with("# ") && text.lines().next().unwrap().ends_with('?'),
            "queries/{name}.rq does not open with its question"
        );
        let ran = on_archive(&["query", name]);
        assert!(ran.code < 2, "{}", ran.shown());
        assert!(!ran.out.trim().is_empty(), "{}", ran.shown());
    }
}

#[test]
fn the_shipped_queries_are_found_in_any_folder() {
    let small = Small::built();
    let ran = small.run(&["query", "who-funds-what", "--format", "csv"]).code(0);
    assert!(
        ran.out.contains("Betania Agency") || ran.out.contains("beta-agency"),
        "{}",
        ran.shown()
    );
}

#[test]
fn a_parameter_takes_an_id_a_label_or_an_alias() {
    let small = Small::built();
    let rows = |value: &str| {
        let set = format!("org={value}");
        small.run(&["query", "partners", "--set", &set, "--format", "csv"]).code(0).csv()
    };
    let by_id = rows("alpha-institute");
    assert!(
        by_id.iter().flatten().any(|cell| cell.contains("beta-agency") || cell == "Betania Agency")
    );
    assert_eq!(by_id, rows("Alpharia Institute"));
    assert_eq!(by_id, rows("ALPX"));
}

#[test]
fn a_parameter_is_a_value_never_text() {
    let small = Small::built();
    let before = snapshot(&small.at("graph"));
    for value in ["org=x> } ; DROP ALL #", "org=\"} UNION { ?s ?p ?o } {\"", "org=", "org"] {
        small.run(&["query", "partners", "--set", value]).code(2).says(&["org"]);
    }
    small
        .run(&["query", "partners", "--set", "organ=alpha-institute"])
        .code(2)
        .says(&["organ", "org"]);
    assert_eq!(snapshot(&small.at("graph")), before);
}

#[test]
fn a_wrong_name_is_answered_with_the_right_one() {
    let small = Small::built();
    small.run(&["query", "partners", "--set", "org=alpha-instutute"]).code(2).says(&[
        "alpha-instutute",
        "did you mean",
        "alpha-institute",
    ]);
    small.run(&["query", "partner"]).code(2).says(&["partners"]);
}

#[test]
fn a_typo_is_shown_where_it_stands() {
    let small = Small::built();
    let ran = small.run(&["query", "SELECT ?a {\n  ?a consort:funds ?b ?c }"]).code(2);
    assert!(ran.err.contains("2:") || ran.err.contains("line 2"), "{}", ran.shown());
    small.run(&["query", "SELEC ?a { ?a ?b ?c }"]).code(2).says(&["SELECT"]);
    small.run(&["query", "SELECT ?a { ?a consrt:funds ?c }"]).code(2).says(&["consrt", "consort"]);
    // A predicate that the ontology does not have is no syntax error, but no answer either.
    small.run(&["query", "SELECT ?a { ?a consort:fundz ?c }"]).code(1);
}

#[test]
fn queries_cannot_change_or_fetch_anything() {
    let small = Small::built();
    let before = snapshot(&small.at("graph"));
    for update in [
        "INSERT DATA { id:x consort:funds id:y }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/x>",
        "DROP ALL",
    ] {
        small.run(&["query", update]).code(2);
    }
    let ran =
        small.run(&["query", "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }"]);
    assert!(ran.code != 0, "{}", ran.shown());
    assert_eq!(snapshot(&small.at("graph")), before);
}

#[test]
fn a_query_without_end_gives_up_in_time() {
    let endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
    let start = Instant::now();
    let ran = on_archive(&["query", endless, "--timeout", "0.3"]);
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    assert!(ran.code != 0, "{}", ran.shown());
    ran.says(&["0.3 s", "time"]);
}

/// A query file of a part that is said again and again.
fn repeated(before: &str, part: &str, n: usize, behind: &str) -> String {
    format!("SELECT * {{ {before}{}{behind} }} LIMIT 1", part.repeat(n))
}

#[test]
fn no_query_takes_the_process_down() {
    let folder = tempfile::tempdir().unwrap();
    let nested = |open: &str, inner: &str, close: &str, n: usize| {
        format!("SELECT * {{ {}{inner}{} }} LIMIT 1", open.repeat(n), close.repeat(n))
    };
    let brackets = "brackets inside one another";
    let terms = "words, names and signs";
    // Within the bounds a query is answered or runs out of time; beyond them it is told where it passes them.
    let table = [
        (
            "a thousand patterns",
            repeated("", "?s ?p ?o . ?s consort:funds ?a . ", 500, ""),
            "subqueries",
        ),
        ("unions", repeated("{ ?s ?p ?o }", " UNION { ?s consort:funds ?o }", 500, ""), ""),
        ("a sum", repeated("?s ?p ?o FILTER(1", "+1", 9000, " > 0)"), ""),
        ("a path", repeated("?s consort:funds", "/consort:funds", 9000, " ?o"), ""),
        ("options", nested("OPTIONAL { ", "?s ?p ?o", " }", 290), ""),
        ("filters", repeated("?s ?p ?o ", "FILTER(?s != 1) ", 2000, ""), ""),
        ("brackets", nested("{", "?s ?p ?o", "}", 20_000), brackets),
        ("more brackets", repeated("?s ?p ?o FILTER(", "(", 20_000, "1"), brackets),
        ("signs", repeated("?s ?p ?o FILTER(", "!", 50_000, "(1=1))"), terms),
        ("a long sum", repeated("?s ?p ?o FILTER(1", "+1", 50_000, " > 0)"), terms),
        ("a long union", repeated("{ ?s ?p ?o }", " UNION { ?s ?p ?o }", 20_000, ""), terms),
    ];
    for (name, text, says) in table {
        let file = folder.path().join("query.rq");
        std::fs::write(&file, text).unwrap();
        let ran = on_archive(&["query", file.to_str().unwrap(), "--timeout", "1"]);
        assert!((0..=2).contains(&ran.code), "{name}: {}", ran.shown());
        assert!(says.is_empty() || ran.code == 2, "{name}: {}", ran.shown());
        ran.says(&[says]);
    }
}

#[test]
fn a_query_that_gathers_too_much_gives_up() {
    let product = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f";
    let ran = on_archive(&["query", product, "--memory", "100", "--timeout", "60"]);
    assert_eq!(ran.code, 2, "{}", ran.shown());
    ran.says(&["more than 100 MB of memory", "narrow it"]);
}

#[test]
fn without_a_graph_it_says_how_to_make_one() {
    let small = Small::new();
    small.run(&["query", PARTNERS]).code(2).says(&["graph", "consort build"]);
    small.run(&["query", PARTNERS, "--graph", "texts"]).code(2).says(&["texts", "consort build"]);
}

#[test]
fn a_graph_of_another_version_is_refused_with_the_cure() {
    let small = Small::built();
    let manifest = snapshot(&small.at("graph"))
        .into_iter()
        .find(|(path, _)| path.file_name().is_some_and(|name| name == "manifest.json"))
        .map(|(path, _)| path)
        .unwrap();
    let text = fs::read_to_string(&manifest).unwrap();
    let now: serde_json::Value = serde_json::from_str(&text).unwrap();
    let format = now["format"].as_u64().unwrap();
    let mut place = manifest.parent().unwrap().to_owned();
    for (other, word) in [(0, "consort build"), (format + 98, "update")] {
        let mut changed = now.clone();
        changed["format"] = other.into();
        place = with_manifest(&place, &changed.to_string());
        for args in [
            &["query", PARTNERS][..],
            &["export"],
            &["cooccur"],
            &["explain", "alpha-institute"],
            &["stats"],
        ] {
            small.run(args).code(2).says(&["format", word]);
        }
    }
    for broken in ["", "{", "{}", "[]"] {
        fs::write(place.join("manifest.json"), broken).unwrap();
        small.run(&["stats"]).code(2).says(&["graph", "consort build"]);
    }
    // What the message advises works.
    with_manifest(&place, &text.replacen(&format!("\"format\": {format}"), "\"format\": 0", 1));
    small.build(&[]).code(0);
    small.run(&["query", PARTNERS]).code(0);
}

/// Gives a snapshot another manifest, and the name that goes with it.
fn with_manifest(snapshot: &Path, manifest: &str) -> PathBuf {
    let hash = hex(Sha256::digest(manifest).as_slice());
    let place = snapshot.with_file_name(format!("snapshot-{}", &hash[..16]));
    fs::rename(snapshot, &place).unwrap();
    fs::write(place.join("manifest.json"), manifest).unwrap();
    fs::write(place.with_file_name("CURRENT"), place.file_name().unwrap().as_encoded_bytes())
        .unwrap();
    place
}

#[test]
fn a_damaged_graph_is_noticed() {
    let small = Small::built();
    let files = snapshot(&small.at("graph"));
    let (path, bytes) = files.iter().find(|(path, _)| path.ends_with("records.jsonl")).unwrap();
    fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
    small.run(&["query", PARTNERS]).code(2).says(&["graph", "consort build"]);
}

fn last(iri: &str) -> &str {
    iri.rsplit('/').next().unwrap_or(iri)
}
