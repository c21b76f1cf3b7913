//! `consort network ego`: the surroundings of one node.
//!
//! In: a network, a name. Out: one row a node within reach. Never: the node itself as its own partner.

use consort::view::network::ego;

use crate::network::args::EgoArgs;
use crate::network::source::Source;
use crate::outcome::Outcome;
use crate::say::Say;

/// Runs the command.
pub(crate) fn run(args: &EgoArgs, say: &Say) -> anyhow::Result<Outcome> {
    let source = Source::read(&args.source, say)?;
    let node = source.find(&args.node)?;
    let around = ego(&source.network, node, args.depth.max(1));
    let mut table = around.table(&|id| source.label(id), args.print.digits.into());
    let n_all = table.rows.len();
    if args.print.top > 0 {
        table.rows.truncate(args.print.top);
    }
    let whole = if args.depth > 1 {
        around.constraint()
    } else {
        ego(&source.network, node, 2).constraint()
    };
    let shown = format!(
        "{} of {n_all} within {} steps of {}, density among its partners {:.4}, constraint {whole:.4}",
        table.rows.len(),
        args.depth.max(1),
        source.label(source.network.id(node)),
        around.density(),
    );
    source.print(&table, &shown, &args.print, say)
}
