//! What a noun stands for: "the project", "this training", "the Units", "CCP activities".
//!
//! In: a clause and what the story is about. Out: names, or the story's activity. Never: a verb or a relation.

use crate::base::{Class, Predicate};
use crate::cut::fold_name;
use crate::dictionary::WordKind;
use crate::link::arguments::{Found, Scene};
use crate::link::clause::Role;
use crate::link::topic::holds;

impl Scene<'_> {
    /// The nearest programme or activity before token `at`.
    pub(super) fn before(&self, at: usize) -> Vec<Found> {
        let start = self.clause.range.start;
        let mut i = at;
        while i > start {
            i -= 1;
            if self.clause.in_name(i) {
                let Some(k) = self.clause.items.iter().rposition(|item| item.first <= i) else {
                    break;
                };
                let item = &self.clause.items[k];
                i = item.first;
                let thing = matches!(item.mention.entity.class, Class::Programme | Class::Donor);
                let touches = item.closing + 1 >= at && item.preposition.is_none();
                let ends_here = item.closing == at && thing;
                let free = item.role == Role::Actor && (ends_here || !self.taken.contains(&k));
                if free && (thing || touches) {
                    return vec![Found::Item(k)];
                }
            } else if matches!(self.clause.word(i), ";" | ":" | ".") {
                break;
            } else if self.predicate == Predicate::Funds
                && let Some(owner) = self.owner_of_work(i)
            {
                return self.list_of(owner);
            } else if let Some(found) = self.noun(i) {
                return vec![found];
            }
        }
        Vec::new()
    }

    /// Whose the work at token `i` is: `CCP activities`, `the UNODC ongoing and upcoming activities`.
    fn owner_of_work(&self, i: usize) -> Option<usize> {
        let work = matches!(self.clause.word(i), "work" | "activities" | "efforts" | "operations");
        let mut at = i;
        while at > self.clause.range.start
            && (self.clause.kind(at - 1).is(WordKind::MODIFIER)
                || self.clause.word(at - 1) == "and")
            && !self.clause.in_name(at - 1)
            && !matches!(self.clause.word(at - 1), "the" | "a" | "these" | "this")
        {
            at -= 1;
        }
        let owner = self.clause.items.iter().rposition(|item| item.closing == at)?;
        let item = &self.clause.items[owner];
        let body = matches!(item.mention.entity.class, Class::Programme | Class::Organisation);
        (work && body && item.role == Role::Actor).then_some(owner)
    }

    /// What the first noun of a stretch that points to something named or told stands for: "the project", "this training".
    pub(super) fn generic(&self, range: std::ops::Range<usize>) -> Vec<Found> {
        for i in range {
            let kind = self.clause.kind(i);
            if kind.is(WordKind::PREPOSITION | WordKind::NAME) {
                break;
            }
            if let Some(found) = self.noun(i) {
                return vec![found];
            }
        }
        Vec::new()
    }

    /// What a noun at token `i` stands for. One that is listed as two things is what the text has named before.
    pub(super) fn noun(&self, i: usize) -> Option<Found> {
        let clause = self.clause;
        let kind = clause.kind(i);
        if !clause.range.contains(&i)
            || kind.is(WordKind::NAME)
            || clause.kind(i + 1).is(WordKind::ACTIVITY | WordKind::PROGRAMME | WordKind::AGENT)
        {
            return None; // `project activities`, `project team`
        }
        let is_activity = kind.is(WordKind::ACTIVITY | WordKind::EFFORT);
        if kind.is(WordKind::PROGRAMME)
            && let Some(found) = self.programme_noun(i, is_activity || kind.is(WordKind::BODY))
        {
            return Some(found);
        }
        if kind.is(WordKind::EFFORT)
            && matches!(clause.word(i + 1), "on" | "of" | "for" | "under" | "within")
        {
            // `the work on the Roadmap` is the Roadmap.
            let next = i + 2 + usize::from(clause.word(i + 2) == "the");
            let named = clause.items.iter().position(|item| item.first == next);
            if let Some(k) = named.filter(|&k| self.is_programme(k)) {
                return Some(Found::Item(k));
            }
            if clause.kind(next).is(WordKind::PROGRAMME) {
                return self.noun(next);
            }
        }
        if kind.is(WordKind::BODY)
            && let Some(found) = self.body_noun(i, is_activity)
        {
            return Some(found);
        }
        is_activity.then_some(Found::Story)
    }

    /// The programme that a noun such as "project" stands for, or else the story. One that may be another thing as well, such
    /// as "campaign", is a programme only where one with that word has been named.
    fn programme_noun(&self, i: usize, is_other: bool) -> Option<Found> {
        let clause = self.clause;
        // `the Halting Arms (HALT) project`
        let named = clause.items.iter().position(|item| item.closing == i);
        if let Some(k) = named.filter(|&k| self.is_programme(k)) {
            return Some(Found::Item(k));
        }
        let determiner = self.determiner(i);
        if matches!(determiner, "a" | "an") {
            return Some(Found::Story);
        }
        let offset = clause.tokens.spans[i].start;
        let called =
            self.topic.programme_called(clause.word(i), clause.text, offset, determiner == "this");
        if is_other {
            return called.map(Found::Named);
        }
        let named = called.or_else(|| self.topic.only_programme());
        Some(named.map_or(Found::Story, Found::Named))
    }

    /// The body that a noun such as "Office" stands for. A word before one that may be an activity as well tells it from the
    /// body: `the assessment mission`.
    fn body_noun(&self, i: usize, is_activity: bool) -> Option<Found> {
        let clause = self.clause;
        let determiner =
            if is_activity { clause.word(i.wrapping_sub(1)) } else { self.determiner(i) };
        let points = matches!(determiner, "the" | "this");
        let offset = clause.tokens.spans[i].start;
        let body = || self.topic.body_called(clause.word(i), clause.text, offset);
        points.then(body).flatten().map(Found::Named)
    }

    /// The nearest article or the like, a few words before a noun.
    fn determiner(&self, i: usize) -> &str {
        (i.saturating_sub(4).max(self.clause.range.start)..i)
            .rev()
            .map(|k| self.clause.word(k))
            .find(|w| matches!(*w, "the" | "this" | "these" | "its" | "a" | "an" | "said"))
            .unwrap_or_default()
    }

    fn is_programme(&self, k: usize) -> bool {
        self.clause.items[k].mention.entity.class == Class::Programme
    }

    /// The bodies of the sentence that a plural at token `i` stands for: `equipment to the Units`.
    pub(super) fn bodies(&self, i: usize) -> Vec<Found> {
        let Some(noun) = self.clause.word(i).strip_suffix('s').filter(|noun| noun.len() > 3) else {
            return Vec::new();
        };
        let called = |k: &usize| {
            let item = &self.clause.items[*k];
            let body = item.mention.entity.class == Class::Organisation;
            item.end <= i
                && item.role == Role::Actor
                && body
                && holds(&fold_name(&item.mention.entity.label), noun)
        };
        let mut bodies: Vec<usize> = (0..self.clause.items.len()).filter(called).collect();
        bodies.dedup_by_key(|k| &self.clause.items[*k].mention.entity.id);
        if bodies.len() < 2 { Vec::new() } else { bodies.into_iter().map(Found::Item).collect() }
    }
}
