//! The surroundings of a node, as a table.
//!
//! In: an ego network. Out: rows, nearest first. Never: a row for the node in the middle.

use crate::base::sort_by;
use crate::network::Ego;
use crate::view::table::{Cell, Table};

/// One row a node but the middle: its name, the steps to it, the weight of its link with the middle, its links with
/// the others; nearest first, then strongest.
#[must_use]
pub fn ego_table(ego: &Ego, label: &dyn Fn(&str) -> String, digits: usize) -> Table {
    let network = ego.network.undirected();
    let link = |node: u32| network.weight(ego.node, node);
    let mut nodes: Vec<u32> = network.nodes().filter(|node| *node != ego.node).collect();
    sort_by(&mut nodes, |a, b| {
        let steps = |node: &u32| ego.steps[*node as usize];
        let strong = link(*b).unwrap_or(0.0).total_cmp(&link(*a).unwrap_or(0.0));
        steps(a).cmp(&steps(b)).then(strong).then(a.cmp(b))
    });
    let mut table = Table::new(["name", "steps", "weight", "links", "id"]);
    for node in nodes {
        let id = network.id(node);
        let others = network.neighbours(node).iter().filter(|other| **other != ego.node);
        table.push(vec![
            Cell::text(label(id)),
            Cell::integer(ego.steps[node as usize] as u64),
            link(node).map_or(Cell::Empty, |link| Cell::weight(link, digits)),
            Cell::integer(others.count() as u64),
            Cell::text(&**id),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Direction, Network, ego};

    #[test]
    fn the_nearest_come_first_then_the_strongest() {
        let links =
            [("b", "a", 2.0), ("a", "c", 5.0), ("b", "c", 1.0), ("c", "d", 1.0), ("d", "e", 1.0)];
        let links = links.map(|(a, b, w)| (a.into(), b.into(), w));
        let network = Network::new(links, Direction::Directed);
        let mut csv = Vec::new();
        ego_table(&ego(&network, 0, 2), &str::to_uppercase, 4).write_csv(&mut csv).unwrap();
        assert_eq!(
            String::from_utf8(csv).unwrap(),
            "name,steps,weight,links,id\nC,1,5,2,c\nB,1,2,1,b\nD,2,,1,d\n"
        );
    }
}
