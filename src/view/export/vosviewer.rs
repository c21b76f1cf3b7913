//! VOSviewer: a map file with the items and a network file with their links.
//!
//! In: a network. Out: two tab-separated tables; items are numbered from 1, in the order of their ids. Never: a
//! direction, which VOSviewer has not: links of a pair are added up.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::view::export::node_link::NodeLink;

/// The items, with mentions and documents as weights and the year of the first mention as a score.
pub(super) fn map(network: &NodeLink, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "id\tlabel\tsublabel\tdescription\tweight<Mentions>\tweight<Documents>\tscore<First year>"
    )?;
    for (i, node) in network.nodes.iter().enumerate() {
        let dates: Vec<String> =
            [node.first, node.last].into_iter().flatten().map(|date| date.to_string()).collect();
        let year = node.first.map_or(String::new(), |date| date.year.to_string());
        writeln!(
            out,
            "{}\t{}\t{}\t{} {}\t{}\t{}\t{year}",
            i + 1,
            field(&node.label),
            field(&node.id),
            node.class,
            dates.join(" to "),
            node.mentions,
            node.documents
        )?;
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
