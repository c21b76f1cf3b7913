//! What descriptions and pages say of a publication: its publisher's words, its figures, its files.
//!
//! In: a desk. Out: values. Never: a file.

use std::collections::BTreeMap;

use crate::base::{Class, PartialDate, Status};
use crate::rdf::NO_LICENSE;
use crate::view::desk::Desk;
use crate::view::publish::about::About;
use crate::view::publish::data::DataFile;
use crate::view::publish::shelf::Sums;

/// All that descriptions say of a publication.
pub(super) struct Publication<'a> {
    pub(super) about: &'a About,
    pub(super) desk: &'a Desk,
    /// What it is, in words.
    pub(super) description: String,
    pub(super) figures: Figures,
    pub(super) files: Vec<DataFile>,
    /// The other files so far: descriptions and pages.
    pub(super) others: Vec<OtherFile>,
    pub(super) triples: usize,
}

/// A file that is no data.
pub(super) struct OtherFile {
    pub(super) name: String,
    pub(super) media_type: &'static str,
    /// What it holds, in words.
    pub(super) about: String,
    pub(super) size: u64,
}

/// How much it holds.
#[derive(Debug, Default)]
pub(super) struct Figures {
    pub(super) stories: usize,
    pub(super) entities: BTreeMap<Class, usize>,
    /// Claims that are asserted.
    pub(super) claims: usize,
    /// Sentences that are evidence, each once for every claim.
    pub(super) sentences: usize,
    /// From when to when the stories are.
    pub(super) period: Option<(PartialDate, PartialDate)>,
}

impl Figures {
    pub(super) fn of(desk: &Desk) -> Self {
        let corpus = desk.contents().knowledge().corpus;
        let mut figures = Self { stories: corpus.documents.len(), ..Self::default() };
        for facts in corpus.census.entities.values() {
            *figures.entities.entry(facts.entity.class).or_default() += 1;
        }
        for claim in corpus.claims.iter() {
            figures.claims += usize::from(claim.status() == Status::Asserted);
            figures.sentences += claim.evidence.len();
        }
        let documents = corpus.documents.iter();
        let first = documents.clone().filter_map(|d| d.date_start).min();
        let last = PartialDate::latest(documents.filter_map(|d| d.date_end.or(d.date_start)));
        figures.period = first.zip(last);
        figures
    }
}

impl Publication<'_> {
    /// Takes note of a file that is no data.
    pub(super) fn add(&mut self, name: &str, about: impl Into<String>, sums: &Sums) {
        let media_type = match name.rsplit('.').next() {
            Some("html") => "text/html",
            Some("css") => "text/css",
            Some("ttl") => "text/turtle",
            _ => "application/ld+json",
        };
        let (name, about, size) = (name.to_owned(), about.into(), sums.size);
        self.others.push(OtherFile { name, media_type, about, size });
    }

    /// The version: its day, in the form that versions have.
    pub(super) fn version(&self) -> String {
        let PartialDate { year, month, day } = self.about.date.first_day();
        format!("{year}.{}.{}", month.unwrap_or(1), day.unwrap_or(1))
    }

    /// On what terms, in words.
    pub(super) fn terms(&self) -> String {
        match &self.about.license {
            Some(license) => license.name.clone(),
            None => NO_LICENSE.to_owned(),
        }
    }

    /// Words under which it is found.
    pub(super) fn keywords(&self) -> Vec<String> {
        let classes = self.figures.entities.keys().map(|class| class.plural());
        ["knowledge graph", "text mining"].into_iter().chain(classes).map(str::to_owned).collect()
    }
}
