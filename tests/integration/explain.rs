//! `consort explain`: the sentence behind every edge.

use std::collections::BTreeSet;

use consort::store::Folder;
use consort::view::explain::{Question, edges, passages};
use consort::{EntityId, Predicate, Story, Window};
use serde_json::Value;

use crate::support::{Small, archive, on_archive};

const PAIR: [&str; 3] = ["alpha-institute", "partnersWith", "beta-agency"];

#[test]
fn the_sentences_come_newest_first() {
    let small = Small::built();
    let json = explain(&small, &PAIR);
    let dates: Vec<&str> = json.iter().map(|p| p["date"].as_str().unwrap()).collect();
    assert_eq!(dates, ["2021-04-04", "2021-03-03"]);
    for passage in &json {
        let sentence = passage["sentence"].as_str().unwrap();
        assert!(sentence.contains("Alpharia Institute") && sentence.contains("Betania Agency"));
        assert!(!passage["document"].as_str().unwrap().is_empty());
    }
}

/// Only stories that can answer are read.
#[test]
fn no_story_that_can_answer_is_passed_over() {
    let snapshot = Folder::open(archive()).unwrap();
    let all: Vec<Story> = snapshot.stories().unwrap().map(Result::unwrap).collect();
    let ids: Vec<EntityId> = snapshot.entities().unwrap().map(|e| e.unwrap().id).collect();
    let mut n_passed = 0;
    let mut ask = |question: &Question| {
        let ends = question.ends();
        let chosen = match question.asks_for_statements() {
            true => snapshot.stories_stating(&ends),
            false => snapshot.stories_of(&ends),
        };
        let chosen: Vec<Story> = chosen.unwrap().map(Result::unwrap).collect();
        n_passed += all.len() - chosen.len();
        assert_eq!(passages(&chosen, question), passages(&all, question), "{question:?}");
        if question.b.is_none() && question.predicate.is_none() && !question.named {
            assert_eq!(edges(&chosen, question), edges(&all, question), "{question:?}");
        }
    };
    for (i, a) in ids.iter().enumerate() {
        let about = || Question::about(a.clone());
        ask(&about());
        ask(&about().whenever_named());
        ask(&about().with_predicate(Predicate::ALL[i % 7]));
        for b in [&ids[(i * 7 + 1) % ids.len()], &ids[(i + 1) % ids.len()]] {
            let with = || about().with_partner(b.clone());
            ask(&with());
            ask(&with().within(Window::Document));
            ask(&with().with_predicate(Predicate::ALL[i % 7]));
        }
    }
    assert!(n_passed > 50 * ids.len(), "{n_passed}");
}

#[test]
fn the_text_shows_names_rule_and_source() {
    let small = Small::built();
    let ran = small.run(&["explain", "beta-agency", "funds", "zeta-programme"]).code(0);
    ran.prints(&[
        "The [Zetarian Harbour Programme] is funded by the [Betania Agency].",
        "2021-03-03",
        "one.txt",
        "funds",
    ]);
}

#[test]
fn names_labels_and_aliases_mean_the_same() {
    let small = Small::built();
    let by_id = explain(&small, &PAIR);
    assert_eq!(by_id, explain(&small, &["Alpharia Institute", "partnersWith", "Betania Agency"]));
    assert_eq!(by_id, explain(&small, &["ALPX", "partnerswith", "BETX"]));
    let statements =
        |passages: &[Value]| passages.iter().map(|p| p["statements"].clone()).collect::<Vec<_>>();
    let turned = explain(&small, &["betania agency", "partnersWith", "alpharia institute"]);
    assert_eq!(statements(&by_id), statements(&turned));
}

#[test]
fn without_a_predicate_all_that_joins_the_two() {
    let small = Small::built();
    let found = explain(&small, &["alpha-institute", "beta-agency"]);
    assert!(found.len() >= 2);
    let stated = |p: &&Value| !p["statements"].as_array().unwrap().is_empty();
    assert_eq!(found.iter().filter(stated).count(), 2, "{found:#?}");
}

#[test]
fn one_entity_gives_its_edges() {
    let small = Small::built();
    let ran = small.run(&["explain", "zeta-programme"]).code(0);
    ran.prints(&["funds", "implements", "Betania Agency", "Alpharia Institute"]);
    let csv = small.run(&["explain", "zeta-programme", "--format", "csv"]).code(0).csv();
    assert!(csv.len() >= 3, "{csv:?}");
}

#[test]
fn sentences_are_a_table_too() {
    let small = Small::built();
    let csv =
        small.run(&["explain", "alpha-institute", "beta-agency", "--format", "csv"]).code(0).csv();
    let column = |name: &str| csv[0].iter().position(|column| column == name).unwrap();
    let (kind, sentence) = (column("kind"), column("sentence"));
    assert!(
        csv[1..].iter().any(|row| row[kind] == "together" && row[column("predicate")].is_empty())
    );
    let stated: Vec<_> = csv[1..].iter().filter(|row| row[kind] == "stated").collect();
    assert!(stated.iter().all(|row| row[column("predicate")] == "partnersWith"), "{stated:?}");
    assert!(csv[1..].iter().all(|row| row[sentence].contains("Alpharia")), "{csv:?}");
}

#[test]
fn direction_matters_where_it_does() {
    let small = Small::built();
    small.run(&["explain", "beta-agency", "funds", "zeta-programme"]).code(0);
    small.run(&["explain", "zeta-programme", "funds", "beta-agency"]).code(1);
}

#[test]
fn top_cuts_the_list() {
    let small = Small::built();
    let args = ["explain", PAIR[0], PAIR[1], PAIR[2], "--top", "1", "--format", "json"];
    assert_eq!(small.run(&args).code(0).json().as_array().unwrap().len(), 1);
}

#[test]
fn every_edge_of_the_archive_can_be_explained() {
    let ask = "SELECT ?a ?p ?b { VALUES ?p { consort:funds consort:partnersWith consort:implements consort:partOf \
               consort:supports } ?a ?p ?b . FILTER(STRSTARTS(STR(?b), STR(id:))) } ORDER BY ?a ?p ?b";
    let rows = on_archive(&["query", ask, "--format", "csv"]).code(0).csv();
    let last = |iri: &str| iri.rsplit(['/', '#']).next().unwrap().to_owned();
    let edges: Vec<_> = rows[1..].iter().map(|r| [last(&r[0]), last(&r[1]), last(&r[2])]).collect();
    const SAMPLE: usize = 25;
    assert!(edges.len() >= SAMPLE, "only {} edges", edges.len());
    for [a, p, b] in edges.iter().step_by(edges.len() / SAMPLE) {
        on_archive(&["explain", a, p, b]).code(0);
    }
}

/// The archive's number of windows that name a pair, and what `explain` prints for the same windows.
#[test]
fn every_count_leads_to_its_sentences() {
    for window in ["sentence", "paragraph", "document", "3-sentences"] {
        let ran = on_archive(&["cooccur", "--window", window, "--top", "30"]).code(0);
        let pair =
            ran.err.split("consort explain ").nth(1).unwrap_or_else(|| panic!("{}", ran.err));
        let words = pair.split_whitespace().take_while(|word| *word != "-g");
        let command: Vec<&str> = ["explain"].into_iter().chain(words).collect();
        on_archive(&command).code(0).says(&["sentences:", "with both names"]);
        let csv = on_archive(&["cooccur", "--window", window, "--top", "30", "--format", "csv"]);
        let rows = csv.code(0).csv();
        let column = |name: &str| rows[0].iter().position(|c| c == name).unwrap();
        let [first, second] = [column("first_id"), column("second_id")];
        let [together, documents] = [column("together"), column("documents")];
        for row in &rows[1..] {
            let args = ["explain", &row[first], &row[second], "--window", window, "--top", "0"];
            let found = on_archive(&[&args[..], &["--format", "json"]].concat()).code(0).json();
            let named: Vec<&Value> =
                found.as_array().unwrap().iter().filter(|p| !p["names"].is_null()).collect();
            let both = named.iter().filter(|p| p["names"] == "together").count();
            if window == "sentence" {
                assert_eq!(both.to_string(), row[together], "{row:?}");
            }
            let stories: BTreeSet<&str> =
                named.iter().map(|p| p["document"].as_str().unwrap()).collect();
            assert_eq!(stories.len().to_string(), row[documents], "{window} {row:?}");
        }
    }
}

#[test]
fn all_sentences_that_name_one() {
    let small = Small::built();
    let found = explain(&small, &["gamma-council", "--named"]);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found.iter().all(|p| p["sentence"].as_str().unwrap().contains("Gammaria Council")));
    // The number that the archive's trend gives for an entity is that of its sentences.
    let trend = on_archive(&["network", "trend", "interpol"]).code(0);
    let n: String = trend.err.lines().next().unwrap().rsplit(": ").next().unwrap().to_owned();
    on_archive(&["explain", "interpol", "--named"]).code(0).says(&[&format!("{n} sentences")]);
    let fails = |args: &[&str], words: &[&str]| {
        small.run(&[&["explain"], args].concat()).code(2).says(words);
    };
    fails(&["gamma-council", "gamma-council"], &["--named"]);
    fails(&["gamma-council", "funds", "--named"], &["one entity"]);
    fails(&["gamma-council", "--window", "paragraph"], &["--window is for two entities"]);
    fails(&["gamma-council", "beta-agency", "--window", "page"], &["page", "3-sentences"]);
}

#[test]
fn what_is_not_known_is_said() {
    let small = Small::built();
    small.run(&["explain", "Alfaria Institute"]).code(2).says(&[
        "Alfaria Institute",
        "did you mean",
        "alpha-institute",
    ]);
    small
        .run(&["explain", "alpha-institute", "founds", "beta-agency"])
        .code(2)
        .says(&["founds", "funds"]);
    small.run(&["explain", "alpha-institute", "funds", "gamma-council"]).code(1);
    small.run(&["explain"]).code(2);
    small.run(&["explain", "a", "b", "c", "d"]).code(2);
    small
        .run(&["explain", "alpha-institute", "--graph", "nowhere"])
        .code(2)
        .says(&["consort build"]);
}

fn explain(small: &Small, words: &[&str]) -> Vec<Value> {
    let args: Vec<_> =
        ["explain"].iter().chain(words).chain(&["--format", "json"]).copied().collect();
    small.run(&args).code(0).json().as_array().unwrap().clone()
}
