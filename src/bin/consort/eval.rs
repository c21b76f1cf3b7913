//! `consort eval`: how well texts are read, against what a careful reader annotated.
//!
//! In: a gold file, and texts or the records of any program. Out: figures. Never: a figure without its counts.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Args, ValueEnum};
use consort::pipeline::read_stories;
use consort::verify::{
    Answer, Counts, EntryFigure, EvalOptions, Finding, FindingKind, Interval, Report, RuleFigure,
    evaluate, read_answers, read_gold,
};
use consort::view::table::{Cell, Table};

use crate::args::InputArgs;
use crate::graph::layout;
use crate::outcome::Outcome;
use crate::say::Say;
use crate::setup::{Setup, setup};

/// `consort eval`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort eval tests/gold/archive.jsonl data\n  consort eval gold.jsonl press/ --errors 20\n  consort eval gold.jsonl --system records-of-another-program.jsonl --format json\n  consort eval gold.jsonl press/ --fail-under relations=0.9,entities=0.95,relations.funds=0.95\n\nFigures for --fail-under: entities, mentions, relations, donors (F1; .p and .r after them for precision and recall), with a class or predicate such as relations.funds; linking, dateline.dates, dateline.countries, dateline.online (shares).\n\nA line of GOLD (class COUNTRY, ORG, PROGRAMME or DONOR; o is an entity or @story):\n  {\"title\": \"Aid for Port X\", \"date_start\": \"2020-12-28\", \"date_end\": \"2020-12-29\", \"countries\": [\"Albania\"], \"online\": false,\n   \"entities\": [{\"name\": \"Germany\", \"class\": \"COUNTRY\", \"surfaces\": [\"Germany\"], \"optional\": false}],\n   \"relations\": [{\"p\": \"funds\", \"s\": \"Germany\", \"o\": \"@story\", \"evidence\": \"…\", \"open\": false}]}\noptional entities, relations that need one and open relations (two readers differ) count neither for nor against\npredicates: funds, implements, organizes, part_of, participates, partners, supports"
)]
pub(crate) struct EvalArgs {
    /// The gold: one annotated story a line, found among those read by its title.
    #[arg(value_name = "GOLD")]
    pub gold: PathBuf,
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Score the records of this file, which any program may have written, and read no texts.
    #[arg(long, value_name = "FILE", conflicts_with = "paths")]
    pub system: Option<PathBuf>,
    /// List so many misses and false alarms of each kind, with their sentences.
    #[arg(long, value_name = "N", default_value = "0")]
    pub errors: usize,
    /// List so many of the worst entries and rules.
    #[arg(long, value_name = "N", default_value = "10")]
    pub worst: usize,
    /// End with exit code 1 when a figure is lower, such as relations=0.9; several with commas.
    #[arg(long, value_name = "FIGURE=VALUE", value_delimiter = ',', value_parser = floor)]
    pub fail_under: Vec<(String, f64)>,
    /// Resamples of the stories behind the 95 % intervals; 0 for none.
    #[arg(long, value_name = "N", default_value = "1000")]
    pub resamples: usize,
    /// How to print.
    #[arg(long, short, value_enum, default_value = "table")]
    pub format: EvalFormat,
}

/// Formats of `eval`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EvalFormat {
    /// For reading.
    Table,
    /// One JSON object.
    Json,
}

/// Runs the command.
pub(crate) fn run(args: &EvalArgs, say: &Say) -> anyhow::Result<Outcome> {
    let name = args.gold.display().to_string();
    let gold = read_gold(&name, &read_text(&args.gold)?);
    say.warnings(&gold.warnings);
    anyhow::ensure!(
        !gold.output.is_empty(),
        "{name}: no story in it can be used; each line is a JSON object with title, entities and relations"
    );
    let (answers, whole) = answers(args, say)?;
    let options = EvalOptions { resamples: args.resamples, ..EvalOptions::default() };
    let scored = evaluate(&name, &gold.output, &answers, options);
    say.warnings(&scored.warnings);
    let report = scored.output;
    let below = below(&report, &args.fail_under)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    match args.format {
        EvalFormat::Table => print(&report, args, &mut out)?,
        EvalFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &report.to_json(args.errors))?;
            out.write_all(b"\n")?;
        }
    }
    out.flush()?;
    for line in &below {
        say.warning(line);
    }
    let clean = gold.warnings.is_empty() && scored.warnings.is_empty();
    Ok(Outcome::whole(whole && clean && below.is_empty()))
}

/// What is to be scored; the flag says whether nothing was passed over.
fn answers(args: &EvalArgs, say: &Say) -> anyhow::Result<(Vec<Answer>, bool)> {
    if let Some(path) = &args.system {
        let read = read_answers(&path.display().to_string(), &read_text(path)?);
        say.warnings(&read.warnings);
        return Ok((read.output, read.warnings.is_empty()));
    }
    let Setup { lexicon, decisions, files, options, flawed, .. } = setup(&args.input, say)?;
    let mut answers = Vec::new();
    let map = |story| Answer::from(&story);
    let warnings = read_stories(files, options, lexicon, decisions, map, &mut |answer| {
        answers.push(answer);
        anyhow::Ok(())
    })?;
    say.warnings(&warnings);
    Ok((answers, !flawed && warnings.is_empty()))
}

fn read_text(path: &Path) -> anyhow::Result<String> {
    let name = path.display();
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {name}"))?;
    String::from_utf8(bytes).with_context(|| format!("{name} is not UTF-8; save it as UTF-8"))
}

/// `relations=0.9` as a figure's name and its lowest allowed value.
fn floor(text: &str) -> Result<(String, f64), String> {
    let (name, value) =
        text.split_once('=').ok_or_else(|| format!("{text:?} lacks =; write relations=0.9"))?;
    match value.trim().parse::<f64>() {
        Ok(value) if (0.0..=1.0).contains(&value) => Ok((name.trim().to_owned(), value)),
        _ => Err(format!("{value:?} is no share; write a number from 0 to 1, such as 0.9")),
    }
}

/// A line for each figure that lies below its floor.
fn below(report: &Report, floors: &[(String, f64)]) -> anyhow::Result<Vec<String>> {
    let mut lines = Vec::new();
    for (name, floor) in floors {
        let Some(value) = report.figure(name) else {
            let known = report.names().join(", ");
            anyhow::bail!("--fail-under: no figure {name:?} in this evaluation; there are {known}");
        };
        if value < *floor {
            lines.push(format!("{name} is {value:.4}, below {floor}"));
        }
    }
    Ok(lines)
}

fn print(report: &Report, args: &EvalArgs, out: &mut dyn Write) -> anyhow::Result<()> {
    let figures = &report.figures;
    let found = figures.n_stories - figures.n_missing;
    writeln!(out, "{found} of {} gold stories found\n", figures.n_stories)?;
    counted(report).write_text(layout(), out)?;
    let Report { unreachable, unasserted, .. } = report;
    if *unreachable > 0 {
        writeln!(out, "\n{unreachable} of the missed relations lack a name that was not found")?;
    }
    if *unasserted > 0 {
        writeln!(
            out,
            "\n{unasserted} of the missed relations are read as planned, hedged or negated"
        )?;
    }
    writeln!(out)?;
    shares(report).write_text(layout(), out)?;
    section(out, "entities by how they are known", &origins(report))?;
    section(out, "worst entries", &entries(&report.entries, args.worst))?;
    section(out, "worst rules", &rules(&report.rules, args.worst))?;
    let findings = report.first_findings(args.errors);
    for kind in FindingKind::ALL {
        for finding in findings.iter().filter(|f| f.kind == kind) {
            error(finding, out)?;
        }
    }
    Ok(())
}

fn counted(report: &Report) -> Table {
    let columns = ["figure", "precision", "recall", "F1", "F1 95 %", "right", "false", "missed"];
    let mut table = Table::new(columns);
    for (name, counts) in report.figures.counted() {
        table.push(vec![
            Cell::text(&name),
            Cell::decimal(counts.precision()),
            Cell::decimal(counts.recall()),
            Cell::decimal(counts.f1()),
            interval(report.intervals.get(&format!("{name}.f1"))),
            Cell::integer(counts.right),
            Cell::integer(counts.wrong),
            Cell::integer(counts.missed),
        ]);
    }
    table
}

fn shares(report: &Report) -> Table {
    let mut table = Table::new(["figure", "share", "95 %"]);
    for (name, share) in report.figures.shares() {
        let share = share.map_or(Cell::Empty, Cell::decimal);
        table.push(vec![Cell::text(name), share, interval(report.intervals.get(name))]);
    }
    table
}

fn origins(report: &Report) -> Table {
    let mut table = Table::new(["origin", "precision", "right", "false"]);
    for (origin, counts) in &report.origins {
        table.push(vec![
            Cell::text(origin),
            Cell::decimal(counts.precision()),
            Cell::integer(counts.right),
            Cell::integer(counts.wrong),
        ]);
    }
    table
}

fn interval(interval: Option<&Interval>) -> Cell {
    interval.map_or(Cell::Empty, |i| Cell::text(format!("{:.4}–{:.4}", i.low, i.high)))
}

fn entries(entries: &[EntryFigure], worst: usize) -> Table {
    let mut table = Table::new(["entry", "label", "class", "right", "false", "missed"]);
    let bad = |entry: &&EntryFigure| entry.counts.wrong + entry.counts.missed > 0;
    for entry in entries.iter().filter(bad).take(worst) {
        let Counts { right, wrong, missed } = entry.counts;
        table.push(vec![
            Cell::optional(entry.id.as_deref()),
            Cell::text(&entry.label),
            Cell::text(entry.class.name()),
            Cell::integer(right),
            Cell::integer(wrong),
            Cell::integer(missed),
        ]);
    }
    table
}

fn rules(rules: &[RuleFigure], worst: usize) -> Table {
    let mut table = Table::new(["rule", "precision", "right", "false"]);
    for rule in rules.iter().filter(|rule| rule.counts.wrong > 0).take(worst) {
        table.push(vec![
            Cell::text(&rule.rule),
            Cell::decimal(rule.counts.precision()),
            Cell::integer(rule.counts.right),
            Cell::integer(rule.counts.wrong),
        ]);
    }
    table
}

fn section(out: &mut dyn Write, title: &str, table: &Table) -> std::io::Result<()> {
    if table.rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{title}")?;
    table.write_text(layout(), out)
}

fn error(finding: &Finding, out: &mut dyn Write) -> std::io::Result<()> {
    let Finding { kind, story, line, what, note, sentence } = finding;
    writeln!(out, "\n{}: {what}", kind.name())?;
    if !note.is_empty() {
        writeln!(out, "  {note}")?;
    }
    if !sentence.is_empty() {
        writeln!(out, "  “{sentence}”")?;
    }
    writeln!(out, "  line {line}: {story}")
}
