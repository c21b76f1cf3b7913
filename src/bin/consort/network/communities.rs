//! `consort network communities`: who belongs together.
//!
//! In: a network. Out: one row a community, or one a member. Never: a division without its quality.

use clap::Args;
use consort::network::{LeidenOptions, Quality, communities};

use crate::network::args::{PrintArgs, SourceArgs};
use crate::network::groups::print;
use crate::network::source::Source;
use crate::outcome::Outcome;
use crate::say::Say;

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

/// Runs the command.
pub(crate) fn run(args: &CommunitiesArgs, say: &Say) -> anyhow::Result<Outcome> {
    anyhow::ensure!(
        args.resolution.is_finite() && args.resolution >= 0.0,
        "a resolution of {} is not possible; give a number from 0, such as 1",
        args.resolution
    );
    let source = Source::read(&args.source, say)?;
    let options = LeidenOptions {
        quality: args.quality,
        resolution: args.resolution,
        seed: args.seed,
        ..LeidenOptions::default()
    };
    let found = communities(&source.network, &options);
    let quality = match args.quality {
        Quality::Modularity => format!("modularity {:.4}", found.quality),
        Quality::Cpm => format!("CPM quality {:.4}", found.quality),
    };
    let shown = format!("{quality} at resolution {}, seed {}", args.resolution, args.seed);
    print(&source, &found.of, "community", &shown, args.members, &args.print, say)
}
