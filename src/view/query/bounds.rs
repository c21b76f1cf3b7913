//! Bounds on the text of a query, so that none takes the process down.
//!
//! In: a text, then what was parsed. Out: nothing, or where it is too large; and a thread with a stack for what is allowed. Never: a parse.
//!
//! Parser, optimizer and evaluator call themselves for every level of a query, and a chain such as `1+1+1…` is a level a term. So
//! levels and terms are bounded, and what is allowed runs on a stack that holds it ([`on_deep_stack`]).

use std::io;
use std::thread;

use spargebra::Query;
use spargebra::algebra::GraphPattern;

use crate::view::query::error::QueryError;
use crate::view::query::walk::patterns;

/// Most bytes of a query.
const LONGEST: usize = 1 << 20;

/// Most brackets inside one another.
const DEEPEST: usize = 300;

/// Most words, names and signs. What stands in the brackets of a [`TWICE`] counts twice.
const MOST_TERMS: usize = 20_000;

/// Functions whose arguments the parser reads twice, because one of them may be left out: four times in two of them, and so on.
const TWICE: [&str; 4] = ["REPLACE", "SUBSTR", "REGEX", "GROUP_CONCAT"];

/// Most patterns that are joined in one group: finding their order takes a time that grows with the fourth power of their number,
/// and for so many a third of a second.
const MOST_JOINED: usize = 64;

/// Bytes of stack that a query of these bounds can use; only what is used takes memory.
const STACK: usize = 1 << 30;

/// Checks that a text is within the bounds.
///
/// # Errors
/// With the place where it passes one.
///
/// ```
/// use consort::view::query::within_bounds;
///
/// assert!(within_bounds("SELECT * { ?s ?p '((((' } # ((((").is_ok());
/// let deep = format!("SELECT * {{ FILTER({}1{}) }}", "(".repeat(1000), ")".repeat(1000));
/// let error = within_bounds(&deep).unwrap_err();
/// assert!(error.to_string().starts_with("line 1, column 317: more than 300 brackets inside one another"));
/// ```
pub fn within_bounds(text: &str) -> Result<(), QueryError> {
    let over = |at: usize, what: String| {
        let before = &text[..at];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        QueryError::TooLarge { line, column, what }
    };
    if text.len() > LONGEST {
        let at = (0..=LONGEST).rev().find(|&i| text.is_char_boundary(i)).unwrap_or_default();
        return Err(over(at, format!("more than {LONGEST} bytes")));
    }
    let mut n_terms = 0_usize;
    // For each open bracket, whether what stands in it is read twice.
    let mut open: Vec<bool> = Vec::new();
    let mut reads = 1_usize;
    let mut is_twice = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let at = text.len() - rest.len();
        let (word, after) = rest.split_at(term(rest, c));
        rest = after;
        if c.is_whitespace() || c == '#' {
            continue;
        }
        n_terms = n_terms.saturating_add(reads);
        match c {
            '(' | '{' | '[' => {
                open.push(is_twice);
                reads = if is_twice { reads.saturating_mul(2) } else { reads };
            }
            ')' | '}' | ']' if open.pop() == Some(true) => reads /= 2,
            _ => {}
        }
        is_twice = TWICE.iter().any(|function| function.eq_ignore_ascii_case(word));
        if open.len() > DEEPEST {
            return Err(over(at, format!("more than {DEEPEST} brackets inside one another")));
        }
        if n_terms > MOST_TERMS {
            let says = "words, names and signs, of which those inside REPLACE, SUBSTR and REGEX count twice";
            return Err(over(at, format!("more than {MOST_TERMS} {says}")));
        }
    }
    Ok(())
}

/// Checks that no group joins more patterns than the engine can put in order at once.
pub(super) fn within_plan(query: &mut Query) -> Result<(), QueryError> {
    let mut most = 0;
    patterns(query, &mut |pattern| most = joined(pattern).max(most));
    if most > MOST_JOINED { Err(QueryError::TooManyPatterns(most)) } else { Ok(()) }
}

/// How many patterns are put in order together: what a union, a subquery or an aggregate holds has an order of its own.
fn joined(pattern: &GraphPattern) -> usize {
    match pattern {
        GraphPattern::Bgp { patterns } => patterns.len(),
        GraphPattern::Join { left, right }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::LeftJoin { left, right, .. } => joined(left) + joined(right),
        GraphPattern::Minus { left: inner, .. }
        | GraphPattern::Filter { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::Graph { inner, .. } => joined(inner),
        _ => 1,
    }
}

/// The length of the term at the start of a text that opens with `c`: a comment, a string, an address, a word, or one sign.
fn term(text: &str, c: char) -> usize {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '?' | '$' | '-' | '.');
    match c {
        '#' => text.find('\n').unwrap_or(text.len()),
        '"' | '\'' => string(text, c),
        '<' => {
            let close = text.find('>').unwrap_or_default();
            let is_address = close > 0 && !text[..close].contains(char::is_whitespace);
            if is_address { close + 1 } else { 1 }
        }
        _ if c.is_alphanumeric() || matches!(c, '_' | '?' | '$') => {
            text.find(|c| !is_word(c)).unwrap_or(text.len())
        }
        _ => c.len_utf8(),
    }
}

/// The length of the string at the start of a text, in one or three quotation marks.
fn string(text: &str, quote: char) -> usize {
    let three = [quote; 3].iter().collect::<String>();
    let close = if text.starts_with(&three) { three.as_str() } else { &three[..1] };
    let mut at = close.len();
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with(close) {
            return at + close.len();
        }
        let Some(c) = rest.chars().next() else { break };
        // One mark opens no string of several lines.
        if c == '\n' && close.len() == 1 {
            return at;
        }
        at += c.len_utf8();
        if c == '\\' {
            at += text[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    text.len()
}

/// Runs work on queries on a thread whose stack holds every query within the bounds, and waits for it. What it drops is dropped
/// there too; a panic goes on here.
///
/// # Errors
/// When the system has no room for such a thread.
///
/// ```
/// use consort::view::query::on_deep_stack;
///
/// fn depth(n: u32) -> u32 {
///     if n == 0 { 0 } else { depth(n - 1) + 1 }
/// }
/// assert_eq!(on_deep_stack(|| depth(1_000_000))?, 1_000_000);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn on_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> io::Result<T> {
    thread::scope(|scope| {
        let worker = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work)?;
        worker.join().or_else(|panic| std::panic::resume_unwind(panic))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_counted_and_brackets_in_strings_are_none() {
        let many = |term: &str, n: usize| term.repeat(n);
        let table = [
            ("ASK {}".to_owned(), true),
            (many("?s ", MOST_TERMS), true),
            (many("?s ", MOST_TERMS + 1), false),
            (many("!", MOST_TERMS + 1), false),
            (many("<http://e/a> ", MOST_TERMS + 1), false),
            (format!("'{}'", many("(", 9999)), true),
            (format!("'''{}''", many("(", 9999)), true),
            (format!("\"\\\"{}\"", many("{", 9999)), true),
            (format!("# {}\nASK {{}}", many("(", 9999)), true),
            (format!("?a < {}", many("(", DEEPEST + 1)), false),
            (many("(", DEEPEST), true),
            (many("()", 5000), true),
            (format!("{}'a'{}", many("REPLACE(", 8), many(", 'a', 'b')", 8)), true),
            (format!("{}'a'{}", many("replace (", 20), many(", 'a', 'b')", 20)), false),
            (many("SUBSTR(?a, 1) ", 1500), true),
            (format!("{}{}", many("REGEX((", 70), many("))", 70)), false),
            (format!("SUBSTR({})", many("?s ", MOST_TERMS / 2)), false),
            ("é".repeat(LONGEST), false),
        ];
        for (text, holds) in table {
            let start: String = text.chars().take(20).collect();
            assert_eq!(within_bounds(&text).is_ok(), holds, "{start}…");
        }
    }

    #[test]
    fn patterns_are_counted_where_they_are_put_in_order_together() {
        let many = |text: &str, n: usize| text.repeat(n);
        let subquery = format!("{{ SELECT * {{ {} }} }}", many("?a ?b ?c . ", 40));
        let table = [
            (many("?a ?b ?c . ", 64), true),
            (many("?a ?b ?c . ", 65), false),
            (many("OPTIONAL { ?a ?b ?c . ?d ?e ?f } ", 33), false),
            (many("?a <http://e/p>* ?c . ", 65), false),
            (many(&subquery, 3), true),
            (many("{ ?a ?b ?c } UNION ", 500) + "{}", true),
            (format!("{{}} UNION {{ {} }}", many("?a ?b ?c . ", 65)), false),
            (format!("FILTER EXISTS {{ {} }}", many("?a ?b ?c . ", 65)), false),
        ];
        for (pattern, holds) in table {
            let mut query = spargebra::SparqlParser::new()
                .parse_query(&format!("SELECT * {{ {pattern} }}"))
                .unwrap();
            let start: String = pattern.chars().take(30).collect();
            assert_eq!(within_plan(&mut query).is_ok(), holds, "{start}…");
        }
    }

    #[test]
    fn a_place_is_told_in_lines_and_characters() {
        let text = format!("ASK {{\n é {}", "[".repeat(DEEPEST));
        let error = within_bounds(&text).unwrap_err().to_string();
        assert!(error.starts_with("line 2, column 303: "), "{error}");
    }
}
