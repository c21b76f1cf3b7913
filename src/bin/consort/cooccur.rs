//! `consort cooccur`: who is named together most.
//!
//! In: a graph. Out: a table of pairs. Never: a measure without its counts.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufWriter, Write};

use anyhow::Context;
use clap::Args;
use consort::view::cooccur::{
    CooccurOptions, Detail, Measure, RankOptions, Shuffles, backbone, count, rank, table,
};
use consort::view::scope::Scope;
use consort::{Class, EntityId, Source, Story, Tie, Window};

use crate::args::{GraphArgs, TableFormat};
use crate::graph::{Labels, Stories, labels, layout, open};
use crate::outcome::Outcome;
use crate::say::Say;

/// `consort cooccur`
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  consort cooccur
  consort cooccur --window 3-sentences --exclude-publisher --max-q 0.05
  consort cooccur --class country,organisation --since 2020-07 --country alb
  consort cooccur --null 200 --by z
  consort cooccur --backbone 0.05 --top 0 --format csv > backbone.csv

`together` counts windows, `distinct` only those that differ in more than a few words, `sources` their publishers. \
`association` is observed over expected (1 is chance), `q` the false discovery rate. Windows of several sentences \
slide; two mentions are counted once, in the shortest run of sentences that holds both.")]
pub(crate) struct CooccurArgs {
    /// What to count.
    #[command(flatten)]
    pub count: CountArgs,
    /// Rows to print; 0 for all.
    #[arg(long, value_name = "N", default_value = "20")]
    pub top: usize,
    /// Leave out pairs counted less often.
    #[arg(long, value_name = "N", default_value = "1")]
    pub min: u64,
    /// Leave out pairs with a false discovery rate above this, such as 0.05.
    #[arg(long, value_name = "RATE", default_value = "1")]
    pub max_q: f64,
    /// Keep only the backbone: ties that stand out at one of their ends at this level, such as 0.05.
    #[arg(long, value_name = "ALPHA")]
    pub backbone: Option<f64>,
    /// Compare with so many shuffles that keep how often each name and how many names each window has: adds z and p.
    #[arg(long, value_name = "SHUFFLES", value_parser = clap::value_parser!(u32).range(2..))]
    pub null: Option<u32>,
    /// Where the shuffles' random numbers start.
    #[arg(long, value_name = "N", default_value = "1", requires = "null")]
    pub seed: u64,
    /// What to sort by: count, documents, distinct, sources, association, npmi, loglik, jaccard, cosine, z.
    #[arg(long, value_name = "MEASURE", default_value = "count")]
    pub by: String,
    /// How to print; csv and json have every measure.
    #[arg(long, short, value_enum, default_value = "table")]
    pub format: TableFormat,
    /// The graph.
    #[command(flatten)]
    pub graph: GraphArgs,
}

/// Which pairs count, and where.
#[derive(Debug, Args)]
pub(crate) struct CountArgs {
    /// Classes to count: organisation (what counts when nothing is said), programme, donor, country.
    #[arg(long = "class", value_name = "CLASS", value_delimiter = ',')]
    pub classes: Vec<String>,
    /// What two names must share: a sentence, a paragraph, a document, or so many sentences in a row (3-sentences).
    #[arg(long, value_name = "WINDOW", default_value = "sentence")]
    pub window: String,
    /// Entities that do not count, by id, label or alias.
    #[arg(long, value_name = "ENTITY", value_delimiter = ',')]
    pub exclude: Vec<String>,
    /// Do not count an entity in stories that it published itself.
    #[arg(long)]
    pub exclude_publisher: bool,
    /// Count only stories whose dateline names this country.
    #[arg(long = "country", value_name = "COUNTRY", value_delimiter = ',')]
    pub countries: Vec<String>,
    /// Count only stories from this day, month or year on.
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Count only stories up to this day, month or year.
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
}

/// Runs the command.
pub(crate) fn run(args: &CooccurArgs, say: &Say) -> anyhow::Result<Outcome> {
    let by = args.by.parse::<Measure>().map_err(anyhow::Error::msg)?;
    anyhow::ensure!(
        by != Measure::Z || args.null.is_some(),
        "--by z needs --null, such as --null 200"
    );
    for (name, value) in [("--max-q", Some(args.max_q)), ("--backbone", args.backbone)] {
        let fits = value.is_none_or(|value| (0.0..=1.0).contains(&value));
        anyhow::ensure!(fits, "{name} takes a number from 0 to 1, such as 0.05");
    }
    let snapshot = open(&args.graph.graph)?;
    let names = labels(&snapshot)?;
    let mut options = args.count.options(&names)?;
    options.null = args.null.map(|n| Shuffles { n, seed: args.seed });
    let mut stories = Stories::of(&snapshot)?;
    let ties = args.count.count(&mut stories, &options, &names, say);
    stories.failure()?;
    let n_pairs = ties.len();
    let ties = match args.backbone {
        Some(alpha) => backbone(ties, alpha),
        None => ties,
    };
    let top = (args.top > 0).then_some(args.top);
    let ties = rank(ties, &RankOptions { by, min: args.min, max_q: args.max_q, top });
    let detail = if args.format == TableFormat::Table { Detail::Reading } else { Detail::All };
    let mut out = BufWriter::new(std::io::stdout().lock());
    table(&ties, detail, &|id| names.label(id)).write(args.format.into(), layout(), &mut out)?;
    out.flush()?;
    if args.format == TableFormat::Table {
        say.line(&footer(args, &options, &ties, n_pairs, by));
    }
    Ok(Outcome::whole(!ties.is_empty()))
}

impl CountArgs {
    /// The same, with entities instead of names.
    pub(crate) fn options(&self, names: &Labels) -> anyhow::Result<CooccurOptions> {
        let classes = self.classes.iter().map(|c| c.parse()).collect::<Result<Vec<Class>, _>>();
        let classes = classes.map_err(anyhow::Error::msg)?;
        let entities = |typed: &[String]| -> anyhow::Result<Vec<EntityId>> {
            typed.iter().map(|t| names.find(t)).collect()
        };
        let date = |option: &str, typed: &Option<String>| {
            let date = typed.as_deref().map(str::parse).transpose();
            date.map_err(anyhow::Error::msg).with_context(|| option.to_owned())
        };
        let scope = Scope {
            since: date("--since", &self.since)?,
            until: date("--until", &self.until)?,
            countries: entities(&self.countries).context("--country")?,
        };
        Ok(CooccurOptions {
            window: self.window.parse().map_err(anyhow::Error::msg)?,
            classes: if classes.is_empty() { vec![Class::Organisation] } else { classes },
            exclude: entities(&self.exclude).context("--exclude")?,
            scope,
            null: None,
        })
    }

    /// Counts, and says what was passed over.
    pub(crate) fn count(
        &self,
        stories: &mut dyn Iterator<Item = Story>,
        options: &CooccurOptions,
        names: &Labels,
        say: &Say,
    ) -> Vec<Tie> {
        self.read(stories, options, names, say, |stories| count(stories, options))
    }

    /// Hands on the stories as they count, and says what was passed over.
    pub(crate) fn read<T>(
        &self,
        stories: &mut dyn Iterator<Item = Story>,
        options: &CooccurOptions,
        names: &Labels,
        say: &Say,
        reader: impl FnOnce(&mut dyn Iterator<Item = Story>) -> T,
    ) -> T {
        let mut n_undated = 0_usize;
        let mut publishers = Publishers::new(names);
        let read = reader(&mut stories.map(|mut story| {
            n_undated += usize::from(story.document.date_start.is_none());
            if self.exclude_publisher {
                publishers.take_out(&mut story);
            }
            story
        }));
        if options.scope.is_dated() && n_undated > 0 {
            say.warning(&format!("{n_undated} stories have no date and are left out"));
        }
        if self.exclude_publisher {
            publishers.report(say);
        }
        read
    }
}

/// The entities that publish stories.
struct Publishers<'a> {
    names: &'a Labels,
    known: BTreeMap<String, Option<EntityId>>,
}

impl<'a> Publishers<'a> {
    fn new(names: &'a Labels) -> Self {
        Self { names, known: BTreeMap::new() }
    }

    /// Removes the mentions of whoever published the story.
    fn take_out(&mut self, story: &mut Story) {
        let source = &story.document.source;
        let publisher =
            self.known.entry(source.name()).or_insert_with(|| find_publisher(source, self.names));
        if let Some(publisher) = publisher {
            story.extraction.mentions.retain(|mention| mention.entity.id != *publisher);
        }
    }

    fn report(&self, say: &Say) {
        let unknown: BTreeSet<&str> =
            self.known.iter().filter(|(_, id)| id.is_none()).map(|(name, _)| &**name).collect();
        if unknown.is_empty() {
            return;
        }
        let shown: Vec<&str> = unknown.iter().take(5).copied().collect();
        let more = if unknown.len() > shown.len() { ", …" } else { "" };
        say.warning(&format!(
            "--exclude-publisher finds no entity behind {}{more}; name it with --exclude",
            shown.join(", ")
        ));
    }
}

/// The entity called like the publisher, else like a part of the host: `unodc` of `www.unodc.org`.
fn find_publisher(source: &Source, names: &Labels) -> Option<EntityId> {
    let host = source.host();
    let parts = host.iter().flat_map(|host| host.rsplit('.').skip(1));
    source.publisher.iter().map(String::as_str).chain(parts).find_map(|name| names.find(name).ok())
}

fn footer(
    args: &CooccurArgs,
    options: &CooccurOptions,
    ties: &[Tie],
    n_pairs: usize,
    by: Measure,
) -> String {
    let folder = match args.graph.graph.to_str() {
        Some("graph") => String::new(),
        _ => format!(" -g {}", args.graph.graph.display()),
    };
    let window = match options.window {
        Window::Sentences(k) => format!("run of {k} sentences"),
        window => window.to_string(),
    };
    let pair = ties.first().map_or("A B".to_owned(), |tie| format!("{} {}", tie.a, tie.b));
    let backbone =
        args.backbone.map_or(String::new(), |alpha| format!(" in the backbone at {alpha}"));
    format!(
        "{} of {n_pairs} pairs{backbone}, by {by} in one {window}; the sentences behind a pair: consort explain {pair}{folder}",
        ties.len()
    )
}
