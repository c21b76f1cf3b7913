//! The capitals of a text: which of them a name holds already, and which are free to make one.
//!
//! In: tokens and the names that stand. Out: answers about one token or a run of them. Never: a phrase.

use std::ops::Range;

use crate::base::{Class, Entity, Via};
use crate::dictionary::{Group, Heads, SmallWord};
use crate::extract::names::{Link, Name, Reading};

/// The ending of a firm of so many letters counts only in capitals, at the end of a name.
pub(super) const BRIEF: usize = 2;

/// The text, the names that stand, and what is known of capitals.
pub(super) struct Capitals<'a> {
    pub reading: Reading<'a>,
    pub heads: &'a Heads,
    pub names: &'a [Name],
    /// Whether each token is written with a capital.
    are_capital: Vec<bool>,
    /// For each token the number of the name that covers it, plus one.
    covers: Vec<u32>,
    /// The numbers of the names that may be part of a longer one; they cover nothing.
    pub soft: Vec<usize>,
}

impl<'a> Capitals<'a> {
    pub(super) fn new(reading: Reading<'a>, names: &'a [Name]) -> Self {
        let covers = vec![0; reading.tokens.len()];
        let heads = &reading.lexicon.heads;
        let is_capital = |i| reading.written(i).starts_with(char::is_uppercase);
        let are_capital = (0..reading.tokens.len()).map(is_capital).collect();
        let mut capitals = Self { reading, heads, names, are_capital, covers, soft: Vec::new() };
        for (number, name) in (1..).zip(names) {
            capitals.cover(number, name);
        }
        capitals.soft = (0..names.len()).filter(|&i| capitals.is_soft(&names[i])).collect();
        for (number, name) in capitals.soft.iter().map(|&i| (i as u32 + 1, &names[i])) {
            let tokens = &mut capitals.covers[name.first..name.end];
            tokens.iter_mut().filter(|cover| **cover == number).for_each(|cover| *cover = 0);
        }
        capitals
    }

    fn cover(&mut self, number: u32, name: &Name) {
        for cover in self.covers.iter_mut().take(name.end).skip(name.first) {
            if *cover == 0 {
                *cover = number;
            }
        }
    }

    /// Whether a national body may be a part of a longer name that nobody listed: `Primary Health Care Development Agency`,
    /// `Department of Water Supply Management`, or one for which the text gives no country.
    fn is_soft(&self, name: &Name) -> bool {
        if matches!(name.link, Link::Unplaced(_)) || name.via != Via::Template {
            return matches!(name.link, Link::Unplaced(_));
        }
        let (first, end) = (name.first, name.end);
        let free = |token: usize| {
            self.is_capital(token)
                && self.covers.get(token).is_none_or(|cover| *cover == 0)
                && !self.heads.titles.contains(self.word(token))
                && !self.heads.openers.contains(self.word(token))
        };
        let start = self.reading.stretches[self.reading.sentence(first)].tokens.start;
        let before = first > start
            && self.is_joined(first)
            && free(first - 1)
            && !self.closes(first - 1, start);
        let behind = (self.is_joined(end) && free(end))
            || (self.is(end, SmallWord::BEHIND_BODY) && free(end + 1));
        before || behind
    }

    /// The name that may be part of a longer one and ends before token `end`.
    pub(super) fn soft_ending(&self, end: usize) -> Option<&'a Name> {
        let n_before = self.soft.partition_point(|&i| self.names[i].first < end);
        let last = &self.names[*self.soft[..n_before].last()?];
        (last.end == end).then_some(last)
    }

    /// The name that covers a token, if it is one.
    #[inline]
    pub(super) fn name_at(&self, token: usize) -> Option<&'a Name> {
        let number = *self.covers.get(token)? as usize;
        let name = &self.names[number.checked_sub(1)?];
        (!matches!(name.link, Link::Nothing)).then_some(name)
    }

    pub(super) fn entity_at(&self, token: usize) -> Option<&'a Entity> {
        match &self.name_at(token)?.link {
            Link::Entity(entity) => Some(entity),
            _ => None,
        }
    }

    pub(super) fn country_at(&self, token: usize) -> Option<&'a Entity> {
        self.entity_at(token).filter(|e| e.class == Class::Country)
    }

    /// The name that covers a token, if it is one of a body.
    pub(super) fn body_at(&self, token: usize) -> Option<&'a Name> {
        let name = self.name_at(token)?;
        let body = match &name.link {
            Link::Entity(entity) => entity.class == Class::Organisation,
            Link::Unplaced(_) => true,
            _ => false,
        };
        body.then_some(name)
    }

    /// Whether a token belongs to a name that can stand inside a longer one: a country, its adjective, a region.
    pub(super) fn is_place(&self, token: usize) -> bool {
        self.entity_at(token).is_some_and(|e| matches!(e.class, Class::Country | Class::Region))
    }

    /// Whether a token belongs to a name that no proposed name may take in.
    #[inline]
    pub(super) fn is_taken(&self, token: usize) -> bool {
        self.name_at(token).is_some() && !self.is_place(token)
    }

    /// Whether a token can be part of a name that ends at `end`: it belongs to none, or to a place inside it.
    pub(super) fn is_free(&self, token: usize, end: usize) -> bool {
        self.name_at(token).is_none_or(|name| self.is_place(token) && name.end <= end)
    }

    #[inline]
    pub(super) fn word(&self, i: usize) -> &'a str {
        self.reading.word(i)
    }

    /// Whether a token is one of these small words.
    #[inline]
    pub(super) fn is(&self, i: usize, small: SmallWord) -> bool {
        self.reading.is(i, small)
    }

    #[inline]
    pub(super) fn is_capital(&self, i: usize) -> bool {
        self.are_capital.get(i).is_some_and(|&is_capital| is_capital)
    }

    /// Whether a token can be the last of a name: one with a capital, or without letters.
    pub(super) fn ends_like_name(&self, i: usize) -> bool {
        !self.reading.written(i).starts_with(char::is_lowercase)
    }

    /// Whether only white space, a hyphen or an apostrophe stands between a token and the one before it.
    pub(super) fn is_joined(&self, i: usize) -> bool {
        let spans = &self.reading.tokens.spans;
        if i == 0 || i >= spans.len() {
            return false;
        }
        let gap = &self.reading.document.text[spans[i - 1].end..spans[i].start];
        gap == " "
            || gap.chars().all(|c| c.is_whitespace() || matches!(c, '\'' | '’' | '\u{ad}'))
            || (gap.chars().count() == 1 && gap != "—")
    }

    /// The head word that ends with token `i`, and its group.
    pub(super) fn head_ending(&self, from: usize, i: usize) -> Option<(Range<usize>, &'a Group)> {
        let capital = |at: usize| {
            self.is_capital(at) || self.is(at, SmallWord::POSSESSIVE) || self.is_small_ending(at)
        };
        let word = |k: usize| match i.checked_sub(k) {
            Some(at) if at >= from && (capital(at) || k > 0) => self.word(at),
            _ => "",
        };
        let (length, group) = self.heads.ending(word)?;
        let is_last = !(self.is_joined(i + 1) && self.is_capital(i + 1));
        let written = self.reading.written(i);
        // `AG`, `SA`: so few letters are as often something else.
        let is_brief = group.company && length == 1 && written.len() <= BRIEF;
        if is_brief && !(is_last && written.chars().all(char::is_uppercase)) {
            return None;
        }
        (is_last || !group.last).then_some((i + 1 - length..i + 1, group))
    }

    /// Whether a token is the ending of a firm in small letters behind its name: `Lakeland Energy plc`.
    pub(super) fn is_small_ending(&self, i: usize) -> bool {
        // The cheapest question first: every word is asked.
        i > 0
            && i < self.reading.tokens.len()
            && self.is_capital(i - 1)
            && self.heads.endings.is_small(self.word(i))
            && self.reading.written(i).starts_with(char::is_lowercase)
            && self.is_joined(i)
    }

    /// Whether tokens `first..end` end in a head word.
    pub(super) fn ends_in_head(&self, first: usize, end: usize) -> bool {
        self.head_ending(first, end - 1).is_some()
    }

    /// One past the last of the capitals that follow one another from `i` on, none of them taken by another name.
    pub(super) fn run_end(&self, i: usize, limit: usize) -> usize {
        let mut at = i;
        while at < limit
            && (at == i || self.is_joined(at))
            && self.is_capital(at)
            && !self.is_taken(at)
        {
            at += 1;
        }
        at
    }
}
