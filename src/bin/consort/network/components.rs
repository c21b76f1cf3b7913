//! `consort network components`: the parts that nothing connects.
//!
//! In: a network. Out: one row a part, or one a member. Never: a part without names.

use clap::Args;
use consort::network::components;

use crate::network::args::{PrintArgs, SourceArgs};
use crate::network::groups::print;
use crate::network::source::Source;
use crate::outcome::Outcome;
use crate::say::Say;

/// `consort network components`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort network components --min 2\n  consort network components --edges partnersWith --members"
)]
pub(crate) struct ComponentsArgs {
    /// The network.
    #[command(flatten)]
    pub source: SourceArgs,
    /// List the members, one a row.
    #[arg(long)]
    pub members: bool,
    /// How to print.
    #[command(flatten)]
    pub print: PrintArgs,
}

/// Runs the command.
pub(crate) fn run(args: &ComponentsArgs, say: &Say) -> anyhow::Result<Outcome> {
    let source = Source::read(&args.source, say)?;
    let of = components(&source.network);
    print(&source, &of, "component", "", args.members, &args.print, say)
}
