//! GraphML: <http://graphml.graphdrawing.org/primer/graphml-primer.html>.
//!
//! In: a network. Out: one XML document with typed keys. Never: mixed directions, which networkx refuses.

use std::io::{self, Write};

use crate::view::export::node_link::{Column, Kind, NodeLink};
use crate::view::table::Cell;
use crate::view::xml::escape;

/// Writes the network.
pub(super) fn write(network: &NodeLink, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
         http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">"
    )?;
    for column in network.all_node_columns() {
        key("n", "node", column, out)?;
    }
    for column in network.all_edge_columns() {
        key("e", "edge", column, out)?;
    }
    let direction = if network.directed { "directed" } else { "undirected" };
    writeln!(out, "  <graph id=\"consort\" edgedefault=\"{direction}\">")?;
    writeln!(out, "    <desc>{}</desc>", escape(&network.title))?;
    for node in &network.nodes {
        writeln!(out, "    <node id=\"{}\">", escape(&node.id))?;
        data("n", network.all_node_columns(), node.cells(), out)?;
        writeln!(out, "    </node>")?;
    }
    for (i, edge) in network.edges.iter().enumerate() {
        let [source, target] = network.ends(edge).map(escape);
        writeln!(out, "    <edge id=\"e{i}\" source=\"{source}\" target=\"{target}\">")?;
        data("e", network.all_edge_columns(), edge.cells(), out)?;
        writeln!(out, "    </edge>")?;
    }
    writeln!(out, "  </graph>\n</graphml>")
}

fn key(prefix: &str, domain: &str, column: Column, out: &mut dyn Write) -> io::Result<()> {
    let kind = match column.kind {
        Kind::Text => "string",
        Kind::Integer => "long",
        Kind::Decimal => "double",
    };
    let name = column.name;
    writeln!(
        out,
        "  <key id=\"{prefix}_{name}\" for=\"{domain}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
    )
}

fn data(
    prefix: &str,
    columns: impl Iterator<Item = Column>,
    cells: impl Iterator<Item = Cell>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (column, cell) in columns.zip(cells) {
        if cell != Cell::Empty {
            let value = escape(cell.as_str());
            writeln!(out, "      <data key=\"{prefix}_{}\">{value}</data>", column.name)?;
        }
    }
    Ok(())
}
