//! `consort claims`: what the texts say as one table.

use serde_json::Value;

use crate::support::{Ran, run};

/// Two donors, one sum told twice, one given together, one budget.
const STORIES: &str = "\
=2+3 for Norway

3 March 2020, Vienna, Austria: Norway gave EUR 5 million to UNODC. Norway and Sweden together gave EUR 4 million to the OSCE.

Norway pays

5 May 2020, Tirana, Albania: UNODC has received EUR 5 million from Norway. Norway plans to fund the WHO.
";

/// A folder with a graph of these stories.
struct Paid(tempfile::TempDir);

impl Paid {
    fn run(&self, args: &[&str]) -> Ran {
        run(self.path(), args)
    }

    fn path(&self) -> &std::path::Path {
        self.0.path()
    }
}

fn graph() -> Paid {
    let paid = Paid(tempfile::tempdir().unwrap());
    std::fs::write(paid.path().join("stories.txt"), STORIES).unwrap();
    paid.run(&["build", "stories.txt"]).code(0);
    paid
}

fn rows(small: &Paid, args: &[&str]) -> Vec<Value> {
    let json = small.run(&[&["claims", "--format", "json"], args].concat()).code(0).json();
    json.as_array().unwrap().clone()
}

#[test]
fn a_row_a_claim_with_its_sum_and_its_sentence() {
    let small = graph();
    let claims = rows(&small, &["--predicate", "funds", "--entity", "unodc"]);
    assert_eq!(claims.len(), 1, "{claims:?}");
    let claim = &claims[0];
    assert_eq!((&claim["subject"], &claim["object_id"]), (&"Norway".into(), &"unodc".into()));
    assert_eq!((&claim["amount"], &claim["currency"]), (&5_000_000.into(), &"EUR".into()));
    assert_eq!((&claim["documents"], &claim["country"]), (&2.into(), &"Albania; Austria".into()));
    // Both have a sum of Norway's own, so the newer sentence stands there.
    assert!(claim["sentence"].as_str().unwrap().starts_with("UNODC has received"), "{claim}");
    assert_eq!(
        rows(&small, &["--entity", "unodc", "--sentences", "--predicate", "funds"]).len(),
        2
    );
    let planned = rows(&small, &["--status", "planned"]);
    assert!(planned.iter().any(|row| row["object_id"] == "who"), "{planned:?}");
    assert_eq!(rows(&small, &["--predicate", "funds", "--country", "Albania"]).len(), 1);
    assert_eq!(rows(&small, &["--predicate", "funds", "--min", "2"]).len(), 1);
    let without = rows(&small, &["--predicate", "funds", "--exclude", "Norway"]);
    assert!(without.iter().all(|row| row["subject"] == "Sweden"), "{without:?}");
    assert!(!without.is_empty());
    small.run(&["claims", "--source", "nowhere"]).code(1).says(&["0 claims"]);
    small
        .run(&["claims", "--since", "2021", "--until", "2020"])
        .code(2)
        .says(&["no story lies between"]);
}

#[test]
fn totals_are_ranges_and_nothing_is_added_twice() {
    let small = graph();
    let totals = rows(&small, &["--totals"]);
    let of = |donor: &str, share: &str| {
        let row = totals.iter().find(|row| row["donor_id"] == donor && row["share"] == share);
        let row = row.unwrap_or_else(|| panic!("no {share} sum of {donor} in {totals:#?}"));
        (row["at_least"].as_u64().unwrap(), row["at_most"].as_u64().unwrap())
    };
    assert_eq!(of("nor", "own"), (5_000_000, 5_000_000), "told twice");
    assert_eq!(of("nor; swe", "joint"), (4_000_000, 4_000_000));
    assert_eq!(totals.len(), 2, "{totals:#?}");
    let receivers = rows(&small, &["--totals=receiver"]);
    assert!(receivers.iter().any(|row| row["receiver_id"] == "osce"), "{receivers:#?}");
}

#[test]
fn every_format_holds_the_same_columns() {
    let small = graph();
    let csv = small.run(&["claims", "--format", "csv"]).code(0).out;
    let json = rows(&small, &[]);
    let names: Vec<&String> = json[0].as_object().unwrap().keys().collect();
    assert_eq!(csv.lines().next().unwrap().split(',').collect::<Vec<_>>(), names);
    assert_eq!(csv.lines().count(), json.len() + 1);
    let help = run(small.path(), &["claims", "--help"]).code(0).out;
    assert!(names.iter().all(|name| help.contains(&format!("  {name} "))), "{help}");
    let excel = small.run(&["claims", "--format", "csv", "--separator", ";", "--bom"]).code(0).out;
    assert!(excel.starts_with("\u{feff}subject;predicate;object;") && excel.contains("'=2+3"));
    small.run(&["claims", "-o", "claims.xlsx"]).code(0).says(&["claims.xlsx"]);
    let book = std::fs::read(small.path().join("claims.xlsx")).unwrap();
    assert!(book.starts_with(b"PK"));
    small.run(&["export", "--format", "claims-xlsx", "-o", "again.xlsx"]).code(0);
    assert!(book == std::fs::read(small.path().join("again.xlsx")).unwrap(), "one workbook");
    small
        .run(&["claims", "-o", "claims.doc"])
        .code(2)
        .says(&["name the file .xlsx, .csv or .json"]);
}
