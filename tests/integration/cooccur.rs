//! `consort cooccur`: counts that a reader can check by counting.

use std::collections::BTreeMap;

use consort::merge::cooccur::{CooccurOptions, count};
use consort::store::Folder;
use serde_json::Value;

use crate::support::{Ran, Small, archive, on_archive, root, run};

#[test]
fn the_made_up_pair_stands_together_three_times() {
    let small = Small::built();
    let rows = table(&small.run(&["cooccur", "--format", "csv"]).code(0));
    let row = rows.iter().find(|row| row["first_id"] == "alpha-institute").unwrap();
    // Two titles or sentences of the first story and one of the second hold both names.
    assert_eq!(row["second_id"], "beta-agency");
    assert_eq!((row["together"].as_str(), row["documents"].as_str()), ("3", "2"), "{row:?}");
    small.run(&["cooccur"]).code(0).prints(&["Alpharia Institute", "Betania Agency"]);
}

/// What the graph holds already is not counted again.
#[test]
fn the_pairs_of_the_graph_are_those_that_counting_finds() {
    let snapshot = Folder::open(archive()).unwrap();
    let stories = snapshot.stories().unwrap().map(Result::unwrap);
    let counted = count(stories, &CooccurOptions::default());
    assert!(counted.len() > 500);
    assert_eq!(snapshot.ties().unwrap().map(Result::unwrap).collect::<Vec<_>>(), counted);
    for args in [
        &["cooccur", "--top", "0", "--format", "csv"][..],
        &["network", "rank", "--top", "0", "--format", "csv"],
        &["export", "--format", "graphml"],
    ] {
        let stored = on_archive(args).code(0).out;
        // The same classes in another order are other options, and counted.
        let classes = ["--class", "programme,organisation,donor"];
        let counted = on_archive(&[args, &classes].concat()).code(0).out;
        assert!(stored == counted, "{args:?}");
    }
}

#[test]
fn counts_are_those_of_the_records() {
    let records = run(root(), &["extract", "data", "--format", "jsonl"]).json_lines();
    for window in ["sentence", "paragraph", "document"] {
        let args = ["cooccur", "--window", window, "--top", "0", "--format", "csv"];
        let found: BTreeMap<(String, String), u64> = table(&on_archive(&args).code(0))
            .iter()
            .map(|row| {
                (
                    (row["first_id"].clone(), row["second_id"].clone()),
                    row["together"].parse().unwrap(),
                )
            })
            .collect();
        assert_eq!(found, counted(&records, window), "window {window}");
    }
}

#[test]
fn rows_are_sorted_by_what_is_asked_for() {
    for (by, column) in [
        ("count", "together"),
        ("documents", "documents"),
        ("distinct", "distinct"),
        ("sources", "sources"),
        ("association", "association"),
        ("npmi", "npmi"),
        ("loglik", "loglik"),
        ("jaccard", "jaccard"),
        ("cosine", "cosine"),
    ] {
        let rows =
            table(&on_archive(&["cooccur", "--by", by, "--top", "50", "--format", "csv"]).code(0));
        let values: Vec<f64> = rows.iter().map(|row| row[column].parse().unwrap()).collect();
        assert_eq!(values.len(), 50);
        assert!(values.is_sorted_by(|a, b| a >= b), "--by {by}: {values:?}");
    }
}

#[test]
fn measures_lie_where_they_can() {
    for row in table(&on_archive(&["cooccur", "--top", "0", "--format", "csv"]).code(0)) {
        let number = |column: &str| row[column].parse::<f64>().unwrap();
        assert!(number("distinct") >= 1.0 && number("distinct") <= number("together"), "{row:?}");
        assert!(number("documents") <= number("together"), "{row:?}");
        assert!((-1.0..=1.0).contains(&number("npmi")), "{row:?}");
        assert!(number("association") > 0.0, "{row:?}");
        assert!(number("sources") >= 1.0 && number("sources") <= number("documents"), "{row:?}");
        assert!(row["from"] <= row["to"], "{row:?}");
        assert!(number("p") <= number("q") && number("q") <= 1.0, "{row:?}");
        for share in ["jaccard", "cosine", "disparity"] {
            assert!((0.0..=1.0).contains(&number(share)), "{share} of {row:?}");
        }
        // A pair met less often than by chance has a minus sign.
        assert!(
            number("loglik") == 0.0 || (number("loglik") > 0.0) == (number("association") >= 1.0),
            "{row:?}"
        );
        assert!(row["first_id"] != row["second_id"], "{row:?}");
    }
}

#[test]
fn top_min_and_classes_narrow_the_list() {
    let rows = |args: &[&str]| {
        let args: Vec<_> = ["cooccur", "--format", "csv"].iter().chain(args).copied().collect();
        table(&on_archive(&args).code(0))
    };
    assert_eq!(rows(&["--top", "3"]).len(), 3);
    assert_eq!(rows(&[]).len(), 20);
    let min: Vec<u64> = rows(&["--top", "0", "--min", "4"])
        .iter()
        .map(|row| row["together"].parse().unwrap())
        .collect();
    assert!(!min.is_empty() && min.iter().all(|n| *n >= 4), "{min:?}");
    let countries = rows(&["--class", "country"]);
    assert!(countries.iter().all(|row| row["first_id"].len() == 3), "{countries:?}");
    let both = rows(&["--class", "country,organisation", "--top", "0"]).len();
    assert!(both > rows(&["--class", "country", "--top", "0"]).len());
}

#[test]
fn wider_windows_of_sentences_hold_more() {
    let rows = |window: &str| {
        table(&on_archive(&["cooccur", "--top", "0", "-f", "csv", "--window", window]).code(0))
    };
    let (one, two, nine) = (rows("1"), rows("2-sentences"), rows("9"));
    assert_eq!(one, rows("sentence"));
    assert!(one.len() < two.len() && two.len() < nine.len());
    assert!(nine.len() <= rows("document").len());
    for row in &two {
        let number = |column: &str| row[column].parse::<u64>().unwrap();
        assert!(number("documents") <= number("together"), "{row:?}");
        assert!(number("distinct") <= number("together"), "{row:?}");
    }
}

#[test]
fn the_publisher_can_be_left_out() {
    let args = ["cooccur", "--top", "0", "-f", "csv", "--exclude", "UNODC"];
    let rows = table(&on_archive(&args).code(0));
    assert!(rows.iter().all(|row| row["first_id"] != "unodc" && row["second_id"] != "unodc"));
    on_archive(&["cooccur", "--exclude-publisher"]).code(0).says(&["--exclude"]);
    let small = Small::built();
    let record = |id: u8, publisher: &str| {
        let text = "The Alpharia Institute met the Betania Agency in the harbour.";
        format!("{{\"id\":\"{id}\",\"text\":\"{text}\",\"publisher\":\"{publisher}\"}}\n")
    };
    small.write("own/a.jsonl", record(1, "Alpharia Institute") + &record(2, "The Daily Harbour"));
    small.run(&["build", "own", "--vocab", "names", "-o", "own-graph"]).code(0);
    let args = ["cooccur", "-g", "own-graph", "-f", "csv"];
    let all = table(&small.run(&args).code(0));
    assert_eq!((all[0]["together"].as_str(), all[0]["sources"].as_str()), ("2", "2"));
    let ran = small.run(&[&args[..], &["--exclude-publisher"]].concat()).code(0);
    let ran = ran.says(&["The Daily Harbour"]);
    assert_eq!(table(&ran)[0]["together"], "1");
}

#[test]
fn shuffles_are_the_same_for_a_seed() {
    let rows = |seed: &str| {
        let args = ["cooccur", "-f", "csv", "--null", "20", "--by", "z", "--seed", seed];
        table(&on_archive(&args).code(0))
    };
    let (one, other) = (rows("1"), rows("2"));
    assert_eq!(one, rows("1"));
    assert_ne!(one, other);
    let z: Vec<f64> = one.iter().map(|row| row["z"].parse().unwrap()).collect();
    assert!(z.is_sorted_by(|a, b| a >= b) && z[0] > 2.0, "{z:?}");
    on_archive(&["cooccur", "--by", "z"]).code(2).says(&["--null"]);
}

#[test]
fn the_backbone_is_a_part() {
    let rows = |more: &[&str]| {
        let args = [&["cooccur", "--top", "0", "-f", "csv"], more].concat();
        table(&on_archive(&args).code(0))
    };
    let (all, backbone) = (rows(&[]), rows(&["--backbone", "0.05"]));
    assert!(!backbone.is_empty() && backbone.len() < all.len());
    let below: Vec<_> =
        all.into_iter().filter(|r| r["disparity"].parse::<f64>().unwrap() < 0.05).collect();
    assert_eq!(backbone, below);
    let significant = rows(&["--max-q", "0.05"]);
    assert!(significant.iter().all(|row| row["q"].parse::<f64>().unwrap() <= 0.05));
    on_archive(&["cooccur", "--backbone", "5"]).code(2).says(&["--backbone", "0.05"]);
}

#[test]
fn a_period_and_a_country_narrow_the_stories() {
    let rows = |more: &[&str]| {
        table(&on_archive(&[&["cooccur", "--top", "0", "-f", "csv"], more].concat()).code(0))
    };
    let (all, late) = (rows(&[]), rows(&["--since", "2020-07"]));
    assert!(late.len() < all.len() && late.iter().all(|row| row["to"].as_str() >= "2020-07"));
    let there = rows(&["--country", "Albania", "--until", "2020-06-30"]);
    assert!(!there.is_empty() && there.len() < all.len());
    on_archive(&["cooccur", "--since", "last week"]).code(2).says(&["--since", "2020-12-28"]);
}

#[test]
fn the_footer_leads_to_the_sentences() {
    let small = Small::built();
    let ran = small.run(&["cooccur"]).code(0);
    ran.says(&["consort explain alpha-institute beta-agency"]);
    small.run(&["explain", "alpha-institute", "beta-agency"]).code(0);
}

#[test]
fn json_is_one_object_a_row() {
    let rows = on_archive(&["cooccur", "--top", "2", "--format", "json"]).code(0).json();
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 2);
    assert!(rows[0]["together"].is_u64() && rows[0]["first_id"].is_string(), "{rows:?}");
}

#[test]
fn what_cannot_be_counted_is_said() {
    let small = Small::built();
    small.run(&["cooccur", "--class", "animals"]).code(2).says(&["animals", "organisation"]);
    small.run(&["cooccur", "--window", "page"]).code(2).says(&["page", "sentence", "paragraph"]);
    small.run(&["cooccur", "--by", "luck"]).code(2).says(&["luck", "npmi"]);
    small.run(&["cooccur", "--min", "1000"]).code(1);
    small.run(&["cooccur", "--graph", "texts"]).code(2).says(&["consort build"]);
}

/// The rows of a CSV table by column name.
fn table(ran: &Ran) -> Vec<BTreeMap<String, String>> {
    let mut rows = ran.csv().into_iter();
    let columns = rows.next().unwrap();
    rows.map(|row| columns.iter().cloned().zip(row).collect()).collect()
}

/// The pairs of those who count by default in each window, counted from the records alone.
fn counted(records: &[Value], window: &str) -> BTreeMap<(String, String), u64> {
    let mut pairs = BTreeMap::new();
    for record in records {
        let mut windows: BTreeMap<u64, Vec<&str>> = BTreeMap::new();
        for mention in record["mentions"].as_array().unwrap() {
            let counts =
                ["Organisation", "Programme", "Donor"].iter().any(|c| mention["class"] == *c);
            if mention["nested"] == true || !counts {
                continue;
            }
            let sentence = mention["sentence"].as_u64().unwrap();
            let key = match window {
                "sentence" => sentence,
                "paragraph" => {
                    record["layout"]["sentences"][sentence as usize][2].as_u64().unwrap()
                }
                _ => 0,
            };
            windows.entry(key).or_default().push(mention["id"].as_str().unwrap());
        }
        for ids in windows.values_mut() {
            ids.sort_unstable();
            ids.dedup();
            for (i, a) in ids.iter().enumerate() {
                for b in &ids[i + 1..] {
                    *pairs.entry(((*a).to_owned(), (*b).to_owned())).or_default() += 1;
                }
            }
        }
    }
    pairs
}
