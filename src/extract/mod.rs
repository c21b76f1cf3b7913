//! Documents to mentions.
//!
//! In: a [`Document`], its tokens and the [`Lexicon`]. Out: an [`Extraction`] without relations. Pure: no IO, no clock, no
//! randomness, cannot fail; never changes the text.
//!
//! # Rules, in order
//! 1. Split into sentences.
//! 2. Scan for every phrase of the vocabulary, as whole words within a sentence.
//! 3. Keep aliases whose conditions the context meets, then the leftmost-longest of what overlaps.
//! 4. Bind the abbreviations that the document defines.
//! 5. Give national bodies their country and units their place.
//! 6. Find the names inside longer names.

mod context;
mod define;
mod names;
mod overlap;
mod place;
mod scan;
mod sentences;

use std::collections::BTreeSet;

use crate::base::{Class, Document, EntityId, Extraction, Mention, Unlinked, Via};
use crate::dictionary::{Lexicon, Tokens};
use names::{Link, Name, Reading};
use scan::{Found, Meaning};

/// Finds the names of a document.
#[must_use]
pub fn extract(document: &Document, tokens: &Tokens, lexicon: &Lexicon) -> Extraction {
    let stretches = sentences::sentences(document, tokens);
    let reading = Reading { document, tokens, stretches: &stretches, lexicon };
    let found = scan::scan(&document.text, tokens, &stretches, lexicon);
    let mut names = names::names(reading, &found);
    context::settle(reading, &mut names);
    let mut out = Extraction {
        sentences: stretches.iter().map(|s| s.sentence).collect(),
        ..Extraction::default()
    };
    dateline(reading, &names, &mut out);
    let by_name = countries_by_name(&names);
    let mut covered = 0;
    for (i, name) in names.iter().enumerate() {
        // A body's country adjective belongs to its name and is no mention of its own.
        let swallowed =
            names.get(i + 1).is_some_and(|next| next.first <= name.first && name.end <= next.end);
        if !swallowed && name.first >= covered {
            emit(reading, name, &by_name, &mut out);
            inside(reading, name, &found, &mut out);
            covered = name.end;
        }
    }
    out
}

fn emit(reading: Reading<'_>, name: &Name, by_name: &BTreeSet<EntityId>, out: &mut Extraction) {
    let (span, sentence) = (reading.span(name), reading.sentence(name.first));
    match &name.link {
        Link::Entity(entity) => {
            let speaks_for_it = GOVERNMENT.contains(&reading.word(name.end));
            if !context::is_demonym(name) || speaks_for_it || !by_name.contains(&entity.id) {
                out.mentions.push(Mention {
                    span,
                    sentence,
                    entity: entity.clone(),
                    via: name.via,
                    nested: false,
                });
            }
        }
        Link::Ambiguous(candidates) => {
            out.unlinked.push(Unlinked { span, sentence, candidates: candidates.clone() });
        }
        Link::Unplaced | Link::Template(_) => {
            out.unlinked.push(Unlinked { span, sentence, candidates: Vec::new() });
        }
        Link::Nothing => {}
    }
}

/// Words behind a country's adjective that make it stand for the country: `the Norwegian Government`.
const GOVERNMENT: &[&str] = &["government", "authorities", "presidency", "chairmanship", "side"];

/// The countries that the document names other than by their adjective.
fn countries_by_name(names: &[Name]) -> BTreeSet<EntityId> {
    names
        .iter()
        .filter(|name| name.via != Via::Demonym)
        .filter_map(|name| match &name.link {
            Link::Entity(entity) if entity.class == Class::Country => Some(entity.id.clone()),
            _ => None,
        })
        .collect()
}

/// Names inside a longer name: `UNODC` in `UNODC-WCO Container Control Programme`.
fn inside(reading: Reading<'_>, name: &Name, found: &[Found], out: &mut Extraction) {
    let Link::Entity(entity) = &name.link else { return };
    let holds = matches!(entity.class, Class::Organisation | Class::Programme | Class::Donor);
    if !holds || name.end - name.first < 2 {
        return;
    }
    let parts: Vec<&Found> = found
        .iter()
        .filter(|f| name.first <= f.first && f.end <= name.end && f.end - f.first < name.end - name.first)
        .filter(|f| matches!(&f.meaning, Meaning::Listed(choices) if choices.iter().all(|c| c.condition.is_none())))
        .collect();
    let ranges: Vec<_> = parts.iter().map(|f| f.tokens()).collect();
    for i in overlap::leftmost_longest(&ranges) {
        let Meaning::Listed(choices) = &parts[i].meaning else { continue };
        let [only] = choices.as_slice() else { continue };
        let part = &reading.lexicon.entries[only.entry as usize].entity;
        if part.id != entity.id && part.class == Class::Organisation {
            out.mentions.push(Mention {
                span: reading.tokens.cover(parts[i].first, parts[i].end),
                sentence: reading.sentence(name.first),
                entity: part.clone(),
                via: if only.abbreviation { Via::Abbreviation } else { Via::Name },
                nested: true,
            });
        }
    }
}

/// Tells the countries of the dateline from its cities.
fn dateline(reading: Reading<'_>, names: &[Name], out: &mut Extraction) {
    let Some(dateline) = &reading.document.dateline else { return };
    let country_at = |token: usize| {
        let at = names.partition_point(|n| n.first < token);
        names.get(at).filter(|n| n.first == token).and_then(|n| match &n.link {
            Link::Entity(entity) if entity.class == Class::Country => Some(entity.clone()),
            _ => None,
        })
    };
    for location in &dateline.locations {
        if let Some(country) = country_at(place::first_token(reading, *location))
            && !out.countries.contains(&country)
        {
            out.countries.push(country);
        }
    }
    out.places = place::cities(reading, dateline, |token| country_at(token).is_some());
}
