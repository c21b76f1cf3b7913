//! What a reader asks.
//!
//! In: ids, a relation, a window. Out: a plain struct. Never: a look-up; who is meant is decided before.

use crate::base::{Assertion, EntityId, Predicate, Window};

/// What the reader asks: who, and if given, what and to whom.
///
/// ```
/// use consort::Predicate;
/// use consort::view::explain::Question;
/// // What does Norway fund?
/// let question = Question::about("nor".parse()?).with_predicate(Predicate::Funds);
/// assert_eq!((question.a.as_str(), question.b), ("nor", None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// One end of the edge.
    pub a: EntityId,
    /// The relation; any when absent. With both ends and a predicate that is not symmetric, `a` is the subject.
    pub predicate: Option<Predicate>,
    /// The other end; anyone when absent.
    pub b: Option<EntityId>,
    /// With two ends and no predicate: what both must share to be called together.
    pub window: Window,
    /// With one end and no predicate: its sentences, whether or not they state something.
    pub named: bool,
}

impl Question {
    /// Everything that is said of `a`.
    #[must_use]
    pub fn about(a: EntityId) -> Self {
        Self { a, predicate: None, b: None, window: Window::Sentence, named: false }
    }

    /// Narrows the question to one relation.
    #[must_use]
    pub fn with_predicate(mut self, predicate: Predicate) -> Self {
        self.predicate = Some(predicate);
        self
    }

    /// Narrows the question to one partner.
    #[must_use]
    pub fn with_partner(mut self, b: EntityId) -> Self {
        self.b = Some(b);
        self
    }

    /// Calls the two together where they share such a window.
    #[must_use]
    pub fn within(mut self, window: Window) -> Self {
        self.window = window;
        self
    }

    /// Asks for every sentence that names `a`.
    #[must_use]
    pub fn whenever_named(mut self) -> Self {
        self.named = true;
        self
    }

    /// Who is asked about. Only a story that every one of them is in can answer.
    #[must_use]
    pub fn ends(&self) -> Vec<&EntityId> {
        [Some(&self.a), self.b.as_ref()].into_iter().flatten().collect()
    }

    /// Whether only a relation that is stated of all ends answers, and no sentence that merely names them.
    #[must_use]
    pub fn asks_for_statements(&self) -> bool {
        self.predicate.is_some() || (self.b.is_none() && !self.named)
    }

    /// Whether a relation is one of those asked for.
    pub(super) fn asks_for(&self, assertion: &Assertion) -> bool {
        if self.predicate.is_some_and(|p| p != assertion.predicate) {
            return false;
        }
        let subject = |id: &EntityId| assertion.subject.id == *id;
        let object = |id: &EntityId| assertion.object.entity().is_some_and(|e| e.id == *id);
        let Some(b) = &self.b else { return subject(&self.a) || object(&self.a) };
        let directed = self.predicate.is_some_and(|p| !p.is_symmetric());
        (subject(&self.a) && object(b)) || (!directed && subject(b) && object(&self.a))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::explain::fixture::{corpus, question};
    use crate::view::explain::passages;

    #[test]
    fn a_directed_predicate_keeps_its_direction() {
        let found = |q: Question| passages(corpus(), &q).len();
        assert_eq!(found(question("deu", Some(Predicate::Funds), Some("ccp"))), 2);
        assert_eq!(found(question("ccp", Some(Predicate::Funds), Some("deu"))), 0);
        assert_eq!(found(question("ccp", Some(Predicate::Funds), None)), 2);
        assert_eq!(found(question("ccp", None, Some("deu"))), 3);
    }
}
