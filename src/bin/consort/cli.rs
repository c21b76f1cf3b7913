//! The command line as a whole: every command with its options.
//!
//! In: arguments. Out: one command, run. Never: an option of a single command; those stand in its own file.

use clap::{CommandFactory, Parser, Subcommand};

use crate::outcome::Outcome;
use crate::say::Say;
use crate::{
    build, claims, completions, cooccur, diff, eval, explain, export, extract, man, network, plot,
    publish, query, report, serve, stats, vocab,
};

/// Who works with whom, who pays, where and when: a knowledge graph from news stories, with the sentence behind every edge.
#[derive(Debug, Parser)]
#[command(name = "consort", version, max_term_width = 100, disable_help_subcommand = true)]
#[command(
    after_help = "Start with:\n  consort build data\n  consort query who-funds-what\n  consort explain osce partnersWith unodc\n\nCONSORT_CACHE names the folder where compiled vocabularies are kept for the next run, or says off."
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
    Build(build::BuildArgs),
    /// Print the mentions and relations of each story, without a graph.
    Extract(extract::ExtractArgs),
    /// Ask the graph a SPARQL question: a text, a file, or the name of a shipped query.
    Query(query::QueryArgs),
    /// Write the graph in another format.
    Export(export::ExportArgs),
    /// Write what the texts say as one table: who pays for what, with sums and sentences, for a spreadsheet.
    Claims(claims::ClaimsArgs),
    /// List who occurs together most, with measures of how far beyond chance.
    Cooccur(cooccur::CooccurArgs),
    /// Ask the network: who is central, who belongs together, who connects whom.
    Network(network::NetworkArgs),
    /// Show the sentences behind an edge, newest first.
    Explain(explain::ExplainArgs),
    /// Draw the graph as SVG or PNG: network, heat map, money flow, timeline, donors by country.
    Plot(plot::PlotArgs),
    /// Write one HTML page about the graph: figures, pictures, the strongest ties with their sentences.
    Report(report::ReportArgs),
    /// Write a folder for a web server or an archive: data, tables, descriptions for catalogues, a page for each entity.
    Publish(publish::PublishArgs),
    /// Show which claims of two graphs differ, and why: texts, vocabulary, decisions, version.
    Diff(diff::DiffArgs),
    /// Show the figures of a graph.
    Stats(stats::StatsArgs),
    /// Answer SPARQL over HTTP, on this machine alone unless told otherwise.
    Serve(serve::ServeArgs),
    /// Measure how well texts are read, against annotated ones.
    Eval(eval::EvalArgs),
    /// Check, extend, compare and exchange vocabularies.
    Vocab(vocab::VocabArgs),
    /// Print shell completions.
    Completions(completions::CompletionsArgs),
    /// Print the manual page, or write one page a command into a folder.
    Man(man::ManArgs),
}

/// Runs a subcommand.
pub(crate) fn run(command: Command, say: &Say) -> anyhow::Result<Outcome> {
    match command {
        Command::Build(args) => build::run(&args, say),
        Command::Extract(args) => extract::run(&args, say),
        Command::Query(args) => query::run(&args, say),
        Command::Export(args) => export::run(&args, say),
        Command::Claims(args) => claims::run(&args, say),
        Command::Cooccur(args) => cooccur::run(&args, say),
        Command::Network(args) => network::run(&args, say),
        Command::Explain(args) => explain::run(&args, say),
        Command::Plot(args) => plot::run(&args, say),
        Command::Report(args) => report::run(&args, say),
        Command::Publish(args) => publish::run(&args, say),
        Command::Diff(args) => diff::run(&args, say),
        Command::Stats(args) => stats::run(&args, say),
        Command::Serve(args) => serve::run(&args, say),
        Command::Eval(args) => eval::run(&args, say),
        Command::Vocab(args) => vocab::run(&args, say),
        Command::Completions(args) => completions::run(&args, Cli::command()),
        Command::Man(args) => man::run(&args, Cli::command()),
    }
}
