//! A network to draw: who is linked with whom, by what is stated or by being named together, with the measures of each node.
//!
//! In: a desk, filters. Out: nodes and links, the strongest links first. Never: a node without a link; a layout.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::str::FromStr;

use serde::Serialize;

use crate::base::{EntityId, PartialDate, Predicate, Status, Window, sort_by, sort_by_key};
use crate::network::{Direction, Measures, Network, ego, measures};
use crate::store::StoreError;
use crate::view::desk::counted::Counted;
use crate::view::desk::edges::{EdgeOrder, sort};
use crate::view::desk::filters::Filters;
use crate::view::desk::index::Desk;
use crate::view::desk::parts::EntityRef;

/// What links two entities.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum LinkedBy {
    /// What the texts state.
    #[default]
    Claims,
    /// Being named in one sentence.
    Cooccur,
}

impl FromStr for LinkedBy {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "claims" => Ok(Self::Claims),
            "cooccur" => Ok(Self::Cooccur),
            _ => Err(format!("{text:?} links nobody (claims, cooccur)")),
        }
    }
}

/// A network to draw.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct NetworkAnswer {
    /// What links two nodes.
    pub of: LinkedBy,
    /// Whether links have a direction.
    pub directed: bool,
    /// The nodes, the strongest first.
    pub nodes: Vec<NetworkNode>,
    /// The links, the strongest first.
    pub links: Vec<NetworkLink>,
    /// How many nodes there are before the limit.
    pub total_nodes: usize,
    /// How many links there are before the limit.
    pub total_links: usize,
}

/// A node with its measures in the network shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct NetworkNode {
    /// Who.
    #[serde(flatten)]
    pub entity: EntityRef,
    /// Id of its country.
    #[cfg_attr(test, schema(value_type = Option<String>))]
    pub country: Option<EntityId>,
    /// How many stories name it.
    pub documents: usize,
    /// With how many others it is linked.
    pub degree: usize,
    /// The sum of the weights of its links.
    pub strength: f64,
    /// PageRank; all sum to 1.
    pub pagerank: f64,
    /// The share of shortest paths between others that lead through it.
    pub betweenness: f64,
    /// Number of its community, 0 the largest.
    pub community: usize,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct NetworkLink {
    /// Place of one end among the nodes; the subject where it has a direction.
    pub source: usize,
    /// Place of the other.
    pub target: usize,
    /// What is stated; absent where they are only named together.
    pub predicate: Option<Predicate>,
    /// How firmly.
    pub status: Option<Status>,
    /// Stories that say it, or name both.
    pub weight: usize,
    /// Association strength of those named together.
    pub association: Option<f64>,
    /// The first date.
    #[cfg_attr(test, schema(value_type = Option<String>))]
    pub first: Option<PartialDate>,
    /// The last.
    #[cfg_attr(test, schema(value_type = Option<String>))]
    pub last: Option<PartialDate>,
}

/// Which part of the network is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// Around whom; everybody when absent.
    pub node: Option<EntityId>,
    /// So many steps.
    pub depth: usize,
    /// At most so many links.
    pub limit: usize,
}

/// A link between ids.
#[derive(Debug, Clone)]
pub(super) struct Between {
    pub a: EntityId,
    pub b: EntityId,
    pub predicate: Option<Predicate>,
    pub status: Option<Status>,
    pub weight: usize,
    pub association: Option<f64>,
    pub first: Option<PartialDate>,
    pub last: Option<PartialDate>,
}

impl Desk {
    /// The network of what counts.
    ///
    /// # Errors
    /// When the stories have to be counted anew and cannot be read.
    pub fn network(
        &self,
        of: LinkedBy,
        filters: &Filters,
        around: &Around,
    ) -> Result<NetworkAnswer, StoreError> {
        let mut links = self.links(of, filters)?;
        if let Some(node) = &around.node {
            links = near(links, node, around.depth);
        }
        sort_by_key(&mut links, |l| (Reverse(l.weight), Reverse(l.last)));
        let (total_links, total_nodes) = (links.len(), n_ends(&links));
        links.truncate(around.limit);
        let directed = of == LinkedBy::Claims
            && links.iter().any(|l| l.predicate.is_some_and(|p| !p.is_symmetric()));
        Ok(self.measured(of, directed, links, (total_nodes, total_links)))
    }

    /// All links that count, in no particular order but always the same.
    pub(super) fn links(
        &self,
        of: LinkedBy,
        filters: &Filters,
    ) -> Result<Vec<Between>, StoreError> {
        match of {
            LinkedBy::Claims => Ok(self.stated_links(filters)),
            LinkedBy::Cooccur => {
                let ties = self.ties(Window::Sentence, filters)?;
                let kept = ties.iter().filter(|tie| tie.documents >= filters.min as u64);
                let both = kept
                    .filter(|t| self.counts_end(&t.a, filters) && self.counts_end(&t.b, filters));
                Ok(both
                    .map(|tie| Between {
                        a: tie.a.clone(),
                        b: tie.b.clone(),
                        predicate: None,
                        status: None,
                        weight: usize::try_from(tie.documents).unwrap_or(usize::MAX),
                        association: Some(tie.association_strength),
                        first: tie.first,
                        last: tie.last,
                    })
                    .collect())
            }
        }
    }

    fn stated_links(&self, filters: &Filters) -> Vec<Between> {
        let mut counted = self.counted(self.corpus().claims.iter(), filters);
        sort(&mut counted, EdgeOrder::Documents);
        let link = |counted: &Counted<'_>| {
            let claim = counted.claim;
            Some(Between {
                a: claim.subject.clone(),
                b: claim.object.entity()?.clone(),
                predicate: Some(claim.predicate),
                status: Some(counted.status),
                weight: counted.documents,
                association: None,
                first: counted.first,
                last: counted.last,
            })
        };
        counted.iter().filter_map(link).collect()
    }

    fn measured(
        &self,
        of: LinkedBy,
        directed: bool,
        links: Vec<Between>,
        (total_nodes, total_links): (usize, usize),
    ) -> NetworkAnswer {
        let network = undirected(&links);
        let Measures { degree, strength, pagerank, betweenness, communities, .. } =
            measures(&network);
        let mut nodes: Vec<NetworkNode> = network
            .nodes()
            .map(|node| {
                let (id, i) = (network.id(node), node as usize);
                let facts = self.facts(id);
                NetworkNode {
                    entity: self.entity_ref(id),
                    country: facts.and_then(|f| f.entity.country.clone()),
                    documents: facts.map_or(0, |f| f.documents),
                    degree: degree[i] as usize,
                    strength: strength[i],
                    pagerank: pagerank[i],
                    betweenness: betweenness[i],
                    community: communities.of[i],
                }
            })
            .collect();
        sort_by(&mut nodes, |x, y| {
            y.strength.total_cmp(&x.strength).then_with(|| x.entity.id.cmp(&y.entity.id))
        });
        let places: BTreeMap<&EntityId, usize> =
            nodes.iter().zip(0..).map(|(n, i)| (&n.entity.id, i)).collect();
        let link = |l: Between| {
            Some(NetworkLink {
                source: *places.get(&l.a)?,
                target: *places.get(&l.b)?,
                predicate: l.predicate,
                status: l.status,
                weight: l.weight,
                association: l.association,
                first: l.first,
                last: l.last,
            })
        };
        let links = links.into_iter().filter_map(link).collect();
        NetworkAnswer { of, directed, nodes, links, total_nodes, total_links }
    }
}

/// The network of some links, whatever they say; several between the same two add up.
pub(super) fn undirected(links: &[Between]) -> Network {
    let weighted = links.iter().map(|l| (l.a.clone(), l.b.clone(), l.weight as f64));
    Network::new(weighted, Direction::Undirected)
}

/// The links among those within some steps of a node.
fn near(links: Vec<Between>, node: &EntityId, depth: usize) -> Vec<Between> {
    let network = undirected(&links);
    let Some(middle) = network.node(node) else { return Vec::new() };
    let part = ego(&network, middle, depth).network;
    links.into_iter().filter(|l| part.node(&l.a).is_some() && part.node(&l.b).is_some()).collect()
}

fn n_ends(links: &[Between]) -> usize {
    links.iter().flat_map(|l| [&l.a, &l.b]).collect::<std::collections::BTreeSet<_>>().len()
}
