//! `consort vocab`: the tools of the vocabulary's owner.
//!
//! In: vocabulary files, perhaps texts. Out: findings, gaps, differences, entries. Never: a vocabulary file changed unasked.

mod check;
mod diff;
mod exchange;
mod gaps;

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use consort::dictionary::VocabFile;

use crate::args::InputArgs;
use crate::outcome::Outcome;
use crate::say::Say;
use crate::setup::vocabulary_files;

/// `consort vocab`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort vocab check --vocab my-names/\n  consort vocab gaps press/ --vocab my-names/ --all\n  consort vocab diff old-names/ my-names/ --corpus press/"
)]
pub(crate) struct VocabArgs {
    /// What to do.
    #[command(subcommand)]
    command: VocabCommand,
}

/// The tools.
#[derive(Debug, Subcommand)]
enum VocabCommand {
    /// Find what is wrong with a vocabulary: shared, repeated, unreachable and common names, circles, dates, unknown ids.
    Check(CheckArgs),
    /// List what a corpus names and the vocabulary lacks, each with a ready entry.
    Gaps(GapsArgs),
    /// Show what an edit changes on a corpus: entries, mentions, edges, the strongest pairs.
    Diff(DiffArgs),
    /// Turn SKOS, SKOS-XL or CSV into entries for review.
    Import(ImportArgs),
    /// Write the vocabulary as SKOS, CSV or spaCy patterns.
    Export(ExportArgs),
}

/// Which vocabulary.
#[derive(Debug, Args)]
struct Sources {
    /// A folder or file of vocabulary that adds to the shipped one, or corrects it.
    #[arg(long, value_name = "DIR")]
    vocab: Vec<PathBuf>,
    /// Leave the shipped vocabulary out; its templates and relation rules stay unless --vocab brings its own.
    #[arg(long)]
    no_builtin: bool,
}

impl Sources {
    fn files(&self) -> anyhow::Result<Vec<VocabFile>> {
        vocabulary_files(&self.vocab, self.no_builtin)
    }
}

/// `consort vocab check`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort vocab check\n  consort vocab check --vocab my-names/ --corpus press/ --level note\n\nFindings of --vocab are listed, those of the shipped vocabulary only without it. The exit code is 1 where one is an error."
)]
struct CheckArgs {
    #[command(flatten)]
    sources: Sources,
    /// Texts on which entries should be used; those that are not are noted.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    corpus: Vec<PathBuf>,
    /// The least weight to list.
    #[arg(long, value_enum, default_value = "warning")]
    level: Level,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Weights of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Level {
    /// What cannot work as written.
    Error,
    /// What hardly works as meant, too.
    Warning,
    /// Everything.
    Note,
}

/// `consort vocab gaps`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort vocab gaps press/\n  consort vocab gaps press/ --toml > review.toml\n  consort vocab gaps press/ --vocab my-names/ --accept zeta-body yota-club"
)]
struct GapsArgs {
    /// What to read.
    #[command(flatten)]
    input: InputArgs,
    /// Add the entries with these ids to the folder of --vocab.
    #[arg(long, value_name = "ID", num_args = 1..)]
    accept: Vec<String>,
    /// Add all entries whose words say what they are.
    #[arg(long)]
    all: bool,
    /// List capitalised phrases of two documents or more too, persons and places among them.
    #[arg(long)]
    wide: bool,
    /// Leave out what fewer documents name.
    #[arg(long, value_name = "N", default_value = "1")]
    min: u64,
    /// Rows to print; 0 for all.
    #[arg(long, value_name = "N", default_value = "40")]
    top: usize,
    /// Print entries in TOML, with example sentences as comments.
    #[arg(long, conflicts_with = "json")]
    toml: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// `consort vocab diff`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort vocab diff old-names/ my-names/ --corpus press/\n  consort vocab diff old-names/ my-names/ --corpus press/ --json > change.json"
)]
struct DiffArgs {
    /// The folder or file of vocabulary before the edit.
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The folder or file of vocabulary after the edit.
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// The texts to read with both.
    #[arg(long, value_name = "PATH", num_args = 1.., required = true)]
    corpus: Vec<PathBuf>,
    /// Leave the shipped vocabulary out of both; its templates and relation rules stay.
    #[arg(long)]
    no_builtin: bool,
    /// Rows of each table, and ranks to compare; 0 for all.
    #[arg(long, value_name = "N", default_value = "20")]
    top: usize,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// `consort vocab import`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort vocab import bodies.ttl --class organisation -o my-names/\n  consort vocab import thesaurus.rdf --as https://example.org/programmes=programme\n  consort vocab import list.csv --class organisation --map name='Full name' --map abbr=Acronym"
)]
struct ImportArgs {
    /// A SKOS or SKOS-XL scheme (.ttl .nt .rdf .owl .xml .jsonld .trig .nq), or a table (.csv).
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The class of everything that the file gives none.
    #[arg(long, value_name = "CLASS")]
    class: Option<String>,
    /// The class of concepts of this type, in this scheme, or below this concept.
    #[arg(long = "as", value_name = "IRI=CLASS")]
    classes: Vec<String>,
    /// The column of a table that holds a key of an entry.
    #[arg(long = "map", value_name = "KEY=COLUMN")]
    columns: Vec<String>,
    /// Language of the names to print and to find.
    #[arg(long, value_name = "TAG", default_value = "en")]
    lang: String,
    /// The folder for one TOML file a class; standard output when left out.
    #[arg(long, short, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// The vocabulary whose ids are taken and whose names are known.
    #[command(flatten)]
    sources: Sources,
}

/// `consort vocab export`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort vocab export > vocabulary.ttl\n  consort vocab export --format csv --vocab my-names/ --no-builtin\n  consort vocab export --format spacy -o patterns.jsonl"
)]
struct ExportArgs {
    /// The format.
    #[arg(long, short, value_enum, default_value = "skos")]
    format: ExportFormat,
    /// The file to write; standard output when left out.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The IRI under which your own data is named.
    #[arg(long, value_name = "IRI", default_value = consort::DEFAULT_BASE)]
    base: String,
    #[command(flatten)]
    sources: Sources,
}

/// Formats of vocabularies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// A SKOS concept scheme in Turtle, which `import` reads back.
    Skos,
    /// A table, which `import` reads back.
    Csv,
    /// Patterns for the EntityRuler of spaCy, one JSON object a line.
    Spacy,
}

/// Runs the command.
pub(crate) fn run(args: &VocabArgs, say: &Say) -> anyhow::Result<Outcome> {
    match &args.command {
        VocabCommand::Check(args) => check::run(args, say),
        VocabCommand::Gaps(args) => gaps::run(args, say),
        VocabCommand::Diff(args) => diff::run(args, say),
        VocabCommand::Import(args) => exchange::import(args, say),
        VocabCommand::Export(args) => exchange::export(args, say),
    }
}
