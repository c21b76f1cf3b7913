//! `consort network rank --stability`: which ranks are safe to print.
//!
//! In: a graph and a measure. Out: each rank with how far it moves. Never: a rank called safe that another reading of the
//! names changes.

use std::sync::Arc;

use consort::merge::Claims;
use consort::merge::cooccur::{Counter, count};
use consort::network::{
    Centrality, CentralityOptions, Network, RankRange, StabilityOptions, Weight, by_nodes,
    from_claims, from_ties, rank_elsewhere, ranks, resampled_ranks,
};
use consort::view::table::{Cell, Table};
use consort::{Entity, EntityId, Mention, Origin, Story, Via};

use crate::network::args::{PrintArgs, SourceArgs};
use crate::network::source::{Graph, Source};
use crate::outcome::Outcome;
use crate::say::Say;

/// A measure whose ranks are in question.
pub(crate) struct Asked<'a> {
    pub measure: Centrality,
    pub settings: &'a CentralityOptions,
    /// How often documents are drawn anew, and from which seed.
    pub resamples: StabilityOptions,
}

/// Prints the ranks of the source's nodes, each with how far it moves.
pub(crate) fn run(
    asked: &Asked<'_>,
    source: &Source,
    args: &SourceArgs,
    print: &PrintArgs,
    say: &Say,
) -> anyhow::Result<Outcome> {
    let Some(graph) = &source.graph else { anyhow::bail!("a list of links has no documents") };
    let Asked { measure, settings, resamples } = asked;
    let read = read(graph, args)?;
    let documents: Vec<_> =
        read.documents.iter().map(|links| by_nodes(&source.network, links)).collect();
    let ranges =
        resampled_ranks(&source.network, &documents, args.min, *measure, settings, resamples);
    let values = measure.of(&source.network, settings).values;
    let other = read.readings.map(|readings| {
        readings.map(|network| {
            let ranks = ranks(&measure.of(&network, settings).values);
            (network, ranks)
        })
    });
    let mut nodes: Vec<u32> = source.network.nodes().collect();
    nodes.sort_by_key(|node| ranges[*node as usize].rank);
    let columns = ["rank", "name", measure.name(), "low", "high", "certain", "all", "safe", "id"];
    let mut table = Table::new(columns);
    let mut n_safe = 0;
    for node in nodes {
        let range = ranges[node as usize];
        let elsewhere = other.as_ref().map(|readings| {
            readings
                .each_ref()
                .map(|(network, ranks)| rank_elsewhere(&source.network, node, network, ranks))
        });
        let safe = is_safe(&range, elsewhere);
        n_safe += usize::from(safe);
        let [certain, all] = elsewhere.unwrap_or_default();
        let id = source.network.id(node);
        let place = |rank: Option<usize>| rank.map_or(Cell::Empty, |r| Cell::integer(r as u64));
        table.push(vec![
            place(Some(range.rank)),
            Cell::text(source.label(id)),
            Cell::weight(values[node as usize], print.digits.into()),
            place(Some(range.low)),
            place(Some(range.high)),
            place(certain),
            place(all),
            Cell::text(if safe { "yes" } else { "no" }),
            Cell::text(&**id),
        ]);
    }
    let n_nodes = table.rows.len();
    if print.top > 0 {
        table.rows.truncate(print.top);
    }
    let shown = format!(
        "{n_safe} of {n_nodes} ranks by {measure} are safe to print: the same in 95 % of {} resamples of the documents{}; \
         print the others as low–high",
        resamples.resamples,
        if other.is_some() { ", with certain mentions only and with all candidates" } else { "" }
    );
    source.print(&table, &shown, print, say)
}

fn is_safe(range: &RankRange, elsewhere: Option<[Option<usize>; 2]>) -> bool {
    let same = |rank: Option<usize>| rank == Some(range.rank);
    range.is_safe() && elsewhere.is_none_or(|ranks| ranks.into_iter().all(same))
}

/// What one pass over the stories gives.
struct Read {
    /// The links of each document, with what it adds to their counts.
    documents: Vec<Vec<(EntityId, EntityId, f64)>>,
    /// The networks of certain mentions only, and of all candidates; none where links are relations, which are read from
    /// linked names only.
    readings: Option<[Network; 2]>,
}

fn read(graph: &Graph, args: &SourceArgs) -> anyhow::Result<Read> {
    let mut documents = Vec::new();
    let mut counters = [(); 2].map(|()| Counter::new(graph.options.clone()));
    let mut add = |story: Story| {
        if args.edges.is_empty() {
            let ties = count([&story], &graph.options);
            // Each document adds its windows; or itself once, where documents are counted.
            let part =
                |count: u64| if args.weight == Weight::Documents { 1.0 } else { count as f64 };
            documents.push(ties.into_iter().map(|t| (t.a, t.b, part(t.count))).collect());
            counters[0].add(&certain(story.clone()));
            counters[1].add(&with_candidates(story, graph));
        } else {
            let mut claims = Claims::new();
            claims.add(&story);
            let weight = if args.weight == Weight::Documents { args.weight } else { Weight::Count };
            let network = from_claims(&claims, &args.edges, &|id| graph.keeps(id), weight, 0.0);
            let id = |node| network.id(node).clone();
            documents.push(network.links().map(|(a, b, w)| (id(a), id(b), w)).collect());
        }
    };
    graph.read(args, &graph.options, None, |stories| {
        stories.filter(|story| graph.options.scope.takes(story)).for_each(&mut add);
    })?;
    let readings = args
        .edges
        .is_empty()
        .then(|| counters.map(|counter| from_ties(&counter.finish(), args.weight, args.min)));
    Ok(Read { documents, readings })
}

/// Without the mentions that only their context made one entity's: conditional aliases.
fn certain(mut story: Story) -> Story {
    story.extraction.mentions.retain(|mention| mention.via != Via::Conditional);
    story
}

/// With a mention of every candidate of each name that stayed unlinked. Candidates that the graph never names otherwise are
/// unknown to it and stay out.
fn with_candidates(mut story: Story, graph: &Graph) -> Story {
    let extraction = &mut story.extraction;
    for unlinked in &extraction.unlinked {
        for id in &unlinked.candidates {
            let Some(class) = graph.names.class(id) else { continue };
            let entity = Entity {
                id: id.clone(),
                label: graph.names.label(id),
                class,
                country: None,
                parent: None,
                origin: Origin::Listed,
            };
            extraction.mentions.push(Mention {
                span: unlinked.span,
                sentence: unlinked.sentence,
                entity: Arc::new(entity),
                via: Via::Name,
                nested: false,
            });
        }
    }
    story
}
