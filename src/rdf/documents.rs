//! Documents and the activities they report as triples.
//!
//! In: the facts of a document, without its text. Out: its description and that of its event.
//! Never: the text; that is the business of `mentions`.

use crate::merge::DocumentFacts;
use crate::rdf::terms;
use crate::rdf::triples::Triples;
use crate::rdf::vocabulary::{consort, dcterms, schema};

/// Describes a document.
pub(super) fn describe(facts: &DocumentFacts, triples: &mut Triples<'_>) {
    let label = facts.label();
    let (document, event) = (triples.iris.document(&facts.id), triples.iris.event(&facts.id));
    let source = &facts.source;
    let mut node = triples.node(document);
    node.is(&[consort::DOCUMENT_CLASS, schema::NEWS_ARTICLE]);
    node.label(label);
    node.text(dcterms::TITLE, label);
    node.text(dcterms::IDENTIFIER, &facts.id);
    node.value(consort::DATE_START, facts.date_start.map(terms::date));
    node.value(consort::DATE_END, facts.date_end.map(terms::date));
    node.days(facts.date_start, facts.date_end);
    match &source.url {
        Some(url) => node.address(dcterms::SOURCE, url),
        None => node.text(dcterms::SOURCE, &format!("{}:{}", source.file, source.line)),
    }
    node.value(dcterms::PUBLISHER, source.publisher.as_deref().map(terms::text));
    node.link(consort::REPORTS, event);
    node.entities(consort::MENTIONS, facts.mentions.iter().map(AsRef::as_ref));
    if let Some(origin) = &facts.copy_of {
        describe_copy(&facts.id, origin, triples);
    }
}

/// Says of which document one is a copy.
pub(super) fn describe_copy(copy: &str, origin: &str, triples: &mut Triples<'_>) {
    let origin = triples.iris.document(origin);
    triples.node(triples.iris.document(copy)).link(consort::COPY_OF, origin);
}

/// Describes the activity that a document reports.
pub(super) fn describe_event(facts: &DocumentFacts, triples: &mut Triples<'_>) {
    let (document, event) = (triples.iris.document(&facts.id), triples.iris.event(&facts.id));
    let mut node = triples.node(event);
    node.is(&[consort::ACTIVITY, schema::EVENT]);
    node.label(facts.label());
    node.value(schema::START_DATE, facts.date_start.map(terms::date));
    node.value(schema::END_DATE, facts.date_end.map(terms::date));
    node.days(facts.date_start, facts.date_end);
    for place in &facts.places {
        node.text(schema::LOCATION, place);
    }
    node.countries(facts.countries.iter().map(AsRef::as_ref));
    node.entities(consort::COUNTRY_INFERRED, facts.country_inferred.iter().map(AsRef::as_ref));
    node.link(consort::ONLINE, terms::boolean(facts.online));
    node.link(consort::REPORTED_IN, document);
}
