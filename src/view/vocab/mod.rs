//! What a vocabulary does to a corpus: names out of reach, gaps, and what an edit changes.
//!
//! In: stories, read with one lexicon or two. Out: plain values and tables. Never: writes a vocabulary file.

mod diff;
mod gaps;
mod phrases;
mod reach;

pub use diff::{Change, Changed, Comparison, Edge, PairChange, VocabDiff};
pub use gaps::{Example, Gap, GapOptions, Gaps, drafts, gap_table};
pub use reach::unreachable_names;

use crate::base::{Sentence, Story};

/// A sentence with white space folded, shortened around what it is an example of.
fn sentence(story: &Story, sentence: usize) -> String {
    let span = story.extraction.sentences.get(sentence).map(|s: &Sentence| s.span);
    let text = span.and_then(|span| story.document.text.get(span.range())).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
