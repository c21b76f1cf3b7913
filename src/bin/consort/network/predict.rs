//! `consort network predict`: likely partners that nothing states.
//!
//! In: a network. Out: guesses, best first. Never: a guess that is not called one.

use clap::Args;
use consort::network::{GuessBy, predict};
use consort::view::network::guess_table;

use crate::network::args::{PrintArgs, SourceArgs};
use crate::network::source::{Source, ends};
use crate::outcome::Outcome;
use crate::say::{Say, counted};

/// `consort network predict`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort network predict --exclude unodc\n  consort network predict --edges partnersWith --by resource-allocation"
)]
pub(crate) struct PredictArgs {
    /// What makes a guess good: adamic-adar or resource-allocation.
    #[arg(long, value_name = "MEASURE", default_value = "adamic-adar")]
    pub by: GuessBy,
    /// The network.
    #[command(flatten)]
    pub source: SourceArgs,
    /// How to print.
    #[command(flatten)]
    pub print: PrintArgs,
}

/// Runs the command.
pub(crate) fn run(args: &PredictArgs, say: &Say) -> anyhow::Result<Outcome> {
    let source = Source::read(&args.source, say)?;
    let top = (args.print.top > 0).then_some(args.print.top);
    let guesses = predict(&source.network, args.by, top);
    let digits = args.print.digits.into();
    let table = guess_table(&source.network, &guesses, &|id| source.label(id), digits);
    let shown = format!(
        "{} by {}: pairs that nothing links yet",
        counted(guesses.len(), "guess", "guesses"),
        args.by.name()
    );
    let [a, b] = ends(&table).unwrap_or_else(|| ["A", "B"].map(str::to_owned));
    let footer = source.graph.as_ref().map(|graph| {
        let (edges, folder) = (graph.edges_option(), &graph.folder);
        format!(
            "no sentence states a guess; what links the two to the partners they share: consort network path {a} {b} --length hops -k 3{edges}{folder}"
        )
    });
    source.print_with(&table, &shown, footer, &args.print, say)
}
