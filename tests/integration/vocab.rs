//! `consort vocab`: check, gaps, diff, import, export.
//!
//! In: made-up vocabularies and texts. Out: findings, gaps, differences, entries. Never: a file of the user changed unasked.

use serde_json::Value;

use crate::support::{Small, root, run};

#[test]
fn check_lists_findings_with_place_weight_and_cure() {
    let small = Small::new();
    small.write(
        "names/organisations-bad.toml",
        "[kappa]\nname = \"Kappa Body\"\nnames = [\n  \"Joint Action\",\n]\nparent = \"kapa\"\n\
         [lambda]\nname = \"Lambda Body\"\nsince = \"2020\"\nuntil = \"2019\"\n",
    );
    let args = ["vocab", "check", "--vocab", "names"];
    small
        .run(&args)
        .code(1)
        .prints(&[
            "names/organisations-bad.toml:1: error: parent of [kappa] names \"kapa\", which is no entry; add the entry",
            "names/organisations-bad.toml:7: error: [lambda] ends (2019) before it begins (2020)",
            "names/organisations-bad.toml:4: warning: \"Joint Action\" is made of common words",
            "[common-words]",
        ])
        .says(&["2 errors"]);
    let json = small.run(&[&args[..], &["--json", "--level", "error"]].concat()).code(1).json();
    let rows = json.as_array().unwrap();
    assert_eq!(rows.len(), 2, "{json}");
    assert_eq!((&rows[0]["line"], &rows[0]["id"]), (&Value::from(1), &Value::from("kappa")));
    small.write("names/organisations-bad.toml", "[kappa]\nnaem = \"Kappa\"\n");
    small
        .run(&args)
        .code(1)
        .prints(&["names/organisations-bad.toml:2:1: error: unknown key `naem`"]);
}

#[test]
fn check_is_clean_where_nothing_is_wrong_and_notes_what_a_corpus_does_not_use() {
    let small = Small::new();
    small.write("names/organisations-idle.toml", "[kappa]\nname = \"Kappanian Body\"\n");
    let ran = small
        .run(&["vocab", "check", "--vocab", "names", "--corpus", "texts", "--level", "note"])
        .code(0)
        .prints(&[
            "names/organisations-idle.toml:1: note: the corpus does not name \"Kappanian Body\"",
        ]);
    assert!(!ran.out.contains("Alpharia"), "{}", ran.shown());
    small.run(&["vocab", "check", "--vocab", "names"]).code(0).says(&["0 errors"]);
}

#[test]
fn the_shipped_vocabulary_has_no_errors() {
    run(root(), &["vocab", "check", "--level", "error"]).code(0);
}

/// Texts that name a body of which the vocabulary knows nothing.
fn with_gap() -> Small {
    let small = Small::new();
    for (name, place) in [("four.txt", "Rome"), ("five.txt", "Bern")] {
        small.write(
            &format!("texts/{name}"),
            format!(
                "They meet in {place}\n\n6 June 2021, {place}: They met the Kappanian Union for Harbours (KUH). \
                 The Alpharia Institute cooperated with the KUH.\n"
            ),
        );
    }
    small
}

#[test]
fn gaps_are_listed_with_examples_and_a_ready_entry() {
    let small = with_gap();
    let gaps = ["vocab", "gaps", "texts", "--vocab", "names"];
    small
        .run(&gaps)
        .code(0)
        .prints(&["Kappanian Union for Harbours", "kappanian-union-for-harbours"]);
    let json = small.run(&[&gaps[..], &["--json"]].concat()).code(0).json();
    let gap = json
        .as_array()
        .unwrap()
        .iter()
        .find(|g| g["id"] == "kappanian-union-for-harbours")
        .unwrap();
    assert_eq!(gap["documents"], 2);
    assert!(
        gap["examples"][0]["sentence"].as_str().unwrap().starts_with("They met the Kappanian"),
        "{gap}"
    );
    small.run(&[&gaps[..], &["--toml"]].concat()).code(0).prints(&[
        "[kappanian-union-for-harbours]\nname = \"Kappanian Union for Harbours\"",
        "abbr = [\"KUH\"]",
    ]);
}

#[test]
fn an_accepted_gap_is_an_entry_from_then_on() {
    let small = with_gap();
    small.write(
        "own/organisations-accepted.toml",
        "# mine\n[kappa]\nname = \"Kappanian Body\" # a comment\n",
    );
    let gaps = ["vocab", "gaps", "texts", "--vocab", "names", "--vocab", "own"];
    let accept = ["--accept", "kappanian-union-for-harbours"];
    small.run(&[&gaps[..], &accept].concat()).code(0).says(&["1 entry added to own"]);
    let text = std::fs::read_to_string(small.at("own/organisations-accepted.toml")).unwrap();
    assert!(
        text.starts_with("# mine\n[kappa]\nname = \"Kappanian Body\" # a comment\n\n"),
        "{text}"
    );
    assert!(text.contains("[kappanian-union-for-harbours]"), "{text}");
    small.run(&[&gaps[..], &accept].concat()).code(1).says(&["is the id of no gap"]);
    small.build(&["--vocab", "own"]).code(0);
    small.run(&["explain", "KUH", "partnersWith", "alpha-institute"]).code(0);
}

#[test]
fn a_folder_that_is_not_there_yet_is_made() {
    let small = with_gap();
    let args =
        ["vocab", "gaps", "texts", "--vocab", "fresh", "--accept", "kappanian-union-for-harbours"];
    small.run(&args).code(0);
    assert!(small.at("fresh/organisations-accepted.toml").is_file());
    small.run(&["vocab", "gaps", "texts", "--all"]).code(2).says(&["need --vocab FOLDER"]);
}

#[test]
fn diff_shows_what_an_edit_adds_and_removes() {
    let small = Small::new();
    small.write("edited/organisations-made-up.toml", "[alpha-institute]\nname = \"Alpharia Institute\"\n[gamma-council]\nname = \"Gammaria Council\"\n[beta-agency]\nname = \"Bettina Agency\"\n");
    small.write(
        "edited/programmes-made-up.toml",
        std::fs::read(small.at("names/programmes-made-up.toml")).unwrap(),
    );
    let args = ["vocab", "diff", "names", "edited", "--corpus", "texts"];
    let json = small.run(&[&args[..], &["--json"]].concat()).code(0).json();
    let find = |table: &str, key: &str, value: &str| {
        json[table]
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row[key] == value)
            .cloned()
            .unwrap_or_default()
    };
    assert_eq!(find("entries", "id", "delta-office")["change"], "removed");
    assert_eq!(find("entries", "id", "beta-agency")["change"], "changed");
    let gone = find("mentions", "id", "beta-agency");
    assert_eq!((&gone["added"], &gone["kept"]), (&Value::from(0), &Value::from(0)), "{gone}");
    assert!(gone["example"].as_str().unwrap().contains("[Betania Agency]"), "{gone}");
    let edge = find("edges", "edge", "beta-agency funds zeta-programme");
    assert_eq!((&edge["removed"], &edge["added"]), (&Value::from(1), &Value::from(0)), "{edge}");
    let pairs = json["pairs"].as_array().unwrap();
    assert!(
        pairs.iter().any(|p| p["rank_before"].is_number() && p["rank_after"].is_null()),
        "{json}"
    );
    small.run(&args).code(0).prints(&["entries\n", "edges\n", "beta-agency funds zeta-programme"]);
    small
        .run(&["vocab", "diff", "names", "names", "--corpus", "texts"])
        .code(0)
        .says(&["no difference in 3 stories"]);
}

#[test]
fn skos_goes_out_and_comes_back() {
    let small = Small::new();
    // A name may be the same in another language.
    let club = "[delta-club]\nname = \"Delta Club\"\nlabels = { es = \"Delta Club\", fr = \"Club Delta\" }\n";
    small.write("names/organisations-club.toml", club);
    let own = ["--vocab", "names", "--no-builtin"];
    let export = small.run(&[&["vocab", "export"][..], &own].concat()).code(0);
    assert!(export.out.contains("skos:prefLabel \"Alpharia Institute\"@en"), "{}", export.shown());
    small.write("scheme.ttl", &export.out);
    small
        .run(&["vocab", "import", "scheme.ttl", "--no-builtin", "-o", "back"])
        .code(0)
        .says(&["6 entries"]);
    assert!(export.out.contains("\"Delta Club\"@es"), "{}", export.shown());
    let again = small.run(&["vocab", "export", "--vocab", "back", "--no-builtin"]).code(0);
    assert_eq!(again.out, export.out);
    small
        .run(&["vocab", "import", "scheme.ttl", "--no-builtin", "-o", "back"])
        .code(2)
        .says(&["move it away"]);
    small
        .run(&[&["vocab", "import", "scheme.ttl"][..], &own].concat())
        .code(1)
        .says(&["6 left out: it is listed already"]);
}

#[test]
fn tables_go_out_and_come_back() {
    let small = Small::new();
    let own = ["--vocab", "names", "--no-builtin"];
    let export = small.run(&[&["vocab", "export", "--format", "csv"][..], &own].concat()).code(0);
    small.write("table.csv", &export.out);
    small.run(&["vocab", "import", "table.csv", "--no-builtin", "-o", "back"]).code(0);
    let again = small
        .run(&["vocab", "export", "--format", "csv", "--vocab", "back", "--no-builtin"])
        .code(0);
    assert_eq!(again.out, export.out);
    small.write("list.csv", "Full name,Acronym\nKappanian Body,KBDY\n");
    small
        .run(&["vocab", "import", "list.csv", "--class", "organisation", "--map", "name=Full name", "--map", "abbr=Acronym"])
        .code(0)
        .prints(&["# organisations.toml\n\n[kappanian-body]\nname = \"Kappanian Body\"\nabbr = [\"KBDY\"]\n"]);
    small.write("other.csv", "Bezeichnung,Acronym\nKappanian Body,KBDY\n");
    small.run(&["vocab", "import", "other.csv"]).code(2).says(&["--map name=COLUMN"]);
    small.run(&["vocab", "import", "nothing.ttl"]).code(2).says(&["cannot read nothing.ttl"]);
}

#[test]
fn patterns_are_one_object_a_line() {
    let small = Small::new();
    let args = ["vocab", "export", "--format", "spacy", "--vocab", "names", "--no-builtin"];
    let lines = small.run(&args).code(0).json_lines();
    let of_alpha: Vec<&Value> = lines.iter().filter(|l| l["id"] == "alpha-institute").collect();
    assert_eq!(of_alpha.len(), 2);
    assert_eq!(of_alpha[0]["pattern"][0]["LOWER"], "alpharia");
    assert_eq!(
        (&of_alpha[1]["pattern"], &of_alpha[1]["label"]),
        (&Value::from("ALPX"), &Value::from("ORG"))
    );
}

/// The block of `vocab/README.md` that holds these words, as the reader copies it.
fn block(words: &str) -> String {
    let text = std::fs::read_to_string(root().join("vocab/README.md")).unwrap();
    let block = text.split("```").find(|block| block.starts_with("toml") && block.contains(words));
    block.unwrap_or_else(|| panic!("no block with {words:?}")).trim_start_matches("toml").to_owned()
}

#[test]
fn the_frame_and_the_currency_of_the_guide_are_read_as_it_says() {
    let small = Small::new();
    small.write("names/frames-mine.toml", block("[deploy-staff]"));
    small.write("names/money-mine.toml", block("greenbacks"));
    small.run(&["vocab", "check", "--vocab", "names"]).code(0);
    let read = |text: &str| {
        small.write("note.txt", text);
        let args = ["extract", "note.txt", "--vocab", "names", "--format", "jsonl"];
        small.run(&args).code(0).json_lines()[0]["relations"].clone()
    };
    for (text, status) in [
        ("Norway has deployed two engineers to UNHCR.", "asserted"),
        ("Engineers were deployed to UNHCR by Norway.", "asserted"),
        ("Engineers deployed to UNHCR by Norway arrived.", "asserted"),
        ("Norway, which deploys experts to UNHCR, is glad.", "asserted"),
        ("Norway's deployment of engineers to UNHCR began.", "asserted"),
        ("Norway plans to deploy engineers to UNHCR.", "planned"),
        ("Norway may deploy engineers to UNHCR.", "hedged"),
        ("Norway refused to deploy engineers to UNHCR.", "negated"),
    ] {
        let relations = read(text);
        let found = relations.as_array().unwrap().iter().any(|r| {
            (&r["subject"], &r["object"], &r["rule"], &r["status"])
                == (&"nor".into(), &"unhcr".into(), &"deploy-staff".into(), &status.into())
        });
        assert!(found, "{text}: {relations}");
    }
    assert_eq!(read("Norway deploys ships to Malta."), Value::Array(Vec::new()));
    let amount = read("Norway gave 5 million greenbacks to UNHCR.")[0]["amount"].clone();
    assert_eq!((&amount["currency"], &amount["value"]), (&"USD".into(), &"5000000".into()));
}
