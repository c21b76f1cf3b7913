//! What grew and what ended between two periods.
//!
//! In: the networks of two periods, and how much text each has. Out: one change a link. Never: a change without a word on
//! whether chance explains it.

use std::collections::BTreeMap;

use crate::base::{EntityId, sort_by};
use crate::merge::cooccur::{Margins, false_discovery, log_likelihood, p_value};
use crate::network::Network;

/// A link in two periods.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// From, or the smaller id.
    pub a: EntityId,
    /// To, or the greater id.
    pub b: EntityId,
    /// Its weight in the first period; 0 where it is not there.
    pub before: f64,
    /// Its weight in the second period.
    pub after: f64,
    /// What became of it.
    pub kind: ChangeKind,
    /// Log-likelihood ratio of the two counts given the sizes of the periods, negative where it shrank: Dunning (1993), used
    /// for two corpora after Rayson and Garside (2000), *Comparing corpora using frequency profiling*. Counts only.
    pub log_likelihood: Option<f64>,
    /// The false discovery rate at which the change is kept, after Benjamini and Hochberg (1995).
    pub q_value: Option<f64>,
}

/// What became of a link, measured by its share of each period's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// It was not there before.
    New,
    /// Its share is greater than before.
    Grew,
    /// Its share is the same.
    Steady,
    /// Its share is smaller than before.
    Shrank,
    /// It is not there any more.
    Ended,
}

impl ChangeKind {
    /// The name in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ChangeKind::New => "new",
            ChangeKind::Grew => "grew",
            ChangeKind::Steady => "steady",
            ChangeKind::Shrank => "shrank",
            ChangeKind::Ended => "ended",
        }
    }
}

/// The text of the two periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// Windows in the first period in which a pair could have stood.
    pub before: u64,
    /// Windows in the second.
    pub after: u64,
    /// Whether weights count such windows, so that the log-likelihood ratio is defined.
    pub counts: bool,
}

/// Compares two networks link by link; what chance explains least comes first.
///
/// # Arguments
/// * `before`, `after`: the networks, both directed or both not.
/// * `sizes`: how much text is in each period: half as much text makes half as many links.
///
/// # Complexity
/// O(E log E).
///
/// ```
/// use consort::network::{ChangeKind, Direction, Sizes, compare, read_edge_list};
/// let read = |links: &str| read_edge_list(links.as_bytes(), Direction::Undirected).map(|read| read.output);
/// let (before, after) = (read("a,b,10\na,c,5\n")?, read("a,b,10\na,d,5\n")?);
/// // Ten of a thousand sentences are a smaller share than ten of five hundred.
/// let sizes = Sizes { before: 500, after: 1000, counts: true };
/// let changes = compare(&before, &after, sizes);
/// let found = |b: &str| changes.iter().find(|change| change.b.as_str() == b).map(|change| change.kind);
/// assert_eq!(found("b"), Some(ChangeKind::Shrank));
/// assert_eq!((found("c"), found("d")), (Some(ChangeKind::Ended), Some(ChangeKind::New)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn compare(before: &Network, after: &Network, sizes: Sizes) -> Vec<Change> {
    let mut weights: BTreeMap<(EntityId, EntityId), [f64; 2]> = BTreeMap::new();
    for (period, network) in [before, after].into_iter().enumerate() {
        for (a, b, weight) in network.links() {
            let key = (network.id(a).clone(), network.id(b).clone());
            weights.entry(key).or_default()[period] = weight;
        }
    }
    let mut changes: Vec<Change> =
        weights.into_iter().map(|((a, b), [x, y])| change(a, b, x, y, sizes)).collect();
    let p_values: Vec<f64> =
        changes.iter().map(|c| c.log_likelihood.map_or(1.0, p_value)).collect();
    for (change, q_value) in changes.iter_mut().zip(false_discovery(&p_values)) {
        change.q_value = change.log_likelihood.map(|_| q_value);
    }
    sort_by(&mut changes, |x, y| {
        let size = |c: &Change| c.log_likelihood.map_or((c.after - c.before).abs(), f64::abs);
        size(y).total_cmp(&size(x)).then_with(|| (&x.a, &x.b).cmp(&(&y.a, &y.b)))
    });
    changes
}

fn change(a: EntityId, b: EntityId, before: f64, after: f64, sizes: Sizes) -> Change {
    let share = |weight: f64, size: u64| weight / size.max(1) as f64;
    let (old, new) = (share(before, sizes.before), share(after, sizes.after));
    let kind = if before == 0.0 {
        ChangeKind::New
    } else if after == 0.0 {
        ChangeKind::Ended
    } else if new > old {
        ChangeKind::Grew
    } else if new < old {
        ChangeKind::Shrank
    } else {
        ChangeKind::Steady
    };
    let margins = Margins {
        windows: sizes.before + sizes.after,
        first: sizes.after,
        second: (before + after) as u64,
        both: after as u64,
    };
    let log_likelihood = sizes.counts.then(|| log_likelihood(margins));
    Change { a, b, before, after, kind, log_likelihood, q_value: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Direction;

    #[test]
    fn shares_decide_not_counts() {
        let network = |links: &[(&str, f64)]| {
            let links = links.iter().map(|(b, w)| ("a".into(), (*b).into(), *w));
            Network::new(links, Direction::Undirected)
        };
        let before = network(&[("b", 10.0), ("c", 4.0), ("d", 3.0)]);
        let after = network(&[("b", 10.0), ("d", 6.0), ("e", 9.0)]);
        // Twice as much text after: ten of a hundred are more than ten of two hundred.
        let found = compare(&before, &after, Sizes { before: 100, after: 200, counts: true });
        let kinds: Vec<(&str, &str)> = found.iter().map(|c| (&*c.b, c.kind.name())).collect();
        assert_eq!(kinds, [("c", "ended"), ("e", "new"), ("b", "shrank"), ("d", "steady")]);
        // 2 (4 ln 3 + 96 ln (96 · 300 / (100 · 296)) + 200 ln (200 · 300 / (200 · 296))).
        let expected = -2.0
            * (4.0 * 3.0_f64.ln()
                + 96.0 * (96.0 * 300.0 / (100.0 * 296.0_f64)).ln()
                + 200.0 * (300.0 / 296.0_f64).ln());
        assert!((found[0].log_likelihood.unwrap() - expected).abs() < 1e-9);
        assert!(found.iter().all(|c| c.q_value.is_some_and(|q| (0.0..=1.0).contains(&q))));
    }
}
