//! `consort vocab check`: what is wrong with a vocabulary.
//!
//! In: vocabulary files, perhaps texts. Out: findings with place, weight and cure. Never: a file changed.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use consort::dictionary::{Decisions, Finding, Lexicon, Listed, Severity, check, compile, unused};
use consort::documents::{ReadOptions, walk};
use consort::pipeline::read_stories;
use consort::view::vocab::unreachable_names;
use consort::{EntityId, Story, Warning};
use serde_json::json;

use crate::args::VocabularyArgs;
use crate::outcome::Outcome;
use crate::say::Say;
use crate::setup::{read_files, vocabulary_files};

/// `consort vocab check`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort vocab check\n  consort vocab check --vocab my-names/ --corpus press/ --level note\n\nFindings of --vocab are listed, those of the shipped vocabulary only without it. The exit code is 1 where one is an error."
)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub vocabulary: VocabularyArgs,
    /// Texts on which entries should be used; those that are not are noted.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub corpus: Vec<PathBuf>,
    /// The least weight to list.
    #[arg(long, value_enum, default_value = "warning")]
    pub level: Level,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// Weights of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Level {
    /// What cannot work as written.
    Error,
    /// What hardly works as meant, too.
    Warning,
    /// Everything.
    Note,
}

/// Runs the command.
pub(super) fn run(args: &CheckArgs, say: &Say) -> anyhow::Result<Outcome> {
    let files = vocabulary_files(&args.vocabulary)?;
    let (vocabulary, warnings) = read_files(&args.vocabulary, &files);
    let mut findings: Vec<Finding> = warnings.into_iter().map(Finding::from).collect();
    findings.extend(check(&vocabulary, &files));
    let (lexicon, notes) = compile(&vocabulary)?;
    // What only the compiler sees: patterns and word lists. It repeats findings with the place of their table alone.
    let known: BTreeSet<String> =
        findings.iter().cloned().map(|finding| Warning::from(finding).message).collect();
    let new = notes.into_iter().filter(|note| !known.contains(&note.message));
    findings.extend(new.map(Finding::from));
    let own: BTreeSet<&str> =
        files.iter().filter(|file| !file.builtin).map(|file| file.name.as_str()).collect();
    // Findings of other files are not listed: nothing is read for them.
    let is_own = |listed: &Listed| {
        let file = listed.place.rsplit_once(':').map_or("", |(file, _)| file);
        own.is_empty() || own.contains(file)
    };
    findings.extend(unreachable_names(&vocabulary, &lexicon, &files, is_own));
    if !args.corpus.is_empty() {
        let used = used(args, &lexicon, say)?;
        findings.extend(unused(&vocabulary, &used));
    }
    if !own.is_empty() {
        findings.retain(|finding| own.contains(place(finding).0));
    }
    findings.sort_by(|a, b| (a.severity, place(a), a).cmp(&(b.severity, place(b), b)));
    findings.dedup();
    let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
    let counts = Severity::ALL.map(|s| format!("{} {}s", count(s), s.name())).join(", ");
    let n_errors = count(Severity::Error);
    let least = match args.level {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Note => Severity::Note,
    };
    findings.retain(|finding| finding.severity <= least);
    print(&findings, args.json)?;
    say.line(&format!("{counts} in {} entries", vocabulary.entries.len()));
    Ok(Outcome::whole(n_errors == 0))
}

/// The entities that the corpus names.
fn used(args: &CheckArgs, lexicon: &Lexicon, say: &Say) -> anyhow::Result<BTreeSet<EntityId>> {
    let found = walk(&args.corpus)?;
    say.warnings(&found.warnings);
    let mut used = BTreeSet::new();
    let options = ReadOptions::default();
    let decisions = Decisions::default();
    let named = |story: Story| -> Vec<EntityId> {
        story.extraction.mentions.iter().map(|m| m.entity.id.clone()).collect()
    };
    let warnings =
        read_stories(&found.output.files, &options, lexicon, &decisions, named, &mut |ids| {
            used.extend(ids);
            Ok::<_, Infallible>(())
        })?;
    say.warnings(&warnings);
    Ok(used)
}

/// File and line of a finding.
fn place(finding: &Finding) -> (&str, usize) {
    let mut parts = finding.place.rsplitn(3, ':');
    let (last, middle, first) = (parts.next(), parts.next(), parts.next());
    match (first, middle.and_then(|m| m.parse().ok()), last.and_then(|l| l.parse().ok())) {
        (Some(file), Some(line), Some(_)) => (file, line),
        (_, _, Some(line)) => (finding.place.rsplit_once(':').map_or("", |(file, _)| file), line),
        _ => (&finding.place, 0),
    }
}

fn print(findings: &[Finding], as_json: bool) -> anyhow::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    if as_json {
        let rows: Vec<_> = findings
            .iter()
            .map(|f| {
                let (file, line) = place(f);
                json!({
                    "severity": f.severity.name(), "check": f.check.name(), "file": file, "line": line,
                    "id": f.id, "message": f.message, "cure": f.cure,
                })
            })
            .collect();
        serde_json::to_writer_pretty(&mut out, &rows)?;
        writeln!(out)?;
    } else {
        for finding in findings {
            let Finding { severity, place, check, message, cure, .. } = finding;
            let cure = if cure.is_empty() { String::new() } else { format!("; {cure}") };
            writeln!(out, "{place}: {}: {message}{cure} [{}]", severity.name(), check.name())?;
        }
    }
    Ok(out.flush()?)
}
