//! A relation that a sentence states.
//!
//! In: nothing. Out: the values that `link` makes. Never: an assertion without its sentence.

use std::sync::Arc;

use crate::base::{Amount, Argument, ClaimName, Decided, Entity, Predicate, RuleId, Span, Status};

/// One relation read from one sentence, with the evidence for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Assertion {
    /// What is said.
    pub predicate: Predicate,
    /// Who does it.
    pub subject: Arc<Entity>,
    /// To whom, or the activity the story reports.
    pub object: Argument,
    /// Whether the text states it, plans it, denies it or only wonders.
    pub status: Status,
    /// The rule that read it: a table header of `relations-en.toml`.
    pub rule: RuleId,
    /// The sentence that says so.
    pub evidence: Span,
    /// Index of that sentence in the extraction.
    pub sentence: usize,
    /// Where the trigger words stand.
    pub trigger: Span,
    /// The sum of money that the sentence ties to its subject, if any.
    pub amount: Option<Amount>,
    /// Whether the text tells of it as over: `used to fund`, `funded until 2015`.
    pub ended: bool,
    /// What a reviewer has decided on it, if anything; then `status` follows the decision.
    pub decided: Option<Decided>,
}

impl Assertion {
    /// The claim that it is evidence for.
    #[must_use]
    pub fn claim(&self) -> ClaimName {
        ClaimName::new(self.subject.id.clone(), self.predicate, self.object.name())
    }
}
