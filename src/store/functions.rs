//! Functions that the engine calls where a query builds a text.
//!
//! In: terms. Out: what SPARQL says. Never: a text that is longer than any question needs, or an evaluation that nothing can end.

use std::cell::RefCell;

use oxrdf::vocab::xsd;
use oxrdf::{Literal, NamedNode, Term};
use regex::{Regex, RegexBuilder};
use spareval::QueryEvaluator;

use crate::store::watch::tick_text;

/// Gives a text back unless it is too long.
pub(super) const TEXT: &str = "https://w3id.org/consort/engine#text";

/// `REPLACE`, whose result may be the product of its arguments: looked at piece by piece.
pub(super) const REPLACE: &str = "https://w3id.org/consort/engine#replace";

/// Most bytes of a compiled pattern, as in the engine.
const PATTERN_BYTES: usize = 1_000_000;

/// An evaluator that knows these functions.
pub(super) fn evaluator() -> QueryEvaluator {
    QueryEvaluator::new()
        .with_custom_function(NamedNode::new_unchecked(TEXT), text)
        .with_custom_function(NamedNode::new_unchecked(REPLACE), replace)
}

fn text(given: &[Term]) -> Option<Term> {
    let term = given.first()?;
    if let Term::Literal(literal) = term {
        tick_text(literal.value().len());
    }
    Some(term.clone())
}

/// SPARQL 1.1 Query, section 17.4.3.15; an error is `None`.
fn replace(given: &[Term]) -> Option<Term> {
    let literal = |at: usize| match given.get(at) {
        Some(Term::Literal(literal)) => Some(literal),
        _ => None,
    };
    let simple =
        |at: usize| literal(at).filter(|l| l.datatype() == xsd::STRING).map(Literal::value);
    let text = literal(0).filter(|l| l.language().is_some() || l.datatype() == xsd::STRING)?;
    let (pattern, by) = (simple(1)?, simple(2)?);
    let flags = if given.len() > 3 { simple(3)? } else { "" };
    let replaced = with_regex(pattern, flags, |regex| replace_all(regex, text.value(), by))?;
    Some(match text.language() {
        Some(language) => Literal::new_language_tagged_literal_unchecked(replaced, language).into(),
        None => Literal::new_simple_literal(replaced).into(),
    })
}

fn replace_all(regex: &Regex, text: &str, by: &str) -> String {
    let mut out = String::new();
    let mut copied = 0;
    // Each may stand for all that was found.
    let references = by.matches('$').count();
    for found in regex.captures_iter(text) {
        let Some(whole) = found.get(0) else { continue };
        let added = by.len().saturating_add(references.saturating_mul(whole.len()));
        tick_text(out.len().saturating_add(added));
        out.push_str(&text[copied..whole.start()]);
        found.expand(by, &mut out);
        copied = whole.end();
    }
    out.push_str(&text[copied..]);
    out
}

/// Calls `work` with a compiled pattern; the last one is kept, because a query has mostly one.
fn with_regex<T>(pattern: &str, flags: &str, work: impl FnOnce(&Regex) -> T) -> Option<T> {
    thread_local! {
        static LAST: RefCell<Option<([String; 2], Regex)>> = const { RefCell::new(None) };
    }
    let kept = LAST.take().filter(|(known, _)| known[0] == pattern && known[1] == flags);
    let (known, regex) = match kept {
        Some(kept) => kept,
        None => ([pattern.to_owned(), flags.to_owned()], compiled(pattern, flags)?),
    };
    let done = work(&regex);
    LAST.set(Some((known, regex)));
    Some(done)
}

fn compiled(pattern: &str, flags: &str) -> Option<Regex> {
    let quoted = flags.contains('q').then(|| regex::escape(pattern));
    let mut builder = RegexBuilder::new(quoted.as_deref().unwrap_or(pattern));
    builder.size_limit(PATTERN_BYTES);
    for flag in flags.chars() {
        match flag {
            's' => builder.dot_matches_new_line(true),
            'm' => builder.multi_line(true),
            'i' => builder.case_insensitive(true),
            'x' => builder.ignore_whitespace(true),
            'q' => &mut builder,
            _ => return None,
        };
    }
    builder.build().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::Dataset;
    use spareval::QueryResults;

    /// The value of an expression.
    fn value(expression: &str) -> Option<String> {
        let query = format!("SELECT ({expression} AS ?x) {{}}");
        let query = spargebra::SparqlParser::new().parse_query(&query).unwrap();
        let empty = Dataset::new();
        let evaluator = evaluator();
        let results = evaluator.prepare(&query).execute(&empty);
        let Ok(QueryResults::Solutions(mut rows)) = results else { panic!("{expression}") };
        rows.next().unwrap().unwrap().get("x").map(ToString::to_string)
    }

    #[test]
    fn it_replaces_as_the_engine_does() {
        for given in [
            "'abcd', 'b', 'Z'",
            "'abab', 'B', 'Z', 'i'",
            "'abab', 'B.', '[$0]', 'i'",
            "'a.b', '.', '-', 'q'",
            "'abab'@en, 'b', ''",
            "'abcd', '(ab)|(a)', '[1=$1][2=$2]'",
            "'abc', '', '-'",
            "'abc', 'x', 'y'",
            "'a\\nb', 'a.b', 'y', 's'",
            "'abc', '(', 'y'",
            "'abc', 'a', 'y', 'w'",
            "'abc', 'a', 'y'@en",
            "'abc', 'a'@en, 'y'",
            "'abc', 'a', 'y', 1",
            "1, '1', '2'",
            "<http://e/a>, 'a', 'b'",
            "'abc', ?none, 'b'",
            "'été', 'é', '$0$0'",
        ] {
            let ours = value(&format!("<{REPLACE}>({given})"));
            assert_eq!(ours, value(&format!("REPLACE({given})")), "{given}");
        }
        assert_eq!(value(&format!("<{TEXT}>('a'@en)")).as_deref(), Some("\"a\"@en"));
    }
}
