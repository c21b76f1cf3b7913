//! Where a story took place: countries and places of its dateline and of the fields of the input.
//!
//! In: names, the dateline, fields. Out: `countries`, `places` and `country_inferred` of an extraction. Never: an inference
//! among the countries.
//!
//! # Rules
//! 1. The dateline's names of countries count, then what the fields `country`, `countries` and `place` name.
//! 2. Where none is named, the capitals of the dateline, or of the field, give their countries; one that a comma ties to a place that is no
//!    country (`Georgetown, Texas`) is another town of that name.
//! 3. Where there are no capitals either, the country that the story names most is inferred; of two named equally often none.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Class, Entity, EntityId, Extraction};
use crate::cut::fold_name;
use crate::extract::names::{Link, Name, Reading};
use crate::extract::place;

/// Rules 1 and 2.
pub(super) fn places(reading: Reading<'_>, names: &[Name], out: &mut Extraction) {
    let country_at = |token: usize| {
        let at = names.partition_point(|n| n.first < token);
        names.get(at).filter(|n| n.first == token).and_then(|n| match &n.link {
            Link::Entity(entity) if entity.class == Class::Country => Some(entity.clone()),
            _ => None,
        })
    };
    let dateline = reading.document.dateline.as_ref();
    for location in dateline.iter().flat_map(|d| &d.locations) {
        let country = country_at(place::first_token(reading, *location));
        out.countries.extend(country.filter(|country| !out.countries.contains(country)));
    }
    if let Some(dateline) = dateline {
        out.places = place::cities(reading, dateline, |token| country_at(token).is_some());
    }
    given(reading, out);
    if out.countries.is_empty() {
        of_capitals(reading, out);
    }
}

/// Rule 3.
pub(super) fn infer_country(out: &mut Extraction) {
    if !out.countries.is_empty() {
        return;
    }
    let mut counts: BTreeMap<&EntityId, (usize, &Arc<Entity>)> = BTreeMap::new();
    for mention in out.mentions.iter().filter(|m| m.entity.class == Class::Country) {
        counts.entry(&mention.entity.id).or_insert((0, &mention.entity)).0 += 1;
    }
    let most = counts.values().map(|(n, _)| *n).max().unwrap_or_default();
    let mut first = counts.values().filter(|(n, _)| *n == most);
    if let (Some((_, country)), None) = (first.next(), first.next()) {
        out.country_inferred = Some(Arc::clone(country));
    }
}

/// Rule 1: what fields name. A place may hold its country: `Accra, Ghana`.
fn given(reading: Reading<'_>, out: &mut Extraction) {
    let given = &reading.document.given;
    let mut named = |name: &str| {
        let entry = reading.lexicon.countries.get(&fold_name(name));
        let country = entry.map(|entry| reading.lexicon.entries[*entry].entity.clone());
        let is_country = country.is_some();
        out.countries.extend(country.filter(|country| !out.countries.contains(country)));
        is_country
    };
    for text in &given.countries {
        // "Korea, Republic of" is one name, "Ghana; Togo" are two.
        if !named(text) {
            text.split([';', ',', '|', '/']).for_each(|name| _ = named(name));
        }
    }
    let mut places = Vec::new();
    for text in &given.places {
        let mut parts: Vec<&str> = text.split([',', ';', '|', '/']).map(str::trim).collect();
        // Of one name alone nobody knows whether it is the country: Djibouti, Panama, Luxembourg.
        if parts.len() > 1 && parts.last().is_some_and(|last| last.len() > 2 && named(last)) {
            parts.pop();
        }
        places.extend(parts.into_iter().filter(|part| !part.is_empty()).map(str::to_owned));
    }
    for place in places {
        if !out.places.contains(&place) {
            out.places.push(place);
        }
    }
}

/// Rule 2.
fn of_capitals(reading: Reading<'_>, out: &mut Extraction) {
    let (text, lexicon) = (&reading.document.text, reading.lexicon);
    let capital = |place: &str| {
        let country = lexicon.capitals.get(&fold_name(place))?;
        lexicon.get(country).map(|known| known.entity.clone())
    };
    let locations = reading.document.dateline.as_ref().map_or(&[][..], |d| &d.locations);
    let mut found = Vec::new();
    let gap = |i: usize| match locations.get(i + 1) {
        Some(next) => text[locations[i].end..next.start].trim(),
        None => "",
    };
    for (i, location) in locations.iter().enumerate() {
        // "Vienna, Geneva and Rome" is a list, "Georgetown, Texas" is none.
        let last = (i..locations.len()).find(|&at| gap(at) != ",").unwrap_or(i);
        let joins = |c: char| c.is_alphabetic() || matches!(c, '&' | '/');
        let is_list = gap(last).contains(joins) && !gap(last).contains(char::is_numeric);
        let is_tied = last > i && !is_list && capital(&text[locations[i + 1].range()]).is_none();
        found.extend(capital(&text[location.range()]).filter(|_| !is_tied));
    }
    if locations.is_empty() {
        found.extend(reading.document.given.places.iter().filter_map(|place| capital(place)));
    }
    for country in found {
        if !out.countries.contains(&country) {
            out.countries.push(country);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::dictionary::{builtin_files, compile, read};
    use crate::documents::{Format, ReadOptions, parse};
    use crate::extract::extract;

    #[test]
    fn fields_say_where() {
        let (lexicon, _) = compile(read(&builtin_files()).0).unwrap();
        for (fields, countries, places, inferred) in [
            (r#""country":"Ghana""#, "gha", "", ""),
            (r#""country":["Ghana","Togo"]"#, "gha tgo", "", ""),
            (r#""countries":"Ghana; Togo""#, "gha tgo", "", ""),
            (r#""country":"GH""#, "gha", "", ""),
            (r#""country":"GHA""#, "gha", "", ""),
            (r#""country":"République de Moldova""#, "mda", "", ""),
            (r#""country":"Atlantis""#, "", "", "ner"),
            (r#""country":"Albanie""#, "alb", "", ""),
            (r#""country":{"name":"Ghana"}"#, "gha", "", ""),
            (r#""place":"Tema, Ghana""#, "gha", "Tema", ""),
            (r#""place":"Accra""#, "gha", "Accra", ""),
            (r#""place":"Tema","country":"Ghana""#, "gha", "Tema", ""),
            (r#""place":"Tema""#, "", "Tema", "ner"),
            (r#""x":"Ghana""#, "", "", "ner"),
        ] {
            let line = format!(r#"{{"text":"Wells were dug in Niger.",{fields}}}"#);
            let read = parse("f", &line, Format::Jsonl, &ReadOptions::default());
            let document = &read.output[0];
            let found = extract(document, &lexicon.tokens(&document.text), &lexicon);
            let ids: Vec<&str> = found.countries.iter().map(|c| &*c.id).collect();
            assert_eq!(
                (ids.join(" ").as_str(), found.places.join(" ").as_str()),
                (countries, places),
                "{line}"
            );
            assert_eq!(
                found.country_inferred.map_or(String::new(), |c| c.id.to_string()),
                inferred
            );
        }
    }
}
