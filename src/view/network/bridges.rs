//! What holds a network together, as a table.
//!
//! In: cut nodes and bridges. Out: rows. Never: a row without what it cuts off.

use crate::network::{Bridges, Network};
use crate::view::table::{Cell, Table};

/// One row a node, then one a link: the names, the weight of the link, how many nodes it cuts off.
#[must_use]
pub fn bridge_table(
    network: &Network,
    found: &Bridges,
    label: &dyn Fn(&str) -> String,
    digits: usize,
) -> Table {
    let columns = ["kind", "first", "second", "weight", "cuts_off", "first_id", "second_id"];
    let mut table = Table::new(columns);
    for (node, cut) in &found.articulation_points {
        let id = network.id(*node);
        let cut = Cell::integer(*cut as u64);
        let (first, none) = (Cell::text(label(id)), Cell::Empty);
        table.push(vec![Cell::text("node"), first, none.clone(), none, cut, Cell::text(&**id)]);
    }
    for ((a, b, strength), cut) in &found.bridges {
        let (a, b) = (network.id(*a), network.id(*b));
        table.push(vec![
            Cell::text("link"),
            Cell::text(label(a)),
            Cell::text(label(b)),
            Cell::weight(*strength, digits),
            Cell::integer(*cut as u64),
            Cell::text(&**a),
            Cell::text(&**b),
        ]);
    }
    table
}
