//! What the sentence before named, for words that point back: it, they, the latter, these projects.
//!
//! In: the structure of a sentence that has been read. Out: its subjects and names. Never: a guess beyond one sentence.

use std::sync::Arc;

use crate::base::{Argument, Class, Entity};
use crate::link::frame::meaning::Meaning;

/// What a sentence named.
#[derive(Debug, Clone, Default)]
pub(in crate::link) struct Memory {
    /// Who acts in its main clause.
    pub subjects: Vec<Arc<Entity>>,
    /// All that it names, in order, each once.
    pub names: Vec<Arc<Entity>>,
    /// The only one who has given money in the story so far.
    pub giver: Option<Arc<Entity>>,
    /// Whether several have.
    pub many_givers: bool,
}

impl Memory {
    /// What the sentence of these phrases leaves to the next.
    pub(super) fn of(meaning: &Meaning<'_>) -> Self {
        let structure = meaning.structure;
        let mut names: Vec<Arc<Entity>> = Vec::new();
        for word in &structure.words {
            let Some(mention) = word.name else { continue };
            let entity = &mention.entity;
            let counts = !matches!(entity.class, Class::Region | Class::Instrument);
            if counts && !names.iter().any(|known| known.id == entity.id) {
                names.push(entity.clone());
            }
        }
        let subject = (0..structure.groups.len()).find_map(|g| {
            let node = structure.subject(g)?;
            let found: Vec<Arc<Entity>> =
                meaning.of_node(node).iter().filter_map(|m| entity(&m.argument)).collect();
            (!found.is_empty()).then_some(found)
        });
        let Memory { giver, many_givers, .. } = meaning.memory;
        Self {
            subjects: subject.unwrap_or_default(),
            names,
            giver: giver.clone(),
            many_givers: *many_givers,
        }
    }

    /// Notes who gives money.
    pub(in crate::link) fn gives(&mut self, giver: &Arc<Entity>) {
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

fn entity(argument: &Argument) -> Option<Arc<Entity>> {
    argument.entity().cloned()
}
