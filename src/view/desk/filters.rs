//! Which edges, links and stories a reader wants to see.
//!
//! In: what was asked for. Out: yes or no for each story, sentence and entity. Never: a guess; a story without a date lies in no
//! period.

use crate::base::{Class, EntityId, Predicate, Status};
use crate::merge::{DocumentFacts, Scope};

/// What counts; everything that is asserted by default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Classes of both ends; any when empty.
    pub classes: Vec<Class>,
    /// Any when empty.
    pub predicates: Vec<Predicate>,
    /// `None`: asserted alone; empty: any.
    pub statuses: Option<Vec<Status>>,
    /// Entities that may be no end of what counts.
    pub exclude: Vec<EntityId>,
    /// Stories from when, until when, from which countries.
    pub scope: Scope,
    /// Sources, by name or a part of it, whatever the case; any when empty. Of claims and their sentences alone: what is counted
    /// pair by pair has no sources to choose from.
    pub sources: Vec<String>,
    /// The least number of documents behind a link.
    pub min: usize,
}

impl Filters {
    /// Everything, however firmly it is stated.
    #[must_use]
    pub fn any_status() -> Self {
        Self { statuses: Some(Vec::new()), ..Self::default() }
    }

    /// Whether a class counts.
    #[must_use]
    pub fn takes_class(&self, class: Class) -> bool {
        self.classes.is_empty() || self.classes.contains(&class)
    }

    /// Whether a predicate counts.
    #[must_use]
    pub fn takes_predicate(&self, predicate: Predicate) -> bool {
        self.predicates.is_empty() || self.predicates.contains(&predicate)
    }

    /// Whether a status counts.
    #[must_use]
    pub fn takes_status(&self, status: Status) -> bool {
        match self.statuses.as_deref() {
            None => status == Status::Asserted,
            Some(statuses) => statuses.is_empty() || statuses.contains(&status),
        }
    }

    /// Whether a story counts.
    #[must_use]
    pub fn takes_story(&self, story: &DocumentFacts) -> bool {
        let from = |countries: &[EntityId]| story.countries.iter().any(|c| countries.contains(c));
        self.scope.takes_dates(story.date_start, story.date_end)
            && (self.scope.countries.is_empty() || from(&self.scope.countries))
            && (self.sources.is_empty() || self.takes_source(&story.source.name()))
    }

    fn takes_source(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.sources.iter().any(|source| name.contains(&source.to_lowercase()))
    }

    /// Whether all stories count.
    #[must_use]
    pub fn takes_all_stories(&self) -> bool {
        self.scope == Scope::default() && self.sources.is_empty()
    }
}
