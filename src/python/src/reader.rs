//! `consort._consort.Reader`: what a task on a cluster reads with.
//!
//! In: a lexicon, decisions, options; rows of texts, or of documents that were found in files. Out: a row each, with the record of
//! its story or what kept it from being read. Never: a row that is read otherwise beside other rows.

use std::sync::Arc;

use arrow_array::builder::{Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use consort::dictionary::{Decisions, Lexicon as Compiled, decision_files};
use consort::documents::{ReadOptions, read_record, walk};
use consort::pipeline::{read_files, read_story};
use consort::store::record_line;
use consort::{Document, Extraction, Record, Story, Warned, Warning};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use rayon::prelude::*;
use serde_json::{Map, Value};

use crate::arrow_in;
use crate::convert::{Keywords, Paths};
use crate::error::{Failure, warn};
use crate::lexicon::Lexicon;
use crate::setup::{file_options, record_options};
use crate::table::Table;
use crate::threads::on_threads;
use crate::work::run;

/// The column with documents that [`documents`] has found in files.
const DOCUMENT: &str = "document";

/// What rows are read with: a lexicon, reviewers' decisions, and how fields are called.
#[pyclass(frozen, module = "consort._consort")]
pub(crate) struct Reader {
    with: Arc<With>,
}

/// What a reader holds.
pub(crate) struct With {
    pub(crate) lexicon: Arc<Compiled>,
    decisions: Decisions,
    options: ReadOptions,
    name: String,
    vocabulary: String,
}

/// In which columns rows say where they stand.
#[derive(Clone)]
struct Places {
    position: Option<String>,
    key: Option<String>,
}

/// A row, read.
struct Row {
    position: Option<i64>,
    key: Option<String>,
    story: Option<Story>,
    record: Option<String>,
    warnings: Vec<Warning>,
}

impl Reader {
    pub(crate) fn with(&self) -> Arc<With> {
        self.with.clone()
    }
}

#[pymethods]
impl Reader {
    /// `name` is what records call the input; `fields` and `date_format` are those of `Lexicon.extract`.
    #[new]
    #[pyo3(signature = (lexicon, *, name="input", decisions=None, **reading))]
    fn new(
        py: Python<'_>,
        lexicon: &Bound<'_, Lexicon>,
        name: &str,
        decisions: Option<Paths>,
        reading: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        let keywords = Keywords::of("Reader", reading)?;
        let options = record_options(&keywords)?;
        keywords.finish()?;
        let lexicon = lexicon.get().compiled();
        let files = decisions.map(Paths::all).unwrap_or_default();
        let files = if files.is_empty() { Vec::new() } else { found(&files)? };
        let (decisions, warnings) = Decisions::read(&files, &lexicon);
        warn(py, warnings)?;
        let vocabulary = decisions.hash(&lexicon);
        let name = name.to_owned();
        Ok(Self { with: Arc::new(With { lexicon, decisions, options, name, vocabulary }) })
    }

    /// The hash of vocabulary and decisions: who reads with another one may find something else.
    #[getter]
    fn vocabulary(&self) -> &str {
        &self.with.vocabulary
    }

    /// A row for each row, with its record. `position` and `key` name the columns that say in which order stories stand.
    #[pyo3(signature = (rows, *, position=None, key=None, threads=1))]
    fn read(
        &self,
        py: Python<'_>,
        rows: &Bound<'_, PyAny>,
        position: Option<String>,
        key: Option<String>,
        threads: Option<usize>,
    ) -> PyResult<Table> {
        let Some(batches) = arrow_in::batches(rows)? else {
            return Err(PyTypeError::new_err("rows: give Arrow data"));
        };
        let (with, places) = (self.with.clone(), Places { position, key });
        run(
            py,
            || {},
            move || {
                on_threads(threads, move || {
                    let Warned { output: records, warnings } = arrow_in::records(&batches)?;
                    let read = |record| with.read(record, &places);
                    let mut rows: Vec<Row> =
                        records.into_par_iter().map(read).collect::<Result<_, _>>()?;
                    // A column that was passed over is told of once, where somebody sees it.
                    if let Some(first) = rows.first_mut() {
                        first.warnings.splice(0..0, warnings);
                    }
                    with.table(&rows)
                })
            },
        )
    }
}

fn found(paths: &[std::path::PathBuf]) -> Result<Vec<(String, String)>, Failure> {
    Ok(decision_files(paths, &[])?)
}

impl With {
    fn read(&self, mut record: Map<String, Value>, places: &Places) -> Result<Row, Failure> {
        let position = places.position.as_ref().and_then(|name| record.remove(name));
        let position = position.map(|value| line(&value)).transpose()?;
        let key = places.key.as_ref().and_then(|name| record.get(name)).and_then(text);
        let Warned { output, mut warnings } = match record.remove(DOCUMENT) {
            Some(Value::String(document)) => {
                Warned { output: vec![of_file(&document)?], warnings: Vec::new() }
            }
            Some(other) => {
                record.insert(DOCUMENT.to_owned(), other);
                self.of_row(position, record)
            }
            None => self.of_row(position, record),
        };
        if let (None, Some(key)) = (position, &key) {
            // It stands on no line: its key tells where it is.
            warnings.iter_mut().for_each(|w| w.place = format!("{}, {key}", self.name));
        }
        let story = output
            .into_iter()
            .next()
            .map(|document| read_story(document, &self.lexicon, &self.decisions));
        let record = story.as_ref().map(|story| String::from_utf8(record_line(story)));
        let record = record.transpose().map_err(Failure::refused)?;
        let position = position.map(|line| i64::try_from(line).unwrap_or(i64::MAX));
        Ok(Row { position, key, story, record, warnings })
    }

    fn of_row(&self, position: Option<usize>, record: Map<String, Value>) -> Warned<Vec<Document>> {
        read_record(&self.name, position.unwrap_or_default(), record, &self.options)
    }

    fn table(&self, rows: &[Row]) -> Result<Table, Failure> {
        let mut position = Int64Builder::new();
        let mut texts: [StringBuilder; 9] = Default::default();
        for row in rows {
            position.append_option(row.position);
            let document = row.story.as_ref().map(|story| &story.document);
            let date = |date: Option<consort::PartialDate>| date.map(|date| date.to_string());
            let said: Vec<String> = row.warnings.iter().map(ToString::to_string).collect();
            let values: [Option<String>; 9] = [
                row.key.clone(),
                document.map(|d| d.id.to_string()),
                document.map(|d| d.source.name()),
                document.and_then(|d| date(d.date_start)),
                document.and_then(|d| date(d.date_end)),
                row.record.clone(),
                (!said.is_empty()).then(|| said.join("\n")),
                Some(env!("CARGO_PKG_VERSION").to_owned()),
                Some(self.vocabulary.clone()),
            ];
            texts.iter_mut().zip(values).for_each(|(made, value)| made.append_option(value));
        }
        let names = [
            "key",
            "id",
            "source",
            "date_start",
            "date_end",
            "record",
            "warning",
            "consort",
            "vocabulary",
        ];
        let columns = names.into_iter().zip(&mut texts);
        let columns = columns.map(|(name, made)| (name, Arc::new(made.finish()) as ArrayRef));
        let position: ArrayRef = Arc::new(position.finish());
        let all = std::iter::once(("position", position)).chain(columns);
        let all = all.map(|(name, array)| (name, array, true));
        let batch = RecordBatch::try_from_iter_with_nullable(all).map_err(Failure::refused)?;
        Table::new(vec![batch])
    }
}

/// The number of a row.
fn line(value: &Value) -> Result<usize, Failure> {
    let number = value.as_u64().filter(|number| *number > 0);
    number.and_then(|number| usize::try_from(number).ok()).ok_or_else(|| {
        let says = "takes whole numbers from 1 on, in the order in which stories stand";
        Failure::argument("position", format!("{value} is none; it {says}"))
    })
}

/// A key as text.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The document that [`documents`] has put into a row.
fn of_file(line: &str) -> Result<Document, Failure> {
    let refused = |error: String| {
        let says = "give the rows that consort.spark.documents makes";
        Failure::argument(DOCUMENT, format!("{error}; {says}"))
    };
    let record: Record<'_> = serde_json::from_str(line).map_err(|e| refused(e.to_string()))?;
    Story::try_from(&record).map(|story| story.document).map_err(|e| refused(e.to_string()))
}

/// The documents of files, a row each: `position`, `id`, and the `document` that a [`Reader`] takes.
#[pyfunction]
#[pyo3(signature = (paths, **reading))]
pub(crate) fn documents(
    py: Python<'_>,
    paths: Paths,
    reading: Option<&Bound<'_, PyDict>>,
) -> PyResult<Table> {
    let keywords = Keywords::of("documents", reading)?;
    let options = file_options(&keywords)?;
    keywords.finish()?;
    let paths = paths.all();
    let work = move || -> Result<(Table, Vec<Warning>), Failure> {
        let Warned { output: found, mut warnings } = walk(&paths)?;
        let mut position = Int64Builder::new();
        let (mut ids, mut documents) = (StringBuilder::new(), StringBuilder::new());
        let mut n_rows = 0;
        let mut add = |document: Document| -> Result<(), Failure> {
            n_rows += 1;
            position.append_value(n_rows);
            ids.append_value(&*document.id);
            let story = Story { document, extraction: Extraction::default() };
            documents.append_value(String::from_utf8_lossy(&record_line(&story)));
            Ok(())
        };
        warnings.extend(read_files(&found.files, &options, &mut add)?);
        let table = Table::of_columns(vec![
            ("position".to_owned(), Arc::new(position.finish())),
            ("id".to_owned(), Arc::new(ids.finish())),
            (DOCUMENT.to_owned(), Arc::new(documents.finish())),
        ])?;
        Ok((table, warnings))
    };
    let (table, warnings) = run(py, || {}, move || on_threads(None, work))?;
    warn(py, warnings)?;
    Ok(table)
}
