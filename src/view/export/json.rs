//! Node-link JSON, as `networkx.node_link_graph`, D3 and force-graph read it: the edges stand there twice, as `edges` and as `links`.
//!
//! In: a network. Out: one JSON object, a node or an edge a line. Never: numbers as strings.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use crate::view::export::node_link::{Column, NodeLink};
use crate::view::table::Cell;

/// Writes the network.
pub(super) fn write(network: &NodeLink, out: &mut dyn Write) -> io::Result<()> {
    // Two entities may be joined by several predicates: then the kind tells the edges apart.
    let multigraph = network.edges.iter().any(|edge| edge.kind != "together");
    let about = json!({ "name": network.title });
    writeln!(
        out,
        "{{\"directed\":{},\"multigraph\":{multigraph},\"graph\":{about},\"nodes\":[",
        network.directed
    )?;
    let nodes = network.nodes.iter().map(|node| {
        let id = [("id", Value::from(&*node.id))].into_iter();
        object(id, network.all_node_columns(), node.cells())
    });
    lines(nodes, out)?;
    // networkx asks for "edges" from 3.4 on, D3, force-graph and older networkx for "links".
    for name in ["edges", "links"] {
        writeln!(out, "],\"{name}\":[")?;
        let edges = network.edges.iter().map(|edge| {
            let [source, target] = network.ends(edge).map(Value::from);
            let key = multigraph.then_some(("key", Value::from(edge.kind)));
            let ends = [("source", source), ("target", target)].into_iter().chain(key);
            object(ends, network.all_edge_columns(), edge.cells())
        });
        lines(edges, out)?;
    }
    writeln!(out, "]}}")
}

fn object<'a>(
    first: impl Iterator<Item = (&'a str, Value)>,
    columns: impl Iterator<Item = Column>,
    cells: impl Iterator<Item = Cell>,
) -> Map<String, Value> {
    let first = first.map(|(name, value)| (name.to_owned(), value));
    let rest = columns.zip(cells).map(|(column, cell)| (column.name.to_owned(), cell.to_json()));
    first.chain(rest).collect()
}

fn lines(objects: impl Iterator<Item = Map<String, Value>>, out: &mut dyn Write) -> io::Result<()> {
    for (i, object) in objects.enumerate() {
        out.write_all(if i == 0 { b"" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &object)?;
    }
    writeln!(out)
}
