//! `consort network path`: the way from one to another.
//!
//! In: a network, two names. Out: one row a hop, with the best sentence for it. Never: a hop without its weight.

use anyhow::Context;
use consort::view::explain::Passage;
use consort::view::network::{best_passages, paths};
use consort::view::table::{Cell, Overflow, Table};
use consort::{EntityId, Predicate};

use crate::args::TableFormat;
use crate::network::args::PathArgs;
use crate::network::source::{Source, write};
use crate::outcome::Outcome;
use crate::say::Say;

/// Runs the command.
pub(crate) fn run(args: &PathArgs, say: &Say) -> anyhow::Result<Outcome> {
    let source = Source::read(&args.source, say)?;
    let (from, to) = (source.find(&args.from)?, source.find(&args.to)?);
    anyhow::ensure!(from != to, "the way from {} to itself has no hops; name two", args.from);
    let network = &source.network;
    let found = paths(network, from, to, args.length, args.k.max(1));
    let mut links: Vec<(EntityId, EntityId)> = found
        .iter()
        .flat_map(|path| path.hops())
        .map(|(a, b)| (network.id(a).clone(), network.id(b).clone()))
        .collect();
    links.sort_unstable();
    links.dedup();
    let sentences = sentences(&source, &links, &args.source.edges)?;
    let columns =
        ["path", "from", "to", "weight", "date", "sentence", "document", "from_id", "to_id"];
    let mut table = Table::new(columns);
    for (i, path) in found.iter().enumerate() {
        for (a, b) in path.hops() {
            let (a_id, b_id) = (network.id(a), network.id(b));
            let at = links.binary_search(&(a_id.clone(), b_id.clone()));
            let strength = network.weight(a, b).context("a hop without a link")?;
            let passage = at.ok().and_then(|at| sentences.get(at)?.as_ref());
            table.push(vec![
                Cell::integer(i as u64 + 1),
                Cell::text(source.label(a_id)),
                Cell::text(source.label(b_id)),
                Cell::weight(strength, args.print.digits.into()),
                Cell::optional(passage.and_then(|p| p.date).map(|date| date.to_string())),
                Cell::optional(passage.map(|p| p.quote.as_str())),
                Cell::optional(passage.map(|p| p.document.as_str())),
                Cell::text(&**a_id),
                Cell::text(&**b_id),
            ]);
        }
    }
    if args.print.format == TableFormat::Table {
        // For reading, the sentences whole and the ids left to the other formats.
        table.columns.truncate(6);
        table.rows.iter_mut().for_each(|row| row.truncate(6));
    }
    write(&table, args.print.format, Overflow::Wrap)?;
    if args.print.format == TableFormat::Table {
        let lengths: Vec<String> = found
            .iter()
            .map(|p| format!("{} hops, length {:.4}", p.nodes.len() - 1, p.length))
            .collect();
        let (a, b) = (source.label(network.id(from)), source.label(network.id(to)));
        match lengths.len() {
            0 => say.line(&format!("no way leads from {a} to {b}")),
            _ => say.line(&format!("by {}: {}", args.length.name(), lengths.join("; "))),
        }
        if let Some(graph) = &source.graph {
            say.line(&graph.footer());
        }
    }
    Ok(Outcome::whole(!found.is_empty()))
}

/// The best sentence for each link, where there is a graph to look in.
fn sentences(
    source: &Source,
    links: &[(EntityId, EntityId)],
    wanted: &[Predicate],
) -> anyhow::Result<Vec<Option<Passage>>> {
    let Some(graph) = &source.graph else { return Ok(vec![]) };
    let mut stories = graph.stories()?;
    let scope = &graph.options.scope;
    let found = best_passages(stories.by_ref().filter(|s| scope.takes(s)), links, wanted);
    stories.failure()?;
    Ok(found)
}
