//! Guesses, as a table.
//!
//! In: guesses. Out: rows. Never: a guess without those through whom it is one.

use crate::network::{Guess, Network};
use crate::view::table::{Cell, Table};

/// So many common partners are named.
const NAMED: usize = 3;

/// One row a guess: the two names, both measures, how many partners they share and who says most.
#[must_use]
pub fn guess_table(
    network: &Network,
    guesses: &[Guess],
    label: &dyn Fn(&str) -> String,
    digits: usize,
) -> Table {
    let columns = [
        "guess",
        "with",
        "adamic_adar",
        "resource_allocation",
        "shared",
        "through",
        "first_id",
        "second_id",
    ];
    let mut table = Table::new(columns);
    for guess in guesses {
        let (a, b) = (network.id(guess.a), network.id(guess.b));
        let through: Vec<String> =
            guess.common.iter().take(NAMED).map(|z| label(network.id(*z))).collect();
        table.push(vec![
            Cell::text(label(a)),
            Cell::text(label(b)),
            Cell::significant(guess.adamic_adar, digits),
            Cell::significant(guess.resource_allocation, digits),
            Cell::integer(guess.common.len() as u64),
            Cell::text(through.join(", ")),
            Cell::text(&**a),
            Cell::text(&**b),
        ]);
    }
    table
}
