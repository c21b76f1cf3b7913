//! Documents and the activities they report as triples.
//!
//! In: the facts of a document, without its text. Out: its description and that of its event.
//! Never: the text; that is the business of `mentions`.

use std::collections::BTreeSet;

use crate::base::{EntityId, PartialDate, Source, Story};
use crate::rdf::terms;
use crate::rdf::triples::Triples;
use crate::rdf::vocabulary::{consort, dcterms, schema};

/// What the graph says of one document: everything but its text.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentFacts {
    /// Its id.
    pub id: String,
    /// Its title; empty when it has none.
    pub title: String,
    /// First date of what it reports.
    pub date_start: Option<PartialDate>,
    /// Last date of what it reports.
    pub date_end: Option<PartialDate>,
    /// Where it was read.
    pub source: Source,
    /// Cities and sites of the dateline.
    pub places: Vec<String>,
    /// Countries of the dateline.
    pub countries: BTreeSet<EntityId>,
    /// Whether the dateline says online.
    pub online: bool,
    /// Every entity it names.
    pub mentions: BTreeSet<EntityId>,
}

impl From<&Story> for DocumentFacts {
    fn from(story: &Story) -> Self {
        let Story { document, extraction } = story;
        Self {
            id: document.id.clone(),
            title: document.title.clone(),
            date_start: document.date_start,
            date_end: document.date_end,
            source: document.source.clone(),
            places: extraction.places.clone(),
            countries: extraction.countries.iter().map(|c| c.id.clone()).collect(),
            online: document.dateline.as_ref().is_some_and(|d| d.online),
            mentions: extraction.mentions.iter().map(|m| m.entity.id.clone()).collect(),
        }
    }
}

/// Describes a document and its event.
pub(super) fn describe(facts: &DocumentFacts, triples: &mut Triples<'_>) {
    let label = if facts.title.is_empty() { &facts.id } else { &facts.title };
    let (document, event) = (triples.iris.document(&facts.id), triples.iris.event(&facts.id));
    let (start, end) = (facts.date_start.map(terms::date), facts.date_end.map(terms::date));
    let source = &facts.source;

    let mut node = triples.node(document.clone());
    node.is(&[consort::DOCUMENT_CLASS, schema::NEWS_ARTICLE]);
    node.label(label);
    node.text(dcterms::TITLE, label);
    node.text(dcterms::IDENTIFIER, &facts.id);
    node.value(consort::DATE_START, start.clone());
    node.value(consort::DATE_END, end.clone());
    match &source.url {
        Some(url) => node.address(dcterms::SOURCE, url),
        None => node.text(dcterms::SOURCE, &format!("{}:{}", source.file, source.line)),
    }
    node.value(dcterms::PUBLISHER, source.publisher.as_deref().map(terms::text));
    node.link(consort::REPORTS, event.clone());
    node.entities(consort::MENTIONS, facts.mentions.iter().map(AsRef::as_ref));

    let mut node = triples.node(event);
    node.is(&[consort::ACTIVITY, schema::EVENT]);
    node.label(label);
    node.value(schema::START_DATE, start);
    node.value(schema::END_DATE, end);
    for place in facts.places.iter().collect::<BTreeSet<_>>() {
        node.text(schema::LOCATION, place);
    }
    node.countries(facts.countries.iter().map(AsRef::as_ref));
    node.link(consort::ONLINE, terms::boolean(facts.online));
    node.link(consort::REPORTED_IN, document);
}
