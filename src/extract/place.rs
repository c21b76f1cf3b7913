//! Places that units are named after, and the places of datelines.
//!
//! In: tokens around a name, or the dateline. Out: a place as written. Never: a gazetteer of the world: a place is known
//! by its capital letter and by the words around it.

use crate::base::{Dateline, Span};
use crate::extract::names::Reading;

/// Words around a place that are not the place: `the land border crossing Gradiška`, `Port of Bar`.
const GENERIC: &[&str] = &[
    "the",
    "a",
    "at",
    "in",
    "of",
    "for",
    "from",
    "new",
    "newly",
    "established",
    "land",
    "border",
    "crossing",
    "point",
    "customs",
    "port",
    "seaport",
    "harbor",
    "airport",
    "international",
    "container",
    "terminal",
    "city",
    "town",
    "officers",
    "located",
    "operating",
    "based",
    "on",
    "country",
    "inter",
    "agency",
    "team",
];

/// At most so many tokens stand between a unit and its place.
const WINDOW: usize = 9;

/// The place after a unit's name: `PCU Bijača`, `PCU at Durres Port`, `ACCU at the Sarajevo International Airport`.
#[must_use]
pub(super) fn beside(reading: Reading<'_>, end: usize) -> Option<String> {
    let mut at = end;
    if reading.word(at) == "(" {
        at = (at + 1..at + 6).find(|&i| reading.word(i) == ")")? + 1;
    }
    let limit = (at + WINDOW).min(reading.tokens.len());
    let sentence = reading.sentence(end.saturating_sub(1));
    while at < limit && reading.sentence(at) == sentence {
        let word = reading.word(at);
        let generic = GENERIC.contains(&word);
        if !generic && is_capital(reading.written(at)) {
            let mut last = at + 1;
            while last < reading.tokens.len()
                && is_capital(reading.written(last))
                && !GENERIC.contains(&reading.word(last))
                && last < at + 3
            {
                last += 1;
            }
            return Some(reading.document.text[reading.tokens.cover(at, last).range()].to_owned());
        }
        if !generic {
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

/// The first token of a location that is not "the".
#[must_use]
pub(super) fn first_token(reading: Reading<'_>, location: Span) -> usize {
    let at = reading.tokens.at(location.start);
    if reading.word(at) == "the" { at + 1 } else { at }
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
