//! Paragraphs by table, and the law that no word is lost.
//!
//! In: small texts. Out: assertions. Never: files.

use super::{Piece, mark_links, split};
use crate::documents::tokens::is_space;

fn said(text: &str, has_headings: bool) -> Vec<String> {
    let mut pieces = split(text, has_headings);
    mark_links(text, &mut pieces);
    pieces
        .iter()
        .map(|p| format!("{} {}: {}", p.line, p.kind.name(), text[p.span.range()].escape_debug()))
        .collect()
}

/// Every character that is no white space lies in exactly one paragraph, in order, and no span has blank edges.
fn check_law(text: &str, pieces: &[Piece]) {
    let mut held = String::new();
    let mut end = 0;
    for piece in pieces {
        assert!(piece.span.start >= end, "{text:?}");
        end = piece.span.end;
        let words = &text[piece.span.range()];
        assert_eq!(words, words.trim_matches(is_space));
        held.push_str(words);
    }
    let words = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    assert_eq!(words(&held), words(text));
}

#[test]
fn blocks_and_lines() {
    let table: &[(&str, &[&str])] = &[
        ("", &[]),
        ("\n \u{a0}\n\t\n", &[]),
        ("Title \n\u{a0}\nBody\u{a0}", &["1 text: Title", "3 text: Body"]),
        ("one\r\ntwo\r\n\r\nthree\r\n", &["1 text: one\\r\\ntwo", "4 text: three"]),
        ("one\rtwo\r\rthree", &["1 text: one\\rtwo", "4 text: three"]),
        ("one\n---\ntwo", &["1 text: one", "3 text: two"]),
        ("a\n\x0cb", &["1 text: a", "2 text: b"]),
        // Hard-wrapped, paragraphs told by their indent.
        (
            "BANK SEES RATES STEADY\n    NEW YORK, March 3 - The bank\nsaid so.\n    It said more\n- as it had -\nlater.",
            &[
                "1 text: BANK SEES RATES STEADY",
                "2 text: NEW YORK, March 3 - The bank\\nsaid so.",
                "4 text: It said more\\n- as it had -\\nlater.",
            ],
        ),
        (
            "Title of it\n3 May 2020, Bar: text\nof it",
            &["1 text: Title of it", "2 text: 3 May 2020, Bar: text\\nof it"],
        ),
    ];
    for (text, expected) in table {
        assert_eq!(said(text, false), *expected, "{text:?}");
        check_law(text, &split(text, false));
    }
    let long = format!("Title\n{}\nShort end", "word ".repeat(50));
    assert_eq!(split(&long, false).len(), 3, "lines too long to be wrapped are paragraphs");
}

#[test]
fn lists_headings_and_links() {
    let table: &[(&str, &[&str])] = &[
        ("Two:\n  • one\n  • two", &["1 text: Two:", "2 item: • one", "3 item: • two"]),
        (
            "Two:\n- one\n  more\n- two",
            &["1 text: Two:", "2 item: - one\\n  more", "4 item: - two"],
        ),
        ("(i) one, and\n\n(ii) two", &["1 item: (i) one, and", "3 item: (ii) two"]),
        ("1. one\n2) two", &["1 item: 1. one", "2 item: 2) two"]),
        ("a rise of\n15. The rest", &["1 text: a rise of\\n15. The rest"]),
        ("1987. A year", &["1 text: 1987. A year"]),
        ("# Head\nBody\n## Sub #2", &["1 text: Head", "2 text: Body", "3 text: Sub #2"]),
        (
            "For more information:\u{a0}\n\nA study - in brief\n\nhttps://a.org/b?c=d\nProse again.\n\nwww.b.org",
            &[
                "1 link: For more information:",
                "3 link: A study - in brief",
                "5 link: https://a.org/b?c=d",
                "6 text: Prose again.",
                "8 link: www.b.org",
            ],
        ),
        (
            "For further information about FRONTEX:\u{a0}\u{a0}https://frontex.europa.eu/",
            &[
                "1 link: For further information about FRONTEX:\\u{a0}\\u{a0}https://frontex.europa.eu/",
            ],
        ),
        ("More information is expected in May.", &["1 text: More information is expected in May."]),
        ("• https://a.org", &["1 link: • https://a.org"]),
    ];
    for (text, expected) in table {
        assert_eq!(said(text, true), *expected, "{text:?}");
        check_law(text, &split(text, true));
    }
}

#[test]
fn a_huge_line_takes_linear_time() {
    let huge = "word ".repeat(400_000);
    assert_eq!(split(&huge, false).len(), 1);
    assert_eq!(split(&huge.replace("word ", "w\n"), false).len(), 1);
    assert_eq!(split(&huge.replace("word ", "    \n"), false).len(), 0);
    assert_eq!(split(&huge.replace("word ", "- w.\n"), false).len(), 400_000);
}

proptest::proptest! {
    #[test]
    fn no_word_is_lost(text in "([a-z0-9.:•#*\u{a0}\u{2028}é=-]|\n|\r|  |\n\n|https://a|3 May 2020, Bar: ){0,60}") {
        check_law(&text, &split(&text, false));
        check_law(&text, &split(&text, true));
    }
}
