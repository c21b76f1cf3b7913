//! What is true of any story, whatever its text and its vocabulary.
//!
//! In: a story as it was read. Out: what is wrong with it, if anything is. Never: a question of whether the right things were found.

use std::cmp::Reverse;

use consort::base::{Span, Story};

/// What is wrong with a story as it was read, if anything is.
pub(crate) fn fault(story: &Story) -> Option<String> {
    let Story { document, extraction } = story;
    let text = &document.text;
    let says = |span: Span| text.get(span.range()).is_some_and(|t| !t.trim().is_empty());
    let mut after = 0;
    for sentence in &extraction.sentences {
        if sentence.span.start < after || !says(sentence.span) {
            return Some(format!("{sentence:?} overlaps the one before or is empty"));
        }
        after = sentence.span.end;
    }
    let inside = |span: Span, sentence: usize| {
        extraction.sentences.get(sentence).is_some_and(|s| s.span.contains(span)) && says(span)
    };
    let mut outer = Span::default();
    let mut last = (0, Reverse(usize::MAX));
    for mention in &extraction.mentions {
        let place = (mention.span.start, Reverse(mention.span.end));
        let apart = mention.span.start >= outer.end;
        if !inside(mention.span, mention.sentence) || place < last {
            return Some(format!("{mention:?} is out of its sentence or out of order"));
        }
        // What a nested name lies in may be a name of which the text does not say whose it is.
        if !(apart || mention.nested && outer.contains(mention.span)) {
            let before = text.get(outer.range());
            return Some(format!("{mention:?} and {before:?} before it overlap"));
        }
        outer = if mention.nested { outer } else { mention.span };
        last = place;
    }
    if let Some(name) = extraction.unlinked.iter().find(|name| !inside(name.span, name.sentence)) {
        return Some(format!("{name:?} is out of its sentence"));
    }
    extraction.assertions.iter().find_map(|a| {
        let evidence = extraction.sentences.get(a.sentence).map(|s| s.span);
        let holds = evidence == Some(a.evidence)
            && a.evidence.contains(a.trigger)
            && a.object.entity().is_none_or(|object| object.id != a.subject.id)
            && a.amount.as_ref().is_none_or(|sum| a.evidence.contains(sum.span));
        (!holds).then(|| format!("{a:?} has no evidence of its own"))
    })
}
