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
#[must_use]
pub fn association_strength(m: Margins) -> f64 {
    let expected = m.first as f64 * m.second as f64;
    if expected == 0.0 { 0.0 } else { m.both as f64 * m.windows as f64 / expected }
}

/// Normalised pointwise mutual information, *ln(p_ij / (p_i p_j)) / -ln p_ij*, from -1 to 1; 0 is independence.
///
/// Bouma (2009), *Normalized (pointwise) mutual information in collocation extraction*, GSCL. Never together
/// is -1. Where every window names both, the quotient is 0/0 and nothing can be learnt: 0.
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

    #[test]
    fn stay_finite_at_the_edges() {
        check((5, 5, 5, 5), (1.0, 0.0, 0.0));
        check((5, 1, 1, 0), (0.0, -1.0, -0.505_3));
        check((0, 0, 0, 0), (0.0, -1.0, 0.0));
    }
}
