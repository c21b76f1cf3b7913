//! Finds entities by what somebody types: names, abbreviations, beginnings, single words, and all of these misspelt.
//!
//! In: the names of a graph, a few letters. Out: entities, the likeliest first. Never: a name that fits in nothing.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::base::typos;
use crate::merge::EntityFacts;

/// Most letters by which a name may be misspelt.
const TYPOS: usize = 2;

/// A word shorter than this is found whole or not at all: everything is two letters away from `EU`.
const SHORT: usize = 4;

/// How what was typed fits a name, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Fit {
    /// It is the name.
    Exact,
    /// The name begins so.
    Start,
    /// Each of its words begins a word of the name.
    Words,
    /// The same, but for a few letters.
    Typo,
}

/// All names of a graph.
#[derive(Debug, Clone, Default)]
pub(in crate::view) struct Finder {
    names: Vec<Name>,
    /// Every word of the names, and where it stands.
    words: BTreeMap<String, Vec<u32>>,
}

#[derive(Debug, Clone)]
struct Name {
    /// As it is printed.
    text: String,
    folded: String,
    /// The same without blanks: a letter too many at the edge of a word must not count twice.
    letters: String,
    n_letters: usize,
    /// The number of whom it names.
    entity: u32,
}

/// An entity that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::view) struct Found<'a> {
    /// Its number.
    pub entity: usize,
    /// The name that fits best.
    pub name: &'a str,
    pub fit: Fit,
    pub typos: usize,
}

impl Finder {
    /// Takes the entities in the order of their numbers.
    pub(in crate::view) fn new<'a>(entities: impl IntoIterator<Item = &'a EntityFacts>) -> Self {
        let mut finder = Finder::default();
        for (entity, facts) in (0..).zip(entities) {
            let mut known = Vec::new();
            for text in names_of(facts) {
                let folded = fold(text);
                if !folded.is_empty() && !known.contains(&folded) {
                    finder.add(text, &folded, entity);
                    known.push(folded);
                }
            }
        }
        finder
    }

    fn add(&mut self, text: &str, folded: &str, entity: u32) {
        let place = self.names.len() as u32;
        for word in folded.split(' ') {
            let places = self.words.entry(word.to_owned()).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
        let (text, folded) = (text.to_owned(), folded.to_owned());
        let letters = folded.replace(' ', "");
        let n_letters = letters.chars().count();
        self.names.push(Name { text, folded, letters, n_letters, entity });
    }

    /// Each entity that fits once, by its best name. `weight` puts those that fit equally well in order, greatest first.
    pub(in crate::view) fn find(
        &self,
        typed: &str,
        weight: &dyn Fn(usize) -> usize,
    ) -> Vec<Found<'_>> {
        let typed = fold(typed);
        if typed.is_empty() {
            return Vec::new();
        }
        let mut best: FxHashMap<u32, (Fit, usize, u32)> = FxHashMap::default();
        let mut take = |place: u32, fit: Fit, typos: usize| {
            let Some(name) = self.names.get(place as usize) else { return };
            let found = (fit, typos, place);
            best.entry(name.entity).and_modify(|known| *known = found.min(*known)).or_insert(found);
        };
        self.whole(&typed, &mut take);
        self.by_words(&typed, &mut take);
        let mut found: Vec<Found<'_>> = best
            .into_iter()
            .filter_map(|(entity, (fit, typos, place))| {
                let name = self.names.get(place as usize)?;
                Some(Found { entity: entity as usize, name: &name.text, fit, typos })
            })
            .collect();
        found.sort_unstable_by_key(|f| (f.fit, f.typos, Reverse(weight(f.entity)), f.entity));
        found
    }

    /// Names that are, begin with, or differ in a few letters from what was typed.
    fn whole(&self, typed: &str, take: &mut dyn FnMut(u32, Fit, usize)) {
        let letters = typed.replace(' ', "");
        let n_letters = letters.chars().count();
        for (name, place) in self.names.iter().zip(0..) {
            if name.folded == typed {
                take(place, Fit::Exact, 0);
            } else if name.folded.starts_with(typed) {
                take(place, Fit::Start, 0);
            } else if n_letters >= SHORT
                && name.n_letters.abs_diff(n_letters) <= TYPOS
                && let Some(typos) = distance(&letters, &name.letters)
            {
                take(place, Fit::Typo, typos);
            }
        }
    }

    /// Names in which each word that was typed, or one that differs in a few letters, begins a word.
    fn by_words(&self, typed: &str, take: &mut dyn FnMut(u32, Fit, usize)) {
        let mut matched: Option<FxHashMap<u32, usize>> = None;
        for word in typed.split(' ') {
            let here = self.beginning_with(word, matched.as_ref());
            matched = Some(match matched {
                None => here,
                Some(before) => {
                    let both =
                        |(place, typos): (u32, usize)| Some((place, typos + before.get(&place)?));
                    here.into_iter().filter_map(both).collect()
                }
            });
        }
        // Sorted, because the order of a hash map must not reach the answer.
        let mut matched: Vec<_> = matched.unwrap_or_default().into_iter().collect();
        matched.sort_unstable();
        for (place, typos) in matched {
            let fit = if typos == 0 { Fit::Words } else { Fit::Typo };
            // A name that is wrong in one word only stands behind one that is wrong as a whole: it has other words beside.
            take(place, fit, if typos == 0 { 0 } else { typos + 1 });
        }
    }

    /// The names with a word that begins so, give or take a few letters, and how many; of `among` only, if given.
    fn beginning_with(
        &self,
        typed: &str,
        among: Option<&FxHashMap<u32, usize>>,
    ) -> FxHashMap<u32, usize> {
        let letters = typed.chars().count();
        let allowed = if letters < SHORT { 0 } else { TYPOS.min(letters / 4) };
        let mut found: FxHashMap<u32, usize> = FxHashMap::default();
        for (word, places) in &self.words {
            let typos = if word.starts_with(typed) {
                0
            } else if allowed == 0 {
                continue;
            } else {
                // The rest of the word may not have been typed yet.
                let begun = (letters - allowed..=letters + allowed).map(|n| start(word, n));
                match begun.filter_map(|start| distance(typed, start)).min() {
                    Some(typos) if typos <= allowed => typos,
                    _ => continue,
                }
            };
            for place in places.iter().filter(|p| among.is_none_or(|a| a.contains_key(p))) {
                let known = found.entry(*place).or_insert(typos);
                *known = typos.min(*known);
            }
        }
        found
    }
}

/// Everything that an entity may be called, its id too.
pub(in crate::view) fn names_of(facts: &EntityFacts) -> Vec<&str> {
    let mut texts = vec![facts.entity.label.as_str()];
    if let Some(entry) = &facts.entry {
        texts.push(&entry.name);
        texts.extend(entry.names.iter().chain(&entry.formal).map(String::as_str));
        texts.extend(entry.abbr.iter().chain(entry.labels.values()).map(String::as_str));
    }
    texts.push(&facts.entity.id);
    texts.extend(facts.merged.iter().map(AsRef::as_ref));
    texts
}

/// How many letters must be put in, left out, exchanged or swapped with the next to make one text of the other (Damerau and
/// Levenshtein), if no more than [`TYPOS`].
pub(in crate::view) fn distance(a: &str, b: &str) -> Option<usize> {
    // A letter put in or left out changes which letters there are by one, one exchanged by two.
    let differ = (letters_of(a) ^ letters_of(b)).count_ones() as usize;
    if differ > 2 * TYPOS {
        return None;
    }
    typos(a, b, TYPOS)
}

/// The first `n` letters of a word, or all of a shorter one.
fn start(word: &str, n: usize) -> &str {
    word.char_indices().nth(n).map_or(word, |(end, _)| &word[..end])
}

/// Which letters a text has, a bit each; rare ones share a bit.
fn letters_of(text: &str) -> u64 {
    text.chars().fold(0, |set, c| set | 1 << (c as u32 % 64))
}

/// Lower case, no diacritics, words apart by one blank, nothing else.
pub(in crate::view) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !matches!(c, '.' | '\'' | '’') && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::base::{Class, Entity, Origin};
    use crate::dictionary::Entry;

    fn finder() -> Finder {
        let facts = |(id, label, abbr): &(&str, &str, &str)| {
            let (class, origin) = (Class::Organisation, Origin::Listed);
            let (id, label) = ((*id).into(), (*label).to_owned());
            let entity = Entity { id, label, class, origin, country: None, parent: None };
            let abbr = vec![(*abbr).to_owned()];
            EntityFacts::new(Arc::new(entity), Some(Arc::new(Entry { abbr, ..Entry::default() })))
        };
        let all = [
            ("eu", "European Union", "EU"),
            ("osce", "Organization for Security and Co-operation in Europe", "OSCE"),
            ("unodc", "United Nations Office on Drugs and Crime", "UNODC"),
            ("gradiska", "Police of Gradiška", "PG"),
            ("un", "United Nations", "UN"),
        ];
        Finder::new(&all.iter().map(facts).collect::<Vec<_>>())
    }

    #[test]
    fn names_are_found_however_they_are_typed() {
        let finder = finder();
        for (typed, expected) in [
            ("united nations", "4 exact"),
            ("un", "4 exact"),
            ("united nations of", "2 start"),
            ("Nations Office", "2 words"),
            ("drugs crime", "2 words"),
            ("gradiska", "3 exact"),
            ("police gradiška", "3 words"),
            ("Untied Natoins", "4 typo"),
            ("Oranization for Securiy and Cooperation in Europe", "1 typo"),
            ("securty europe", "1 typo"),
            ("co-operation", "1 words"),
            ("UNDOC", "2 typo"),
            ("xyzzy", ""),
            ("  ", ""),
            ("eo", ""),
        ] {
            let found = finder.find(typed, &|_| 0);
            let shown = found.first().map(|f| format!("{} {:?}", f.entity, f.fit).to_lowercase());
            assert_eq!(shown.unwrap_or_default(), expected, "{typed}");
        }
    }

    #[test]
    fn who_is_named_more_often_stands_first() {
        let finder = finder();
        let first = |weight: &dyn Fn(usize) -> usize| finder.find("europ", weight)[0].entity;
        assert_eq!((first(&|n| n), first(&|n| 9 - n)), (0, 0), "a beginning stands before a word");
        let both = |weight: &dyn Fn(usize) -> usize| finder.find("united n", weight)[0].entity;
        assert_eq!((both(&|n| n), both(&|n| 9 - n)), (4, 2));
    }
}
