//! `consort network rank` and `core`: who is central.
//!
//! In: a network. Out: one row a node. Never: an estimate without a word that it is one.

use consort::network::{
    BetweennessOptions, Centrality, CentralityOptions, PageRankOptions, rank_nodes,
};

use crate::network::args::{CoreArgs, RankArgs};
use crate::network::source::{Source, part};
use crate::network::stability;
use crate::outcome::Outcome;
use crate::say::{Say, counted};

/// In networks of more nodes betweenness is estimated unless the user says otherwise.
const LARGE: usize = 5000;
/// From so many nodes.
const SAMPLE: usize = 500;

/// Runs `consort network rank`.
pub(crate) fn run(args: &RankArgs, say: &Say) -> anyhow::Result<Outcome> {
    anyhow::ensure!(
        (0.0..1.0).contains(&args.damping),
        "a damping of {} is not possible; give a number from 0 to below 1, such as 0.85",
        args.damping
    );
    let source = Source::read(&args.source, say)?;
    let n_nodes = source.network.n_nodes();
    let sample = match args.sample {
        Some(0) => None,
        Some(sample) => Some(sample),
        None => (n_nodes > LARGE).then_some(SAMPLE),
    };
    let options = CentralityOptions {
        pagerank: PageRankOptions { damping: args.damping, ..PageRankOptions::default() },
        betweenness: BetweennessOptions { length: args.length, sample, seed: args.seed },
    };
    if args.stability {
        return stability::run(args, &options, &source, say);
    }
    let ranking = rank_nodes(&source.network, &args.by, &options);
    for (measure, _) in ranking.columns.iter().filter(|(_, column)| !column.converged) {
        say.warning(&format!(
            "{measure} did not converge: this network has no such vector, or two nearly equal ones; {}",
            if source.network.is_directed() { "hub and authority suit directed links" } else { "try pagerank" }
        ));
    }
    if let Some(sample) =
        sample.filter(|s| *s < n_nodes && args.by.contains(&Centrality::Betweenness))
    {
        say.warning(&format!(
            "betweenness is estimated from {sample} of {n_nodes} nodes; --sample 0 takes all"
        ));
    }
    let top = (args.print.top > 0).then_some(args.print.top);
    let table =
        ranking.table(&source.network, &|id| source.label(id), top, args.print.digits.into());
    let shown = format!("{} by {}", part(&table, n_nodes), first(&args.by));
    source.print(&table, &shown, &args.print, say)
}

/// Runs `consort network core`.
pub(crate) fn core(args: &CoreArgs, say: &Say) -> anyhow::Result<Outcome> {
    let source = Source::read(&args.source, say)?;
    let measures = [Centrality::Core, Centrality::Degree, Centrality::Strength];
    let ranking = rank_nodes(&source.network, &measures, &CentralityOptions::default());
    let top = (args.print.top > 0).then_some(args.print.top);
    let table =
        ranking.table(&source.network, &|id| source.label(id), top, args.print.digits.into());
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

fn first(measures: &[Centrality]) -> &'static str {
    measures.first().map_or("id", |measure| measure.name())
}
