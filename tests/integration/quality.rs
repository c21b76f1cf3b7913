//! How well the shipped vocabulary and rules read: the gold of `tests/gold/`, and the floors its figures must keep.

use std::collections::BTreeMap;
use std::fs;

use serde::Deserialize;
use serde_json::Value;

use crate::support::{root, run};

/// A gold set: what `tests/gold/floors.toml` says of it.
#[derive(Debug, Deserialize)]
struct Set {
    /// Where its stories are, from the root of the checkout.
    texts: String,
    /// Figures and the lowest value each may have.
    floors: BTreeMap<String, f64>,
}

#[test]
fn figures_keep_their_floors() {
    for (gold, set) in sets() {
        let floors: Vec<String> = set.floors.iter().map(|(f, v)| format!("{f}={v}")).collect();
        let gold = format!("tests/gold/{gold}");
        let args = ["eval", &gold, &set.texts, "--resamples", "0", "--fail-under"];
        // The table shows which entries and rules are to blame.
        run(root(), &[&args[..], &[&floors.join(",")]].concat()).code(0);
    }
}

#[test]
fn every_surface_and_every_piece_of_evidence_stands_in_its_story() {
    for (gold, set) in sets() {
        let records = run(root(), &["extract", &set.texts, "--format", "jsonl"]).json_lines();
        let lines = fs::read_to_string(root().join("tests/gold").join(&gold)).unwrap();
        for line in lines.lines() {
            let story: Value = serde_json::from_str(line).unwrap();
            let title = text(&story["title"]);
            let record = records.iter().find(|r| folded(text(&r["title"])) == folded(title));
            let record = record.unwrap_or_else(|| panic!("{gold}: no story {title:?}"));
            check(&story, &folded(text(&record["text"])));
        }
    }
}

fn check(story: &Value, body: &str) {
    let mut names = vec!["@story"];
    for entity in list(&story["entities"]) {
        names.push(text(&entity["name"]));
        for surface in list(&entity["surfaces"]) {
            assert!(body.contains(text(surface)), "{}: surface {surface}", story["title"]);
        }
    }
    for relation in list(&story["relations"]) {
        assert!(names.contains(&text(&relation["s"])), "{}: {relation}", story["title"]);
        assert!(names.contains(&text(&relation["o"])), "{}: {relation}", story["title"]);
        for part in text(&relation["evidence"]).split("...").map(str::trim) {
            assert!(body.contains(part), "{}: {relation}", story["title"]);
        }
    }
}

fn sets() -> BTreeMap<String, Set> {
    let text = fs::read_to_string(root().join("tests/gold/floors.toml")).unwrap();
    toml::from_str(&text).unwrap()
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}
