//! Puts ties in the order a reader asks for.
//!
//! In: ties. Out: the strongest first. Never: an order that depends on the input's.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use crate::base::Tie;

/// Keeps the ties with at least `min` windows and a q-value of at most `max_q`, strongest first, at most `top` of them.
///
/// Equal values are told apart by the ids, so the order is total.
///
/// # Arguments
/// * `ties`: with the q-values of all pairs that were tested; a part of them has no others.
/// * `options`: what makes a tie strong, and what is left out.
///
/// ```
/// use consort::merge::cooccur::{CooccurOptions, Measure, RankOptions, count, rank};
/// let texts = ["3 March 2020, Vienna, Austria: UNODC and WHO met. OSCE and UNODC met. UNODC and WHO wrote a report."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let ties = count(&stories, &CooccurOptions::default());
/// let options = RankOptions { by: Measure::Count, top: Some(1), ..RankOptions::default() };
/// let best = rank(ties, &options);
/// assert_eq!((best.len(), best[0].b.as_str()), (1, "who"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn rank(mut ties: Vec<Tie>, options: &RankOptions) -> Vec<Tie> {
    ties.retain(|tie| tie.count >= options.min && tie.q_value <= options.max_q);
    ties.sort_by(|x, y| {
        options.by.compare(y, x).then_with(|| (&x.a, &x.b, x.window).cmp(&(&y.a, &y.b, y.window)))
    });
    ties.truncate(options.top.unwrap_or(usize::MAX));
    ties
}

/// Which ties to show, and in what order.
#[derive(Debug, Clone, PartialEq)]
pub struct RankOptions {
    /// What makes a tie strong.
    pub by: Measure,
    /// Fewest windows together; rare pairs have extreme measures that mean little.
    pub min: u64,
    /// The highest false discovery rate; 1 keeps all.
    pub max_q: f64,
    /// How many to keep; all when absent.
    pub top: Option<usize>,
}

impl Default for RankOptions {
    fn default() -> Self {
        Self { by: Measure::Count, min: 1, max_q: 1.0, top: None }
    }
}

/// What makes a tie strong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Windows together.
    Count,
    /// Documents with such a window.
    Documents,
    /// Such windows with different text.
    Distinct,
    /// Publishers of such documents.
    Sources,
    /// [`association_strength`](crate::merge::cooccur::association_strength).
    Association,
    /// [`npmi`](crate::merge::cooccur::npmi).
    Npmi,
    /// [`log_likelihood`](crate::merge::cooccur::log_likelihood); the order of the p-values, backwards.
    LogLikelihood,
    /// [`jaccard`](crate::merge::cooccur::jaccard).
    Jaccard,
    /// [`cosine`](crate::merge::cooccur::cosine).
    Cosine,
    /// Deviations above the mean of the null model; ties without one come last.
    Z,
}

impl Measure {
    /// All measures.
    pub const ALL: [Measure; 10] = [
        Measure::Count,
        Measure::Documents,
        Measure::Distinct,
        Measure::Sources,
        Measure::Association,
        Measure::Npmi,
        Measure::LogLikelihood,
        Measure::Jaccard,
        Measure::Cosine,
        Measure::Z,
    ];

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Measure::Count => "count",
            Measure::Documents => "documents",
            Measure::Distinct => "distinct",
            Measure::Association => "association",
            Measure::Npmi => "npmi",
            Measure::LogLikelihood => "loglik",
            Measure::Sources => "sources",
            Measure::Jaccard => "jaccard",
            Measure::Cosine => "cosine",
            Measure::Z => "z",
        }
    }

    fn compare(self, x: &Tie, y: &Tie) -> Ordering {
        match self {
            Measure::Count => x.count.cmp(&y.count),
            Measure::Documents => x.documents.cmp(&y.documents),
            Measure::Distinct => x.distinct_sentences.cmp(&y.distinct_sentences),
            Measure::Association => x.association_strength.total_cmp(&y.association_strength),
            Measure::Npmi => x.npmi.total_cmp(&y.npmi),
            Measure::LogLikelihood => x.log_likelihood.total_cmp(&y.log_likelihood),
            Measure::Sources => x.sources.cmp(&y.sources),
            Measure::Jaccard => x.jaccard.total_cmp(&y.jaccard),
            Measure::Cosine => x.cosine.total_cmp(&y.cosine),
            Measure::Z => z(x).total_cmp(&z(y)),
        }
    }
}

fn z(tie: &Tie) -> f64 {
    tie.chance.and_then(|chance| chance.z).unwrap_or(f64::NEG_INFINITY)
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Measure {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Measure::ALL.into_iter().find(|m| m.name().eq_ignore_ascii_case(text)).ok_or_else(|| {
            let all = Measure::ALL.map(Measure::name).join(", ");
            format!("{text:?} is not a measure ({all})")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::sample;

    fn tie(a: &str, b: &str, count: u64, association_strength: f64) -> Tie {
        Tie {
            documents: 1,
            distinct_sentences: 1,
            sources: 1,
            association_strength,
            p_value: 0.000_123_4,
            q_value: 0.05,
            ..sample::tie(a, b, count)
        }
    }

    fn ids(ties: &[Tie]) -> Vec<String> {
        ties.iter().map(|t| format!("{}{}", t.a, t.b)).collect()
    }

    #[test]
    fn strongest_first_equals_by_id_and_rare_pairs_left_out() {
        let ties = vec![
            tie("b", "c", 5, 1.0),
            tie("a", "d", 1, 90.0),
            tie("a", "b", 5, 2.0),
            tie("a", "c", 7, 0.5),
        ];
        let ranked =
            |by, min, top| ids(&rank(ties.clone(), &RankOptions { by, min, top, max_q: 1.0 }));
        assert_eq!(ranked(Measure::Count, 1, None), ["ac", "ab", "bc", "ad"]);
        assert_eq!(ranked(Measure::Association, 2, None), ["ab", "bc", "ac"]);
        assert_eq!(ranked(Measure::Documents, 1, Some(2)), ["ab", "ac"]);
    }
}
