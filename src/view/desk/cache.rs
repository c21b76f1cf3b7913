//! What was counted for the last questions: a reader who goes back asks the same again.
//!
//! In: questions and answers. Out: the answer to one that was asked before. Never: more than a few answers.

use std::sync::{Arc, Mutex, PoisonError};

use crate::base::Tie;
use crate::merge::cooccur::CooccurOptions;

/// So many answers are kept.
const KEPT: usize = 8;

/// The ties of the last ways of counting, the latest last.
#[derive(Default)]
pub(super) struct Cache(Mutex<Vec<(CooccurOptions, Arc<[Tie]>)>>);

impl Cache {
    /// The ties as `count` counts them, unless that was counted before.
    pub(super) fn ties<E>(
        &self,
        options: &CooccurOptions,
        count: impl FnOnce() -> Result<Vec<Tie>, E>,
    ) -> Result<Arc<[Tie]>, E> {
        let known = self.lock().iter().find(|(o, _)| o == options).map(|(_, ties)| ties.clone());
        if let Some(ties) = known {
            return Ok(ties);
        }
        // Not under the lock: others need not wait for it, and two that count the same get the same.
        let ties: Arc<[Tie]> = count()?.into();
        let mut kept = self.lock();
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((options.clone(), ties.clone()));
        Ok(ties)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<(CooccurOptions, Arc<[Tie]>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
