//! How far a figure may move.
//!
//! In: nothing. Out: the values that the bootstrap finds and the report prints. Never: how they were found.

use std::collections::BTreeMap;

use serde::Serialize;

/// Intervals by figure name and measure: `relations.funds.f1`, `linking`.
pub(super) type Intervals = BTreeMap<String, Interval>;

/// The middle 95 % of a figure over resamples of the stories.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}
