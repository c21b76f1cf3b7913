//! `consort diff`: which claims of two graphs differ, and why.
//!
//! In: two graph folders. Out: a row a claim that came, went or changed its status. Never: a change of either.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use consort::Predicate;
use consort::view::diff::{GraphDiff, Reason, diff};
use consort::view::table::{Overflow, TextLayout};

use crate::args::FormatArgs;
use crate::graph::{layout, open};
use crate::outcome::Outcome;
use crate::say::{Say, counted};

/// `consort diff`
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  consort diff graph-2023 graph-2024
  consort diff before after --predicate funds --format csv > changes.csv

`why` says what the folders show: a text came, went or changed, a reviewer decided, and where the texts are the same the vocabulary, \
the options of reading or the version of consort that differ.")]
pub(crate) struct DiffArgs {
    /// The older graph folder.
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// The newer graph folder.
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    /// Only these predicates.
    #[arg(long, value_name = "PREDICATE", value_delimiter = ',')]
    pub predicate: Vec<Predicate>,
    /// Rows to print; 0 for all.
    #[arg(long, value_name = "N", default_value = "0")]
    pub top: usize,
    /// How to print.
    #[command(flatten)]
    pub print: FormatArgs,
}

/// Runs the command.
pub(crate) fn run(args: &DiffArgs, say: &Say) -> anyhow::Result<Outcome> {
    let mut found = diff(&open(&args.old)?, &open(&args.new)?)?;
    if !args.predicate.is_empty() {
        found.claims.retain(|one| args.predicate.contains(&one.claim.predicate));
    }
    let mut table = found.table();
    if args.top > 0 {
        table.rows.truncate(args.top);
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    if !(args.print.is_table() && table.rows.is_empty()) {
        let layout = TextLayout { overflow: Overflow::Ellipsis, ..layout() };
        table.write(args.print.format(), layout, &mut out)?;
    }
    out.flush()?;
    say.line(&summary(&found));
    Ok(Outcome::Done)
}

fn summary(found: &GraphDiff) -> String {
    let n = |change: &str| found.claims.iter().filter(|one| one.change() == change).count();
    let [came, went, changed] = found.documents;
    let made: Vec<&str> = found.made.iter().copied().map(Reason::name).collect();
    let made = match made[..] {
        [] => "made alike".to_owned(),
        _ => format!("another {}", made.join(", another ")),
    };
    format!(
        "{} came, {} went, {} changed status; {} came, {went} went, {changed} changed; {made}",
        counted(n("came"), "claim", "claims"),
        n("went"),
        n("status"),
        counted(came, "text", "texts"),
    )
}
