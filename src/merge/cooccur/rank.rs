//! Puts ties in the order a reader asks for.
//!
//! In: ties. Out: the strongest first, and a table of them. Never: an order that depends on the input's.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use crate::base::Tie;
use crate::view::table::{Cell, Table};

/// Keeps the ties with at least `min` windows and a q-value of at most `max_q`, strongest first, at most `top` of them.
///
/// Equal values are told apart by the ids, so the order is total.
#[must_use]
pub fn rank(mut ties: Vec<Tie>, options: &RankOptions) -> Vec<Tie> {
    ties.retain(|tie| tie.count >= options.min && tie.q_value <= options.max_q);
    ties.sort_by(|x, y| {
        options.by.compare(y, x).then_with(|| (&x.a, &x.b, x.window).cmp(&(&y.a, &y.b, y.window)))
    });
    ties.truncate(options.top.unwrap_or(usize::MAX));
    ties
}

/// How much of a tie a table shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// What a reader compares, what the rows are sorted by first: where there is no room, the last columns go.
    Reading(Measure),
    /// Everything known.
    All,
}

/// One row a tie: labels, counts, dates, measures, ids. Columns of the null model stand only where it was run.
#[must_use]
pub fn table(ties: &[Tie], detail: Detail, label: &dyn Fn(&str) -> String) -> Table {
    let shuffled = ties.iter().any(|tie| tie.chance.is_some());
    let columns: Vec<&Column> = match detail {
        Detail::Reading(by) => read(by),
        Detail::All => COLUMNS.iter().collect(),
    };
    let columns: Vec<&Column> =
        columns.into_iter().filter(|column| shuffled || !column.shuffled).collect();
    let mut table = Table::new(columns.iter().map(|c| c.name));
    for tie in ties {
        table.push(columns.iter().map(|c| (c.cell)(tie, label)).collect());
    }
    table
}

/// The columns for reading: names, the measure that sorts, then what a raw count hides.
fn read(by: Measure) -> Vec<&'static Column> {
    const READING: [&str; 16] = [
        "together",
        "distinct",
        "association",
        "q",
        "z",
        "p_shuffled",
        "documents",
        "sources",
        "from",
        "to",
        "npmi",
        "loglik",
        "expected",
        "deviation",
        "first_id",
        "second_id",
    ];
    let sorts = if by == Measure::Count { "together" } else { by.name() };
    let rest = READING.into_iter().filter(|name| *name != sorts);
    let names = ["first", "second", sorts].into_iter().chain(rest);
    names.filter_map(|name| COLUMNS.iter().find(|column| column.name == name)).collect()
}

/// A tie's cell in one column, with labels for ids.
type ReadCell = fn(&Tie, &dyn Fn(&str) -> String) -> Cell;

/// One column.
struct Column {
    name: &'static str,
    /// Whether only the null model fills it.
    shuffled: bool,
    cell: ReadCell,
}

const fn column(name: &'static str, cell: ReadCell) -> Column {
    Column { name, shuffled: false, cell }
}

const fn shuffled(name: &'static str, cell: ReadCell) -> Column {
    Column { name, shuffled: true, cell }
}

const COLUMNS: [Column; 23] = [
    column("first", |tie, label| Cell::text(label(&tie.a))),
    column("second", |tie, label| Cell::text(label(&tie.b))),
    column("together", |tie, _| Cell::integer(tie.count)),
    column("documents", |tie, _| Cell::integer(tie.documents)),
    column("distinct", |tie, _| Cell::integer(tie.distinct_sentences)),
    column("sources", |tie, _| Cell::integer(tie.sources)),
    column("from", |tie, _| Cell::optional(tie.first.map(|d| d.to_string()))),
    column("to", |tie, _| Cell::optional(tie.last.map(|d| d.to_string()))),
    column("association", |tie, _| Cell::decimal(tie.association_strength)),
    column("npmi", |tie, _| Cell::decimal(tie.npmi)),
    column("loglik", |tie, _| Cell::decimal(tie.log_likelihood)),
    column("p", |tie, _| Cell::probability(tie.p_value)),
    column("q", |tie, _| Cell::probability(tie.q_value)),
    column("jaccard", |tie, _| Cell::decimal(tie.jaccard)),
    column("cosine", |tie, _| Cell::decimal(tie.cosine)),
    column("disparity", |tie, _| Cell::probability(tie.disparity)),
    shuffled("expected", |tie, _| tie.chance.map_or(Cell::Empty, |c| Cell::decimal(c.mean))),
    shuffled("deviation", |tie, _| tie.chance.map_or(Cell::Empty, |c| Cell::decimal(c.deviation))),
    shuffled("z", |tie, _| tie.chance.and_then(|c| c.z).map_or(Cell::Empty, Cell::decimal)),
    shuffled("p_shuffled", |tie, _| {
        tie.chance.map_or(Cell::Empty, |c| Cell::probability(c.p_value))
    }),
    column("window", |tie, _| Cell::text(tie.window.name())),
    column("first_id", |tie, _| Cell::text(&*tie.a)),
    column("second_id", |tie, _| Cell::text(&*tie.b)),
];

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
    use crate::base::Chance;

    fn tie(a: &str, b: &str, count: u64, association_strength: f64) -> Tie {
        Tie {
            a: a.into(),
            b: b.into(),
            count,
            documents: 1,
            distinct_sentences: 1,
            sources: 1,
            association_strength,
            p_value: 0.000_123_4,
            q_value: 0.05,
            ..Tie::default()
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

    #[test]
    fn rows_carry_labels_and_four_places() {
        let csv = |ties: &[Tie], detail| {
            let mut csv = Vec::new();
            table(ties, detail, &str::to_uppercase).write_csv(&mut csv).unwrap();
            String::from_utf8(csv).unwrap()
        };
        let mut tie = tie("a", "b", 5, 2.0);
        tie.last = "2020-10".parse().ok();
        assert_eq!(
            csv(&[tie.clone()], Detail::Reading(Measure::Count)),
            "first,second,together,distinct,association,q,documents,sources,from,to,npmi,loglik,first_id,second_id\n\
             A,B,5,1,2.0000,0.05,1,1,,2020-10,0.0000,0.0000,a,b\n"
        );
        let sorted = csv(&[tie.clone()], Detail::Reading(Measure::Jaccard));
        assert!(sorted.starts_with("first,second,jaccard,together,distinct,"), "{sorted}");
        let chance = Chance { mean: 2.5, deviation: 0.5, z: Some(5.0), p_value: 0.001 };
        tie.chance = Some(chance);
        let all = csv(&[tie], Detail::All);
        assert!(
            all.contains(",p,q,jaccard,cosine,disparity,expected,deviation,z,p_shuffled,window,")
        );
        assert!(
            all.contains(",0.000123,0.05,0.0000,0.0000,0,2.5000,0.5000,5.0000,0.001,sentence,"),
            "{all}"
        );
    }
}
