//! The measures of how central a node is, by name.
//!
//! In: a network and names of measures. Out: one column of numbers a measure, and the order they give. Never: an order in
//! which equal values depend on the input.

use std::fmt;
use std::str::FromStr;

use crate::base::sort_by;
use crate::network::{
    Approached, BetweennessOptions, Network, PageRankOptions, PowerOptions, Side, betweenness,
    closeness, constraint, core_numbers, degree, eigenvector, harmonic, hits, pagerank, strength,
};

/// A measure of how central a node is.
///
/// ```
/// use consort::network::{Centrality, CentralityOptions, Direction, read_edge_list};
/// let network = read_edge_list("a,b\na,c\n".as_bytes(), Direction::Undirected)?.output;
/// let measure: Centrality = "degree".parse()?;
/// assert_eq!(measure.of(&network, &CentralityOptions::default()).values, [2.0, 1.0, 1.0]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Centrality {
    /// [`degree()`], both sides.
    Degree,
    /// [`degree()`] of incoming links.
    InDegree,
    /// [`degree()`] of outgoing links.
    OutDegree,
    /// [`strength`], both sides.
    Strength,
    /// [`strength`] of incoming links.
    InStrength,
    /// [`strength`] of outgoing links.
    OutStrength,
    /// [`pagerank()`].
    PageRank,
    /// [`betweenness()`].
    Betweenness,
    /// [`closeness()`].
    Closeness,
    /// [`harmonic`].
    Harmonic,
    /// [`eigenvector()`].
    Eigenvector,
    /// The hubs of [`hits`].
    Hub,
    /// The authorities of [`hits`].
    Authority,
    /// [`core_numbers`].
    Core,
    /// [`constraint()`]; the brokers have the lowest.
    Constraint,
}

impl Centrality {
    /// All measures.
    pub const ALL: [Centrality; 15] = [
        Centrality::Degree,
        Centrality::InDegree,
        Centrality::OutDegree,
        Centrality::Strength,
        Centrality::InStrength,
        Centrality::OutStrength,
        Centrality::PageRank,
        Centrality::Betweenness,
        Centrality::Closeness,
        Centrality::Harmonic,
        Centrality::Eigenvector,
        Centrality::Hub,
        Centrality::Authority,
        Centrality::Core,
        Centrality::Constraint,
    ];

    /// The name on the command line and in column heads.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Centrality::Degree => "degree",
            Centrality::InDegree => "indegree",
            Centrality::OutDegree => "outdegree",
            Centrality::Strength => "strength",
            Centrality::InStrength => "instrength",
            Centrality::OutStrength => "outstrength",
            Centrality::PageRank => "pagerank",
            Centrality::Betweenness => "betweenness",
            Centrality::Closeness => "closeness",
            Centrality::Harmonic => "harmonic",
            Centrality::Eigenvector => "eigenvector",
            Centrality::Hub => "hub",
            Centrality::Authority => "authority",
            Centrality::Core => "core",
            Centrality::Constraint => "constraint",
        }
    }

    /// The measure of every node.
    #[must_use]
    pub fn of(self, network: &Network, options: &CentralityOptions) -> Approached {
        let exact = |values| Approached { values, converged: true };
        let power = PowerOptions::default();
        match self {
            Centrality::Degree => exact(degree(network, Side::Both)),
            Centrality::InDegree => exact(degree(network, Side::In)),
            Centrality::OutDegree => exact(degree(network, Side::Out)),
            Centrality::Strength => exact(strength(network, Side::Both)),
            Centrality::InStrength => exact(strength(network, Side::In)),
            Centrality::OutStrength => exact(strength(network, Side::Out)),
            Centrality::PageRank => pagerank(network, &options.pagerank),
            Centrality::Betweenness => exact(betweenness(network, &options.betweenness)),
            Centrality::Closeness => exact(closeness(network, options.betweenness.length)),
            Centrality::Harmonic => exact(harmonic(network, options.betweenness.length)),
            Centrality::Eigenvector => eigenvector(network, &power),
            Centrality::Hub => hits(network, &power).0,
            Centrality::Authority => hits(network, &power).1,
            Centrality::Constraint => exact(constraint(network)),
            Centrality::Core => {
                exact(core_numbers(network).into_iter().map(|core| core as f64).collect())
            }
        }
    }
}

impl fmt::Display for Centrality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Centrality {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let folded = text.to_ascii_lowercase().replace(['-', '_'], "");
        Centrality::ALL.into_iter().find(|c| c.name() == folded).ok_or_else(|| {
            let all = Centrality::ALL.map(Centrality::name).join(", ");
            format!("{text:?} is not a measure of nodes ({all})")
        })
    }
}

/// The settings of all measures.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct CentralityOptions {
    /// Damping of PageRank.
    pub pagerank: PageRankOptions,
    /// Sampling of betweenness; its length of links holds for closeness and harmonic centrality too.
    pub betweenness: BetweennessOptions,
}

/// The nodes of a network in order of a measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// One column a measure; the first gives the order.
    pub columns: Vec<(Centrality, Approached)>,
    /// The nodes, greatest value first; equal ones by id.
    pub order: Vec<u32>,
}

/// Ranks the nodes by the first of some measures.
///
/// # Arguments
/// * `network`: any network.
/// * `measures`: which to compute; the nodes are in order of their ids when there are none.
/// * `options`: settings of the measures.
///
/// # Complexity
/// That of the measures, and O(V log V).
///
/// ```
/// use consort::network::{Centrality, CentralityOptions, Direction, rank_nodes, read_edge_list};
/// let network = read_edge_list("a,b,3\na,c\n".as_bytes(), Direction::Undirected)?.output;
/// let ranking = rank_nodes(&network, &[Centrality::Strength], &CentralityOptions::default());
/// let names: Vec<&str> = ranking.order.iter().map(|node| network.id(*node).as_str()).collect();
/// assert_eq!(names, ["a", "b", "c"]);
/// assert_eq!(ranking.columns[0].1.values, [4.0, 3.0, 1.0]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn rank_nodes(
    network: &Network,
    measures: &[Centrality],
    options: &CentralityOptions,
) -> Ranking {
    let columns: Vec<(Centrality, Approached)> =
        measures.iter().map(|measure| (*measure, measure.of(network, options))).collect();
    let order = columns
        .first()
        .map_or_else(|| network.nodes().collect(), |(_, first)| descending(&first.values));
    Ranking { columns, order }
}

/// Nodes by value, the greatest first; equal ones in their own order.
///
/// ```
/// use consort::network::descending;
/// assert_eq!(descending(&[0.2, 0.5, 0.2]), [1, 0, 2]);
/// ```
#[must_use]
pub fn descending(values: &[f64]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..).take(values.len()).collect();
    sort_by(&mut order, |a, b| values[*b as usize].total_cmp(&values[*a as usize]).then(a.cmp(b)));
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Direction;

    #[test]
    fn ranks_by_the_first_measure_and_equals_by_id() {
        let links = [("b", "c", 2.0), ("a", "c", 2.0), ("c", "d", 5.0)];
        let links = links.map(|(a, b, w)| (a.into(), b.into(), w));
        let network = Network::new(links, Direction::Undirected);
        let measures = [Centrality::Strength, Centrality::PageRank];
        let ranking = rank_nodes(&network, &measures, &CentralityOptions::default());
        let order: Vec<&str> = ranking.order.iter().map(|node| &**network.id(*node)).collect();
        assert_eq!(order, ["c", "d", "a", "b"]);
        assert_eq!(ranking.columns[0].1.values, [2.0, 2.0, 9.0, 5.0]);
    }

    #[test]
    fn names_are_read_as_they_are_printed_and_with_hyphens() {
        for measure in Centrality::ALL {
            assert_eq!(measure.name().parse(), Ok(measure));
        }
        assert_eq!("In-Degree".parse(), Ok(Centrality::InDegree));
        assert!("fame".parse::<Centrality>().unwrap_err().contains("pagerank"));
    }
}
