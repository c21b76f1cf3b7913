//! SPARQL asked from Python.
//!
//! In: a query, a graph. Out: a table, yes or no, or N-Triples. Never: JSON on the way, or a query without bounds of time and memory
//! unless the caller wants none.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use arrow_array::ArrayRef;
use arrow_array::builder::{BooleanBuilder, Float64Builder, Int64Builder, StringBuilder};
use consort::rdf::{NamedNode, Syntax, Term, Version, WriteOptions, write};
use consort::store::EvaluateOptions;
use consort::store::sparql::{CancellationToken, QuerySolution, Variable};
use consort::view::query::{
    Found, Limits, Prefixes, Watchdog, collect_results, on_deep_stack, prepare, shipped,
};
use pyo3::prelude::*;

use crate::convert::Keywords;
use crate::error::Failure;
use crate::shared::Shared;
use crate::table::Table;

/// A question with its bounds.
pub(crate) struct Ask {
    text: String,
    set: Vec<(String, String)>,
    limit: Option<usize>,
    short: bool,
    watchdog: Watchdog,
}

/// What came of it.
pub(crate) enum Answer {
    Rows(Table),
    Yes(bool),
    Triples(String),
}

impl Ask {
    /// From keyword arguments; starts the clock. A bound that is `None` is none, one that is left out is that of the program.
    pub(crate) fn take(query: String, keywords: &Keywords<'_>) -> PyResult<Self> {
        let set: Option<BTreeMap<String, String>> = keywords.take("set")?;
        let (limit, short) = (keywords.take("limit")?, keywords.take("short")?.unwrap_or(false));
        let seconds: Option<f64> = keywords.take_or("timeout", 60.0)?;
        let time = seconds.map(Duration::try_from_secs_f64).transpose();
        let time = time.map_err(|error| Failure::argument("timeout", error))?;
        let megabytes: Option<u64> = keywords.take_or("memory", 4096)?;
        let memory = megabytes.map(|megabytes| megabytes.saturating_mul(1 << 20));
        let watchdog = Watchdog::start(&Limits { rows: limit, time, memory });
        let text = shipped(&query).map_or(query, |known| known.text.to_owned());
        let set = set.unwrap_or_default().into_iter().collect();
        Ok(Self { text, set, limit, short, watchdog })
    }

    /// What ends it.
    pub(crate) fn token(&self) -> CancellationToken {
        self.watchdog.token()
    }

    /// Asks it of a graph.
    pub(crate) fn answer(self, shared: &Shared) -> Result<Answer, Failure> {
        on_deep_stack(|| self.ask(shared)).map_err(Failure::refused)?
    }

    fn ask(&self, shared: &Shared) -> Result<Answer, Failure> {
        let (names, iris) = (shared.names()?, shared.snapshot.iris());
        let prefixes = Prefixes::new(iris.prefixes());
        let resolve = |typed: &str| -> Result<NamedNode, String> {
            let found = names.find(typed).map_err(|error| error.to_string())?;
            Ok(iris.entity(&found.id))
        };
        let prepared = prepare(&self.text, &self.set, &resolve, &prefixes);
        let prepared = prepared.map_err(Failure::refused)?;
        let kb = shared.kb()?;
        let evaluate = EvaluateOptions { cancel: self.token(), ..EvaluateOptions::default() };
        let found = self.watchdog.over(|| {
            let results = kb.evaluate(prepared.query, &evaluate);
            let results = results.map_err(|error| self.watchdog.explain(error))?;
            collect_results(results, self.limit, prepared.ordered, &self.watchdog)
        });
        match found.and_then(|found| found).map_err(Failure::refused)? {
            Found::Rows { variables, rows, .. } => {
                let prefixes = self.short.then_some(&prefixes);
                Ok(Answer::Rows(table(&variables, &rows, prefixes)?))
            }
            Found::Answer(yes) => Ok(Answer::Yes(yes)),
            Found::Triples { triples, .. } => {
                let (syntax, version) = (Syntax::NTriples, Version::Rdf11);
                let mut text = Vec::new();
                write(triples, &WriteOptions { iris, syntax, version }, &mut text)
                    .map_err(Failure::refused)?;
                Ok(Answer::Triples(String::from_utf8(text).map_err(Failure::refused)?))
            }
        }
    }
}

/// Rows as columns: of numbers or truth values where all of a column are, else of text.
fn table(
    variables: &[Variable],
    rows: &[QuerySolution],
    prefixes: Option<&Prefixes>,
) -> Result<Table, Failure> {
    let columns = variables.iter().enumerate().map(|(i, variable)| {
        let terms: Vec<Option<&Term>> =
            rows.iter().map(|row| row.values().get(i).and_then(Option::as_ref)).collect();
        (variable.as_str().to_owned(), column(&terms, prefixes))
    });
    Table::of_columns(columns.collect())
}

fn column(terms: &[Option<&Term>], prefixes: Option<&Prefixes>) -> ArrayRef {
    if let Some(numbers) = all(terms, |term| typed(term, &["integer"])?.parse::<i64>().ok()) {
        let mut made = Int64Builder::new();
        numbers.into_iter().for_each(|number| made.append_option(number));
        return Arc::new(made.finish());
    }
    let decimals = ["integer", "decimal", "double", "float"];
    if let Some(numbers) = all(terms, |term| typed(term, &decimals)?.parse::<f64>().ok()) {
        let mut made = Float64Builder::new();
        numbers.into_iter().for_each(|number| made.append_option(number));
        return Arc::new(made.finish());
    }
    if let Some(answers) = all(terms, |term| Some(typed(term, &["boolean"])? == "true")) {
        let mut made = BooleanBuilder::new();
        answers.into_iter().for_each(|answer| made.append_option(answer));
        return Arc::new(made.finish());
    }
    let mut made = StringBuilder::new();
    terms.iter().for_each(|term| made.append_option(term.map(|term| words(term, prefixes))));
    Arc::new(made.finish())
}

/// The values of all terms, if there are any and each has one.
fn all<T>(terms: &[Option<&Term>], value: impl Fn(&Term) -> Option<T>) -> Option<Vec<Option<T>>> {
    terms.iter().any(Option::is_some).then_some(())?;
    terms.iter().map(|term| term.map_or(Some(None), |term| value(term).map(Some))).collect()
}

/// What a literal of one of these types of XML Schema says.
fn typed<'a>(term: &'a Term, types: &[&str]) -> Option<&'a str> {
    let Term::Literal(literal) = term else { return None };
    let name = literal.datatype().as_str().strip_prefix("http://www.w3.org/2001/XMLSchema#")?;
    types.contains(&name).then(|| literal.value())
}

fn words(term: &Term, prefixes: Option<&Prefixes>) -> String {
    match term {
        Term::NamedNode(node) => {
            let short = prefixes.and_then(|prefixes| prefixes.shorten(node.as_str()));
            short.unwrap_or_else(|| node.as_str().to_owned())
        }
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}
