//! Kinds of words: what a word can do in a clause.
//!
//! In: the word lists of `relations-en.toml`. Out: [`Words`], one look-up a word. Never: a decision about a place in a text.

use std::ops::{BitOr, BitOrAssign};

use crate::cut::fold_name;
use crate::dictionary::inflect::{Form, forms};
use crate::dictionary::rule::WordLists;
use crate::dictionary::word_map::WordMap;

/// A set of things that a word can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kind(u32);

#[expect(missing_docs, reason = "the names are those of the lists, see WordLists")]
impl Kind {
    pub const PREPOSITION: Kind = Kind(1);
    pub const MODIFIER: Kind = Kind(1 << 1);
    pub const AGENT: Kind = Kind(1 << 2);
    pub const AUTHORITY: Kind = Kind(1 << 3);
    pub const TRANSPARENT: Kind = Kind(1 << 4);
    pub const ACTIVITY: Kind = Kind(1 << 5);
    pub const PROGRAMME: Kind = Kind(1 << 6);
    pub const BODY: Kind = Kind(1 << 7);
    pub const BE: Kind = Kind(1 << 8);
    pub const AUXILIARY: Kind = Kind(1 << 9);
    pub const ADVERB: Kind = Kind(1 << 10);
    pub const CONTROL: Kind = Kind(1 << 11);
    pub const SUBORDINATOR: Kind = Kind(1 << 12);
    pub const CLAUSE_END: Kind = Kind(1 << 13);
    pub const EFFORT: Kind = Kind(1 << 21);
    pub const GOODS: Kind = Kind(1 << 22);
    /// A form of a verb that a rule lists: it takes an object.
    pub const TRANSITIVE: Kind = Kind(1 << 14);
    pub const BASE: Kind = Kind(1 << 15);
    pub const THIRD: Kind = Kind(1 << 16);
    pub const ING: Kind = Kind(1 << 17);
    pub const PAST: Kind = Kind(1 << 18);
    pub const PARTICIPLE: Kind = Kind(1 << 19);
    /// Any form of a verb.
    pub const VERB: Kind =
        Kind(Kind::BASE.0 | Kind::THIRD.0 | Kind::ING.0 | Kind::PAST.0 | Kind::PARTICIPLE.0);
    /// Set by the reader: the word lies inside a name.
    pub const NAME: Kind = Kind(1 << 20);

    /// What a folded word can be that is listed so; its ending tells where it is not listed.
    pub(super) fn of(listed: Kind, word: &str) -> Kind {
        if listed != Kind::default() || word.len() <= 4 {
            return listed;
        }
        if word.ends_with("ly") {
            Kind::ADVERB
        } else if word.ends_with("ed") && !NO_PAST.contains(&word) {
            // A verb that nobody listed.
            Kind::PAST | Kind::PARTICIPLE | Kind::TRANSITIVE
        } else {
            listed
        }
    }

    /// Whether the word can be one of these.
    #[must_use]
    pub fn is(self, other: Kind) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Kind {
    type Output = Kind;
    fn bitor(self, other: Kind) -> Kind {
        Kind(self.0 | other.0)
    }
}

impl BitOrAssign for Kind {
    fn bitor_assign(&mut self, other: Kind) {
        self.0 |= other.0;
    }
}

/// Words in -ed that are no past of a verb.
const NO_PAST: &[&str] = &[
    "breed", "exceed", "hundred", "indeed", "infrared", "kindred", "proceed", "sacred", "speed",
    "steed", "succeed", "united",
];

/// What every listed word can be.
#[derive(Debug, Clone, Default)]
pub struct Words {
    kinds: WordMap<Kind>,
    /// What the name or the type of a body that funds by trade holds, folded.
    pub funders: Vec<String>,
}

impl Words {
    /// What a folded word can be.
    #[must_use]
    pub fn kind(&self, word: &str) -> Kind {
        Kind::of(self.kinds.get(word).copied().unwrap_or_default(), word)
    }

    /// What the listed words are listed as.
    pub(super) fn listed(&self) -> &WordMap<Kind> {
        &self.kinds
    }

    /// The words of the list with this name: `activities`.
    pub(super) fn list(&self, name: &str) -> Option<Vec<String>> {
        let kind = match name {
            "activities" => Kind::ACTIVITY,
            "agents" => Kind::AGENT,
            "authorities" => Kind::AUTHORITY,
            "goods" => Kind::GOODS,
            "programmes" => Kind::PROGRAMME,
            "bodies" => Kind::BODY,
            "efforts" => Kind::EFFORT,
            _ => return None,
        };
        Some(self.of(kind).collect())
    }

    /// The folded words of a kind, in no order.
    pub(super) fn of(&self, kind: Kind) -> impl Iterator<Item = String> {
        self.kinds.iter().filter(move |(_, k)| k.is(kind)).map(|(word, _)| word)
    }

    fn add(&mut self, word: &str, kind: Kind) {
        let folded = fold_name(word);
        let mut parts = folded.split_whitespace();
        if let (Some(word), None) = (parts.next(), parts.next()) {
            *self.kinds.or_default(word) |= kind;
        }
    }

    /// Adds the forms of a verb that needs no object.
    fn add_intransitive(&mut self, lemma: &str) {
        self.add_verb(lemma, Kind::default());
        for (form, _) in forms(lemma) {
            if let Some(kind) = self.kinds.get_mut(fold_name(&form).trim()) {
                kind.0 &= !Kind::TRANSITIVE.0;
            }
        }
    }

    /// Adds the forms of a verb; of one with a particle those of its first word.
    pub(super) fn add_verb(&mut self, lemma: &str, also: Kind) {
        let first = lemma.split(' ').next().unwrap_or(lemma);
        let verb = first.rsplit('-').next().unwrap_or(first);
        for (form, kind) in forms(verb) {
            let kind = match kind {
                Form::Base => Kind::BASE,
                Form::Third => Kind::THIRD,
                Form::Ing => Kind::ING,
                Form::Past => Kind::PAST | Kind::PARTICIPLE,
                Form::PastOnly => Kind::PAST,
                Form::Participle => Kind::PARTICIPLE,
            };
            self.add(&form, kind | also);
        }
    }

    /// The lists of a vocabulary, and the verbs of its rules.
    pub(super) fn new<'a>(lists: &WordLists, verbs: impl Iterator<Item = &'a str>) -> Self {
        let funders = lists.funders.iter().map(|phrase| fold_name(phrase)).collect();
        let mut words = Self { funders, ..Self::default() };
        let table = [
            (&lists.prepositions, Kind::PREPOSITION),
            (&lists.modifiers, Kind::MODIFIER),
            (&lists.agents, Kind::AGENT),
            (&lists.authorities, Kind::AUTHORITY),
            (&lists.transparent, Kind::TRANSPARENT),
            (&lists.activities, Kind::ACTIVITY),
            (&lists.goods, Kind::GOODS),
            (&lists.efforts, Kind::EFFORT),
            (&lists.programmes, Kind::PROGRAMME),
            (&lists.bodies, Kind::BODY),
            (&lists.be, Kind::BE | Kind::AUXILIARY),
            (&lists.auxiliaries, Kind::AUXILIARY),
            (&lists.adverbs, Kind::ADVERB),
            (&lists.subordinators, Kind::SUBORDINATOR),
            (&lists.clause_ends, Kind::CLAUSE_END),
        ];
        for (list, kind) in table {
            for word in list {
                words.add(word, kind);
            }
        }
        for lemma in &lists.verbs {
            words.add_verb(lemma, Kind::default());
        }
        for lemma in &lists.control {
            words.add_verb(lemma, Kind::CONTROL);
        }
        for lemma in verbs {
            // A verb with a preposition has no object of its own: `participate in`.
            let also = if lemma.contains(' ') { Kind::default() } else { Kind::TRANSITIVE };
            words.add_verb(lemma, also);
        }
        for lemma in &lists.intransitive {
            words.add_intransitive(lemma);
        }
        words
    }
}
