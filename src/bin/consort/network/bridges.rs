//! `consort network bridges`: what holds the network together.
//!
//! In: a network. Out: one row a cut node, one a bridge. Never: a bridge without its weight.

use clap::Args;
use consort::network::bridges;
use consort::view::network::bridge_table;

use crate::network::args::{PrintArgs, SourceArgs};
use crate::network::source::{Source, part};
use crate::outcome::Outcome;
use crate::say::{Say, counted};

/// `consort network bridges`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort network bridges\n  consort network bridges --edges partnersWith"
)]
pub(crate) struct BridgesArgs {
    /// The network.
    #[command(flatten)]
    pub source: SourceArgs,
    /// How to print.
    #[command(flatten)]
    pub print: PrintArgs,
}

/// Runs the command.
pub(crate) fn run(args: &BridgesArgs, say: &Say) -> anyhow::Result<Outcome> {
    let source = Source::read(&args.source, say)?;
    let found = bridges(&source.network);
    let digits = args.print.digits.into();
    let mut table = bridge_table(&source.network, &found, &|id| source.label(id), digits);
    let (points, links) = (found.articulation_points.len(), found.bridges.len());
    if args.print.top > 0 {
        table.rows.truncate(args.print.top);
    }
    let shown = match points + links {
        0 => "no node and no link without which the network falls apart".to_owned(),
        n => format!(
            "{}: {} and {} without which the network falls apart, those that cut off most first",
            part(&table, n),
            counted(points, "node", "nodes"),
            counted(links, "link", "links"),
        ),
    };
    source.print(&table, &shown, &args.print, say)
}
