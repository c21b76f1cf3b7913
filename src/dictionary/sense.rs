//! What the phrases of a vocabulary can mean in a text.
//!
//! In: nothing. Out: the values that phrases carry. Never: which of several meanings holds.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::base::Status;
use crate::cut::{Tokens, is_silent};
use crate::dictionary::index::{ConditionIndex, EntryIndex, RuleIndex, TemplateIndex, ValueIndex};
use crate::dictionary::inflect::Form;

/// What text of the shape of a pattern means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patterned {
    /// Which entry.
    pub entry: EntryIndex,
    /// Which of its conditional names, if the pattern counts only in context.
    pub condition: Option<ConditionIndex>,
}

/// What a phrase of the vocabulary can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense<'a> {
    /// A name of an entry.
    Name {
        /// Of which.
        entry: EntryIndex,
        /// Whether it is an abbreviation.
        abbreviation: bool,
        /// How it must be written.
        case: Case<'a>,
    },
    /// The name of a firm without its ending: it counts with any ending of the group behind it.
    Firm {
        /// Of which.
        entry: EntryIndex,
        /// The group of the ending.
        group: usize,
        /// How it must be written.
        case: Case<'a>,
    },
    /// An alias that counts only in context.
    Conditional {
        /// Of which.
        entry: EntryIndex,
        /// Which of the entry's `cond`.
        condition: ConditionIndex,
        /// How it must be written.
        case: Case<'a>,
    },
    /// The adjective of a country or its people.
    Demonym {
        /// Of which.
        entry: EntryIndex,
        /// How it must be written.
        case: Case<'a>,
    },
    /// A longer phrase that contains a name of an entry and means something else.
    Not {
        /// Of which entry.
        entry: EntryIndex,
    },
    /// The fixed words of a template's pattern.
    Head {
        /// Of which.
        template: TemplateIndex,
        /// Where its slot stands.
        slot: SlotPlace,
        /// How it must be written.
        case: Case<'a>,
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

impl SlotPlace {
    /// All places.
    pub(super) const ALL: [SlotPlace; 4] =
        [SlotPlace::None, SlotPlace::After, SlotPlace::ListAfter, SlotPlace::Before];
}

/// How a phrase must be written in the text to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case<'a> {
    /// In any case.
    Any,
    /// With a capital at the start, where the script has any: one-word names, so that `turkey` is a bird.
    Capital,
    /// Word for word as here, with a space between two.
    Exact(&'a str),
}

impl Case<'_> {
    /// Whether tokens `first..end` of a text are written so.
    #[must_use]
    pub fn admits(&self, text: &str, tokens: &Tokens, first: usize, end: usize) -> bool {
        let written = |i: usize| &text[tokens.spans[i].range()];
        match self {
            Case::Any => true,
            Case::Capital => written(first).starts_with(is_capital),
            Case::Exact(words) => {
                let mut words = words.split(' ');
                (first..end).all(|i| words.next().is_some_and(|word| is_written(word, written(i))))
                    && words.next().is_none()
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

/// What words in a clause do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trigger {
    /// They trigger a rule.
    Rule(RuleIndex),
    /// They are a form of one of its verbs.
    Verb(RuleIndex, Form),
    /// They change how firmly the clause says it.
    Status(Status),
}
