//! The one concrete network that every measure reads.
//!
//! In: weighted links between ids. Out: compressed sparse rows, nodes sorted by id. Never: a parallel link, a loop, a
//! weight that is not positive.

use std::collections::BTreeSet;

use petgraph::Directed;
use petgraph::csr::Csr;
use rustc_hash::FxHashMap;

use crate::base::{EntityId, IdError, sort_by};

/// The rows of a [`Network`]: every link stands at its source, an undirected one at both ends.
pub type Rows = Csr<(), f64, Directed, u32>;

/// A weighted network over entities, as compressed sparse rows.
///
/// Nodes are numbered from 0 in the order of their ids, so no result depends on the order of the input.
///
/// ```
/// use consort::network::{Direction, Network, pagerank, PageRankOptions};
/// use consort::EntityId;
/// let (unodc, wco, osce) = (EntityId::new("unodc")?, EntityId::new("wco")?, EntityId::new("osce")?);
/// let links = [(unodc.clone(), wco, 3.0), (unodc, osce, 1.0)];
/// let network = Network::new(links, Direction::Undirected);
/// assert_eq!((network.n_nodes(), network.n_links()), (3, 2));
/// let ranks = pagerank(&network, &PageRankOptions::default()).values;
/// assert_eq!(network.strongest(&ranks), network.node("unodc"));
/// # Ok::<(), consort::IdError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Network {
    /// Sorted; as many as there are rows.
    ids: Vec<EntityId>,
    rows: Rows,
    direction: Direction,
}

/// Whether links have a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Direction {
    /// From one to the other, as money goes.
    Directed,
    /// Between the two.
    #[default]
    Undirected,
}

/// A link by the places of its ends in some list of ids.
pub type Link = (u32, u32, f64);

impl Network {
    /// The network of these links. Weights of the same link add up; a link from a node to itself, or without a positive
    /// finite weight, is left out with the rest of the input unchanged.
    ///
    /// # Complexity
    /// O(E log E) time, O(V + E) memory.
    pub fn new(
        links: impl IntoIterator<Item = (EntityId, EntityId, f64)>,
        direction: Direction,
    ) -> Self {
        let mut ids = Ids::default();
        let links = links
            .into_iter()
            .map(|(a, b, weight)| (ids.place(&a), ids.place(&b), weight))
            .collect();
        Self::from_places(ids.list, links, direction)
    }

    /// The same from links between places in a list of distinct ids, in any order; ids without a link become isolated
    /// nodes.
    #[must_use]
    pub fn from_places(ids: Vec<EntityId>, mut links: Vec<Link>, direction: Direction) -> Self {
        let mut order: Vec<u32> = (0..to_u32(ids.len())).collect();
        sort_by(&mut order, |a, b| ids[*a as usize].cmp(&ids[*b as usize]));
        let mut node_of = vec![0; ids.len()];
        for (node, place) in order.iter().enumerate() {
            node_of[*place as usize] = to_u32(node);
        }
        links.retain(|(a, b, weight)| a != b && weight.is_finite() && *weight > 0.0);
        for (a, b, _) in &mut links {
            (*a, *b) = (node_of[*a as usize], node_of[*b as usize]);
        }
        if direction == Direction::Undirected {
            // Both directions of one link must sum the same numbers in the same order: else they could differ in the
            // last bit.
            links.iter_mut().for_each(|(a, b, _)| (*a, *b) = ((*a).min(*b), (*a).max(*b)));
        }
        merge(&mut links);
        if direction == Direction::Undirected {
            links.reserve_exact(links.len());
            for i in 0..links.len() {
                let (a, b, weight) = links[i];
                links.push((b, a, weight));
            }
            links.sort_unstable_by_key(|(a, b, _)| (*a, *b));
        }
        let ids: Vec<_> = order.iter().map(|place| ids[*place as usize].clone()).collect();
        Self { rows: rows(ids.len(), &links), ids, direction }
    }

    /// How many nodes there are.
    #[must_use]
    pub fn n_nodes(&self) -> usize {
        self.rows.node_count()
    }

    /// How many links there are; an undirected one counts once.
    #[must_use]
    pub fn n_links(&self) -> usize {
        match self.direction {
            Direction::Directed => self.rows.edge_count(),
            Direction::Undirected => self.rows.edge_count() / 2,
        }
    }

    /// Whether links have a direction.
    #[must_use]
    pub fn is_directed(&self) -> bool {
        self.direction == Direction::Directed
    }

    /// The id of a node.
    #[must_use]
    pub fn id(&self, node: u32) -> &EntityId {
        &self.ids[node as usize]
    }

    /// The node with this id, if there is one.
    #[must_use]
    pub fn node(&self, id: &str) -> Option<u32> {
        let (mut low, mut high) = (0, to_u32(self.n_nodes()));
        while low < high {
            let middle = low + (high - low) / 2;
            match (**self.id(middle)).cmp(id) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// All nodes, in the order of their ids.
    pub fn nodes(&self) -> std::ops::Range<u32> {
        0..to_u32(self.n_nodes())
    }

    /// The nodes that a node links to, ascending.
    #[must_use]
    pub fn neighbours(&self, node: u32) -> &[u32] {
        self.rows.neighbors_slice(node)
    }

    /// The weights of those links, in the same order.
    #[must_use]
    pub fn weights(&self, node: u32) -> &[f64] {
        self.rows.edges_slice(node)
    }

    /// Neighbours with weights.
    pub fn links_of(&self, node: u32) -> impl Iterator<Item = (u32, f64)> + '_ {
        self.neighbours(node).iter().copied().zip(self.weights(node).iter().copied())
    }

    /// Every link once: of an undirected one the smaller node first.
    pub fn links(&self) -> impl Iterator<Item = Link> + '_ {
        let both = self.is_directed();
        self.nodes().flat_map(move |a| {
            self.links_of(a).filter(move |(b, _)| both || a < *b).map(move |(b, w)| (a, b, w))
        })
    }

    /// The weight of a link, if it is there.
    #[must_use]
    pub fn weight(&self, from: u32, to: u32) -> Option<f64> {
        let at = self.neighbours(from).binary_search(&to).ok()?;
        self.weights(from).get(at).copied()
    }

    /// The rows, for the algorithms of petgraph.
    #[must_use]
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// The network with every link turned round; an undirected one is itself.
    #[must_use]
    pub fn reversed(&self) -> Self {
        if !self.is_directed() {
            return self.clone();
        }
        let mut links: Vec<Link> = self.links().map(|(a, b, w)| (b, a, w)).collect();
        links.sort_unstable_by_key(|(a, b, _)| (*a, *b));
        Self {
            rows: rows(self.n_nodes(), &links),
            ids: self.ids.clone(),
            direction: self.direction,
        }
    }

    /// The network without directions: the weights of both add up.
    ///
    /// ```
    /// use consort::network::{Direction, read_edge_list};
    /// let network = read_edge_list("a,b,2\nb,a,1\n".as_bytes(), Direction::Directed)?.output;
    /// assert_eq!(network.undirected().links().collect::<Vec<_>>(), [(0, 1, 3.0)]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn undirected(&self) -> Self {
        if !self.is_directed() {
            return self.clone();
        }
        Self::from_places(self.ids.clone(), self.links().collect(), Direction::Undirected)
    }

    /// The network of some of the nodes and the links between them.
    ///
    /// ```
    /// use consort::network::{Direction, read_edge_list};
    /// let network = read_edge_list("a,b\nb,c\nc,a\n".as_bytes(), Direction::Undirected)?.output;
    /// let part = network.among(&[0, 2].into());
    /// assert_eq!((part.n_nodes(), part.n_links()), (2, 1)); // a and c, and the link between them
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn among(&self, nodes: &BTreeSet<u32>) -> Self {
        let keep: Vec<u32> = nodes.iter().copied().collect();
        let place = |node: u32| keep.binary_search(&node).ok().map(to_u32);
        let links = self.links().filter_map(|(a, b, w)| Some((place(a)?, place(b)?, w))).collect();
        let ids = keep.iter().map(|node| self.id(*node).clone()).collect();
        Self::from_places(ids, links, self.direction)
    }

    /// The sum of the weights of all links.
    #[must_use]
    pub fn total_weight(&self) -> f64 {
        self.links().map(|(_, _, weight)| weight).sum()
    }

    /// The node with the greatest value; of equal ones the first.
    #[must_use]
    pub fn strongest(&self, values: &[f64]) -> Option<u32> {
        self.nodes().rev().max_by(|a, b| values[*a as usize].total_cmp(&values[*b as usize]))
    }
}

/// Adds up the weights of equal links and sorts them.
fn merge(links: &mut Vec<Link>) {
    // By weight too, so that the sum does not depend on the order of the input.
    links.sort_unstable_by(|x, y| (x.0, x.1).cmp(&(y.0, y.1)).then(x.2.total_cmp(&y.2)));
    links.dedup_by(|next, kept| {
        let same = (next.0, next.1) == (kept.0, kept.1);
        if same {
            kept.2 += next.2;
        }
        same
    });
}

/// Rows of sorted links; nodes after the last that is linked stay empty.
fn rows(n_nodes: usize, links: &[Link]) -> Rows {
    // Sorted and merged above, so the constructor has nothing to refuse.
    let mut rows = Rows::from_sorted_edges(links).unwrap_or_default();
    while rows.node_count() < n_nodes {
        rows.add_node(());
    }
    rows
}

/// Small numbers for ids, in the order in which they come.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// The ids met so far.
    pub(super) list: Vec<EntityId>,
    places: FxHashMap<EntityId, u32>,
}

impl Ids {
    /// The place of an id in the list, to which it is added if it is new.
    pub(super) fn place(&mut self, id: &EntityId) -> u32 {
        if let Some(place) = self.places.get(id) {
            return *place;
        }
        let place = to_u32(self.list.len());
        self.list.push(id.clone());
        self.places.insert(id.clone(), place);
        place
    }

    /// The same of a name that another program gave.
    pub(super) fn place_of(&mut self, name: &str) -> Result<u32, IdError> {
        match self.places.get(name) {
            Some(place) => Ok(*place),
            None => Ok(self.place(&name.parse()?)),
        }
    }
}

/// Places of nodes as the rows hold them. Four thousand million names are beyond any vocabulary.
pub(super) fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(links: &[(&str, &str, f64)], direction: Direction) -> Network {
        let links = links.iter().map(|(a, b, w)| ((*a).into(), (*b).into(), *w));
        Network::new(links, direction)
    }

    fn listed(network: &Network) -> Vec<(String, f64)> {
        network
            .links()
            .map(|(a, b, w)| (format!("{}{}", network.id(a), network.id(b)), w))
            .collect()
    }

    #[test]
    fn links_add_up_and_loops_and_empty_weights_are_left_out() {
        let links =
            [("b", "a", 1.0), ("a", "b", 2.0), ("c", "c", 9.0), ("c", "a", 0.0), ("b", "c", 0.5)];
        let both = named(&links, Direction::Undirected);
        assert_eq!(listed(&both), [("ab".to_owned(), 3.0), ("bc".to_owned(), 0.5)]);
        assert_eq!((both.n_nodes(), both.n_links()), (3, 2));
        let one = named(&links, Direction::Directed);
        assert_eq!(
            listed(&one),
            [("ab".to_owned(), 2.0), ("ba".to_owned(), 1.0), ("bc".to_owned(), 0.5)]
        );
        assert_eq!(listed(&one.undirected()), listed(&both));
        assert_eq!(listed(&one.reversed())[2], ("cb".to_owned(), 0.5));
    }

    #[test]
    fn nodes_are_found_by_id_and_may_stand_alone() {
        let ids = ["d", "b", "a", "c"].map(EntityId::from).to_vec();
        let network = Network::from_places(ids, vec![(2, 1, 1.0)], Direction::Undirected);
        assert_eq!(network.node("a"), Some(0));
        assert_eq!(network.node("d"), Some(3));
        assert_eq!(network.node("e"), None);
        assert!(network.neighbours(3).is_empty());
        assert_eq!(network.weight(0, 1), Some(1.0));
        assert_eq!(network.weight(0, 3), None);
        let pair = network.among(&BTreeSet::from([0, 3]));
        assert_eq!((pair.n_nodes(), pair.n_links()), (2, 0));
    }
}
