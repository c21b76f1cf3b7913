//! Says where a query stops being SPARQL.
//!
//! In: the text and the parser's message. Out: line, column, the line with a caret, and near words. Never: a panic,
//! whatever the parser says.
//!
//! The parser reads a keyword as so many characters and compares them afterwards, so its position lies beyond the
//! word that is wrong, by the length of the keyword that it tried last. The true place is found by going back.

use std::fmt;

use unicode_width::UnicodeWidthChar;

use crate::base::typos;
use crate::view::query::prefixes::Prefixes;

/// Where and why a text is not SPARQL.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct SyntaxError {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The line as it was written.
    pub text: String,
    /// What is wrong.
    pub message: String,
    /// What may have been meant, nearest first.
    pub near: Vec<String>,
}

/// So many characters of a line are shown on either side of the place.
const AROUND: usize = 100;

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, text, message, near } = self;
        // Of a line of thousands of characters only what stands around the place helps.
        let cut = (column - 1).saturating_sub(AROUND);
        let shown: String = text.chars().skip(cut).take(2 * AROUND).collect();
        let head: String = text.chars().take(column - 1).skip(cut).collect();
        // A tab must stay a tab, or the caret would stand elsewhere.
        let caret: String = head
            .chars()
            .map(|c| if c == '\t' { "\t".to_owned() } else { " ".repeat(c.width().unwrap_or(0)) })
            .collect();
        write!(f, "line {line}, column {column}: {message}\n  {shown}\n  {caret}^")?;
        if near.is_empty() { Ok(()) } else { write!(f, "\ndid you mean {}?", near.join(" or ")) }
    }
}

/// The words a query can be made of.
const KEYWORDS: [&str; 66] = [
    "ABS",
    "ASC",
    "ASK",
    "AVG",
    "BASE",
    "BIND",
    "BOUND",
    "BY",
    "CEIL",
    "COALESCE",
    "CONCAT",
    "CONSTRUCT",
    "CONTAINS",
    "COUNT",
    "DATATYPE",
    "DAY",
    "DESC",
    "DESCRIBE",
    "DISTINCT",
    "EXISTS",
    "FILTER",
    "FLOOR",
    "FROM",
    "GRAPH",
    "GROUP",
    "GROUP_CONCAT",
    "HAVING",
    "IF",
    "IN",
    "IRI",
    "LANG",
    "LANGMATCHES",
    "LCASE",
    "LIMIT",
    "MAX",
    "MIN",
    "MINUS",
    "MONTH",
    "NAMED",
    "NOT",
    "NOW",
    "OFFSET",
    "OPTIONAL",
    "ORDER",
    "PREFIX",
    "REDUCED",
    "REGEX",
    "REPLACE",
    "ROUND",
    "SAMPLE",
    "SELECT",
    "SEPARATOR",
    "STR",
    "STRAFTER",
    "STRBEFORE",
    "STRENDS",
    "STRLEN",
    "STRSTARTS",
    "SUBSTR",
    "SUM",
    "UCASE",
    "UNDEF",
    "UNION",
    "VALUES",
    "WHERE",
    "YEAR",
];

/// Makes the parser's message (`error at 1:16: expected one of DISTINCT, WHERE`) a place and a cure.
pub(super) fn explain(query: &str, parser_says: &str, prefixes: &Prefixes) -> SyntaxError {
    let chars: Vec<char> = query.chars().collect();
    let (at, expected) = position(&chars, parser_says);
    let items: Vec<&str> = expected.split(", ").map(str::trim).collect();
    if query.trim().is_empty() {
        return error(&chars, 0, "the query is empty".to_owned(), vec![]);
    }
    if items.contains(&"Prefix not found") {
        return unknown_prefix(&chars, at, query, prefixes);
    }
    if let Some(reason) = items.iter().find(|i| is_sentence(i)) {
        return error(&chars, at, (*reason).to_owned(), vec![]);
    }
    let keywords = items.iter().filter(|i| is_keyword(i)).map(|i| i.chars().count());
    let start = match keywords.min() {
        Some(length) => word_start(&chars, at.saturating_sub(length)),
        // After the last word something is missing; the word itself may be right.
        None if at >= chars.len() => at,
        None => word_start(&chars, at),
    };
    let word: String = chars[start..].iter().take_while(|c| is_word(**c)).collect();
    let near = near_words(&word.to_uppercase(), KEYWORDS);
    let message = match (word.as_str(), chars.get(start)) {
        ("", None) => format!("the query ends too early{}", wanted(&items)),
        ("", Some(c)) => format!("{c:?} cannot stand here{}", wanted(&items)),
        (word, _) => format!("{word:?} cannot stand here{}", wanted(&items)),
    };
    error(&chars, start, message, near)
}

fn error(chars: &[char], at: usize, message: String, near: Vec<String>) -> SyntaxError {
    let at = at.min(chars.len());
    let line = chars[..at].iter().filter(|c| **c == '\n').count() + 1;
    let begin = chars[..at].iter().rposition(|c| *c == '\n').map_or(0, |i| i + 1);
    let text: String = chars[begin..].iter().take_while(|c| !matches!(c, '\n' | '\r')).collect();
    SyntaxError { line, column: at - begin + 1, text, message, near }
}

/// The character offset and the list of what was expected.
fn position<'a>(chars: &[char], parser_says: &'a str) -> (usize, &'a str) {
    let parse = || {
        let (place, expected) = parser_says.strip_prefix("error at ")?.split_once(": expected ")?;
        let (line, column) = place.split_once(':')?;
        Some((line.parse::<usize>().ok()?, column.parse::<usize>().ok()?, expected))
    };
    let Some((line, column, expected)) = parse() else { return (0, parser_says) };
    let ends = chars.iter().enumerate().filter(|(_, c)| **c == '\n').map(|(i, _)| i + 1);
    let begin = std::iter::once(0).chain(ends).nth(line.saturating_sub(1)).unwrap_or(chars.len());
    let at = (begin + column.saturating_sub(1)).min(chars.len());
    (at, expected.strip_prefix("one of ").unwrap_or(expected))
}

/// The prefixed name that ends where the parser stopped.
fn unknown_prefix(chars: &[char], at: usize, query: &str, prefixes: &Prefixes) -> SyntaxError {
    let colon = chars[..at].iter().rposition(|c| *c == ':').unwrap_or(at);
    let start = word_start(chars, colon);
    let prefix: String = chars[start..colon].iter().collect();
    let message = format!("the prefix {prefix}: is not declared");
    let declared = query.split_whitespace().filter_map(|w| w.strip_suffix(':'));
    let mut known: Vec<&str> = prefixes.iter().map(|(p, _)| p).chain(declared).collect();
    known.retain(|p| *p != prefix);
    let near = near_words(&prefix, known).into_iter().map(|p| format!("{p}:")).collect();
    error(chars, start, message, near)
}

/// Goes back to the first character of the word around `at`, over blanks that follow it forward otherwise.
fn word_start(chars: &[char], at: usize) -> usize {
    let at = at.min(chars.len());
    let blanks = chars[at..].iter().take_while(|c| c.is_whitespace()).count();
    if blanks > 0 {
        return at + blanks;
    }
    let back = chars[..at].iter().rev().take_while(|c| is_word(**c)).count();
    at - back
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-')
}

fn is_keyword(item: &str) -> bool {
    item.len() > 1 && item.chars().all(|c| c.is_ascii_uppercase() || c == '_')
}

/// The grammar's own messages are sentences; everything else is a token or a class of characters.
fn is_sentence(item: &str) -> bool {
    item.contains(' ') && item.starts_with(char::is_alphabetic)
}

/// What could stand here instead, where the parser's list is short enough to help.
fn wanted(items: &[&str]) -> String {
    let rdf12 = ["\"{|\"", "\"~\""];
    let mut tokens: Vec<&str> = items.iter().copied().filter(|i| i.starts_with('"')).collect();
    tokens.retain(|t| !rdf12.contains(t));
    match tokens.as_slice() {
        [] => String::new(),
        [one] => format!("; expected {one}"),
        many if many.len() <= 8 => format!("; expected one of {}", many.join(" ")),
        _ => String::new(),
    }
}

/// Up to three words within two slips of the pen (one for words of up to four letters), nearest first.
pub(super) fn near_words<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let length = word.chars().count();
    let most = if length <= 4 { 1 } else { 2 };
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .filter_map(|k| Some((typos(word, k, most)?, k)))
        .filter(|(slips, _)| *slips > 0 && *slips < length)
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(3).map(|(_, k)| k.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use crate::view::query::QueryError;
    use crate::view::query::tests::{prefixes, prepared};

    fn message(query: &str) -> String {
        match prepared(query, &[]) {
            Err(QueryError::Syntax(error)) => error.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn the_caret_stands_under_the_first_wrong_word() {
        for (query, expected) in [
            (
                "SELCT ?s { ?s ?p ?o }",
                "line 1, column 1: \"SELCT\" cannot stand here\n  SELCT ?s { ?s ?p ?o }\n  ^\ndid you mean SELECT?",
            ),
            (
                "SELECT ?s WHRE { ?s ?p ?o }",
                "line 1, column 11: \"WHRE\" cannot stand here\n  SELECT ?s WHRE { ?s ?p ?o }\n            ^\ndid you mean WHERE?",
            ),
            (
                "SELECT ?s {\n\t?s ?p \"日本\" FILTR(?o > 1)\n}",
                "line 2, column 13: \"FILTR\" cannot stand here\n  \t?s ?p \"日本\" FILTR(?o > 1)\n  \t             ^\ndid you mean FILTER?",
            ),
            (
                "SELECT * { ?s ?p ?o } LIMT 5",
                "line 1, column 23: \"LIMT\" cannot stand here\n  SELECT * { ?s ?p ?o } LIMT 5\n                        ^\ndid you mean LIMIT?",
            ),
            (
                "SELECT ?s {\r\n  ?s consrt:funds ?o }",
                "line 2, column 6: the prefix consrt: is not declared\n    ?s consrt:funds ?o }\n       ^\ndid you mean consort:?",
            ),
            ("", "line 1, column 1: the query is empty\n  \n  ^"),
        ] {
            assert_eq!(message(query), expected, "{query}");
        }
    }

    #[test]
    fn an_open_brace_is_told() {
        let text = message("SELECT ?s { ?s consort:funds id:deu");
        assert!(text.starts_with("line 1, column 36: the query ends too early"), "{text}");
        let text = message("SELECT ?s { ?s ?p ?o ");
        assert!(
            text.starts_with("line 1, column 22: the query ends too early; expected one of"),
            "{text}"
        );
        assert!(text.contains("\"}\""), "{text}");
    }

    #[test]
    fn the_grammars_own_words_are_kept() {
        let text = message("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }");
        assert!(text.contains("The SELECT contains a variable that is unbound"), "{text}");
    }

    #[test]
    fn no_damaged_query_panics() {
        let query = "PREFIX a: <https://a.example/>\nSELECT ?s (COUNT(?o) AS ?n) { ?s a:p \"é\\u00e9\" . VALUES ?s { id:x } }";
        for (i, _) in query.char_indices() {
            for damaged in
                [query[..i].to_owned(), query[i..].to_owned(), query.replacen(&query[..i], "", 1)]
            {
                if let Err(error) = prepared(&damaged, &[]) {
                    assert!(!error.to_string().is_empty());
                }
            }
            let _ = super::explain(&query[..i], "error at 9:9: expected nothing", &prefixes());
        }
    }
}
