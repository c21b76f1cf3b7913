//! Bounds on the text of a query, so that none takes the process down.
//!
//! In: a text. Out: nothing, or where it is too large; and a thread with a stack for what is allowed. Never: a parse.
//!
//! Parser, optimizer and evaluator call themselves for every level of a query, and a chain such as `1+1+1…` is a level a term. So
//! levels and terms are bounded, and what is allowed runs on a stack that holds it ([`on_deep_stack`]).

use std::io;
use std::thread;

use crate::view::query::error::QueryError;

/// Most bytes of a query.
const LONGEST: usize = 1 << 20;

/// Most brackets inside one another.
const DEEPEST: usize = 300;

/// Most words, names and signs.
const MOST_TERMS: usize = 20_000;

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
    let (mut n_terms, mut depth) = (0, 0_usize);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let at = text.len() - rest.len();
        let end = term(rest, c);
        rest = &rest[end..];
        if c.is_whitespace() || c == '#' {
            continue;
        }
        n_terms += 1;
        match c {
            '(' | '{' | '[' => depth += 1,
            ')' | '}' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Err(over(at, format!("more than {DEEPEST} brackets inside one another")));
        }
        if n_terms > MOST_TERMS {
            return Err(over(at, format!("more than {MOST_TERMS} words, names and signs")));
        }
    }
    Ok(())
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
            ("é".repeat(LONGEST), false),
        ];
        for (text, holds) in table {
            let start: String = text.chars().take(20).collect();
            assert_eq!(within_bounds(&text).is_ok(), holds, "{start}…");
        }
    }

    #[test]
    fn a_place_is_told_in_lines_and_characters() {
        let text = format!("ASK {{\n é {}", "[".repeat(DEEPEST));
        let error = within_bounds(&text).unwrap_err().to_string();
        assert!(error.starts_with("line 2, column 303: "), "{error}");
    }
}
