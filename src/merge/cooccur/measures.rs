//! How far a number of joint occurrences is from chance.
//!
//! In: four counts of windows. Out: one number. Never: NaN, infinity or a negative zero.

/// The counts behind every measure: a two-by-two table of windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Margins {
    /// All windows *N*, whether or not they name anyone.
    pub windows: u64,
    /// Windows *s_i* that name the first entity.
    pub first: u64,
    /// Windows *s_j* that name the second entity.
    pub second: u64,
    /// Windows *c_ij* that name both.
    pub both: u64,
}

/// Association strength, *N · c_ij / (s_i · s_j)*: observed over expected windows, so 1 is independence.
///
/// Van Eck and Waltman (2009), *How to normalize cooccurrence data?*, JASIST 60(8), define
/// *c_ij / (s_i · s_j)*; of the occurrence and the co-occurrence variant this is the first (*s_i* counts the
/// windows that name *i*), times *N*, which does not change any ranking and gives the number a meaning.
///
/// ```
/// use consort::merge::cooccur::{Margins, association_strength};
/// // 100 windows; 10 name the first, 20 the second, 8 both.
/// let margins = Margins { windows: 100, first: 10, second: 20, both: 8 };
/// assert_eq!(association_strength(margins), 4.0); // 10 · 20 / 100 = 2 were expected
/// ```
#[must_use]
pub fn association_strength(m: Margins) -> f64 {
    let expected = m.first as f64 * m.second as f64;
    if expected == 0.0 { 0.0 } else { m.both as f64 * m.windows as f64 / expected }
}

/// Normalised pointwise mutual information, *ln(p_ij / (p_i p_j)) / -ln p_ij*, from -1 to 1; 0 is independence.
///
/// Bouma (2009), *Normalized (pointwise) mutual information in collocation extraction*, GSCL. Never together
/// is -1. Where every window names both, the quotient is 0/0 and nothing can be learnt: 0.
///
/// ```
/// use consort::merge::cooccur::{Margins, npmi};
/// // 100 windows; 10 name the first, 20 the second, 8 both.
/// let margins = Margins { windows: 100, first: 10, second: 20, both: 8 };
/// assert!((npmi(margins) - 4.0_f64.ln() / -0.08_f64.ln()).abs() < 1e-12);
/// ```
#[must_use]
pub fn npmi(m: Margins) -> f64 {
    if m.both == 0 {
        return -1.0;
    }
    let bits = -(m.both as f64 / m.windows as f64).ln();
    if bits <= 0.0 { 0.0 } else { positive_zero(association_strength(m).ln() / bits) }
}

/// Log-likelihood ratio *G² = 2 Σ O ln(O / E)* over the two-by-two table, with a minus sign when the two are
/// together less often than expected. Above 10.83 chance is a poor explanation (p < 0.001, χ², one degree of freedom).
///
/// Dunning (1993), *Accurate methods for the statistics of surprise and coincidence*, Computational Linguistics 19(1).
///
/// ```
/// use consort::merge::cooccur::{Margins, log_likelihood};
/// // 100 windows; 10 name the first, 20 the second, 8 both.
/// let margins = Margins { windows: 100, first: 10, second: 20, both: 8 };
/// assert!((log_likelihood(margins) - 19.391).abs() < 1e-3); // chance is a poor explanation
/// ```
#[must_use]
pub fn log_likelihood(m: Margins) -> f64 {
    let n = m.windows as f64;
    let rows = [m.first as f64, n - m.first as f64];
    let columns = [m.second as f64, n - m.second as f64];
    let both = m.both as f64;
    let observed = [
        [both, rows[0] - both],
        [columns[0] - both, (n - m.first as f64 - m.second as f64 + both).max(0.0)],
    ];
    let mut sum = 0.0;
    for (row, cells) in rows.iter().zip(observed) {
        for (column, cell) in columns.iter().zip(cells) {
            if cell > 0.0 {
                sum += cell * (cell * n / (row * column)).ln();
            }
        }
    }
    let g2 = (2.0 * sum).max(0.0);
    positive_zero(if both * n < rows[0] * columns[0] { -g2 } else { g2 })
}

/// The chance that two independent names differ from expectation as far as `log_likelihood` or farther, in either
/// direction: the upper tail of χ² with one degree of freedom, *erfc(√(G² / 2))*.
///
/// Wilks (1938), *The large-sample distribution of the likelihood ratio*, Annals of Mathematical Statistics 9(1).
/// The windows of one story are not quite independent of each other, so a p-value near a limit proves little.
///
/// ```
/// use consort::merge::cooccur::p_value;
/// assert!((p_value(3.841_459) - 0.05).abs() < 1e-7);
/// assert_eq!(p_value(-3.841_459), p_value(3.841_459));
/// ```
#[must_use]
pub fn p_value(log_likelihood: f64) -> f64 {
    libm::erfc((log_likelihood.abs() / 2.0).sqrt())
}

/// For each p-value the least false discovery rate at which its test is called a discovery, in the same order:
/// *min over ranks k ≥ i of p_(k) · m / k*, at most 1.
///
/// Benjamini and Hochberg (1995), *Controlling the false discovery rate*, JRSS B 57(1); the adjusted values as in R's
/// `p.adjust` and `scipy.stats.false_discovery_control`.
///
/// ```
/// use consort::merge::cooccur::false_discovery;
/// // The least of four p-values is multiplied by 4, the next by 4/2.
/// assert_eq!(false_discovery(&[0.5, 0.01, 0.02, 1.0])[1..3], [0.04, 0.04]);
/// ```
#[must_use]
pub fn false_discovery(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&x, &y| p_values[y].total_cmp(&p_values[x]));
    let tests = p_values.len() as f64;
    let mut least: f64 = 1.0;
    let mut adjusted = vec![0.0; p_values.len()];
    for (place, index) in order.into_iter().enumerate() {
        let rank = tests - place as f64;
        least = least.min(p_values[index] * tests / rank);
        adjusted[index] = least;
    }
    adjusted
}

/// Jaccard index, *c_ij / (s_i + s_j - c_ij)*: windows that name both over windows that name either.
///
/// Jaccard (1912), *The distribution of the flora in the alpine zone*, New Phytologist 11(2).
///
/// ```
/// use consort::merge::cooccur::{Margins, jaccard};
/// // 100 windows; 10 name the first, 20 the second, 8 both.
/// let margins = Margins { windows: 100, first: 10, second: 20, both: 8 };
/// assert_eq!(jaccard(margins), 8.0 / 22.0);
/// ```
#[must_use]
pub fn jaccard(m: Margins) -> f64 {
    ratio(m.both, m.first as f64 + m.second as f64 - m.both as f64)
}

/// Cosine (Ochiai coefficient), *c_ij / √(s_i · s_j)*.
///
/// Salton and McGill (1983), *Introduction to modern information retrieval*; for co-occurrence, van Eck and Waltman
/// (2009) as above.
///
/// ```
/// use consort::merge::cooccur::{Margins, cosine};
/// // 100 windows; 10 name the first, 20 the second, 8 both.
/// let margins = Margins { windows: 100, first: 10, second: 20, both: 8 };
/// assert_eq!(cosine(margins), 8.0 / 200.0_f64.sqrt());
/// ```
#[must_use]
pub fn cosine(m: Margins) -> f64 {
    ratio(m.both, (m.first as f64 * m.second as f64).sqrt())
}

fn ratio(part: u64, whole: f64) -> f64 {
    if whole == 0.0 { 0.0 } else { part as f64 / whole }
}

/// `-0.0` prints as `-0.0000`: nobody wants to read that.
fn positive_zero(value: f64) -> f64 {
    if value == 0.0 { 0.0 } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(
        (windows, first, second, both): (u64, u64, u64, u64),
        (association, mutual, likelihood): (f64, f64, f64),
    ) {
        let m = Margins { windows, first, second, both };
        for (name, got, expected) in [
            ("association strength", association_strength(m), association),
            ("NPMI", npmi(m), mutual),
            ("log-likelihood", log_likelihood(m), likelihood),
        ] {
            assert!((got - expected).abs() < 1e-4, "{name} of {m:?}: {got}, not {expected}");
        }
    }

    /// Worked by hand: for the first row E = 10 · 20 / 100 = 2, so 8 / 2 = 4; ln 4 / -ln 0.08 = 1.3863 / 2.5257;
    /// 2 (8 ln 4 + 2 ln 0.25 + 12 ln 0.6667 + 78 ln 1.0833) = 19.3910.
    #[test]
    fn agree_with_hand_calculated_values() {
        check((100, 10, 20, 8), (4.0, 0.548_869, 19.391_0));
        check((100, 50, 20, 10), (1.0, 0.0, 0.0));
        check((100, 50, 20, 2), (0.2, -0.411_408, -17.944_3));
        check((4, 2, 2, 2), (2.0, 1.0, 5.545_2));
    }

    /// By hand: 8 / (10 + 20 - 8) and 8 / √200; the χ² tails as in printed tables.
    #[test]
    fn shares_and_tails() {
        let m = Margins { windows: 100, first: 10, second: 20, both: 8 };
        assert!((jaccard(m) - 0.363_636).abs() < 1e-6 && (cosine(m) - 0.565_685).abs() < 1e-6);
        for (g2, p) in [(0.0, 1.0), (3.841_459, 0.05), (-6.634_897, 0.01), (10.827_566, 0.001)] {
            assert!((p_value(g2) - p).abs() < 1e-7, "{g2}: {}", p_value(g2));
        }
    }

    /// The example of R's documentation style: sorted or not, ties share their value.
    #[test]
    fn discoveries_are_corrected_in_place() {
        let adjusted = false_discovery(&[0.04, 0.01, 0.02, 0.02, 0.9]);
        for (got, expected) in adjusted.iter().zip([0.05, 0.1 / 3.0, 0.1 / 3.0, 0.1 / 3.0, 0.9]) {
            assert!((got - expected).abs() < 1e-12, "{adjusted:?}");
        }
        assert!(false_discovery(&[]).is_empty());
    }

    #[test]
    fn stay_finite_at_the_edges() {
        check((5, 5, 5, 5), (1.0, 0.0, 0.0));
        check((5, 1, 1, 0), (0.0, -1.0, -0.505_3));
        check((0, 0, 0, 0), (0.0, -1.0, 0.0));
    }
}
