//! Queries that would never end, or fill any memory: each ends when its time or memory is used, and leaves its place to the next.

use std::time::{Duration, Instant};

use crate::serve::{Answer, Server};

/// A query's limit in these tests.
const LIMIT: Duration = Duration::from_secs(1);

/// What a machine may add to it: little where nothing else runs, as in CI; else nobody knows.
fn slack() -> Duration {
    Duration::from_millis(if std::env::var_os("CI").is_some() { 2_000 } else { 15_000 })
}

/// As many as the server lets run at once.
const AT_ONCE: usize = 8;

/// Queries by what the engine does without reading a statement.
fn kinds() -> Vec<(&'static str, String)> {
    let product = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i";
    let counted = |pattern: &str| format!("SELECT (COUNT(*) AS ?n) {{ {pattern} }}");
    let names = || (0..20).map(|i| format!("?v{i}"));
    let values: String = names().map(|v| format!("VALUES {v} {{ 1 2 3 4 5 6 7 8 9 }} ")).collect();
    let doubled: String = (0..60).fold("BIND('abcdefgh' AS ?t0)".to_owned(), |all, i| {
        format!("{all} BIND(CONCAT(?t{i}, ?t{i}) AS ?t{})", i + 1)
    });
    let replaced =
        (0..9).fold("'aaaaaaaa'".to_owned(), |all, _| format!("REPLACE({all}, 'a', 'aaaaaaaa')"));
    let at_once = format!("REPLACE(?t20, '^.*$', '{}')", "$0".repeat(9000));
    let to_8_megabytes = doubled.split(" BIND(").take(21).collect::<Vec<_>>().join(" BIND(");
    let any = "(rdf:type|!rdf:type)";
    vec![
        ("a product", counted(product)),
        ("a product of values", counted(&values)),
        ("a product of rows without terms", counted(&"{ {} UNION {} } ".repeat(40))),
        (
            "a product of rows that hide their terms",
            counted(&"{ SELECT ?no { ?s ?p ?o } } ".repeat(3)),
        ),
        ("an optional product", counted("?a ?b ?c OPTIONAL { ?d ?e ?f OPTIONAL { ?g ?h ?i } }")),
        (
            "a difference without a common variable",
            counted("?a ?b ?c MINUS { ?d ?e ?f OPTIONAL { ?a consort:no ?x } }"),
        ),
        ("a condition that is a product", "ASK { ?s ?p ?o FILTER NOT EXISTS { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?s && ?d = 1 && ?g = 2) } FILTER(?s = 1) }".to_owned()),
        ("rows of rows", counted("?a ?b ?c LATERAL { ?d ?e ?f LATERAL { ?g ?h ?i } }")),
        ("closures of closures", counted(&format!("?a ({any}*)* ?b"))),
        ("closures of sequences of closures", counted(&format!("?a ({any}+/^{any}+)+ ?b"))),
        ("a sorted product", format!("SELECT * {{ {product} }} ORDER BY ?i ?f")),
        ("a product in no order", format!("SELECT * {{ {product} }} ORDER BY RAND()")),
        ("a distinct product", format!("SELECT DISTINCT * {{ {product} }}")),
        ("groups of a product", format!("SELECT ?a ?d ?g (COUNT(*) AS ?n) {{ {product} }} GROUP BY ?a ?d ?g")),
        ("triples of a product", format!("CONSTRUCT {{ ?a ?e ?i }} {{ {product} }}")),
        ("a text that doubles", format!("SELECT ?t60 {{ {doubled} }}")),
        ("a text that is replaced by more", format!("SELECT ({replaced} AS ?x) {{}}")),
        ("a text that grows in one step", format!("SELECT ({at_once} AS ?x) {{ {to_8_megabytes} }}")),
        ("texts gathered", format!("SELECT (GROUP_CONCAT(STR(?a)) AS ?x) {{ {product} }}")),
        ("many long texts", format!("SELECT (CONCAT(?t20, STR(?a)) AS ?x) {{ {to_8_megabytes} ?a ?b ?c . ?d ?e ?f }}")),
        ("a pattern over a long text", format!("SELECT (COUNT(*) AS ?n) {{ {to_8_megabytes} ?a ?b ?c FILTER(REGEX(?t20, 'a.{{50}}z')) }}")),
    ]
}

/// Asks until one of the places is free; the answer, how long it took, and how long there was no place.
fn ask(server: &Server, query: &str) -> (Answer, Duration, Duration) {
    let came = Instant::now();
    loop {
        let started = Instant::now();
        let answer = server.query(query, "text/csv, text/turtle;q=0.5");
        if !answer.body.contains("queries run already") || came.elapsed() > LIMIT * 30 {
            return (answer, started.elapsed(), started - came);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn each_ends_within_its_bounds_and_leaves_its_place() {
    let server = Server::on_archive(&["--timeout", "1", "--memory", "256"]);
    let (mut late, mut former) = (Vec::new(), "nothing");
    for (name, query) in kinds() {
        let answers: Vec<_> = std::thread::scope(|scope| {
            let asked: Vec<_> =
                (0..AT_ONCE).map(|_| scope.spawn(|| ask(&server, &query))).collect();
            asked.into_iter().map(|asked| asked.join().unwrap()).collect()
        });
        for (answer, took, waited) in answers {
            let says = ["longer than 1 s", "more than 256 MB", "a text of more than"];
            let is_told = says.iter().any(|says| answer.body.contains(says));
            assert!(answer.status == 503 && is_told, "{name}: {answer:?}");
            if took > LIMIT + slack() {
                late.push(format!("{name}: answered after {took:?}"));
            }
            if waited > slack() {
                late.push(format!("{former}: its place was free after {waited:?} more"));
            }
        }
        former = name;
    }
    let (answer, _, waited) = ask(&server, "ASK {}");
    assert!(answer.status == 200 && waited < slack(), "{answer:?} after {waited:?}");
    assert!(late.is_empty(), "{late:#?}");
}
