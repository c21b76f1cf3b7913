//! `consort claims`: what the texts say as one table, with sums and sentences.
//!
//! In: a graph. Out: a row a claim, a sentence or a donor, as text, CSV, JSON or a workbook. Never: a sum that may not be added.

use std::io::{BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use consort::merge::TotalBy;
use consort::view::desk::{
    ClaimRows, Desk, Ends, Filters, claim_columns, for_reading, total_columns,
};
use consort::view::table::{Overflow, Table, TableFormat, TextLayout, wrap};
use consort::{Class, EntityId, Predicate, Status};

use crate::args::{CsvArgs, GraphArgs};
use crate::count::{Passed, ScopeArgs};
use crate::graph::{Labels, folder_option, labels, layout, open};
use crate::out_file::write_file;
use crate::outcome::Outcome;
use crate::say::{Say, counted};

const EXAMPLES: &str = "Examples:
  consort claims --predicate funds
  consort claims --predicate funds --country alb --since 2020 -o funding.xlsx
  consort claims --predicate funds --exclude unodc --top 10
  consort claims --predicate funds --totals
  consort claims --predicate funds --totals=receiver --format csv --separator ';' --bom -o totals.csv
  consort claims --entity Norway --sentences --status any --format json";

const FORMULA: &str = "\
Totals (--totals) are ranges, because texts tell of one sum many times. A commitment is a sum that the same donors give; two sums are \
one commitment when amount and currency are equal and they name the same receiver in the same year, or the sentences have the same \
words and receivers, or one story gives both and names a receiver for one alone. at_least is the largest commitment (of a range its \
lower end, 0 of \"up to\" a sum), at_most the sum of all commitments (of a range the upper end). A sum that donors gave together is a \
row of theirs together, never added to each; a budget is added to nobody; currencies are never added or converted; only sentences that \
assert or plan it count.";

/// `consort claims`
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, after_long_help = long_help())]
pub(crate) struct ClaimsArgs {
    /// Predicates: funds, implements, partnersWith, organizes, participatesIn, supports, partOf; all when left out.
    #[arg(long, value_name = "PREDICATE", value_delimiter = ',')]
    pub predicate: Vec<Predicate>,
    /// Claims with this entity at one end, by id, label or alias.
    #[arg(long, value_name = "ENTITY")]
    pub entity: Option<String>,
    /// Classes of both ends: organisation, programme, donor, country; all when left out.
    #[arg(long = "class", value_name = "CLASS", value_delimiter = ',')]
    pub classes: Vec<Class>,
    /// How firmly it is said: asserted, planned, hedged, negated, rejected, or any.
    #[arg(long, value_name = "STATUS", value_delimiter = ',', default_value = "asserted")]
    pub status: Vec<StatusName>,
    /// Which stories count, and whose names do not.
    #[command(flatten)]
    pub scope: ScopeArgs,
    /// Only stories of these publishers, sites or files; a part of the name is enough.
    #[arg(long = "source", value_name = "SOURCE", value_delimiter = ',')]
    pub sources: Vec<String>,
    /// Leave out claims that fewer stories state.
    #[arg(long, value_name = "N", default_value = "1")]
    pub min: usize,
    /// A row a sentence instead of a row a claim.
    #[arg(long, conflicts_with = "totals")]
    pub sentences: bool,
    /// What the sums of `funds` come to: a row a donor and currency, or with =receiver a row a donor, receiver and currency.
    #[arg(long, value_name = "BY", value_enum, num_args = 0..=1, require_equals = true, default_missing_value = "donor")]
    pub totals: Option<TotalRows>,
    /// Rows to print; 0 for all.
    #[arg(long, value_name = "N", default_value = "0")]
    pub top: usize,
    /// How to print; that of the file's name, else table, when left out. csv, json and xlsx have every column.
    #[arg(long, short, value_enum)]
    pub format: Option<ClaimsFormat>,
    /// How CSV is written.
    #[command(flatten)]
    pub csv: CsvArgs,
    /// The file to write; standard output when left out.
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The graph.
    #[command(flatten)]
    pub graph: GraphArgs,
}

/// A status, or any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum StatusName {
    /// Stated as a fact.
    Asserted,
    /// Said to come.
    Planned,
    /// Possible, wished or conditional.
    Hedged,
    /// Denied.
    Negated,
    /// Found wrong by a reviewer.
    Rejected,
    /// All of these.
    Any,
}

/// What rows of totals are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TotalRows {
    /// A donor and a currency.
    Donor,
    /// A donor, a receiver and a currency.
    Receiver,
}

/// Formats of tables of claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ClaimsFormat {
    /// For reading: the columns that fit on a screen.
    Table,
    /// Comma-separated values.
    Csv,
    /// A workbook with claims, sentences, totals and the meaning of every column, a sheet each.
    Xlsx,
    /// JSON: an array with an object a row.
    Json,
}

/// Runs the command.
pub(crate) fn run(args: &ClaimsArgs, say: &Say) -> anyhow::Result<Outcome> {
    let format = format(args)?;
    let to_screen = args.out.is_none() && std::io::stdout().is_terminal();
    anyhow::ensure!(
        format != ClaimsFormat::Xlsx || !to_screen,
        "a workbook is no text; name a file with --out, such as -o claims.xlsx"
    );
    let snapshot = open(&args.graph.graph)?;
    let names = labels(&snapshot)?;
    let filters = filters(args, &names)?;
    let ends = Ends { entity: entity(args, &names)?, ..Ends::default() };
    let desk = Desk::read(snapshot, true)?;
    let table = match args.totals {
        Some(TotalRows::Donor) => desk.total_table(TotalBy::Donor, &ends, &filters),
        Some(TotalRows::Receiver) => desk.total_table(TotalBy::Receiver, &ends, &filters),
        None if args.sentences => desk.claim_table(ClaimRows::Sentences, &ends, &filters),
        None => desk.claim_table(ClaimRows::Claims, &ends, &filters),
    };
    let n_all = table.rows.len();
    Passed::of(&desk, &filters).tell(&filters.scope, say);
    if format == ClaimsFormat::Xlsx {
        anyhow::ensure!(args.top == 0, "a workbook holds every row; leave --top out");
        let bytes = desk.claim_workbook(&ends, &filters)?;
        write(args.out.as_deref(), |out| Ok(out.write_all(&bytes)?))?;
    } else {
        let shown = shown(table, format, args);
        write(args.out.as_deref(), |out| {
            let layout = TextLayout { overflow: Overflow::Ellipsis, ..layout() };
            Ok(shown.write(table_format(format, args), layout, out)?)
        })?;
    }
    say_what(args, format, n_all, say);
    Ok(Outcome::whole(n_all > 0))
}

/// The format that is asked for, or that the file's name says.
fn format(args: &ClaimsArgs) -> anyhow::Result<ClaimsFormat> {
    let ending = |path: &Path| path.extension().map(|e| e.to_string_lossy().to_lowercase());
    match (args.format, args.out.as_deref().and_then(ending).as_deref()) {
        (Some(format), _) => Ok(format),
        (None, Some("csv")) => Ok(ClaimsFormat::Csv),
        (None, Some("xlsx")) => Ok(ClaimsFormat::Xlsx),
        (None, Some("json")) => Ok(ClaimsFormat::Json),
        (None, Some("txt") | None) => Ok(ClaimsFormat::Table),
        (None, Some(other)) => anyhow::bail!(
            "{other:?} says no format; name the file .xlsx, .csv or .json, or add --format"
        ),
    }
}

fn filters(args: &ClaimsArgs, names: &Labels) -> anyhow::Result<Filters> {
    let status = |name: &StatusName| match name {
        StatusName::Asserted => Some(Status::Asserted),
        StatusName::Planned => Some(Status::Planned),
        StatusName::Hedged => Some(Status::Hedged),
        StatusName::Negated => Some(Status::Negated),
        StatusName::Rejected => Some(Status::Rejected),
        StatusName::Any => None,
    };
    // An empty list takes all.
    let statuses = args.status.iter().map(status).collect::<Option<Vec<_>>>().unwrap_or_default();
    Ok(Filters {
        classes: args.classes.clone(),
        predicates: args.predicate.clone(),
        statuses: Some(statuses),
        exclude: args.scope.excluded(names)?,
        scope: args.scope.scope(names)?,
        sources: args.sources.clone(),
        min: args.min,
    })
}

fn entity(args: &ClaimsArgs, names: &Labels) -> anyhow::Result<Option<EntityId>> {
    args.entity.as_ref().map(|typed| names.find(typed)).transpose()
}

fn shown(mut table: Table, format: ClaimsFormat, args: &ClaimsArgs) -> Table {
    if args.top > 0 {
        table.rows.truncate(args.top);
    }
    match (format, args.totals) {
        (ClaimsFormat::Table, None) => for_reading(table),
        _ => table,
    }
}

fn table_format(format: ClaimsFormat, args: &ClaimsArgs) -> TableFormat {
    match format {
        ClaimsFormat::Csv => TableFormat::Csv(args.csv.layout()),
        ClaimsFormat::Json => TableFormat::Json,
        ClaimsFormat::Table | ClaimsFormat::Xlsx => TableFormat::Text,
    }
}

fn write(
    out: Option<&Path>,
    fill: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    match out {
        Some(path) => write_file(path, |out| fill(out)),
        None => {
            let mut out = BufWriter::new(std::io::stdout().lock());
            fill(&mut out)?;
            Ok(out.flush()?)
        }
    }
}

fn say_what(args: &ClaimsArgs, format: ClaimsFormat, n_all: usize, say: &Say) {
    let what = match (args.totals, args.sentences) {
        (Some(_), _) => counted(n_all, "total", "totals"),
        (None, true) => counted(n_all, "sentence", "sentences"),
        (None, false) => counted(n_all, "claim", "claims"),
    };
    let shown =
        if args.top > 0 && args.top < n_all { format!("{} of ", args.top) } else { String::new() };
    match &args.out {
        Some(path) => say.line(&format!("{shown}{what} in {}", path.display())),
        None if args.totals.is_some() && n_all == 0 => {
            say.line("no sentence that counts says how much, so there are no totals");
        }
        None if format == ClaimsFormat::Table => {
            let folder = folder_option(&args.graph.graph);
            say.line(&format!(
                "{shown}{what}; every column and a sheet of totals: consort claims -o claims.xlsx{folder}"
            ));
        }
        None => {}
    }
}

fn long_help() -> String {
    let mut text =
        format!("{EXAMPLES}\n\nColumns of csv, json and xlsx, which keep their names:\n");
    claim_columns().for_each(|column| text += &meaning(column));
    text += "\nColumns of totals:\n";
    total_columns().for_each(|column| text += &meaning(column));
    text + "\n" + FORMULA
}

/// A column and what it holds, in lines that no terminal breaks.
fn meaning((name, says): (&str, &str)) -> String {
    format!("  {name:<16} {}\n", wrap(says, 76).join(&*format!("\n{:19}", "")))
}
