//! `consort.build`: from texts to a graph folder.
//!
//! In: paths, options. Out: the graph. Never: a partial graph in place of a whole one.

use std::ops::ControlFlow;
use std::path::PathBuf;

use consort::Warning;
use consort::pipeline::{BuildOptions, build_while};
use consort::rdf::Iris;
use consort::store::Snapshot;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::convert::{Keywords, Paths};
use crate::error::{Failure, warn};
use crate::graph::Graph;
use crate::lexicon::Lexicon;
use crate::setup::{Input, file_options, find};
use crate::threads::on_threads;
use crate::work::{Stop, run};

/// Reads texts into a graph folder, and opens it.
///
/// Files that have not changed since the last time are not read again, unless `fresh` says so. `lexicon` is the shipped one when
/// left out, `base` the IRI under which your own data is named. `decisions`, `whole`, `split`, `title`, `fields` and
/// `date_format` are those of `Lexicon.extract_files`. What could not be read is a `ConsortWarning`, and the rest goes on; Ctrl-C
/// leaves a former graph as it was.
///
/// >>> import consort, pathlib, tempfile
/// >>> folder = pathlib.Path(tempfile.mkdtemp())
/// >>> _ = (folder / "story.txt").write_text("3 March 2020, Vienna, Austria: Norway funds UNICEF.")
/// >>> graph = consort.build(folder / "story.txt", folder / "graph")
/// >>> graph.counts["stories"], graph.claims().to_dicts()[0]["sentence"]
/// (1, 'Norway funds UNICEF.')
#[pyfunction]
#[pyo3(signature = (paths, out=None, *, lexicon=None, base=None, fresh=false, threads=None, **reading))]
#[expect(clippy::too_many_arguments, reason = "most are keyword arguments")]
pub(crate) fn build(
    py: Python<'_>,
    paths: Paths,
    out: Option<PathBuf>,
    lexicon: Option<Py<Lexicon>>,
    base: Option<&str>,
    fresh: bool,
    threads: Option<usize>,
    reading: Option<&Bound<'_, PyDict>>,
) -> PyResult<Graph> {
    let keywords = Keywords::of("build", reading)?;
    let read = file_options(&keywords)?;
    let decisions: Vec<PathBuf> = keywords.list("decisions")?;
    keywords.finish()?;
    let iris = Iris::new(base.unwrap_or(Iris::DEFAULT_BASE));
    let iris = iris.map_err(|error| Failure::argument("base", error))?;
    let (paths, out) = (paths.all(), out.unwrap_or_else(|| PathBuf::from("graph")));
    let lexicon = lexicon.map(|lexicon| lexicon.get().compiled());
    let (stop, created) = (Stop::default(), source_date()?);
    let seen = stop.clone();
    let work = move || -> Result<(Snapshot, Vec<Warning>), Failure> {
        let (lexicon, mut all) = lexicon.map_or_else(Lexicon::shipped, |l| Ok((l, Vec::new())))?;
        let Input { files, decisions, warnings } = find(&paths, &decisions, &lexicon)?;
        all.extend(warnings);
        let options = BuildOptions {
            files: &files,
            read: &read,
            lexicon: &lexicon,
            decisions: &decisions,
            iris: &iris,
            out: &out,
            fresh,
            created,
        };
        let report = build_while(&options, &mut |_| match seen.is_raised() {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        })?;
        all.extend(report.damage.map(|damage| Warning {
            place: out.display().to_string(),
            message: format!("was damaged: {damage}; every file was read again, and it is whole"),
        }));
        all.extend(report.warnings);
        Ok((report.snapshot, all))
    };
    let (snapshot, warnings) = run(py, || stop.raise(), move || on_threads(threads, work))?;
    warn(py, warnings)?;
    Ok(Graph::of(snapshot))
}

/// The moment that a build is given from outside, so that it can be repeated.
fn source_date() -> Result<Option<i64>, Failure> {
    let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let seconds = value.to_string_lossy().parse();
    let seconds = seconds.map_err(|error| Failure::argument("SOURCE_DATE_EPOCH", error))?;
    Ok(Some(seconds))
}
