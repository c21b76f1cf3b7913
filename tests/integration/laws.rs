//! What is true of any text and any vocabulary, tried on thousands of made-up ones.

use consort::base::{Document, Record, Story};
use consort::dictionary::{Decisions, Lexicon, builtin_files, compile, read};
use consort::documents::{Format, Portions, ReadOptions, parse, walk};
use consort::extract::extract;
use consort::pipeline::read_story;
use proptest::prelude::*;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use crate::fault::fault;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| compile(read(&builtin_files()).0).unwrap().0);

/// Pieces that real texts are made of, and pieces that break careless programs.
const PIECES: &[&str] = &[
    "UNODC",
    "UNODC-WCO Container Control Programme",
    "Container Control\nProgramme",
    "(CCP)",
    "Institute for the Study of War (ISW)",
    "ISW",
    "the NGO Vesta",
    "the “New Paths” project",
    "State Youth Agency of ",
    "Centre",
    "CCP",
    "AIRCOP",
    "the Ministries of Interior and Justice of ",
    "Ministry of",
    "Albania",
    "Bosnia and Herzegovina",
    "Serbian",
    "funded by",
    "in cooperation with",
    "implemented by",
    "organized a workshop",
    "will not fund",
    "attended by",
    "Governments of",
    "PCU",
    "Port Control Unit",
    " and ",
    ", ",
    ". ",
    ".",
    ": ",
    ":",
    "\n\n",
    "\n",
    "-",
    "–",
    "‘s",
    "’",
    "28-29 December 2020",
    "online",
    "Tirana",
    "USD 5.3 million",
    "https://www.unodc.org/x",
    "* ",
    "\u{a0}",
    "\u{ad}",
    "İ",
    "e\u{301}",
    "ﬁ",
    "ß",
    "ǅ",
    "\u{200d}",
    "\u{feff}",
    "\u{fffd}",
    "👩‍👩‍👧",
    "\u{202e}",
    "ا",
    "中文",
    "\0",
    "\r",
    "\t",
    "(",
    ")",
    "\"",
    "U.N.",
    "US",
    "us",
    "WHO",
    "who",
];

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        2 => "[A-Z][a-z]{0,8}",
        1 => any::<char>().prop_map(String::from),
    ];
    let spaced = (piece, prop_oneof![3 => Just(" "), 1 => Just("")]).prop_map(|(p, s)| p + s);
    proptest::collection::vec(spaced, 0..60).prop_map(|pieces| pieces.concat())
}

fn documents(text: &str, format: Format) -> Vec<Document> {
    parse("any", text, format, &ReadOptions::default()).output
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_can_be_read(text in texts()) {
        for format in [Format::Text, Format::Markdown] {
            for document in documents(&text, format) {
                let story = read_story(document, &LEXICON, &Decisions::default());
                prop_assert_eq!(fault(&story), None);
            }
        }
    }

    #[test]
    fn a_record_says_all_that_was_found(text in texts()) {
        for document in documents(&text, Format::Text) {
            let story = read_story(document, &LEXICON, &Decisions::default());
            let json = serde_json::to_string(&Record::from(&story)).unwrap();
            let record: Record = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(Story::try_from(&record).unwrap(), story);
        }
    }

    #[test]
    fn reading_has_no_memory(a in texts(), b in texts()) {
        let once = |text: &str| -> Vec<Story> {
            documents(text, Format::Text).into_iter().map(|d| read_story(d, &LEXICON, &Decisions::default())).collect()
        };
        let first = once(&a);
        let _ = once(&b);
        prop_assert_eq!(first, once(&a));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// A file is cut into portions at line ends; what is read must not hang on where.
    #[test]
    fn portions_hold_what_the_whole_holds(
        texts in proptest::collection::vec(texts(), 1..6),
        padding in proptest::collection::vec(0usize..40_000, 1..6),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("stories.jsonl");
        let mut lines = String::new();
        for (text, padding) in texts.iter().zip(padding.iter().cycle()) {
            let line = serde_json::json!({"text": text, "note": "x".repeat(*padding)}).to_string();
            lines.push_str(&line);
            lines.push_str(if padding % 2 == 0 { "\r\n\n" } else { "\n" });
        }
        std::fs::write(&path, &lines).unwrap();
        let files = walk(std::slice::from_ref(&path)).unwrap().output.files;
        let whole = parse(&files[0].name, &lines, Format::Jsonl, &ReadOptions::default());
        let mut portions = Portions::open(&files[0], &ReadOptions::default()).unwrap();
        let (mut documents, mut warnings) = (Vec::new(), Vec::new());
        for portion in portions.by_ref() {
            let read = portion.unwrap().documents(&ReadOptions::default()).unwrap();
            documents.extend(read.output);
            warnings.extend(read.warnings);
        }
        prop_assert_eq!(documents, whole.output);
        prop_assert_eq!(warnings, whole.warnings);
        prop_assert_eq!(portions.n_bytes(), lines.len() as u64);
    }
}

/// Names of one sentence are not compared with all others of it: that took minutes, and now takes a second or two.
#[test]
fn a_sentence_may_hold_any_number_of_names() {
    type Kind<'a> = (&'a str, usize, &'a dyn Fn(usize) -> String);
    let kinds: [Kind<'_>; 4] = [
        ("bodies without a country", 40_000, &|_| "the Ministry of Justice".to_owned()),
        ("parts of longer names", 40_000, &|_| "the Amber Ministry of Justice".to_owned()),
        ("persons called like countries", 20_000, &|_| "Chad Smith".to_owned()),
        ("names that no entry lists", 100_000, &|n| format!("the {} Bridge Institute", letters(n))),
    ];
    for (what, n_names, name) in kinds {
        let names: Vec<String> = (0..n_names).map(name).collect();
        let text = format!("It was said that {} ended.", names.join(" with "));
        let document = parse("long", &text, Format::Text, &ReadOptions::default()).output.remove(0);
        let started = Instant::now();
        let found = extract(&document, &LEXICON.tokens(&document.text), &LEXICON);
        let took = started.elapsed();
        assert!(took < Duration::from_secs(40), "{what}: {took:?}");
        assert_eq!(found.sentences.len(), 1, "{what}");
    }
}

/// Letters for a number, the first of them a capital.
fn letters(n: usize) -> String {
    let digits = n.to_string();
    let letters: String = digits.bytes().map(|digit| char::from(digit - b'0' + b'a')).collect();
    format!("Q{letters}")
}
