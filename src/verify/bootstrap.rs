//! How far the figures would move with other stories of the same kind.
//!
//! In: the sheets of stories, a seed. Out: 95 % intervals, by the percentile bootstrap over stories (Efron 1979; Efron and
//! Tibshirani 1993, chapter 13). Never: another answer for the same seed.

use std::collections::BTreeMap;

use crate::base::{Random, sort_by};
use crate::verify::figures::Figures;
use crate::verify::interval::{Interval, Intervals};
use crate::verify::options::EvalOptions;
use crate::verify::sheet::Sheet;

/// Draws as many stories as there are, with replacement, `options.resamples` times. Resamples in which a figure has
/// nothing to count do not count for it.
pub(super) fn intervals(sheets: &[Sheet], options: EvalOptions) -> Intervals {
    let mut values: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let mut draws = Random::new(options.seed);
    for _ in 0..if sheets.is_empty() { 0 } else { options.resamples } {
        let drawn: Vec<&Sheet> =
            (0..sheets.len()).map(|_| &sheets[draws.below(sheets.len())]).collect();
        let figures = Figures::of(drawn.into_iter());
        for (name, counts) in figures.counted() {
            if !counts.is_empty() {
                let measures =
                    [("p", counts.precision()), ("r", counts.recall()), ("f1", counts.f1())];
                for (measure, value) in measures {
                    values.entry(format!("{name}.{measure}")).or_default().push(value);
                }
            }
        }
        for (name, value) in figures.shares() {
            values.entry(name.to_owned()).or_default().extend(value);
        }
    }
    values.into_iter().filter_map(|(name, values)| Some((name, middle(values)?))).collect()
}

/// The bounds of the middle 95 % (nearest rank).
fn middle(mut values: Vec<f64>) -> Option<Interval> {
    sort_by(&mut values, f64::total_cmp);
    // The share of values below each bound, in thousandths: whole numbers have no rounding to argue about.
    let rank = |thousandths: usize| (values.len() * thousandths).div_ceil(1000).max(1) - 1;
    Some(Interval { low: *values.get(rank(25))?, high: *values.get(rank(975))? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_nearest_ranks() {
        let interval = middle((1..=1000).map(f64::from).collect()).unwrap();
        assert_eq!((interval.low, interval.high), (25.0, 975.0));
        let one = middle(vec![0.5]).unwrap();
        assert_eq!((one.low, one.high), (0.5, 0.5));
        assert_eq!(middle(Vec::new()), None);
    }

    #[test]
    fn the_interval_holds_the_figure_and_repeats() {
        let sheet = |dates| Sheet { dates, ..Sheet::default() };
        let sheets: Vec<Sheet> = (0..40).map(|i| sheet(i % 4 != 0)).collect();
        let options = EvalOptions::default();
        let found = intervals(&sheets, options);
        let dates = found["dateline.dates"];
        assert!(dates.low < 0.75 && 0.75 < dates.high && dates.low > 0.5, "{dates:?}");
        assert_eq!(found, intervals(&sheets, options));
        assert_ne!(found, intervals(&sheets, EvalOptions { seed: 2, ..options }));
        assert!(!found.contains_key("linking"), "nothing was paired in any resample");
    }
}
