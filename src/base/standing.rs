//! Where entities stand in the network of those named together.
//!
//! In: nothing. Out: the values that `network` measures and `rdf` writes. Never: a measure without the parameters it was made with.

use serde::{Deserialize, Serialize};

use crate::base::{EntityId, Window};

/// The network of a graph, with what its measures were made with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Standings {
    /// What two names must share to be linked; a link weighs as many such windows as there are.
    pub window: Window,
    /// How many links there are.
    pub links: u64,
    /// Damping of PageRank.
    pub damping: f64,
    /// From how many entities the paths of betweenness start; all when absent.
    pub sample: Option<u64>,
    /// Seed of the sample and of the communities.
    pub seed: u64,
    /// Resolution of the communities.
    pub resolution: f64,
    /// Modularity of the communities at that resolution.
    pub modularity: f64,
    /// The name of each community, as [`community_name`] makes it, and how many members it has.
    pub communities: Vec<(String, u64)>,
    /// The entities, sorted by id.
    pub entities: Vec<Standing>,
}

/// Where one entity stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// Whose standing it is.
    pub entity: EntityId,
    /// With how many others it is named.
    pub degree: u64,
    /// The sum of the weights of its links.
    pub strength: u64,
    /// PageRank; all sum to 1.
    pub pagerank: f64,
    /// The share of shortest paths between others that lead through it, 0 to 1.
    pub betweenness: f64,
    /// Its community, as a place in [`Standings::communities`].
    pub community: usize,
}

/// The name of a community: the labels of its strongest members, and how many more there are.
///
/// ```
/// use consort::base::community_name;
/// let strongest = ["OSCE", "UNODC"].map(str::to_owned);
/// assert_eq!(community_name(strongest, 5), "OSCE, UNODC and 3 more");
/// ```
pub fn community_name(strongest: impl IntoIterator<Item = String>, size: usize) -> String {
    let labels: Vec<String> = strongest.into_iter().collect();
    let more = size.saturating_sub(labels.len());
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    labels.join(", ") + &rest
}
