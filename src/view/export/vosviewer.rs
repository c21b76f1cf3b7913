//! VOSviewer: a map file with the items and a network file with their links.
//!
//! In: a network. Out: two tab-separated tables; items are numbered from 1, in the order of their ids. Never: a
//! direction, which VOSviewer has not: links of a pair are added up.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::view::export::node_link::{Node, NodeLink};

/// The items with their places, where they have them, and clusters (the communities of the network, and one for each item that nothing links), mentions, documents,
/// links and their strength as weights, and the year of the first mention, PageRank and betweenness as scores.
pub(super) fn map(network: &NodeLink, out: &mut dyn Write) -> io::Result<()> {
    let weights = ["Mentions", "Documents", "Links", "Total link strength"];
    let scores = ["First year", "PageRank", "Betweenness"];
    let positions = network.positions();
    let placed: &[&str] = if positions.is_some() { &["x", "y"] } else { &[] };
    let columns =
        ["id", "label", "sublabel", "description"].iter().chain(placed).chain(&["cluster"]);
    let columns = columns
        .map(|name| (*name).to_owned())
        .chain(weights.map(|name| format!("weight<{name}>")))
        .chain(scores.map(|name| format!("score<{name}>")));
    writeln!(out, "{}", columns.collect::<Vec<_>>().join("\t"))?;
    let measured = |node: &Node, name: &str| network.value(node, name).to_string();
    let cluster = |node: &Node| measured(node, "community").parse::<usize>().ok();
    let mut last = network.nodes.iter().filter_map(cluster).max().unwrap_or(0);
    for (i, node) in network.nodes.iter().enumerate() {
        let dates: Vec<String> =
            [node.first, node.last].into_iter().flatten().map(|date| date.to_string()).collect();
        let cluster = cluster(node).unwrap_or_else(|| {
            last += 1;
            last
        });
        let or_none = |text: String| if text.is_empty() { "0".to_owned() } else { text };
        let place = positions.as_ref().and_then(|all| all.get(i));
        let place = place.map(|(x, y)| format!("{x:.4}\t{y:.4}"));
        let fields = [
            Some((i + 1).to_string()),
            Some(field(&node.label)),
            Some(field(&node.id)),
            Some(format!("{} {}", node.class, dates.join(" to "))),
            place,
            Some(cluster.to_string()),
            Some(node.mentions.to_string()),
            Some(node.documents.to_string()),
            Some(or_none(measured(node, "degree"))),
            Some(or_none(measured(node, "strength"))),
            Some(node.first.map_or(String::new(), |date| date.year.to_string())),
            Some(measured(node, "pagerank")),
            Some(measured(node, "betweenness")),
        ];
        let fields: Vec<String> = fields.into_iter().flatten().collect();
        writeln!(out, "{}", fields.join("\t"))?;
    }
    Ok(())
}

/// The links: two items and a strength, no header.
pub(super) fn network(network: &NodeLink, out: &mut dyn Write) -> io::Result<()> {
    let mut links: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    for edge in network.edges.iter().filter(|edge| edge.source != edge.target) {
        let ends = (edge.source.min(edge.target), edge.source.max(edge.target));
        *links.entry(ends).or_default() += edge.weight;
    }
    for ((one, other), weight) in links {
        writeln!(out, "{}\t{}\t{weight}", one + 1, other + 1)?;
    }
    Ok(())
}

/// A field without the characters that end one.
fn field(text: &str) -> String {
    text.replace(['\t', '\n', '\r', '"'], " ")
}
