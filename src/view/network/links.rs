//! The links of a network, as a table that other programs and consort itself read.
//!
//! In: a network. Out: rows. Never: a link twice.

use crate::base::sort_by;
use crate::network::{Link, Network};
use crate::view::table::{Cell, Table};

/// One row a link, strongest first, with columns that [`read_edge_list`](crate::network::read_edge_list) knows.
#[must_use]
pub fn link_table(network: &Network, label: &dyn Fn(&str) -> String, digits: usize) -> Table {
    let mut links: Vec<Link> = network.links().collect();
    sort_by(&mut links, |x, y| y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1))));
    let mut table = Table::new(["first", "second", "weight", "first_id", "second_id"]);
    for (a, b, weight) in links {
        let (a, b) = (network.id(a), network.id(b));
        table.push(vec![
            Cell::text(label(a)),
            Cell::text(label(b)),
            Cell::weight(weight, digits),
            Cell::text(&**a),
            Cell::text(&**b),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Direction, read_edge_list};

    #[test]
    fn a_table_of_links_is_read_back_as_it_was() {
        let links = [("b", "a", 1.0 / 3.0), ("c", "a", 2.0)];
        let links = links.map(|(a, b, w)| (a.into(), b.into(), w));
        let network = Network::new(links, Direction::Directed);
        let mut text = Vec::new();
        link_table(&network, &str::to_uppercase, 17).write_csv(&mut text).unwrap();
        let again = read_edge_list(text.as_slice(), Direction::Directed).unwrap().output;
        let listed = |n: &Network| n.links().map(|l| (n.id(l.0).clone(), l)).collect::<Vec<_>>();
        assert_eq!(listed(&again), listed(&network));
    }
}
