//! How texts are held against gold.
//!
//! In: nothing. Out: plain options. Never: a default that depends on the machine.

/// How the figures are to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EvalOptions {
    /// Resamples of the bootstrap behind the intervals; 0 gives none.
    pub resamples: usize,
    /// What the resamples are drawn with; the same seed gives the same intervals.
    pub seed: u64,
}

impl Default for EvalOptions {
    fn default() -> Self {
        Self { resamples: 1000, seed: 1 }
    }
}
