//! What the sentence before named, for words that point back: it, they, the latter, these projects.
//!
//! In: subjects and names. Out: those that a word may point to. Never: a guess beyond one sentence (who gives money aside).

use std::sync::Arc;

use crate::base::{Class, Entity};

/// What a sentence named.
#[derive(Debug, Clone, Default)]
pub(crate) struct Memory {
    /// Who acts in its main clause.
    pub subjects: Vec<Arc<Entity>>,
    /// Whether its main clause is about the reported activity.
    pub is_of_story: bool,
    /// All that it names, in order, each once.
    pub names: Vec<Arc<Entity>>,
    /// The only one who has given money in the story so far.
    pub giver: Option<Arc<Entity>>,
    /// Whether several have.
    pub many_givers: bool,
}

impl Memory {
    /// Notes who gives money.
    pub(crate) fn gives(&mut self, giver: &Arc<Entity>) {
        match &self.giver {
            None if !self.many_givers => self.giver = Some(giver.clone()),
            Some(known) if known.id != giver.id => {
                self.giver = None;
                self.many_givers = true;
            }
            _ => {}
        }
    }

    /// The names of a class.
    pub(super) fn of_class(&self, class: Class) -> Vec<Arc<Entity>> {
        self.names.iter().filter(|entity| entity.class == class).cloned().collect()
    }
}
