//! Words of a language are data: they stand in `vocab/` and not in the code that reads texts.
//!
//! # Rules
//! 1. In [`WITHOUT_WORDS`] a literal with two letters in a row is a word, unless [`ALLOWED`] says what else it is.
//! 2. In [`WITHOUT_SMALL_WORDS`], where keys and messages stand as well, a literal is one if all its words are small words of
//!    `vocab/grammar-en.toml`: `" of the "`.
//!
//! Comments, tests and the reasons of attributes are written for people and do not count; neither do the names in braces that
//! `format!` and templates fill in.

use std::collections::BTreeSet;
use std::path::Path;

use consort::dictionary::{SmallWord, shipped_grammar};

use super::code::{code_only, is_test, line_of, literals, sources, without_tests};

/// The folders and files that the first rule holds for.
const WITHOUT_WORDS: [&str; 12] = [
    "extract/",
    "dictionary/index.rs",
    "dictionary/kind.rs",
    "dictionary/known_tokens.rs",
    "dictionary/mend.rs",
    "dictionary/rule.rs",
    "dictionary/sense.rs",
    "dictionary/template.rs",
    "dictionary/word_facts.rs",
    "dictionary/word_map.rs",
    "view/vocab/phrases.rs",
    "view/vocab/sentence.rs",
];

/// The folders that the second rule holds for.
const WITHOUT_SMALL_WORDS: [&str; 2] = ["dictionary/", "view/vocab/"];

/// Literals with letters that are no words of a language, and what they are.
const ALLOWED: [(&str, &str); 5] = [
    ("prov", "how the ids of entities begin that no entry lists"),
    ("since", "a key of an entry"),
    ("the-", "what ids that are made leave out, whatever the language of their names"),
    ("{what} as [{id}]{lacking}", "a message: what a file gives as an entry"),
    ("{part} of {whole}", "a message: a part of what a file gives"),
];

#[test]
fn words_are_data() {
    let files = files();
    let faults: Vec<String> = files.iter().flat_map(|(path, text)| faults(path, text)).collect();
    assert!(faults.is_empty(), "\n{}\nThe rule stands in {}", faults.join("\n"), file!());
}

#[test]
fn what_is_allowed_is_used() {
    let files = files();
    for (allowed, _) in ALLOWED {
        let used = files.iter().any(|(_, text)| seen(text).any(|(_, literal)| literal == allowed));
        assert!(used, "{allowed:?} stands nowhere; take it out of the list");
    }
}

fn files() -> Vec<(String, String)> {
    let files = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "");
    files.into_iter().filter(|(path, _)| !is_test(path)).collect()
}

fn stands_in(path: &str, places: &[&str]) -> bool {
    places.iter().any(|place| path.starts_with(place))
}

/// The words that stand in a file, as lines for a reader.
fn faults(path: &str, text: &str) -> Vec<String> {
    let is_allowed = |literal: &str| ALLOWED.iter().any(|(allowed, _)| *allowed == literal);
    let no_words = stands_in(path, &WITHOUT_WORDS);
    let no_small = stands_in(path, &WITHOUT_SMALL_WORDS);
    if !no_words && !no_small {
        return Vec::new();
    }
    let small = small_words();
    seen(text)
        .filter(|(_, literal)| {
            no_words && holds_word(literal) || no_small && is_small(literal, &small)
        })
        .filter(|(_, literal)| !is_allowed(literal))
        .map(|(at, literal)| {
            let line = line_of(text, at);
            format!(
                "src/{path}:{line}: {literal:?} holds a word; name a list for it in \
                 vocab/grammar-en.toml or vocab/heads-en.toml and ask that"
            )
        })
        .collect()
}

/// The small words of English that are longer than a letter.
fn small_words() -> BTreeSet<String> {
    const LONGEST: usize = 12;
    let text = include_str!("../../vocab/grammar-en.toml");
    let words = text.split(|c: char| !c.is_ascii_lowercase());
    let words = words.filter(|word| (2..LONGEST).contains(&word.len()));
    let grammar = shipped_grammar();
    words.filter(|word| grammar.word(word) != SmallWord::default()).map(str::to_owned).collect()
}

/// Whether a literal is made of small words, apart from what is filled in.
fn is_small(literal: &str, small: &BTreeSet<String>) -> bool {
    let mut plain = String::new();
    let mut depth = 0;
    for c in literal.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            c if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let mut words = plain.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| small.contains(&word.to_lowercase()))
}

/// The insides of the literals that the rules look at, with their places.
fn seen(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let code = code_only(text);
    let counted = without_tests(&code);
    // Literals are blank in both; what stands before one is blank only where it is a test's.
    let in_test = move |at: usize, code: &str| {
        let before = code[..at].trim_end().len();
        before > 0 && counted.as_bytes()[before - 1].is_ascii_whitespace()
    };
    literals(text)
        .into_iter()
        .filter(move |(at, _)| !in_test(*at, &code) && !in_attribute(&code, *at))
        .map(|(at, literal)| (at, inside(literal)))
}

/// Whether a place lies in an attribute: `#[expect(…, reason = "…")]`.
fn in_attribute(code: &str, at: usize) -> bool {
    let Some(open) = code[..at].rfind("#[") else { return false };
    let mut depth = 0;
    for sign in code[open..at].chars() {
        match sign {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return false;
        }
    }
    true
}

/// A literal without its quotation marks.
fn inside(literal: &str) -> &str {
    let quoted = literal.trim_start_matches('r').trim_matches('#');
    &quoted[1..quoted.len() - 1]
}

/// Whether two letters stand in a row, apart from what is filled in and what is written with a backslash.
fn holds_word(literal: &str) -> bool {
    let mut letters = 0;
    let mut chars = literal.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                let escaped = chars.next();
                if escaped == Some('u') {
                    chars.by_ref().find(|c| *c == '}');
                }
            }
            '{' => {
                let name = |c: &char| c.is_ascii_lowercase() || matches!(c, '_' | ':' | '?');
                while chars.next_if(name).is_some() {}
            }
            c if c.is_alphabetic() => {
                letters += 1;
                if letters == 2 {
                    return true;
                }
                continue;
            }
            _ => {}
        }
        letters = 0;
    }
    false
}

mod the_checker_itself {
    use super::faults;

    #[test]
    fn finds_words_however_they_are_written() {
        let table = [
            ("//! A.\nfn f(w: &str) -> bool { w == \"of\" }\n", "a.rs:2: \"of\" holds a word"),
            ("//! A.\nconst A: [&str; 2] = [\n    \",\",\n    \"and\",\n];\n", "a.rs:4: \"and\""),
            ("//! A.\nconst A: &str = r#\"the \"law\"\"#;\n", "a.rs:2: \"the \\\"law\\\"\""),
            ("//! A.\nfn f(n: &str) -> String { format!(\"{n} of {n}\") }\n", "\"{n} of {n}\""),
            ("//! A.\nfn f(w: &str) -> bool { w.ends_with(\"für\") }\n", "\"für\""),
            ("//! A.\nconst A: &str = \"\\nor\";\n", "or\" holds a word"),
            ("//! A.\n#[must_use]\nfn f() -> &'static str { \"the\" }\n", "a.rs:3: \"the\""),
            ("//! A.\nfn f() -> &'static str { \"the\" }\n#[cfg(test)]\nmod tests {}\n", "\"the\""),
        ];
        for (text, expected) in table {
            let found = faults("extract/a.rs", text);
            assert!(found.len() == 1 && found[0].contains(expected), "{text}\ngives {found:?}");
        }
    }

    #[test]
    fn finds_small_words_among_keys_and_messages() {
        let text = "//! A.\nfn f(of: &str) -> String { warn(\"no word of it\"); key(\"country\"); format!(\" of the {of}\") }\n\
                    const A: [&str; 2] = [\"and\", \"On\"];\n";
        let found = faults("dictionary/a.rs", text);
        let lines: Vec<_> = found.iter().filter_map(|line| line.split('"').nth(1)).collect();
        assert_eq!(lines, [" of the {of}", "and", "On"], "{found:?}");
        assert_eq!(faults("network/a.rs", text), Vec::<String>::new());
    }

    #[test]
    fn lets_the_rest_pass() {
        let table = [
            "//! A \"word\".\n// \"the\"\n/* \"of\" */ const A: [&str; 3] = [\",\", \"(\", \"–\"];\n",
            "//! A.\nfn f(n: &str) -> String { format!(\"{n} ({n:?}) {{{}}}\", n) }\n",
            "//! A.\nfn f(id: &str) -> String { id.replace(\"-{country}\", \"prov\") }\n",
            "//! A.\nconst A: [char; 3] = ['s', '\\u{ad}', '\\n'];\nconst B: &str = \"s\\n\\t\";\n",
            "//! A.\n#[expect(dead_code, reason = \"a reason\")]\nfn f<'a>(x: &'a str) {}\n",
            "//! A.\nfn f() {}\n#[cfg(test)]\nmod tests { const A: &str = \"the\"; }\n",
        ];
        for text in table {
            assert_eq!(faults("extract/a.rs", text), Vec::<String>::new(), "{text}");
        }
    }
}
