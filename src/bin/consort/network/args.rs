//! The arguments of `consort network`.
//!
//! In: arguments. Out: plain structs, checked for form only. Never: opens a file.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use consort::network::{Centrality, GuessBy, Length, Quality, Weight};
use consort::{PartialDate, Predicate};

use crate::args::{GraphArgs, TableFormat};
use crate::count::CountArgs;

/// `consort network`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort network rank --by pagerank,betweenness\n  consort network rank --edges funds --by hub,authority\n  consort network communities --exclude unodc --seed 7\n  consort network path osce interpol -k 3\n  consort network rank --edge-list links.csv --by pagerank"
)]
pub(crate) struct NetworkArgs {
    /// What to ask.
    #[command(subcommand)]
    pub command: NetworkCommand,
}

/// The questions.
#[derive(Debug, Subcommand)]
pub(crate) enum NetworkCommand {
    /// The links themselves, strongest first: what --edge-list and other programs read.
    Links(LinksArgs),
    /// Who is central: degree, strength, PageRank, betweenness and more, several columns at once.
    Rank(RankArgs),
    /// Who belongs together: communities by the Leiden algorithm.
    Communities(CommunitiesArgs),
    /// The parts that nothing connects.
    Components(GroupsArgs),
    /// The core, shell by shell: k-cores.
    Core(CoreArgs),
    /// Nodes and links without which the network falls apart.
    Bridges(BridgesArgs),
    /// The strongest or shortest way from A to B, with the best sentence for each hop.
    Path(PathArgs),
    /// The surroundings of one node.
    Ego(EgoArgs),
    /// What grew and what ended between two periods.
    Compare(CompareArgs),
    /// How often A, or A and B together, are named month by month.
    Trend(TrendArgs),
    /// Guesses: pairs that are likely partners though nothing states it.
    Predict(PredictArgs),
}

/// Which network, whatever is asked of it.
#[derive(Debug, Args)]
pub(crate) struct SourceArgs {
    /// Link who is said to do this, instead of who is named together: funds, implements, partnersWith, supports, partOf.
    #[arg(long, value_name = "PREDICATE", value_delimiter = ',', conflicts_with = "window")]
    pub edges: Vec<Predicate>,
    /// Read the links from a CSV file (source,target,weight) instead of a graph; `-` reads standard input.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["edges", "classes", "window", "since", "until", "countries", "exclude_publisher"])]
    pub edge_list: Option<PathBuf>,
    /// The links of --edge-list have a direction.
    #[arg(long, requires = "edge_list")]
    pub directed: bool,
    /// What makes a link strong: count, distinct (boilerplate once), documents, association.
    #[arg(long, value_name = "WEIGHT", default_value = "count")]
    pub weight: Weight,
    /// Leave out links of less weight.
    #[arg(long, value_name = "WEIGHT", default_value = "0")]
    pub min: f64,
    /// What to count.
    #[command(flatten)]
    pub count: CountArgs,
    /// The graph.
    #[command(flatten)]
    pub graph: GraphArgs,
}

/// How a table is printed.
#[derive(Debug, Args)]
pub(crate) struct PrintArgs {
    /// Rows to print; 0 for all.
    #[arg(long, value_name = "N", default_value = "20")]
    pub top: usize,
    /// Significant digits of small numbers; never fewer than four places are printed.
    #[arg(long, value_name = "N", default_value = "4", value_parser = clap::value_parser!(u8).range(1..=17))]
    pub digits: u8,
    /// How to print.
    #[arg(long, short, value_enum, default_value = "table")]
    pub format: TableFormat,
}

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

/// `consort network communities`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort network communities\n  consort network communities --resolution 1.5 --seed 7 --members\n  consort network communities --quality cpm --resolution 2"
)]
pub(crate) struct CommunitiesArgs {
    /// The network.
    #[command(flatten)]
    pub source: SourceArgs,
    /// What makes a division good: modularity, or cpm (the constant Potts model).
    #[arg(long, value_name = "QUALITY", default_value = "modularity")]
    pub quality: Quality,
    /// More makes communities smaller. For cpm it is a weight: what members share on average, at least.
    #[arg(long, value_name = "NUMBER", default_value = "1")]
    pub resolution: f64,
    /// Chooses among divisions that are equally good on the way; the same seed gives the same communities.
    #[arg(long, value_name = "SEED", default_value = "0")]
    pub seed: u64,
    /// List the members, one a row.
    #[arg(long)]
    pub members: bool,
    /// How to print.
    #[command(flatten)]
    pub print: PrintArgs,
}

/// `consort network components`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort network components --min 2\n  consort network components --edges partnersWith --members"
)]
pub(crate) struct GroupsArgs {
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

/// `consort network path`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort network path osce interpol\n  consort network path eu undp --edges funds,implements,partnersWith --length hops -k 3"
)]
pub(crate) struct PathArgs {
    /// From whom.
    #[arg(value_name = "A")]
    pub from: String,
    /// To whom.
    #[arg(value_name = "B")]
    pub to: String,
    /// What makes a path short: strength (a link of weight w is 1/w long), or hops.
    #[arg(long, value_name = "LENGTH", default_value = "strength")]
    pub length: Length,
    /// How many paths, best first; up to 1000.
    #[arg(short, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub k: u16,
    /// The network.
    #[command(flatten)]
    pub source: SourceArgs,
    /// How to print.
    #[command(flatten)]
    pub print: PrintArgs,
}

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

/// `consort network compare`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort network compare --before 2020-06 --after 2020-07\n  consort network compare --before 2019 --after 2020 --edges funds --format csv"
)]
pub(crate) struct CompareArgs {
    /// The last day, month or year of the first period.
    #[arg(long, value_name = "DATE")]
    pub before: PartialDate,
    /// The first day, month or year of the second period.
    #[arg(long, value_name = "DATE")]
    pub after: PartialDate,
    /// The network.
    #[command(flatten)]
    pub source: SourceArgs,
    /// How to print.
    #[command(flatten)]
    pub print: PrintArgs,
}

/// `consort network trend`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort network trend interpol\n  consort network trend osce unodc\n  consort network trend deu unodc-wco-ccp --edges funds"
)]
pub(crate) struct TrendArgs {
    /// Who.
    #[arg(value_name = "A")]
    pub a: String,
    /// Together with whom.
    #[arg(value_name = "B")]
    pub b: Option<String>,
    /// The network.
    #[command(flatten)]
    pub source: SourceArgs,
    /// How to print.
    #[arg(long, short, value_enum, default_value = "table")]
    pub format: TableFormat,
}

/// `consort network predict`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort network predict --exclude unodc\n  consort network predict --edges partnersWith --by resource-allocation"
)]
pub(crate) struct PredictArgs {
    /// What makes a guess good: adamic-adar or resource-allocation.
    #[arg(long, value_name = "MEASURE", default_value = "adamic-adar")]
    pub by: GuessBy,
    /// The network.
    #[command(flatten)]
    pub source: SourceArgs,
    /// How to print.
    #[command(flatten)]
    pub print: PrintArgs,
}
