//! What changed between two periods, as a table.
//!
//! In: changes. Out: rows. Never: a change without both weights.

use crate::network::Change;
use crate::view::table::{Cell, Table};

/// One row a link: what became of it, the names, both weights, the log-likelihood ratio and its false discovery rate.
#[must_use]
pub fn change_table(changes: &[Change], label: &dyn Fn(&str) -> String, digits: usize) -> Table {
    let columns =
        ["change", "first", "second", "before", "after", "loglik", "q", "first_id", "second_id"];
    let mut table = Table::new(columns);
    for change in changes {
        table.push(vec![
            Cell::text(change.kind.name()),
            Cell::text(label(&change.a)),
            Cell::text(label(&change.b)),
            Cell::weight(change.before, digits),
            Cell::weight(change.after, digits),
            change.log_likelihood.map_or(Cell::Empty, Cell::decimal),
            change.q_value.map_or(Cell::Empty, Cell::decimal),
            Cell::text(&*change.a),
            Cell::text(&*change.b),
        ]);
    }
    table
}
