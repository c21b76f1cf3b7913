//! Where entities stand in the network, as triples.
//!
//! In: standings that `view` measured. Out: the network with its parameters, its communities, one node an entity. Never: a
//! measure that does not lead to its parameters.

use crate::base::{Standing, Standings};
use crate::rdf::terms;
use crate::rdf::ties::to_count;
use crate::rdf::triples::Triples;
use crate::rdf::vocabulary::consort;

/// Describes the network: what its links are, how large it is, what its measures were made with.
pub(super) fn describe_network(network: &Standings, triples: &mut Triples<'_>) {
    let window = network.window.name();
    let mut node = triples.node(triples.iris.network(network.window));
    node.is(&[consort::NETWORK_CLASS]);
    node.label(&format!("entities named together in a {window}"));
    node.text(consort::WINDOW, &window);
    node.text(consort::WEIGHT, "count");
    node.count(consort::NODE_COUNT, network.entities.len());
    node.count(consort::LINK_COUNT, to_count(network.links));
    node.value(consort::DAMPING, terms::decimal(network.damping));
    if let Some(sample) = network.sample {
        node.count(consort::SAMPLE, to_count(sample));
    }
    node.count(consort::SEED, to_count(network.seed));
    node.value(consort::RESOLUTION, terms::decimal(network.resolution));
    node.value(consort::MODULARITY, terms::decimal(network.modularity));
}

/// Describes one community, by its place in the list.
pub(super) fn describe_community(network: &Standings, place: usize, triples: &mut Triples<'_>) {
    let Some((name, size)) = network.communities.get(place) else { return };
    let iri = triples.iris.network(network.window);
    let mut node = triples.node(triples.iris.community(network.window, place));
    node.is(&[consort::COMMUNITY_CLASS]);
    node.label(name);
    node.link(consort::NETWORK, iri);
    node.count(consort::NODE_COUNT, to_count(*size));
}

/// Describes where one entity stands.
pub(super) fn describe_standing(
    network: &Standings,
    standing: &Standing,
    triples: &mut Triples<'_>,
) {
    let iri = triples.iris.network(network.window);
    let community = triples.iris.community(network.window, standing.community);
    let mut node = triples.node(triples.iris.standing(&standing.entity, network.window));
    node.is(&[consort::STANDING]);
    node.entities(consort::STANDING_OF, [standing.entity.as_ref()]);
    node.link(consort::NETWORK, iri);
    node.count(consort::DEGREE, to_count(standing.degree));
    node.count(consort::STRENGTH, to_count(standing.strength));
    node.value(consort::PAGE_RANK, terms::share(standing.pagerank));
    node.value(consort::BETWEENNESS, terms::share(standing.betweenness));
    node.link(consort::COMMUNITY, community);
}
