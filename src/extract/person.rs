//! Persons whose names are those of countries: `Chad Smith`, `Michael Jordan`, `Ms. Georgia Lee`.
//!
//! In: the names that stand. Out: the same, such words naming nothing. Never: a list of persons; a country is told from one
//! by the words beside it.

use crate::base::{Class, Via};
use crate::extract::names::{Link, Name, Reading};

/// Takes out the countries that are part of a person's name.
pub(super) fn persons(reading: Reading<'_>, names: &mut [Name]) {
    // Names of one sentence follow one another: it is looked at once.
    let mut headline = None;
    let mut in_headline = |token: usize| {
        let sentence = reading.sentence(token);
        let known = headline.filter(|(known, _)| *known == sentence);
        let (_, is_headline) =
            *headline.insert(known.unwrap_or_else(|| (sentence, reading.in_headline(token))));
        is_headline
    };
    for i in 0..names.len() {
        let name = &names[i];
        let is_country = matches!(&name.link, Link::Entity(e) if e.class == Class::Country);
        // Names stand in reading order, so only the next one can begin with the next word.
        let is_name = |token: usize| names.get(i + 1).is_some_and(|next| next.first == token);
        if is_country
            && name.via == Via::Name
            && name.end - name.first == 1
            && ((is_given_name(reading, name.first, is_name) && !in_headline(name.first))
                || is_family_name(reading, name.first))
        {
            names[i].link = Link::Nothing;
        }
    }
}

/// Whether a country that is a given name too has a family name behind it, if not in a headline, where every word has a
/// capital.
fn is_given_name(reading: Reading<'_>, token: usize, is_name: impl Fn(usize) -> bool) -> bool {
    let heads = &reading.lexicon.heads;
    let next = token + 1;
    heads.given_countries.contains(reading.word(token))
        && next < reading.tokens.len()
        && is_spaced(reading, next)
        && !is_name(next)
        && reading.sentence(token) == reading.sentence(next)
        && is_surname(reading, next)
}

/// Whether a family name stands at a token: `Roe`, `O'Neill`, `Harding Jr.`, `van der Berg`.
fn is_surname(reading: Reading<'_>, token: usize) -> bool {
    let heads = &reading.lexicon.heads;
    let word = |i: usize| reading.word(i);
    let capital = |i: usize| i < reading.tokens.len() && is_plain_capital(reading.written(i));
    if heads.name_particles.contains(word(token)) {
        let behind = (token + 1..token + 3).find(|&i| !heads.name_particles.contains(word(i)));
        return behind.is_some_and(capital);
    }
    if reading.written(token).chars().count() == 1 {
        let spans = &reading.tokens.spans;
        let gap = spans.get(token + 1).map(|next| spans[token].end..next.start);
        let apostrophe =
            gap.is_some_and(|gap| matches!(&reading.document.text[gap], "'" | "’" | "‘" | "ʼ"));
        return apostrophe && capital(token + 1);
    }
    capital(token)
        && (!heads.is_common_word(word(token)) || heads.name_suffixes.contains(word(token + 1)))
}

/// Whether a form of address or a given name stands before a country: `Mr Jordan`, `Michael Jordan`.
fn is_family_name(reading: Reading<'_>, token: usize) -> bool {
    let Some(mut before) = token.checked_sub(1) else { return false };
    if reading.word(before) == "." && before > 0 {
        before -= 1;
    }
    let heads = &reading.lexicon.heads;
    let word = reading.word(before);
    is_plain_capital(reading.written(before))
        && reading.sentence(before) == reading.sentence(token)
        && (heads.honorifics.contains(word)
            || (before + 1 == token
                && is_spaced(reading, token)
                && heads.given_names.contains(word)))
}

/// Whether only white space stands before a token.
fn is_spaced(reading: Reading<'_>, token: usize) -> bool {
    let spans = &reading.tokens.spans;
    let gap = &reading.document.text[spans[token - 1].end..spans[token].start];
    !gap.is_empty() && gap.chars().all(char::is_whitespace)
}

/// A capital and small letters behind it.
fn is_plain_capital(written: &str) -> bool {
    let mut letters = written.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}
