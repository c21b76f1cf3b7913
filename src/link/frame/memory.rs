//! What the sentence before named, for words that point back: it, they, the latter, these projects.
//!
//! In: subjects and names. Out: those that a word may point to. Never: a guess beyond the last sentence that names any (who gives money
//! aside).

use std::sync::Arc;

use crate::base::{Class, Entity, Mention};

/// What a sentence named.
#[derive(Debug, Clone, Default)]
pub(crate) struct Memory {
    /// Who acts in its main clause.
    pub subjects: Vec<Arc<Entity>>,
    /// Whether its main clause is about the reported activity.
    pub is_of_story: bool,
    /// All that it names, in order, each once.
    pub names: Vec<Arc<Entity>>,
    /// Organisations and countries of the last sentence that names any, in order, each once.
    pub bodies: Vec<Arc<Entity>>,
    /// Those of them that act in its main clause.
    pub actors: Vec<Arc<Entity>>,
    /// The programmes of the sentences in a row that name any, from the last colon on: those of a list of bullets together.
    pub programmes: Vec<Arc<Entity>>,
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

    /// Notes the bodies of a sentence, if it names any, who acts in it, and its programmes; `opens` where a colon ends it.
    pub(super) fn notes(&mut self, opens: bool) {
        let named = self.of_class(Class::Programme);
        if opens || named.is_empty() {
            self.programmes.clear();
        } else {
            let programmes = &mut self.programmes;
            let new = named.into_iter().filter(|e| programmes.iter().all(|p| p.id != e.id));
            let new: Vec<_> = new.collect();
            programmes.extend(new);
        }
        let bodies = self.names.iter().filter(|entity| is_body(entity));
        let bodies: Vec<Arc<Entity>> = bodies.cloned().collect();
        if !bodies.is_empty() {
            self.actors = self.subjects.iter().filter(|e| is_body(e)).cloned().collect();
            self.bodies = bodies;
        }
    }

    /// The names of a class.
    pub(super) fn of_class(&self, class: Class) -> Vec<Arc<Entity>> {
        self.names.iter().filter(|entity| entity.class == class).cloned().collect()
    }
}

/// Whether an entity can be meant by a word such as "the agency" or "the two countries".
pub(super) fn is_body(entity: &Entity) -> bool {
    matches!(entity.class, Class::Organisation | Class::Country)
}

/// Whom mentions name, each once; regions and instruments do not act.
pub(super) fn named<'a>(mentions: impl Iterator<Item = &'a Mention>) -> Vec<Arc<Entity>> {
    let mut names: Vec<Arc<Entity>> = Vec::new();
    for Mention { entity, .. } in mentions {
        let counts = !matches!(entity.class, Class::Region | Class::Instrument);
        if counts && !names.iter().any(|known| known.id == entity.id) {
            names.push(entity.clone());
        }
    }
    names
}
