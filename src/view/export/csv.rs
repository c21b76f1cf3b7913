//! Two tables: nodes and edges.
//!
//! In: a network. Out: RFC 4180 with a header line that the reading tool knows. Never: a row without its id.

use std::io::{self, Write};

use crate::view::export::node_link::{Column, NodeLink, ValueType};
use crate::view::table::{Cell, CsvLayout, Table};

/// Nodes as Gephi and pandas read them.
pub(super) fn nodes(network: &NodeLink, layout: CsvLayout, out: &mut dyn Write) -> io::Result<()> {
    node_table(node_columns(network).map(|(name, _)| name).collect(), network)
        .write_csv_as(layout, out)
}

/// Edges as Gephi and pandas read them.
pub(super) fn edges(network: &NodeLink, layout: CsvLayout, out: &mut dyn Write) -> io::Result<()> {
    let kind = if network.directed { "Directed" } else { "Undirected" };
    let mut table = Table::new(edge_columns(network).map(|(name, _)| name));
    for edge in &network.edges {
        let mut row = network.ends(edge).map(Cell::text).to_vec();
        row.push(Cell::text(kind));
        row.extend(edge.cells());
        table.push(row);
    }
    table.write_csv_as(layout, out)
}

/// The columns of the table of nodes: names and what they hold.
pub(in crate::view) fn node_columns(
    network: &NodeLink,
) -> impl Iterator<Item = (String, ValueType)> {
    let id = ("Id".to_owned(), ValueType::Text);
    let named = |column: Column| (title(column.name), column.values);
    std::iter::once(id).chain(network.all_node_columns().map(named))
}

/// The columns of the table of edges: names and what they hold.
pub(in crate::view) fn edge_columns(
    network: &NodeLink,
) -> impl Iterator<Item = (String, ValueType)> {
    let ends = ["Source", "Target", "Type"].map(|name| (name.to_owned(), ValueType::Text));
    let named = |column: Column| (title(column.name), column.values);
    ends.into_iter().chain(network.all_edge_columns().map(named))
}

/// Nodes for `neo4j-admin database import`: every node has the label `Entity` and its class.
pub(super) fn neo4j_nodes(network: &NodeLink, out: &mut dyn Write) -> io::Result<()> {
    let mut columns = vec!["id:ID".to_owned()];
    // `:LABEL` is Neo4j's word for the class; several are joined by semicolons.
    columns.extend(network.all_node_columns().map(|column| match column.name {
        "class" => ":LABEL".to_owned(),
        "label" => "name".to_owned(),
        _ => typed(column),
    }));
    let mut table = node_table(columns, network);
    for cell in table.rows.iter_mut().filter_map(|row| row.get_mut(2)) {
        *cell = Cell::text(format!("Entity;{}", cell.as_str()));
    }
    table.write_csv(out)
}

/// Edges for `neo4j-admin database import`, with types in its usual capitals: `PARTNERS_WITH`.
pub(super) fn neo4j_edges(network: &NodeLink, out: &mut dyn Write) -> io::Result<()> {
    let mut columns = vec![":START_ID".to_owned(), ":END_ID".to_owned(), ":TYPE".to_owned()];
    columns.extend(network.all_edge_columns().skip(1).map(typed));
    let mut table = Table::new(columns);
    for edge in &network.edges {
        let mut row = network.ends(edge).map(Cell::text).to_vec();
        row.push(Cell::text(capitals(edge.kind)));
        row.extend(edge.cells().skip(1));
        table.push(row);
    }
    table.write_csv(out)
}

fn node_table(columns: Vec<String>, network: &NodeLink) -> Table {
    let mut table = Table::new(columns);
    for node in &network.nodes {
        table.push(std::iter::once(Cell::text(&*node.id)).chain(node.cells()).collect());
    }
    table
}

/// `Weight` for `weight`: Gephi knows its own columns by their capital.
fn title(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}

fn typed(column: Column) -> String {
    format!("{}:{}", column.name, column.values.name())
}

fn capitals(kind: &str) -> String {
    let mut capitals = String::new();
    for c in kind.chars() {
        if c.is_uppercase() {
            capitals.push('_');
        }
        capitals.extend(c.to_uppercase());
    }
    capitals
}
