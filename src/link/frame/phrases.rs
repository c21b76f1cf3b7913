//! Noun phrases: a head with the words and names before it.
//!
//! In: words and verb groups. Out: phrases in order. Never: what stands behind a head (see `lists` and `clauses`).

use crate::base::{Class, Via};
use crate::cut::Tag;
use crate::dictionary::{FrameSets, Joint};
use crate::link::frame::verbs::Group;
use crate::link::frame::words::Word;

/// A noun phrase: words `first..end`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    pub first: usize,
    pub end: usize,
    /// Its last noun, name or pronoun.
    pub head: usize,
    /// The words that are names, in order.
    pub names: Vec<usize>,
    /// Whether it says how much money, or that it is money.
    pub is_money: bool,
    /// Whether it is a sum of money.
    pub is_sum: bool,
    /// Whether it is denied: `no funds`.
    pub is_denied: bool,
}

/// The noun phrases of a sentence.
pub(super) fn phrases(words: &[Word<'_>], groups: &[Group], sets: &FrameSets) -> Vec<Phrase> {
    let mut in_group = vec![false; words.len()];
    for group in groups {
        in_group[group.first..group.end].fill(true);
    }
    let mut phrases = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if in_group[at] || !opens(&words[at], sets) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < words.len() && !in_group[end] && goes_on(words, at, end, sets) {
            end += 1;
        }
        phrases.extend(phrase(words, at, end, sets));
        at = end;
    }
    phrases
}

/// Whether a word can stand in a noun phrase.
fn opens(word: &Word<'_>, sets: &FrameSets) -> bool {
    word.is_name()
        || word.joint.is_none()
            && (matches!(
                word.tag,
                Tag::Det
                    | Tag::Adj
                    | Tag::Num
                    | Tag::Noun
                    | Tag::Propn
                    | Tag::Pron
                    | Tag::Sym
                    | Tag::X
            ) || sets.negations.contains(word.text)
                && word.tag != Tag::Part
                && word.tag != Tag::Adv)
            && !(sets.relatives.contains(word.text)
                && !(sets.pointers.contains(word.text) && word.tag == Tag::Det))
}

/// Whether the phrase `first..at` goes on with word `at`.
fn goes_on(words: &[Word<'_>], first: usize, at: usize, sets: &FrameSets) -> bool {
    let (before, word) = (&words[at - 1], &words[at]);
    if word.behind_dash || before.tag == Tag::Pron && !is_possessive(before, sets) {
        return false;
    }
    if is_genitive(word, sets) {
        return at + 1 < words.len() && at > first;
    }
    if word.tag == Tag::Adv && word.joint.is_none() {
        return at + 1 < words.len()
            && matches!(words[at + 1].tag, Tag::Adj | Tag::Num)
            && matches!(before.tag, Tag::Det | Tag::Adj | Tag::Adv);
    }
    if !opens(word, sets) || word.tag == Tag::Pron {
        return false;
    }
    // `In 2019 the project was funded`
    let behind_head =
        before.is_name() || matches!(before.tag, Tag::Noun | Tag::Propn) || is_year(before);
    if behind_head && (word.tag == Tag::Det || is_possessive(word, sets)) && !word.is_name() {
        return false;
    }
    // `fund the Global Fund next year`
    if sets.deictics.contains(word.text) && !word.is_name() {
        return false;
    }
    // `gave Save the Children 20 million kroner`
    if before.is_name() && word.tag == Tag::Num && !is_year(word) {
        return false;
    }
    // `an agreement with WFP worth 5 million`
    if sets.worths.contains(word.text) && !word.is_name() {
        return false;
    }
    // `In Kenya UNICEF supports`, `UNICEF WFP IOM`
    let apart = before.is_of(Class::Country)
        && before.name.is_some_and(|m| m.via != Via::Demonym)
        && word.is_name()
        && !word.is_hyphened;
    !apart
}

/// `2020` behind `Regional Programme`
fn is_year(word: &Word<'_>) -> bool {
    word.text.len() == 4
        && word.end == word.first + 1
        && word.text.bytes().all(|b| b.is_ascii_digit())
}

fn is_possessive(word: &Word<'_>, sets: &FrameSets) -> bool {
    sets.possessives.contains(word.text)
}

/// `s` of `Norway's`.
pub(super) fn is_genitive(word: &Word<'_>, sets: &FrameSets) -> bool {
    word.tag == Tag::Part && sets.genitives.contains(word.text) && !word.is_name()
}

fn phrase(words: &[Word<'_>], first: usize, end: usize, sets: &FrameSets) -> Option<Phrase> {
    let heads = |i: &usize| {
        words[*i].is_name()
            || matches!(words[*i].tag, Tag::Noun | Tag::Propn | Tag::Pron | Tag::Num | Tag::X)
    };
    let head = (first..end).rev().find(heads).or_else(|| (first..end).next_back())?;
    let names = (first..end).filter(|&i| words[i].is_name()).collect();
    let is_money = (first..end).any(|i| {
        let word = &words[i];
        !word.is_name()
            && (word.has_unit
                || sets.money.contains(word.text)
                // `3 million vaccines` are none.
                || sets.magnitudes.contains(word.text) && words[head].tag != Tag::Noun
                || sets.units.contains(word.text)
                || (sets.monetary.contains(word.text)
                    && sets.monetary_heads.contains(words[head].text)))
    });
    let numbered = words[head].tag == Tag::Num && is_money;
    let is_sum = numbered
        || (first..end).any(|i| {
            words[i].has_unit
                || words[i].tag == Tag::Num
                    && (first..end)
                        .any(|k| sets.units.contains(words[k].text) && !words[k].is_name())
        });
    let is_denied = (first..end)
        .chain(first.checked_sub(1))
        .any(|i| sets.negations.contains(words[i].text) && !words[i].is_name());
    Some(Phrase { first, end, head, names, is_money, is_sum, is_denied })
}

/// Whether two words are joined by something that stands for "and".
pub(super) fn is_conjunction(word: &Word<'_>) -> bool {
    word.joint == Some(Joint::Conjunction) || word.tag == Tag::Cconj && !word.is_name()
}
