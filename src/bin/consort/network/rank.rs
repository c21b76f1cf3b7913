//! `consort network rank`: who is central.
//!
//! In: a network. Out: one row a node. Never: an estimate without a word that it is one.

use clap::Args;
use consort::network::{
    BetweennessOptions, Centrality, CentralityOptions, Length, PageRankOptions, StabilityOptions,
    rank_nodes,
};
use consort::view::network::rank_table;

use crate::network::args::{PrintArgs, SourceArgs};
use crate::network::source::{Source, part};
use crate::network::stability;
use crate::outcome::Outcome;
use crate::say::Say;

/// `consort network rank`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort network rank\n  consort network rank --by betweenness,degree --exclude unodc\n  consort network rank --edges funds --by hub,authority --format csv\n  consort network rank --by pagerank --stability"
)]
pub(crate) struct RankArgs {
    /// The network.
    #[command(flatten)]
    pub source: SourceArgs,
    /// Columns, the first gives the order: degree, indegree, outdegree, strength, instrength, outstrength, pagerank,
    /// betweenness, closeness, harmonic, eigenvector, hub, authority, core, constraint.
    #[arg(
        long,
        value_name = "MEASURES",
        value_delimiter = ',',
        default_value = "strength,degree,pagerank,betweenness"
    )]
    pub by: Vec<Centrality>,
    /// What makes a path short, for betweenness, closeness and harmonic: hops, or strength (a link of weight w is 1/w long).
    #[arg(long, value_name = "LENGTH", default_value = "hops")]
    pub length: Length,
    /// Damping of PageRank.
    #[arg(long, value_name = "PART", default_value = "0.85")]
    pub damping: f64,
    /// Estimate betweenness from paths that start at so many nodes; 0 takes all. When left out, all in networks of up to
    /// 5000 nodes, else 500.
    #[arg(long, value_name = "NODES")]
    pub sample: Option<usize>,
    /// Say which ranks are safe to print: recompute the first measure on resampled documents, on certain mentions only, and
    /// with all candidates of ambiguous names.
    #[arg(long, conflicts_with = "edge_list")]
    pub stability: bool,
    /// How often --stability draws documents anew.
    #[arg(long, value_name = "N", default_value = "200")]
    pub resamples: usize,
    /// Chooses the sample, and the documents of --stability.
    #[arg(long, value_name = "SEED", default_value = "0")]
    pub seed: u64,
    /// How to print.
    #[command(flatten)]
    pub print: PrintArgs,
}

/// In networks of more nodes betweenness is estimated unless the user says otherwise.
const LARGE: usize = 5000;
/// From so many nodes.
const SAMPLE: usize = 500;

/// Runs the command.
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
        let asked = stability::Asked {
            measure: args.by.first().copied().unwrap_or(Centrality::Strength),
            settings: &options,
            resamples: StabilityOptions { resamples: args.resamples.max(1), seed: args.seed },
        };
        return stability::run(&asked, &source, &args.source, &args.print, say);
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
    let (label, digits) = (|id: &str| source.label(id), args.print.digits.into());
    let table = rank_table(&source.network, &ranking, &label, top, digits);
    let shown = format!("{} by {}", part(&table, n_nodes), first(&args.by));
    source.print(&table, &shown, &args.print, say)
}

fn first(measures: &[Centrality]) -> &'static str {
    measures.first().map_or("id", |measure| measure.name())
}
