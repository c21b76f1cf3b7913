//! `--split`, `--title`, `--date-format`: archives whose stories begin in another way than ours.

use serde_json::Value;

use crate::support::{Small, figure};

const RELEASES: &str = "Press office of Alpharia\n\n\
    Release No. 2020/31 | 5 March 2020\n\
    Two bodies meet\n\n\
    The Alpharia Institute cooperated with the Betania Agency.\n\n\
    Release No. 2020/32 | 12 March 2020\n\
    A course at sea\n\n\
    The Zetarian Harbour Programme is funded by the Betania Agency. See Release No. 2020/31.\n";

/// A folder with the releases and the made-up names.
fn small() -> Small {
    let small = Small::new();
    small.write("releases.txt", RELEASES);
    small
}

fn extract(small: &Small, more: &[&str]) -> Vec<Value> {
    let args = ["extract", "releases.txt", "--vocab", "names", "-f", "jsonl"];
    small.run(&args.iter().chain(more).copied().collect::<Vec<_>>()).code(0).json_lines()
}

#[test]
fn an_archive_of_another_kind_is_split() {
    let small = small();
    assert_eq!(extract(&small, &[]).len(), 1, "no dateline, no archive");
    let stories = extract(&small, &["--split", "^Release No"]);
    let told: Vec<_> =
        stories.iter().map(|s| (&s["title"], &s["date_start"], &s["line"])).collect();
    assert_eq!(
        serde_json::json!(told),
        serde_json::json!([
            ["Two bodies meet", "2020-03-05", 3],
            ["A course at sea", "2020-03-12", 8]
        ])
    );
    assert_eq!(
        stories[0]["text"],
        "Two bodies meet\n\nThe Alpharia Institute cooperated with the Betania Agency."
    );
    assert_eq!(stories[0]["relations"][0]["subject"], "alpha-institute");
}

#[test]
fn the_title_and_the_date_are_what_the_user_says() {
    let small = small();
    let titles = |more: &[&str]| -> Vec<Value> {
        extract(&small, more).into_iter().map(|story| story["id"].clone()).collect()
    };
    let split = ["--split", r"^Release No\. (?<title>\S+) \| \d+ (?<date>.*)"];
    let title = ["--title", "^(?:Two|A) (.*)", "--date-format", "%B %Y"];
    assert_eq!(titles(&split), ["2020-03-2020-31", "2020-03-2020-32"]);
    assert_eq!(
        titles(&[split, [title[0], title[1]]].concat()),
        ["2020-03-bodies-meet", "2020-03-course-at-sea"]
    );
    assert_eq!(
        titles(&[&split[..], &title].concat()),
        ["2020-03-bodies-meet", "2020-03-course-at-sea"]
    );
}

#[test]
fn what_is_wrong_with_an_option_is_said_with_its_place() {
    let small = small();
    let table = [
        (["--split", "^(Release"], "--split '^(Release': unclosed group at character 2"),
        (["--title", "a{2"], "--title 'a{2': "),
        (["--date-format", "%d.%m.%!"], "--date-format '%d.%m.%!': has no way to read %! at "),
        (["--date-format", "%d %B"], "says no year; add %Y"),
    ];
    for (option, said) in table {
        for command in ["extract", "build"] {
            small.run(&[&[command, "releases.txt"], &option[..]].concat()).code(2).says(&[said]);
        }
    }
    small.run(&["build", "releases.txt", "--split", "^R", "--whole"]).code(2).says(&["--whole"]);
    let args = ["build", "releases.txt", "--vocab", "names", "--split", "^RELEASE"];
    small.run(&args).code(1).says(&["releases.txt", "no line matches --split '^RELEASE'"]);
}

#[test]
fn another_way_of_reading_reads_again() {
    let small = small();
    let build = |more: &[&str]| {
        let args = ["build", "releases.txt", "--vocab", "names"];
        small.run(&args.iter().chain(more).copied().collect::<Vec<_>>()).code(0)
    };
    let split = ["--split", "^Release No"];
    build(&[]).prints(&["1 story in"]);
    build(&split).prints(&["2 stories in"]);
    build(&split).prints(&["2 stories (2 unchanged)"]);
    build(&[&split[..], &["--title", "."]].concat()).prints(&["2 stories in"]);
    build(&[&split[..], &["--date-format", "%d %B %Y"]].concat()).prints(&["2 stories in"]);
    build(&["--split", "^Release No\\."]).prints(&["2 stories in"]);
    let stats = small.run(&["stats", "--json"]).code(0).json();
    assert_eq!(figure(&stats, "stories"), Some(2));
    small
        .run(&["explain", "beta-agency", "--named"])
        .code(0)
        .prints(&["releases.txt:3", "releases.txt:8"]);
}
