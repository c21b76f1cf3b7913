//! `consort network trend`: how often, month by month.
//!
//! In: a graph and one or two names. Out: one row a month. Never: an undated story passed over in silence.

use std::collections::BTreeSet;

use clap::Args;
use consort::merge::Claims;
use consort::merge::cooccur::{CooccurOptions, count};
use consort::network::{Weight, from_claims, trend};
use consort::view::network::{sparkline, trend_table};
use consort::view::table::Overflow;
use consort::{EntityId, Story, Window};

use crate::args::FormatArgs;
use crate::network::args::SourceArgs;
use crate::network::source::{Graph, write};
use crate::outcome::Outcome;
use crate::say::{Say, counted};

/// `consort network trend`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort network trend interpol\n  consort network trend osce unodc\n  consort network trend deu unodc-wco-ccp --edges funds"
)]
pub(crate) struct TrendArgs {
    /// Who.
    #[arg(value_name = "A")]
    pub a: String,
    /// Together with whom.
    #[arg(value_name = "B")]
    pub b: Option<String>,
    /// The network.
    #[command(flatten)]
    pub source: SourceArgs,
    /// How to print.
    #[command(flatten)]
    pub print: FormatArgs,
}

/// Runs the command.
pub(crate) fn run(args: &TrendArgs, say: &Say) -> anyhow::Result<Outcome> {
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
        trend(stories.filter(|story| scope.takes(story)), &in_story)
    })?;
    let what = match (&b, options.window) {
        (None, _) | (_, Window::Sentence) => "sentences",
        (Some(_), _) => "together",
    };
    write(&trend_table(&found, what), &args.print, Overflow::Ellipsis)?;
    let total: u64 = found.months.iter().map(|month| month.count).sum();
    if args.print.is_table() {
        let label = |id: &EntityId| graph.names.label(id);
        let who =
            b.as_ref().map_or_else(|| label(&a), |b| format!("{} and {}", label(&a), label(b)));
        let line = sparkline(&found);
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
