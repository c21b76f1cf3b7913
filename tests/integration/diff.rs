//! `consort diff`: which claims of two graphs differ, and why.

use crate::support::Small;

const NEW: &str = "Money\n\n6 June 2021, Rome, Italy: The Gammaria Council funds the Zetarian Harbour Programme.\n";

/// Rows as `change predicate subject: why`.
fn rows(small: &Small, old: &str, new: &str) -> Vec<String> {
    let csv = small.run(&["diff", old, new, "--format", "csv"]).code(0).csv();
    let at = |name: &str| csv[0].iter().position(|column| column == name).unwrap();
    let row = |row: &Vec<String>| {
        let of = |name: &str| row[at(name)].as_str();
        format!("{} {} {}: {}", of("change"), of("predicate"), of("subject_id"), of("why"))
    };
    csv[1..].iter().map(row).collect()
}

#[test]
fn claims_come_and_go_with_texts_and_decisions() {
    let small = Small::built();
    small.run(&["diff", "graph", "graph"]).code(0).says(&["0 claims came", "made alike"]);
    small.write("texts/four.txt", NEW);
    small.build(&["-o", "more"]).code(0);
    assert_eq!(rows(&small, "graph", "more"), ["came funds gamma-council: text came"]);
    assert_eq!(rows(&small, "more", "graph"), ["went funds gamma-council: text went"]);
    small.write(
        "texts/decisions.toml",
        "[[wrong]]\nclaim = \"gamma-council funds zeta-programme\"\nwho = \"R. Eviewer\"\nwhy = \"No\"\ndate = 2024\n",
    );
    small.build(&["-o", "decided"]).code(0);
    assert_eq!(rows(&small, "more", "decided"), ["status funds gamma-council: decision"]);
    let json = small.run(&["diff", "more", "decided", "--format", "json"]).code(0).json();
    assert_eq!((&json[0]["before"], &json[0]["after"]), (&"asserted".into(), &"rejected".into()));
    small.run(&["diff", "more", "nowhere"]).code(2).says(&["nowhere"]);
}
