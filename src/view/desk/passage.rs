//! A stretch of a story's text to show: with the names in it, and the words that said something.
//!
//! In: a story, a stretch of it. Out: the text as it was read, with marks. Never: marks that overlap, so that a page can paint one
//! after the other.

use serde::Serialize;

use crate::base::{CodePoints, Entity, Mention, Span, Story, sort_by_key};
use crate::view::desk::parts::EntityRef;

/// A stretch of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct Passage {
    /// The text.
    pub text: String,
    /// What to mark in it, in order.
    pub marks: Vec<Mark>,
}

/// What to mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct Mark {
    /// First code point of the passage's text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What stands there.
    pub kind: MarkKind,
    /// Whom it names.
    pub entity: Option<EntityRef>,
    /// Whether it is an end of the edge at hand.
    pub focus: bool,
}

/// What stands at a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum MarkKind {
    /// A name.
    Name,
    /// The words that said it.
    Words,
}

/// A mark in bytes of the story's text.
struct Stretch {
    span: Span,
    entity: Option<EntityRef>,
    focus: bool,
}

/// The passage at `span` of a story: names by `entity`, which says too whether one is in focus, and `words` underlined.
pub(super) fn passage(
    story: &Story,
    span: Span,
    words: &[Span],
    entity: &dyn Fn(&Entity) -> (EntityRef, bool),
) -> Passage {
    let text = story.document.text.get(span.range()).unwrap_or_default();
    let here = || story.extraction.mentions.iter().filter(|m| span.contains(m.span));
    let stretch = |mention: &Mention| {
        let (entity, focus) = entity(&mention.entity);
        Stretch { span: mention.span, entity: Some(entity), focus }
    };
    let mut stretches: Vec<Stretch> = here().filter(|m| !m.nested).map(stretch).collect();
    // An end of the edge is marked where it stands inside a longer name: `UNODC` in `EU-UNODC joint action`.
    for inner in here().filter(|m| m.nested).map(stretch).filter(|inner| inner.focus) {
        let is_shown = |s: &Stretch| s.focus && s.entity == inner.entity;
        if !stretches.iter().any(is_shown) {
            stretches.retain(|outer| outer.focus || !outer.span.contains(inner.span));
            stretches.push(inner);
        }
    }
    sort_by_key(&mut stretches, |s| s.span.start);
    let taken: Vec<Span> = stretches.iter().map(|s| s.span).collect();
    for free in words.iter().filter(|w| span.contains(**w)).flat_map(|w| without(*w, &taken)) {
        stretches.push(Stretch { span: free, entity: None, focus: false });
    }
    sort_by_key(&mut stretches, |s| (s.span.start, std::cmp::Reverse(s.span.end)));
    let mut end = span.start;
    stretches.retain(|s| {
        let free = s.span.start >= end && !s.span.is_empty();
        end = if free { s.span.end } else { end };
        free
    });
    let points = CodePoints::new(text);
    let mark = |s: Stretch| Mark {
        start: points.of(s.span.start - span.start),
        end: points.of(s.span.end - span.start),
        kind: if s.entity.is_some() { MarkKind::Name } else { MarkKind::Words },
        entity: s.entity,
        focus: s.focus,
    };
    Passage { text: text.to_owned(), marks: stretches.into_iter().map(mark).collect() }
}

/// What is left of a span beside others, which are in order.
fn without(span: Span, others: &[Span]) -> Vec<Span> {
    let mut left = Vec::new();
    let mut start = span.start;
    for other in others.iter().filter(|other| other.overlaps(span)) {
        if other.start > start {
            left.push(Span::new(start, other.start));
        }
        start = start.max(other.end);
    }
    if start < span.end {
        left.push(Span::new(start, span.end));
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::sample::{Sample, story};

    #[test]
    fn names_and_words_never_overlap() {
        let story = story(Sample::new("s").paragraph(&["Überall [deu] funds [ccp] too."]));
        let text = &story.document.text;
        let sentence = story.extraction.sentences[0].span;
        let at = text.find(" funds").unwrap();
        // From inside one name into the other.
        let words = Span::new(at - 2, at + 9);
        let entity = |e: &Entity| {
            let (id, label, class) = (e.id.clone(), e.label.clone(), e.class);
            (EntityRef { id, label, class, provisional: false }, &*e.id == "deu")
        };
        let found = passage(&story, sentence, &[words], &entity);
        let shown: Vec<(String, MarkKind, bool)> = found
            .marks
            .iter()
            .map(|m| {
                let piece = found.text.chars().skip(m.start).take(m.end - m.start).collect();
                (piece, m.kind, m.focus)
            })
            .collect();
        assert_eq!(shown.len(), 3, "{shown:?}");
        assert!(shown[0].2 && !shown[2].2);
        assert_eq!((shown[1].0.trim(), shown[1].1), ("funds", MarkKind::Words));
    }
}
