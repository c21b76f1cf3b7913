//! `consort network links`: the network as it is.
//!
//! In: a network. Out: one row a link, strongest first. Never: a link twice.

use consort::network::link_table;

use crate::network::args::LinksArgs;
use crate::network::source::{Source, part};
use crate::outcome::Outcome;
use crate::say::Say;

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
