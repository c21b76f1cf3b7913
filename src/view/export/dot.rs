//! DOT, the language of Graphviz: <https://graphviz.org/doc/info/lang.html>.
//!
//! In: a network. Out: one graph with every column as an attribute. Never: an unquoted string.

use std::io::{self, Write};

use crate::view::export::node_link::{Column, NodeLink};
use crate::view::table::Cell;

/// Writes the network.
pub(super) fn write(network: &NodeLink, out: &mut dyn Write) -> io::Result<()> {
    let (kind, arrow) = if network.directed { ("digraph", "->") } else { ("graph", "--") };
    writeln!(out, "{kind} consort {{")?;
    writeln!(out, "  graph [label={}];", quote(&network.title))?;
    let places = network.positions().unwrap_or_default();
    for (i, node) in network.nodes.iter().enumerate() {
        let attributes = attributes(network.all_node_columns(), node.cells());
        // `neato -n` draws nodes where they stand.
        let place =
            places.get(i).map_or(String::new(), |(x, y)| format!(", pos=\"{x:.4},{y:.4}\""));
        writeln!(out, "  {} [{attributes}{place}];", quote(&node.id))?;
    }
    for edge in &network.edges {
        let [source, target] = network.ends(edge).map(quote);
        let attributes = attributes(network.all_edge_columns(), edge.cells());
        writeln!(out, "  {source} {arrow} {target} [{attributes}];")?;
    }
    writeln!(out, "}}")
}

fn attributes(columns: impl Iterator<Item = Column>, cells: impl Iterator<Item = Cell>) -> String {
    let filled = columns.zip(cells).filter(|(_, cell)| *cell != Cell::Empty);
    let pairs = filled.map(|(column, cell)| {
        // Graphviz takes the attribute `class` of its own for SVG: the same word, and harmless.
        format!("{}={}", column.name, quote(cell.as_str()))
    });
    pairs.collect::<Vec<_>>().join(", ")
}

/// A quoted string: a quotation mark is escaped, and so is a backslash, which would begin an escape.
fn quote(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace(['\n', '\r'], " ");
    format!("\"{escaped}\"")
}
