//! `consort report`: one page that needs no network and leads to the sentences.

use std::fs;

use crate::support::{Small, on_archive};

#[test]
fn the_archive_on_one_page() {
    let html = on_archive(&["report", "--top", "5", "--title", "Stories of <2020>"]).code(0).out;
    assert!(html.starts_with("<!DOCTYPE html>") && html.trim_end().ends_with("</html>"));
    assert_eq!(html.matches("<svg ").count(), 5, "five pictures");
    assert_eq!(html.matches("<code>consort explain ").count(), 5, "a command for each tie");
    assert!(!html.contains("window"), "a reader of the page knows sentences, not windows");
    for part in ["<h1>Stories of &lt;2020&gt;</h1>", "<mark>", "110 stories", "SHA-256"] {
        assert!(html.contains(part), "{part} is missing");
    }
    assert_eq!(html.matches("<script>").count(), 1, "what sorts the tables");
    for loads in ["src=", "<link", "<script ", "@import", "url(http", "import("] {
        assert!(!html.contains(loads), "the page must not load anything: {loads}");
    }
    assert_eq!(html, on_archive(&["report", "--top", "5", "--title", "Stories of <2020>"]).out);
}

#[test]
fn into_a_file() {
    let small = Small::built();
    small.run(&["report", "-o", "page.html"]).code(0).says(&["page.html"]);
    assert!(fs::read_to_string(small.at("page.html")).unwrap().contains("Alpharia Institute"));
    small.run(&["report", "-o", "no/such/folder/page.html"]).code(2).says(&["cannot write"]);
    Small::new().run(&["report"]).code(2).says(&["consort build"]);
}

#[test]
fn a_graph_without_names_makes_a_page_that_says_so() {
    let small = Small::new();
    small.write("dull.txt", "A title\n\nNothing is named here.\n");
    small.run(&["build", "dull.txt"]).code(0);
    let html = small.run(&["report"]).code(0).out;
    assert!(html.contains("1 story. No two names stand together"), "{html}");
}

/// Two grants with sums, dates and addresses, one plan, and a story of another country and year.
const RECORDS: &str = r#"{"title":"A grant","date":"2021-03-04","country":"Albania","url":"https://example.org/grant?a=1&b=2","text":"Norway gave EUR 5,300,000 to the Container Control Programme."}
{"title":"More","date":"2021-05","country":"Albania","url":"javascript:alert(1)","text":"Norway has paid EUR 250,000 to the Container Control Programme. UNODC and OSCE met."}
{"title":"A plan","date":"2021-06-01","country":"Albania","text":"Sweden may fund the Container Control Programme."}
{"title":"Elsewhere","date":"2019-01-02","country":"Serbia","text":"Germany funds the Global Firearms Programme. UNODC and WHO met."}
"#;

#[test]
fn who_pays_has_sums_dates_links_and_sentences() {
    let small = Small::new();
    small.write("records.jsonl", RECORDS);
    small.run(&["build", "records.jsonl"]).code(0);
    let html = small.run(&["report"]).code(0).out;
    let money = html.split("<section id=\"money\">").nth(1).unwrap();
    let money = money.split("</section>").next().unwrap();
    for part in [
        "EUR 5\u{202f}300\u{202f}000",
        "EUR 250\u{202f}000, paid",
        "<span>2021-03-04</span> – <span>2021-05</span></td>",
        "Norway has paid EUR 250,000 to the Container Control Programme.",
        "Germany funds the Global Firearms Programme.",
        "2019-01-02 · Elsewhere",
    ] {
        assert!(money.contains(part), "{part} is not in {money}");
    }
    assert!(!html.contains("javascript:"), "a text's address is run");
    let unsure = html.split("<section id=\"review\">").nth(1).unwrap();
    assert!(unsure.contains("Sweden may fund the Container Control Programme."), "{unsure}");
    assert!(!money.contains("Sweden may fund"), "{money}");
    let early = small.run(&["report", "--until", "2021-04"]).code(0).out;
    assert!(
        early.contains("<a href=\"https://example.org/grant?a=1&amp;b=2\">A grant</a>"),
        "{early}"
    );
}

#[test]
fn a_part_of_the_stories_is_said_at_its_head() {
    let small = Small::new();
    small.write("records.jsonl", RECORDS);
    small.run(&["build", "records.jsonl"]).code(0);
    let part = ["report", "--country", "Albania", "--since", "2021-04", "--exclude", "OSCE"];
    let html = small.run(&part).code(0).out;
    let said = "2 stories, 2021-05 to 2021-06-01. Only stories from 2021-04 on; datelines of Albania. Without \
                Organization for Security and Co-operation in Europe.";
    assert!(html.contains(said), "{html}");
    assert!(html.contains("<b>2</b><span>stories</span>"), "{html}");
    for other in
        ["Germany funds", "EUR 5\u{202f}300\u{202f}000", "UNODC and OSCE met", "UNODC and WHO met"]
    {
        assert!(!html.contains(other), "{other} is in {html}");
    }
    let without = small.run(&["report", "--exclude", "Norway"]).code(0).out;
    assert!(!without.contains("Norway has paid") && without.contains("Germany funds"), "{without}");
    small.run(&["report", "--since", "2030"]).code(0).says(&["none of the 4 stories"]);
    small.run(&["report", "--exclude", "Nobody at all"]).code(2).says(&["--exclude"]);
}
