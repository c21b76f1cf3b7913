//! What a vocabulary does to a corpus: names out of reach, gaps, and what an edit changes.
//!
//! In: stories, read with one lexicon or two. Out: plain values and tables. Never: writes a vocabulary file.

mod diff;
mod gaps;
mod phrases;
mod reach;
mod sentence;

pub use diff::{Change, Changed, ClaimEdge, Comparison, PairChange, VocabDiff};
pub use gaps::{Example, Gap, GapOptions, Gaps, drafts, gap_table};
pub use reach::unreachable_names;
