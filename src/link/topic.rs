//! What a story and its paragraphs are about, for words such as "this initiative".
//!
//! In: mentions and the relations read so far. Out: the programme and the organizers in question. Never: a guess where
//! nothing has been named.

use std::sync::Arc;

use crate::base::{Class, Entity, Extraction};

/// What the reading has come across so far.
#[derive(Debug, Default)]
pub(super) struct Topic {
    /// The programme named last in the paragraph being read.
    pub paragraph: Option<Arc<Entity>>,
    /// The programme that the title names, or the one named most.
    pub story: Option<Arc<Entity>>,
    /// Who organizes the reported activity, as far as it has been read.
    pub organizers: Vec<Arc<Entity>>,
}

impl Topic {
    /// The topic of a story before its first sentence.
    pub(super) fn of(extraction: &Extraction) -> Self {
        let programmes = || {
            extraction.mentions.iter().filter(|m| !m.nested && m.entity.class == Class::Programme)
        };
        let mut counts: Vec<(&Arc<Entity>, usize)> = Vec::new();
        for mention in programmes() {
            match counts.iter_mut().find(|(entity, _)| entity.id == mention.entity.id) {
                Some((_, n)) => *n += 1,
                None => counts.push((&mention.entity, 1)),
            }
        }
        // Of equally frequent ones the first named, so the answer does not hang on chance.
        let most = counts.iter().map(|(_, n)| *n).max();
        let story =
            counts.iter().find(|(_, n)| Some(*n) == most).map(|(entity, _)| (*entity).clone());
        Self { paragraph: None, story, organizers: Vec::new() }
    }

    /// The programme that "the action" stands for.
    pub(super) fn programme(&self) -> Option<Arc<Entity>> {
        self.paragraph.clone().or_else(|| self.story.clone())
    }
}
