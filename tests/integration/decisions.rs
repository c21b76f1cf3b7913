//! `decisions.toml`: what reviewers decide holds at every build and stays visible.
//!
//! In: the small corpus and decisions on it. Out: statuses, merged entities, refused names. Never: the shipped vocabulary's
//! own names.

use crate::support::{Small, assert_same_exports};

const WRONG: &str = "[[wrong]]\nclaim = \"beta-agency funds zeta-programme\"\n\
    who = \"R. Eviewer\"\nwhy = \"The agency only hosts it\"\ndate = 2024-05-02\n";

fn decided(decisions: &str) -> Small {
    let small = Small::new();
    small.write("texts/decisions.toml", decisions);
    small.build(&[]).code(0);
    small
}

#[test]
fn a_wrong_claim_keeps_its_evidence_and_loses_its_edge() {
    let small = decided(WRONG);
    let funds = "SELECT ?a { ?a consort:funds id:zeta-programme }";
    small.run(&["query", funds]).code(1);
    small
        .run(&[
            "query",
            "SELECT ?status ?read ?who ?why { ?claim rdf:predicate consort:funds ; consort:status ?status ; \
             consort:evidence [ consort:statusRead ?read ] ; consort:decision [ dcterms:creator ?who ; dcterms:description ?why ] }",
            "--format",
            "csv",
        ])
        .code(0)
        .prints(&["rejected,asserted,R. Eviewer,The agency only hosts it"]);
    small.run(&["explain", "beta-agency", "funds", "zeta-programme"]).code(0).prints(&[
        "[rejected, rule ",
        "wrong, decided by R. Eviewer on 2024-05-02: The agency only hosts it",
    ]);
    small.run(&["stats"]).code(0).prints(&["decisions\n", "beta-agency funds zeta-programme"]);
}

#[test]
fn a_claim_may_be_written_in_names() {
    let small = decided(
        &WRONG.replace("beta-agency funds zeta-programme", "BETX funds Zetarian Harbour Programme"),
    );
    small.run(&["query", "SELECT ?a { ?a consort:funds id:zeta-programme }"]).code(1);
}

#[test]
fn a_right_claim_becomes_an_edge() {
    let small = Small::new();
    small.write(
        "texts/four.txt",
        "Plans\n\n6 June 2021, Rome, Italy: The Zetarian Harbour Programme will be funded by the Gammaria Council.\n",
    );
    small.build(&[]).code(0);
    let funds = ["query", "ASK { id:gamma-council consort:funds id:zeta-programme }"];
    small.run(&funds).prints(&["false"]);
    small.write(
        "texts/decisions.toml",
        "[[right]]\nclaim = \"gamma-council funds zeta-programme\"\ndocument = \"2021-06-*\"\n\
         who = \"R. Eviewer\"\nwhy = \"Paid in July\"\ndate = \"2024\"\n",
    );
    small.build(&[]).code(0);
    small.run(&funds).prints(&["true"]);
}

#[test]
fn two_ids_become_one_entity() {
    let small = decided(
        "[[same]]\nentities = [\"alpha-institute\", \"gamma-council\"]\n\
         who = \"R. Eviewer\"\nwhy = \"Renamed in 2020\"\ndate = \"2024-05-02\"\n",
    );
    let turtle = small.run(&["export"]).code(0).out;
    assert!(turtle.contains("owl:sameAs id:gamma-council"), "{turtle}");
    assert!(!turtle.contains("\nid:gamma-council"), "{turtle}");
    small.run(&["explain", "gamma-council"]).code(0).prints(&["beta-agency"]);
}

#[test]
fn a_name_that_two_ids_share_is_linked_once_they_are_one() {
    let small = Small::new();
    small.write(
        "names/organisations-twins.toml",
        "[twin-a]\nname = \"Twinian Board\"\n[twin-b]\nname = \"Twinian Board\"\n",
    );
    small.write("texts/twins.txt", "Twins\n\n6 June 2021, Rome, Italy: The Twinian Board met.\n");
    let named = |small: &Small| {
        small.run(&["query", "ASK { ?doc consort:mentions id:twin-a }"]).out.trim().to_owned()
    };
    small.build(&[]).code(0);
    assert_eq!(named(&small), "false");
    small.write(
        "texts/decisions.toml",
        "[[same]]\nentities = [\"twin-a\", \"twin-b\"]\nwho = \"R. Eviewer\"\nwhy = \"One board\"\ndate = \"2024\"\n",
    );
    small.build(&[]).code(0);
    assert_eq!(named(&small), "true");
}

#[test]
fn refused_words_name_nothing_where_the_decision_holds() {
    let never = |more: &str| {
        format!(
            "[[never]]\ntext = \"Gammaria Council\"\n{more}who = \"R. Eviewer\"\nwhy = \"Another one\"\ndate = \"2024-05-02\"\n"
        )
    };
    let count =
        |small: &Small| small.run(&["query", "ASK { ?doc consort:mentions id:gamma-council }"]).out;
    assert_eq!(count(&decided(&never(""))).trim(), "false");
    assert_eq!(count(&decided(&never("document = \"2021-05-05-*\"\n"))).trim(), "false");
    assert_eq!(count(&decided(&never("entity = \"gamma-council\"\n"))).trim(), "false");
    let small = Small::new();
    small.write("texts/decisions.toml", never("document = \"2019-*\"\n"));
    for _ in 0..2 {
        // The second time nothing has changed, and nothing is read.
        small.build(&[]).code(1).says(&["texts/decisions.toml:1: `never:", "applies to nothing"]);
    }
    assert_eq!(count(&small).trim(), "true");
}

#[test]
fn a_changed_decision_has_those_stories_read_again_on_which_it_bears() {
    let small = decided(WRONG);
    small.build(&[]).code(0).prints(&["3 stories (3 unchanged)"]);
    small.write("texts/decisions.toml", WRONG.replace("hosts", "owns"));
    small.build(&[]).code(0).prints(&["3 stories (2 unchanged)"]);
    small.build(&["-o", "fresh"]).code(0);
    assert_same_exports(&small.exports("graph"), &small.exports("fresh"));
    small.write("names/organisations-more.toml", "[epsilon-club]\nname = \"Epsilonian Club\"\n");
    std::fs::remove_file(small.at("texts/decisions.toml")).unwrap();
    small.build(&[]).code(0);
    small.write("elsewhere.toml", WRONG);
    small.build(&["--decisions", "elsewhere.toml"]).code(0);
    small.build(&["--decisions", "elsewhere.toml", "-o", "fresh"]).code(0);
    assert_same_exports(&small.exports("graph"), &small.exports("fresh"));
}

#[test]
fn mistakes_are_named_with_their_line() {
    let small = Small::new();
    small.write("texts/decisions.toml", format!("{WRONG}\n[[wrnog]]\n"));
    small
        .build(&[])
        .code(1)
        .says(&["texts/decisions.toml:7:3: \"wrnog\" is no verdict; did you mean [[wrong]]?"]);
    small.write("texts/decisions.toml", WRONG.replace("zeta-", "zteta-"));
    small.build(&[]).code(1).says(&[
        "decisions.toml:1:",
        "applies to nothing; \"zteta-programme\" is no entry; did you mean \"zeta-programme\"?",
    ]);
    small
        .build(&["--decisions", "nowhere.toml"])
        .code(2)
        .says(&["cannot read the decisions in nowhere.toml"]);
}

#[test]
fn extract_applies_decisions_too() {
    let small = Small::new();
    small.write("texts/decisions.toml", WRONG);
    let ran = small.run(&["extract", "texts", "--vocab", "names", "--format", "jsonl"]).code(0);
    let records = ran.json_lines();
    let relations = records.iter().flat_map(|r| r["relations"].as_array().unwrap());
    let rejected: Vec<_> = relations.filter(|r| r["status"] == "rejected").collect();
    assert_eq!(rejected.len(), 1);
    assert_eq!(rejected[0]["decided"]["read"], "asserted");
    assert_eq!(rejected[0]["decided"]["who"], "R. Eviewer");
}
