//! `consort network compare`: what grew and what ended between two periods.
//!
//! In: a graph and two periods. Out: one row a link. Never: a count without the size of the period it is from.

use clap::Args;
use consort::merge::Scope;
use consort::merge::cooccur::CooccurOptions;
use consort::network::{Network, Sizes, Weight, compare};
use consort::view::network::change_table;
use consort::view::table::Overflow;
use consort::{PartialDate, Story, Window};

use crate::network::args::{PrintArgs, SourceArgs};
use crate::network::source::{Graph, ends, part, write};
use crate::outcome::Outcome;
use crate::say::Say;

/// `consort network compare`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort network compare --before 2020-06 --after 2020-07\n  consort network compare --before 2019 --after 2020 --edges funds --format csv"
)]
pub(crate) struct CompareArgs {
    /// The last day, month or year of the first period.
    #[arg(long, value_name = "DATE")]
    pub before: PartialDate,
    /// The first day, month or year of the second period.
    #[arg(long, value_name = "DATE")]
    pub after: PartialDate,
    /// The network.
    #[command(flatten)]
    pub source: SourceArgs,
    /// How to print.
    #[command(flatten)]
    pub print: PrintArgs,
}

/// Runs the command.
pub(crate) fn run(args: &CompareArgs, say: &Say) -> anyhow::Result<Outcome> {
    let between = Scope { since: Some(args.after), until: Some(args.before), ..Scope::default() };
    anyhow::ensure!(
        between.is_empty(),
        "the two periods overlap; --before {} is to end before --after {} begins",
        args.before,
        args.after
    );
    let graph = Graph::open(&args.source)?;
    let before = Period::read(&graph, &args.source, None, Some(args.before), say)?;
    let after = Period::read(&graph, &args.source, Some(args.after), None, say)?;
    let sizes = Sizes {
        before: before.windows,
        after: after.windows,
        counts: args.source.weight == Weight::Count && args.source.min <= 1.0,
    };
    let changes = compare(&before.network, &after.network, sizes);
    let mut table = change_table(&changes, &|id| graph.names.label(id), args.print.digits.into());
    if args.print.top > 0 {
        table.rows.truncate(args.print.top);
    }
    write(&table, &args.print.format, Overflow::Ellipsis)?;
    if args.print.format.is_table() {
        let of_kind = |kind: &str| changes.iter().filter(|c| c.kind.name() == kind).count();
        say.line(&format!(
            "{} links: {} new, {} ended; {} stories up to {} and {} from {}; grew and shrank by share of the text",
            part(&table, changes.len()),
            of_kind("new"),
            of_kind("ended"),
            before.stories,
            args.before,
            after.stories,
            args.after,
        ));
        say.line(&graph.footer(ends(&table)));
    }
    Ok(Outcome::whole(!changes.is_empty()))
}

/// One side of a comparison.
struct Period {
    network: Network,
    stories: u64,
    windows: u64,
}

impl Period {
    /// The part of the arguments' scope that lies in the period.
    fn read(
        graph: &Graph,
        args: &SourceArgs,
        since: Option<PartialDate>,
        until: Option<PartialDate>,
        say: &Say,
    ) -> anyhow::Result<Self> {
        let scope = &graph.options.scope;
        let scope = Scope {
            since: since.or(scope.since),
            until: until.or(scope.until),
            countries: scope.countries.clone(),
        };
        let options = CooccurOptions { scope, ..graph.options.clone() };
        let network = graph.network(args, &options, say)?;
        let (mut n_stories, mut windows) = (0, 0);
        graph.read(args, &options, None, |stories| {
            for story in stories.filter(|story| options.scope.takes(story)) {
                n_stories += 1;
                windows += n_windows(&story, options.window) as u64;
            }
        })?;
        Ok(Self { network, stories: n_stories, windows })
    }
}

/// In how many windows of a story a pair could stand.
fn n_windows(story: &Story, window: Window) -> usize {
    match window {
        Window::Sentence | Window::Sentences(_) => story.extraction.sentences.len(),
        Window::Paragraph => story.document.paragraphs.len(),
        Window::Document => 1,
    }
}
