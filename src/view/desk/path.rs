//! The way from one entity to another.
//!
//! In: two ids, what links. Out: the steps of the strongest way. Never: a step without its link.

use serde::Serialize;

use crate::base::{EntityId, Predicate};
use crate::network::{Length, paths};
use crate::store::StoreError;
use crate::view::desk::filters::Filters;
use crate::view::desk::index::Desk;
use crate::view::desk::network::{Between, LinkedBy, undirected};
use crate::view::desk::parts::EntityRef;

/// The way from one to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct PathAnswer {
    /// The steps; absent where none leads there.
    pub steps: Option<Vec<Step>>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct Step {
    /// From whom.
    pub from: EntityRef,
    /// To whom.
    pub to: EntityRef,
    /// What is stated; absent where they are only named together.
    pub predicate: Option<Predicate>,
    /// Whether `from` is its subject.
    pub forward: bool,
    /// Stories that say it, or name both.
    pub weight: usize,
}

impl Desk {
    /// The strongest way from one entity to another, along links of either direction.
    ///
    /// # Errors
    /// When the stories have to be counted anew and cannot be read.
    pub fn path(
        &self,
        a: &EntityId,
        b: &EntityId,
        of: LinkedBy,
        filters: &Filters,
    ) -> Result<PathAnswer, StoreError> {
        let links = self.links(of, filters)?;
        let network = undirected(&links);
        let (Some(from), Some(to)) = (network.node(a), network.node(b)) else {
            return Ok(PathAnswer { steps: None });
        };
        let found = paths(&network, from, to, Length::Inverse, 1);
        let steps = found.first().map(|path| {
            let hop = |(x, y)| self.step(&links, network.id(x), network.id(y));
            path.hops().filter_map(hop).collect()
        });
        Ok(PathAnswer { steps })
    }

    fn step(&self, links: &[Between], from: &EntityId, to: &EntityId) -> Option<Step> {
        let joins = |l: &&Between| (&l.a, &l.b) == (from, to) || (&l.b, &l.a) == (from, to);
        let link = links.iter().filter(joins).max_by_key(|l| l.weight)?;
        Some(Step {
            from: self.entity_ref(from),
            to: self.entity_ref(to),
            predicate: link.predicate,
            forward: link.a == *from,
            weight: link.weight,
        })
    }
}
