//! Names that are like another: the same, the same words in another order, or nearly the same.
//!
//! In: entities, a name. Out: entities with the likeness of their best name. Never: a look at every name for one question.
//!
//! # Rules
//! 1. A name that folds to the same is alike by 1; the same words in any order without the frequent short ones by 0.98.
//! 2. Else words count by how rare they are, a misspelt one less; names share words (Dice), or differ in letters (Damerau and
//!    Levenshtein): the greater of both counts, at most 0.95.
//! 3. Only names that share one of the rarest words of the question are looked at, so that ten thousand questions take a second.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::{sort_by, sort_by_key};
use crate::merge::EntityFacts;
use crate::view::desk::{distance, fold, names_of};

/// A likeness below this is chance.
const LEAST: f64 = 0.5;

/// What is only like is never as good as what is the same.
const MOST: f64 = 0.95;

/// The same words in another order.
const REORDERED: f64 = 0.98;

/// So many names are looked at closely.
const CLOSE: usize = 40;

/// Of so many of those the letters are compared.
const SPELT: usize = 8;

/// The letters of longer names are not compared: it takes a time that grows with both.
const LONGEST: usize = 1000;

/// Names with the words of a question are gathered up to so many.
const GATHERED: usize = 4000;

/// A word shorter than this is not sought misspelt.
const SHORT: usize = 4;

/// A frequent word is in more than one of so many names.
const FREQUENT: usize = 200;

/// An entity with its best name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Alike<'a> {
    pub entity: u32,
    pub name: &'a str,
    pub likeness: f64,
}

#[derive(Default)]
pub(super) struct NameIndex {
    names: Vec<IndexedName>,
    whole: FxHashMap<Box<str>, Vec<u32>>,
    reordered: FxHashMap<Box<str>, Vec<u32>>,
    words: FxHashMap<Box<str>, u32>,
    /// By word: how it is spelt, and the names that have it.
    spelt: Vec<(Box<str>, Vec<u32>)>,
    /// By word: how much it says, the rarer the more.
    weights: Vec<f64>,
    /// Words by themselves with one letter left out.
    shortened: FxHashMap<Box<str>, Vec<u32>>,
}

struct IndexedName {
    text: Box<str>,
    folded: Box<str>,
    words: Box<[u32]>,
    entity: u32,
}

impl NameIndex {
    pub(super) fn new(known: &[EntityFacts]) -> Self {
        let mut index = Self::default();
        for (facts, entity) in known.iter().zip(0..) {
            let mut seen = FxHashSet::default();
            for text in names_of(facts) {
                let folded = fold(text);
                if !folded.is_empty() && seen.insert(folded.clone()) {
                    index.add(text, folded, entity);
                }
            }
        }
        for (number, name) in index.names.iter().enumerate() {
            let key = index.in_order(&name.folded);
            if !key.is_empty() {
                index.reordered.entry(key).or_default().push(number as u32);
            }
        }
        let n_names = index.names.len() as f64;
        let weight = |names: &Vec<u32>| (n_names / names.len() as f64).ln_1p();
        index.weights = index.spelt.iter().map(|(_, names)| weight(names)).collect();
        for (word, number) in index.spelt.iter().map(|(word, _)| word).zip(0..) {
            for short in shortenings(word) {
                index.shortened.entry(short).or_default().push(number);
            }
        }
        index
    }

    fn add(&mut self, text: &str, folded: String, entity: u32) {
        let place = self.names.len() as u32;
        let mut words = Vec::new();
        for word in folded.split(' ') {
            let next = self.spelt.len() as u32;
            let number = *self.words.entry(word.into()).or_insert(next);
            if number == next {
                self.spelt.push((word.into(), Vec::new()));
            }
            if !words.contains(&number) {
                words.push(number);
                self.spelt[number as usize].1.push(place);
            }
        }
        self.whole.entry(folded.as_str().into()).or_default().push(place);
        let (text, words) = (text.into(), words.into());
        self.names.push(IndexedName { text, folded: folded.into(), words, entity });
    }

    /// Each entity with a name like this one, once, the likest first.
    pub(super) fn alike(&self, text: &str) -> Vec<Alike<'_>> {
        let mut best: FxHashMap<u32, Alike<'_>> = FxHashMap::default();
        for variant in variants(text) {
            let folded = fold(variant);
            if folded.is_empty() {
                continue;
            }
            let same = self.whole.get(folded.as_str()).into_iter().flatten().map(|&n| (n, 1.0));
            let key = self.in_order(&folded);
            let other = self.reordered.get(&key).into_iter().flatten().map(|&n| (n, REORDERED));
            let mut found: Vec<(u32, f64)> = same.chain(other).collect();
            if found.is_empty() {
                found = self.nearly(&folded);
            }
            for (place, likeness) in found {
                let name = &self.names[place as usize];
                let alike = Alike { entity: name.entity, name: &name.text, likeness };
                let known = best.entry(name.entity).or_insert(alike);
                if alike.likeness > known.likeness {
                    *known = alike;
                }
            }
        }
        let mut all: Vec<Alike<'_>> = best.into_values().collect();
        sort_by(&mut all, |a, b| b.likeness.total_cmp(&a.likeness).then(a.entity.cmp(&b.entity)));
        all
    }

    /// The words of a name in one order, without the frequent short ones.
    fn in_order(&self, folded: &str) -> Box<str> {
        let most = self.names.len() / FREQUENT;
        let is_small = |word: &str| {
            let n = self.words.get(word).map_or(0, |&n| self.spelt[n as usize].1.len());
            word.len() < SHORT && n > most.max(FREQUENT / 10)
        };
        let mut words: Vec<&str> = folded.split(' ').filter(|word| !is_small(word)).collect();
        words.sort_unstable();
        words.join(" ").into()
    }

    /// How much a word says: the rarer, the more.
    fn weight(&self, word: u32) -> f64 {
        self.weights[word as usize]
    }

    /// Names that share words or letters with a folded one, with their likeness.
    fn nearly(&self, folded: &str) -> Vec<(u32, f64)> {
        let unknown = (self.names.len() as f64).ln_1p();
        let mut total = 0.0;
        // Words of names that each word of the question can be, with how far it is that word.
        let mut meant: Vec<(u32, f64)> = Vec::new();
        for word in folded.split(' ') {
            let own = self.words.get(word).map(|&n| (n, 1.0));
            let all: Vec<(u32, f64)> = own.map_or_else(|| self.misspelt(word), |own| vec![own]);
            let weight = all.iter().map(|(n, _)| self.weight(*n)).fold(f64::NAN, f64::max);
            total += if weight.is_nan() { unknown } else { weight };
            meant.extend(all);
        }
        sort_by_key(&mut meant, |(word, _)| (self.spelt[*word as usize].1.len(), *word));
        let mut shared: FxHashMap<u32, f64> = FxHashMap::default();
        let mut gathered = 0;
        for (word, is) in &meant {
            let names = &self.spelt[*word as usize].1;
            gathered += names.len();
            if gathered > GATHERED && !shared.is_empty() {
                break;
            }
            for name in names {
                *shared.entry(*name).or_default() += is * self.weight(*word);
            }
        }
        let mut close: Vec<(u32, f64)> = shared.into_iter().collect();
        sort_by(&mut close, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        close.truncate(CLOSE);
        let shares = |(place, _): (u32, f64)| {
            let words = &self.names[place as usize].words;
            let is = |word: &u32| {
                let all = meant.iter().filter(|(n, _)| n == word).map(|(_, is)| *is);
                all.fold(0.0, f64::max)
            };
            let own: f64 = words.iter().map(|word| self.weight(*word)).sum();
            let both: f64 = words.iter().map(|word| is(word) * self.weight(*word)).sum();
            (place, 2.0 * both / (own + total))
        };
        let mut found: Vec<(u32, f64)> = close.into_iter().map(shares).collect();
        sort_by(&mut found, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        for (place, likeness) in found.iter_mut().take(SPELT) {
            *likeness = likeness.max(self.letters(folded, *place)).min(MOST);
        }
        found.retain(|(_, likeness)| *likeness >= LEAST);
        found
    }

    /// How far a name has the same letters in the same places; nothing where it is too long or too short for that.
    fn letters(&self, folded: &str, place: u32) -> f64 {
        let name = &*self.names[place as usize].folded;
        let (short, long) = (name.len().min(folded.len()), name.len().max(folded.len()));
        if (short as f64) < LEAST * long as f64 || long > LONGEST {
            return 0.0;
        }
        strsim::normalized_damerau_levenshtein(folded, name)
    }

    /// The words that a word may be, misspelt by a letter, or two in a long word, with how much of it is right.
    fn misspelt(&self, word: &str) -> Vec<(u32, f64)> {
        let length = word.chars().count();
        if length < SHORT {
            return Vec::new();
        }
        let most = if length < 2 * SHORT { 1 } else { 2 };
        let mut seen: Vec<u32> = Vec::new();
        for short in shortenings(word) {
            seen.extend(self.shortened.get(&short).into_iter().flatten());
        }
        seen.sort_unstable();
        seen.dedup();
        seen.into_iter()
            .filter_map(|number| {
                let typos = distance(word, &self.spelt[number as usize].0)?;
                (typos <= most).then(|| (number, 1.0 - typos as f64 / length as f64))
            })
            .collect()
    }
}

/// A word, and the same without each of its letters.
fn shortenings(word: &str) -> Vec<Box<str>> {
    let mut all: Vec<Box<str>> = vec![word.into()];
    if word.chars().count() >= SHORT {
        let without = |(at, c): (usize, char)| -> Box<str> {
            format!("{}{}", &word[..at], &word[at + c.len_utf8()..]).into()
        };
        all.extend(word.char_indices().map(without));
    }
    all
}

/// A name as it stands, and its parts where a bracket holds an abbreviation or a place.
fn variants(text: &str) -> Vec<&str> {
    let text = text.trim();
    let mut all = vec![text];
    if let Some((outer, inner)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')) {
        all.extend([outer.trim(), inner.trim()].into_iter().filter(|part| !part.is_empty()));
    }
    all
}
