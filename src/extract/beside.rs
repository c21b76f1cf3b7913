//! What stands beside a name: its country, a capital, the next name of the same list.
//!
//! In: the names of a text. Out: answers about the words around one of them. Never: a change to a name, or a guess from
//! afar.

use rustc_hash::FxHashMap;

use crate::base::{Class, EntityId};
use crate::dictionary::SmallWord;
use crate::extract::names::{Link, Name, Reading};

/// The name of a capital has at most so many words: `Port of Spain`.
pub(super) const LONGEST_CAPITAL: usize = 3;

/// The names of a text and where each of them stands.
pub(super) struct Surroundings<'a, 'n> {
    pub reading: Reading<'a>,
    pub names: &'n mut [Name],
    /// The country that each name names.
    pub countries: Vec<Option<EntityId>>,
    starts: FxHashMap<usize, usize>,
    ends: FxHashMap<usize, usize>,
}

impl<'a, 'n> Surroundings<'a, 'n> {
    pub(super) fn new(reading: Reading<'a>, names: &'n mut [Name]) -> Self {
        Self {
            reading,
            countries: names.iter().map(country_named).collect(),
            starts: names.iter().enumerate().map(|(i, n)| (n.first, i)).collect(),
            ends: names.iter().enumerate().map(|(i, n)| (n.end, i)).collect(),
            names,
        }
    }

    /// The number of the name that starts with a token.
    pub(super) fn starting_at(&self, token: usize) -> Option<usize> {
        self.starts.get(&token).copied()
    }

    fn country_starting_at(&self, token: usize) -> Option<(EntityId, usize)> {
        let n = self.starting_at(token)?;
        Some((self.countries[n].clone()?, self.names[n].end))
    }

    fn country_ending_at(&self, token: usize) -> Option<EntityId> {
        self.ends.get(&token).and_then(|&n| self.countries[n].clone())
    }

    /// The country beside a name: before it as adjective or possessive, after it behind a preposition or in brackets.
    pub(super) fn country(&self, i: usize) -> Option<EntityId> {
        let name = &self.names[i];
        let before = self.country_ending_at(name.first).or_else(|| {
            let possessive =
                name.first > 0 && self.reading.is(name.first - 1, SmallWord::POSSESSIVE);
            possessive.then(|| self.country_ending_at(name.first - 1)).flatten()
        });
        before.or_else(|| self.country_after(name.end).map(|(country, _)| country))
    }

    /// `of the Republic of Serbia`, `in Serbia`, `(Serbia)`, with an abbreviation in brackets before it passed over; and one
    /// past the last token of the country.
    pub(super) fn country_after(&self, end: usize) -> Option<(EntityId, usize)> {
        let reading = self.reading;
        if reading.word(end) == "("
            && let Some(found) = self.country_starting_at(end + 1)
        {
            return Some(found);
        }
        let joint = self.after_bracket(end);
        if !reading.is(joint, SmallWord::BEFORE_COUNTRY) {
            return None;
        }
        let past = |at: usize, is_small: bool| {
            if is_small && self.country_starting_at(at).is_none() { at + 1 } else { at }
        };
        let mut at = joint + 1;
        at = past(at, reading.is(at, SmallWord::DEFINITE));
        at = past(at, reading.lexicon.heads.state_forms.contains(reading.word(at)));
        at = past(at, reading.is(at, SmallWord::GENITIVE));
        self.country_starting_at(at)
    }

    /// The country whose capital stands behind token `end`, as in `EU Delegation in Tirana`, and one past the capital.
    pub(super) fn capital_after(&self, end: usize) -> Option<(EntityId, usize)> {
        let reading = self.reading;
        let first = end + 1;
        let longest = (first + LONGEST_CAPITAL).min(reading.tokens.len());
        if !reading.is(end, SmallWord::LOCATIVE) || first >= longest {
            return None;
        }
        (first + 1..=longest).rev().find_map(|last| {
            let place = format!(" {} ", reading.folded(first, last));
            let country = reading.lexicon.capitals.get(&place)?;
            Some((country.clone(), last))
        })
    }

    /// The token after a short bracket at `at`, or `at` itself.
    fn after_bracket(&self, at: usize) -> usize {
        if self.reading.word(at) != "(" {
            return at;
        }
        self.reading.closing(at).map_or(at, |close| close + 1)
    }

    /// The first token of a country's adjective or name that stands right before a name.
    pub(super) fn adjective_before(&self, i: usize) -> Option<usize> {
        let n = *self.ends.get(&self.names[i].first)?;
        let glued = self.reading.sentence(self.names[n].first)
            == self.reading.sentence(self.names[i].first);
        (glued && self.countries[n].is_some()).then(|| self.names[n].first)
    }

    /// Whose embassy it is and where: `Embassy of France in Austria`, `Norwegian Embassy in Serbia`.
    pub(super) fn owner_and_host(&self, i: usize) -> (Option<EntityId>, Option<EntityId>) {
        let name = &self.names[i];
        let end = self.after_bracket(name.end);
        let before = self.country_ending_at(name.first);
        let (owner, after) = match before {
            Some(owner) => (Some(owner), end),
            None if self.reading.is(end, SmallWord::GENITIVE) => {
                match self.country_after(name.end) {
                    Some((owner, after)) => (Some(owner), after),
                    None => (None, end),
                }
            }
            None => (None, end),
        };
        let leads_to_host = self.reading.is(after, SmallWord::BEFORE_HOST);
        let host = || self.country_after(after).or_else(|| self.capital_after(after));
        (owner, leads_to_host.then(host).flatten().map(|(host, _)| host))
    }

    /// The next name, if only list words stand between and both name bodies.
    pub(super) fn next_in_list(&self, i: usize) -> Option<usize> {
        if i + 1 >= self.names.len() || !is_body(&self.names[i]) {
            return None;
        }
        let target = self.body_from(i + 1)?;
        let first = self.names[i + 1].first;
        let mut joined = false;
        for at in self.after_bracket(self.names[i].end)..first {
            let is_comma = self.reading.word(at) == ",";
            let listed = self.reading.lexicon.heads.list_words.contains(self.reading.word(at));
            if !is_comma && !listed {
                return None;
            }
            joined |=
                is_comma || self.reading.is(at, SmallWord::CONJUNCTION | SmallWord::DISJUNCTION);
        }
        joined.then_some(target)
    }

    /// The body that name `i` is, or the one right behind it if `i` is a country's adjective: `the Serbian Border Police`.
    fn body_from(&self, i: usize) -> Option<usize> {
        if is_body(&self.names[i]) {
            return Some(i);
        }
        let next = self.names.get(i + 1)?;
        let adjective =
            self.countries[i].is_some() && is_body(next) && next.first == self.names[i].end;
        adjective.then_some(i + 1)
    }
}

/// The country that a name gives: a country or its adjective.
fn country_named(name: &Name) -> Option<EntityId> {
    match &name.link {
        Link::Entity(entity) if entity.class == Class::Country => Some(entity.id.clone()),
        _ => None,
    }
}

/// Whether a name is that of a body, as far as is known.
pub(super) fn is_body(name: &Name) -> bool {
    match &name.link {
        Link::Template(_) | Link::Unplaced(_) => true,
        Link::Entity(entity) => entity.class == Class::Organisation,
        Link::Ambiguous(_) | Link::Nothing => false,
    }
}
