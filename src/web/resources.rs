//! Graphs (the read half of the SPARQL 1.1 Graph Store Protocol) and resources at their addresses.
//!
//! In: an address. Out: its triples. Never: a write.

use axum::http::StatusCode;

use crate::rdf::{
    GraphName, NamedNode, NamedNodeRef, Syntax, Triple, Version, WriteOptions, write,
};
use crate::store::{Extent, Pattern};
use crate::view::export::{self, RdfError};
use crate::web::answer::{Answered, GRAPHS, chosen};
use crate::web::form::pairs;
use crate::web::problem::Problem;
use crate::web::shared::Graph;
use crate::web::stream::Chunks;

/// The name of a graph of the store: `?default`, or `?graph=` with its IRI.
pub(super) fn named(address: Option<&str>) -> Result<GraphName, Problem> {
    let pairs = pairs(address.unwrap_or_default().as_bytes())
        .ok_or_else(|| Problem::bad("the address is not UTF-8"))?;
    let named: Vec<&str> =
        pairs.iter().filter(|(name, _)| name == "graph").map(|(_, value)| &**value).collect();
    let default = pairs.iter().any(|(name, _)| name == "default");
    match (default, named.as_slice()) {
        (true, []) => Ok(GraphName::DefaultGraph),
        (false, [iri]) => NamedNode::new(*iri)
            .map(GraphName::NamedNode)
            .map_err(|error| Problem::bad(format!("{iri:?} is no IRI ({error})"))),
        _ => Err(Problem::bad("say ?default, or ?graph= with the IRI of one graph")),
    }
}

/// Writes a graph of the store: the default graph as it is exported, another from the mention layer.
pub(super) fn stored(
    graph: &Graph,
    name: &GraphName,
    texts: bool,
    syntax: Syntax,
    out: &mut Chunks,
) -> Result<(), Problem> {
    let options = WriteOptions { iris: graph.kb.iris(), syntax, version: Version::Rdf11 };
    let default = *name == GraphName::DefaultGraph;
    if default && let Some(snapshot) = graph.kb.snapshot() {
        let extent = Extent { texts, mentions: false };
        let written = export::graph(snapshot, extent, &options, out);
        return written.map(drop).map_err(|error| match error {
            RdfError::Write(error) => Problem::of_writing(&error),
            error => Problem::internal(error.to_string()),
        });
    }
    graph.kb.load_mentions().map_err(|error| Problem::internal(error.to_string()))?;
    let pattern = Pattern { graph: Some(name.as_ref()), ..Pattern::default() };
    let triples = matching(graph, pattern)?;
    if triples.is_empty() && !default {
        return Err(Problem::new(StatusCode::NOT_FOUND, "there is no graph of that name"));
    }
    write(triples, &options, out).map(drop).map_err(|error| Problem::of_writing(&error))
}

/// What the graph says of a resource at a path below its base.
pub(super) fn resource(
    graph: &Graph,
    path: &str,
    accept: Option<&str>,
) -> Result<Answered, Problem> {
    let missing = || Problem::new(StatusCode::NOT_FOUND, "nothing is said of that address");
    let iri = NamedNode::new(format!("{}{path}", graph.kb.iris().base())).map_err(|_| missing())?;
    let about: NamedNodeRef<'_> = iri.as_ref();
    let pattern = Pattern {
        subject: Some(about.into()),
        graph: Some(GraphName::DefaultGraph.as_ref()),
        ..Pattern::default()
    };
    let triples = matching(graph, pattern)?;
    if triples.is_empty() {
        return Err(missing());
    }
    written(graph, triples, accept)
}

fn matching(graph: &Graph, pattern: Pattern<'_>) -> Result<Vec<Triple>, Problem> {
    let triples: Result<_, _> = graph.kb.quads(pattern).map(|q| q.map(Triple::from)).collect();
    triples.map_err(|error| Problem::internal(error.to_string()))
}

/// Triples in the syntax that the client likes best.
pub(super) fn written(
    graph: &Graph,
    triples: Vec<Triple>,
    accept: Option<&str>,
) -> Result<Answered, Problem> {
    let (media, syntax) = chosen(accept, &GRAPHS)?;
    let options = WriteOptions { iris: graph.kb.iris(), syntax, version: Version::Rdf11 };
    let mut body = Vec::new();
    write(triples, &options, &mut body).map_err(|error| Problem::of_writing(&error))?;
    Ok(Answered { media, body, cut: None })
}
