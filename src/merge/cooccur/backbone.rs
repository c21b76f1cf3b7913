//! The ties that stand out against what their members' other ties lead one to expect.
//!
//! In: the ties of one network. Out: how surprising each is, and those that are. Never: a cut by weight alone, which
//! would keep the prominent and lose the small.

use std::collections::BTreeMap;

use crate::base::Tie;

/// For each tie the smaller of its two significances, *(1 - w_ij / s_i)^(k_i - 1)*, where *w* is the count, *s* the sum
/// of the counts at an end and *k* the number of its ties: the chance that a tie as strong would stand there if the
/// end spread its sum over its ties at random.
///
/// Serrano, Boguñá and Vespignani (2009), *Extracting the multiscale backbone of complex weighted networks*, PNAS
/// 106(16). An end with one tie says nothing (1). All ties must be of one network: the numbers depend on all of them.
///
/// ```
/// use consort::merge::cooccur::{CooccurOptions, count, disparity};
/// let texts = ["3 March 2020, Vienna, Austria: UNODC and WHO met. OSCE and UNODC met. UNODC and WHO wrote a report."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let ties = count(&stories, &CooccurOptions::default());
/// // Of the three windows of UNODC two are with WHO: (1 - 2/3)^(2 - 1).
/// assert!((disparity(&ties)[1] - 1.0 / 3.0).abs() < 1e-12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn disparity(ties: &[Tie]) -> Vec<f64> {
    let mut ends: BTreeMap<&str, (f64, i32)> = BTreeMap::new();
    for tie in ties {
        for end in [&tie.a, &tie.b] {
            let (strength, degree) = ends.entry(end).or_default();
            *strength += tie.count as f64;
            *degree += 1;
        }
    }
    let significance = |end: &str, count: u64| {
        let (strength, degree) = ends.get(end).copied().unwrap_or((0.0, 0));
        if degree < 2 { 1.0 } else { (1.0 - count as f64 / strength).powi(degree - 1) }
    };
    ties.iter()
        .map(|tie| significance(&tie.a, tie.count).min(significance(&tie.b, tie.count)))
        .collect()
}

/// The ties whose [`disparity`](Tie::disparity) is below `alpha`: the backbone of their network.
///
/// # Arguments
/// * `ties`: as [`count`](crate::merge::cooccur::count()) gives them, each with its disparity.
/// * `alpha`: a probability from 0 to 1, such as 0.05; 1 keeps all that stand out at all.
///
/// ```
/// use consort::merge::cooccur::{CooccurOptions, backbone, count};
/// let texts = ["3 March 2020, Vienna, Austria: UNODC and WHO met. OSCE and UNODC met. UNODC and WHO wrote a report."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let ties = count(&stories, &CooccurOptions::default());
/// let strong = backbone(ties, 0.5);
/// assert_eq!((strong.len(), strong[0].b.as_str()), (1, "who"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn backbone(mut ties: Vec<Tie>, alpha: f64) -> Vec<Tie> {
    ties.retain(|tie| tie.disparity < alpha);
    ties
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::sample::tie;

    /// By hand: at `a` the counts are 8, 1, 1, so 8 has (1 - 0.8)² = 0.04 and 1 has 0.81; `b` adds (1 - 8/9)¹ = 0.1111.
    #[test]
    fn a_strong_tie_stands_out_at_either_end() {
        let mut ties = vec![tie("a", "b", 8), tie("a", "c", 1), tie("a", "d", 1), tie("b", "c", 1)];
        let found = disparity(&ties);
        for (got, expected) in found.iter().zip([0.04, 0.5, 0.81, 0.5]) {
            assert!((got - expected).abs() < 1e-12, "{found:?}");
        }
        for (tie, disparity) in ties.iter_mut().zip(found) {
            tie.disparity = disparity;
        }
        assert_eq!(backbone(ties, 0.05).len(), 1);
        assert_eq!(disparity(&[tie("a", "b", 3)]), [1.0]);
    }
}
