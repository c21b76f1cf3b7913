//! `consort query`: SPARQL over a graph.
//!
//! In: a question and a graph. Out: rows, or triples. Never: an update, or a call that leaves the machine.

use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context;
use clap::{Args, ValueEnum};
use consort::base::typos;
use consort::rdf::{
    GraphNameRef, Iris, NamedNode, Syntax, Triple, Version, WriteError, WriteOptions as RdfOptions,
    vocabulary, write,
};
use consort::store::{EvaluateOptions, Kb, Pattern, Snapshot};
use consort::view::query::{
    KnownTerms, Limits, Parameter, Prefixes, ResultsFormat, SHIPPED, Watchdog, WriteOptions,
    doubtful_dates, on_deep_stack, prepare, shipped, unknown_terms, write_results,
};
use consort::view::table::CsvLayout;

use crate::args::{CsvArgs, GraphArgs};
use crate::graph::{Labels, folder_option, labels, layout, open};
use crate::outcome::Outcome;
use crate::say::Say;

/// `consort query`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort query 'SELECT ?donor { ?donor consort:funds id:unodc-wco-ccp }'\n  consort query partners --set org=osce\n  consort query my.rq --format csv > rows.csv\n  consort query my.rq --format csv --separator ';' --bom > excel.csv\n  consort query --list"
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
    /// How CSV is written.
    #[command(flatten)]
    pub csv: CsvArgs,
    /// Print at most so many rows; 0 for all.
    #[arg(long, value_name = "ROWS", default_value = "0")]
    pub limit: usize,
    /// Give up after so many seconds.
    #[arg(long, value_name = "SECONDS", default_value = "60")]
    pub timeout: f64,
    /// Give up when it takes more megabytes of memory than this.
    #[arg(long, value_name = "MB", default_value = "4096")]
    pub memory: u64,
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
    let seconds =
        Duration::try_from_secs_f64(args.timeout).context("--timeout takes a number of seconds")?;
    let memory =
        args.memory.checked_mul(1 << 20).context("--memory takes a number of megabytes")?;
    let limit = (args.limit > 0).then_some(args.limit);
    let limits = Limits { rows: limit, time: Some(seconds), memory: Some(memory) };
    let set = pairs(&args.set)?;
    let watchdog = Arc::new(Watchdog::start(&limits));
    let ask = Ask {
        text,
        set,
        snapshot,
        names,
        prefixes,
        iris,
        format: args.format,
        csv: args.csv.layout(),
        limit,
    };
    let answer = beside(&watchdog.clone(), move || ask.run(&watchdog))?;
    answer.taken.iter().for_each(|taken| say.line(taken));
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
    // A count of nothing is a row too.
    answer.doubts.iter().for_each(|doubt| say.warning(doubt));
    if answer.rows == 0 && known.is_some() {
        // Its names are right; a graph that knows none of them is small.
        say.line("nothing in this graph answers it");
    } else {
        answer.unknown.iter().for_each(|unknown| say.warning(unknown));
    }
    Ok(Outcome::whole(answer.rows > 0))
}

/// So long the engine may take to notice that a bound is passed.
const GRACE: Duration = Duration::from_millis(500);

/// Does the work on a thread of its own. A query ends within its bounds; what comes before and after may not look at the clock, and
/// the program ends when a bound is passed all the same.
fn beside<T: Send + 'static>(
    watchdog: &Watchdog,
    work: impl FnOnce() -> anyhow::Result<T> + Send + 'static,
) -> anyhow::Result<T> {
    let worker = std::thread::spawn(move || on_deep_stack(work));
    let mut passed: Option<Instant> = None;
    while !worker.is_finished() {
        if let Some(verdict) = watchdog.verdict()
            && passed.get_or_insert_with(Instant::now).elapsed() > GRACE
        {
            return Err(verdict.into());
        }
        std::thread::park_timeout(GLANCE);
    }
    match worker.join() {
        Ok(answer) => answer.context("the system has no room for the stack of a query")?,
        // It has panicked, and what is to be said of that is said.
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

/// How often the program looks whether the query is answered.
const GLANCE: Duration = Duration::from_millis(1);

/// A question and all that it needs to be answered.
struct Ask {
    text: String,
    set: Vec<(String, String)>,
    snapshot: Snapshot,
    names: Labels,
    prefixes: Prefixes,
    iris: Iris,
    format: Option<QueryFormat>,
    csv: CsvLayout,
    limit: Option<usize>,
}

/// How a query went.
struct Answer {
    rows: usize,
    cut: bool,
    /// Dates in the query that nothing can match.
    doubts: Vec<String>,
    /// Names in a query without rows that the graph does not know.
    unknown: Vec<String>,
    /// What stood in the place of entities that nobody named.
    taken: Vec<String>,
}

impl Ask {
    fn run(self, watchdog: &Watchdog) -> anyhow::Result<Answer> {
        let resolve = |typed: &str| -> Result<NamedNode, String> {
            let found = self.names.find(typed).map_err(|error| error.to_string());
            found.map(|id| self.iris.entity(&id))
        };
        let prepared = prepare(&self.text, &self.set, &resolve, &self.prefixes)?;
        let taken = self.taken(&prepared.parameters);
        let kb = Kb::load(self.snapshot)?;
        let evaluate = EvaluateOptions { cancel: watchdog.token(), ..EvaluateOptions::default() };
        let turtle = |triples: &[Triple], out: &mut dyn Write| {
            if triples.is_empty() {
                return Ok(()); // prefixes alone would look like an answer
            }
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
            ordered: prepared.ordered,
            prefixes: &self.prefixes,
            layout: layout(),
            csv: self.csv,
            watchdog,
        };
        let mut out = BufWriter::new(std::io::stdout().lock());
        let written = watchdog.over(|| {
            let results = kb.evaluate(prepared.query.clone(), &evaluate);
            let results = results.map_err(|error| watchdog.explain(error))?;
            write_results(results, &options, &turtle, &mut out)
        })??;
        out.flush()?;
        let mut unknown = Vec::new();
        if written.rows == 0 {
            let snapshot = kb.snapshot().context("the graph was read from a folder")?;
            let known = known(&kb, snapshot)?;
            let terms = unknown_terms(&prepared.query, &known, &self.prefixes);
            unknown.extend(terms.iter().map(ToString::to_string));
        }
        kb.forget();
        let doubts = doubtful_dates(&prepared.query);
        Ok(Answer { rows: written.rows, cut: written.cut, doubts, unknown, taken })
    }

    /// A word on each entity that the query itself names where the user could have named one.
    fn taken(&self, parameters: &[Parameter]) -> Vec<String> {
        let open = parameters.iter().filter(|p| self.set.iter().all(|(name, _)| *name != p.name));
        let taken = open.filter_map(|Parameter { name, values }| {
            let ids: Option<Vec<&str>> = values.iter().map(|v| v.strip_prefix("id:")).collect();
            let ids = ids.filter(|ids| !ids.is_empty())?;
            let of = |id: &&str| format!("{id} ({})", self.names.label(id));
            let who = ids.iter().map(of).collect::<Vec<_>>().join(", ");
            Some(format!("{name} is {who}, as the query has it; --set {name}=… asks of another"))
        });
        taken.collect()
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
            SHIPPED.iter().filter_map(|(name, _)| Some((typos(query, name, 4)?, *name))).min();
        let hint = match near {
            Some((_, name)) => format!("did you mean {name}?"),
            None => "consort query --list shows the names".to_owned(),
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
