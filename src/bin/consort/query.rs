//! `consort query`: SPARQL over a graph.
//!
//! In: a question and a graph. Out: rows, or triples. Never: an update, or a call that leaves the machine.

use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use anyhow::Context;
use clap::{Args, ValueEnum};
use consort::rdf::{
    GraphNameRef, Iris, NamedNode, Syntax, Triple, Version, WriteError, WriteOptions as RdfOptions,
    vocabulary, write,
};
use consort::store::{EvaluateOptions, Kb, Pattern, Snapshot};
use consort::view::query::{
    KnownTerms, Limits, Prefixes, Prepared, QueryError, ResultsFormat, SHIPPED, Watchdog,
    WriteOptions, prepare, shipped, unknown_terms, write_results,
};

use crate::args::GraphArgs;
use crate::graph::{folder_option, labels, layout, open};
use crate::outcome::Outcome;
use crate::say::Say;

/// `consort query`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort query 'SELECT ?donor { ?donor consort:funds id:unodc-wco-ccp }'\n  consort query partners --set org=osce\n  consort query my.rq --format csv > rows.csv\n  consort query --list"
)]
pub(crate) struct QueryArgs {
    /// SPARQL text, a .rq file, or the name of a shipped query.
    #[arg(value_name = "QUERY", required_unless_present = "list")]
    pub query: Option<String>,
    /// A value for a parameter of the query: an id, a label or an alias.
    #[arg(long = "set", value_name = "NAME=VALUE")]
    pub set: Vec<String>,
    /// How to print; rows as a table and triples as Turtle when left out.
    #[arg(long, short, value_enum)]
    pub format: Option<QueryFormat>,
    /// Print at most so many rows.
    #[arg(long, value_name = "ROWS")]
    pub limit: Option<usize>,
    /// Give up after so many seconds.
    #[arg(long, value_name = "SECONDS", default_value = "60")]
    pub timeout: f64,
    /// List the shipped queries.
    #[arg(long)]
    pub list: bool,
    /// The graph.
    #[command(flatten)]
    pub graph: GraphArgs,
}

/// Formats of query results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum QueryFormat {
    /// For reading.
    Table,
    /// Comma-separated values (SPARQL 1.1).
    Csv,
    /// Tab-separated values (SPARQL 1.1).
    Tsv,
    /// SPARQL 1.1 JSON.
    Json,
    /// SPARQL 1.1 XML.
    Xml,
    /// Turtle, for CONSTRUCT and DESCRIBE.
    Ttl,
}

/// Runs the command.
pub(crate) fn run(args: &QueryArgs, say: &Say) -> anyhow::Result<Outcome> {
    let Some(query) = &args.query else { return list() };
    let text = text(query)?;
    let snapshot = open(&args.graph.graph)?;
    let names = labels(&snapshot)?;
    let prefixes = Prefixes::new(snapshot.iris().prefixes());
    let iris = snapshot.iris().clone();
    let resolve = |typed: &str| -> Result<NamedNode, String> {
        names.find(typed).map(|id| iris.entity(&id)).map_err(|error| error.to_string())
    };
    let prepared = prepare(&text, &pairs(&args.set)?, &resolve, &prefixes)?;
    let seconds =
        Duration::try_from_secs_f64(args.timeout).context("--timeout takes a number of seconds")?;
    let watchdog = Watchdog::start(&Limits { rows: args.limit, time: Some(seconds) });
    let task = Task {
        snapshot,
        prepared,
        prefixes,
        iris,
        watchdog,
        format: args.format,
        limit: args.limit,
    };
    // The engine looks at its clock between rows, and one that counts a billion pairs may be long without a row. So it
    // works beside, and the program ends when the time is up whether the engine has noticed or not.
    let (done, result) = std::sync::mpsc::channel();
    let worker = std::thread::spawn(move || done.send(task.run()));
    let answer = match result.recv_timeout(seconds.saturating_add(GRACE)) {
        Ok(answer) => answer?,
        Err(RecvTimeoutError::Timeout) => return Err(QueryError::TimedOut(seconds).into()),
        Err(RecvTimeoutError::Disconnected) => match worker.join() {
            // It has panicked, and what is to be said of that is said.
            Err(panic) => std::panic::resume_unwind(panic),
            Ok(_) => anyhow::bail!("the query ended without an answer"),
        },
    };
    if answer.cut {
        let rows = if answer.rows == 1 { "row" } else { &format!("{} rows", answer.rows) };
        say.line(&format!("the first {rows}; there are more"));
    }
    let known = args.query.as_deref().and_then(shipped);
    if let Some(sentences) = known.as_ref().and_then(|query| query.sentences)
        && answer.rows > 0
        && args.format.is_none_or(|format| format == QueryFormat::Table)
    {
        let folder = folder_option(&args.graph.graph);
        say.line(&format!("the sentences behind a row: {sentences}{folder}"));
    }
    if answer.rows == 0 && known.is_some() {
        // Its names are right; a graph that knows none of them is small.
        say.line("nothing in this graph answers it");
    } else {
        answer.unknown.iter().for_each(|unknown| say.warning(unknown));
    }
    Ok(Outcome::whole(answer.rows > 0))
}

/// So long the engine may take to notice that its time is up.
const GRACE: Duration = Duration::from_millis(500);

/// A prepared query and all that it needs to run.
struct Task {
    snapshot: Snapshot,
    prepared: Prepared,
    prefixes: Prefixes,
    iris: Iris,
    watchdog: Watchdog,
    format: Option<QueryFormat>,
    limit: Option<usize>,
}

/// How a query went.
struct Answer {
    rows: usize,
    cut: bool,
    /// Names in a query without rows that the graph does not know.
    unknown: Vec<String>,
}

impl Task {
    fn run(self) -> anyhow::Result<Answer> {
        let kb = Kb::load(self.snapshot)?;
        let evaluate =
            EvaluateOptions { cancel: self.watchdog.token(), ..EvaluateOptions::default() };
        let results = kb
            .evaluate(self.prepared.query.clone(), &evaluate)
            .map_err(|error| self.watchdog.explain(error))?;
        let turtle = |triples: &[Triple], out: &mut dyn Write| {
            let options =
                RdfOptions { iris: &self.iris, syntax: Syntax::Turtle, version: Version::Rdf11 };
            write(triples.to_vec(), &options, out).map(drop).map_err(|error| match error {
                WriteError::Io(error) => error,
                other => std::io::Error::other(other),
            })
        };
        let options = WriteOptions {
            format: self.format.map(ResultsFormat::from),
            limit: self.limit,
            ordered: self.prepared.ordered,
            prefixes: &self.prefixes,
            layout: layout(),
            watchdog: &self.watchdog,
        };
        let mut out = BufWriter::new(std::io::stdout().lock());
        let written = write_results(results, &options, &turtle, &mut out)?;
        out.flush()?;
        let mut unknown = Vec::new();
        if written.rows == 0 {
            let snapshot = kb.snapshot().context("the graph was read from a folder")?;
            let known = known(&kb, snapshot)?;
            let terms = unknown_terms(&self.prepared.query, &known, &self.prefixes);
            unknown.extend(terms.iter().map(ToString::to_string));
        }
        kb.forget();
        Ok(Answer { rows: written.rows, cut: written.cut, unknown })
    }
}

/// The text of a query: a shipped one by name, a file, or the argument itself.
fn text(query: &str) -> anyhow::Result<String> {
    if let Some(known) = shipped(query) {
        return Ok(known.text.to_owned());
    }
    let path = Path::new(query);
    if path.is_file() {
        return std::fs::read_to_string(path).with_context(|| format!("cannot read {query}"));
    }
    // One word is no SPARQL: it was meant as a name.
    if !query.trim().contains(char::is_whitespace) && !query.contains('{') {
        let near =
            SHIPPED.iter().map(|(name, _)| (strsim::damerau_levenshtein(query, name), *name)).min();
        let hint = match near {
            Some((distance, name)) if distance <= 4 => format!("did you mean {name}?"),
            _ => "consort query --list shows the names".to_owned(),
        };
        anyhow::bail!("{query:?} is neither a file nor a shipped query; {hint}");
    }
    Ok(query.to_owned())
}

fn pairs(set: &[String]) -> anyhow::Result<Vec<(String, String)>> {
    set.iter()
        .map(|pair| {
            let (name, value) =
                pair.split_once('=').with_context(|| format!("--set {pair}: write NAME=VALUE"))?;
            Ok((name.trim_start_matches('?').to_owned(), value.to_owned()))
        })
        .collect()
}

fn list() -> anyhow::Result<Outcome> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for query in SHIPPED.iter().filter_map(|(name, _)| shipped(name)) {
        writeln!(out, "{:<22}{}", query.name, query.question)?;
        for (name, meaning) in &query.parameters {
            writeln!(out, "{:<24}--set {name}=…  {meaning}", "")?;
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// What the graph and the ontology know, for "did you mean".
fn known(kb: &Kb, snapshot: &Snapshot) -> anyhow::Result<KnownTerms> {
    let names = labels(snapshot)?;
    let mut known = KnownTerms::default();
    for quad in kb.quads(Pattern { graph: Some(GraphNameRef::DefaultGraph), ..Pattern::default() })
    {
        let quad = quad?;
        let is_type = quad.predicate.as_ref() == vocabulary::rdf::TYPE;
        if is_type && let consort::rdf::Term::NamedNode(class) = &quad.object {
            known.classes.insert(class.as_str().to_owned());
        }
        known.predicates.insert(quad.predicate.into_string());
    }
    known.predicates.extend(
        consort::Predicate::ALL.map(|p| vocabulary::consort::predicate(p).as_str().to_owned()),
    );
    known
        .classes
        .extend(consort::Class::ALL.map(|c| vocabulary::consort::class(c).as_str().to_owned()));
    known.entities.extend(names.ids().map(|id| snapshot.iris().entity(id).into_string()));
    Ok(known)
}

impl From<QueryFormat> for ResultsFormat {
    fn from(format: QueryFormat) -> Self {
        match format {
            QueryFormat::Table => ResultsFormat::Table,
            QueryFormat::Csv => ResultsFormat::Csv,
            QueryFormat::Tsv => ResultsFormat::Tsv,
            QueryFormat::Json => ResultsFormat::Json,
            QueryFormat::Xml => ResultsFormat::Xml,
            QueryFormat::Ttl => ResultsFormat::Turtle,
        }
    }
}
