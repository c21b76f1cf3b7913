//! The vocabulary, compiled for reading texts.
//!
//! In: a [`Vocabulary`](crate::dictionary::Vocabulary). Out: a [`Lexicon`] that is shared by all threads. Never: changed.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::base::{Entity, EntityId, Predicate, RuleId, Status};
use crate::cut::SentenceWords;
use crate::dictionary::entries::{Entries, Known};
use crate::dictionary::entry::Conditional;
use crate::dictionary::frames::Frames;
use crate::dictionary::grammar::Grammar;
use crate::dictionary::heads::Heads;
use crate::dictionary::index::{
    ConditionIndex, EntryIndex, RuleIndex, TemplateIndex, ValueIndex, places,
};
use crate::dictionary::kind::Words;
use crate::dictionary::money::Money;
use crate::dictionary::names::Names;
use crate::dictionary::pattern::Patterns;
use crate::dictionary::phrase_hashes::PhraseHashes;
use crate::dictionary::rule::Rule;
use crate::dictionary::sense::Patterned;
use crate::dictionary::template::Template;
use crate::dictionary::text_map::TextMap;
use crate::dictionary::triggers::Triggers;
use crate::dictionary::word_facts::AllFacts;
use crate::dictionary::word_map::WordSet;

/// Everything needed to find names and read relations.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Lexicon {
    /// The entries, sorted by id.
    #[serde(skip)]
    pub entries: Entries,
    /// The names to look for.
    #[serde(skip)]
    pub names: Names,
    /// Shapes of text that name entries.
    pub patterns: Patterns<Patterned>,
    /// The templates.
    pub templates: Vec<CompiledTemplate>,
    /// The values of template slots.
    pub values: Vec<SlotValue>,
    /// Countries by the folded names of their capitals.
    pub capitals: FxHashMap<String, EntityId>,
    /// Countries by their folded names, abbreviations and codes, for fields that hold nothing else.
    pub countries: FxHashMap<String, EntryIndex>,
    /// National bodies by their country and, behind a space, by their folded names without it.
    #[serde(skip)]
    pub(super) national: TextMap,
    /// Head words of names that no entry lists; none where only listed names count.
    pub heads: Heads,
    /// Small words around names.
    pub grammar: Grammar,
    /// Currencies, numbers and the words around sums of money.
    pub money: Money,
    /// Words that trigger a rule or change the status of a clause.
    pub triggers: Triggers,
    /// The rules.
    pub rules: Vec<CompiledRule>,
    /// The frames of acts.
    pub frames: Frames,
    /// Kinds of words.
    pub words: Words,
    /// Words that say where sentences end.
    pub sentences: SentenceWords,
    /// All that is known of single words.
    pub(super) facts: AllFacts,
    /// The phrases that name each entry.
    #[serde(skip)]
    pub(super) phrases: PhraseHashes,
    /// SHA-256 of the vocabulary files, in hexadecimal.
    pub hash: String,
    /// The same of those that tell how a language is read.
    pub(super) language: String,
}

places!(
    ConditionIndex of Conditional,
    TemplateIndex of CompiledTemplate,
    ValueIndex of SlotValue,
    RuleIndex of CompiledRule,
);

/// A template with what its slots refer to.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CompiledTemplate {
    /// Its table header.
    pub id: String,
    /// What its table says.
    pub template: Template,
    /// The name of its slot, if it has one.
    pub slot: Option<String>,
}

/// A value that a slot can take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotValue {
    /// The slot.
    pub slot: String,
    /// The value's id, part of minted ids.
    pub id: String,
    /// The first spelling without its article, part of minted names.
    pub name: String,
}

/// A rule with its names resolved.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CompiledRule {
    /// Its table header.
    pub id: RuleId,
    /// What it says.
    pub predicate: Predicate,
    /// A status that the wording carries.
    pub status: Option<Status>,
    /// What its table says.
    pub rule: Rule,
    /// Folded prepositions that lead to the agent of a passive.
    pub agent: WordSet,
    /// Folded words one of which must stand in what a verb acts upon.
    pub object_has: WordSet,
    /// Folded words one of which must follow.
    pub right_has: WordSet,
    /// Folded words one of which must come before.
    pub left_has: WordSet,
    /// Folded words one of which must come shortly before.
    pub near_left: WordSet,
    /// Folded words that must not come shortly before.
    pub unless_left: WordSet,
    /// Folded words that must not follow at once.
    pub unless_next: WordSet,
    /// Folded words that must not come at once before.
    pub unless_prev: WordSet,
}

impl Lexicon {
    /// The entry with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Known> {
        self.entries.place(id).map(|place| &self.entries[place])
    }

    /// Lets go of what was read of entries for the texts before.
    pub(crate) fn forget(&mut self) {
        self.entries = self.entries.unread();
    }

    /// The same without head words: no provisional entity is proposed. The hash says so.
    #[must_use]
    pub fn listed_only(mut self) -> Self {
        self.heads = self.heads.without_groups();
        self.hash.push_str("-listed-only");
        self.language.push_str("-listed-only");
        self
    }

    /// The national body that a name without its country means in a country; the name folded.
    #[must_use]
    pub fn national(&self, country: &str, name: &str) -> Option<&Arc<Entity>> {
        let entry = self.national.get(&format!("{country} {name}"))?;
        Some(&self.entries[EntryIndex::at(entry as usize)].entity)
    }

    /// A condition of an entry.
    #[must_use]
    pub fn condition(&self, entry: EntryIndex, condition: ConditionIndex) -> &Conditional {
        &self.entries[entry].entry.cond[condition]
    }
}
