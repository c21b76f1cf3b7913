//! `consort network ego`: the surroundings of one node.
//!
//! In: a network, a name. Out: one row a node within reach. Never: the node itself as its own partner.

use clap::Args;
use consort::network::ego;
use consort::view::network::ego_table;

use crate::network::args::{PrintArgs, SourceArgs};
use crate::network::source::{Source, part};
use crate::outcome::Outcome;
use crate::say::{Say, counted};

/// `consort network ego`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort network ego osce\n  consort network ego unodc-wco-ccp --depth 2 --edges funds,implements"
)]
pub(crate) struct EgoArgs {
    /// The node in the middle.
    #[arg(value_name = "A")]
    pub node: String,
    /// How many steps to go.
    #[arg(long, value_name = "STEPS", default_value = "1", value_parser = clap::value_parser!(u16).range(1..))]
    pub depth: u16,
    /// The network.
    #[command(flatten)]
    pub source: SourceArgs,
    /// How to print.
    #[command(flatten)]
    pub print: PrintArgs,
}

/// Runs the command.
pub(crate) fn run(args: &EgoArgs, say: &Say) -> anyhow::Result<Outcome> {
    let source = Source::read(&args.source, say)?;
    let node = source.find(&args.node)?;
    let network = source.network.undirected();
    let depth = usize::from(args.depth);
    let around = ego(&source.network, node, depth);
    let mut table = ego_table(&around, &|id| source.label(id), args.print.digits.into());
    let n_all = table.rows.len();
    if args.print.top > 0 {
        table.rows.truncate(args.print.top);
    }
    let whole =
        if depth > 1 { around.constraint() } else { ego(&source.network, node, 2).constraint() };
    let shown = format!(
        "{} within {} of {}, density among its partners {:.4}, constraint {whole:.4}",
        part(&table, n_all),
        counted(depth, "step", "steps"),
        source.label(source.network.id(node)),
        around.density(),
    );
    let nearest =
        network.links_of(node).reduce(|best, link| if link.1 > best.1 { link } else { best });
    let ends = nearest.map(|(other, _)| [node, other].map(|n| source.network.id(n).to_string()));
    let footer = source.graph.as_ref().map(|graph| graph.footer(ends));
    source.print_with(&table, &shown, footer, &args.print, say)
}
