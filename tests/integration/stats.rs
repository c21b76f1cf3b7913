//! `consort stats`: figures that agree with the records.

use std::collections::BTreeSet;
use std::path::Path;

use consort::store::Folder;
use consort::view::stats::{StatsOptions, stats};

use crate::support::{Small, archive, figure, on_archive, root, run};

#[test]
fn the_figures_are_those_of_the_records() {
    let json = on_archive(&["stats", "--json"]).code(0).json();
    let records = run(root(), &["extract", "data", "--format", "jsonl"]).json_lines();
    let mentions: usize = records.iter().map(|r| r["mentions"].as_array().unwrap().len()).sum();
    assert_eq!(figure(&json, "stories"), Some(records.len() as u64));
    assert_eq!(figure(&json, "mentions"), Some(mentions as u64));
    let countries: BTreeSet<&str> = records
        .iter()
        .flat_map(|r| r["mentions"].as_array().unwrap())
        .filter(|m| m["class"] == "Country")
        .map(|m| m["id"].as_str().unwrap())
        .collect();
    let said = json["entities"]
        .as_array()
        .and_then(|rows| rows.iter().find(|row| row["class"] == "Country"))
        .and_then(|row| row["entities"].as_u64());
    assert_eq!(said, Some(countries.len() as u64), "{}", json["entities"]);
}

/// They are written when the graph is built; here they are counted from the stories.
#[test]
fn the_figures_are_those_of_the_stories() {
    for folder in [Path::new(archive()), Small::built().at("graph").as_path()] {
        let snapshot = Folder::open(folder).unwrap();
        let stories = snapshot.stories().unwrap().map(Result::unwrap);
        let counted = stats(stories, &StatsOptions::default());
        assert!(!counted.claims.is_empty());
        assert_eq!(snapshot.figures().unwrap(), Some(counted));
    }
}

#[test]
fn a_person_can_read_them() {
    let small = Small::built();
    small.run(&["stats"]).code(0).prints(&["stories", "3", "Organisation", "partnersWith"]);
}

#[test]
fn no_graph_no_figures() {
    Small::new().run(&["stats"]).code(2).says(&["graph", "consort build"]);
}
