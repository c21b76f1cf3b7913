//! Abbreviations that the document itself defines: `Small Name (SN)`.
//!
//! In: the names found so far. Out: names for every later use of what a bracket behind one of them defines. Never: a
//! definition whose letters do not stand in the long form, or most of them begin its words (Schwartz and Hearst, "A simple algorithm for identifying
//! abbreviation definitions in biomedical text", 2003).

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::base::{Entity, Origin, Span, Via, sort_by_key};
use crate::cut::{is_short_form, stands_for};
use crate::dictionary::SmallWord;
use crate::extract::names::{Link, Name, Reading};

/// At most so many tokens stand in a bracket that defines an abbreviation.
const LONGEST: usize = 3;

/// An abbreviation has so many letters before those of another language are looked for in it: two agree by chance.
const TRANSLATED: usize = 3;

/// The tokens of a short form where it is defined, and what it stands for.
type Defined<'a> = (Range<usize>, &'a Arc<Entity>);

/// Binds what the document defines: the names with every later use of a short form, in reading order. A definition wins
/// over the dictionary, but not inside a longer name. `names` come sorted, longer ones first.
#[must_use]
pub(super) fn define(reading: Reading<'_>, names: Vec<Name>) -> Vec<Name> {
    let defined = definitions(reading, &names);
    if defined.is_empty() {
        return names;
    }
    let mut outer: Vec<Range<usize>> = Vec::new();
    for name in &names {
        if outer.last().is_none_or(|last| name.first >= last.end) {
            outer.push(name.first..name.end);
        }
    }
    let covers = |d: &Name, range: &Range<usize>| d.first <= range.start && range.end <= d.end;
    let defined: Vec<Name> = defined
        .into_iter()
        .filter(|d| {
            let from = outer.partition_point(|range| range.end <= d.first);
            outer[from..].iter().take_while(|r| r.start < d.end).all(|range| covers(d, range))
        })
        .collect();
    let mut all = names;
    all.retain(|name| {
        let at = defined.partition_point(|d| d.end <= name.first);
        defined.get(at).is_none_or(|d| !covers(d, &(name.first..name.end)))
    });
    all.extend(defined);
    sort_by_key(&mut all, |name| (name.first, Reverse(name.end)));
    all
}

/// The names that the document's own definitions give, in reading order.
#[must_use]
fn definitions(reading: Reading<'_>, names: &[Name]) -> Vec<Name> {
    let text = |i: usize| reading.written(i);
    // What is defined, by the first token of its short form; of equal ones the first definition holds.
    let mut defined: FxHashMap<&str, Vec<Defined<'_>>> = FxHashMap::default();
    for name in names {
        let Link::Entity(entity) = &name.link else { continue };
        let Some(short) = bracket(reading, name.end) else { continue };
        // The short form of a template is a template of its own: each `PCU` looks for its own place.
        let is_template = entity.origin == Origin::Template;
        let from = names.partition_point(|n| n.first < short.start);
        let mut inside = names[from..].iter().take_while(|n| n.first == short.start);
        if is_template && inside.any(|n| n.via == Via::Template) {
            continue;
        }
        let long = &reading.document.text[with_government(reading, name).range()];
        let letters: String = short.clone().map(text).collect();
        let quoted = reading.word(name.end + 1) == "\"";
        // A listed abbreviation in the bracket is somebody else's: `the Ministry of Energy (MOE)` where `MOE` has an entry.
        let first_inside = names[from..].first().filter(|n| n.first == short.start);
        let is_listed = first_inside.is_some_and(|n| n.via != Via::Proposed);
        let defines = stands_for(&letters, long) || (!is_listed && is_translated(&letters, long));
        if !quoted && (!is_short_form(&letters) || !defines) {
            continue;
        }
        let known = defined.entry(text(short.start)).or_default();
        if !known.iter().any(|(other, _)| other.clone().map(text).eq(short.clone().map(text))) {
            known.push((short, entity));
        }
    }
    let mut out = Vec::new();
    let n_tokens = if defined.is_empty() { 0 } else { reading.tokens.len() };
    for at in 0..n_tokens {
        for (short, entity) in defined.get(text(at)).into_iter().flatten() {
            let end = at + short.len();
            if end <= n_tokens && (at..end).map(text).eq(short.clone().map(text)) {
                let link = Link::Entity((*entity).clone());
                out.push(Name { first: at, end, link, via: Via::Defined });
            }
        }
    }
    sort_by_key(&mut out, |name| (name.first, name.end));
    out
}

/// Where a name stands, with the word before it that makes a country of it: `the Government of Lakeland (GoL)`.
fn with_government(reading: Reading<'_>, name: &Name) -> Span {
    let is_article = name.first > 0 && reading.is(name.first - 1, SmallWord::DEFINITE);
    let of = name.first.wrapping_sub(1 + usize::from(is_article));
    let governs = of < name.first
        && of > 0
        && reading.is(of, SmallWord::GENITIVE)
        && reading.lexicon.heads.governments.contains(reading.word(of - 1));
    match governs {
        true => reading.tokens.cover(of - 1, name.end),
        false => reading.span(name),
    }
}

/// Whether the bracket that opens at token `open` abbreviates tokens `first..end`.
#[must_use]
pub(super) fn is_definition(reading: Reading<'_>, first: usize, end: usize, open: usize) -> bool {
    let Some(short) = bracket(reading, open).filter(|_| first < end) else { return false };
    let letters: String = short.map(|i| reading.written(i)).collect();
    let long = &reading.document.text[reading.tokens.cover(first, end).range()];
    is_short_form(&letters) && stands_for(&letters, long)
}

/// The tokens inside a bracket that opens at token `at`; of `(“the Roadmap”)` what stands in the quotation marks.
fn bracket(reading: Reading<'_>, at: usize) -> Option<Range<usize>> {
    if reading.word(at) != "(" {
        return None;
    }
    if reading.word(at + 1) == "\"" {
        let first = reading.after_article(at + 2);
        let close = (first + 1..=first + LONGEST).find(|&i| reading.word(i) == "\"")?;
        return reading.written(first).starts_with(char::is_uppercase).then_some(first..close);
    }
    let close = (at + 2..=at + 1 + LONGEST).find(|&i| reading.word(i) == ")")?;
    // What ends a sentence, or opens another bracket, is no part of a short form.
    let ends = |i: usize| matches!(reading.word(i), "." | "!" | "?" | "(");
    (!(at + 1..close).any(ends)).then_some(at + 1..close)
}

/// Whether an abbreviation made in another language is that of the long form: most of its letters begin words of it, in any
/// order, as the `DGPC` is the Civil Protection General Directorate.
fn is_translated(short: &str, long: &str) -> bool {
    let mut initials: Vec<char> = long
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| word.chars().next())
        .filter(|c| c.is_uppercase())
        .collect();
    let n_letters = short.chars().count();
    let n_shared = short.chars().filter(|letter| {
        let at = initials.iter().position(|initial| initial == letter);
        at.map(|at| initials.swap_remove(at)).is_some()
    });
    n_letters >= TRANSLATED
        && short.chars().all(char::is_uppercase)
        && n_shared.count() * 3 >= n_letters * 2
}

#[cfg(test)]
mod tests {
    use super::is_translated;

    #[test]
    fn abbreviations_of_another_language_keep_their_initials() {
        let table = [
            ("DGPC", "Civil Protection Directorate", true),
            ("COUN", "National Emergency Operations Centre", true),
            ("OIM", "International Organization for Migration", true),
            ("MSP", "Ministry of Foreign Affairs", false),
            ("WASH", "Ministry of Water", false),
            ("EU", "Union of Europe", false),
        ];
        for (short, long, expected) in table {
            assert_eq!(is_translated(short, long), expected, "{short} for {long}");
        }
    }
}
