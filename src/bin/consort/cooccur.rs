//! `consort cooccur`: who is named together most.
//!
//! In: a graph. Out: a table of pairs. Never: a measure without its counts.

use std::io::{BufWriter, Write};

use clap::Args;
use consort::Tie;
use consort::merge::cooccur::{CooccurOptions, Measure, RankOptions, Shuffles, backbone, rank};
use consort::view::cooccur::{Detail, tie_table};

use crate::args::{FormatArgs, GraphArgs};
use crate::count::{CountArgs, window_option, window_words};
use crate::graph::{folder_option, labels, layout, open};
use crate::outcome::Outcome;
use crate::say::Say;

/// `consort cooccur`
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  consort cooccur
  consort cooccur --window 3-sentences --exclude-publisher --max-q 0.05
  consort cooccur --class country,organisation --since 2020-07 --country alb
  consort cooccur --null 200 --by z
  consort cooccur --backbone 0.05 --top 0 --format csv > backbone.csv

`together` counts windows, `distinct` only those that differ in more than a few words, `sources` their publishers. \
`association` is observed over expected (1 is chance), `loglik` is negative below chance, `q` the false discovery rate. Windows of several sentences \
slide; two mentions are counted once, in the shortest run of sentences that holds both.")]
pub(crate) struct CooccurArgs {
    /// What to count.
    #[command(flatten)]
    pub count: CountArgs,
    /// Rows to print; 0 for all.
    #[arg(long, value_name = "N", default_value = "20")]
    pub top: usize,
    /// Leave out pairs counted less often.
    #[arg(long, value_name = "N", default_value = "1")]
    pub min: u64,
    /// Leave out pairs with a false discovery rate above this, such as 0.05.
    #[arg(long, value_name = "RATE", default_value = "1")]
    pub max_q: f64,
    /// Keep only the backbone: ties that stand out at one of their ends at this level, such as 0.05.
    #[arg(long, value_name = "ALPHA")]
    pub backbone: Option<f64>,
    /// Compare with so many shuffles that keep how often each name and how many names each window has: adds z and p.
    #[arg(long, value_name = "SHUFFLES", value_parser = clap::value_parser!(u32).range(2..))]
    pub null: Option<u32>,
    /// Where the shuffles' random numbers start.
    #[arg(long, value_name = "N", default_value = "1", requires = "null")]
    pub seed: u64,
    /// What to sort by: count, documents, distinct, sources, association, npmi, loglik, jaccard, cosine, z.
    #[arg(long, value_name = "MEASURE", default_value = "count")]
    pub by: String,
    /// How to print; csv and json have every measure.
    #[command(flatten)]
    pub print: FormatArgs,
    /// The graph.
    #[command(flatten)]
    pub graph: GraphArgs,
}

/// Runs the command.
pub(crate) fn run(args: &CooccurArgs, say: &Say) -> anyhow::Result<Outcome> {
    let by = args.by.parse::<Measure>().map_err(anyhow::Error::msg)?;
    anyhow::ensure!(
        by != Measure::Z || args.null.is_some(),
        "--by z needs --null, such as --null 200"
    );
    for (name, value) in [("--max-q", Some(args.max_q)), ("--backbone", args.backbone)] {
        let fits = value.is_none_or(|value| (0.0..=1.0).contains(&value));
        anyhow::ensure!(fits, "{name} takes a number from 0 to 1, such as 0.05");
    }
    let snapshot = open(&args.graph.graph)?;
    let names = labels(&snapshot)?;
    let mut options = args.count.options(&names, false)?;
    options.null = args.null.map(|n| Shuffles { n, seed: args.seed });
    let ties = args.count.count(&snapshot, &options, &names, say)?;
    let n_pairs = ties.len();
    let ties = match args.backbone {
        Some(alpha) => backbone(ties, alpha),
        None => ties,
    };
    let top = (args.top > 0).then_some(args.top);
    let ties = rank(ties, &RankOptions { by, min: args.min, max_q: args.max_q, top });
    let detail = if args.print.is_table() { Detail::Reading(by) } else { Detail::All };
    let mut out = BufWriter::new(std::io::stdout().lock());
    tie_table(&ties, detail, &|id| names.label(id)).write(
        args.print.format(),
        layout(),
        &mut out,
    )?;
    out.flush()?;
    if args.print.is_table() {
        say.line(&footer(args, &options, &ties, n_pairs, by));
    }
    Ok(Outcome::whole(!ties.is_empty()))
}

fn footer(
    args: &CooccurArgs,
    options: &CooccurOptions,
    ties: &[Tie],
    n_pairs: usize,
    by: Measure,
) -> String {
    let folder = folder_option(&args.graph.graph);
    let window = window_words(options.window);
    let wide = window_option(options.window);
    let pair = ties.first().map_or("A B".to_owned(), |tie| format!("{} {}", tie.a, tie.b));
    let backbone =
        args.backbone.map_or(String::new(), |alpha| format!(" in the backbone at {alpha}"));
    format!(
        "{} of {n_pairs} pairs{backbone}, by {by} in one {window}; the sentences behind a pair: consort explain {pair}{wide}{folder}",
        ties.len()
    )
}
