//! GEXF 1.3: <https://gexf.net>, the format of Gephi.
//!
//! In: a network. Out: one XML document, dynamic where anything is dated: a node or an edge exists from its first to
//! its last date. Never: a date that the format cannot hold; a month becomes its first or last day.

use std::io::{self, Write};

use quick_xml::events::attributes::Attribute;

use crate::base::PartialDate;
use crate::view::export::node_link::{Column, NodeLink};
use crate::view::table::Cell;
use crate::view::xml::{Document, attribute, document, text};

const ROOT: [(&str, &str); 4] = [
    ("xmlns", "http://gexf.net/1.3"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ("xsi:schemaLocation", "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd"),
    ("version", "1.3"),
];

/// Writes the network.
pub(super) fn write(network: &NodeLink, out: &mut dyn Write) -> io::Result<()> {
    let is_dated = network.nodes.iter().any(|node| node.first.is_some())
        || network.edges.iter().any(|edge| edge.first.is_some());
    let direction = if network.directed { "directed" } else { "undirected" };
    let dated = [("mode", "dynamic"), ("timeformat", "date")];
    let time = if is_dated { &dated[..] } else { &[("mode", "static")] };
    document(out, "gexf", &ROOT, |xml| {
        xml.create_element("meta").write_inner_content(|xml| {
            xml.create_element("creator").write_text_content(text("consort"))?;
            xml.create_element("description").write_text_content(text(&network.title))?;
            Ok(())
        })?;
        xml.create_element("graph")
            .with_attribute(("defaultedgetype", direction))
            .with_attributes(time.iter().copied())
            .write_inner_content(|xml| graph(network, xml))?;
        Ok(())
    })
}

fn graph(network: &NodeLink, xml: &mut Document<'_>) -> io::Result<()> {
    attributes("node", node_columns(network), xml)?;
    attributes("edge", edge_columns(network), xml)?;
    xml.create_element("nodes").write_inner_content(|xml| nodes(network, xml))?;
    xml.create_element("edges").write_inner_content(|xml| edges(network, xml))?;
    Ok(())
}

/// All but the label, which GEXF keeps elsewhere.
fn node_columns(network: &NodeLink) -> impl Iterator<Item = Column> + '_ {
    network.all_node_columns().skip(1)
}

/// All but kind and weight, which GEXF keeps elsewhere.
fn edge_columns(network: &NodeLink) -> impl Iterator<Item = Column> + '_ {
    network.all_edge_columns().skip(2)
}

fn attributes(
    class: &str,
    mut columns: impl Iterator<Item = Column>,
    xml: &mut Document<'_>,
) -> io::Result<()> {
    let element = xml.create_element("attributes").with_attribute(("class", class));
    element.write_inner_content(|xml| {
        columns.try_for_each(|Column { name, values }| {
            let about = [("id", name), ("title", name), ("type", values.name())];
            xml.create_element("attribute").with_attributes(about).write_empty().map(drop)
        })
    })?;
    Ok(())
}

fn nodes(network: &NodeLink, xml: &mut Document<'_>) -> io::Result<()> {
    for node in &network.nodes {
        xml.create_element("node")
            .with_attributes([attribute("id", &node.id), attribute("label", &node.label)])
            .with_attributes(spell(node.first, node.last))
            .write_inner_content(|xml| values(node_columns(network), node.cells().skip(1), xml))?;
    }
    Ok(())
}

fn edges(network: &NodeLink, xml: &mut Document<'_>) -> io::Result<()> {
    for (i, edge) in network.edges.iter().enumerate() {
        let [source, target] = network.ends(edge);
        xml.create_element("edge")
            .with_attribute(("id", &*i.to_string()))
            .with_attributes([attribute("source", source), attribute("target", target)])
            .with_attributes([("kind", edge.kind), ("weight", &edge.weight.to_string())])
            .with_attributes(spell(edge.first, edge.last))
            .write_inner_content(|xml| values(edge_columns(network), edge.cells().skip(2), xml))?;
    }
    Ok(())
}

fn values(
    columns: impl Iterator<Item = Column>,
    cells: impl Iterator<Item = Cell>,
    xml: &mut Document<'_>,
) -> io::Result<()> {
    xml.create_element("attvalues").write_inner_content(|xml| {
        for (column, cell) in columns.zip(cells).filter(|(_, cell)| *cell != Cell::Empty) {
            xml.create_element("attvalue")
                .with_attributes([attribute("for", column.name), attribute("value", cell.as_str())])
                .write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

/// When it exists; always where no date is known.
fn spell(first: Option<PartialDate>, last: Option<PartialDate>) -> Vec<Attribute<'static>> {
    let Some(first) = first else { return Vec::new() };
    let start = first.first_day();
    let end = last.map_or(start, PartialDate::last_day).max(start);
    vec![attribute("start", &start.to_string()), attribute("end", &end.to_string())]
}
