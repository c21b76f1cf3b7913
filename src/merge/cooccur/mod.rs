//! Which entities are named together, and whether more often than by chance.
//!
//! In: stories, in one pass. Out: one [`Tie`](crate::base::Tie) a pair, sorted by ids. Never: keeps a text.
//!
//! # Steps
//! 1. [`CooccurOptions`] say what counts; [`Counter`] gathers windows, dates and sources story by story; `texts` tells boilerplate from news.
//! 2. `tally` counts pairs over an [`Incidence`] table, one dense row an entity; `intervals` is for windows of several
//!    sentences.
//! 3. [`Margins`] become measures; [`Shuffles`] and [`disparity`] compare with chance.
//! 4. [`rank()`] puts them in the order a reader asks for.

mod backbone;
mod count;
mod counter;
mod incidence;
mod intervals;
mod measures;
mod null_model;
mod options;
mod place;
mod rank;
mod tally;
#[cfg(test)]
mod tests;
mod texts;

pub use backbone::{backbone, disparity};
pub use count::count;
pub use counter::Counter;
pub use incidence::Incidence;
pub use measures::{
    Margins, association_strength, cosine, false_discovery, jaccard, log_likelihood, npmi, p_value,
};
pub use null_model::Shuffles;
pub use options::CooccurOptions;
pub use rank::{Measure, RankOptions, rank};
pub use texts::words_hash;
