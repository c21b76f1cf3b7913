//! Countries told by their capitals: `Chisinau, 14 June`, `Accra – The agency …`.
//!
//! In: the dateline or the first words of a text. Out: the only country whose capital they name. Never: a country where one
//! is named itself.

use std::collections::BTreeSet;

use crate::base::{EntityId, ParagraphKind};
use crate::cut::fold_name;
use crate::extract::beside::{LONGEST_CAPITAL, Surroundings};
use crate::extract::names::{Name, Reading};

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
        let says = is_dash && (seats_too || !reading.lexicon.heads.seats.contains(&place));
        reading.lexicon.capitals.get(&format!(" {place} ")).filter(|_| says).cloned()
    })
}
