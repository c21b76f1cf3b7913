//! A sentence as names and the words that govern them.
//!
//! In: the mentions and tokens of one sentence. Out: items: each name with its preposition, the noun before that, and the
//! coordinated list it belongs to. Never: a relation.

use std::cell::OnceCell;
use std::ops::Range;

use crate::base::{Class, Extraction, Mention, Origin, PartialDate};
use crate::dictionary::{KnownTokens, WordKind};
use crate::link::group::Group;

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
    /// Whether the noun stands for those who act: `representatives of`, `the Government of`.
    pub agentive: bool,
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
    /// It describes the word after it: `EU-funded`, `UTC trainers`.
    Attribute,
    /// It says to which country the name before it belongs, or where something is.
    Place,
    /// The body that the name before it is of: `USAID` in `the Bureau for Humanitarian Assistance of USAID`.
    Parent,
}

/// One sentence being read.
pub(super) struct Clause<'a> {
    pub text: &'a str,
    pub tokens: &'a KnownTokens,
    /// The tokens of the sentence.
    pub range: Range<usize>,
    /// Its names in order.
    pub items: Vec<Item<'a>>,
    /// Its verb groups in order.
    pub groups: Vec<Group>,
    /// The tokens at which dates begin, and the dates, once they have been asked for.
    pub dates: OnceCell<Vec<(usize, (PartialDate, PartialDate))>>,
    /// What each of its words can be.
    kinds: Vec<WordKind>,
}

impl<'a> Clause<'a> {
    /// The names of sentence `index`; its verbs and lists are found in it. `None` where nothing is named or pointed to.
    pub(super) fn new(
        text: &'a str,
        tokens: &'a KnownTokens,
        extraction: &'a Extraction,
        index: usize,
    ) -> Option<Self> {
        let mut mentions = extraction
            .mentions_in(index)
            .iter()
            .filter(|m| !m.nested && is_actor_class(m.entity.class))
            .peekable();
        let span = extraction.sentences[index].span;
        let range = tokens.at(span.start)..tokens.at(span.end);
        if mentions.peek().is_none() && !points_to_body(tokens, range.clone()) {
            return None;
        }
        let kinds = range.clone().map(|i| tokens.kind(i)).collect();
        let (items, groups) = (Vec::new(), Vec::new());
        let dates = OnceCell::new();
        let mut clause = Self { text, tokens, range, items, groups, dates, kinds };
        let mut end = span.start;
        for mention in mentions {
            // Of two that overlap the first counts: a clause reads from name to name.
            if mention.span.start >= end {
                end = mention.span.end;
                clause.push(mention);
            }
        }
        Some(clause)
    }

    /// A folded token of the sentence; empty outside it.
    pub(super) fn word(&self, i: usize) -> &'a str {
        if self.range.contains(&i) { self.tokens.word(i) } else { "" }
    }

    /// The item that begins at a token.
    pub(super) fn item_at(&self, token: usize) -> Option<usize> {
        self.items.binary_search_by_key(&token, |item| item.first).ok()
    }

    /// What a token can be; nothing outside the sentence.
    pub(super) fn kind(&self, i: usize) -> WordKind {
        if self.range.contains(&i) { self.kinds[i - self.range.start] } else { WordKind::default() }
    }

    /// Whether a token lies inside a name.
    pub(super) fn in_name(&self, token: usize) -> bool {
        self.kind(token).is(WordKind::NAME)
    }

    /// Whether a token belongs to a verb.
    pub(super) fn in_group(&self, i: usize) -> bool {
        self.groups.iter().any(|g| g.first <= i && i < g.end)
    }

    /// Whether a token is written with a capital.
    pub(super) fn is_capital(&self, i: usize) -> bool {
        self.range.contains(&i)
            && self.text[self.tokens.spans[i].range()].starts_with(char::is_uppercase)
    }

    /// Whether a hyphen joins a token to the one before: `funded` in `EU-funded`.
    pub(super) fn hyphened(&self, i: usize) -> bool {
        i > self.range.start
            && self.range.contains(&i)
            && self.hyphenated(i, i)
            && self.tokens.spans[i].start - self.tokens.spans[i - 1].end <= '‐'.len_utf8()
    }

    /// Whether two names are written as one: `UNODC-WCO`, `EU/UNODC`.
    pub(super) fn hyphenated(&self, end: usize, first: usize) -> bool {
        end == first
            && end > 0
            && self.text[self.tokens.spans[end - 1].end..self.tokens.spans[first].start]
                .contains(['-', '–', '‑', '‐'])
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
        for i in first..end.min(self.range.end) {
            self.kinds[i - self.range.start] = WordKind::NAME;
        }
        if self.is_other_name(mention, first, end) {
            return;
        }
        let (preposition, noun, opening) = self.governor(first);
        let mut item = Item {
            first,
            end,
            mention,
            preposition,
            noun,
            agentive: preposition.is_some() && self.is_agentive(noun, opening),
            opening,
            closing: self.behind(mention, end),
            list: 0,
            role: Role::Actor,
        };
        if let Some(mut previous) = self.items.pop() {
            self.relate(&mut previous, &mut item);
            self.items.push(previous);
        }
        if item.role == Role::Actor {
            item.role = self.role(&item);
        }
        self.items.push(item);
    }

    /// Whether a mention is the other name of the item before it, in brackets: `Container Control Programme (CCP)`.
    fn is_other_name(&mut self, mention: &Mention, first: usize, end: usize) -> bool {
        let tokens = self.tokens;
        let Some(previous) = self.items.last_mut() else { return false };
        let bracketed = previous.end + 1 == first
            && tokens.word(previous.end) == "("
            && tokens.len() > end
            && tokens.word(end) == ")";
        if previous.mention.entity.id != mention.entity.id || !(bracketed || end < previous.closing)
        {
            return false;
        }
        previous.closing = previous.closing.max(end + 1);
        true
    }

    /// What a name is to the one before it: the country it is of, the body it is of, what it owns.
    fn relate(&self, previous: &mut Item<'a>, item: &mut Item<'a>) {
        let between: Vec<&str> =
            (previous.closing..item.first).map(|i| self.tokens.word(i)).collect();
        let (before, here) = (previous.mention.entity.class, item.mention.entity.class);
        let placed = !between.is_empty()
            && between
                .iter()
                .all(|w| matches!(*w, "of" | "in" | "from" | "at" | "the" | "republic"));
        let bracketed =
            between == ["("] && self.tokens.len() > item.end && self.tokens.word(item.end) == ")";
        // `UNDP Bosnia and Herzegovina` is the office there.
        let office = between.is_empty()
            && self.text[previous.mention.span.end..item.mention.span.start].trim().is_empty();
        let of = item.preposition == Some("of") && item.noun.is_none();
        if here == Class::Country && before != Class::Country && (placed || bracketed || office) {
            item.role = Role::Place;
            item.closing += usize::from(bracketed);
            previous.closing = item.closing;
        } else if of && item.opening == previous.closing && is_body(before) && is_body(here) {
            item.role = Role::Parent;
            previous.closing = item.closing;
        } else if owns(self.text, previous, item, &between) {
            previous.role = Role::Owner;
            item.preposition = previous.preposition;
            item.noun = previous.noun;
            item.agentive = previous.agentive;
            item.opening = previous.opening;
        }
    }

    /// What a name does that the one before it does not determine.
    fn role(&self, item: &Item<'_>) -> Role {
        let class = item.mention.entity.class;
        let trainers = class == Class::Programme && self.kind(item.end).is(WordKind::AGENT);
        let adjective = self.hyphened(item.end) && !self.is_capital(item.end);
        // `the Section for Cooperation with the EU`: inside a name that nobody listed.
        let in_title = item.noun.is_some()
            && !item.agentive
            && matches!(item.preposition, Some("with" | "on" | "against" | "towards"))
            && self.is_capital(item.opening)
            && item.opening > self.range.start;
        // `experts from 15 countries in the European Union`
        let among =
            item.preposition == Some("in") && matches!(item.noun, Some("countries" | "states"));
        if trainers || adjective || in_title {
            Role::Attribute
        } else if among || class == Class::Country && !self.acts(item) {
            Role::Place
        } else {
            Role::Actor
        }
    }

    /// The preposition that governs a name, the noun before it, and where the phrase begins.
    pub(super) fn governor(&self, first: usize) -> (Option<&'a str>, Option<&'a str>, usize) {
        let mut at = first;
        let mut skipped = 0;
        while at > self.range.start && skipped < 4 && self.is_modifier(at - 1) {
            at -= 1;
            skipped += 1;
        }
        let preposition = self.word(at.wrapping_sub(1));
        if !self.kind(at.wrapping_sub(1)).is(WordKind::PREPOSITION) || self.in_name(at - 1) {
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

    /// Whether the noun at `opening` stands for people or bodies that act, or belongs to the title of one: `the Assistant
    /// Minister of Trade of Albania`.
    pub(super) fn is_agentive(&self, noun: Option<&str>, opening: usize) -> bool {
        let acts = |i: usize| self.kind(i).is(WordKind::AGENT | WordKind::AUTHORITY);
        let mut at = opening;
        while noun.is_some() && at + 10 > opening && at >= self.range.start && !self.in_name(at) {
            let joins = matches!(self.word(at), "of" | "and" | "for" | "the" | "on");
            if acts(at) && (at == opening || self.is_capital(at)) {
                return true;
            }
            if at == self.range.start || !(self.is_capital(at) || joins) {
                return false;
            }
            at -= 1;
        }
        false
    }

    fn is_modifier(&self, i: usize) -> bool {
        !self.in_name(i) && self.kind(i).is(WordKind::MODIFIER)
    }

    /// The token behind a short bracket, a place and the like that belong to a name.
    fn behind(&self, mention: &Mention, end: usize) -> usize {
        let mut at = end;
        // `Regional Programme 2020-2023`
        while self.word(at).len() == 4 && self.word(at).bytes().all(|b| b.is_ascii_digit()) {
            at += 1;
        }
        // `UNDP office in`, `CSCWB project`, `UNODC experts`
        let noun = if mention.entity.class == Class::Programme {
            WordKind::PROGRAMME
        } else {
            WordKind::BODY | WordKind::AGENT
        };
        if self.kind(at).is(noun) && !self.kind(at).is(WordKind::NAME | WordKind::PREPOSITION) {
            at += 1;
        }
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
        match item.preposition {
            None | Some("by" | "with" | "between" | "and") => true,
            // `the missions to Serbia`
            Some("to") => !self.kind(item.opening).is(WordKind::ACTIVITY),
            Some("of" | "from" | "for") => true,
            _ => item.agentive,
        }
    }
}

/// Whether a stretch points to bodies that were named before: `The Mission supported the Ministry`.
fn points_to_body(tokens: &KnownTokens, range: Range<usize>) -> bool {
    let body = |i: &usize| tokens.kind(*i).is(WordKind::BODY);
    range.skip(1).filter(body).any(|i| matches!(tokens.word(i - 1), "the" | "this"))
}

/// Whether the previous name owns the one at `first`: nothing, or a possessive, stands between.
fn owns(text: &str, previous: &Item<'_>, item: &Item<'_>, between: &[&str]) -> bool {
    let possessive = between == ["s"];
    let (owner, unit) = (&previous.mention.entity, &item.mention.entity);
    // Of listed bodies in a row the one before says nothing: `UNICEF WFP UNHCR`.
    let in_a_row = (owner.class, unit.class) == (Class::Organisation, Class::Organisation)
        && unit.origin == Origin::Listed
        && unit.parent.as_ref() != Some(&owner.id);
    let adjacent = between.is_empty() && previous.end == item.first && !in_a_row;
    if !(possessive || adjacent) {
        return false;
    }
    let behind = &text[previous.mention.span.end..];
    // `UNDPUNODC` are two names whose comma was lost.
    let apart = behind.starts_with(char::is_whitespace);
    possessive || apart && !behind.trim_start().starts_with(['-', '–'])
}

fn is_body(class: Class) -> bool {
    matches!(class, Class::Organisation | Class::Programme)
}

fn is_actor_class(class: Class) -> bool {
    matches!(class, Class::Organisation | Class::Country | Class::Programme | Class::Donor)
}
