//! Countries told by their capitals: `Chisinau, 14 June`, `Accra – The agency …`, `Washington said that Moscow would come`.
//!
//! In: the dateline or the first words of a text, or a capital that speaks. Out: the country whose capital it is. Never: a country
//! for the place where something happens.

use std::collections::BTreeSet;

use crate::base::{EntityId, ParagraphKind, Via};
use crate::cut::fold_name;
use crate::dictionary::SmallWord;
use crate::extract::beside::{LONGEST_CAPITAL, Surroundings};
use crate::extract::names::{Link, Name, Reading};

/// Whether a name stands in the dateline.
pub(super) fn in_dateline(reading: Reading<'_>, name: &Name) -> bool {
    let dateline = reading.document.dateline.as_ref();
    dateline.is_some_and(|d| d.span.contains(reading.tokens.spans[name.first]))
}

/// The country whose capital the dateline names, where it names no country. That a text comes from a seat of international
/// bodies says least, so `seats_too` is asked for last.
pub(super) fn country_of_capital(
    around: &Surroundings<'_, '_>,
    seats_too: bool,
) -> Option<EntityId> {
    let reading = around.reading;
    let names_a_country = |(name, country): (&Name, &Option<EntityId>)| {
        country.is_some() && in_dateline(reading, name)
    };
    if around.names.iter().zip(&around.countries).any(names_a_country) {
        return None;
    }
    let Some(dateline) = &reading.document.dateline else {
        return opening_capital(reading, seats_too);
    };
    let places = dateline.locations.iter();
    let found: BTreeSet<&EntityId> = places
        .map(|span| fold_name(&reading.document.text[span.range()]))
        .filter(|place| seats_too || !reading.lexicon.heads.seats.contains(place.trim()))
        .filter_map(|place| reading.lexicon.capitals.get(&place))
        .collect();
    match (found.len(), found.first()) {
        (1, Some(only)) => Some((*only).clone()),
        _ => None,
    }
}

/// The country whose capital opens a text without a date.
fn opening_capital(reading: Reading<'_>, seats_too: bool) -> Option<EntityId> {
    let mut paragraphs = reading.document.paragraphs.iter();
    let text = paragraphs.find(|p| p.kind == ParagraphKind::Text)?;
    let first = reading.tokens.at(text.span.start);
    let last = (first + LONGEST_CAPITAL).min(reading.tokens.len().saturating_sub(1));
    (first + 1..=last).find_map(|end| {
        let gap = reading.tokens.spans[end - 1].end..reading.tokens.spans[end].start;
        let place = reading.folded(first, end);
        let is_dash = matches!(reading.document.text[gap].trim(), "–" | "—" | "-" | "--");
        let says = is_dash && (seats_too || !reading.lexicon.heads.seats.contains(place));
        reading.lexicon.capitals.get(&format!(" {place} ")).filter(|_| says).cloned()
    })
}

/// The capitals that stand for their governments, as names of the countries: those before a word of what governments say.
pub(super) fn speaking(reading: Reading<'_>, names: &[Name]) -> Vec<Name> {
    let mut out = Vec::new();
    for verb in 1..reading.tokens.len() {
        if reading.lexicon.heads.declares.contains(reading.word(verb)) {
            cities_before(reading, names, verb, &mut out);
        }
    }
    out
}

/// `Moscow` and `Beijing` in `that Moscow and Beijing would join`.
fn cities_before(reading: Reading<'_>, names: &[Name], verb: usize, out: &mut Vec<Name>) {
    let start = reading.stretches[reading.sentence(verb)].tokens.start;
    let mut end = verb;
    let mut found = Vec::new();
    while let Some((name, first)) = city_ending(reading, names, end, start) {
        found.push(name);
        if first > start && reading.is(first - 1, SmallWord::CONJUNCTION) {
            end = first - 1;
            continue;
        }
        // Behind any other word the city is a place, or a part of a name.
        let opens = first == start || reading.word(first - 1) == "\"";
        let clause = first > start
            && (reading.lexicon.heads.complementizers.contains(reading.word(first - 1)));
        if opens || clause {
            out.append(&mut found);
        }
        return;
    }
}

/// The capital that ends before token `end`, with its first token.
fn city_ending(
    reading: Reading<'_>,
    names: &[Name],
    end: usize,
    start: usize,
) -> Option<(Name, usize)> {
    let longest = LONGEST_CAPITAL.min(end - start.min(end));
    let is_free = |first: usize| !names.iter().any(|n| n.first < end && first < n.end);
    (1..=longest).rev().find_map(|length| {
        let first = end - length;
        if !reading.written(first).starts_with(char::is_uppercase) {
            return None;
        }
        let place = reading.folded(first, end);
        let country = reading.lexicon.capitals.get(&format!(" {place} "))?;
        let known = reading.lexicon.get(country)?;
        let speaks = !reading.lexicon.heads.neutral_seats.contains(place) && is_free(first);
        let link = Link::Entity(known.entity.clone());
        speaks.then_some((Name { first, end, link, via: Via::Name }, first))
    })
}
