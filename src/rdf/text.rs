//! Terms as N-Triples.
//!
//! In: a term, or its text. Out: the other. Never: another text for an equal term.

use std::fmt::Write as _;
use std::str::FromStr as _;

use oxrdf::{BlankNode, Literal, LiteralRef, NamedNode, Term, TermRef};

use crate::rdf::vocabulary::xsd;

/// Appends a term.
///
/// ```
/// use consort::rdf::{Literal, Term, push_term, read_term};
/// let term = Term::from(Literal::from("5 o'clock \"sharp\""));
/// let mut text = String::new();
/// push_term(term.as_ref(), &mut text);
/// assert_eq!(text, r#""5 o'clock \"sharp\"""#);
/// assert_eq!(read_term(&text), Some(term));
/// ```
pub fn push_term(term: TermRef<'_>, out: &mut String) {
    match term {
        TermRef::NamedNode(node) => push_iri(node.as_str(), out),
        TermRef::Literal(literal) => push_literal(literal, out),
        TermRef::BlankNode(node) => {
            out.push_str("_:");
            out.push_str(node.as_str());
        }
    }
}

/// Appends an IRI in its brackets.
pub(super) fn push_iri(iri: &str, out: &mut String) {
    out.push('<');
    out.push_str(iri);
    out.push('>');
}

fn push_literal(literal: LiteralRef<'_>, out: &mut String) {
    let value = literal.value();
    // A character that may need an escape, or a language tag: the library knows how.
    let odd = |b: u8| b < b' ' || matches!(b, b'"' | b'\\' | 0x7f | 0xef);
    if literal.language().is_some() || value.bytes().any(odd) {
        let _ = write!(out, "{literal}");
        return;
    }
    out.push('"');
    out.push_str(value);
    out.push('"');
    let datatype = literal.datatype();
    if datatype != xsd::STRING {
        out.push_str("^^");
        push_iri(datatype.as_str(), out);
    }
}

/// The term that [`push_term`] has written so; `None` of anything else.
#[must_use]
pub fn read_term(text: &str) -> Option<Term> {
    if let Some(iri) = text.strip_prefix('<') {
        return Some(NamedNode::new_unchecked(iri.strip_suffix('>')?).into());
    }
    if let Some(node) = text.strip_prefix("_:") {
        return Some(BlankNode::new(node).ok()?.into());
    }
    if text.contains('\\') {
        return Term::from_str(text).ok();
    }
    let (value, rest) = text.strip_prefix('"')?.rsplit_once('"')?;
    Some(match rest {
        "" => Literal::new_simple_literal(value).into(),
        _ => match rest.strip_prefix("^^<").and_then(|rest| rest.strip_suffix('>')) {
            Some(datatype) => {
                Literal::new_typed_literal(value, NamedNode::new_unchecked(datatype)).into()
            }
            None => return Term::from_str(text).ok(),
        },
    })
}

#[cfg(test)]
mod tests {
    use oxrdf::{Literal, NamedNode, Term};
    use proptest::prelude::*;

    use super::{push_term, read_term};

    proptest! {
        #[test]
        fn a_term_is_read_as_it_was_written(value in ".*", kind in 0..4) {
            let datatype = NamedNode::new_unchecked("http://www.w3.org/2001/XMLSchema#date");
            let term: Term = match kind {
                0 => Literal::new_simple_literal(&value).into(),
                1 => Literal::new_typed_literal(&value, datatype).into(),
                2 => Literal::new_language_tagged_literal_unchecked(&value, "en").into(),
                _ => NamedNode::new_unchecked("http://e.org/a#b").into(),
            };
            let mut text = String::new();
            push_term(term.as_ref(), &mut text);
            prop_assert_eq!(&text, &term.to_string());
            prop_assert!(!text.contains('\n'));
            prop_assert_eq!(read_term(&text), Some(term));
        }
    }
}
