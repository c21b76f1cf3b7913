//! Claims as edges with what stands behind them, filtered and in order.
//!
//! In: a desk, filters. Out: edges. Never: an edge without a sentence that counts.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::str::FromStr;

use crate::base::{Argument, DocumentId, EntityId, PartialDate, Predicate};
use crate::merge::{Claim, Evidence, Object, distinct_sentences};
use crate::view::desk::filters::Filters;
use crate::view::desk::index::Desk;
use crate::view::desk::parts::{AmountLine, Edge, Page, Rows, StatusCounts};

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
        let end = ends.entity.as_ref().or(ends.subject.as_ref());
        let end = end.or_else(|| ends.object.as_ref().and_then(|o| o.entity()));
        let mut edges: Vec<Edge> = match end {
            Some(id) => self.kept(self.claims_of(id), ends, filters),
            None => self.kept(self.corpus().claims.iter(), ends, filters),
        };
        sort(&mut edges, order);
        Rows::page(edges, page)
    }

    fn kept<'a>(
        &'a self,
        claims: impl Iterator<Item = &'a Claim>,
        ends: &Ends,
        filters: &Filters,
    ) -> Vec<Edge> {
        claims.filter(|claim| ends.take(claim)).filter_map(|c| self.edge(c, filters)).collect()
    }

    /// A claim as the filters show it; `None` where nothing is left of it.
    pub(super) fn edge(&self, claim: &Claim, filters: &Filters) -> Option<Edge> {
        if !filters.takes_predicate(claim.predicate) || !self.takes_ends(claim, filters) {
            return None;
        }
        let in_scope = self.scope(filters);
        let mut statuses = StatusCounts::default();
        let mut evidence = Vec::new();
        for one in claim.evidence.iter().filter(|e| in_scope(&e.document)) {
            statuses.add(one.status);
            if filters.takes_status(one.status) {
                evidence.push(one);
            }
        }
        let facts = Behind::of(&evidence)?;
        if facts.documents < filters.min {
            return None;
        }
        Some(Edge {
            subject: self.entity_ref(&claim.subject),
            predicate: claim.predicate,
            object: self.object_ref(&claim.object),
            status: evidence.iter().map(|e| e.status).min()?,
            statuses,
            ended: evidence.iter().all(|e| e.ended),
            sentences: evidence.len(),
            distinct_sentences: facts.distinct_sentences,
            documents: facts.documents,
            sources: facts.sources,
            first: facts.first,
            last: facts.last,
            amounts: facts.amounts,
        })
    }

    fn takes_ends(&self, claim: &Claim, filters: &Filters) -> bool {
        let takes = |id: &EntityId| {
            self.facts(id).is_some_and(|facts| filters.takes_class(facts.entity.class))
        };
        filters.classes.is_empty()
            || takes(&claim.subject)
                && match &claim.object {
                    Object::Entity(id) => takes(id),
                    Object::Event(_) => true,
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
    fn take(&self, claim: &Claim) -> bool {
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

/// What the sentences that count have in common.
struct Behind {
    documents: usize,
    distinct_sentences: usize,
    sources: usize,
    first: Option<PartialDate>,
    last: Option<PartialDate>,
    amounts: Vec<AmountLine>,
}

impl Behind {
    fn of(evidence: &[&Evidence]) -> Option<Self> {
        if evidence.is_empty() {
            return None;
        }
        let documents: BTreeSet<&DocumentId> = evidence.iter().map(|e| &e.document).collect();
        let sources: BTreeSet<&str> = evidence.iter().map(|e| &*e.source).collect();
        let amounts: BTreeSet<AmountLine> =
            evidence.iter().filter_map(|e| e.amount.as_ref()).map(AmountLine::from).collect();
        Some(Self {
            documents: documents.len(),
            distinct_sentences: distinct_sentences(evidence.iter().copied()),
            sources: sources.len(),
            first: evidence.iter().filter_map(|e| e.date_start).min(),
            last: evidence.iter().filter_map(|e| e.date_end.or(e.date_start)).max(),
            amounts: amounts.into_iter().collect(),
        })
    }
}

pub(super) fn sort(edges: &mut [Edge], order: EdgeOrder) {
    let strength = |e: &Edge| Reverse((e.documents, e.distinct_sentences, e.last));
    match order {
        // Stable: what is equally strong stays in the order of the corpus.
        EdgeOrder::Documents => edges.sort_by_key(strength),
        EdgeOrder::Last => edges.sort_by_key(|e| (Reverse(e.last), strength(e))),
        EdgeOrder::First => edges.sort_by_key(|e| (e.first.is_none(), e.first, strength(e))),
    }
}
