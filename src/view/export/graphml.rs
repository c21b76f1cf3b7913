//! GraphML: <http://graphml.graphdrawing.org/primer/graphml-primer.html>.
//!
//! In: a network. Out: one XML document with typed keys. Never: mixed directions, which networkx refuses.

use std::io::{self, Write};

use crate::view::export::node_link::{Column, NodeLink};
use crate::view::table::Cell;
use crate::view::xml::{Document, attribute, document, text};

const ROOT: [(&str, &str); 3] = [
    ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    (
        "xsi:schemaLocation",
        "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
    ),
];

/// Writes the network.
pub(super) fn write(network: &NodeLink, out: &mut dyn Write) -> io::Result<()> {
    document(out, "graphml", &ROOT, |xml| {
        for column in network.all_node_columns() {
            key("n", "node", column, xml)?;
        }
        for column in network.all_edge_columns() {
            key("e", "edge", column, xml)?;
        }
        let direction = if network.directed { "directed" } else { "undirected" };
        let graph = [("id", "consort"), ("edgedefault", direction)];
        let graph = xml.create_element("graph").with_attributes(graph);
        graph.write_inner_content(|xml| nodes_and_edges(network, xml))?;
        Ok(())
    })
}

fn key(prefix: &str, domain: &str, column: Column, xml: &mut Document<'_>) -> io::Result<()> {
    let name = column.name;
    let id = format!("{prefix}_{name}");
    xml.create_element("key")
        .with_attributes([("id", id.as_str()), ("for", domain)])
        .with_attributes([("attr.name", name), ("attr.type", column.values.name())])
        .write_empty()?;
    Ok(())
}

fn nodes_and_edges(network: &NodeLink, xml: &mut Document<'_>) -> io::Result<()> {
    xml.create_element("desc").write_text_content(text(&network.title))?;
    for node in &network.nodes {
        let element = xml.create_element("node").with_attribute(attribute("id", &node.id));
        element
            .write_inner_content(|xml| data("n", network.all_node_columns(), node.cells(), xml))?;
    }
    for (i, edge) in network.edges.iter().enumerate() {
        let [source, target] = network.ends(edge);
        let ends = [("id", &*format!("e{i}")), ("source", source), ("target", target)];
        let ends = ends.map(|(name, value)| attribute(name, value));
        let element = xml.create_element("edge").with_attributes(ends);
        element
            .write_inner_content(|xml| data("e", network.all_edge_columns(), edge.cells(), xml))?;
    }
    Ok(())
}

fn data(
    prefix: &str,
    columns: impl Iterator<Item = Column>,
    cells: impl Iterator<Item = Cell>,
    xml: &mut Document<'_>,
) -> io::Result<()> {
    for (column, cell) in columns.zip(cells).filter(|(_, cell)| *cell != Cell::Empty) {
        xml.create_element("data")
            .with_attribute(("key", &*format!("{prefix}_{}", column.name)))
            .write_text_content(text(cell.as_str()))?;
    }
    Ok(())
}
