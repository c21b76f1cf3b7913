//! A sentence to show, with the places of two names in it.
//!
//! In: a story and one of its sentences. Out: the sentence on one line and spans into it. Never: overlapping
//! spans, so a program can simply paint one after the other.

use crate::base::{EntityId, Span, Story, sort_by_key};
use crate::cut::fold_space_with_places;

/// A stretch of a quote that names one end of the edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Highlight {
    /// Bytes of the quote.
    pub span: Span,
    /// Which end.
    pub side: Side,
}

/// An end of the edge that a question asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The entity asked about.
    A,
    /// Its partner.
    B,
}

/// The sentence with white space folded, and where it names `a` and the partners.
pub(super) fn quote(
    story: &Story,
    sentence: usize,
    a: &EntityId,
    partners: &[&str],
) -> (String, Vec<Highlight>) {
    let span = story.extraction.sentences.get(sentence).map(|s| s.span).unwrap_or_default();
    let Some(text) = story.document.text.get(span.range()) else { return Default::default() };
    let (text, places) = fold_space_with_places(text);
    let side = |id: &EntityId| match id {
        _ if id == a => Some(Side::A),
        _ if partners.contains(&&**id) => Some(Side::B),
        _ => None,
    };
    let mut highlights: Vec<Highlight> = story
        .extraction
        .mentions_in(sentence)
        .iter()
        .filter(|m| span.contains(m.span))
        .filter_map(|m| {
            let [start, end] = [m.span.start, m.span.end].map(|at| places[at - span.start]);
            Some(Highlight { span: Span::new(start, end), side: side(&m.entity.id)? })
        })
        .collect();
    sort_by_key(&mut highlights, |h| (h.span.start, std::cmp::Reverse(h.span.end), h.side));
    let mut end = 0;
    highlights.retain(|h| {
        let free = h.span.start >= end;
        end = if free { h.span.end } else { end };
        free
    });
    (text, highlights)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::explain::fixture::corpus;

    #[test]
    fn spans_point_into_the_folded_sentence() {
        let (text, highlights) = quote(&corpus()[0], 0, &"unodc".into(), &["deu"]);
        assert_eq!(text, "Germany gave the UNODC unodc-CCP money.");
        let marked: Vec<(&str, Side)> =
            highlights.iter().map(|h| (&text[h.span.range()], h.side)).collect();
        assert_eq!(marked, [("Germany", Side::B), ("UNODC", Side::A), ("unodc", Side::A)]);
    }
}
