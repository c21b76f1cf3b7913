//! What is kept of a document beside its text.
//!
//! In: a story. Out: its title, dates, source, places and the entities it names. Never: the text.

use crate::base::{DocumentId, EntityId, PartialDate, Source, Story};

/// What the graph says of one document: everything but its text.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentFacts {
    /// Its id.
    pub id: DocumentId,
    /// Its title; empty when it has none.
    pub title: String,
    /// First date of what it reports.
    pub date_start: Option<PartialDate>,
    /// Last date of what it reports.
    pub date_end: Option<PartialDate>,
    /// The story that it is a copy of.
    pub copy_of: Option<DocumentId>,
    /// Where it was read.
    pub source: Source,
    /// Cities and sites of the dateline.
    pub places: Vec<String>,
    /// Countries of the dateline or of fields.
    pub countries: Vec<EntityId>,
    /// The country that it names most, where it has none of these.
    pub country_inferred: Option<EntityId>,
    /// Whether the dateline says online.
    pub online: bool,
    /// Every entity it names, each once, sorted.
    pub mentions: Vec<EntityId>,
}

impl DocumentFacts {
    /// The title, else the id.
    #[must_use]
    pub fn label(&self) -> &str {
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
            copy_of: document.copy_of.clone(),
            source: document.source.clone(),
            places: extraction.places.clone(),
            countries: extraction.countries.iter().map(|c| c.id.clone()).collect(),
            country_inferred: extraction.country_inferred.as_ref().map(|c| c.id.clone()),
            online: document.dateline.as_ref().is_some_and(|d| d.online),
            mentions: mentions.into_iter().cloned().collect(),
        }
    }
}
