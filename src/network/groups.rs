//! What tells a community or a component from others.
//!
//! In: a network and a group for each node. Out: members, strongest first, and the weights inside and to others. Never: a
//! group without a member.

use crate::base::sort_by;
use crate::network::Network;
use crate::network::degree::{Side, strength};
use crate::network::partition::members;

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
///
/// # Arguments
/// * `network`: any network; directions do not count.
/// * `of`: the group of each node, as [`communities`](crate::network::communities) and
///   [`components`](crate::network::components()) give it.
///
/// # Complexity
/// O(E + V log V).
///
/// ```
/// use consort::network::{Direction, components, groups, read_edge_list};
/// let network = read_edge_list("a,b,2\nb,c\nx,y\n".as_bytes(), Direction::Undirected)?.output;
/// let found = groups(&network, &components(&network));
/// assert_eq!(found[0].members, [1, 0, 2]); // b first: 3 of weight inside
/// assert_eq!((found[0].inside, found[0].outside), (3.0, 0.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
        sort_by(&mut members, |a, b| value(*b).total_cmp(&value(*a)).then(a.cmp(b)));
        let both_ends: f64 = members.iter().map(|node| within[*node as usize]).sum();
        let all: f64 = members.iter().map(|node| strengths[*node as usize]).sum();
        Group { members, inside: both_ends / 2.0, outside: (all - both_ends).max(0.0) }
    };
    members(of).into_iter().map(group).collect()
}

impl Group {
    /// The members that name it.
    #[must_use]
    pub fn strongest(&self) -> &[u32] {
        &self.members[..NAMING.min(self.members.len())]
    }
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
        assert_eq!(found[0].members, [2, 3, 1, 0]);
        assert_eq!((found[0].strongest(), found[1].strongest()), (&[2, 3, 1][..], &[4][..]));
    }
}
