//! Counts of what was right, and the shares made of them.
//!
//! In: counts. Out: precision, recall and F1 (van Rijsbergen 1979). Never: what was counted.

use std::iter::Sum;
use std::ops::Add;

/// What was right, wrongly found, and missed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Found, and in the gold (true positives).
    pub right: u64,
    /// Found, but not in the gold (false positives).
    pub wrong: u64,
    /// In the gold, but not found (false negatives).
    pub missed: u64,
}

impl Counts {
    /// Right ones among those found; 0 when nothing was found.
    #[must_use]
    pub fn precision(self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    /// Right ones among those in the gold; 0 when the gold has none.
    #[must_use]
    pub fn recall(self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    /// Harmonic mean of precision and recall.
    #[must_use]
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }

    /// Whether there was nothing to find and nothing found.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self == Counts::default()
    }
}

impl Add for Counts {
    type Output = Counts;

    fn add(self, other: Counts) -> Counts {
        Counts {
            right: self.right + other.right,
            wrong: self.wrong + other.wrong,
            missed: self.missed + other.missed,
        }
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Counts>>(counts: I) -> Counts {
        counts.fold(Counts::default(), Add::add)
    }
}

/// A part of a whole; 0 of nothing.
#[expect(clippy::cast_precision_loss, reason = "counts of stories and names are small")]
pub(super) fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn precision_recall_f1() {
        let counts = Counts { right: 6, wrong: 2, missed: 6 };
        assert!((counts.precision() - 0.75).abs() < 1e-12);
        assert!((counts.recall() - 0.5).abs() < 1e-12);
        assert!((counts.f1() - 0.6).abs() < 1e-12);
        let nothing = Counts::default();
        assert!(nothing.f1().abs() < 1e-12 && nothing.is_empty());
    }
}
