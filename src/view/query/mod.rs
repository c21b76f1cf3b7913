//! SPARQL for people: one-line queries, parameters, errors that point at the word.
//!
//! In: a query's text, parameters, and the engine's results. Out: a parsed query to run, and rows into a writer.
//! Never: puts a parameter into the text of a query, runs an update, reaches the network.

mod bounds;
mod dates;
mod error;
mod limits;
mod parameters;
mod prefixes;
mod results;
#[cfg(test)]
mod run_tests;
mod shipped;
mod syntax;
mod unknown;
mod walk;

pub use bounds::{on_deep_stack, within_bounds};
pub use dates::doubtful_dates;
pub use error::QueryError;
pub use limits::{Limits, Watchdog};
pub use parameters::{Parameter, Resolver};
pub use prefixes::Prefixes;
pub use results::{
    Found, ResultsFormat, TurtleWriter, WriteOptions, Written, collect_results, write_results,
};
pub use shipped::{SHIPPED, ShippedQuery, shipped};
pub use syntax::SyntaxError;
pub use unknown::{KnownTerms, UnknownTerm, unknown_terms};

use spargebra::algebra::GraphPattern;
use spargebra::{Query, SparqlParser};

/// The namespace of entities in a query file written for the standard base IRI.
const STANDARD_BASE: &str = "https://w3id.org/consort/data/";

/// Parses a query, with the prefixes declared, and fills in its parameters.
///
/// A parameter is a variable of a `VALUES` row (`VALUES ?org { id:unodc }`). `set` holds pairs of a name and a value;
/// a name given twice makes two rows. The rows are replaced in the parsed query, so a value can never change what
/// the query does. `resolve` turns what a user calls an entity into its IRI.
///
/// # Errors
/// When the text is too large ([`within_bounds`]) or not a query, asks another server, lacks a parameter that is set, or a value has no meaning.
///
/// ```
/// use consort::rdf::NamedNode;
/// use consort::view::query::{Prefixes, prepare};
/// let data = "https://w3id.org/consort/data/id/";
/// let prefixes = Prefixes::new([("id", data), ("consort", "https://w3id.org/consort/ns#")]);
/// let resolve = |name: &str| NamedNode::new(format!("{data}{name}")).map_err(|e| e.to_string());
/// let text = "SELECT ?who { VALUES ?whom { id:osce } ?who consort:funds ?whom } ORDER BY ?who";
/// let prepared = prepare(text, &[("whom".to_owned(), "unodc".to_owned())], &resolve, &prefixes)?;
/// assert!(prepared.ordered && prepared.query.to_string().contains("/id/unodc>"));
/// # Ok::<_, consort::view::query::QueryError>(())
/// ```
pub fn prepare(
    text: &str,
    set: &[(String, String)],
    resolve: Resolver<'_>,
    prefixes: &Prefixes,
) -> Result<Prepared, QueryError> {
    // Some editors write a byte order mark, which is no part of a query.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    within_bounds(text)?;
    let mut query = parse(text, prefixes)?;
    let mut service = false;
    walk::patterns(&mut query, &mut |p| service |= matches!(p, GraphPattern::Service { .. }));
    if service {
        return Err(QueryError::Service);
    }
    bounds::within_plan(&mut query)?;
    parameters::rebase(&mut query, STANDARD_BASE, prefixes);
    parameters::set(&mut query, set, resolve, prefixes)?;
    let parameters = parameters::list(&query, prefixes);
    let ordered = is_ordered(&query);
    Ok(Prepared { query, parameters, ordered })
}

/// A query ready to run: `kb.evaluate(prepared.query, …)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// The parsed query.
    pub query: Query,
    /// Its parameters and what they are set to, in the order of the text.
    pub parameters: Vec<Parameter>,
    /// Whether the query itself says in which order its rows come.
    pub ordered: bool,
}

fn parse(text: &str, prefixes: &Prefixes) -> Result<Query, QueryError> {
    let mut parser = SparqlParser::new();
    for (prefix, iri) in prefixes.iter() {
        parser = parser.with_prefix(prefix, iri).map_err(|reason| QueryError::Prefix {
            prefix: prefix.to_owned(),
            iri: iri.to_owned(),
            reason: reason.to_string(),
        })?;
    }
    // The protocol asks for a base; this one makes of `<unodc>`, a slip for `id:unodc`, the entity instead of an IRI that nothing has.
    if let Some(based) = prefixes.get("id").and_then(|id| parser.clone().with_base_iri(id).ok()) {
        parser = based;
    }
    parser.clone().parse_query(text).map_err(|says| {
        // Only comments and blanks are an update too, an empty one.
        match parser.parse_update(text) {
            Ok(update) if !update.operations.is_empty() => QueryError::Update,
            _ => syntax::explain(text, &says.to_string(), prefixes).into(),
        }
    })
}

fn is_ordered(query: &Query) -> bool {
    let Query::Select { pattern, .. } = query else { return false };
    let mut pattern = pattern;
    loop {
        pattern = match pattern {
            GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. } => inner,
            // An order inside a nested SELECT promises nothing outside.
            GraphPattern::Project { inner, .. } => {
                return matches!(**inner, GraphPattern::OrderBy { .. });
            }
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::NamedNode;

    pub(super) fn prefixes() -> Prefixes {
        let data =
            ["id", "doc", "event", "claim"].map(|p| (p.to_owned(), format!("{STANDARD_BASE}{p}/")));
        let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
        let fixed = [
            ("consort", "https://w3id.org/consort/ns#"),
            ("rdf", rdf),
            ("xsd", "http://www.w3.org/2001/XMLSchema#"),
        ];
        Prefixes::new(data.into_iter().chain(fixed.map(|(p, i)| (p.to_owned(), i.to_owned()))))
    }

    pub(super) fn prepared(text: &str, set: &[(&str, &str)]) -> Result<Prepared, QueryError> {
        let set: Vec<_> = set.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let resolve = |name: &str| match name.to_lowercase().as_str() {
            "osce" | "organization for security" => {
                NamedNode::new(format!("{STANDARD_BASE}id/osce")).map_err(|e| e.to_string())
            }
            "undp" => NamedNode::new(format!("{STANDARD_BASE}id/undp")).map_err(|e| e.to_string()),
            _ => Err(format!("nothing in the graph is called {name:?}")),
        };
        prepare(text, &set, &resolve, &prefixes())
    }

    #[test]
    fn a_relative_iri_is_an_entity_unless_the_text_has_a_base() {
        for (text, expected) in [
            ("ASK { <unodc> ?p ?o }", "<https://w3id.org/consort/data/id/unodc>"),
            ("ASK { <../doc/a> ?p ?o }", "<https://w3id.org/consort/data/doc/a>"),
            ("BASE <http://e/> ASK { <unodc> ?p ?o }", "<http://e/unodc>"),
        ] {
            let query = prepared(text, &[]).unwrap().query.to_string();
            assert!(query.contains(expected), "{query}");
        }
    }

    #[test]
    fn a_newcomers_query_is_one_line() {
        let prepared =
            prepared("SELECT ?donor { ?donor consort:funds id:unodc-wco-ccp }", &[]).unwrap();
        assert!(!prepared.ordered);
        assert!(prepared.query.to_string().contains("<https://w3id.org/consort/ns#funds>"));
    }

    #[test]
    fn order_is_seen_through_limit_and_distinct() {
        for (text, ordered) in [
            ("SELECT DISTINCT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 3", true),
            ("SELECT ?s { { SELECT ?s { ?s ?p ?o } ORDER BY ?s } }", false),
            ("ASK { ?s ?p ?o }", false),
        ] {
            assert_eq!(prepared(text, &[]).unwrap().ordered, ordered, "{text}");
        }
    }

    #[test]
    fn nothing_is_changed_and_nothing_leaves() {
        for text in ["DELETE WHERE { ?s ?p ?o }", "LOAD <https://example.org/x>"] {
            assert!(matches!(prepared(text, &[]), Err(QueryError::Update)), "{text}");
        }
        let text = "SELECT * { FILTER EXISTS { SERVICE <https://example.org/> { ?s ?p ?o } } }";
        assert!(matches!(prepared(text, &[]), Err(QueryError::Service)));
    }
}
