//! Countries that name no country where they stand: `WWF India`, `the Swedish company …`, `translated into Greek`, `Peru, Indiana`.
//!
//! In: the names that stand. Out: the same; such a country names nothing, or is a part of the name before it. Never: a list of
//! towns or languages; a country is told from them by the words beside it.

use std::ops::Range;

use crate::base::{Class, Entity, Origin, Via};
use crate::cut::fold_name;
use crate::dictionary::SmallWord;
use crate::extract::names::{Link, Name, Reading};

/// `Georgia's Fulton County`: so many tokens may stand between a state and the word that tells it.
const STATE_WORDS: usize = 3;

/// So many capitals behind a country may go on with the name of an event.
const EVENT: usize = 6;

/// In a list of more adjectives on either side the others are not looked at: each of thousands would look through them all.
const LONGEST_LIST: usize = 32;

/// Settles the countries that other words make something else of.
pub(super) fn aside(reading: Reading<'_>, names: &mut [Name]) {
    let free = free(reading, names);
    for i in 0..names.len() {
        let Some(country) = entity(&names[i]).filter(|e| e.class == Class::Country) else {
            continue;
        };
        let country = country.clone();
        if is_chapter(reading, names, i) {
            names[i - 1].end = names[i].end;
        } else {
            let is_no_country = if names[i].is_demonym() {
                is_origin(reading, names, i) || is_language(reading, names, i)
            } else {
                is_state(reading, &names[i], &country)
                    || is_partner(reading, &names[i], &free)
                    || is_inside(reading, &names[i], &free)
            };
            if !is_no_country {
                continue;
            }
        }
        names[i].link = Link::Nothing;
    }
}

/// For each token whether it stands in no name.
fn free(reading: Reading<'_>, names: &[Name]) -> Vec<bool> {
    let mut free = vec![true; reading.tokens.len()];
    for name in names {
        free[name.first..name.end].fill(false);
    }
    free
}

fn entity(name: &Name) -> Option<&Entity> {
    match &name.link {
        Link::Entity(entity) => Some(entity),
        _ => None,
    }
}

/// Whether only white space stands before a token.
fn is_spaced(reading: Reading<'_>, token: usize) -> bool {
    let spans = &reading.tokens.spans;
    let gap = &reading.document.text[spans[token - 1].end..spans[token].start];
    !gap.is_empty() && gap.chars().all(char::is_whitespace)
}

/// Whether a country behind a body says which of its chapters is meant: `WWF India`.
fn is_chapter(reading: Reading<'_>, names: &[Name], i: usize) -> bool {
    let name = &names[i];
    let Some(body) = i.checked_sub(1).and_then(|before| entity(&names[before])) else {
        return false;
    };
    let kind = |id| reading.lexicon.get(id).and_then(|known| known.entry.kind.as_deref());
    !name.is_demonym()
        && names[i - 1].end == name.first
        && body.class == Class::Organisation
        && body.origin == Origin::Listed
        && body.country.as_ref() != entity(name).map(|country| &country.id)
        && kind(&*body.id)
            .is_some_and(|kind| reading.lexicon.heads.chapters.contains(fold_name(kind).trim()))
        && is_spaced(reading, name.first)
        && reading.sentence(name.first) == reading.sentence(name.first - 1)
}

/// Whether an adjective only says where a body comes from: `the Swedish company Roe`, `French Caritas`.
fn is_origin(reading: Reading<'_>, names: &[Name], i: usize) -> bool {
    let end = names[i].end;
    if reading.lexicon.heads.governments.contains(reading.word(end)) {
        return false;
    }
    let noun = end < reading.tokens.len()
        && reading.lexicon.heads.organisation_nouns.contains(reading.word(end))
        && !reading.written(end).starts_with(char::is_uppercase)
        && reading.tokens.spans.get(end + 1).is_some()
        && reading.written(end + 1).starts_with(char::is_uppercase);
    let listed = names.get(i + 1).filter(|next| next.first == end).and_then(entity);
    noun || listed.is_some_and(|e| {
        e.class == Class::Organisation && e.origin == Origin::Listed && e.country.is_none()
    })
}

/// Whether an adjective is the name of a language: `into Greek and Latin`, `the German version`, `in Russian.`
fn is_language(reading: Reading<'_>, names: &[Name], i: usize) -> bool {
    let heads = &reading.lexicon.heads;
    if heads.language_nouns.contains(reading.word(names[i].end)) {
        return true;
    }
    let list = adjectives(reading, names, i);
    let Some(before) = list.start.checked_sub(1) else { return false };
    let word = reading.word(before);
    let ends = list.end >= reading.tokens.len()
        || reading.sentence(list.end) != reading.sentence(before)
        || !reading.word(list.end).starts_with(char::is_alphanumeric)
        || (reading.tokens.small(list.end) != SmallWord::default()
            && !reading.is(list.end, SmallWord::CONJUNCTION | SmallWord::DISJUNCTION));
    let of = reading.is(before, SmallWord::GENITIVE)
        && before > 0
        && heads.language_people.contains(reading.word(before - 1));
    of || ends
        && (heads.language_verbs.contains(word)
            || (reading.is(before, SmallWord::LOCATIVE)
                && !reading.word(list.end).starts_with(char::is_alphanumeric)))
}

/// The tokens of the list of countries' adjectives that holds name `i`: `Russian, French and Chinese`.
fn adjectives(reading: Reading<'_>, names: &[Name], i: usize) -> Range<usize> {
    let joins = |range: Range<usize>| {
        range.len() <= 2
            && range.clone().all(|at| {
                reading.word(at) == ","
                    || reading.is(at, SmallWord::CONJUNCTION | SmallWord::DISJUNCTION)
            })
            && !range.is_empty()
    };
    let adjective = |n: &Name| n.via == Via::Demonym;
    let (mut first, mut last) = (i, i);
    while first > 0
        && i - first < LONGEST_LIST
        && adjective(&names[first - 1])
        && names[first - 1].end <= names[first].first
        && joins(names[first - 1].end..names[first].first)
    {
        first -= 1;
    }
    while last + 1 < names.len()
        && last - i < LONGEST_LIST
        && adjective(&names[last + 1])
        && names[last].end <= names[last + 1].first
        && joins(names[last].end..names[last + 1].first)
    {
        last += 1;
    }
    names[first].first..names[last].end
}

/// Whether a country is a town or a state of a federation: `Peru, Indiana`, `Georgia's Fulton County`, `Georgia Governor Roe`.
fn is_state(reading: Reading<'_>, name: &Name, country: &Entity) -> bool {
    let heads = &reading.lexicon.heads;
    let n_tokens = reading.tokens.len();
    let state_at = |at: usize| {
        at < n_tokens
            && (heads.states.contains(reading.word(at))
                || (at + 1 < n_tokens && heads.states.contains(reading.folded(at, at + 2))))
    };
    if reading.word(name.end) == "," && state_at(name.end + 1) {
        return heads.states.contains(reading.word(name.end + 1))
            || reading.sentence(name.end + 1) == reading.sentence(name.first);
    }
    let is_one = heads.states.contains(reading.word(name.first)) && name.end - name.first == 1;
    let possessive = usize::from(reading.is(name.end, SmallWord::POSSESSIVE));
    let from = name.end + possessive;
    let tells = |at: usize| {
        at < n_tokens
            && reading.written(at).starts_with(char::is_uppercase)
            && heads.state_words.contains(reading.word(at))
    };
    let capitals = |at: usize| {
        (from..at).all(|k| k < n_tokens && reading.written(k).starts_with(char::is_uppercase))
    };
    is_one
        && country.class == Class::Country
        && (from..from + STATE_WORDS).any(|at| tells(at) && capitals(at))
}

/// Whether a country stands in the middle of the name of an event: `the Global India Business Forum`.
fn is_inside(reading: Reading<'_>, name: &Name, free: &[bool]) -> bool {
    let heads = &reading.lexicon.heads;
    let (first, end) = (name.first, name.end);
    let capital = |at: usize| {
        at < reading.tokens.len() && reading.written(at).starts_with(char::is_uppercase)
    };
    let run =
        (end..end + EVENT).take_while(|&at| capital(at) && is_spaced(reading, at) && free[at]);
    let event = run.last().is_some_and(|last| heads.others.contains(reading.word(last)));
    event
        && first > reading.stretches[reading.sentence(first)].tokens.start
        && is_spaced(reading, first)
        && capital(first - 1)
        && free[first - 1]
        && !heads.openers.contains(reading.word(first - 1))
        && !heads.titles.contains(reading.word(first - 1))
        && !reading.in_headline(first)
}

/// Whether a country is one of the two names of a firm: `Holland & Barrett`.
fn is_partner(reading: Reading<'_>, name: &Name, free: &[bool]) -> bool {
    let sign = |at: usize| at < reading.tokens.len() && reading.written(at) == "&";
    let plain = |at: usize| {
        at < reading.tokens.len() && reading.written(at).starts_with(char::is_uppercase) && free[at]
    };
    name.end - name.first == 1
        && ((sign(name.end) && plain(name.end + 1))
            || (name.first > 1 && sign(name.first - 1) && plain(name.first - 2)))
}
