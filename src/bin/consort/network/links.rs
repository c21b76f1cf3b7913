//! `consort network links`: the network as it is.
//!
//! In: a network. Out: one row a link, strongest first. Never: a link twice.

use clap::Args;
use consort::view::network::link_table;

use crate::network::args::{PrintArgs, SourceArgs};
use crate::network::source::{Source, part};
use crate::outcome::Outcome;
use crate::say::Say;

/// `consort network links`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort network links --min 3\n  consort network links --edges funds --top 0 --format csv > links.csv"
)]
pub(crate) struct LinksArgs {
    /// The network.
    #[command(flatten)]
    pub source: SourceArgs,
    /// How to print.
    #[command(flatten)]
    pub print: PrintArgs,
}

/// Runs the command.
pub(crate) fn run(args: &LinksArgs, say: &Say) -> anyhow::Result<Outcome> {
    let source = Source::read(&args.source, say)?;
    let digits = args.print.digits.into();
    let mut table = link_table(&source.network, &|id| source.label(id), digits);
    if args.print.top > 0 {
        table.rows.truncate(args.print.top);
    }
    let shown = format!("{} links", part(&table, source.network.n_links()));
    source.print(&table, &shown, &args.print, say)
}
