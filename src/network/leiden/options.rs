//! Settings of the communities.
//!
//! In: what the reader asks. Out: a plain struct. Never: a choice left to chance; the seed decides.

use crate::network::quality::Quality;

/// Settings of [`communities`](crate::network::communities).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LeidenOptions {
    /// What makes a division good.
    pub quality: Quality,
    /// More makes communities smaller; for modularity 1 is the usual, for CPM it is a weight.
    pub resolution: f64,
    /// Chooses among divisions that are equally good on the way.
    pub seed: u64,
    /// How often to improve the result; it ends before when nothing changes. When absent, twice from a million links on, and
    /// up to 10 times in smaller networks.
    pub max_iterations: Option<usize>,
    /// How often to begin anew and keep the best. When absent, the smaller the network the more often: up to 20 times, once
    /// from a million links on.
    pub starts: Option<usize>,
}

impl Default for LeidenOptions {
    fn default() -> Self {
        Self {
            quality: Quality::Modularity,
            resolution: 1.0,
            seed: 0,
            max_iterations: None,
            starts: None,
        }
    }
}
