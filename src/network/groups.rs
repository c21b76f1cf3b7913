//! Communities, components and cores as tables.
//!
//! In: a network and a group for each node. Out: rows. Never: a group without a name; its strongest members name it.

use crate::network::Network;
use crate::network::degree::{Side, strength};
use crate::network::partition::members;
use crate::view::table::{Cell, Table};

/// A group of nodes with what tells it from others.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Its members, the strongest within the group first.
    pub members: Vec<u32>,
    /// The sum of the weights of links inside.
    pub inside: f64,
    /// The sum of the weights of links to others.
    pub outside: f64,
}

/// So many members name a group.
const NAMING: usize = 3;

/// The groups of a division, in the order of their numbers. Members are strong by their links inside the group: who is
/// strong elsewhere does not stand for it.
#[must_use]
pub fn groups(network: &Network, of: &[usize]) -> Vec<Group> {
    let network = network.undirected();
    let strengths = strength(&network, Side::Both);
    let within: Vec<f64> = network
        .nodes()
        .map(|node| {
            let inside = |other: u32| of[other as usize] == of[node as usize];
            network.links_of(node).filter(|(other, _)| inside(*other)).map(|(_, w)| w).sum()
        })
        .collect();
    let group = |mut members: Vec<u32>| {
        let value = |node: u32| within[node as usize];
        members.sort_by(|a, b| value(*b).total_cmp(&value(*a)).then(a.cmp(b)));
        let both_ends: f64 = members.iter().map(|node| within[*node as usize]).sum();
        let all: f64 = members.iter().map(|node| strengths[*node as usize]).sum();
        Group { members, inside: both_ends / 2.0, outside: (all - both_ends).max(0.0) }
    };
    members(of).into_iter().map(group).collect()
}

impl Group {
    /// The labels of its strongest members.
    #[must_use]
    pub fn name(&self, network: &Network, label: &dyn Fn(&str) -> String) -> String {
        let labels: Vec<String> =
            self.members.iter().take(NAMING).map(|node| label(network.id(*node))).collect();
        let more = self.members.len().saturating_sub(NAMING);
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        labels.join(", ") + &rest
    }
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
            Cell::text(group.name(network, label)),
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
    use crate::network::Direction;

    #[test]
    fn the_strongest_inside_name_a_group() {
        let links = [("a", "b", 1.0), ("b", "c", 2.0), ("c", "d", 4.0), ("d", "x", 50.0)];
        let links = links.map(|(a, b, w)| (a.into(), b.into(), w));
        let network = Network::new(links, Direction::Undirected);
        let found = groups(&network, &[0, 0, 0, 0, 1]);
        assert_eq!((found[0].inside, found[0].outside), (7.0, 50.0));
        let mut csv = Vec::new();
        let label = |id: &str| id.to_uppercase();
        group_table(&network, &found, "community", &label, 4).write_csv(&mut csv).unwrap();
        assert_eq!(
            String::from_utf8(csv).unwrap(),
            "community,size,inside,outside,strongest\n\
             1,4,7,50,\"C, D, B and 1 more\"\n2,1,0,50,X\n"
        );
    }
}
