//! Claims as edges with what stands behind them, filtered and in order.
//!
//! In: a desk, filters. Out: edges. Never: an edge without a sentence that counts.

use std::cmp::Reverse;
use std::str::FromStr;

use crate::base::{Argument, EntityId, Predicate, sort_by_key};
use crate::merge::{Claim, Object};
use crate::view::desk::counted::Counted;
use crate::view::desk::filters::Filters;
use crate::view::desk::index::Desk;
use crate::view::desk::parts::{Edge, Page, Rows, StatusCounts};

/// Which edges are asked for beside the filters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ends {
    /// One of the ends.
    pub entity: Option<EntityId>,
    /// The subject.
    pub subject: Option<EntityId>,
    /// The object; [`Argument::Story`] for activities.
    pub object: Option<Argument<EntityId>>,
}

/// In which order edges come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum EdgeOrder {
    /// Those with most documents first.
    #[default]
    Documents,
    /// The latest first.
    Last,
    /// The earliest first.
    First,
}

impl FromStr for EdgeOrder {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "documents" => Ok(Self::Documents),
            "last" => Ok(Self::Last),
            "first" => Ok(Self::First),
            _ => Err(format!("{text:?} is no order (documents, last, first)")),
        }
    }
}

impl Desk {
    /// The edges that count, in order.
    #[must_use]
    pub fn edges(
        &self,
        ends: &Ends,
        filters: &Filters,
        order: EdgeOrder,
        page: Page,
    ) -> Rows<Edge> {
        let mut counted = self.counted(self.claims_between(ends), filters);
        sort(&mut counted, order);
        let Rows { total, rows } = Rows::page(counted, page);
        Rows { total, rows: rows.iter().map(|counted| self.edge_of(counted, filters)).collect() }
    }

    /// The claims with these ends, in the order of the corpus.
    pub(super) fn claims_between<'a>(&'a self, ends: &'a Ends) -> impl Iterator<Item = &'a Claim> {
        let end = ends.entity.as_ref().or(ends.subject.as_ref());
        let end = end.or_else(|| ends.object.as_ref().and_then(|o| o.entity()));
        let claims: Box<dyn Iterator<Item = &Claim>> = match end {
            Some(id) => Box::new(self.claims_of(id)),
            None => Box::new(self.corpus().claims.iter()),
        };
        claims.filter(|claim| ends.take(claim))
    }

    /// A claim as the filters show it; `None` where nothing is left of it.
    pub(super) fn edge(&self, claim: &Claim, filters: &Filters) -> Option<Edge> {
        self.counted_claim(claim, filters).map(|counted| self.edge_of(&counted, filters))
    }

    /// A claim that counts, with the names of its ends.
    pub(super) fn edge_of(&self, counted: &Counted<'_>, filters: &Filters) -> Edge {
        let claim = counted.claim;
        let in_scope = self.scope(filters);
        let mut statuses = StatusCounts::default();
        let told = claim.evidence.iter().filter(|e| in_scope(&e.document));
        told.for_each(|e| statuses.add(e.status));
        Edge {
            subject: self.entity_ref(&claim.subject),
            predicate: claim.predicate,
            object: self.object_ref(&claim.object),
            status: counted.status,
            statuses,
            ended: counted.evidence.iter().all(|e| e.ended),
            sentences: counted.evidence.len(),
            distinct_sentences: counted.distinct_sentences,
            documents: counted.documents,
            origins: counted.origins,
            sources: counted.sources(),
            first: counted.first,
            last: counted.last,
            amounts: counted.amounts(),
        }
    }

    /// The claim that says this.
    pub(super) fn claim(
        &self,
        subject: &EntityId,
        predicate: Predicate,
        object: &Object,
    ) -> Option<&Claim> {
        let claims = &self.corpus().claims;
        claims.get(subject, predicate, object).or_else(|| {
            // A symmetric one keeps the smaller id first; who asks need not know.
            let Object::Entity(other) = object else { return None };
            let turned = Object::Entity(subject.clone());
            claims.get(other, predicate, &turned).filter(|_| predicate.is_symmetric())
        })
    }
}

impl Ends {
    pub(super) fn take(&self, claim: &Claim) -> bool {
        let is_object = |id: &EntityId| matches!(&claim.object, Object::Entity(o) if o == id);
        let either = |id: &EntityId| claim.subject == *id || is_object(id);
        let symmetric = claim.predicate.is_symmetric();
        let subject = |id: &EntityId| claim.subject == *id || (symmetric && is_object(id));
        let object = |object: &Argument<EntityId>| match object {
            Argument::Entity(id) => is_object(id) || (symmetric && claim.subject == *id),
            Argument::Story => matches!(claim.object, Object::Event(_)),
        };
        self.entity.as_ref().is_none_or(either)
            && self.subject.as_ref().is_none_or(subject)
            && self.object.as_ref().is_none_or(object)
    }
}

pub(super) fn sort(counted: &mut [Counted<'_>], order: EdgeOrder) {
    let strength = |c: &Counted<'_>| Reverse((c.documents, c.distinct_sentences, c.last));
    match order {
        // Stable: what is equally strong stays in the order of the corpus.
        EdgeOrder::Documents => sort_by_key(counted, strength),
        EdgeOrder::Last => sort_by_key(counted, |c| (Reverse(c.last), strength(c))),
        EdgeOrder::First => sort_by_key(counted, |c| (c.first.is_none(), c.first, strength(c))),
    }
}
