//! Who is named together, as a table.
//!
//! In: ties. Out: rows. Never: a measure without its counts.

use crate::base::Tie;
use crate::merge::cooccur::Measure;
use crate::view::table::{Cell, Table};

/// How much of a tie a table shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// What a reader compares, what the rows are sorted by first: where there is no room, the last columns go.
    Reading(Measure),
    /// Everything known.
    All,
}

/// One row a tie: labels, counts, dates, measures, ids. Columns of the null model stand only where it was run.
///
/// ```
/// use consort::merge::cooccur::{CooccurOptions, count};
/// use consort::view::cooccur::{Detail, tie_table};
/// let texts = ["3 March 2020, Vienna, Austria: UNODC and WHO met. OSCE and UNODC met. UNODC and WHO wrote a report."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let ties = count(&stories, &CooccurOptions::default());
/// let table = tie_table(&ties, Detail::All, &|id| id.to_uppercase());
/// assert_eq!((table.columns[2].as_str(), table.rows[1][2].to_string()), ("together", "2".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn tie_table(ties: &[Tie], detail: Detail, label: &dyn Fn(&str) -> String) -> Table {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Chance, sample};

    #[test]
    fn rows_carry_labels_and_four_places() {
        let csv = |ties: &[Tie], detail| {
            let mut csv = Vec::new();
            tie_table(ties, detail, &str::to_uppercase).write_csv(&mut csv).unwrap();
            String::from_utf8(csv).unwrap()
        };
        let mut tie = Tie {
            documents: 1,
            distinct_sentences: 1,
            sources: 1,
            association_strength: 2.0,
            p_value: 0.000_123_4,
            q_value: 0.05,
            ..sample::tie("a", "b", 5)
        };
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
