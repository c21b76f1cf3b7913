//! What the service can do (SPARQL 1.1 Service Description) and what its graph holds (VoID), as triples.
//!
//! In: a graph and the address of the endpoint. Out: triples. Never: a promise that the tests do not keep.

use crate::rdf::vocabulary::{rdf, void};
use crate::rdf::{Literal, NamedNode, Triple, describe};
use crate::store::Kb;

const SD: &str = "http://www.w3.org/ns/sparql-service-description#";
const FORMATS: &str = "http://www.w3.org/ns/formats/";

/// The description of the endpoint at an address.
pub(super) fn description(endpoint: &str) -> Vec<Triple> {
    let node = |namespace: &str, name: &str| NamedNode::new_unchecked(format!("{namespace}{name}"));
    let sd = |name: &str| node(SD, name);
    let service = NamedNode::new_unchecked(endpoint.to_owned());
    let mut out = vec![
        Triple::new(service.clone(), rdf::TYPE, sd("Service")),
        Triple::new(service.clone(), sd("endpoint"), service.clone()),
        Triple::new(service.clone(), sd("supportedLanguage"), sd("SPARQL11Query")),
    ];
    let formats = [
        "SPARQL_Results_JSON",
        "SPARQL_Results_XML",
        "SPARQL_Results_CSV",
        "SPARQL_Results_TSV",
        "Turtle",
        "N-Triples",
        "JSON-LD",
        "RDF_XML",
    ];
    out.extend(formats.map(|f| Triple::new(service.clone(), sd("resultFormat"), node(FORMATS, f))));
    let data = node(endpoint, "#data");
    let default = node(endpoint, "#default");
    let title = node("http://purl.org/dc/terms/", "title");
    out.extend([
        Triple::new(service, sd("defaultDataset"), data.clone()),
        Triple::new(data.clone(), rdf::TYPE, sd("Dataset")),
        Triple::new(data, sd("defaultGraph"), default.clone()),
        Triple::new(default.clone(), rdf::TYPE, sd("Graph")),
        Triple::new(default, title, Literal::new_simple_literal("Who works with whom")),
    ]);
    out
}

/// The description of a graph, as it stands beside an export, and the endpoint that answers questions about it.
pub(super) fn dataset(kb: &Kb, endpoint: &str) -> Vec<Triple> {
    let mut all = describe(&kb.description(), kb.iris());
    let endpoint = NamedNode::new_unchecked(endpoint.to_owned());
    all.push(Triple::new(kb.iris().description(None), void::SPARQL_ENDPOINT, endpoint));
    all
}
