//! `consort build`: from texts to a graph folder.
//!
//! In: texts, or what a cluster has read of them. Out: a graph folder, and a summary. Never: a partial graph in place of a whole one.

use std::collections::BTreeMap;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;
use consort::merge::cooccur::{RankOptions, rank};
use consort::pipeline::{
    BuildError, BuildOptions, BuildReport, FileCount, Progress, build, build_from_parts,
};
use consort::rdf::Iris;
use consort::store::Parts;
use consort::{Class, EntityId, Predicate};
use indicatif::{ProgressBar, ProgressStyle};

use crate::args::InputArgs;
use crate::graph::{folder_option, labels};
use crate::outcome::Outcome;
use crate::say::{Say, counted};
use crate::setup::{Setup, setup};
use crate::source_date::source_date;

/// `consort build`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort build data\n  consort build press/ reports.jsonl --field text=body -o graph\n  consort build press/ --vocab my-names/\n  consort build releases.txt --split '^Release No' --date-format '%d %B %Y'\n  consort build --from-parts parts/   (of a Spark job: consort.spark.write_parts)"
)]
pub(crate) struct BuildArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Make the graph of stories that a Spark job has read (consort.spark.write_parts): the same as of the same stories on one
    /// machine. Vocabulary and decisions are given as to the job.
    #[arg(
        long,
        value_name = "DIR",
        conflicts_with_all = ["paths", "input", "fields", "whole", "split", "title", "date_format", "fresh"]
    )]
    pub from_parts: Option<PathBuf>,
    /// The graph folder to write.
    #[arg(long, short, value_name = "FOLDER", default_value = "graph")]
    pub out: PathBuf,
    /// The IRI under which your own data is named.
    #[arg(long, value_name = "IRI", default_value = consort::rdf::Iris::DEFAULT_BASE)]
    pub base: String,
    /// Read everything again, also what has not changed.
    #[arg(long)]
    pub fresh: bool,
    /// Print the summary as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Runs the command.
pub(crate) fn run(args: &BuildArgs, say: &Say) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let (setup, report) = match &args.from_parts {
        Some(parts) => {
            // Nothing but the vocabulary is read on this machine, and no decisions but those that are named.
            let setup = setup(&InputArgs { paths: Vec::new(), ..args.input.clone() }, say)?;
            (setup, merged(setup, parts, &args.out, &args.base, say)?)
        }
        None => {
            let setup = setup(&args.input, say)?;
            (setup, built(setup, &args.out, &args.base, args.fresh, say)?)
        }
    };
    let mut out = std::io::stdout().lock();
    if args.json {
        serde_json::to_writer_pretty(&mut out, report.snapshot.manifest())?;
        writeln!(out)?;
    } else if !say.is_quiet() {
        summary(&report, &setup.passed_over, args, started.elapsed(), &mut out)?;
    }
    Ok(Outcome::whole(!setup.flawed && report.warnings.is_empty()))
}

/// Builds a graph into a folder, and says what went wrong.
pub(crate) fn built(
    setup: &Setup,
    folder: &Path,
    base: &str,
    fresh: bool,
    say: &Say,
) -> anyhow::Result<BuildReport> {
    let iris = Iris::new(base)?;
    // Only one that the caller fixes, so that equal builds give equal bytes.
    let created = source_date()?;
    let Setup { lexicon, decisions, files, options, .. } = setup;
    let bar = progress_bar(say, files.iter().filter_map(|f| f.n_bytes).sum());
    let build_options = BuildOptions {
        files,
        read: options,
        lexicon,
        decisions,
        iris: &iris,
        out: folder,
        fresh,
        created,
    };
    let report = build(&build_options, &mut |progress| show(&bar, progress));
    bar.finish_and_clear();
    let report = told(report, say)?;
    if let Some(damage) = &report.damage {
        // All is well again, so the exit code does not tell of it.
        let folder = folder.display();
        say.warning(&format!(
            "{folder} was damaged: {damage}; every file was read again, and the graph is whole"
        ));
    }
    Ok(report)
}

/// Builds a graph of what a cluster has read, and says what went wrong.
fn merged(
    setup: &Setup,
    parts: &Path,
    folder: &Path,
    base: &str,
    say: &Say,
) -> anyhow::Result<BuildReport> {
    let iris = Iris::new(base)?;
    let created = source_date()?;
    let Setup { lexicon, decisions, options, .. } = setup;
    let parts = Parts::open(parts, &decisions.hash(lexicon))?;
    let bar = story_bar(say, parts.len() as u64);
    let build_options = BuildOptions {
        files: &[],
        read: options,
        lexicon,
        decisions,
        iris: &iris,
        out: folder,
        fresh: false,
        created,
    };
    let report = build_from_parts(&build_options, parts, &mut |progress| {
        match progress {
            Progress::Reading { stories, .. } => bar.set_position(stories as u64),
            Progress::Writing => bar.set_message("writing the graph"),
        }
        ControlFlow::Continue(())
    });
    bar.finish_and_clear();
    told(report, say)
}

/// Says what was noticed in a build.
fn told(report: Result<BuildReport, BuildError>, say: &Say) -> anyhow::Result<BuildReport> {
    if let Err(BuildError::NoStories { warnings, .. }) = &report {
        say.warnings(warnings);
    }
    let report = report?;
    say.warnings(&report.warnings);
    Ok(report)
}

fn show(bar: &ProgressBar, progress: Progress) {
    match progress {
        Progress::Reading { stories, bytes } => {
            bar.set_position(bytes);
            bar.set_message(format!("{stories} stories"));
        }
        Progress::Writing => bar.set_message("writing the graph"),
    }
}

fn progress_bar(say: &Say, bytes: u64) -> ProgressBar {
    bar(say, bytes, "{bar:32} {percent:>3}%  {msg}  {bytes_per_sec}  {eta} left")
}

fn story_bar(say: &Say, stories: u64) -> ProgressBar {
    bar(say, stories, "{bar:32} {percent:>3}%  {pos} stories  {eta} left  {msg}")
}

fn bar(say: &Say, length: u64, template: &str) -> ProgressBar {
    if !say.shows_progress() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(length);
    let style = ProgressStyle::with_template(template);
    // The template is fixed, so an error here could only be seen while writing it.
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

fn summary(
    report: &BuildReport,
    passed_over: &BTreeMap<String, usize>,
    args: &BuildArgs,
    took: Duration,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let counts = &report.snapshot.manifest().counts;
    let kept =
        if report.n_kept > 0 { format!(" ({} unchanged)", report.n_kept) } else { String::new() };
    writeln!(
        out,
        "{}{kept} in {:.2} s: {}",
        counted(counts.stories, "story", "stories"),
        took.as_secs_f64(),
        counted(counts.mentions, "mention", "mentions")
    )?;
    writeln!(out)?;
    files(&report.files, passed_over, out)?;
    let classes =
        Class::ALL.iter().filter_map(|c| counts.entities.get(c.name()).map(|n| (c.name(), *n)));
    writeln!(out, "  entities      {}", join(classes))?;
    let predicates = Predicate::ALL
        .iter()
        .filter_map(|p| counts.predicates.get(p.name()).map(|n| (p.name(), *n)));
    writeln!(out, "  edges         {}", join(predicates))?;
    if !counts.provisional.is_empty() {
        let classes = Class::ALL
            .iter()
            .filter_map(|c| counts.provisional.get(c.name()).map(|n| (c.name(), *n)));
        writeln!(
            out,
            "  provisional   {}, in {} of the edges: names that no entry lists; --listed-only leaves them out",
            join(classes),
            counts.provisional_claims
        )?;
    }
    if counts.copies > 0 {
        writeln!(
            out,
            "  copies        {} of another or an excerpt of it; edges count their origins beside their documents",
            counted(counts.copies, "story is a copy", "stories are copies")
        )?;
    }
    if counts.undated > 0 {
        writeln!(
            out,
            "  undated       {}: in no month, and left out by --since and --until",
            counted(counts.undated, "story", "stories")
        )?;
    }

    let names = labels(&report.snapshot)?;
    let organisation = |id: &EntityId| names.class(id) == Some(Class::Organisation);
    let ties =
        report.ties.iter().filter(|t| organisation(&t.a) && organisation(&t.b)).cloned().collect();
    let strongest = rank(ties, &RankOptions { top: Some(10), ..RankOptions::default() });
    if !strongest.is_empty() {
        writeln!(out, "\n  named together most, in how many sentences (of how many distinct)")?;
        for tie in &strongest {
            let (a, b) = (names.label(&tie.a), names.label(&tie.b));
            writeln!(out, "  {:>5} ({:>3})  {a} — {b}", tie.count, tie.distinct_sentences)?;
        }
    }
    let folder = folder_option(&args.out);
    writeln!(out, "\n  next: consort query who-funds-what{folder}")?;
    if let Some(tie) = strongest.first() {
        writeln!(out, "        consort explain {} {}{folder}", tie.a, tie.b)?;
    }
    writeln!(out, "        consort export{folder} > graph.ttl")?;
    Ok(())
}

/// What became of the files: read, refused or passed over.
fn files(
    files: &BTreeMap<&'static str, FileCount>,
    passed_over: &BTreeMap<String, usize>,
    out: &mut impl Write,
) -> std::io::Result<()> {
    let read = files.iter().filter(|(_, n)| n.read > 0).map(|(kind, n)| (*kind, n.read));
    writeln!(out, "  files         {}", join(read))?;
    let refused = files.iter().filter(|(_, n)| n.refused > 0).map(|(kind, n)| (*kind, n.refused));
    if files.values().any(|n| n.refused > 0) {
        let list = join(refused);
        writeln!(
            out,
            "  refused       {list}: the warnings say why, and how to turn each into text"
        )?;
    }
    if !passed_over.is_empty() {
        let list = join(passed_over.iter().map(|(ending, n)| (ending.as_str(), *n)));
        writeln!(out, "  passed over   {list}: not taken for stories; name one to have it read")?;
    }
    Ok(())
}

fn join<'a>(counts: impl Iterator<Item = (&'a str, usize)>) -> String {
    let counts: Vec<String> = counts.map(|(name, n)| format!("{n} {name}")).collect();
    if counts.is_empty() { "none".to_owned() } else { counts.join(", ") }
}
