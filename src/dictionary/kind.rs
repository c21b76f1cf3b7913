//! Kinds of words: what a word can do in a clause.
//!
//! In: the word lists of `relations-en.toml`, and what endings tell. Out: [`Words`], one look-up a word. Never: a decision about a place in a text.

use std::ops::{BitOr, BitOrAssign};

use serde::{Deserialize, Serialize};

use crate::cut::fold_name;
use crate::dictionary::grammar::Grammar;
use crate::dictionary::inflect::{Endings, Form, Verbs};
use crate::dictionary::rule::WordLists;
use crate::dictionary::word_map::WordMap;

/// A set of things that a word can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct WordKind(u32);

#[expect(missing_docs, reason = "the names are those of the lists, see WordLists")]
impl WordKind {
    pub const PREPOSITION: WordKind = WordKind(1);
    pub const MODIFIER: WordKind = WordKind(1 << 1);
    pub const AGENT: WordKind = WordKind(1 << 2);
    pub const AUTHORITY: WordKind = WordKind(1 << 3);
    pub const TRANSPARENT: WordKind = WordKind(1 << 4);
    pub const ACTIVITY: WordKind = WordKind(1 << 5);
    pub const PROGRAMME: WordKind = WordKind(1 << 6);
    pub const BODY: WordKind = WordKind(1 << 7);
    pub const BE: WordKind = WordKind(1 << 8);
    pub const AUXILIARY: WordKind = WordKind(1 << 9);
    pub const ADVERB: WordKind = WordKind(1 << 10);
    pub const CONTROL: WordKind = WordKind(1 << 11);
    pub const SUBORDINATOR: WordKind = WordKind(1 << 12);
    pub const CLAUSE_END: WordKind = WordKind(1 << 13);
    pub const EFFORT: WordKind = WordKind(1 << 21);
    pub const GOODS: WordKind = WordKind(1 << 22);
    /// A form of a verb that a rule lists: it takes an object.
    pub const TRANSITIVE: WordKind = WordKind(1 << 14);
    pub const BASE: WordKind = WordKind(1 << 15);
    pub const THIRD: WordKind = WordKind(1 << 16);
    pub const ING: WordKind = WordKind(1 << 17);
    pub const PAST: WordKind = WordKind(1 << 18);
    pub const PARTICIPLE: WordKind = WordKind(1 << 19);
    /// Any form of a verb.
    pub const VERB: WordKind = WordKind(
        WordKind::BASE.0
            | WordKind::THIRD.0
            | WordKind::ING.0
            | WordKind::PAST.0
            | WordKind::PARTICIPLE.0,
    );
    /// Set by the reader: the word lies inside a name.
    pub const NAME: WordKind = WordKind(1 << 20);

    /// Whether the word can be one of these.
    #[must_use]
    pub fn is(self, other: WordKind) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for WordKind {
    type Output = WordKind;
    fn bitor(self, other: WordKind) -> WordKind {
        WordKind(self.0 | other.0)
    }
}

impl BitOrAssign for WordKind {
    fn bitor_assign(&mut self, other: WordKind) {
        self.0 |= other.0;
    }
}

/// What every listed word can be.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Words {
    kinds: WordMap<WordKind>,
    /// What the name or the type of a body that funds by trade holds, folded.
    pub funders: Vec<String>,
    /// What the ending of a word tells that is not listed.
    endings: Endings,
}

/// So many letters or fewer are too short for their ending to tell anything.
const SHORT: usize = 4;

impl Words {
    /// What a folded word can be that is listed so; its ending tells where it is not listed.
    pub(super) fn kind(&self, listed: WordKind, word: &str) -> WordKind {
        if listed != WordKind::default() || word.len() <= SHORT {
            listed
        } else if self.endings.is_adverb(word) {
            WordKind::ADVERB
        } else if self.endings.is_past(word) {
            // A verb that nobody listed.
            WordKind::PAST | WordKind::PARTICIPLE | WordKind::TRANSITIVE
        } else {
            listed
        }
    }

    /// What the listed words are listed as.
    pub(super) fn listed(&self) -> &WordMap<WordKind> {
        &self.kinds
    }

    /// The folded words of a kind, in no order.
    pub(super) fn of(&self, kind: WordKind) -> impl Iterator<Item = String> {
        self.kinds.iter().filter(move |(_, k)| k.is(kind)).map(|(word, _)| word)
    }

    fn add(&mut self, word: &str, kind: WordKind) {
        let folded = fold_name(word);
        let mut parts = folded.split_whitespace();
        if let (Some(word), None) = (parts.next(), parts.next()) {
            *self.kinds.or_default(word) |= kind;
        }
    }

    /// Adds the forms of a verb that needs no object.
    fn add_intransitive(&mut self, verbs: &Verbs, lemma: &str) {
        self.add_verb(verbs, lemma, WordKind::default());
        for (form, _) in verbs.forms(lemma) {
            if let Some(kind) = self.kinds.get_mut(fold_name(&form).trim()) {
                kind.0 &= !WordKind::TRANSITIVE.0;
            }
        }
    }

    /// Adds the forms of a verb; of one with a particle those of its first word.
    fn add_verb(&mut self, verbs: &Verbs, lemma: &str, also: WordKind) {
        let first = lemma.split(' ').next().unwrap_or(lemma);
        let verb = first.rsplit('-').next().unwrap_or(first);
        for (form, kind) in verbs.forms(verb) {
            let kind = match kind {
                Form::Base => WordKind::BASE,
                Form::Third => WordKind::THIRD,
                Form::Ing => WordKind::ING,
                Form::Past => WordKind::PAST | WordKind::PARTICIPLE,
                Form::PastOnly => WordKind::PAST,
                Form::Participle => WordKind::PARTICIPLE,
            };
            self.add(&form, kind | also);
        }
    }

    /// The lists of a vocabulary, and the verbs of its rules.
    pub(super) fn new<'a>(
        lists: &WordLists,
        lemmas: impl Iterator<Item = &'a str>,
        grammar: &Grammar,
    ) -> Self {
        let funders = lists.funders.iter().map(|phrase| fold_name(phrase)).collect();
        let endings = grammar.endings.clone();
        let mut words = Self { kinds: WordMap::default(), funders, endings };
        let verbs = &grammar.verbs;
        let table = [
            (&lists.prepositions, WordKind::PREPOSITION),
            (&lists.modifiers, WordKind::MODIFIER),
            (&lists.agents, WordKind::AGENT),
            (&lists.authorities, WordKind::AUTHORITY),
            (&lists.transparent, WordKind::TRANSPARENT),
            (&lists.activities, WordKind::ACTIVITY),
            (&lists.goods, WordKind::GOODS),
            (&lists.efforts, WordKind::EFFORT),
            (&lists.programmes, WordKind::PROGRAMME),
            (&lists.bodies, WordKind::BODY),
            (&lists.be, WordKind::BE | WordKind::AUXILIARY),
            (&lists.auxiliaries, WordKind::AUXILIARY),
            (&lists.adverbs, WordKind::ADVERB),
            (&lists.subordinators, WordKind::SUBORDINATOR),
            (&lists.clause_ends, WordKind::CLAUSE_END),
        ];
        for (list, kind) in table {
            for word in list {
                words.add(word, kind);
            }
        }
        for lemma in &lists.verbs {
            words.add_verb(verbs, lemma, WordKind::default());
        }
        for lemma in &lists.control {
            words.add_verb(verbs, lemma, WordKind::CONTROL);
        }
        for lemma in lemmas {
            // A verb with a preposition has no object of its own: `participate in`.
            let also = if lemma.contains(' ') { WordKind::default() } else { WordKind::TRANSITIVE };
            words.add_verb(verbs, lemma, also);
        }
        for lemma in &lists.intransitive {
            words.add_intransitive(verbs, lemma);
        }
        words
    }
}
