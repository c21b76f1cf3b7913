//! The vocabulary, compiled for reading texts.
//!
//! In: a [`Vocabulary`](crate::dictionary::Vocabulary). Out: a [`Lexicon`] that is shared by all threads. Never: changed.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use crate::base::{Entity, EntityId, PartialDate, Predicate, RuleId, Status};
use crate::cut::{Tokens, is_silent};
use crate::dictionary::decisions::Decisions;
use crate::dictionary::entry::{Conditional, Entry};
use crate::dictionary::grammar::Grammar;
use crate::dictionary::heads::Heads;
use crate::dictionary::index::index;
use crate::dictionary::inflect::Form;
use crate::dictionary::kind::Words;
use crate::dictionary::matcher::Matcher;
use crate::dictionary::pattern::Patterns;
use crate::dictionary::rule::Rule;
use crate::dictionary::template::Template;
use crate::dictionary::word_facts::WordFacts;
use crate::dictionary::word_map::{WordMap, WordSet};

/// Everything needed to find names and read relations.
#[derive(Debug, Clone)]
pub struct Lexicon {
    /// The entries, sorted by id.
    pub entries: Vec<Known>,
    /// Place of each id in `entries`.
    pub by_id: FxHashMap<EntityId, EntryIndex>,
    /// The names to look for.
    pub names: Matcher<Sense>,
    /// Shapes of text that name entries.
    pub patterns: Patterns<Patterned>,
    /// The templates.
    pub templates: Vec<CompiledTemplate>,
    /// The values of template slots.
    pub values: Vec<SlotValue>,
    /// Countries by the folded names of their capitals.
    pub capitals: FxHashMap<String, EntityId>,
    /// National bodies by their country and by their folded names without it.
    pub national: FxHashMap<EntityId, FxHashMap<String, EntryIndex>>,
    /// Head words of names that no entry lists; none where only listed names count.
    pub heads: Heads,
    /// Small words around names.
    pub grammar: Grammar,
    /// Words that trigger a rule or change the status of a clause.
    pub triggers: Matcher<Trigger>,
    /// The rules.
    pub rules: Vec<CompiledRule>,
    /// Kinds of words.
    pub words: Words,
    /// All that is known of single words.
    pub(super) facts: WordMap<WordFacts>,
    /// What reviewers have decided; see [`Lexicon::decide`].
    pub decisions: Decisions,
    /// SHA-256 of the vocabulary files and the decisions, in hexadecimal.
    pub hash: String,
}

/// An entry ready for use.
#[derive(Debug, Clone)]
pub struct Known {
    /// What mentions of it refer to.
    pub entity: Arc<Entity>,
    /// What its table says.
    pub entry: Arc<Entry>,
    /// First date of its name.
    pub since: Option<PartialDate>,
    /// Last date of its name.
    pub until: Option<PartialDate>,
}

index!(
    /// A place in [`Lexicon::entries`].
    EntryIndex of Known
);
index!(
    /// A place among the conditional names of an entry.
    ConditionIndex of Conditional
);
index!(
    /// A place in [`Lexicon::templates`].
    TemplateIndex of CompiledTemplate
);
index!(
    /// A place in [`Lexicon::values`].
    ValueIndex of SlotValue
);
index!(
    /// A place in [`Lexicon::rules`].
    RuleIndex of CompiledRule
);

/// What text of the shape of a pattern means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patterned {
    /// Which entry.
    pub entry: EntryIndex,
    /// Which of its conditional names, if the pattern counts only in context.
    pub condition: Option<ConditionIndex>,
}

/// What a phrase of the vocabulary can mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sense {
    /// A name of an entry.
    Name {
        /// Of which.
        entry: EntryIndex,
        /// Whether it is an abbreviation.
        abbreviation: bool,
        /// How it must be written.
        case: Case,
    },
    /// An alias that counts only in context.
    Conditional {
        /// Of which.
        entry: EntryIndex,
        /// Which of the entry's `cond`.
        condition: ConditionIndex,
        /// How it must be written.
        case: Case,
    },
    /// The adjective of a country or its people.
    Demonym {
        /// Of which.
        entry: EntryIndex,
        /// How it must be written.
        case: Case,
    },
    /// A longer phrase that contains a name of an entry and means something else.
    Not {
        /// Index into [`Lexicon::entries`].
        entry: EntryIndex,
    },
    /// The fixed words of a template's pattern.
    Head {
        /// Of which.
        template: TemplateIndex,
        /// Where its slot stands.
        slot: SlotPlace,
        /// How it must be written.
        case: Case,
    },
    /// A value of a slot.
    Value {
        /// Which.
        value: ValueIndex,
    },
}

/// Where the slot of a pattern stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotPlace {
    /// There is none.
    None,
    /// After the fixed words: `Ministry of {portfolio}`.
    After,
    /// A list after the fixed words: `Ministries of {portfolio+}`.
    ListAfter,
    /// Before the fixed words: `{portfolio} Ministry`.
    Before,
}

/// How a phrase must be written in the text to count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Case {
    /// In any case.
    Any,
    /// With a capital at the start, where the script has any: one-word names, so that `turkey` is a bird.
    Capital,
    /// Word for word as here.
    Exact(Box<[Box<str>]>),
}

impl Case {
    /// Whether tokens `first..end` of a text are written so.
    #[must_use]
    pub fn admits(&self, text: &str, tokens: &Tokens, first: usize, end: usize) -> bool {
        let written = |i: usize| &text[tokens.spans[i].range()];
        match self {
            Case::Any => true,
            Case::Capital => written(first).starts_with(is_capital),
            Case::Exact(words) => {
                words.len() == end - first
                    && words.iter().zip(first..end).all(|(word, i)| is_written(word, written(i)))
            }
        }
    }
}

/// A capital, a digit, or a letter of a script that has no capitals.
fn is_capital(c: char) -> bool {
    c.is_uppercase() || c.is_numeric() || (c.is_alphabetic() && !c.is_lowercase())
}

/// Whether a word of the text is this one, apart from soft hyphens and the like that nobody sees, the hyphen at a line's end
/// that breaks it, and the width of its letters.
fn is_written(word: &str, written: &str) -> bool {
    let is_broken = written.contains('\n');
    let seen = |c: &char| !(is_silent(*c) || (is_broken && (*c == '-' || c.is_whitespace())));
    *word == *written
        || ((is_broken || !written.is_ascii())
            && written.nfkc().filter(seen).eq(word.nfkc().filter(seen)))
}

/// A template with what its slots refer to.
#[derive(Debug, Clone)]
pub struct CompiledTemplate {
    /// Its table header.
    pub id: String,
    /// What its table says.
    pub template: Template,
    /// The name of its slot, if it has one.
    pub slot: Option<String>,
}

/// A value that a slot can take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotValue {
    /// The slot.
    pub slot: String,
    /// The value's id, part of minted ids.
    pub id: String,
    /// The first spelling without its article, part of minted names.
    pub name: String,
}

/// What words in a clause do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trigger {
    /// They trigger a rule.
    Rule(RuleIndex),
    /// They are a form of one of its verbs.
    Verb(RuleIndex, Form),
    /// They change how firmly the clause says it.
    Status(Status),
}

/// A rule with its names resolved.
#[derive(Debug, Clone)]
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
        self.by_id.get(id).map(|&place| &self.entries[place])
    }

    /// The same without head words: no provisional entity is proposed. The hash says so.
    #[must_use]
    pub fn listed_only(mut self) -> Self {
        self.heads = self.heads.without_groups();
        self.hash.push_str("-listed-only");
        self
    }

    /// The national body that a name without its country means in a country; the name folded.
    #[must_use]
    pub fn national(&self, country: &str, name: &str) -> Option<&Arc<Entity>> {
        let entry = *self.national.get(country)?.get(name)?;
        Some(&self.entries[entry].entity)
    }

    /// A condition of an entry.
    #[must_use]
    pub fn condition(&self, entry: EntryIndex, condition: ConditionIndex) -> &Conditional {
        &self.entries[entry].entry.cond[condition]
    }
}
