//! A sentence as names and the words that govern them.
//!
//! In: the mentions and tokens of one sentence. Out: items: each name with its preposition, the noun before that, and the
//! coordinated list it belongs to. Never: a relation.

use std::ops::Range;

use crate::base::{Class, Extraction, Mention};
use crate::dictionary::{Tokens, Words};

/// A name in a sentence and what governs it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'a> {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// The name.
    pub mention: &'a Mention,
    /// Its preposition, folded: `of`, `from`, `in`.
    pub preposition: Option<&'a str>,
    /// The noun before the preposition, folded: `representatives`, `governments`.
    pub noun: Option<&'a str>,
    /// Where its phrase begins: at the noun, the preposition, or the article.
    pub opening: usize,
    /// Where its phrase ends: behind an abbreviation in brackets and the place or country it stands in.
    pub closing: usize,
    /// Items of one coordinated list share this number.
    pub list: usize,
    /// What it does in the sentence.
    pub role: Role,
}

/// What a name does in its phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It can act or be acted upon.
    Actor,
    /// It owns the name after it: `UNODC` in `UNODC Global Firearms Programme`.
    Owner,
    /// It says to which country the name before it belongs, or where something is.
    Place,
}

/// One sentence being read.
pub(super) struct Clause<'a> {
    pub text: &'a str,
    pub tokens: &'a Tokens,
    pub words: &'a Words,
    /// The tokens of the sentence.
    pub range: Range<usize>,
    /// Its names in order.
    pub items: Vec<Item<'a>>,
}

impl<'a> Clause<'a> {
    /// Reads the names of sentence `index`.
    pub(super) fn new(
        text: &'a str,
        tokens: &'a Tokens,
        words: &'a Words,
        extraction: &'a Extraction,
        index: usize,
    ) -> Self {
        let span = extraction.sentences[index].span;
        let range = tokens.at(span.start)..tokens.at(span.end);
        let mut clause = Self { text, tokens, words, range, items: Vec::new() };
        let from = extraction.mentions.partition_point(|m| m.sentence < index);
        let mentions = extraction.mentions[from..].iter().take_while(|m| m.sentence == index);
        for mention in mentions.filter(|m| !m.nested && is_actor_class(m.entity.class)) {
            clause.push(mention);
        }
        clause.join_lists();
        clause.cut_lists();
        clause
    }

    /// A folded token of the sentence; empty outside it.
    pub(super) fn word(&self, i: usize) -> &'a str {
        if self.range.contains(&i) { self.tokens.word(i) } else { "" }
    }

    /// The item that begins at a token.
    pub(super) fn item_at(&self, token: usize) -> Option<usize> {
        self.items.binary_search_by_key(&token, |item| item.first).ok()
    }

    /// Whether a token lies inside a name.
    pub(super) fn in_name(&self, token: usize) -> bool {
        let after = self.items.partition_point(|item| item.first <= token);
        after > 0 && token < self.items[after - 1].end
    }

    /// The items of a list from item `i` on that act.
    pub(super) fn list_from(&self, i: usize) -> Vec<usize> {
        let list = self.items[i].list;
        (i..self.items.len())
            .take_while(|&k| self.items[k].list == list)
            .filter(|&k| self.items[k].role == Role::Actor)
            .collect()
    }

    /// All items of the list of item `i` that act.
    pub(super) fn list_of(&self, i: usize) -> Vec<usize> {
        let list = self.items[i].list;
        let members = |k: &usize| self.items[*k].list == list && self.items[*k].role == Role::Actor;
        (0..self.items.len()).filter(members).collect()
    }

    fn push(&mut self, mention: &'a Mention) {
        let first = self.tokens.at(mention.span.start);
        let end = self.tokens.at(mention.span.end);
        let (preposition, noun, opening) = self.governor(first);
        let mut item = Item {
            first,
            end,
            mention,
            preposition,
            noun,
            opening,
            closing: self.behind(end),
            list: 0,
            role: Role::Actor,
        };
        if let Some(previous) = self.items.last_mut() {
            let between: Vec<&str> =
                (previous.closing..first).map(|i| self.tokens.word(i)).collect();
            let is_country = mention.entity.class == Class::Country;
            let placed = !between.is_empty()
                && between.iter().all(|w| {
                    matches!(*w, "of" | "in" | "from" | "at" | "for" | "to" | "the" | "republic")
                });
            let bracketed =
                between == ["("] && self.tokens.len() > end && self.tokens.word(end) == ")";
            // `UNDP Bosnia and Herzegovina` is the office there.
            let office = between.is_empty()
                && self.text[previous.mention.span.end..mention.span.start].trim().is_empty();
            if is_country
                && previous.mention.entity.class != Class::Country
                && (placed || bracketed || office)
            {
                item.role = Role::Place;
                item.closing += usize::from(bracketed);
                previous.closing = item.closing;
            } else if owns(self.text, previous, first, &between) {
                previous.role = Role::Owner;
                item.preposition = previous.preposition;
                item.noun = previous.noun;
                item.opening = previous.opening;
            }
        }
        if item.role == Role::Actor && mention.entity.class == Class::Country && !self.acts(&item) {
            item.role = Role::Place;
        }
        self.items.push(item);
    }

    /// The preposition that governs a name, the noun before it, and where the phrase begins.
    fn governor(&self, first: usize) -> (Option<&'a str>, Option<&'a str>, usize) {
        let mut at = first;
        let mut skipped = 0;
        while at > self.range.start && skipped < 4 && self.is_modifier(at - 1) {
            at -= 1;
            skipped += 1;
        }
        let preposition = self.word(at.wrapping_sub(1));
        if !self.words.prepositions.contains(preposition) {
            // A title or a head noun may stand before a name without a preposition: `the NGO Narko-Ne`.
            return (None, None, at);
        }
        let before = at.wrapping_sub(2);
        let noun = self.word(before);
        let is_noun = noun.starts_with(char::is_alphabetic)
            && !self.in_name(before)
            && !matches!(preposition, "by" | "with" | "under" | "between")
            && !noun.ends_with("ed");
        if is_noun {
            (Some(preposition), Some(noun), before)
        } else {
            (Some(preposition), None, at - 1)
        }
    }

    fn is_modifier(&self, i: usize) -> bool {
        !self.in_name(i) && self.words.modifiers.contains(self.tokens.word(i))
    }

    /// The token behind a short bracket, a place and the like that belong to a name.
    fn behind(&self, end: usize) -> usize {
        let mut at = end;
        if self.word(at) == "("
            && let Some(close) = (at + 1..at + 6).find(|&i| self.word(i) == ")")
        {
            at = close + 1;
        }
        // A place written with capitals: `at Durres Port`, `at the Sarajevo International Airport`.
        if matches!(self.word(at), "at" | "in") {
            let mut place = at + 1;
            let mut capitals = 0;
            while self.range.contains(&place) {
                let written = &self.text[self.tokens.spans[place].range()];
                if written.starts_with(char::is_uppercase) {
                    capitals += 1;
                } else if !matches!(
                    self.word(place),
                    "the" | "of" | "land" | "border" | "crossing" | "point" | "port" | "airport"
                ) {
                    break;
                }
                place += 1;
            }
            if capitals > 0 {
                return place;
            }
        }
        at
    }

    /// Whether a country acts here, rather than being the place where something happens.
    fn acts(&self, item: &Item<'_>) -> bool {
        let by_authority = item
            .noun
            .is_some_and(|n| self.words.authorities.contains(n) || self.words.agents.contains(n));
        match item.preposition {
            None | Some("by" | "with" | "between" | "and") => true,
            Some("of" | "from" | "for" | "to") => true,
            _ => by_authority,
        }
    }

    fn join_lists(&mut self) {
        for i in 0..self.items.len() {
            self.items[i].list = i;
            if i == 0 {
                continue;
            }
            let previous = self.items[i - 1];
            let item = self.items[i];
            let joined = previous.role == Role::Owner && item.opening == previous.opening
                || item.role == Role::Place && item.closing == previous.closing
                || self.coordinated(&previous, &item);
            if joined {
                self.items[i].list = previous.list;
                if self.items[i].preposition.is_none() {
                    self.items[i].preposition = previous.preposition;
                    self.items[i].noun = previous.noun;
                }
                if item.role == Role::Place && self.coordinated(&previous, &item) {
                    self.items[i].role = previous.role;
                } else if item.mention.entity.class == Class::Country
                    && previous.role == Role::Place
                    && previous.mention.entity.class == Class::Country
                    && item.noun.is_none()
                {
                    self.items[i].role = Role::Place;
                }
            }
        }
    }

    /// A comma alone joins no pair, and nothing behind the "and" that closes a list: `With the support of A, B hosted …`,
    /// `In A and B, C hosted …`.
    fn cut_lists(&mut self) {
        let mut start = 0;
        while start < self.items.len() {
            let list = self.items[start].list;
            let end = (start..self.items.len())
                .find(|&i| self.items[i].list != list)
                .unwrap_or(self.items.len());
            let comma_only = |i: usize| {
                let from = self.items[i - 1].closing;
                from < self.items[i].opening
                    && (from..self.items[i].opening)
                        .all(|t| matches!(self.word(t), "," | "the" | ")" | "("))
            };
            let closed = (start + 1..end).rev().find(|&i| !comma_only(i));
            let cut = match closed {
                Some(last) => last + 1,
                None if end - start == 2 => start + 1,
                None => end,
            };
            for i in cut..end {
                self.items[i].list = cut;
            }
            if cut < end && cut > start {
                let first = cut;
                let (preposition, noun, _) = self.governor(self.items[first].first);
                self.items[first].preposition = preposition;
                self.items[first].noun = noun;
                start = cut;
            } else {
                start = end;
            }
        }
    }

    /// Whether only commas, "and", "as well as" and the like stand between two names.
    fn coordinated(&self, previous: &Item<'_>, item: &Item<'_>) -> bool {
        let from = previous.closing;
        if from > item.opening {
            return item.first >= previous.end && self.hyphenated(previous.end, item.first);
        }
        let mut joined = false;
        for i in from..item.opening {
            match self.word(i) {
                "," | "and" | "or" | "/" | "including" | "namely" | ";" => joined = true,
                "as" | "well" | "along" | "with" | "also" | "the" | ")" | "(" | "both" | "but"
                | "not" | "only" | "of" | "from" => {}
                _ => return false,
            }
        }
        joined || self.hyphenated(previous.end, item.first)
    }

    /// Whether two names are written as one: `UNODC-WCO`, `EU/UNODC`.
    pub(super) fn hyphenated(&self, end: usize, first: usize) -> bool {
        end == first
            && end > 0
            && self.text[self.tokens.spans[end - 1].end..self.tokens.spans[first].start]
                .contains(['-', '–', '‑', '‐'])
    }
}

/// Whether the previous name owns the one at `first`: nothing, or a possessive, stands between.
fn owns(text: &str, previous: &Item<'_>, first: usize, between: &[&str]) -> bool {
    let possessive = between == ["s"];
    let adjacent = between.is_empty() && previous.end == first;
    if !(possessive || adjacent) {
        return false;
    }
    let hyphen = text[previous.mention.span.end..].trim_start().starts_with(['-', '–']);
    possessive || !hyphen
}

fn is_actor_class(class: Class) -> bool {
    matches!(class, Class::Organisation | Class::Country | Class::Programme | Class::Donor)
}
