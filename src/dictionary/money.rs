//! The language of money: currencies, numbers in words, and the words around a sum.
//!
//! In: `money.toml` and `money-en.toml`. Out: a [`Money`] that tells what stands at a place in a text. Never: a text.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::{MoneyStage, sort_by_key};
use crate::cut::{Tokens, fold, fold_name};
use crate::dictionary::inflect::Verbs;
use crate::dictionary::word_map::WordMap;

/// What the files say. The tables are explained in `money.toml` and `money-en.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the files explain each table")]
pub struct MoneyTables {
    pub signs: BTreeMap<String, Vec<String>>,
    pub names: BTreeMap<String, Vec<String>>,
    pub magnitudes: BTreeMap<String, u32>,
    pub numbers: BTreeMap<String, u32>,
    pub words: MoneyLists,
    pub stages: BTreeMap<MoneyStage, VerbsAndWords>,
    pub getting: VerbsAndWords,
}

/// The lists of `[words]`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "money-en.toml explains each list")]
pub struct MoneyLists {
    pub halves: Vec<String>,
    pub quarters: Vec<String>,
    pub ones: Vec<String>,
    pub number_joints: Vec<String>,
    pub range_openers: Vec<String>,
    pub between_joints: Vec<String>,
    pub range_joints: Vec<String>,
    pub limits: Vec<String>,
    pub changes: Vec<String>,
    pub year_openers: Vec<String>,
    pub doubtful_codes: Vec<String>,
    pub rates: Vec<String>,
    pub restating: Vec<String>,
    pub approximate: Vec<String>,
    pub other_things: Vec<String>,
    pub budgets: Vec<String>,
    pub worths: Vec<String>,
    pub costed: Vec<String>,
    pub gifts: Vec<String>,
    pub together: Vec<String>,
    pub each: Vec<String>,
    pub givers: Vec<String>,
    pub owners: Vec<String>,
    pub with: Vec<String>,
    pub part_of: Vec<String>,
    pub about: Vec<String>,
    pub to_come: Vec<String>,
    pub passives: Vec<String>,
}

/// Verbs, all of whose forms count, and other words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "money-en.toml explains both")]
pub struct VerbsAndWords {
    pub verbs: Vec<String>,
    pub words: Vec<String>,
}

/// What a word or phrase says about a sum: the list that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "money-en.toml explains each list")]
pub enum MoneyWord {
    Half,
    Quarter,
    One,
    NumberJoint,
    RangeOpener,
    BetweenJoint,
    RangeJoint,
    Limit,
    Change,
    YearOpener,
    Rate,
    Restating,
    Approximate,
    OtherThing,
    Budget,
    Worth,
    Costed,
    Gift,
    Together,
    Each,
    Giver,
    Owner,
    With,
    PartOf,
    About,
    ToCome,
    Passive,
    Getting,
    Stage(MoneyStage),
}

/// How a currency is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Writing {
    /// `€`, `US$`, `EUR`: before or behind a number.
    Sign,
    /// The same where it is also a word or a name: only with a number that is money for sure.
    Doubtful,
    /// `euros`: behind a number.
    Name,
}

/// A way to write a currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Currency {
    /// ISO 4217 code.
    pub code: String,
    /// How it is written.
    pub writing: Writing,
    /// Its folded words and signs.
    pub words: Vec<Box<str>>,
    /// Exactly as it stands in a text, for signs and codes.
    pub written: Option<String>,
}

/// The language of money, folded for looking up. Empty where a vocabulary says nothing of it: then no sum is found.
///
/// ```
/// use consort::dictionary::{MoneyWord, builtin_files, compile, read};
///
/// let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// let tokens = lexicon.tokens("up to two crore rupees");
/// assert_eq!(lexicon.money.at(&tokens, 0, MoneyWord::Limit), Some(2));
/// assert_eq!(lexicon.money.number("two"), Some(2));
/// assert_eq!(lexicon.money.zeros("crore"), Some(7));
/// assert_eq!(lexicon.money.currencies("rupees")[0].code, "INR");
/// # Ok::<(), consort::dictionary::VocabError>(())
/// ```
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Money {
    /// By the first word, the longest first.
    currencies: WordMap<Vec<Currency>>,
    magnitudes: WordMap<u32>,
    numbers: WordMap<u32>,
    /// By the first word, the longest first.
    phrases: WordMap<Vec<(Vec<Box<str>>, MoneyWord)>>,
}

impl Money {
    /// Puts the tables of all files together.
    #[must_use]
    pub(super) fn new(files: &[MoneyTables], forms: &Verbs) -> Self {
        let mut money = Self::default();
        let all = |list: fn(&MoneyTables) -> &Vec<String>| files.iter().flat_map(list);
        let doubtful: Vec<&String> = all(|file| &file.words.doubtful_codes).collect();
        for file in files {
            for (code, signs) in &file.signs {
                for sign in std::iter::once(code).chain(signs) {
                    let writing =
                        if doubtful.contains(&sign) { Writing::Doubtful } else { Writing::Sign };
                    money.currency(code, sign, writing);
                }
            }
            for (code, names) in &file.names {
                names.iter().for_each(|name| money.currency(code, name, Writing::Name));
            }
            for (word, zeros) in &file.magnitudes {
                money.magnitudes.insert(fold_name(word).trim(), *zeros);
            }
            for (word, number) in &file.numbers {
                money.numbers.insert(fold_name(word).trim(), *number);
            }
            for (list, kind) in file.words.lists() {
                list.iter().for_each(|phrase| money.phrase(phrase, kind));
            }
            for (stage, listed) in &file.stages {
                money.verbs(listed, MoneyWord::Stage(*stage), forms);
            }
            money.verbs(&file.getting, MoneyWord::Getting, forms);
        }
        money
    }

    fn verbs(&mut self, listed: &VerbsAndWords, kind: MoneyWord, forms: &Verbs) {
        for (form, _) in listed.verbs.iter().flat_map(|lemma| forms.forms(lemma)) {
            self.phrase(&form, kind);
        }
        listed.words.iter().for_each(|word| self.phrase(word, kind));
    }

    fn currency(&mut self, code: &str, written: &str, writing: Writing) {
        let tokens = fold(written);
        let words = words(&tokens);
        let Some(first) = words.first().cloned() else { return };
        let written = (writing != Writing::Name).then(|| written.to_owned());
        let list = self.currencies.or_default(&first);
        list.push(Currency { code: code.to_owned(), writing, words, written });
        sort_by_key(list, |currency| std::cmp::Reverse(currency.words.len()));
    }

    fn phrase(&mut self, phrase: &str, kind: MoneyWord) {
        let mut words = words(&fold(phrase));
        if words.is_empty() {
            return;
        }
        let rest = words.split_off(1);
        let list = self.phrases.or_default(&words[0]);
        list.push((rest, kind));
        sort_by_key(list, |(rest, _)| std::cmp::Reverse(rest.len()));
    }

    /// The ways to write a currency that begin with a folded word or sign, the longest first.
    #[must_use]
    pub fn currencies(&self, first: &str) -> &[Currency] {
        self.currencies.get(first).map_or(&[], Vec::as_slice)
    }

    /// How many zeros a folded word behind a number adds.
    #[must_use]
    pub fn zeros(&self, word: &str) -> Option<u32> {
        self.magnitudes.get(word).copied()
    }

    /// The number that a folded word means.
    #[must_use]
    pub fn number(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied()
    }

    /// Where the longest phrase of a list ends that begins at token `i`.
    #[must_use]
    pub fn at(&self, tokens: &Tokens, i: usize, kind: MoneyWord) -> Option<usize> {
        self.all_at(tokens, i).find(|(_, other)| *other == kind).map(|(end, _)| end)
    }

    /// How far money has come, as the phrase says that begins at token `i`; and where the phrase ends.
    #[must_use]
    pub fn stage(&self, tokens: &Tokens, i: usize) -> Option<(usize, MoneyStage)> {
        self.all_at(tokens, i).find_map(|(end, kind)| match kind {
            MoneyWord::Stage(stage) => Some((end, stage)),
            _ => None,
        })
    }

    fn all_at<'a>(
        &'a self,
        tokens: &'a Tokens,
        i: usize,
    ) -> impl Iterator<Item = (usize, MoneyWord)> + 'a {
        let word = if i < tokens.len() { tokens.word(i) } else { "" };
        let listed = self.phrases.get(word).map_or(&[][..], Vec::as_slice);
        listed.iter().filter_map(move |(rest, kind)| {
            let end = i + 1 + rest.len();
            let fits = end <= tokens.len()
                && rest.iter().zip(i + 1..).all(|(word, k)| **word == *tokens.word(k));
            fits.then_some((end, *kind))
        })
    }
}

impl MoneyLists {
    /// The lists of phrases, each with what its phrases say.
    fn lists(&self) -> [(&[String], MoneyWord); 27] {
        [
            (&self.halves, MoneyWord::Half),
            (&self.quarters, MoneyWord::Quarter),
            (&self.ones, MoneyWord::One),
            (&self.number_joints, MoneyWord::NumberJoint),
            (&self.range_openers, MoneyWord::RangeOpener),
            (&self.between_joints, MoneyWord::BetweenJoint),
            (&self.range_joints, MoneyWord::RangeJoint),
            (&self.limits, MoneyWord::Limit),
            (&self.changes, MoneyWord::Change),
            (&self.year_openers, MoneyWord::YearOpener),
            (&self.rates, MoneyWord::Rate),
            (&self.restating, MoneyWord::Restating),
            (&self.approximate, MoneyWord::Approximate),
            (&self.other_things, MoneyWord::OtherThing),
            (&self.budgets, MoneyWord::Budget),
            (&self.worths, MoneyWord::Worth),
            (&self.costed, MoneyWord::Costed),
            (&self.gifts, MoneyWord::Gift),
            (&self.together, MoneyWord::Together),
            (&self.each, MoneyWord::Each),
            (&self.givers, MoneyWord::Giver),
            (&self.owners, MoneyWord::Owner),
            (&self.with, MoneyWord::With),
            (&self.part_of, MoneyWord::PartOf),
            (&self.about, MoneyWord::About),
            (&self.to_come, MoneyWord::ToCome),
            (&self.passives, MoneyWord::Passive),
        ]
    }
}

fn words(tokens: &Tokens) -> Vec<Box<str>> {
    (0..tokens.len()).map(|i| tokens.word(i).into()).collect()
}
