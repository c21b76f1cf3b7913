//! Puts ties in the order a reader asks for.
//!
//! In: ties. Out: the strongest first, and a table of them. Never: an order that depends on the input's.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use crate::base::Tie;
use crate::view::table::{Cell, Table};

/// Keeps the ties with at least `min` windows, strongest first, at most `top` of them.
///
/// Equal values are told apart by the ids, so the order is total.
#[must_use]
pub fn rank(mut ties: Vec<Tie>, options: &RankOptions) -> Vec<Tie> {
    ties.retain(|tie| tie.count >= options.min);
    ties.sort_by(|x, y| {
        options.by.compare(y, x).then_with(|| (&x.a, &x.b, x.window).cmp(&(&y.a, &y.b, y.window)))
    });
    ties.truncate(options.top.unwrap_or(usize::MAX));
    ties
}

/// One row a tie: the two labels, the counts, the measures, the two ids.
#[must_use]
pub fn table(ties: &[Tie], label: &dyn Fn(&str) -> String) -> Table {
    let columns = [
        "first",
        "second",
        "together",
        "documents",
        "distinct",
        "association",
        "npmi",
        "loglik",
        "window",
        "first_id",
        "second_id",
    ];
    let mut table = Table::new(columns);
    for tie in ties {
        table.push(vec![
            Cell::text(label(&tie.a)),
            Cell::text(label(&tie.b)),
            Cell::integer(tie.count),
            Cell::integer(tie.documents),
            Cell::integer(tie.distinct_sentences),
            Cell::decimal(tie.association_strength),
            Cell::decimal(tie.npmi),
            Cell::decimal(tie.log_likelihood),
            Cell::text(tie.window.name()),
            Cell::text(&*tie.a),
            Cell::text(&*tie.b),
        ]);
    }
    table
}

/// Which ties to show, and in what order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankOptions {
    /// What makes a tie strong.
    pub by: Measure,
    /// Fewest windows together; rare pairs have extreme measures that mean little.
    pub min: u64,
    /// How many to keep; all when absent.
    pub top: Option<usize>,
}

impl Default for RankOptions {
    fn default() -> Self {
        Self { by: Measure::Count, min: 1, top: None }
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
    /// [`association_strength`](crate::view::cooccur::association_strength).
    Association,
    /// [`npmi`](crate::view::cooccur::npmi).
    Npmi,
    /// [`log_likelihood`](crate::view::cooccur::log_likelihood).
    LogLikelihood,
}

impl Measure {
    /// All measures.
    pub const ALL: [Measure; 6] = [
        Measure::Count,
        Measure::Documents,
        Measure::Distinct,
        Measure::Association,
        Measure::Npmi,
        Measure::LogLikelihood,
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
        }
    }
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
    use crate::base::Window;

    fn tie(a: &str, b: &str, count: u64, association_strength: f64) -> Tie {
        Tie {
            a: a.into(),
            b: b.into(),
            window: Window::Sentence,
            count,
            documents: 1,
            distinct_sentences: 1,
            sources: 1,
            first: None,
            last: None,
            association_strength,
            npmi: 0.0,
            log_likelihood: 0.0,
            p_value: 1.0,
            q_value: 1.0,
            jaccard: 0.0,
            cosine: 0.0,
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
        let ranked = |by, min, top| ids(&rank(ties.clone(), &RankOptions { by, min, top }));
        assert_eq!(ranked(Measure::Count, 1, None), ["ac", "ab", "bc", "ad"]);
        assert_eq!(ranked(Measure::Association, 2, None), ["ab", "bc", "ac"]);
        assert_eq!(ranked(Measure::Documents, 1, Some(2)), ["ab", "ac"]);
    }

    #[test]
    fn rows_carry_labels_and_four_places() {
        let mut csv = Vec::new();
        let label = |id: &str| id.to_uppercase();
        table(&[tie("a", "b", 5, 2.0)], &label).write_csv(&mut csv).unwrap();
        assert_eq!(
            String::from_utf8(csv).unwrap(),
            "first,second,together,documents,distinct,association,npmi,loglik,window,first_id,second_id\n\
             A,B,5,1,1,2.0000,0.0000,0.0000,sentence,a,b\n"
        );
    }
}
