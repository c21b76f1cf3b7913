//! Communities and components as tables.
//!
//! In: groups of a network. Out: rows. Never: a group without a name; its strongest members name it.

use crate::base::community_name;
use crate::network::{Group, Network};
use crate::view::table::{Cell, Table};

/// The name of a group: the labels of its strongest members.
#[must_use]
pub fn group_name(network: &Network, group: &Group, label: &dyn Fn(&str) -> String) -> String {
    let labels = group.strongest().iter().map(|node| label(network.id(*node)));
    community_name(labels, group.members.len())
}

/// One row a group: its number, its size, the weight inside and to others, its name.
#[must_use]
pub fn group_table(
    network: &Network,
    groups: &[Group],
    kind: &str,
    label: &dyn Fn(&str) -> String,
    digits: usize,
) -> Table {
    let mut table = Table::new([kind, "size", "inside", "outside", "strongest"]);
    for (i, group) in groups.iter().enumerate() {
        table.push(vec![
            Cell::integer(i as u64 + 1),
            Cell::integer(group.members.len() as u64),
            Cell::weight(group.inside, digits),
            Cell::weight(group.outside, digits),
            Cell::text(group_name(network, group, label)),
        ]);
    }
    table
}

/// One row a node, in the order of groups and strength within them.
#[must_use]
pub fn member_table(
    network: &Network,
    groups: &[Group],
    kind: &str,
    label: &dyn Fn(&str) -> String,
) -> Table {
    let mut table = Table::new([kind, "name", "id"]);
    for (i, group) in groups.iter().enumerate() {
        for node in &group.members {
            let id = network.id(*node);
            let number = Cell::integer(i as u64 + 1);
            table.push(vec![number, Cell::text(label(id)), Cell::text(&**id)]);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Direction, groups};

    #[test]
    fn the_strongest_inside_name_a_group() {
        let links = [("a", "b", 1.0), ("b", "c", 2.0), ("c", "d", 4.0), ("d", "x", 50.0)];
        let links = links.map(|(a, b, w)| (a.into(), b.into(), w));
        let network = Network::new(links, Direction::Undirected);
        let found = groups(&network, &[0, 0, 0, 0, 1]);
        let csv = |table: Table| {
            let mut csv = Vec::new();
            table.write_csv(&mut csv).unwrap();
            String::from_utf8(csv).unwrap()
        };
        assert_eq!(
            csv(group_table(&network, &found, "community", &str::to_uppercase, 4)),
            "community,size,inside,outside,strongest\n\
             1,4,7,50,\"C, D, B and 1 more\"\n2,1,0,50,X\n"
        );
        assert_eq!(
            csv(member_table(&network, &found, "community", &str::to_uppercase)),
            "community,name,id\n1,C,c\n1,D,d\n1,B,b\n1,A,a\n2,X,x\n"
        );
    }
}
