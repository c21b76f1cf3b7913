//! `consort vocab diff`: what an edit changes.
//!
//! In: two vocabularies and texts. Out: tables or JSON. Never: a graph.

use std::convert::Infallible;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use consort::Story;
use consort::dictionary::{Decisions, Lexicon, compile};
use consort::documents::{ReadOptions, walk};
use consort::pipeline::{read_stories, read_story};
use consort::view::vocab::Comparison;

use crate::args::VocabularyArgs;
use crate::graph::layout;
use crate::outcome::Outcome;
use crate::say::Say;
use crate::setup::vocabulary;

/// `consort vocab diff`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort vocab diff old-names/ my-names/ --corpus press/\n  consort vocab diff old-names/ my-names/ --corpus press/ --json > change.json"
)]
pub(super) struct DiffArgs {
    /// The folder or file of vocabulary before the edit.
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// The folder or file of vocabulary after the edit.
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    /// The texts to read with both.
    #[arg(long, value_name = "PATH", num_args = 1.., required = true)]
    pub corpus: Vec<PathBuf>,
    /// Leave the shipped vocabulary out of both; its templates and relation rules stay.
    #[arg(long)]
    pub no_builtin: bool,
    /// Rows of each table, and ranks to compare; 0 for all.
    #[arg(long, value_name = "N", default_value = "20")]
    pub top: usize,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// Runs the command.
pub(super) fn run(args: &DiffArgs, say: &Say) -> anyhow::Result<Outcome> {
    let (old, bad_old) = lexicon(&args.old, args.no_builtin, say)?;
    let (new, bad_new) = lexicon(&args.new, args.no_builtin, say)?;
    let found = walk(&args.corpus)?;
    say.warnings(&found.warnings);
    let mut comparison = Comparison::default();
    let mut n_stories = 0;
    let options = ReadOptions::default();
    let decisions = Decisions::default();
    let both = |before: Story| {
        let after = read_story(before.document.clone(), &new, &decisions);
        (before, after)
    };
    let warnings =
        read_stories(&found.output.files, &options, &old, &decisions, both, &mut |(
            before,
            after,
        )| {
            comparison.add(&before, &after);
            n_stories += 1;
            Ok::<_, Infallible>(())
        })?;
    say.warnings(&warnings);
    let top = if args.top == 0 { usize::MAX } else { args.top };
    let diff = comparison.finish(&old, &new, top);
    let mut out = BufWriter::new(std::io::stdout().lock());
    if args.json {
        diff.write_json(&mut out)?;
    } else {
        let tables = diff.tables(top);
        let shown = tables.iter().filter(|(_, table)| !table.rows.is_empty());
        for (i, (name, table)) in shown.enumerate() {
            let gap = if i == 0 { "" } else { "\n" };
            writeln!(out, "{gap}{name}")?;
            table.write_text(layout(), &mut out)?;
        }
    }
    out.flush()?;
    let (entries, mentions, edges) = (diff.entries.len(), diff.mentions.len(), diff.edges.len());
    say.line(&if diff.is_empty() {
        format!("no difference in {n_stories} stories")
    } else {
        format!("{n_stories} stories: {entries} entries, the mentions of {mentions} entities and {edges} edges differ")
    });
    let whole = !bad_old && !bad_new && found.warnings.is_empty() && warnings.is_empty();
    Ok(Outcome::whole(whole && n_stories > 0))
}

/// One side of the comparison; the flag says whether some of it was passed over.
fn lexicon(path: &Path, no_builtin: bool, say: &Say) -> anyhow::Result<(Lexicon, bool)> {
    let (vocabulary, warnings) = vocabulary(&VocabularyArgs {
        vocab: vec![path.to_owned()],
        no_builtin,
        ..VocabularyArgs::default()
    })?;
    say.warnings(&warnings);
    Ok((compile(vocabulary)?.0, !warnings.is_empty()))
}
