//! Sentences as examples.
//!
//! In: a story and one of its sentences. Out: its words on one line. Never: an error; a sentence that is not there is empty.

use crate::base::{Sentence, Story};
use crate::cut::fold_space;

/// A sentence with white space folded.
pub(super) fn sentence(story: &Story, sentence: usize) -> String {
    let span = story.extraction.sentences.get(sentence).map(|s: &Sentence| s.span);
    let text = span.and_then(|span| story.document.text.get(span.range())).unwrap_or_default();
    fold_space(text)
}
