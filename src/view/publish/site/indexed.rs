//! Who has which ties, units and dates, beside what the desk knows: gathered once for all pages.
//!
//! In: a publication. Out: look-ups by id. Never: a pass over the whole graph for a single page.

use rustc_hash::FxHashMap;

use crate::base::{EntityId, PartialDate, Tie};
use crate::merge::{Claim, Corpus, DocumentFacts, EntityFacts};
use crate::view::publish::paper::Place;
use crate::view::publish::publication::Publication;
use crate::view::publish::site::names::address;
use crate::view::xml::escape;

/// Look-ups for the pages of one publication.
pub(super) struct Indexed<'a> {
    pub(super) publication: &'a Publication<'a>,
    corpus: &'a Corpus,
    ties: FxHashMap<&'a str, Vec<&'a Tie>>,
    units: FxHashMap<&'a str, Vec<&'a EntityFacts>>,
    periods: FxHashMap<&'a str, (PartialDate, PartialDate)>,
}

impl<'a> Indexed<'a> {
    pub(super) fn of(publication: &'a Publication<'a>) -> Self {
        let knowledge = publication.desk.contents().knowledge();
        let corpus = knowledge.corpus;
        let mut indexed = Self {
            publication,
            corpus,
            ties: FxHashMap::default(),
            units: FxHashMap::default(),
            periods: FxHashMap::default(),
        };
        for tie in knowledge.ties {
            for end in [&tie.a, &tie.b] {
                indexed.ties.entry(end.as_str()).or_default().push(tie);
            }
        }
        for facts in corpus.census.entities.values() {
            if let Some(parent) = &facts.entity.parent {
                indexed.units.entry(parent.as_str()).or_default().push(facts);
            }
        }
        for document in &corpus.documents {
            indexed.dates(document);
        }
        indexed
    }

    fn dates(&mut self, document: &'a DocumentFacts) {
        let Some(start) = document.date_start else { return };
        let end = document.date_end.unwrap_or(start);
        for id in &document.mentions {
            let period = self.periods.entry(id.as_str()).or_insert((start, end));
            period.0 = period.0.min(start);
            period.1 = PartialDate::latest([period.1, end]).unwrap_or(end);
        }
    }

    /// All entities, in the order of their ids.
    pub(super) fn entities(&self) -> impl Iterator<Item = &'a EntityFacts> {
        self.corpus.census.entities.values()
    }

    /// The claims of which an entity is an end.
    pub(super) fn claims(&self, id: &str) -> impl Iterator<Item = &'a Claim> {
        self.publication.desk.claims_of(id)
    }

    /// The pairs to which an entity belongs.
    pub(super) fn ties(&self, id: &str) -> &[&'a Tie] {
        self.ties.get(id).map_or(&[], Vec::as_slice)
    }

    /// The bodies that are units of an entity.
    pub(super) fn units(&self, id: &str) -> &[&'a EntityFacts] {
        self.units.get(id).map_or(&[], Vec::as_slice)
    }

    /// From when to when stories name an entity.
    pub(super) fn period(&self, id: &str) -> Option<(PartialDate, PartialDate)> {
        self.periods.get(id).copied()
    }

    /// A story.
    pub(super) fn document(&self, id: &str) -> Option<&'a DocumentFacts> {
        self.publication.desk.document(id)
    }

    /// The name of an entity, or its id.
    pub(super) fn label<'b>(&'b self, id: &'b EntityId) -> &'b str {
        self.corpus.census.entities.get(id).map_or(id.as_str(), |facts| &facts.entity.label)
    }

    /// An entity as a link to its page; the graph describes every entity that it names, and what it does not is no link.
    pub(super) fn link(&self, id: &EntityId, from: Place) -> String {
        let label = escape(self.label(id));
        match self.corpus.census.entities.contains_key(id) {
            true => {
                let to = escape(&address(id, from, self.publication));
                format!("<a href=\"{to}\">{label}</a>")
            }
            false => label,
        }
    }
}
