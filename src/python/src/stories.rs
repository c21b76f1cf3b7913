//! Stories of whatever Python gives.
//!
//! In: records, Arrow batches or files, a lexicon. Out: stories or tables, and what was noticed. Never: Python's lock meanwhile.

use std::path::PathBuf;
use std::sync::Arc;

use arrow_array::RecordBatch;
use consort::dictionary::{Decisions, Lexicon};
use consort::documents::{ReadOptions, Records};
use consort::pipeline::{read_documents, read_stories};
use consort::{Record, Story, Warned, Warning};
use pyo3::prelude::*;
use serde_json::{Map, Value};

use crate::arrow_in;
use crate::arrow_out::Tables;
use crate::error::Failure;
use crate::setup::{Input, find};
use crate::table::Table;
use crate::threads::on_threads;
use crate::work::{Stop, run};

/// What is to be read.
pub(crate) enum Source {
    /// Records that Python has made.
    Records(Vec<Map<String, Value>>),
    /// Rows of Arrow data.
    Arrow(Vec<RecordBatch>),
    /// Files and folders, and files of decisions.
    Files(Vec<PathBuf>, Vec<PathBuf>),
}

/// What is to be read, and how.
pub(crate) struct Job {
    pub(crate) source: Source,
    /// What records and warnings call the input, where it is no file.
    pub(crate) name: String,
    pub(crate) options: ReadOptions,
    pub(crate) lexicon: Arc<Lexicon>,
    pub(crate) threads: Option<usize>,
}

impl Job {
    /// The records, as JSON has them.
    pub(crate) fn records(self, py: Python<'_>) -> PyResult<(Vec<Value>, Vec<Warning>)> {
        let map = |story: Story| serde_json::to_value(Record::from(&story));
        self.gather(py, Vec::new(), map, |records, record| {
            records.push(record.map_err(Failure::refused)?);
            Ok(())
        })
    }

    /// The tables of mentions and relations.
    pub(crate) fn tables(self, py: Python<'_>) -> PyResult<((Table, Table), Vec<Warning>)> {
        let add = |tables: &mut Tables, story: Story| tables.add(&story);
        let (tables, warnings) = self.gather(py, Tables::default(), |story| story, add)?;
        Ok((tables.finish()?, warnings))
    }

    /// Adds what `map` makes of all stories, in order, to what is there.
    fn gather<M: Send, T: Send + 'static>(
        self,
        py: Python<'_>,
        mut made: T,
        map: impl Fn(Story) -> M + Send + Sync + 'static,
        add: impl Fn(&mut T, M) -> Result<(), Failure> + Send + Sync + 'static,
    ) -> PyResult<(T, Vec<Warning>)> {
        let stop = Stop::default();
        let seen = stop.clone();
        run(
            py,
            || stop.raise(),
            move || {
                on_threads(self.threads, move || {
                    let warnings = self.read(&seen, map, &mut |one| add(&mut made, one))?;
                    Ok((made, warnings))
                })
            },
        )
    }

    fn read<M: Send>(
        self,
        stop: &Stop,
        map: impl Fn(Story) -> M + Sync,
        add: &mut (dyn FnMut(M) -> Result<(), Failure> + Send),
    ) -> Result<Vec<Warning>, Failure> {
        let mut each = |one| {
            stop.check()?;
            add(one)
        };
        let Warned { output: records, mut warnings } = match self.source {
            Source::Records(records) => Warned { output: records, warnings: Vec::new() },
            Source::Arrow(batches) => arrow_in::records(&batches)?,
            Source::Files(paths, decisions) => {
                let Input { files, decisions, mut warnings } =
                    find(&paths, &decisions, &self.lexicon)?;
                let (options, lexicon) = (&self.options, &self.lexicon);
                warnings
                    .extend(read_stories(&files, options, lexicon, &decisions, map, &mut each)?);
                return Ok(warnings);
            }
        };
        let mut records = Records::new(&self.name, records, &self.options);
        let decisions = Decisions::default();
        read_documents(&mut records, &self.lexicon, &decisions, map, &mut each)?;
        warnings.extend(records.warnings());
        Ok(warnings)
    }
}
