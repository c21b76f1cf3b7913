//! Reviewers' decisions as triples.
//!
//! In: a decision that bore on the corpus. Out: who decided what, when and why. Never: a decision that changed nothing.

use crate::base::{Decision, Verdict};
use crate::rdf::terms;
use crate::rdf::triples::Triples;
use crate::rdf::vocabulary::{consort, dcterms};

/// Describes a decision that bore on something in so many documents.
pub(super) fn describe(decision: &Decision, documents: usize, triples: &mut Triples<'_>) {
    let iri = triples.iris.decision(decision);
    let mut node = triples.node(iri);
    node.is(&[consort::DECISION_CLASS]);
    node.label(&format!("{}: {}", decision.verdict.name(), decision.verdict));
    node.text(consort::VERDICT, decision.verdict.name());
    node.text(dcterms::CREATOR, &decision.who);
    node.text(dcterms::DESCRIPTION, &decision.why);
    node.value(dcterms::DATE, Some(terms::date(decision.date)));
    node.count(consort::DOCUMENT_COUNT, documents);
    if let Some(pattern) = &decision.document {
        node.text(consort::SCOPE, pattern);
    }
    match &decision.verdict {
        Verdict::Same { entities } => {
            node.entities(dcterms::SUBJECT, entities.first().map(AsRef::as_ref));
        }
        Verdict::Never { text, entity } => {
            node.text(consort::SURFACE, text);
            node.entities(dcterms::SUBJECT, entity.as_deref());
        }
        // The claim and its evidence link here.
        Verdict::Wrong { .. } | Verdict::Right { .. } => {}
    }
}
