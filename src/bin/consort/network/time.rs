//! `consort network compare` and `trend`: what changes in time.
//!
//! In: a graph and periods, or one or two names. Out: one row a link, or one a month. Never: a count without the size of
//! the period it is from.

use std::collections::BTreeSet;

use consort::merge::Claims;
use consort::merge::Scope;
use consort::merge::cooccur::{CooccurOptions, count};
use consort::network::{
    Network, Sizes, Weight, change_table, compare as compare_networks, from_claims,
    trend as by_month,
};
use consort::view::table::Overflow;
use consort::{EntityId, PartialDate, Story, Window};

use crate::args::TableFormat;
use crate::network::args::{CompareArgs, SourceArgs, TrendArgs};
use crate::network::source::{Graph, ends, part, write};
use crate::outcome::Outcome;
use crate::say::{Say, counted};

/// Runs `consort network compare`.
pub(crate) fn compare(args: &CompareArgs, say: &Say) -> anyhow::Result<Outcome> {
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
    let changes = compare_networks(&before.network, &after.network, sizes);
    let mut table = change_table(&changes, &|id| graph.names.label(id), args.print.digits.into());
    if args.print.top > 0 {
        table.rows.truncate(args.print.top);
    }
    write(&table, args.print.format, Overflow::Ellipsis)?;
    if args.print.format == TableFormat::Table {
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
    let in_story = |story: &Story| match (&b, &args.source.edges[..]) {
        (None, []) => naming(story, &a),
        (Some(b), []) => together(story, &a, b, &options),
        (partner, _) => stating(story, &a, partner.as_ref(), &args.source),
    };
    let found = graph.read(&args.source, &options, Some(say), |stories| {
        by_month(stories.filter(|story| scope.takes(story)), &in_story)
    })?;
    let what = match (&b, options.window) {
        (None, _) | (_, Window::Sentence) => "sentences",
        (Some(_), _) => "together",
    };
    write(&found.table(what), args.format, Overflow::Ellipsis)?;
    let total: u64 = found.months.iter().map(|month| month.count).sum();
    if args.format == TableFormat::Table {
        let label = |id: &EntityId| graph.names.label(id);
        let who =
            b.as_ref().map_or_else(|| label(&a), |b| format!("{} and {}", label(&a), label(b)));
        let line = found.sparkline();
        let gap = if line.is_empty() { "" } else { "  " };
        say.line(&format!("{line}{gap}{who}: {total}"));
        if found.undated > 0 {
            let stories =
                counted(found.undated as usize, "story that counts is", "stories that count are");
            say.line(&format!("{stories} not known to the month, and in none of them"));
        }
        let folder = &graph.folder;
        say.line(&match (b, &args.source.edges[..]) {
            (Some(b), _) => graph.footer(Some([a, b].map(|id| id.to_string()))),
            (None, []) => format!("the sentences: consort explain {a} --named{folder}"),
            (None, [one]) => format!("the sentences: consort explain {a} {one}{folder}"),
            (None, _) => format!("the edges: consort explain {a}{folder}"),
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
