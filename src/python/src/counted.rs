//! What was found, a row each, with what a cluster needs to count it.
//!
//! In: rows with the records that a `Reader` has made. Out: mentions, or relations. Never: a text read anew; a count.

use std::sync::Arc;

use arrow_array::builder::{Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use consort::cut::fold_space;
use consort::merge::cooccur::words_hash;
use consort::merge::{Object, claim_ends, sentence_hash};
use consort::{Document, PartialDate, Record, Story};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use serde_json::Value;

use crate::arrow_in;
use crate::arrow_out::Tables;
use crate::error::Failure;
use crate::table::Table;
use crate::work::run;

/// So many stories make a batch.
const BATCH: usize = 1024;

/// The mentions in records: as `Lexicon.extract` gives them, and of each document its source and dates, of each sentence a hash of its words.
#[pyfunction]
pub(crate) fn mentions(py: Python<'_>, rows: &Bound<'_, PyAny>) -> PyResult<Table> {
    table(py, rows, |stories| {
        let mut tables = Tables::default();
        let mut more = Columns::default();
        let mut text_hash = Int64Builder::new();
        for story in stories {
            tables.add(story)?;
            let extraction = &story.extraction;
            let text = words_hash(&story.document.text);
            for mention in &extraction.mentions {
                let sentence = extraction.sentences.get(mention.sentence);
                let words = sentence.map(|s| words_hash(&story.document.text[s.span.range()]));
                more.of_document(&story.document);
                more.hash.append_option(words.map(u64::cast_signed));
                text_hash.append_value(text.cast_signed());
            }
        }
        let mut all = more.finish("words_hash");
        all.push(("text_hash", Arc::new(text_hash.finish())));
        tables.finish()?.0.beside(all)
    })
}

/// The relations in records: the same, and of each the claim that it is evidence for, and a hash of its sentence.
#[pyfunction]
pub(crate) fn relations(py: Python<'_>, rows: &Bound<'_, PyAny>) -> PyResult<Table> {
    table(py, rows, |stories| {
        let mut tables = Tables::default();
        let mut more = Columns::default();
        let mut ends: [StringBuilder; 3] = Default::default();
        for story in stories {
            tables.add(story)?;
            let document = &story.document;
            for assertion in &story.extraction.assertions {
                let (subject, object) = claim_ends(assertion, &document.id);
                ends[0].append_value(&*subject);
                match &object {
                    Object::Entity(id) => {
                        ends[1].append_value(&**id);
                        ends[2].append_null();
                    }
                    Object::Event(id) => {
                        ends[1].append_value("@story");
                        ends[2].append_value(&**id);
                    }
                }
                more.of_document(document);
                let sentence = fold_space(&document.text[assertion.evidence.range()]);
                more.hash.append_value(sentence_hash(&sentence).cast_signed());
            }
        }
        let mut all = more.finish("sentence_hash");
        let names = ["claim_subject", "claim_object", "claim_story"];
        for (name, mut made) in names.into_iter().zip(ends) {
            all.push((name, Arc::new(made.finish())));
        }
        tables.finish()?.1.beside(all)
    })
}

/// The columns that both tables have beside those of `Lexicon.extract`.
#[derive(Default)]
struct Columns {
    source: StringBuilder,
    date_start: StringBuilder,
    date_end: StringBuilder,
    last_day: StringBuilder,
    hash: Int64Builder,
}

impl Columns {
    fn of_document(&mut self, document: &Document) {
        let text = |date: Option<PartialDate>| date.map(|date| date.to_string());
        let last = document.date_end.or(document.date_start);
        self.source.append_value(document.source.name());
        self.date_start.append_option(text(document.date_start));
        self.date_end.append_option(text(last));
        self.last_day.append_option(text(last.map(PartialDate::last_day)));
    }

    fn finish(mut self, hash: &'static str) -> Vec<(&'static str, ArrayRef)> {
        vec![
            ("source", Arc::new(self.source.finish())),
            ("date_start", Arc::new(self.date_start.finish())),
            ("date_end", Arc::new(self.date_end.finish())),
            ("last_day", Arc::new(self.last_day.finish())),
            (hash, Arc::new(self.hash.finish())),
        ]
    }
}

impl Table {
    /// The table, which has one batch, without the number of the row, and with columns beside the others.
    fn beside(self, more: Vec<(&'static str, ArrayRef)>) -> Result<RecordBatch, Failure> {
        let batch = self.only_batch()?;
        let schema = batch.schema();
        let names =
            schema.fields().iter().map(|field| (field.name().as_str(), field.is_nullable()));
        let own = names.zip(batch.columns()).map(|((name, nulls), c)| (name, c.clone(), nulls));
        let more = more.into_iter().map(|(name, column)| (name, column, true));
        RecordBatch::try_from_iter_with_nullable(own.skip(1).chain(more)).map_err(Failure::refused)
    }
}

/// What `make` makes of the stories in records, a batch at a time.
fn table(
    py: Python<'_>,
    rows: &Bound<'_, PyAny>,
    make: impl Fn(&[Story]) -> Result<RecordBatch, Failure> + Send + 'static,
) -> PyResult<Table> {
    let Some(batches) = arrow_in::batches(rows)? else {
        return Err(PyTypeError::new_err("rows: give Arrow data"));
    };
    run(
        py,
        || {},
        move || {
            let records = arrow_in::records(&batches)?.output;
            let lines =
                records.iter().filter_map(|row| row.get("record")).filter_map(Value::as_str);
            let stories = lines.map(story).collect::<Result<Vec<_>, _>>()?;
            let mut made: Vec<RecordBatch> =
                stories.chunks(BATCH).map(&make).collect::<Result<_, _>>()?;
            if made.is_empty() {
                made.push(make(&[])?);
            }
            Table::new(made)
        },
    )
}

/// The story of a record.
pub(crate) fn story(line: &str) -> Result<Story, Failure> {
    let refused = |error: String| {
        let says = "give the rows that consort.spark.extract makes";
        Failure::argument("record", format!("{error}; {says}"))
    };
    let record: Record<'_> = serde_json::from_str(line).map_err(|e| refused(e.to_string()))?;
    Story::try_from(&record).map_err(|e| refused(e.to_string()))
}
