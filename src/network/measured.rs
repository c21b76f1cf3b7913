//! The measures that every graph carries.
//!
//! In: ties, or any network. Out: where each entity stands. Never: a choice that a reader of the graph cannot see; all parameters are in
//! the result.

use crate::base::{Standing, Standings, Tie, Window, community_name};
use crate::network::groups::{Group, groups};
use crate::network::{
    BetweennessOptions, Communities, LeidenOptions, Network, PageRankOptions, Side, Weight,
    betweenness, communities, degree, from_ties, pagerank, strength,
};

/// In networks of more entities betweenness is estimated.
const LARGE: usize = 2000;
/// From so many of them.
const SAMPLE: usize = 200;

/// Measures the network of all ties, weighed by count, with the usual parameters and seed 0.
///
/// # Arguments
/// * `ties`: of one window.
/// * `label`: turns an id into the name that stands in the names of communities.
///
/// # Complexity
/// O(V·E) up to 2000 entities; beyond, O(200·E).
///
/// ```
/// use consort::merge::cooccur::{CooccurOptions, count};
/// use consort::network::standings;
/// let texts = ["3 March 2020, Vienna, Austria: UNODC and WHO met. OSCE and UNODC met. UNODC and WHO wrote a report."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let found = standings(&count(&stories, &CooccurOptions::default()), &|id| id.to_uppercase());
/// let unodc = found.entities.iter().find(|standing| standing.entity.as_str() == "unodc").unwrap();
/// assert_eq!((unodc.degree, unodc.strength, unodc.betweenness), (2, 3, 1.0));
/// assert_eq!(found.communities, [("UNODC, WHO, OSCE".to_owned(), 3)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn standings(ties: &[Tie], label: &dyn Fn(&str) -> String) -> Standings {
    let network = from_ties(ties, Weight::Count, 0.0);
    let Measures { degree, strength, pagerank, betweenness, sample, communities: found } =
        measures(&network);
    let standing = |node: u32| {
        let i = node as usize;
        Standing {
            entity: network.id(node).clone(),
            degree: degree[i] as u64,
            strength: strength[i] as u64,
            pagerank: pagerank[i],
            betweenness: betweenness[i],
            community: found.of[i],
        }
    };
    let named = |group: &Group| {
        let labels = group.strongest().iter().map(|node| label(network.id(*node)));
        let size = group.members.len();
        (community_name(labels, size), size as u64)
    };
    let (walk, leiden) = (PageRankOptions::default(), LeidenOptions::default());
    Standings {
        window: ties.first().map_or(Window::Sentence, |tie| tie.window),
        links: network.n_links() as u64,
        damping: walk.damping,
        sample: sample.map(|n| n as u64),
        seed: leiden.seed,
        resolution: leiden.resolution,
        modularity: found.quality,
        communities: groups(&network, &found.of).iter().map(named).collect(),
        entities: network.nodes().map(standing).collect(),
    }
}

/// The usual measures of the nodes of a network, each a list by node.
#[derive(Debug, Clone, PartialEq)]
pub struct Measures {
    /// With how many others it is linked, whatever the direction.
    pub degree: Vec<f64>,
    /// The sum of the weights of its links.
    pub strength: Vec<f64>,
    /// PageRank; all sum to 1.
    pub pagerank: Vec<f64>,
    /// The share of shortest paths between others that lead through it, 0 to 1.
    pub betweenness: Vec<f64>,
    /// From how many nodes these paths start; all when absent.
    pub sample: Option<usize>,
    /// Its community.
    pub communities: Communities,
}

/// The usual measures, with the usual parameters and seed 0: the one choice that graphs, exports and the page share.
///
/// # Complexity
/// O(V·E) up to 2000 nodes; beyond, O(200·E).
///
/// ```
/// use consort::network::{Direction, measures, read_edge_list};
/// let network = read_edge_list("a,b\nb,c\n".as_bytes(), Direction::Undirected)?.output;
/// let found = measures(&network);
/// assert_eq!((found.degree, found.betweenness), (vec![1.0, 2.0, 1.0], vec![0.0, 1.0, 0.0]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn measures(network: &Network) -> Measures {
    let sample = (network.n_nodes() > LARGE).then_some(SAMPLE);
    let between = BetweennessOptions { sample, ..BetweennessOptions::default() };
    Measures {
        degree: degree(network, Side::Both),
        strength: strength(network, Side::Both),
        pagerank: pagerank(network, &PageRankOptions::default()).values,
        betweenness: betweenness(network, &between),
        sample,
        communities: communities(network, &LeidenOptions::default()),
    }
}

/// The communities of everyone named together, weighed by count: the one division that the standings of a graph, the
/// commands and the pictures share.
///
/// # Arguments
/// * `ties`: of one window; all of them, for a part of a network has other communities.
/// * `options`: those of [`standings`] are the usual.
///
/// # Returns
/// The network, and its communities by its nodes.
///
/// # Complexity
/// That of [`communities`].
///
/// ```
/// use consort::merge::cooccur::{CooccurOptions, count};
/// use consort::network::{LeidenOptions, tie_communities};
/// let texts = ["3 March 2020, Vienna, Austria: UNODC and WHO met. OSCE and UNODC met. UNODC and WHO wrote a report."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let ties = count(&stories, &CooccurOptions::default());
/// let (network, found) = tie_communities(&ties, &LeidenOptions::default());
/// assert_eq!((network.n_nodes(), found.of), (3, vec![0, 0, 0]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn tie_communities(ties: &[Tie], options: &LeidenOptions) -> (Network, Communities) {
    let network = from_ties(ties, Weight::Count, 0.0);
    let found = communities(&network, options);
    (network, found)
}
