//! `consort network`: who is central, who belongs together, who connects whom.
//!
//! In: a graph, or a list of links. Out: tables. Never: a table without a word on how to reach the sentences behind it.

mod args;
mod bridges;
mod communities;
mod compare;
mod components;
mod core;
mod ego;
mod groups;
mod links;
mod path;
mod predict;
mod rank;
mod source;
mod stability;
mod trend;

use clap::{Args, Subcommand};

use crate::outcome::Outcome;
use crate::say::Say;

/// `consort network`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort network rank --by pagerank,betweenness\n  consort network rank --edges funds --by hub,authority\n  consort network communities --exclude unodc --seed 7\n  consort network path osce interpol -k 3\n  consort network rank --edge-list links.csv --by pagerank"
)]
pub(crate) struct NetworkArgs {
    /// What to ask.
    #[command(subcommand)]
    command: NetworkCommand,
}

/// The questions.
#[derive(Debug, Subcommand)]
enum NetworkCommand {
    /// The links themselves, strongest first: what --edge-list and other programs read.
    Links(links::LinksArgs),
    /// Who is central: degree, strength, PageRank, betweenness and more, several columns at once.
    Rank(rank::RankArgs),
    /// Who belongs together: communities by the Leiden algorithm.
    Communities(communities::CommunitiesArgs),
    /// The parts that nothing connects.
    Components(components::ComponentsArgs),
    /// The core, shell by shell: k-cores.
    Core(core::CoreArgs),
    /// Nodes and links without which the network falls apart.
    Bridges(bridges::BridgesArgs),
    /// The strongest or shortest way from A to B, with the best sentence for each hop.
    Path(path::PathArgs),
    /// The surroundings of one node.
    Ego(ego::EgoArgs),
    /// What grew and what ended between two periods.
    Compare(compare::CompareArgs),
    /// How often A, or A and B together, are named month by month.
    Trend(trend::TrendArgs),
    /// Guesses: pairs that are likely partners though nothing states it.
    Predict(predict::PredictArgs),
}

/// Runs the command.
pub(crate) fn run(args: &NetworkArgs, say: &Say) -> anyhow::Result<Outcome> {
    match &args.command {
        NetworkCommand::Links(args) => links::run(args, say),
        NetworkCommand::Rank(args) => rank::run(args, say),
        NetworkCommand::Communities(args) => communities::run(args, say),
        NetworkCommand::Components(args) => components::run(args, say),
        NetworkCommand::Core(args) => core::run(args, say),
        NetworkCommand::Bridges(args) => bridges::run(args, say),
        NetworkCommand::Path(args) => path::run(args, say),
        NetworkCommand::Ego(args) => ego::run(args, say),
        NetworkCommand::Compare(args) => compare::run(args, say),
        NetworkCommand::Trend(args) => trend::run(args, say),
        NetworkCommand::Predict(args) => predict::run(args, say),
    }
}
