//! The words and phrases that trigger a rule or change the status of a clause.
//!
//! In: folded phrases, each with a [`Trigger`]. Out: [`Triggers`], which finds them in tokens. Never: a clause.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use crate::cut::fold_name;
use crate::dictionary::known_tokens::KnownTokens;
use crate::dictionary::phrases::{Hit, PhraseBuilder, Phrases};
use crate::dictionary::sense::Trigger;

/// What triggers rules, and what changes the status of a clause.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Triggers {
    #[serde(skip)]
    pub(super) phrases: Phrases,
    /// What each phrase does.
    pub(super) each: Vec<Vec<Trigger>>,
}

/// The same while triggers are added.
#[derive(Debug, Default)]
pub(super) struct TriggerBuilder {
    phrases: PhraseBuilder,
    each: Vec<Vec<Trigger>>,
}

impl TriggerBuilder {
    /// Adds what a phrase does, once; `word` numbers its words.
    pub(super) fn add(
        &mut self,
        phrase: &str,
        trigger: Trigger,
        word: impl FnMut(&str) -> NonZeroU32,
    ) {
        let Some(phrase) = self.phrases.number(&fold_name(phrase), word) else { return };
        self.each.resize_with(self.phrases.len(), Vec::new);
        let known = &mut self.each[phrase as usize];
        if !known.contains(&trigger) {
            known.push(trigger);
        }
    }

    /// No more are added.
    pub(super) fn finish(self) -> Triggers {
        Triggers { phrases: self.phrases.finish(), each: self.each }
    }
}

impl Triggers {
    /// All triggers in the tokens, in reading order; of those that start together the shorter comes first.
    #[must_use]
    pub fn find(&self, tokens: &KnownTokens) -> Vec<Hit> {
        self.phrases.find(tokens, |i| tokens.facts(i).word)
    }

    /// What a phrase does.
    #[must_use]
    pub fn values(&self, phrase: usize) -> &[Trigger] {
        self.each.get(phrase).map_or(&[], Vec::as_slice)
    }
}
