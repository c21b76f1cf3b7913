//! Answers a question within its limits.
//!
//! In: a question, a graph, what the client accepts. Out: a body with its media type. Never: an answer that is cut and does not say so,
//! or "no rows" where the time was up.

use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;

use crate::rdf::{Syntax, Triple, Version, WriteOptions as RdfOptions, write};
use crate::store::EvaluateOptions;
use crate::store::sparql::{Query, QueryResults};
use crate::view::query::{
    Limits, QueryError, ResultsFormat, Watchdog, WriteOptions, on_deep_stack, prepare,
    write_results,
};
use crate::view::table::{CsvLayout, TextLayout};
use crate::web::accept::choose;
use crate::web::problem::Problem;
use crate::web::protocol::Asked;
use crate::web::shared::{Graph, Shared};

/// Media types of rows and of yes or no.
const ROWS: [(&str, ResultsFormat); 8] = [
    ("application/sparql-results+json", ResultsFormat::Json),
    ("application/sparql-results+xml", ResultsFormat::Xml),
    ("text/csv", ResultsFormat::Csv),
    ("text/tab-separated-values", ResultsFormat::Tsv),
    ("application/json", ResultsFormat::Json),
    ("application/xml", ResultsFormat::Xml),
    ("text/xml", ResultsFormat::Xml),
    ("text/plain", ResultsFormat::Table),
];

/// Media types of triples.
pub(super) const GRAPHS: [(&str, Syntax); 6] = [
    ("text/turtle", Syntax::Turtle),
    ("application/n-triples", Syntax::NTriples),
    ("application/ld+json", Syntax::JsonLd),
    ("application/rdf+xml", Syntax::RdfXml),
    ("application/trig", Syntax::TriG),
    ("application/n-quads", Syntax::NQuads),
];

/// So long the engine may take to notice that a bound is passed.
const GRACE: Duration = Duration::from_millis(80);

/// A body with what is said of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answered {
    pub media: &'static str,
    pub body: Vec<u8>,
    /// How many rows were kept of more.
    pub cut: Option<usize>,
}

/// Answers a question on a thread of its own; what passes its time is told so whether the engine has noticed or not.
pub(super) async fn answer(
    shared: &Arc<Shared>,
    asked: Asked,
    accept: Option<String>,
) -> Result<Answered, Problem> {
    let time = shared.options.time;
    let place = shared.place()?;
    let worker = shared.clone();
    let work = tokio::task::spawn_blocking(move || {
        // Held until the engine has ended, which may be after the client has been told.
        let _place = place;
        let graph = worker.graph();
        let done = on_deep_stack(|| evaluate(&worker, &graph, &asked, accept.as_deref()));
        done.unwrap_or_else(|_| Err(Problem::busy("there is no room for another query")))
    });
    match tokio::time::timeout(time.saturating_add(GRACE), work).await {
        Ok(Ok(answered)) => answered,
        Ok(Err(_)) => Err(Problem::internal("the query ended without an answer")),
        Err(_) => Err(Problem::of_query(&QueryError::TimedOut(time))),
    }
}

fn evaluate(
    shared: &Shared,
    graph: &Graph,
    asked: &Asked,
    accept: Option<&str>,
) -> Result<Answered, Problem> {
    let options = &shared.options;
    let limits =
        Limits { rows: Some(options.rows), time: Some(options.time), memory: Some(options.memory) };
    let watchdog = Watchdog::start(&limits);
    let ended = |error: QueryError| Problem::of_query(&error);
    watchdog.over(|| watched(options.rows, graph, asked, accept, &watchdog)).map_err(ended)?
}

fn watched(
    rows: usize,
    graph: &Graph,
    asked: &Asked,
    accept: Option<&str>,
    watchdog: &Watchdog,
) -> Result<Answered, Problem> {
    let failed = |error: QueryError| Problem::of_query(&error);
    let named = |name: &str| match graph.desk() {
        Ok(desk) => desk.named(name).map_err(|error| error.to_string()),
        Err(_) => Err(format!("{name:?} is no value")),
    };
    let prepared = prepare(&asked.query, &asked.set, &named, &graph.prefixes).map_err(failed)?;
    let chosen = Chosen::of(&prepared.query, accept)?;
    let evaluation = EvaluateOptions {
        cancel: watchdog.token(),
        default_graphs: asked.default_graphs.clone(),
        named_graphs: asked.named_graphs.clone(),
        ..EvaluateOptions::default()
    };
    let results = graph.kb.evaluate(prepared.query, &evaluation);
    let results = results.map_err(|error| failed(watchdog.explain(error)))?;
    let mut body = Vec::new();
    let turtle = |triples: &[Triple], out: &mut dyn Write| triples_to(graph, triples, chosen, out);
    let (media, format) = match chosen {
        Chosen::Rows(media, format) => (media, format),
        Chosen::Triples(media, _) => (media, ResultsFormat::Turtle),
    };
    if let (Chosen::Rows(..), QueryResults::Graph(_)) = (&chosen, &results) {
        return Err(Problem::unacceptable(&GRAPHS));
    }
    let writing = WriteOptions {
        format: Some(format),
        limit: Some(rows),
        ordered: prepared.ordered,
        prefixes: &graph.prefixes,
        layout: TextLayout::default(),
        csv: CsvLayout::default(),
        watchdog,
    };
    let written = write_results(results, &writing, &turtle, &mut body).map_err(failed)?;
    if media.ends_with("xml") && !fits_xml(&body) {
        let says =
            "the answer holds a character that XML cannot; ask for application/sparql-results+json";
        return Err(Problem::new(StatusCode::NOT_ACCEPTABLE, says));
    }
    Ok(Answered { media, body, cut: written.cut.then_some(written.rows) })
}

/// Whether a text has only characters of XML 1.0 (production 2 of its grammar).
fn fits_xml(body: &[u8]) -> bool {
    let control = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r');
    // U+FFFE and U+FFFF.
    let none = |w: &[u8]| w[0] == 0xef && w[1] == 0xbf && w[2] >= 0xbe;
    !body.iter().any(control) && !body.windows(3).any(none)
}

/// How an answer is written.
#[derive(Debug, Clone, Copy)]
enum Chosen {
    Rows(&'static str, ResultsFormat),
    Triples(&'static str, Syntax),
}

impl Chosen {
    fn of(query: &Query, accept: Option<&str>) -> Result<Self, Problem> {
        match query {
            Query::Select { .. } | Query::Ask { .. } => {
                chosen(accept, &ROWS).map(|(media, format)| Chosen::Rows(media, format))
            }
            Query::Construct { .. } | Query::Describe { .. } => {
                chosen(accept, &GRAPHS).map(|(media, syntax)| Chosen::Triples(media, syntax))
            }
        }
    }
}

/// The offer that a client likes best, or what there is to be had.
pub(super) fn chosen<T: Copy>(
    accept: Option<&str>,
    offers: &[(&'static str, T)],
) -> Result<(&'static str, T), Problem> {
    let named: Vec<_> = offers.iter().map(|offer| (offer.0, *offer)).collect();
    choose(accept, &named).ok_or_else(|| Problem::unacceptable(offers))
}

fn triples_to(
    graph: &Graph,
    triples: &[Triple],
    chosen: Chosen,
    out: &mut dyn Write,
) -> io::Result<()> {
    let syntax = match chosen {
        Chosen::Triples(_, syntax) => syntax,
        Chosen::Rows(..) => Syntax::Turtle,
    };
    let options = RdfOptions { iris: graph.kb.iris(), syntax, version: Version::Rdf11 };
    write(triples.to_vec(), &options, out).map(drop).map_err(io::Error::other)
}
