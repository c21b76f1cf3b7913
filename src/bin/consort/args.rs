//! The command line as it is typed.
//!
//! In: arguments. Out: plain structs, checked for form only. Never: opens a file; `build.rs`-style tools may include it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use consort::Window;

use crate::eval::EvalArgs;
use crate::network::args::NetworkArgs;
use crate::vocab::VocabArgs;

/// Who works with whom, who pays, where and when: a knowledge graph from news stories, with the sentence behind every edge.
#[derive(Debug, Parser)]
#[command(name = "consort", version, max_term_width = 100, disable_help_subcommand = true)]
#[command(
    after_help = "Start with:\n  consort build data\n  consort query who-funds-what\n  consort explain osce partnersWith unodc"
)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Say only what went wrong.
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read texts and build the graph folder; unchanged files are not read again.
    Build(BuildArgs),
    /// Print the mentions and relations of each story, without a graph.
    Extract(ExtractArgs),
    /// Ask the graph a SPARQL question: a text, a file, or the name of a shipped query.
    Query(QueryArgs),
    /// Write the graph in another format.
    Export(crate::export::ExportArgs),
    /// List who occurs together most, with measures of how far beyond chance.
    Cooccur(crate::cooccur::CooccurArgs),
    /// Ask the network: who is central, who belongs together, who connects whom.
    Network(NetworkArgs),
    /// Show the sentences behind an edge, newest first.
    Explain(ExplainArgs),
    /// Draw the graph as SVG or PNG: network, heat map, money flow, timeline, donors by country.
    Plot(crate::plot::PlotArgs),
    /// Write one HTML page about the graph: figures, pictures, the strongest ties with their sentences.
    Report(crate::report::ReportArgs),
    /// Show the figures of a graph.
    Stats(StatsArgs),
    /// Measure how well texts are read, against annotated ones.
    Eval(EvalArgs),
    /// Check, extend, compare and exchange vocabularies.
    Vocab(VocabArgs),
    /// Print shell completions.
    Completions(CompletionsArgs),
    /// Print the manual page, or write one page a command into a folder.
    Man(ManArgs),
}

/// Where texts come from and how they are read.
#[derive(Debug, Clone, Args)]
pub(crate) struct InputArgs {
    /// Files or folders of .txt, .md and .jsonl texts; `-` reads standard input.
    #[arg(value_name = "PATH", default_value = "data")]
    pub paths: Vec<PathBuf>,
    /// Format of every file, whatever its name says.
    #[arg(long, value_enum)]
    pub input: Option<InputFormat>,
    /// Another name for a field of JSONL records, such as text=body.
    #[arg(long = "field", value_name = "FIELD=NAME")]
    pub fields: Vec<String>,
    /// Take each file as one story, even where datelines follow titles in it.
    #[arg(long)]
    pub whole: bool,
    /// A folder or file of vocabulary that adds to the shipped one, or corrects it.
    #[arg(long, value_name = "DIR")]
    pub vocab: Vec<PathBuf>,
    /// Leave the shipped vocabulary out; its templates and relation rules stay unless --vocab brings its own.
    #[arg(long)]
    pub no_builtin: bool,
    /// A file of reviewers' decisions, in place of the decisions.toml beside the texts.
    #[arg(long, value_name = "FILE")]
    pub decisions: Vec<PathBuf>,
    /// Take only names that the vocabulary lists or a template makes; propose no provisional entities.
    #[arg(long)]
    pub listed_only: bool,
    /// Number of threads; all cores when left out.
    #[arg(long, short = 'j', value_name = "N")]
    pub threads: Option<usize>,
}

/// Formats of texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputFormat {
    /// One story, or an archive of stories with datelines.
    Text,
    /// The same with headings.
    Markdown,
    /// One JSON object a line.
    Jsonl,
}

/// `consort build`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort build data\n  consort build press/ reports.jsonl --field text=body -o graph\n  consort build press/ --vocab my-names/"
)]
pub(crate) struct BuildArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// The graph folder to write.
    #[arg(long, short, value_name = "FOLDER", default_value = "graph")]
    pub out: PathBuf,
    /// The IRI under which your own data is named.
    #[arg(long, value_name = "IRI", default_value = consort::DEFAULT_BASE)]
    pub base: String,
    /// Read everything again, also what has not changed.
    #[arg(long)]
    pub fresh: bool,
    /// Print the summary as JSON.
    #[arg(long)]
    pub json: bool,
}

/// `consort extract`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort extract data --format jsonl > records.jsonl\n  echo 'UNICEF and WHO signed an agreement.' | consort extract - --format table"
)]
pub(crate) struct ExtractArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// How to print.
    #[arg(long, short, value_enum, default_value = "table")]
    pub format: ExtractFormat,
}

/// Formats of `extract`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExtractFormat {
    /// For reading.
    Table,
    /// One JSON object a story.
    Jsonl,
}

/// The graph to read.
#[derive(Debug, Args)]
pub(crate) struct GraphArgs {
    /// The graph folder that `consort build` wrote.
    #[arg(long, short, value_name = "FOLDER", default_value = "graph")]
    pub graph: PathBuf,
}

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

/// Formats of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// For reading.
    Table,
    /// Comma-separated values.
    Csv,
    /// JSON.
    Json,
}

/// `consort explain`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort explain deu funds unodc-wco-ccp\n  consort explain OSCE UNODC\n  consort explain 'World Customs Organization'\n  consort explain eu unodc --window paragraph\n  consort explain interpol --named"
)]
pub(crate) struct ExplainArgs {
    /// An entity, perhaps a predicate, perhaps another entity; entities by id, label or alias.
    #[arg(value_name = "A [PREDICATE] [B]", required = true, num_args = 1..=3)]
    pub words: Vec<String>,
    /// What A and B must share where no relation is stated: a sentence, a paragraph, a document, or so many sentences in
    /// a row (3-sentences). Of the wider ones the sentences that name one of the two are printed.
    #[arg(long, value_name = "WINDOW", default_value = "sentence")]
    pub window: Window,
    /// Every sentence that names A, whether or not it states something.
    #[arg(long)]
    pub named: bool,
    /// Sentences to print; 0 for all.
    #[arg(long, value_name = "N", default_value = "20")]
    pub top: usize,
    /// How to print.
    #[arg(long, short, value_enum, default_value = "table")]
    pub format: TableFormat,
    /// The graph.
    #[command(flatten)]
    pub graph: GraphArgs,
}

/// `consort stats`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  consort stats\n  consort stats --json")]
pub(crate) struct StatsArgs {
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// The graph.
    #[command(flatten)]
    pub graph: GraphArgs,
}

/// `consort completions`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort completions bash > ~/.local/share/bash-completion/completions/consort\n  consort completions zsh > ~/.zfunc/_consort"
)]
pub(crate) struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// `consort man`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  consort man | man -l -\n  consort man --out man/")]
pub(crate) struct ManArgs {
    /// A folder for one page a command; standard output when left out.
    #[arg(long, short, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
}
