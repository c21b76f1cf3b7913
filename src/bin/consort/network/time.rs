//! `consort network compare` and `trend`: what changes in time.
//!
//! In: a graph and periods, or one or two names. Out: one row a link, or one a month. Never: a count without the size of
//! the period it is from.

use std::collections::BTreeSet;

use consort::rdf::Claims;
use consort::view::cooccur::{CooccurOptions, count};
use consort::view::network::{
    Network, Sizes, Weight, change_table, compare as compare_networks, from_claims,
    trend as by_month,
};
use consort::view::scope::Scope;
use consort::view::table::Overflow;
use consort::{EntityId, PartialDate, Story, Window};

use crate::args::TableFormat;
use crate::network::args::{CompareArgs, SourceArgs, TrendArgs};
use crate::network::source::{Graph, write};
use crate::outcome::Outcome;
use crate::say::Say;

/// Runs `consort network compare`.
pub(crate) fn compare(args: &CompareArgs, say: &Say) -> anyhow::Result<Outcome> {
    let graph = Graph::open(&args.source)?;
    let before = Period::read(&graph, &args.source, None, Some(args.before))?;
    let after = Period::read(&graph, &args.source, Some(args.after), None)?;
    let sizes = Sizes {
        before: before.windows,
        after: after.windows,
        counts: args.source.weight == Weight::Count && args.source.min <= 1.0,
    };
    let changes = compare_networks(&before.network, &after.network, sizes);
    let mut table = change_table(&changes, &|id| graph.names.label(id), args.print.digits.into());
    if args.print.top > 0 {
        table.rows.truncate(args.print.top);
    }
    write(&table, args.print.format, Overflow::Ellipsis)?;
    if args.print.format == TableFormat::Table {
        let counted = |kind: &str| changes.iter().filter(|c| c.kind.name() == kind).count();
        say.line(&format!(
            "{} of {} links: {} new, {} ended; {} stories up to {} and {} from {}; grew and shrank by share of the text",
            table.rows.len(),
            changes.len(),
            counted("new"),
            counted("ended"),
            before.stories,
            args.before,
            after.stories,
            args.after,
        ));
        say.line(&graph.footer());
    }
    if before.stories == 0 || after.stories == 0 {
        say.warning(
            "one of the periods has no dated story; consort stats shows the dates of the graph",
        );
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
    ) -> anyhow::Result<Self> {
        let scope = &graph.options.scope;
        let scope = Scope {
            since: since.or(scope.since),
            until: until.or(scope.until),
            countries: scope.countries.clone(),
        };
        let options = CooccurOptions { scope, ..graph.options.clone() };
        let network = graph.network(args, &options)?;
        let (mut n_stories, mut windows) = (0, 0);
        let mut stories = graph.stories()?;
        for story in stories.by_ref().filter(|story| options.scope.takes(story)) {
            n_stories += 1;
            windows += n_windows(&story, options.window) as u64;
        }
        stories.failure()?;
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

/// Runs `consort network trend`.
pub(crate) fn trend(args: &TrendArgs, say: &Say) -> anyhow::Result<Outcome> {
    let graph = Graph::open(&args.source)?;
    let a = graph.names.find(&args.a)?;
    let b = args.b.as_ref().map(|b| graph.names.find(b)).transpose()?;
    anyhow::ensure!(b.as_ref() != Some(&a), "name two different entities, or one");
    let mut options = graph.options.clone();
    // Who is asked for by name counts, whatever the class.
    let classes =
        [Some(&a), b.as_ref()].into_iter().flatten().filter_map(|id| graph.names.class(id));
    options.classes.extend(classes);
    let scope = options.scope.clone();
    let counted = |story: &Story| match (&b, &args.source.edges[..]) {
        (None, []) => naming(story, &a),
        (Some(b), []) => together(story, &a, b, &options),
        (partner, _) => stating(story, &a, partner.as_ref(), &args.source),
    };
    let mut stories = graph.stories()?;
    let found = by_month(stories.by_ref().filter(|story| scope.takes(story)), &counted);
    stories.failure()?;
    write(&found.table(), args.format, Overflow::Ellipsis)?;
    let total: u64 = found.months.iter().map(|month| month.count).sum();
    if args.format == TableFormat::Table {
        let label = |id: &EntityId| graph.names.label(id);
        let who =
            b.as_ref().map_or_else(|| label(&a), |b| format!("{} and {}", label(&a), label(b)));
        say.line(&format!("{}  {who}: {total}", found.sparkline()));
        if found.undated > 0 {
            say.line(&format!("{} more stories are not known to the month", found.undated));
        }
        say.line(&match b {
            Some(b) => format!("the sentences: consort explain {a} {b}{}", graph.folder),
            None => format!("the edges: consort explain {a}{}", graph.folder),
        });
    }
    Ok(Outcome::whole(total > 0))
}

/// Sentences that name an entity.
fn naming(story: &Story, id: &EntityId) -> u64 {
    let mentions = story.extraction.mentions.iter().filter(|m| !m.nested && m.entity.id == *id);
    mentions.map(|m| m.sentence).collect::<BTreeSet<_>>().len() as u64
}

/// Windows that name both.
fn together(story: &Story, a: &EntityId, b: &EntityId, options: &CooccurOptions) -> u64 {
    let ties = count([story], options);
    let both = |x: &EntityId, y: &EntityId| (x, y) == (a, b) || (x, y) == (b, a);
    ties.iter().find(|tie| both(&tie.a, &tie.b)).map_or(0, |tie| tie.count)
}

/// Sentences that state a link of an entity, with a partner if one is asked for.
fn stating(story: &Story, a: &EntityId, b: Option<&EntityId>, args: &SourceArgs) -> u64 {
    let mut claims = Claims::new();
    claims.add(story);
    let network = from_claims(&claims, &args.edges, &|_| true, Weight::Count, 0.0);
    let asked = |x: &EntityId, y: &EntityId| {
        (x == a && b.is_none_or(|b| y == b)) || (y == a && b.is_none_or(|b| x == b))
    };
    let links = network.links().filter(|(x, y, _)| asked(network.id(*x), network.id(*y)));
    links.map(|(_, _, weight)| weight).sum::<f64>() as u64
}
