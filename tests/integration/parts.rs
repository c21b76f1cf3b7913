//! Graphs of what a cluster has read: the same as of the same stories on one machine, or a word on what is wrong with its parts.
//!
//! The parts are written here as `consort.spark.write_parts` writes them; `tests/spark` has Spark do it.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::Small;

/// Stories enough for several parts; two have one id, two are copies, and one cannot be read.
fn stories() -> Vec<Value> {
    let names = ["Alpharia Institute", "Betania Agency", "Gammaria Council", "Deltana Office"];
    let mut stories: Vec<Value> = (0..21)
        .map(|i| {
            let (a, b) = (names[i % 4], names[(i + 1 + i / 4 % 3) % 4]);
            let text = format!(
                "The {a} cooperated with the {b} on case {i}. The Zetarian Harbour Programme is funded by the {a}. \
                 Word {i} of this story is its own, and so are {} and {}.",
                i * 7,
                i * i
            );
            json!({"id": format!("s{}", i % 19), "date": format!("2021-03-{:02}", i + 1), "text": text})
        })
        .collect();
    stories[7] = json!({"id": "s7", "title": "Nothing to read"});
    stories
}

/// A folder with the stories as JSON Lines, a graph of them, and the rows that a cluster would make.
struct Cluster {
    small: Small,
    rows: Vec<Value>,
}

impl Cluster {
    fn new() -> Self {
        let small = Small::new();
        let lines: Vec<String> = stories().iter().map(Value::to_string).collect();
        small.write("stories.jsonl", lines.join("\n"));
        let one = small.run(&["build", "stories.jsonl", "--vocab", "names", "-o", "one"]).code(1);
        assert!(one.err.contains("stories.jsonl:8"), "{}", one.err);
        let records = small
            .run(&["extract", "stories.jsonl", "--vocab", "names", "--format", "jsonl"])
            .code(1)
            .json_lines();
        let manifest = manifest(&small, "one");
        let with = |row: Value| {
            let mut row = row;
            row["consort"] = json!(env!("CARGO_PKG_VERSION"));
            row["vocabulary"] = manifest["vocabulary"].clone();
            row
        };
        let mut rows: Vec<Value> = records
            .into_iter()
            .map(|mut record| {
                let position = record["line"].clone();
                // A task sees no other story, so it gives each the id that its row says.
                record["id"] = stories()[position.as_u64().unwrap() as usize - 1]["id"].clone();
                with(json!({"position": position, "key": record["id"], "record": record}))
            })
            .collect();
        let said = json!([["stories.jsonl:8", "has no \"text\""]]);
        rows.push(with(json!({"position": 8, "key": "s7", "warnings": said, "record": null})));
        rows.sort_by_key(|row| row["position"].as_u64());
        Self { small, rows }
    }

    /// Writes the rows into so many parts, every so-many-th row into one.
    fn write(&self, parts: usize) {
        let place = self.small.path().join("parts");
        let _ = fs::remove_dir_all(&place);
        let mut sum = 0;
        for number in 0..parts {
            let rows: Vec<String> =
                self.rows.iter().skip(number).step_by(parts).map(Value::to_string).collect();
            let (text, hash) = part(number, &rows);
            sum ^= u64::from_str_radix(&hash[..15], 16).unwrap();
            self.small.write(&format!("parts/stories/part-{number:05}-c000.txt"), &text);
        }
        let manifest = json!({"format": 1, "parts": parts, "rows": self.rows.len(), "sum": sum});
        self.small.write("parts/manifest/part-00000-c000.txt", format!("{manifest}\n"));
        for own in ["stories/_SUCCESS", "stories/.part-00000-c000.txt.crc", "manifest/_SUCCESS"] {
            self.small.write(&format!("parts/{own}"), "x");
        }
        self.small.write("parts/stories/_temporary/0/part-00000-c000.txt", "half a li");
    }

    fn merge(&self, code: i32) -> String {
        let arguments = ["build", "--from-parts", "parts", "--vocab", "names", "-o", "merged"];
        self.small.run(&arguments).code(code).err
    }

    fn file(&self, name: &str) -> PathBuf {
        self.small.path().join("parts").join(name)
    }

    fn export(&self, graph: &str, format: &str) -> String {
        self.small.run(&["export", "-g", graph, "--format", format]).code(0).out
    }
}

/// A part as a task writes it, and the hash of its rows.
fn part(number: usize, rows: &[String]) -> (String, String) {
    let rows: String = rows.iter().map(|row| format!("{row}\n")).collect();
    let hash: String =
        Sha256::digest(rows.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    let first = json!({"format": 1, "part": number});
    let last =
        format!("{{\"end\":{number},\"rows\":{},\"sha256\":\"{hash}\"}}", rows.lines().count());
    (format!("{first}\n{rows}{last}\n"), hash)
}

fn snapshot(small: &Small, graph: &str) -> PathBuf {
    let graph = small.path().join(graph);
    let current = fs::read_to_string(graph.join("CURRENT")).unwrap();
    graph.join(current.trim())
}

fn manifest(small: &Small, graph: &str) -> Value {
    let text = fs::read_to_string(snapshot(small, graph).join("manifest.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

const SYNTAXES: [&str; 6] = ["nquads", "turtle", "ntriples", "rdfxml", "trig", "jsonld"];

#[test]
fn the_graph_is_that_of_one_machine_however_many_parts_there_are() {
    let cluster = Cluster::new();
    let expected = SYNTAXES.map(|format| cluster.export("one", format));
    let mut names = Vec::new();
    for parts in [1, 2, 8, 21, 30] {
        cluster.write(parts);
        let said = cluster.merge(1);
        assert!(said.contains("stories.jsonl:8: has no \"text\""), "{said}");
        names.push(snapshot(&cluster.small, "merged").file_name().unwrap().to_owned());
        let found = manifest(&cluster.small, "merged");
        for (name, facts) in manifest(&cluster.small, "one")["files"].as_object().unwrap() {
            assert_eq!(&found["files"][name], facts, "{name} of {parts} parts");
        }
        assert_eq!(SYNTAXES.map(|format| cluster.export("merged", format)), expected, "{parts}");
    }
    names.dedup();
    assert_eq!(names.len(), 1, "the folder is the same too");
}

#[test]
fn stories_without_a_position_stand_in_the_order_of_their_keys() {
    let mut cluster = Cluster::new();
    cluster.rows.retain(|row| !row["record"].is_null());
    cluster
        .rows
        .sort_by_key(|row| (row["key"].as_str().unwrap().to_owned(), row["position"].as_u64()));
    for (line, row) in (1..).zip(&mut cluster.rows) {
        row["position"] = Value::Null;
        row["key"] = json!(format!("{line:03}"));
        row["record"]["line"] = json!(0);
        row["record"]["source"] = row["record"]["file"].clone();
    }
    let lines = cluster.rows.iter().map(|row| {
        let of = |name: &str| row["record"][name].clone();
        json!({"id": of("id"), "date": of("date_start"), "text": of("text")}).to_string()
    });
    cluster.small.write("stories.jsonl", lines.collect::<Vec<_>>().join("\n"));
    cluster.small.run(&["build", "stories.jsonl", "--vocab", "names", "-o", "one"]).code(0);
    cluster.write(3);
    cluster.merge(0);
    assert_eq!(cluster.export("merged", "nquads"), cluster.export("one", "nquads"));
}

/// What is done to the parts, and what is said of it; `None` where it makes no difference.
type Fault = (&'static str, fn(&Cluster), Option<&'static str>);

fn edit(cluster: &Cluster, name: &str, change: impl Fn(String) -> String) {
    let text = fs::read_to_string(cluster.file(name)).unwrap();
    fs::write(cluster.file(name), change(text)).unwrap();
}

const ONE: &str = "stories/part-00001-c000.txt";
const AGAIN: &str = "stories/part-00001-c001.txt";

const FAULTS: [Fault; 16] = [
    ("a part left out", |c| fs::remove_file(c.file(ONE)).unwrap(), Some("of 4 parts 1 is missing")),
    (
        "all parts left out",
        |c| fs::remove_dir_all(c.file("stories")).unwrap(),
        Some("of 4 parts 0, 1, 2, 3 are missing"),
    ),
    (
        "no manifest",
        |c| fs::remove_dir_all(c.file("manifest")).unwrap(),
        Some("it has no manifest"),
    ),
    (
        "a manifest of a job under way",
        |c| edit(c, "manifest/part-00000-c000.txt", |_| String::new()),
        Some("its manifest is empty"),
    ),
    (
        "cut in a row",
        |c| edit(c, ONE, |text| text[..text.len() / 2].to_owned()),
        Some("part-00001-c000.txt:4: is no row of a part"),
    ),
    (
        "cut behind a row",
        |c| edit(c, ONE, |text| text.lines().take(3).map(|l| format!("{l}\n")).collect()),
        Some("part-00001-c000.txt: is torn: its last line is missing"),
    ),
    (
        "a row left out",
        |c| {
            edit(c, ONE, |text| {
                let lines = text.lines().enumerate().filter(|(i, _)| *i != 2);
                lines.map(|(_, line)| format!("{line}\n")).collect()
            });
        },
        Some("its last line tells of other rows"),
    ),
    (
        "a letter changed",
        |c| edit(c, ONE, |text| text.replacen("cooperated", "Cooperated", 1)),
        Some("its rows are not as they were written"),
    ),
    (
        "rows that changed places",
        |c| {
            edit(c, ONE, |text| {
                let mut lines: Vec<&str> = text.lines().collect();
                lines.swap(1, 3);
                lines.join("\n")
            });
        },
        Some("part-00001-c000.txt:3: stands before a row that comes earlier"),
    ),
    (
        "the same part twice",
        |c| {
            fs::copy(c.file(ONE), c.file(AGAIN)).unwrap();
        },
        None,
    ),
    (
        "half a part beside it",
        |c| {
            let text = fs::read_to_string(c.file(ONE)).unwrap();
            fs::write(c.file(AGAIN), &text[..text.len() / 3]).unwrap();
            fs::write(c.file("stories/part-00001-c002.txt"), "").unwrap();
        },
        None,
    ),
    (
        "another part of its number",
        |c| {
            let rows = [c.rows[0].to_string()];
            fs::write(c.file(AGAIN), part(1, &rows).0).unwrap();
        },
        Some("are both part 1, with different rows"),
    ),
    (
        "a part of another job in its place",
        |c| fs::write(c.file(ONE), part(1, &[c.rows[0].to_string()]).0).unwrap(),
        Some("its parts are not all of the job"),
    ),
    (
        "a part too many",
        |c| fs::write(c.file(AGAIN), part(4, &[]).0).unwrap(),
        Some("its parts are not all of the job"),
    ),
    (
        "no story in the record",
        |c| {
            let mut rows: Vec<Value> = c.rows.iter().skip(1).step_by(4).cloned().collect();
            rows[1]["record"]["mentions"][0]["end"] = json!(1_000_000);
            let rows: Vec<String> = rows.iter().map(Value::to_string).collect();
            fs::write(c.file(ONE), part(1, &rows).0).unwrap();
        },
        Some("part-00001-c000.txt:3: is no record of a story"),
    ),
    (
        "another version",
        |c| {
            let mut row = c.rows[1].clone();
            row["consort"] = json!("0.0.1");
            fs::write(c.file(ONE), part(1, &[row.to_string()]).0).unwrap();
        },
        Some("was read by consort 0.0.1, and this is"),
    ),
];

#[test]
fn what_is_wrong_with_parts_is_said_and_the_graph_stays() {
    let cluster = Cluster::new();
    cluster.write(4);
    cluster.merge(1);
    let before = cluster.export("merged", "nquads");
    for (what, damage, expected) in FAULTS {
        cluster.write(4);
        damage(&cluster);
        match expected {
            None => drop(cluster.merge(1)),
            Some(expected) => {
                let said = cluster.merge(2);
                assert!(said.contains(expected), "{what}: {said}");
                let cures = ["copy", "run the job again", "run it again", "remove the one"];
                assert!(cures.iter().any(|cure| said.contains(cure)), "{what} has no cure: {said}");
            }
        }
        assert_eq!(cluster.export("merged", "nquads"), before, "{what}");
    }
}

#[test]
fn another_vocabulary_is_refused_and_a_base_is_taken() {
    let cluster = Cluster::new();
    cluster.write(2);
    let run = |more: &[&str]| {
        let arguments = [&["build", "--from-parts", "parts", "-o", "other"], more].concat();
        cluster.small.run(&arguments)
    };
    run(&[]).code(2).says(&["another vocabulary", "--vocab", "parts/stories/part-0000"]);
    run(&["--vocab", "names", "--listed-only"]).code(2).says(&["another vocabulary"]);
    run(&["--vocab", "names", "texts"]).code(2).says(&["--from-parts", "cannot be used with"]);
    run(&["--vocab", "names", "--fresh"]).code(2).says(&["--from-parts", "cannot be used with"]);
    run(&["--vocab", "names", "--field", "text=body"]).code(2).says(&["cannot be used with"]);
    let base = "https://example.org/press/";
    run(&["--vocab", "names", "--base", base])
        .code(1)
        .prints(&["20 stories in", "folder of parts"]);
    assert!(cluster.export("other", "nquads").contains("<https://example.org/press/id/"));
    let nowhere = ["build", "--from-parts", "nowhere"];
    cluster.small.run(&nowhere).code(2).says(&["nowhere holds no finished parts"]);
}
