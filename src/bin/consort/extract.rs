//! `consort extract`: the mentions and relations of each story.
//!
//! In: texts. Out: records, or a table for reading. Never: a graph.

use std::io::{BufWriter, Write};

use clap::{Args, ValueEnum};
use consort::pipeline::read_stories;
use consort::{Record, Story};

use crate::args::InputArgs;
use crate::outcome::Outcome;
use crate::say::Say;
use crate::setup::{Setup, setup};

/// `consort extract`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort extract data --format jsonl > records.jsonl\n  echo 'UNICEF and WHO signed an agreement.' | consort extract - --format table\n  consort extract bulletins.txt --split '^=== BULLETIN' --title '^Headline: (.*)'"
)]
pub(crate) struct ExtractArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// How to print.
    #[arg(long, short, value_enum, default_value = "table")]
    pub format: ExtractFormat,
}

/// Formats of `extract`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExtractFormat {
    /// For reading.
    Table,
    /// One JSON object a story.
    Jsonl,
}

/// Runs the command.
pub(crate) fn run(args: &ExtractArgs, say: &Say) -> anyhow::Result<Outcome> {
    let Setup { lexicon, decisions, files, options, flawed, .. } = setup(&args.input, say)?;
    let mut out = BufWriter::with_capacity(1 << 18, std::io::stdout());
    let mut n_stories = 0;
    let show = |story: Story| -> std::io::Result<Vec<u8>> {
        let mut shown = Vec::new();
        match args.format {
            ExtractFormat::Jsonl => {
                // Most records take seven times the room of their text.
                shown.reserve(8 * story.document.text.len());
                serde_json::to_writer(&mut shown, &Record::from(&story))?;
                shown.push(b'\n');
            }
            ExtractFormat::Table => table(&story, &mut shown)?,
        }
        Ok(shown)
    };
    let warnings = read_stories(files, options, lexicon, decisions, show, &mut |shown| {
        n_stories += 1;
        out.write_all(&shown?)
    })?;
    out.flush()?;
    say.warnings(&warnings);
    Ok(Outcome::whole(!flawed && warnings.is_empty() && n_stories > 0))
}

fn table(story: &Story, out: &mut impl Write) -> std::io::Result<()> {
    let Story { document, extraction } = story;
    let date = document.date_start.map(|d| d.to_string()).unwrap_or_default();
    writeln!(out, "{}  {}", if date.is_empty() { "undated" } else { &date }, document.title)?;
    let mut entities: Vec<_> =
        extraction.mentions.iter().filter(|m| !m.nested).map(|m| &m.entity).collect();
    entities.sort_by(|a, b| (a.class, &a.label).cmp(&(b.class, &b.label)));
    entities.dedup();
    for entity in entities {
        let n =
            extraction.mentions.iter().filter(|m| !m.nested && m.entity.id == entity.id).count();
        writeln!(
            out,
            "  {:<13} {:<60} {:>3}  {}",
            entity.class.name(),
            entity.label,
            n,
            entity.id
        )?;
    }
    for assertion in &extraction.assertions {
        writeln!(
            out,
            "  {} {} {}  ({}, {})",
            assertion.subject.id,
            assertion.predicate,
            assertion.object.name(),
            assertion.status.name(),
            assertion.rule
        )?;
    }
    for unlinked in &extraction.unlinked {
        let candidates = match unlinked.candidates.as_slice() {
            [] => "no country in its context".to_owned(),
            ids => ids.join(" or "),
        };
        writeln!(out, "  unlinked      {:?}: {candidates}", &document.text[unlinked.span.range()])?;
    }
    writeln!(out)
}
