//! A graph, and what answering from it takes.
//!
//! In: a snapshot. Out: its names, its desk, its statements, each made when it is first asked for. Never: made twice.

use std::sync::{Arc, Mutex, PoisonError};

use consort::merge::EntityFacts;
use consort::store::{Kb, Snapshot};
use consort::view::desk::Desk;
use consort::view::names::Names;

use crate::error::Failure;

/// A snapshot, and what is made of it when it is first asked for.
pub(crate) struct Shared {
    pub(crate) snapshot: Snapshot,
    names: Mutex<Option<Arc<Names>>>,
    desk: Mutex<Option<Arc<Desk>>>,
    kb: Mutex<Option<Arc<Kb>>>,
}

impl Shared {
    /// Nothing is made yet.
    pub(crate) fn of(snapshot: Snapshot) -> Self {
        let (names, desk, kb) = Default::default();
        Self { snapshot, names, desk, kb }
    }

    /// The names of its entities.
    pub(crate) fn names(&self) -> Result<Arc<Names>, Failure> {
        once(&self.names, || {
            let entities = self.snapshot.entities()?.map(|line| line.map(EntityFacts::from));
            Ok(Names::new(entities.collect::<Result<Vec<_>, _>>()?))
        })
    }

    /// It, ready to be leafed through.
    pub(crate) fn desk(&self) -> Result<Arc<Desk>, Failure> {
        once(&self.desk, || Ok(Desk::read(self.snapshot.clone(), true)?))
    }

    /// It, ready for SPARQL.
    pub(crate) fn kb(&self) -> Result<Arc<Kb>, Failure> {
        once(&self.kb, || Ok(Kb::load(self.snapshot.clone())?))
    }
}

/// What is made once and kept.
fn once<T>(
    kept: &Mutex<Option<Arc<T>>>,
    make: impl FnOnce() -> Result<T, Failure>,
) -> Result<Arc<T>, Failure> {
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(made) = &*kept {
        return Ok(made.clone());
    }
    let made = Arc::new(make()?);
    *kept = Some(made.clone());
    Ok(made)
}
