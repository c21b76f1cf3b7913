//! What a graph holds, in figures.
//!
//! In: a desk. Out: counts. Never: a sentence.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::{Class, EntityId, PartialDate, Predicate, sort_by_key};
use crate::view::desk::index::{Desk, span};
use crate::view::desk::parts::{EntityRef, StatusCounts};

/// What a graph holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct CorpusFacts {
    /// The version of consort that serves it.
    pub version: String,
    /// Name of the snapshot; another one means that the graph was built anew.
    pub snapshot: Option<String>,
    /// Whether sentences and texts are given.
    pub texts: bool,
    /// Whether decisions are taken.
    pub review: bool,
    /// Stories.
    pub stories: usize,
    /// Stories without a date.
    pub undated: usize,
    /// The first date.
    #[cfg_attr(test, schema(value_type = Option<String>))]
    pub first: Option<PartialDate>,
    /// The last.
    #[cfg_attr(test, schema(value_type = Option<String>))]
    pub last: Option<PartialDate>,
    /// Namings.
    pub mentions: usize,
    /// Different statements.
    pub claims: usize,
    /// Entities that stories name, by class.
    pub classes: Vec<ClassCount>,
    /// Statements, by predicate.
    pub predicates: Vec<PredicateCount>,
    /// Stories by month.
    pub months: Vec<MonthStories>,
    /// Countries of datelines, most stories first.
    pub countries: Vec<CountryCount>,
    /// Publishers, sites or files, most stories first.
    pub sources: Vec<SourceCount>,
}

/// Entities of a class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct ClassCount {
    /// The class.
    pub class: Class,
    /// How many.
    pub entities: usize,
}

/// Statements with a predicate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct PredicateCount {
    /// The predicate.
    pub predicate: Predicate,
    /// Whether it holds both ways.
    pub symmetric: bool,
    /// How many different ones.
    pub claims: usize,
    /// The same by how firm the firmest sentence of each is.
    pub statuses: StatusCounts,
}

/// Stories of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct MonthStories {
    /// `2020-03`.
    #[cfg_attr(test, schema(value_type = String))]
    pub month: PartialDate,
    /// How many.
    pub stories: usize,
}

/// Stories of a country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct CountryCount {
    /// The country.
    #[serde(flatten)]
    pub country: EntityRef,
    /// How many.
    pub stories: usize,
}

/// Stories of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct SourceCount {
    /// Publisher, site or file.
    pub source: String,
    /// How many.
    pub stories: usize,
}

impl Desk {
    /// What the graph holds.
    #[must_use]
    pub fn corpus_facts(&self, review: bool) -> CorpusFacts {
        let corpus = self.corpus();
        let documents = &corpus.documents;
        let (first, last) = span(documents);
        let mut months: BTreeMap<PartialDate, usize> = BTreeMap::new();
        let mut countries: BTreeMap<&EntityId, usize> = BTreeMap::new();
        let mut sources: BTreeMap<String, usize> = BTreeMap::new();
        for story in documents {
            let date = story.date_start;
            if let Some(month) = date.and_then(|d| PartialDate::month(d.year, d.month?)) {
                *months.entry(month).or_default() += 1;
            }
            story.countries.iter().for_each(|id| *countries.entry(id).or_default() += 1);
            *sources.entry(story.source.name()).or_default() += 1;
        }
        let mut countries: Vec<CountryCount> = countries
            .into_iter()
            .map(|(id, stories)| CountryCount { country: self.entity_ref(id), stories })
            .collect();
        sort_by_key(&mut countries, |c| Reverse(c.stories));
        let mut sources: Vec<SourceCount> =
            sources.into_iter().map(|(source, stories)| SourceCount { source, stories }).collect();
        sort_by_key(&mut sources, |s| Reverse(s.stories));
        let snapshot = self.snapshot().path().file_name();
        CorpusFacts {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            snapshot: snapshot.map(|name| name.to_string_lossy().into_owned()),
            texts: self.gives_texts(),
            review,
            stories: documents.len(),
            undated: documents.iter().filter(|d| d.date_start.is_none()).count(),
            first,
            last,
            mentions: corpus.census.entities.values().map(|f| f.mentions).sum(),
            claims: corpus.claims.len(),
            classes: self.class_counts(),
            predicates: self.predicate_counts(),
            months: months
                .into_iter()
                .map(|(month, stories)| MonthStories { month, stories })
                .collect(),
            countries,
            sources,
        }
    }

    fn class_counts(&self) -> Vec<ClassCount> {
        let entities = || self.corpus().census.entities.values().filter(|f| f.mentions > 0);
        let count = |class: Class| entities().filter(|f| f.entity.class == class).count();
        let counted = Class::ALL.map(|class| ClassCount { class, entities: count(class) });
        counted.into_iter().filter(|c| c.entities > 0).collect()
    }

    fn predicate_counts(&self) -> Vec<PredicateCount> {
        let mut counts: BTreeMap<Predicate, PredicateCount> = BTreeMap::new();
        for claim in self.corpus().claims.iter() {
            let predicate = claim.predicate;
            let none = PredicateCount {
                predicate,
                symmetric: predicate.is_symmetric(),
                claims: 0,
                statuses: StatusCounts::default(),
            };
            let count = counts.entry(predicate).or_insert(none);
            count.claims += 1;
            count.statuses.add(claim.status());
        }
        counts.into_values().collect()
    }
}
