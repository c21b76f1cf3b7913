//! What the ontology says of its terms, in words.
//!
//! In: `vocab/ontology.ttl`, compiled in. Out: labels and comments by IRI. Never: a term of a user.

use std::collections::BTreeMap;

use oxrdf::vocab::rdfs;
use oxrdf::{NamedOrBlankNode, Term};
use oxrdfio::{RdfFormat, RdfParser};

/// The ontology as it is written.
pub const ONTOLOGY: &str = include_str!("../../vocab/ontology.ttl");

/// What is said of a term.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TermNote {
    /// Its name.
    pub label: String,
    /// What it means.
    pub comment: String,
}

/// The labels and comments of the ontology's terms by their IRIs.
///
/// ```
/// use consort::rdf::ontology_notes;
/// let notes = ontology_notes();
/// assert_eq!(notes["https://w3id.org/consort/ns#Donor"].label, "donor");
/// ```
#[must_use]
pub fn ontology_notes() -> BTreeMap<String, TermNote> {
    let mut notes: BTreeMap<String, TermNote> = BTreeMap::new();
    // A test reads the file whole; what could not be parsed would only be missing here.
    let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(ONTOLOGY).flatten();
    for quad in quads {
        let (NamedOrBlankNode::NamedNode(subject), Term::Literal(text)) =
            (quad.subject, quad.object)
        else {
            continue;
        };
        let predicate = quad.predicate.as_ref();
        if predicate != rdfs::LABEL && predicate != rdfs::COMMENT {
            continue;
        }
        let note = notes.entry(subject.into_string()).or_default();
        let part = if predicate == rdfs::LABEL { &mut note.label } else { &mut note.comment };
        *part = text.value().to_owned();
    }
    notes
}
