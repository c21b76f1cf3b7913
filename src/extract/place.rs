//! Places that units are named after, and the places of datelines.
//!
//! In: tokens around a name, or the dateline. Out: a place as written. Never: a gazetteer of the world: a place is known
//! by its capital letter and by the words around it.

use crate::base::{Dateline, Span};
use crate::extract::names::Reading;

/// At most so many tokens stand between a unit and its place.
const WINDOW: usize = 9;

/// The name of a place has at most so many words.
const LONGEST: usize = 3;

/// The place after a unit's name: `PCU Bijača`, `PCU at Durres Port`, `ACCU at the Sarajevo International Airport`.
#[must_use]
pub(super) fn beside(reading: Reading<'_>, end: usize) -> Option<String> {
    let mut at = end;
    if reading.word(at) == "(" {
        at = reading.closing(at)? + 1;
    }
    let is_around = |token: usize| reading.lexicon.heads.place_words.contains(reading.word(token));
    let limit = (at + WINDOW).min(reading.tokens.len());
    let sentence = reading.sentence(end.saturating_sub(1));
    while at < limit && reading.sentence(at) == sentence {
        let around = is_around(at);
        if !around && is_capital(reading.written(at)) {
            let mut last = at + 1;
            while last < reading.tokens.len()
                && is_capital(reading.written(last))
                && !is_around(last)
                && last < at + LONGEST
            {
                last += 1;
            }
            return Some(reading.document.text[reading.tokens.cover(at, last).range()].to_owned());
        }
        if !around {
            return None;
        }
        at += 1;
    }
    None
}

/// The only place of the dateline that is no country.
#[must_use]
pub(super) fn of_dateline(
    reading: Reading<'_>,
    is_country: impl Fn(usize) -> bool,
) -> Option<String> {
    let dateline = reading.document.dateline.as_ref()?;
    let places = cities(reading, dateline, is_country);
    match places.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// The places of a dateline that are no countries, each once, as written.
#[must_use]
pub(super) fn cities(
    reading: Reading<'_>,
    dateline: &Dateline,
    is_country: impl Fn(usize) -> bool,
) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for location in &dateline.locations {
        let text = reading.document.text[location.range()].trim();
        if !is_country(first_token(reading, *location))
            && !text.is_empty()
            && !out.iter().any(|o| o == text)
        {
            out.push(text.to_owned());
        }
    }
    out
}

/// The first token of a location that is no article.
#[must_use]
pub(super) fn first_token(reading: Reading<'_>, location: Span) -> usize {
    reading.after_article(reading.tokens.at(location.start))
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
