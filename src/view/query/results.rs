//! Writes what a query found.
//!
//! In: the engine's results. Out: a table, CSV, TSV, JSON, XML or Turtle. Never: rows in an order that changes from
//! run to run.

use std::cmp::Ordering;
use std::io::{self, Write};
use std::str::FromStr;

use oxrdf::vocab::xsd;
use oxrdf::{Term, Triple};
use sparesults::{QueryResultsFormat, QueryResultsSerializer};

use crate::base::sort_by;
use crate::store::sparql::{
    QueryEvaluationError, QueryResults, QuerySolution, QuerySolutionIter, Variable,
};
use crate::store::step;
use crate::view::query::error::QueryError;
use crate::view::query::limits::Watchdog;
use crate::view::query::prefixes::Prefixes;
use crate::view::table::{Cell, CsvLayout, Table, TextLayout};

/// Writes triples as Turtle; they come sorted, each once.
pub type TurtleWriter<'a> = &'a dyn Fn(&[Triple], &mut dyn Write) -> io::Result<()>;

/// Writes the results of a query in a format.
///
/// Rows whose order the query leaves open are sorted, so that two runs print the same. Where there are more rows
/// than `limit`, the first are written and [`Written::cut`] says so.
///
/// # Errors
/// When the format cannot hold such results, the time is up, the engine fails or the writer does.
///
/// ```
/// use consort::rdf::{GraphName, Iris, Quad, vocabulary::consort::predicate};
/// use consort::store::{EvaluateOptions, Kb};
/// use consort::view::query::{Limits, Prefixes, ResultsFormat, Watchdog, WriteOptions, prepare, write_results};
/// use consort::view::table::{CsvLayout, TextLayout};
/// use consort::Predicate;
/// let iris = Iris::default();
/// let (norway, who) = (iris.entity("nor"), iris.entity("who"));
/// let quad = Quad::new(norway, predicate(Predicate::Funds), who, GraphName::DefaultGraph);
/// let (kb, prefixes) = (Kb::in_memory([quad], iris.clone())?, Prefixes::new(iris.prefixes()));
/// let nobody = |name: &str| Err(name.to_owned());
/// let prepared = prepare("SELECT ?who { ?who consort:funds id:who }", &[], &nobody, &prefixes)?;
/// let watchdog = Watchdog::start(&Limits::default());
/// let options = WriteOptions {
///     format: Some(ResultsFormat::Table),
///     limit: None,
///     ordered: prepared.ordered,
///     prefixes: &prefixes,
///     layout: TextLayout::default(),
///     csv: CsvLayout::default(),
///     watchdog: &watchdog,
/// };
/// let results = kb.evaluate(prepared.query, &EvaluateOptions::default())?;
/// let mut text = Vec::new();
/// let written = write_results(results, &options, &|_, _| Ok(()), &mut text)?;
/// assert_eq!((String::from_utf8(text)?.as_str(), written.rows), ("who\n──────\nid:nor\n", 1));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
pub fn write_results(
    results: QueryResults<'_>,
    options: &WriteOptions<'_>,
    turtle: TurtleWriter<'_>,
    out: &mut dyn Write,
) -> Result<Written, QueryError> {
    use ResultsFormat as F;
    let format = options.format;
    match results {
        QueryResults::Solutions(rows) => match format.unwrap_or(F::Table) {
            F::Turtle => Err(mismatch("SELECT", "rows", F::Turtle, "table, csv, tsv, json or xml")),
            format => write_rows(rows, format, options, out),
        },
        QueryResults::Boolean(answer) => match format.unwrap_or(F::Table) {
            F::Turtle => {
                Err(mismatch("ASK", "yes or no", F::Turtle, "table, csv, tsv, json or xml"))
            }
            format => write_answer(answer, format, out),
        },
        QueryResults::Graph(triples) => match format.unwrap_or(F::Turtle) {
            F::Turtle => write_triples(triples, options, turtle, out),
            format => Err(mismatch("CONSTRUCT or DESCRIBE", "triples", format, "ttl")),
        },
    }
}

/// What a query found, in memory.
#[derive(Debug)]
pub enum Found {
    /// The rows of a SELECT.
    Rows {
        /// The columns.
        variables: Vec<Variable>,
        /// In the query's order, or else sorted.
        rows: Vec<QuerySolution>,
        /// Whether there were more than the limit.
        cut: bool,
    },
    /// The answer of an ASK.
    Answer(bool),
    /// The triples of a CONSTRUCT or DESCRIBE, sorted, each once.
    Triples {
        /// The triples.
        triples: Vec<Triple>,
        /// Whether there were more than the limit.
        cut: bool,
    },
}

/// Takes what a query found into memory, in the order in which [`write_results`] would write it.
///
/// # Errors
/// When the time is up or the engine fails.
pub fn collect_results(
    results: QueryResults<'_>,
    limit: Option<usize>,
    ordered: bool,
    watchdog: &Watchdog,
) -> Result<Found, QueryError> {
    Ok(match results {
        QueryResults::Solutions(solutions) => {
            let variables = solutions.variables().to_vec();
            let (rows, Written { cut, .. }) = first_rows(solutions, limit, ordered, watchdog)?;
            Found::Rows { variables, rows, cut }
        }
        QueryResults::Boolean(answer) => Found::Answer(answer),
        QueryResults::Graph(triples) => {
            let (triples, Written { cut, .. }) = first_triples(triples, limit, watchdog)?;
            Found::Triples { triples, cut }
        }
    })
}

/// How results are written.
#[derive(Clone, Copy)]
pub struct WriteOptions<'a> {
    /// The format; when absent, a table of rows and Turtle of triples.
    pub format: Option<ResultsFormat>,
    /// Most rows or triples to write.
    pub limit: Option<usize>,
    /// Whether the query says in which order its rows come ([`Prepared::ordered`](crate::view::query::Prepared)).
    pub ordered: bool,
    /// What IRIs are shortened with, in tables alone.
    pub prefixes: &'a Prefixes,
    /// How wide a table may be.
    pub layout: TextLayout,
    /// How CSV is written: as SPARQL 1.1 has it unless something else is asked for.
    pub csv: CsvLayout,
    /// The clock of this query.
    pub watchdog: &'a Watchdog,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Rows or triples; 1 or 0 for the answer of an ASK.
    pub rows: usize,
    /// Whether there was more than the limit.
    pub cut: bool,
}

/// A format for the results of queries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResultsFormat {
    /// Aligned columns for reading, IRIs shortened.
    Table,
    /// SPARQL 1.1 results as comma-separated values.
    Csv,
    /// SPARQL 1.1 results as tab-separated values.
    Tsv,
    /// SPARQL 1.1 results as JSON.
    Json,
    /// SPARQL results as XML.
    Xml,
    /// Triples as Turtle.
    Turtle,
}

impl ResultsFormat {
    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ResultsFormat::Table => "table",
            ResultsFormat::Csv => "csv",
            ResultsFormat::Tsv => "tsv",
            ResultsFormat::Json => "json",
            ResultsFormat::Xml => "xml",
            ResultsFormat::Turtle => "ttl",
        }
    }

    fn standard(self) -> Option<QueryResultsFormat> {
        match self {
            ResultsFormat::Csv => Some(QueryResultsFormat::Csv),
            ResultsFormat::Tsv => Some(QueryResultsFormat::Tsv),
            ResultsFormat::Json => Some(QueryResultsFormat::Json),
            ResultsFormat::Xml => Some(QueryResultsFormat::Xml),
            ResultsFormat::Table | ResultsFormat::Turtle => None,
        }
    }
}

impl FromStr for ResultsFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.to_ascii_lowercase().as_str() {
            "table" | "text" => Ok(ResultsFormat::Table),
            "csv" => Ok(ResultsFormat::Csv),
            "tsv" => Ok(ResultsFormat::Tsv),
            "json" => Ok(ResultsFormat::Json),
            "xml" => Ok(ResultsFormat::Xml),
            "ttl" | "turtle" => Ok(ResultsFormat::Turtle),
            _ => Err(format!("{text:?} is not a format (table, csv, tsv, json, xml, ttl)")),
        }
    }
}

fn mismatch(
    form: &'static str,
    gives: &'static str,
    format: ResultsFormat,
    cure: &'static str,
) -> QueryError {
    QueryError::Format { form, gives, format: format.name(), cure }
}

fn write_rows(
    rows: QuerySolutionIter<'_>,
    format: ResultsFormat,
    options: &WriteOptions<'_>,
    out: &mut dyn Write,
) -> Result<Written, QueryError> {
    let variables = rows.variables().to_vec();
    let (rows, written) = first_rows(rows, options.limit, options.ordered, options.watchdog)?;
    match format.standard() {
        None => table(&variables, &rows, Some(options.prefixes)).write_text(options.layout, out)?,
        Some(QueryResultsFormat::Csv) if options.csv != CsvLayout::default() => {
            table(&variables, &rows, None).write_csv_as(options.csv, out)?;
        }
        Some(format) => {
            let serializer = QueryResultsSerializer::from_format(format);
            let mut serializer = serializer.serialize_solutions_to_writer(out, variables)?;
            for row in &rows {
                step();
                serializer.serialize(row)?;
            }
            let out = serializer.finish()?;
            if format == QueryResultsFormat::Json || format == QueryResultsFormat::Xml {
                out.write_all(b"\n")?;
            }
        }
    }
    Ok(written)
}

fn write_answer(
    answer: bool,
    format: ResultsFormat,
    out: &mut dyn Write,
) -> Result<Written, QueryError> {
    match format.standard() {
        Some(format) => {
            let out = QueryResultsSerializer::from_format(format)
                .serialize_boolean_to_writer(out, answer)?;
            out.write_all(b"\n")?;
        }
        None => writeln!(out, "{answer}")?,
    }
    Ok(Written { rows: usize::from(answer), cut: false })
}

fn write_triples(
    triples: impl Iterator<Item = Result<Triple, QueryEvaluationError>>,
    options: &WriteOptions<'_>,
    turtle: TurtleWriter<'_>,
    out: &mut dyn Write,
) -> Result<Written, QueryError> {
    let (triples, written) = first_triples(triples, options.limit, options.watchdog)?;
    turtle(&triples, out)?;
    Ok(written)
}

/// The first triples up to the limit, sorted, each once.
fn first_triples(
    triples: impl Iterator<Item = Result<Triple, QueryEvaluationError>>,
    limit: Option<usize>,
    watchdog: &Watchdog,
) -> Result<(Vec<Triple>, Written), QueryError> {
    let key = |t: &Triple| {
        step();
        (t.subject.to_string(), t.predicate.to_string(), t.object.to_string())
    };
    let mut all = triples.collect::<Result<Vec<_>, _>>().map_err(|e| watchdog.explain(e))?;
    all.sort_by_cached_key(key);
    all.dedup();
    let cut = limit.is_some_and(|limit| limit < all.len());
    all.truncate(limit.unwrap_or(usize::MAX));
    let written = Written { rows: all.len(), cut };
    Ok((all, written))
}

/// The first rows up to the limit, in the query's order or else sorted; never much more than twice the limit in memory.
fn first_rows(
    rows: impl Iterator<Item = Result<QuerySolution, QueryEvaluationError>>,
    limit: Option<usize>,
    ordered: bool,
    watchdog: &Watchdog,
) -> Result<(Vec<QuerySolution>, Written), QueryError> {
    let limit = limit.unwrap_or(usize::MAX);
    let mut kept: Vec<QuerySolution> = vec![];
    let mut cut = false;
    for row in rows {
        let row = row.map_err(|e| watchdog.explain(e))?;
        if ordered && kept.len() == limit {
            cut = true;
            break;
        }
        kept.push(row);
        if !ordered && kept.len() > limit.saturating_mul(2).max(1024) {
            sort_by(&mut kept, compare_rows);
            kept.truncate(limit);
            cut = true;
        }
    }
    if !ordered {
        sort_by(&mut kept, compare_rows);
    }
    cut |= kept.len() > limit;
    kept.truncate(limit);
    let written = Written { rows: kept.len(), cut };
    Ok((kept, written))
}

/// Column by column: empty cells, then numbers by value, then everything else by its text.
fn compare_rows(x: &QuerySolution, y: &QuerySolution) -> Ordering {
    step();
    let cells = x.values().iter().zip(y.values());
    cells
        .map(|(x, y)| compare_cells(x.as_ref(), y.as_ref()))
        .find(|o| o.is_ne())
        .unwrap_or(Ordering::Equal)
}

fn compare_cells(x: Option<&Term>, y: Option<&Term>) -> Ordering {
    let (Some(x), Some(y)) = (x, y) else { return x.is_some().cmp(&y.is_some()) };
    let by_value = match (number(x), number(y)) {
        (Some(x), Some(y)) => x.total_cmp(&y),
        (x, y) => y.is_some().cmp(&x.is_some()),
    };
    by_value.then_with(|| match (x, y) {
        (Term::NamedNode(x), Term::NamedNode(y)) => x.as_str().cmp(y.as_str()),
        (x, y) => x.to_string().cmp(&y.to_string()),
    })
}

fn number(term: &Term) -> Option<f64> {
    match term {
        Term::Literal(literal) if is_numeric(term) => literal.value().parse().ok(),
        _ => None,
    }
}

fn is_numeric(term: &Term) -> bool {
    let Term::Literal(literal) = term else { return false };
    [xsd::INTEGER, xsd::DECIMAL, xsd::DOUBLE, xsd::FLOAT].contains(&literal.datatype())
}

/// The rows as a table, their IRIs in full without prefixes.
fn table(variables: &[Variable], rows: &[QuerySolution], prefixes: Option<&Prefixes>) -> Table {
    let mut table = Table::new(variables.iter().map(Variable::as_str));
    for row in rows {
        table.push(row.values().iter().map(|term| cell(term.as_ref(), prefixes)).collect());
    }
    table
}

fn cell(term: Option<&Term>, prefixes: Option<&Prefixes>) -> Cell {
    match term {
        None => Cell::Empty,
        Some(Term::NamedNode(node)) => {
            let short = prefixes.and_then(|prefixes| prefixes.shorten(node.as_str()));
            Cell::text(short.unwrap_or_else(|| node.as_str().to_owned()))
        }
        Some(term @ Term::Literal(literal)) if is_numeric(term) => {
            // The engine drops the zeros at the end of a decimal; in a column the points should stand in one line.
            let decimal = literal.datatype() == xsd::DECIMAL;
            match number(term) {
                Some(value) if decimal => Cell::decimal(value),
                _ => Cell::Number(literal.value().to_owned()),
            }
        }
        Some(Term::Literal(literal)) => Cell::text(literal.value()),
        Some(other) => Cell::text(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::query::limits::Limits;
    use crate::view::query::tests::prefixes;
    use oxrdf::{Literal, NamedNode};
    use std::sync::Arc;

    fn rows() -> QueryResults<'static> {
        let variables: Arc<[Variable]> = ["who", "n", "share"].map(Variable::new_unchecked).into();
        let id = |x: &str| {
            Some(Term::from(NamedNode::new_unchecked(format!(
                "https://w3id.org/consort/data/id/{x}"
            ))))
        };
        let decimal = |x: &str| Some(Term::from(Literal::new_typed_literal(x, xsd::DECIMAL)));
        let rows = vec![
            Ok(vec![id("wco"), Some(Literal::from(10).into()), decimal("0.5")]),
            Ok(vec![id("osce"), Some(Literal::from(9).into()), None]),
            Ok(vec![id("osce"), Some(Literal::from(2).into()), decimal("1.25")]),
        ];
        QueryResults::Solutions(QuerySolutionIter::from_tuples(variables, rows))
    }

    fn written(
        results: QueryResults<'_>,
        format: Option<ResultsFormat>,
        limit: Option<usize>,
        ordered: bool,
    ) -> Result<(String, Written), String> {
        written_as(results, format, limit, ordered, CsvLayout::default())
    }

    fn written_as(
        results: QueryResults<'_>,
        format: Option<ResultsFormat>,
        limit: Option<usize>,
        ordered: bool,
        csv: CsvLayout,
    ) -> Result<(String, Written), String> {
        let (prefixes, watchdog) = (prefixes(), Watchdog::start(&Limits::default()));
        let options = WriteOptions {
            format,
            limit,
            ordered,
            prefixes: &prefixes,
            layout: TextLayout::default(),
            csv,
            watchdog: &watchdog,
        };
        let turtle =
            |triples: &[Triple], out: &mut dyn Write| writeln!(out, "{} triples", triples.len());
        let mut out = Vec::new();
        let written =
            write_results(results, &options, &turtle, &mut out).map_err(|e| e.to_string())?;
        Ok((String::from_utf8(out).unwrap(), written))
    }

    #[test]
    fn rows_without_an_order_are_sorted_and_iris_shortened() {
        let (text, found) = written(rows(), None, None, false).unwrap();
        assert_eq!(
            text,
            "who       n   share\n───────  ──  ──────\nid:osce   2  1.2500\nid:osce   9\nid:wco   10  0.5000\n"
        );
        assert_eq!(found, Written { rows: 3, cut: false });
        let (text, found) = written(rows(), Some(ResultsFormat::Csv), Some(2), true).unwrap();
        let id = "https://w3id.org/consort/data/id";
        assert_eq!(text, format!("who,n,share\r\n{id}/wco,10,0.5\r\n{id}/osce,9,\r\n"));
        assert_eq!(found, Written { rows: 2, cut: true });
    }

    #[test]
    fn csv_for_excel_has_its_separator_and_mark() {
        let csv = CsvLayout { separator: ";".parse().unwrap(), bom: true };
        let (text, _) = written_as(rows(), Some(ResultsFormat::Csv), Some(1), true, csv).unwrap();
        let id = "https://w3id.org/consort/data/id";
        assert_eq!(text, format!("\u{feff}who;n;share\n{id}/wco;10;0,5000\n"));
    }

    #[test]
    fn every_format_takes_what_it_can_hold() {
        for name in ["table", "csv", "tsv", "json", "xml"] {
            let format = Some(name.parse().unwrap());
            assert!(written(rows(), format, None, true).is_ok(), "{name}");
            assert!(
                written(QueryResults::Boolean(true), format, None, true)
                    .unwrap()
                    .0
                    .contains("true"),
                "{name}"
            );
        }
        assert_eq!(
            written(rows(), Some(ResultsFormat::Turtle), None, true).unwrap_err(),
            "a SELECT query gives rows, which cannot be written as ttl; use table, csv, tsv, json or xml"
        );
    }
}
