//! `consort network`: who is central, who belongs together, who connects whom.
//!
//! In: a graph, or a list of links. Out: tables. Never: a table without a word on how to reach the sentences behind it.

pub(crate) mod args;
mod bridges;
mod ego;
mod groups;
mod links;
mod path;
mod predict;
mod rank;
mod source;
mod stability;
mod time;

use crate::network::args::{NetworkArgs, NetworkCommand};
use crate::outcome::Outcome;
use crate::say::Say;

/// Runs the command.
pub(crate) fn run(args: &NetworkArgs, say: &Say) -> anyhow::Result<Outcome> {
    match &args.command {
        NetworkCommand::Links(args) => links::run(args, say),
        NetworkCommand::Rank(args) => rank::run(args, say),
        NetworkCommand::Communities(args) => groups::communities(args, say),
        NetworkCommand::Components(args) => groups::components(args, say),
        NetworkCommand::Core(args) => rank::core(args, say),
        NetworkCommand::Bridges(args) => bridges::run(args, say),
        NetworkCommand::Path(args) => path::run(args, say),
        NetworkCommand::Ego(args) => ego::run(args, say),
        NetworkCommand::Compare(args) => time::compare(args, say),
        NetworkCommand::Trend(args) => time::trend(args, say),
        NetworkCommand::Predict(args) => predict::run(args, say),
    }
}
