//! Carries out what reviewers have decided on claims.
//!
//! In: the assertions of a document, and the decisions. Out: the same assertions with their status decided. Never: an
//! assertion dropped or made up.

use crate::base::{Assertion, Decided, Document, Status, Verdict};
use crate::dictionary::Decisions;

/// Gives each assertion on which a reviewer has decided the status that follows.
pub fn decide_claims(document: &Document, decisions: &Decisions, assertions: &mut [Assertion]) {
    if decisions.is_empty() {
        return;
    }
    for assertion in assertions {
        let Some(decision) = decisions.on_claim(document, &assertion.claim()) else { continue };
        let read = assertion.status;
        assertion.status = match decision.verdict {
            Verdict::Wrong { .. } => Status::Rejected,
            _ => Status::Asserted,
        };
        assertion.decided = Some(Decided { decision: decision.clone(), read });
    }
}
