//! Which claims count, with the sentences that do and what these have in common.
//!
//! In: a desk, filters. Out: claims that count. Never: one without a sentence.

use std::collections::BTreeSet;

use crate::base::{Class, EntityId, PartialDate, Status};
use crate::merge::{Claim, Evidence, distinct_sentences};
use crate::view::desk::filters::Filters;
use crate::view::desk::index::Desk;
use crate::view::desk::parts::AmountLine;

/// A claim that counts.
pub(super) struct Counted<'a> {
    pub claim: &'a Claim,
    /// The sentences that count.
    pub evidence: Vec<&'a Evidence>,
    /// The firmest of them.
    pub status: Status,
    pub documents: usize,
    /// How many stories of their own say it.
    pub origins: usize,
    pub distinct_sentences: usize,
    pub first: Option<PartialDate>,
    pub last: Option<PartialDate>,
}

impl<'a> Counted<'a> {
    /// A claim with those of its sentences that count; none without a sentence.
    pub(super) fn new(claim: &'a Claim, evidence: Vec<&'a Evidence>) -> Option<Self> {
        Some(Self {
            claim,
            status: evidence.iter().map(|e| e.status).min()?,
            documents: evidence.iter().map(|e| &e.document).collect::<BTreeSet<_>>().len(),
            origins: evidence.iter().map(|e| &e.origin).collect::<BTreeSet<_>>().len(),
            distinct_sentences: distinct_sentences(evidence.iter().copied()),
            first: evidence.iter().filter_map(|e| e.date_start).min(),
            last: PartialDate::latest(evidence.iter().filter_map(|e| e.date_end.or(e.date_start))),
            evidence,
        })
    }

    /// How many publishers, hosts or files say it.
    pub(super) fn sources(&self) -> usize {
        self.evidence.iter().map(|e| &*e.source).collect::<BTreeSet<_>>().len()
    }

    /// The sums of money that the sentences tie to it, each once.
    pub(super) fn amounts(&self) -> Vec<AmountLine> {
        let amounts = self.evidence.iter().filter_map(|e| e.amount.as_ref());
        amounts.map(AmountLine::from).collect::<BTreeSet<_>>().into_iter().collect()
    }
}

impl Desk {
    /// Whether a sentence counts.
    pub(super) fn counts_sentence<'a>(
        &'a self,
        filters: &'a Filters,
    ) -> impl Fn(&Evidence) -> bool + 'a {
        let in_scope = self.scope(filters);
        move |evidence| filters.takes_status(evidence.status) && in_scope(&evidence.document)
    }

    /// Whether an entity may be an end of what counts.
    pub(super) fn counts_end(&self, id: &EntityId, filters: &Filters) -> bool {
        let class = self.facts(id).map_or(Class::Organisation, |facts| facts.entity.class);
        filters.takes_class(class) && !filters.exclude.contains(id)
    }

    /// The claims that count, in the order given.
    pub(super) fn counted<'a>(
        &self,
        claims: impl Iterator<Item = &'a Claim>,
        filters: &Filters,
    ) -> Vec<Counted<'a>> {
        claims.filter_map(|claim| self.counted_claim(claim, filters)).collect()
    }

    /// A claim, if it counts.
    pub(super) fn counted_claim<'a>(
        &self,
        claim: &'a Claim,
        filters: &Filters,
    ) -> Option<Counted<'a>> {
        let mut ends = std::iter::once(&claim.subject).chain(claim.object.entity());
        if !filters.takes_predicate(claim.predicate) || !ends.all(|id| self.counts_end(id, filters))
        {
            return None;
        }
        let counts = self.counts_sentence(filters);
        let evidence: Vec<&Evidence> = claim.evidence.iter().filter(|e| counts(e)).collect();
        Counted::new(claim, evidence).filter(|counted| counted.documents >= filters.min)
    }
}
