//! `consort network path`: the way from one to another.
//!
//! In: a network, two names. Out: one row a hop, with the best sentence for it. Never: a hop without its weight.

use std::io::{BufWriter, Write};

use anyhow::Context;
use clap::Args;
use consort::network::{Length, Path, paths};
use consort::view::explain::Passage;
use consort::view::explain::best_passages;
use consort::view::table::{Cell, Overflow, Table, wrap};
use consort::{EntityId, Predicate};

use crate::graph::layout;
use crate::network::args::{PrintArgs, SourceArgs};
use crate::network::source::{Source, write};
use crate::outcome::Outcome;
use crate::say::{Say, counted};

/// `consort network path`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort network path osce interpol\n  consort network path eu undp --edges funds,implements,partnersWith --length hops -k 3"
)]
pub(crate) struct PathArgs {
    /// From whom.
    #[arg(value_name = "A")]
    pub from: String,
    /// To whom.
    #[arg(value_name = "B")]
    pub to: String,
    /// What makes a path short: strength (a link of weight w is 1/w long), or hops.
    #[arg(long, value_name = "LENGTH", default_value = "strength")]
    pub length: Length,
    /// How many paths, best first; up to 1000.
    #[arg(short, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub k: u16,
    /// The network.
    #[command(flatten)]
    pub source: SourceArgs,
    /// How to print.
    #[command(flatten)]
    pub print: PrintArgs,
}

/// Runs the command.
pub(crate) fn run(args: &PathArgs, say: &Say) -> anyhow::Result<Outcome> {
    let source = Source::read(&args.source, say)?;
    let (from, to) = (source.find(&args.from)?, source.find(&args.to)?);
    anyhow::ensure!(from != to, "the way from {} to itself has no hops; name two", args.from);
    let network = &source.network;
    let found = paths(network, from, to, args.length, args.k.into());
    let label = |node| source.label(network.id(node));
    if found.is_empty() {
        say.line(&format!("no way leads from {} to {}", label(from), label(to)));
        return Ok(Outcome::Partly);
    }
    let hops = hops(args, &source, &found)?;
    if !args.print.format.is_table() {
        write(&table(args, &source, &hops), &args.print.format, Overflow::Ellipsis)?;
        return Ok(Outcome::Done);
    }
    text(&source, &found, &hops)?;
    let by = args.length.name();
    say.line(&format!("{} by {by}: {}", counted(found.len(), "path", "paths"), source.links));
    if let Some(graph) = &source.graph {
        let ends = hops.first().map(|hop| [hop.a, hop.b].map(|n| network.id(n).to_string()));
        say.line(&graph.footer(ends));
    }
    Ok(Outcome::Done)
}

/// One step of a path.
struct Hop {
    /// The path, from 1.
    path: usize,
    a: u32,
    b: u32,
    weight: f64,
    passage: Option<Passage>,
}

/// The hops of all paths, each with its best sentence.
fn hops(args: &PathArgs, source: &Source, found: &[Path]) -> anyhow::Result<Vec<Hop>> {
    let network = &source.network;
    let mut links: Vec<(EntityId, EntityId)> = found
        .iter()
        .flat_map(Path::hops)
        .map(|(a, b)| (network.id(a).clone(), network.id(b).clone()))
        .collect();
    links.sort_unstable();
    links.dedup();
    let sentences = sentences(args, source, &links)?;
    let mut hops = Vec::new();
    for (i, path) in found.iter().enumerate() {
        for (a, b) in path.hops() {
            let link = (network.id(a).clone(), network.id(b).clone());
            let weight = network.weight(a, b).context("a hop without a link")?;
            let at = links.binary_search(&link).ok();
            let passage = at.and_then(|at| sentences.get(at).cloned().flatten());
            hops.push(Hop { path: i + 1, a, b, weight, passage });
        }
    }
    Ok(hops)
}

/// The best sentence for each link, where there is a graph to look in.
fn sentences(
    args: &PathArgs,
    source: &Source,
    links: &[(EntityId, EntityId)],
) -> anyhow::Result<Vec<Option<Passage>>> {
    let Some(graph) = &source.graph else { return Ok(vec![]) };
    let (options, wanted): (_, &[Predicate]) = (&graph.options, &args.source.edges);
    graph.read(&args.source, options, None, |stories| {
        let stories = stories.filter(|story| options.scope.takes(story));
        best_passages(stories, links, wanted, options.window)
    })
}

/// One row a hop, for programs.
fn table(args: &PathArgs, source: &Source, hops: &[Hop]) -> Table {
    let columns =
        ["path", "from", "to", "weight", "date", "sentence", "document", "from_id", "to_id"];
    let mut table = Table::new(columns);
    for Hop { path, a, b, weight, passage } in hops {
        let [a, b] = [a, b].map(|node| source.network.id(*node));
        let passage = passage.as_ref();
        table.push(vec![
            Cell::integer(*path as u64),
            Cell::text(source.label(a)),
            Cell::text(source.label(b)),
            Cell::weight(*weight, args.print.digits.into()),
            Cell::optional(passage.and_then(|p| p.date).map(|date| date.to_string())),
            Cell::optional(passage.map(|p| p.quote.as_str())),
            Cell::optional(passage.map(|p| p.document.as_str())),
            Cell::text(&**a),
            Cell::text(&**b),
        ]);
    }
    table
}

/// A path a paragraph, for reading: who, to whom, how strongly, and the sentence below.
fn text(source: &Source, found: &[Path], hops: &[Hop]) -> anyhow::Result<()> {
    let width = layout().max_width.unwrap_or(usize::MAX).saturating_sub(6).max(20);
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (i, path) in found.iter().enumerate() {
        let n_hops = counted(path.nodes.len() - 1, "hop", "hops");
        writeln!(
            out,
            "{}{}  {n_hops}, length {:.4}",
            if i > 0 { "\n" } else { "" },
            i + 1,
            path.length
        )?;
        for hop in hops.iter().filter(|hop| hop.path == i + 1) {
            let [a, b] = [hop.a, hop.b].map(|node| source.label(source.network.id(node)));
            writeln!(out, "   {a} — {b}, weight {}", Cell::weight(hop.weight, 4))?;
            let Some(passage) = &hop.passage else { continue };
            let date = passage.date.map(|date| format!("{date}: ")).unwrap_or_default();
            for line in wrap(&format!("{date}{}", passage.quote), width) {
                writeln!(out, "      {line}")?;
            }
        }
    }
    Ok(out.flush()?)
}
