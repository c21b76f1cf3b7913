//! Questions in SPARQL, with their parameters.
//!
//! In: a question, and parts named for parameters. Out: nothing. Never: a question without bounds.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use consort::rdf::NamedNode;
use consort::store::{EvaluateOptions, Folder, Kb};
use consort::view::query::{
    Limits, Prefixes, QueryError, ResultsFormat, Watchdog, WriteOptions, on_deep_stack, prepare,
    write_results,
};
use consort::view::table::{CsvLayout, TextLayout};

use super::reading::{parts, scratch};
use super::small::built;

/// The graph that is asked.
static KB: LazyLock<Kb> = LazyLock::new(|| {
    let folder = scratch();
    built(folder.path());
    let kb = Kb::load(Folder::open(folder.path().join("graph")).unwrap()).unwrap();
    kb.load_mentions().unwrap();
    kb
});

/// What a question may take here.
const LIMITS: Limits =
    Limits { rows: Some(100), time: Some(Duration::from_millis(500)), memory: Some(256 << 20) };

/// What a busy machine may add to it.
const SLACK: Duration = Duration::from_secs(8);

/// Prepared, asked, and the answer written in the format that its length draws.
pub(super) fn query(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let parts = parts(text.as_bytes());
    let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
    let question = parts.iter().find(|(name, _)| name.is_empty());
    let question = question.map(|(_, bytes)| lossy(bytes)).unwrap_or_default();
    let named = parts.iter().filter(|(name, _)| !name.is_empty());
    let set: Vec<(String, String)> =
        named.map(|(name, bytes)| (name.clone(), lossy(bytes))).collect();
    let started = Instant::now();
    let answer = on_deep_stack(|| asked(&question, &set)).unwrap();
    let took = started.elapsed();
    assert!(took < LIMITS.time.unwrap_or_default() + SLACK, "{took:?}");
    if let Err(error) = answer {
        assert!(!error.to_string().trim().is_empty());
    }
}

fn asked(text: &str, set: &[(String, String)]) -> Result<(), QueryError> {
    let prefixes = Prefixes::new(KB.iris().prefixes());
    let resolve = |name: &str| -> Result<NamedNode, String> {
        if name == "alpha" {
            Ok(KB.iris().entity("alpha-institute"))
        } else {
            Err(format!("nothing is called {name:?}"))
        }
    };
    let prepared = prepare(text, set, &resolve, &prefixes)?;
    let formats = ["table", "csv", "tsv", "json", "xml", "ttl"];
    let format = formats[text.len() % formats.len()].parse::<ResultsFormat>().ok();
    let watchdog = Watchdog::start(&LIMITS);
    let options = WriteOptions {
        format,
        limit: LIMITS.rows,
        ordered: prepared.ordered,
        prefixes: &prefixes,
        layout: TextLayout::default(),
        csv: CsvLayout::default(),
        watchdog: &watchdog,
    };
    let evaluate = EvaluateOptions { cancel: watchdog.token(), ..EvaluateOptions::default() };
    let mut out = Vec::new();
    let written = watchdog.over(|| {
        let results = KB.evaluate(prepared.query.clone(), &evaluate);
        let results = results.map_err(|error| watchdog.explain(error))?;
        write_results(results, &options, &|_, _| Ok(()), &mut out)
    })??;
    assert!(written.rows <= 100);
    if format == Some(ResultsFormat::Json) {
        serde_json::from_slice::<serde_json::Value>(&out).unwrap();
    }
    Ok(())
}
