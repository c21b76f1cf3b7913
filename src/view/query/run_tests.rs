//! Runs the shipped queries over a small graph.
//!
//! In: `sample.ttl`. Out: rows that were checked by eye, and in rdflib. Never: outside tests.

use oxrdf::{Dataset, Quad};
use oxrdfio::{RdfFormat, RdfParser};
use spareval::QueryEvaluator;

use crate::view::query::tests::{prefixes, prepared};
use crate::view::query::{
    Limits, ResultsFormat, SHIPPED, Watchdog, WriteOptions, shipped, write_results,
};
use crate::view::table::{CsvLayout, TextLayout};

fn quads() -> Vec<Quad> {
    let parser = RdfParser::from_format(RdfFormat::Turtle);
    parser.for_reader(include_str!("sample.ttl").as_bytes()).collect::<Result<_, _>>().unwrap()
}

fn run(
    quads: impl IntoIterator<Item = Quad>,
    text: &str,
    set: &[(&str, &str)],
    format: &str,
) -> String {
    let prepared = prepared(text, set).unwrap();
    let dataset: Dataset = quads.into_iter().collect();
    let (prefixes, watchdog) = (prefixes(), Watchdog::start(&Limits::default()));
    let options = WriteOptions {
        format: Some(format.parse::<ResultsFormat>().unwrap()),
        limit: None,
        ordered: prepared.ordered,
        prefixes: &prefixes,
        layout: TextLayout::default(),
        csv: CsvLayout::default(),
        watchdog: &watchdog,
    };
    let evaluator = QueryEvaluator::new().with_cancellation_token(watchdog.token());
    let results = evaluator.prepare(&prepared.query).execute(&dataset).unwrap();
    let mut out = Vec::new();
    let turtle = |triples: &[oxrdf::Triple], out: &mut dyn std::io::Write| {
        triples.iter().try_for_each(|t| writeln!(out, "{t} ."))
    };
    write_results(results, &options, &turtle, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn rows(name: &str, set: &[(&str, &str)]) -> Vec<String> {
    let text = shipped(name).unwrap().text;
    let table = run(quads(), text, set, "csv").replace("https://w3id.org/consort/data/", "");
    table.lines().skip(1).map(|l| l.trim_end().to_owned()).collect()
}

#[test]
fn every_query_finds_something_in_the_same_order() {
    for (name, text) in SHIPPED {
        let table = run(quads(), text, &[], "table");
        assert!(table.lines().count() > 2, "{name} finds nothing:\n{table}");
        let again = run(quads().into_iter().rev(), text, &[], "table");
        assert_eq!(table, again, "{name} depends on the order of the triples");
    }
}

#[test]
fn money_is_followed_through_funds() {
    assert_eq!(
        rows("ultimate-donors", &[]),
        [
            "Germany,Container Control Programme,2,2,2020-10-05,2020-12,id/deu,id/unodc-wco-ccp",
            "Germany,Trust Fund,1,1,2020-10-05,2020-10-05,id/deu,id/trust-fund",
            "Norway,Container Control Programme,1,1,,,id/nor,id/unodc-wco-ccp",
        ]
    );
}

#[test]
fn partners_stand_on_either_side_of_a_claim() {
    assert_eq!(rows("partners", &[]), ["OSCE,3,2,2020-10-05,2020-12,id/osce"]);
    assert_eq!(rows("partners", &[("org", "OSCE")]), ["UNODC,3,2,2020-10-05,2020-12,id/unodc"]);
    assert_eq!(rows("partners", &[("org", "undp")]), [""; 0]);
}

#[test]
fn undated_stories_do_not_hide_the_dates_of_others() {
    assert_eq!(
        rows("organisers", &[]),
        ["OSCE,2,1,2020-10-05,2020-10-05,id/osce", "WCO,1,0,,,id/wco"]
    );
}

#[test]
fn stated_pairs_are_not_reported_as_unstated() {
    assert_eq!(rows("together-but-unstated", &[]), ["OSCE,WCO,4,2,3,0.9000,id/osce,id/wco"]);
}

#[test]
fn constructed_triples_come_sorted() {
    let text = "CONSTRUCT { ?b consort:fundedBy ?a } WHERE { ?a consort:funds ?b }";
    let triples = run(quads(), text, &[], "ttl");
    let mut sorted: Vec<&str> = triples.lines().collect();
    sorted.sort_unstable();
    assert_eq!(triples.lines().collect::<Vec<_>>(), sorted);
    assert_eq!(sorted.len(), 4);
}
