//! GEXF 1.3: <https://gexf.net>, the format of Gephi.
//!
//! In: a network. Out: one XML document, dynamic where anything is dated: a node or an edge exists from its first to
//! its last date. Never: a date that the format cannot hold; a month becomes its first or last day.

use std::io::{self, Write};

use crate::base::PartialDate;
use crate::view::export::node_link::{Column, Kind, NodeLink};
use crate::view::table::Cell;
use crate::view::xml::escape;

/// Writes the network.
pub(super) fn write(network: &NodeLink, out: &mut dyn Write) -> io::Result<()> {
    let is_dated = network.nodes.iter().any(|node| node.first.is_some())
        || network.edges.iter().any(|edge| edge.first.is_some());
    let time = if is_dated { " mode=\"dynamic\" timeformat=\"date\"" } else { " mode=\"static\"" };
    let direction = if network.directed { "directed" } else { "undirected" };
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd\" version=\"1.3\">"
    )?;
    writeln!(out, "  <meta>\n    <creator>consort</creator>")?;
    writeln!(out, "    <description>{}</description>\n  </meta>", escape(&network.title))?;
    writeln!(out, "  <graph defaultedgetype=\"{direction}\"{time}>")?;
    attributes("node", node_columns(network), out)?;
    attributes("edge", edge_columns(network), out)?;
    writeln!(out, "    <nodes>")?;
    for node in &network.nodes {
        let (id, label) = (escape(&node.id), escape(&node.label));
        let when = spell(node.first, node.last);
        writeln!(out, "      <node id=\"{id}\" label=\"{label}\"{when}>")?;
        values(node_columns(network), node.cells().skip(1), out)?;
        writeln!(out, "      </node>")?;
    }
    writeln!(out, "    </nodes>\n    <edges>")?;
    for (i, edge) in network.edges.iter().enumerate() {
        let [source, target] = network.ends(edge).map(escape);
        let (kind, weight, when) = (edge.kind, edge.weight, spell(edge.first, edge.last));
        writeln!(
            out,
            "      <edge id=\"{i}\" source=\"{source}\" target=\"{target}\" kind=\"{kind}\" \
             weight=\"{weight}\"{when}>"
        )?;
        values(edge_columns(network), edge.cells().skip(2), out)?;
        writeln!(out, "      </edge>")?;
    }
    writeln!(out, "    </edges>\n  </graph>\n</gexf>")
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
    columns: impl Iterator<Item = Column>,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "    <attributes class=\"{class}\">")?;
    for column in columns {
        let kind = match column.kind {
            Kind::Text => "string",
            Kind::Integer => "long",
            Kind::Decimal => "double",
        };
        let name = column.name;
        writeln!(out, "      <attribute id=\"{name}\" title=\"{name}\" type=\"{kind}\"/>")?;
    }
    writeln!(out, "    </attributes>")
}

fn values(
    columns: impl Iterator<Item = Column>,
    cells: impl Iterator<Item = Cell>,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "        <attvalues>")?;
    for (column, cell) in columns.zip(cells) {
        if cell != Cell::Empty {
            let value = escape(cell.as_str());
            writeln!(out, "          <attvalue for=\"{}\" value=\"{value}\"/>", column.name)?;
        }
    }
    writeln!(out, "        </attvalues>")
}

/// When it exists; always where no date is known.
fn spell(first: Option<PartialDate>, last: Option<PartialDate>) -> String {
    let Some(first) = first else { return String::new() };
    let start = first.first_day();
    let end = last.map_or(start, end_in_calendar).max(start);
    let iso = |(year, month, day): (u16, u8, u8)| format!("{year:04}-{month:02}-{day:02}");
    format!(" start=\"{}\" end=\"{}\"", iso(start), iso(end))
}

/// The last day that the date can mean; a reader of GEXF takes no 31 November.
fn end_in_calendar(date: PartialDate) -> (u16, u8, u8) {
    let month = date.month.unwrap_or(12);
    let longest = (28..=31).rev().find(|day| PartialDate::day(date.year, month, *day).is_some());
    (date.year, month, date.day.or(longest).unwrap_or(28))
}
