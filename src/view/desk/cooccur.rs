//! Who is named together, in the stories that count.
//!
//! In: a desk, filters, a window. Out: pairs with their measures. Never: a measure of a part of the counts.

use std::ops::Deref;
use std::sync::Arc;

use serde::Serialize;

use crate::base::{EntityId, PartialDate, Tie, Window};
use crate::merge::cooccur::{CooccurOptions, Counter, Measure, RankOptions, rank};
use crate::store::StoreError;
use crate::view::desk::filters::Filters;
use crate::view::desk::index::Desk;
use crate::view::desk::parts::{EntityRef, Page, Rows};

/// Somebody who is named with another, whom the place of this value tells.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct Together {
    /// Who.
    pub b: EntityRef,
    /// How many windows name both.
    pub count: u64,
    /// How many stories have such a window.
    pub documents: u64,
    /// How many of the windows differ in their words.
    pub distinct_sentences: u64,
    /// The first date.
    #[cfg_attr(test, schema(value_type = Option<String>))]
    pub first: Option<PartialDate>,
    /// The last.
    #[cfg_attr(test, schema(value_type = Option<String>))]
    pub last: Option<PartialDate>,
    /// Association strength: observed over expected by chance.
    pub association: f64,
    /// Normalised pointwise mutual information, -1 to 1.
    pub npmi: f64,
    /// Dunning's log-likelihood.
    pub log_likelihood: f64,
    /// The false discovery rate among all pairs.
    pub q_value: f64,
}

/// Two who are named together.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct Pair {
    /// One.
    pub a: EntityRef,
    /// The other, and how often.
    #[serde(flatten)]
    pub with: Together,
}

/// A tie as the partner of `b` sees it.
pub(super) fn together(b: EntityRef, tie: &Tie) -> Together {
    Together {
        b,
        count: tie.count,
        documents: tie.documents,
        distinct_sentences: tie.distinct_sentences,
        first: tie.first,
        last: tie.last,
        association: tie.association_strength,
        npmi: tie.npmi,
        log_likelihood: tie.log_likelihood,
        q_value: tie.q_value,
    }
}

impl Desk {
    /// Pairs named in one window, strongest first; those of `entity` alone, where it is given.
    ///
    /// # Errors
    /// When the stories have to be counted anew and cannot be read.
    pub fn cooccur(
        &self,
        entity: Option<&EntityId>,
        window: Window,
        by: Measure,
        filters: &Filters,
        page: Page,
    ) -> Result<Rows<Pair>, StoreError> {
        let ties = self.ties(window, filters)?;
        let has = |tie: &&Tie| entity.is_none_or(|id| tie.a == *id || tie.b == *id);
        let kept: Vec<Tie> = ties
            .iter()
            .filter(has)
            .filter(|tie| tie.documents >= filters.min as u64)
            .cloned()
            .collect();
        let ranked = rank(kept, &RankOptions { by, ..RankOptions::default() });
        let pair = |tie: Tie| {
            let (a, b) = if entity == Some(&tie.b) { (&tie.b, &tie.a) } else { (&tie.a, &tie.b) };
            Pair { a: self.entity_ref(a), with: together(self.entity_ref(b), &tie) }
        };
        let Rows { total, rows } = Rows::page(ranked, page);
        Ok(Rows { total, rows: rows.into_iter().map(pair).collect() })
    }

    /// The ties of the stories that count: those of the graph where they are the same, else counted from the records.
    pub(super) fn ties(&self, window: Window, filters: &Filters) -> Result<Ties<'_>, StoreError> {
        let mut options = CooccurOptions { scope: filters.scope.clone(), ..Default::default() };
        options.window = window;
        options.exclude.clone_from(&filters.exclude);
        if !filters.classes.is_empty() {
            options.classes.clone_from(&filters.classes);
        }
        if options == CooccurOptions::default() {
            return Ok(Ties::Stored(self.knowledge().ties));
        }
        let counted = self.counted_ties.ties(&options, || {
            let mut counter = Counter::new(options.clone());
            self.snapshot().each_story(&mut |story, _| counter.add(&story))?;
            Ok::<_, StoreError>(counter.finish())
        });
        counted.map(Ties::Counted)
    }
}

/// Ties of the graph itself, or of what was counted for a question.
pub(super) enum Ties<'a> {
    Stored(&'a [Tie]),
    Counted(Arc<[Tie]>),
}

impl Deref for Ties<'_> {
    type Target = [Tie];

    fn deref(&self) -> &[Tie] {
        match self {
            Ties::Stored(ties) => ties,
            Ties::Counted(ties) => ties,
        }
    }
}
