//! `consort network communities` and `components`: who belongs together.
//!
//! In: a network. Out: one row a group, or one a member. Never: a group without names.

use consort::network::{self, LeidenOptions, Quality, group_table, groups, member_table};

use crate::network::args::{CommunitiesArgs, GroupsArgs, PrintArgs};
use crate::network::source::{Source, part};
use crate::outcome::Outcome;
use crate::say::{Say, counted};

/// Runs `consort network communities`.
pub(crate) fn communities(args: &CommunitiesArgs, say: &Say) -> anyhow::Result<Outcome> {
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
    let found = network::communities(&source.network, &options);
    let quality = match args.quality {
        Quality::Modularity => format!("modularity {:.4}", found.quality),
        Quality::Cpm => format!("CPM quality {:.4}", found.quality),
    };
    let shown = format!("{quality} at resolution {}, seed {}", args.resolution, args.seed);
    print(&source, &found.of, "community", &shown, args.members, &args.print, say)
}

/// Runs `consort network components`.
pub(crate) fn components(args: &GroupsArgs, say: &Say) -> anyhow::Result<Outcome> {
    let source = Source::read(&args.source, say)?;
    let of = network::components(&source.network);
    print(&source, &of, "component", "", args.members, &args.print, say)
}

fn print(
    source: &Source,
    of: &[usize],
    kind: &str,
    shown: &str,
    members: bool,
    args: &PrintArgs,
    say: &Say,
) -> anyhow::Result<Outcome> {
    let groups = groups(&source.network, of);
    let label = |id: &str| source.label(id);
    let mut table = if members {
        member_table(&source.network, &groups, kind, &label)
    } else {
        group_table(&source.network, &groups, kind, &label, args.digits.into())
    };
    // A list of members that stops half-way would look whole.
    if args.top > 0 && !members {
        table.rows.truncate(args.top);
    }
    let plural = match kind {
        "community" => "communities",
        _ => "components",
    };
    let mut text = counted(groups.len(), kind, plural);
    if !members && table.rows.len() < groups.len() {
        text = format!("{} {plural}", part(&table, groups.len()));
    }
    let shown = match shown {
        "" => text,
        shown => format!("{text}, {shown}"),
    };
    source.print(&table, &shown, args, say)
}
