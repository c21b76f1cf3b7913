//! What happened month by month.
//!
//! In: stories with how often they name somebody, sentences that state something. Out: a row a month. Never: a month for what has
//! only a year.

use std::collections::BTreeMap;

use crate::base::{EntityId, PartialDate};
use crate::merge::{DocumentFacts, Evidence};
use crate::view::desk::filters::Filters;
use crate::view::desk::index::Desk;
use crate::view::desk::parts::MonthCounts;

/// Counts by month.
#[derive(Default)]
pub(super) struct Months(BTreeMap<PartialDate, MonthCounts>);

impl Months {
    pub(super) fn story(&mut self, story: &DocumentFacts, mentions: usize) {
        if let Some(counts) = self.at(story.date_start) {
            counts.documents += 1;
            counts.mentions += mentions;
        }
    }

    pub(super) fn statement(&mut self, evidence: &Evidence) {
        if let Some(counts) = self.at(evidence.date_start) {
            counts.statements += 1;
        }
    }

    pub(super) fn rows(self) -> Vec<MonthCounts> {
        self.0.into_values().collect()
    }

    fn at(&mut self, date: Option<PartialDate>) -> Option<&mut MonthCounts> {
        let date = date?;
        let month = PartialDate::month(date.year, date.month?)?;
        let none = MonthCounts { month, documents: 0, mentions: 0, statements: 0 };
        Some(self.0.entry(month).or_insert(none))
    }
}

impl Desk {
    /// Month by month: the stories that name all of `entities`, and what the graph states between them; of one entity all that
    /// is stated of it, of none all there is.
    #[must_use]
    pub fn timeline(&self, entities: &[EntityId], filters: &Filters) -> Vec<MonthCounts> {
        let mut months = Months::default();
        let names_all = |story: &DocumentFacts| {
            entities.iter().all(|id| story.mentions.binary_search(id).is_ok())
        };
        match entities {
            [] => {
                let taken = self.corpus().documents.iter().filter(|d| filters.takes_story(d));
                taken.for_each(|story| months.story(story, 0));
            }
            [first, ..] => {
                let named = self.named_in(first);
                let taken = named.filter(|(d, _)| filters.takes_story(d) && names_all(d));
                taken.for_each(|(story, mentions)| months.story(story, mentions));
            }
        }
        let counts = self.counts_sentence(filters);
        let claims: Box<dyn Iterator<Item = _>> = match entities {
            [] => Box::new(self.corpus().claims.iter()),
            [first, ..] => Box::new(self.claims_of(first)),
        };
        for claim in claims {
            let ends = [Some(&claim.subject), claim.object.entity()];
            let joins = entities.iter().all(|id| ends.contains(&Some(id)));
            if joins && filters.takes_predicate(claim.predicate) {
                claim.evidence.iter().filter(|e| counts(e)).for_each(|e| months.statement(e));
            }
        }
        months.rows()
    }
}
