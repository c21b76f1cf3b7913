//! The canonical form of a graph: N-Triples or N-Quads, sorted, each statement once.
//!
//! In: triples or quads. Out: lines. Never: a blank node of our own making, so the lines are the RDFC-1.0 form.

use std::fmt::Display;

/// The lines of the statements in byte order, without line ends. Takes triples and quads alike.
///
/// ```
/// use consort::rdf::{NamedNode, Triple, canonical};
/// let iri = |name: &str| NamedNode::new(format!("http://example.org/{name}"));
/// let (a, b) = (iri("a")?, iri("b")?);
/// let lines = canonical([Triple::new(b.clone(), a.clone(), a.clone()), Triple::new(a.clone(), a, b)]);
/// assert!(lines[0].starts_with("<http://example.org/a>") && lines[1].ends_with("/a> ."));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn canonical<S: Display>(statements: impl IntoIterator<Item = S>) -> Vec<String> {
    let mut lines: Vec<String> = statements.into_iter().map(|s| format!("{s} .")).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}
