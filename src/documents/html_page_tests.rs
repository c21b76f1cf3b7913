//! Pages of HTML: what is read of them, and what is not.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::read;
use crate::base::{Document, Warned};
use crate::documents::options::ReadOptions;

fn documents(page: &str) -> Warned<Vec<Document>> {
    read("page.html", page.as_bytes(), &ReadOptions::default()).expect("text")
}

fn only(page: &str) -> Document {
    let mut read = documents(page).output;
    assert_eq!(read.len(), 1, "{read:?}");
    read.remove(0)
}

const SENTENCE: &str = "The Harbour Fund of the coastal towns gave a grant for new cranes, quays and lights to the ports of the north.";

/// A page as sites have them, around a story.
fn page(head: &str, story: &str) -> String {
    format!(
        r##"<!DOCTYPE html><html lang="en"><head><title>Ports get cranes | Coast News</title>{head}
        <script>var a = "<p>Script Body paid.</p>";</script></head><body class="has-sidebar">
        <header><a href="/">Coast News</a><nav><ul><li><a href="/a">Menu Body</a></li></ul></nav></header>
        <div id="cookie-banner"><p>We and our partners use cookies to store what you read, and you may say no to it here.</p></div>
        <main><article><h1>Ports get cranes</h1>{story}
        <figure><img src="a.png" alt="Alt Body"><figcaption>Caption Body stands at the quay with two others.</figcaption></figure>
        </article><aside><h2>Related</h2><p>Aside Body gave one more grant to somebody else in another place last year.</p></aside></main>
        <footer><p>Footer Body holds all rights to everything that you can read on these pages of ours.</p></footer>
        </body></html>"##
    )
}

#[test]
fn the_story_is_read_and_nothing_around_it() {
    let story = format!(
        "<p>{SENTENCE}</p><p>The <a href='/fund'>Harbour</a> <b>Fu</b>nd &amp; others met on R&eacute;union.</p>"
    );
    let document = only(&page("", &story));
    let expected =
        format!("Ports get cranes\n\n{SENTENCE}\n\nThe Harbour Fund & others met on Réunion.");
    assert_eq!((document.title.as_str(), document.text), ("Ports get cranes", expected));
}

#[test]
fn items_and_cells_are_paragraphs_of_their_own() {
    let story = format!(
        "<p>{SENTENCE}</p><ul><li>Cranes for Rostock</li><li><p>Lights for Gdansk</p></li></ul>\
         <table><tr><td>Alpha Body</td><td>Beta Body</td></tr></table><p>{SENTENCE}</p><p>One line<br>and another</p>"
    );
    let document = only(&page("", &story));
    let shown: Vec<&str> =
        document.paragraphs.iter().map(|p| &document.text[p.span.range()]).collect();
    let expected = [
        "Ports get cranes",
        SENTENCE,
        "• Cranes for Rostock",
        "• Lights for Gdansk",
        "Alpha Body",
        "Beta Body",
        SENTENCE,
        "One line\nand another",
    ];
    assert_eq!(shown, expected);
}

#[test]
fn what_a_page_says_of_itself() {
    let json = r#"<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "No"}, {"@type": ["NewsArticle"],
        "headline": "Ports get cranes", "datePublished": "2021-03-04T10:00:00+01:00",
        "author": [{"name": "A. Writer"}, {"name": "B. Writer"}], "publisher": {"name": "Coast News"}}]}</script>
        <link rel="canonical" href="https://coast.example/ports">"#;
    let old = r#"<meta property="og:title" content="Ports get cranes - Coast News"><meta property="og:site_name" content="Coast News">
        <meta name="DC.date.issued" content="2021-03-04"><meta name="author" content="A. Writer, B. Writer">
        <meta property="og:url" content="https://coast.example/ports">"#;
    for head in [json, old] {
        let document = only(&page(head, &format!("<p>{SENTENCE}</p>")));
        assert_eq!(document.title, "Ports get cranes");
        assert_eq!(
            document.date_start.map(|day| day.to_string()).as_deref(),
            Some("2021-03-04"),
            "{head}"
        );
        assert_eq!(document.source.publisher.as_deref(), Some("Coast News"));
        assert_eq!(document.source.url.as_deref(), Some("https://coast.example/ports"));
        assert_eq!(document.extra["author"], "A. Writer, B. Writer");
        assert_eq!(document.extra["language"], "en");
    }
}

#[test]
fn the_day_of_a_dateline_goes_before_that_of_publication() {
    let head = r#"<meta property="article:published_time" content="2021-01-04T08:00:00Z">"#;
    for (dateline, expected) in [
        ("28-29 December 2020, Tirana, Albania: ", "2020-12-28"),
        ("Tirana, 28 December – ", "2020-12-28"),
        ("Tirana, 3 January – ", "2021-01-03"),
        ("", "2021-01-04"),
    ] {
        let document = only(&page(head, &format!("<p>{dateline}{SENTENCE}</p>")));
        assert_eq!(
            document.date_start.map(|day| day.to_string()).as_deref(),
            Some(expected),
            "{dateline}"
        );
    }
}

#[test]
fn several_stories_on_a_page() {
    let story = |title: &str, day: u8| {
        format!("<h2>{title}</h2><p>{day} March 2020, Vienna, Austria: {SENTENCE}</p>")
    };
    let head = r#"<meta property="og:site_name" content="Coast News">"#;
    let read =
        documents(&page(head, &format!("{}{}", story("One port", 3), story("Two ports", 5))));
    let titles: Vec<&str> = read.output.iter().map(|story| story.title.as_str()).collect();
    assert_eq!(titles, ["One port", "Two ports"]);
    assert!(
        read.output.iter().all(|story| story.source.publisher.as_deref() == Some("Coast News"))
    );
}

#[test]
fn pages_without_a_text() {
    for page in ["<html></html>", "<html><body><script>write()</script></body></html>"] {
        let read = documents(page);
        assert!(read.output.is_empty());
        assert!(read.warnings[0].message.contains("page without text"), "{page}");
    }
    assert!(read("a.html", b"<html>\0\xff", &ReadOptions::default()).is_err());
}

#[test]
fn a_page_that_is_nested_without_end_takes_no_longer() {
    let start = Instant::now();
    for tag in ["<div>", "<b>", "<table>", "<p><i>", "<a>", "<svg>", "<li>"] {
        let read = documents(&format!("<html><p>{SENTENCE}</p>{}", tag.repeat(50_000)));
        assert!(read.output.iter().all(|story| story.text.contains("Harbour")), "{tag}");
    }
    let attributes: String = (0..100_000).map(|i| format!(" a{i}=1")).collect();
    let read = documents(&format!("<html><p>{SENTENCE}</p><p{attributes}>{SENTENCE}"));
    assert!(read.warnings[0].message.contains("more attributes"), "{:?}", read.warnings);
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is cut off or broken, a page is read or refused.
    #[test]
    fn broken_pages_do_no_harm(cut in 0..2000_usize, flips in prop::collection::vec((0..2000_usize, any::<u8>()), 0..20)) {
        let mut bytes = page("<meta name=date content=2020>", &format!("<p>{SENTENCE}</p><table><td>A")).into_bytes();
        bytes.truncate(cut.max(1));
        for (at, byte) in flips {
            let n_bytes = bytes.len();
            bytes[at % n_bytes] = byte;
        }
        for story in read("page.html", &bytes, &ReadOptions::default()).map(|read| read.output).unwrap_or_default() {
            for paragraph in &story.paragraphs {
                prop_assert!(story.text.get(paragraph.span.range()).is_some());
            }
        }
    }
}
