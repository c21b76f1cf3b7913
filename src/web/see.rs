//! Which document an IRI leads to: its triples, or for somebody with a browser the view of the page that shows it.
//!
//! In: the path of an IRI, what the client accepts. Out: an address. Never: a document itself.

use crate::rdf::vocabulary::{consort, rdf};
use crate::rdf::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term};
use crate::store::Pattern;
use crate::web::accept::choose;
use crate::web::answer::GRAPHS;
use crate::web::shared::Graph;

/// Where to look for what is said of the IRI at a path.
pub(super) fn leads_to(graph: &Graph, path: &str, accept: Option<&str>) -> String {
    // Data where both are liked equally: that is what programs ask for that say nothing.
    let mut offers: Vec<(&str, bool)> = GRAPHS.iter().map(|(media, _)| (*media, false)).collect();
    offers.push(("text/html", true));
    let wants_page = choose(accept, &offers).unwrap_or(false);
    let view = wants_page.then(|| view(graph, path)).flatten();
    view.unwrap_or_else(|| format!("/data{path}"))
}

/// The view that shows the IRI at a path, if one does.
fn view(graph: &Graph, path: &str) -> Option<String> {
    let (kind, rest) = path.trim_start_matches('/').split_once('/')?;
    match kind {
        "id" => Some(format!("/entity/{rest}")),
        "doc" | "event" => Some(format!("/story/{rest}")),
        "claim" => edge(graph, &node(graph, path)?),
        "ev" => edge(graph, &claim_of(graph, &node(graph, path)?)?),
        _ => None,
    }
}

fn node(graph: &Graph, path: &str) -> Option<NamedNode> {
    NamedNode::new(format!("{}{}", graph.kb.iris().base(), path.trim_start_matches('/'))).ok()
}

/// The claim that a sentence is evidence for.
fn claim_of(graph: &Graph, evidence: &NamedNode) -> Option<NamedNode> {
    let pattern = Pattern {
        predicate: Some(consort::EVIDENCE),
        object: Some(evidence.as_ref().into()),
        ..Pattern::default()
    };
    match graph.kb.quads(pattern).next()?.ok()?.subject {
        NamedOrBlankNode::NamedNode(claim) => Some(claim),
        NamedOrBlankNode::BlankNode(_) => None,
    }
}

/// The address of the view of a claim.
fn edge(graph: &Graph, claim: &NamedNode) -> Option<String> {
    let part = |predicate: NamedNodeRef<'static>| {
        let subject = Some(claim.as_ref().into());
        let pattern = Pattern { subject, predicate: Some(predicate), ..Pattern::default() };
        match graph.kb.quads(pattern).next()?.ok()?.object {
            Term::NamedNode(node) => Some(node.into_string()),
            _ => None,
        }
    };
    let base = graph.kb.iris().base();
    let end = |iri: String| {
        let path = iri.strip_prefix(base)?;
        let (kind, rest) = path.split_once('/')?;
        match kind {
            "id" => Some(rest.to_owned()),
            "event" => Some(format!("story/{rest}")),
            _ => None,
        }
    };
    let (subject, object) = (end(part(rdf::SUBJECT)?)?, end(part(rdf::OBJECT)?)?);
    let predicate = part(rdf::PREDICATE)?;
    let predicate = predicate.rsplit(['#', '/']).next()?;
    Some(format!("/edge/{subject}/{predicate}/{object}"))
}
