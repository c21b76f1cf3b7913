//! `consort network core`: the core, shell by shell.
//!
//! In: a network. Out: one row a node, innermost first. Never: a word on the whole that the rows do not bear out.

use clap::Args;
use consort::network::{Centrality, CentralityOptions, rank_nodes};
use consort::view::network::rank_table;

use crate::network::args::{PrintArgs, SourceArgs};
use crate::network::source::{Source, part};
use crate::outcome::Outcome;
use crate::say::{Say, counted};

/// `consort network core`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort network core\n  consort network core --exclude unodc --top 0"
)]
pub(crate) struct CoreArgs {
    /// The network.
    #[command(flatten)]
    pub source: SourceArgs,
    /// How to print.
    #[command(flatten)]
    pub print: PrintArgs,
}

/// Runs the command.
pub(crate) fn run(args: &CoreArgs, say: &Say) -> anyhow::Result<Outcome> {
    let source = Source::read(&args.source, say)?;
    let measures = [Centrality::Core, Centrality::Degree, Centrality::Strength];
    let ranking = rank_nodes(&source.network, &measures, &CentralityOptions::default());
    let top = (args.print.top > 0).then_some(args.print.top);
    let (label, digits) = (|id: &str| source.label(id), args.print.digits.into());
    let table = rank_table(&source.network, &ranking, &label, top, digits);
    let cores = &ranking.columns[0].1.values;
    let innermost = cores.iter().copied().fold(0.0, f64::max);
    let size = cores.iter().filter(|core| **core == innermost).count();
    let shown = format!(
        "{}; the innermost core: {} with {} in it each",
        part(&table, source.network.n_nodes()),
        counted(size, "node", "nodes"),
        counted(innermost as usize, "partner", "partners")
    );
    source.print(&table, &shown, &args.print, say)
}
