//! `consort extract`: records that other programs can rely on.

use serde_json::Value;

use crate::support::{Small, figure, on_archive, root, run, run_with_input};

#[test]
fn every_offset_of_the_archive_is_right() {
    let records = run(root(), &["extract", "data", "--format", "jsonl"]).json_lines();
    assert_eq!(records.len(), 110);
    let mut n_mentions = 0;
    for record in &records {
        let id = text(&record["id"]);
        let points: Vec<char> = text(&record["text"]).chars().collect();
        let slice = |start: &Value, end: &Value| -> String {
            let (start, end) = (start.as_u64().unwrap() as usize, end.as_u64().unwrap() as usize);
            points[start..end].iter().collect()
        };
        let sentences = record["layout"]["sentences"].as_array().unwrap();
        let entities = record["entities"].as_object().unwrap();
        let mut last = (0, 0);
        for mention in record["mentions"].as_array().unwrap() {
            let (start, end) = (&mention["start"], &mention["end"]);
            assert_eq!(slice(start, end), text(&mention["text"]), "{id}: {mention}");
            let sentence = &sentences[mention["sentence"].as_u64().unwrap() as usize];
            assert!(
                within(mention, &sentence[0], &sentence[1]),
                "{id}: {mention} leaves its sentence"
            );
            assert!(
                entities.contains_key(text(&mention["id"])),
                "{id}: {mention} is not described"
            );
            let at = (start.as_u64().unwrap(), end.as_u64().unwrap());
            if mention["nested"] != true {
                assert!(last.1 <= at.0, "{id}: {mention} overlaps the mention before it");
                last = at;
            }
            n_mentions += 1;
        }
        for relation in record["relations"].as_array().unwrap() {
            assert_eq!(
                slice(&relation["start"], &relation["end"]),
                text(&relation["evidence"]),
                "{id}: {relation}"
            );
            for end in ["subject", "object"] {
                let end = text(&relation[end]);
                assert!(end == "@story" || entities.contains_key(end), "{id}: {relation}");
            }
            assert!(!text(&relation["rule"]).is_empty(), "{id}: {relation}");
        }
    }
    let stats = on_archive(&["stats", "--json"]).code(0).json();
    assert_eq!(Some(n_mentions), figure(&stats, "mentions"), "the graph counts what stands here");
}

#[test]
fn the_dateline_gives_dates_places_and_countries() {
    let records = run(root(), &["extract", "data", "--format", "jsonl"]).json_lines();
    let first = &records[0];
    assert_eq!(first["date_start"], "2020-12-28");
    assert_eq!(first["date_end"], "2020-12-29");
    assert_eq!(first["places"], serde_json::json!(["Korce", "Tirana"]));
    assert_eq!(first["countries"], serde_json::json!(["Albania"]));
    assert_eq!(first["online"], false);
    assert_eq!(records[1]["online"], true);
    let dated = records.iter().filter(|r| !r["date_start"].is_null()).count();
    assert_eq!(dated, 110, "every story of the archive has a date");
    let mut ids: Vec<&str> = records.iter().map(|r| text(&r["id"])).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 110, "two stories share an id");
}

#[test]
fn threads_change_nothing() {
    let one = run(root(), &["extract", "data", "-f", "jsonl", "-j", "1"]);
    let two = run(root(), &["extract", "data", "-f", "jsonl", "-j", "2"]);
    assert!(one.out == two.out && one.err == two.err && one.code == two.code);
}

#[test]
fn made_up_names_are_found_and_related() {
    let small = Small::new();
    let records = small
        .run(&["extract", "texts", "--vocab", "names", "--format", "jsonl"])
        .code(0)
        .json_lines();
    let relations: Vec<String> = records
        .iter()
        .flat_map(|r| r["relations"].as_array().unwrap())
        .map(|r| {
            format!("{} {} {}", text(&r["subject"]), text(&r["predicate"]), text(&r["object"]))
        })
        .collect();
    for expected in [
        "alpha-institute partnersWith beta-agency",
        "beta-agency funds zeta-programme",
        "alpha-institute implements zeta-programme",
        "alpha-institute organizes @story",
    ] {
        assert!(relations.iter().any(|r| r == expected), "{expected} is not in {relations:#?}");
    }
}

#[test]
fn standard_input_and_the_table() {
    let small = Small::new();
    let args = ["extract", "-", "--vocab", "names"];
    let table = run_with_input(small.path(), &args, "The ALPX met the Betania Agency.").code(0);
    table.prints(&["Alpharia Institute", "Betania Agency", "alpha-institute"]);
}

#[test]
fn jsonl_keeps_what_it_does_not_know() {
    let small = Small::new();
    small.write(
        "in.jsonl",
        "{\"body\": \"The Alpharia Institute met.\", \"headline\": \"H\", \"date\": \"2020-02-03\", \"url\": \"https://example.org/1\", \"desk\": \"aid\"}\n",
    );
    let args = [
        "extract",
        "in.jsonl",
        "--field",
        "text=body",
        "--field",
        "title=headline",
        "--vocab",
        "names",
        "-f",
        "jsonl",
    ];
    let record = small.run(&args).code(0).json();
    assert_eq!(record["title"], "H");
    assert_eq!(record["date_start"], "2020-02-03");
    assert_eq!(record["url"], "https://example.org/1");
    assert_eq!(record["extra"]["desk"], "aid");
    assert_eq!(record["mentions"][0]["id"], "alpha-institute");
    small
        .run(&["extract", "in.jsonl", "--field", "words=body"])
        .code(2)
        .says(&["words=body", "text"]);
}

#[test]
fn records_read_again_give_the_same_mentions() {
    let small = Small::new();
    let args = ["extract", "texts", "--vocab", "names", "--format", "jsonl"];
    let first = small.run(&args).code(0);
    small.write("records.jsonl", &first.out);
    let again =
        small.run(&["extract", "records.jsonl", "--vocab", "names", "--format", "jsonl"]).code(0);
    for (one, other) in first.json_lines().iter().zip(again.json_lines()) {
        for key in ["id", "title", "text", "date_start", "date_end", "mentions", "relations"] {
            assert_eq!(one[key], other[key], "{key} of {}", one["id"]);
        }
    }
}

#[test]
fn markdown_and_the_format_named() {
    let small = Small::new();
    small.write("a.md", "# A heading\n\n7 July 2021, Paris, France: The Alpharia Institute met.\n");
    let record = small.run(&["extract", "a.md", "--vocab", "names", "-f", "jsonl"]).code(0).json();
    assert_eq!(record["title"], "A heading");
    small.write("records.txt", "{\"text\": \"The Alpharia Institute met.\"}\n");
    let args = ["extract", "records.txt", "--input", "jsonl", "--vocab", "names", "-f", "jsonl"];
    assert_eq!(small.run(&args).code(0).json()["text"], "The Alpharia Institute met.");
}

#[test]
fn whole_takes_a_file_as_one_story() {
    let whole = run(root(), &["extract", "data", "--whole", "-f", "jsonl"]).json_lines();
    assert_eq!(whole.len(), 1);
}

fn within(mention: &Value, start: &Value, end: &Value) -> bool {
    mention["start"].as_u64() >= start.as_u64() && mention["end"].as_u64() <= end.as_u64()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

#[test]
fn listed_only_leaves_out_what_no_entry_lists() {
    let story = "The Lakeland Institute for Water Research thanked UNICEF.";
    let ids = |args: &[&str]| -> Vec<String> {
        let records = run_with_input(root(), args, story).json_lines();
        let mentions = records[0]["mentions"].as_array().unwrap().clone();
        mentions.iter().map(|mention| text(&mention["id"]).to_owned()).collect()
    };
    let proposed = "prov-lakeland-water-research-institute";
    assert_eq!(ids(&["extract", "-", "--format", "jsonl"]), [proposed, "unicef"]);
    assert_eq!(ids(&["extract", "-", "--format", "jsonl", "--listed-only"]), ["unicef"]);
}
