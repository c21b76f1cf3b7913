//! Groups of nodes as tables: what `communities` and `components` have in common.
//!
//! In: a network, and the group of each node. Out: one row a group, or one a member. Never: a group without names.

use consort::network::groups;
use consort::view::network::{group_table, member_table};

use crate::network::args::PrintArgs;
use crate::network::source::{Source, part};
use crate::outcome::Outcome;
use crate::say::{Say, counted};

/// Prints the groups, or their members.
pub(crate) fn print(
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
