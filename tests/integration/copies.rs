//! Copies of a story: kept, named, and counted once.

use std::fs;

use crate::support::{Small, figure};

const RELEASE: &str = "Norway funds the Container Control Programme with two million euros this year. The grant pays for \
    scanners at the ports of Durres and Bar, and for the training of customs officers who use them. An audit last autumn had \
    found that half of the old machines were out of order. Officers from six countries will meet in Podgorica in May to agree \
    on common rules for the search of containers.";

/// A release, a shorter print of it, one with another sum and another donor, and a story that says the same in its own words.
fn stories() -> String {
    let mut cut = RELEASE.replace(
        "An audit last autumn had found that half of the old machines were out of order. ",
        "",
    );
    cut.truncate(cut.rfind(" Officers").unwrap());
    let other = RELEASE
        .replace("Norway", "Sweden")
        .replace("two million", "nine million")
        .replace("Durres", "Ploce");
    let own = "Norway funds the Container Control Programme again, a spokeswoman said on Thursday after talks that had gone on \
        for the whole winter between the donors and the offices that run it.";
    let line = |id: &str, date: &str, title: &str, text: &str| {
        serde_json::json!({"id": id, "date": date, "title": title, "text": text}).to_string()
    };
    [
        line("print", "2021-03-04", "Ports get help", &cut),
        line("release", "2021-03-03", "Norway pays for scanners", RELEASE),
        line("other", "2021-03-03", "Sweden pays for scanners", &other),
        line("own", "2021-03-05", "Money again", own),
    ]
    .join("\n")
}

fn built() -> Small {
    let small = Small::new();
    fs::write(small.path().join("stories.jsonl"), stories()).unwrap();
    small.run(&["build", "stories.jsonl"]).code(0).prints(&["1 story is a copy"]);
    small
}

#[test]
fn an_edge_counts_origins_beside_documents() {
    let small = built();
    let edges = small.run(&["explain", "nor", "--format", "csv"]).code(0).csv();
    let column = |name: &str| edges[0].iter().position(|head| head == name).unwrap();
    let funds = edges.iter().find(|row| row[column("partner_id")] == "unodc-wco-ccp").unwrap();
    assert_eq!((&*funds[column("documents")], &*funds[column("origins")]), ("3", "2"));
    let question = "SELECT ?n ?copy ?origin { ?claim rdf:subject id:nor ; rdf:object id:unodc-wco-ccp ; consort:originCount ?n . \
        ?c consort:copyOf ?o . ?c dcterms:identifier ?copy . ?o dcterms:identifier ?origin }";
    let rows = small.run(&["query", question, "--format", "csv"]).code(0).csv();
    assert_eq!(rows[1..], [["2", "print", "release"]]);
    let stats = small.run(&["stats", "--json"]).code(0).json();
    assert_eq!(figure(&stats, "copies among them"), Some(1));
}

#[test]
fn a_sentence_of_a_copy_says_so() {
    let small = built();
    let said = small
        .run(&["explain", "nor", "funds", "unodc-wco-ccp"])
        .code(0)
        .prints(&["copy of release"]);
    assert_eq!(said.out.matches("copy of ").count(), 1, "{}", said.shown());
}

#[test]
fn a_build_that_reads_only_what_is_new_finds_the_same() {
    let small = built();
    let first =
        stories().lines().next().unwrap().replace("print", "late").replace("03-04", "03-06");
    fs::write(small.path().join("more.jsonl"), first).unwrap();
    small.run(&["build", "stories.jsonl", "more.jsonl"]).code(0).prints(&["2 stories are copies"]);
    small.run(&["build", "stories.jsonl", "more.jsonl", "-o", "fresh"]).code(0);
    let name = |graph: &str| fs::read_to_string(small.path().join(graph).join("CURRENT")).unwrap();
    assert_eq!(name("graph"), name("fresh"), "equal graphs have equal names");
}
