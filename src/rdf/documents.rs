//! Documents and the activities they report as triples.
//!
//! In: the facts of a document, without its text. Out: its description and that of its event.
//! Never: the text; that is the business of `mentions`.

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
    pub countries: Vec<EntityId>,
    /// Whether the dateline says online.
    pub online: bool,
    /// Every entity it names, each once, sorted.
    pub mentions: Vec<EntityId>,
}

impl DocumentFacts {
    fn label(&self) -> &str {
        if self.title.is_empty() { &self.id } else { &self.title }
    }
}

impl From<&Story> for DocumentFacts {
    fn from(story: &Story) -> Self {
        let Story { document, extraction } = story;
        let mut mentions: Vec<&EntityId> =
            extraction.mentions.iter().map(|m| &m.entity.id).collect();
        mentions.sort_unstable();
        mentions.dedup();
        Self {
            id: document.id.clone(),
            title: document.title.clone(),
            date_start: document.date_start,
            date_end: document.date_end,
            source: document.source.clone(),
            places: extraction.places.clone(),
            countries: extraction.countries.iter().map(|c| c.id.clone()).collect(),
            online: document.dateline.as_ref().is_some_and(|d| d.online),
            mentions: mentions.into_iter().cloned().collect(),
        }
    }
}

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
    match &source.url {
        Some(url) => node.address(dcterms::SOURCE, url),
        None => node.text(dcterms::SOURCE, &format!("{}:{}", source.file, source.line)),
    }
    node.value(dcterms::PUBLISHER, source.publisher.as_deref().map(terms::text));
    node.link(consort::REPORTS, event);
    node.entities(consort::MENTIONS, facts.mentions.iter().map(AsRef::as_ref));
}

/// Describes the activity that a document reports.
pub(super) fn describe_event(facts: &DocumentFacts, triples: &mut Triples<'_>) {
    let (document, event) = (triples.iris.document(&facts.id), triples.iris.event(&facts.id));
    let mut node = triples.node(event);
    node.is(&[consort::ACTIVITY, schema::EVENT]);
    node.label(facts.label());
    node.value(schema::START_DATE, facts.date_start.map(terms::date));
    node.value(schema::END_DATE, facts.date_end.map(terms::date));
    for place in &facts.places {
        node.text(schema::LOCATION, place);
    }
    node.countries(facts.countries.iter().map(AsRef::as_ref));
    node.link(consort::ONLINE, terms::boolean(facts.online));
    node.link(consort::REPORTED_IN, document);
}
