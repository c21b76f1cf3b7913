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
    for loads in ["src=", "<link", "<script", "@import", "url("] {
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
