//! `consort vocab`: the tools of the vocabulary's owner.
//!
//! In: vocabulary files, perhaps texts. Out: findings, gaps, differences, entries. Never: a vocabulary file changed unasked.

mod check;
mod diff;
mod export;
mod gaps;
mod import;

use clap::{Args, Subcommand};

use crate::outcome::Outcome;
use crate::say::Say;

/// `consort vocab`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort vocab check --vocab my-names/\n  consort vocab gaps press/ --vocab my-names/ --all\n  consort vocab diff old-names/ my-names/ --corpus press/"
)]
pub(crate) struct VocabArgs {
    /// What to do.
    #[command(subcommand)]
    command: VocabCommand,
}

/// The tools.
#[derive(Debug, Subcommand)]
enum VocabCommand {
    /// Find what is wrong with a vocabulary: shared, repeated, unreachable and common names, circles, dates, unknown ids.
    Check(check::CheckArgs),
    /// List what a corpus names and the vocabulary lacks, each with a ready entry.
    Gaps(gaps::GapsArgs),
    /// Show what an edit changes on a corpus: entries, mentions, edges, the strongest pairs.
    Diff(diff::DiffArgs),
    /// Turn SKOS, SKOS-XL or CSV into entries for review.
    Import(import::ImportArgs),
    /// Write the vocabulary as SKOS, CSV or spaCy patterns.
    Export(export::ExportArgs),
}

/// Runs the command.
pub(crate) fn run(args: &VocabArgs, say: &Say) -> anyhow::Result<Outcome> {
    match &args.command {
        VocabCommand::Check(args) => check::run(args, say),
        VocabCommand::Gaps(args) => gaps::run(args, say),
        VocabCommand::Diff(args) => diff::run(args, say),
        VocabCommand::Import(args) => import::run(args, say),
        VocabCommand::Export(args) => export::run(args, say),
    }
}
