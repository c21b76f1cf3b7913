//! GEXF 1.3: <https://gexf.net>, the format of Gephi.
//!
//! In: a network. Out: one XML document, dynamic where anything is dated: a node or an edge exists from its first to
//! its last date, or, where its weights are known period by period, in each period with a weight of its own. Never: a date that the
//! format cannot hold; a month becomes its first or last day.

use std::io::{self, Write};

use quick_xml::events::attributes::Attribute;

use crate::base::PartialDate;
use crate::view::export::node_link::{Column, Node, NodeLink, ValueType, Weights};
use crate::view::export::positions::POSITION;
use crate::view::table::Cell;
use crate::view::xml::{Document, attribute, document, text};

const ROOT: [(&str, &str); 5] = [
    ("xmlns", "http://gexf.net/1.3"),
    ("xmlns:viz", "http://gexf.net/1.3/viz"),
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
    let of_nodes = node_columns(network).filter(|column| !POSITION.contains(column));
    attributes(&[("class", "node")], of_nodes, xml)?;
    attributes(&[("class", "edge")], edge_columns(network), xml)?;
    if network.spells.is_some() {
        // Gephi takes the attribute of this name for the weight of an edge, which then moves with the timeline.
        let by_period = |class| [("class", class), ("mode", "dynamic")];
        attributes(&by_period("node"), [NAMED].into_iter(), xml)?;
        attributes(&by_period("edge"), [WEIGHT].into_iter(), xml)?;
    }
    xml.create_element("nodes").write_inner_content(|xml| nodes(network, xml))?;
    xml.create_element("edges").write_inner_content(|xml| edges(network, xml))?;
    Ok(())
}

/// How often a node is named in a period.
const NAMED: Column = Column { name: "mentions_then", values: ValueType::Decimal };
/// How strong an edge is in a period.
const WEIGHT: Column = Column { name: "weight", values: ValueType::Decimal };

/// What a node is described by: label and place stand elsewhere in GEXF.
fn described<'a>(
    network: &'a NodeLink,
    node: &'a Node,
) -> impl Iterator<Item = (Column, Cell)> + 'a {
    let all = node_columns(network).zip(node.cells().skip(1));
    all.filter(|(column, _)| !POSITION.contains(column))
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
    about: &[(&str, &str)],
    mut columns: impl Iterator<Item = Column>,
    xml: &mut Document<'_>,
) -> io::Result<()> {
    let element = xml.create_element("attributes").with_attributes(about.iter().copied());
    element.write_inner_content(|xml| {
        columns.try_for_each(|Column { name, values }| {
            let about = [("id", name), ("title", name), ("type", values.name())];
            xml.create_element("attribute").with_attributes(about).write_empty().map(drop)
        })
    })?;
    Ok(())
}

fn nodes(network: &NodeLink, xml: &mut Document<'_>) -> io::Result<()> {
    let positions = network.positions();
    for (i, node) in network.nodes.iter().enumerate() {
        let place = positions.as_ref().and_then(|all| all.get(i));
        let then = network.spells.as_ref().map(|spells| (NAMED, by_place(&spells.nodes, i)));
        xml.create_element("node")
            .with_attributes([attribute("id", &node.id), attribute("label", &node.label)])
            .with_attributes(whole(node.first, node.last, then))
            .write_inner_content(|xml| {
                values(described(network, node), then, xml)?;
                place.map_or(Ok(()), |place| position(*place, xml))
            })?;
    }
    Ok(())
}

fn position((x, y): (f64, f64), xml: &mut Document<'_>) -> io::Result<()> {
    let [x, y] = [x, y].map(|value| format!("{value:.4}"));
    xml.create_element("viz:position")
        .with_attributes([("x", &*x), ("y", &*y), ("z", "0")])
        .write_empty()?;
    Ok(())
}

fn edges(network: &NodeLink, xml: &mut Document<'_>) -> io::Result<()> {
    for (i, edge) in network.edges.iter().enumerate() {
        let [source, target] = network.ends(edge);
        let then = network.spells.as_ref().map(|spells| (WEIGHT, by_place(&spells.edges, i)));
        xml.create_element("edge")
            .with_attribute(("id", &*i.to_string()))
            .with_attributes([attribute("source", source), attribute("target", target)])
            .with_attributes([("kind", edge.kind), ("weight", &edge.weight.to_string())])
            .with_attributes(whole(edge.first, edge.last, then))
            .write_inner_content(|xml| {
                values(edge_columns(network).zip(edge.cells().skip(2)), then, xml)
            })?;
    }
    Ok(())
}

/// What is known of an element, and what of it in each period.
type Then<'a> = Option<(Column, &'a [(PartialDate, u64)])>;

fn values(
    known: impl Iterator<Item = (Column, Cell)>,
    then: Then<'_>,
    xml: &mut Document<'_>,
) -> io::Result<()> {
    xml.create_element("attvalues").write_inner_content(|xml| {
        for (column, cell) in known.filter(|(_, cell)| *cell != Cell::Empty) {
            xml.create_element("attvalue")
                .with_attributes([attribute("for", column.name), attribute("value", cell.as_str())])
                .write_empty()?;
        }
        for (column, period, weight) in periods(then) {
            xml.create_element("attvalue")
                .with_attributes([("for", column.name), ("value", &weight.to_string())])
                .with_attributes(spell(period, period))
                .write_empty()?;
        }
        Ok(())
    })?;
    if periods(then).next().is_none() {
        return Ok(());
    }
    xml.create_element("spells").write_inner_content(|xml| {
        periods(then).try_for_each(|(_, period, _)| {
            let element = xml.create_element("spell").with_attributes(spell(period, period));
            element.write_empty().map(drop)
        })
    })?;
    Ok(())
}

fn periods(then: Then<'_>) -> impl Iterator<Item = (Column, PartialDate, u64)> + '_ {
    let (column, weights) = then.unwrap_or((WEIGHT, &[]));
    weights.iter().map(move |(period, weight)| (column, *period, *weight))
}

fn by_place(weights: &[Weights], i: usize) -> &[(PartialDate, u64)] {
    weights.get(i).map_or(&[], Vec::as_slice)
}

/// When it exists as a whole; always where no date is known, and by its spells where there are any.
fn whole(
    first: Option<PartialDate>,
    last: Option<PartialDate>,
    then: Then<'_>,
) -> Vec<Attribute<'static>> {
    match first {
        Some(first) if periods(then).next().is_none() => spell(first, last.unwrap_or(first)),
        _ => Vec::new(),
    }
}

fn spell(first: PartialDate, last: PartialDate) -> Vec<Attribute<'static>> {
    let start = first.first_day();
    let end = last.last_day().max(start);
    vec![attribute("start", &start.to_string()), attribute("end", &end.to_string())]
}
