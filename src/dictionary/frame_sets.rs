//! The words that the reading of phrases and clauses rests on, folded and inflected.
//!
//! In: the lists of `frames-en.toml`. Out: sets. Never: a frame.

use serde::{Deserialize, Serialize};

use crate::base::sort_by_key;
use crate::cut::fold_name;
use crate::dictionary::frame_table::{FrameWords, Slot};
use crate::dictionary::inflect::Verbs;
use crate::dictionary::word_map::{WordMap, WordSet};

/// The lists of [`FrameWords`], folded.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[expect(missing_docs, reason = "frames-en.toml explains each list")]
pub struct FrameSets {
    pub relatives: WordSet,
    pub passives: WordSet,
    pub agents_by: WordSet,
    pub negations: WordSet,
    pub futures: WordSet,
    pub modals: WordSet,
    pub denials: WordSet,
    pub conditions: WordSet,
    pub periods: WordSet,
    pub deictics: WordSet,
    pub able: WordSet,
    pub contrasts: WordSet,
    pub infinitives: WordSet,
    pub genitives: WordSet,
    pub prefixes: WordSet,
    /// Pasts and participles that differ from their verbs.
    pub pasts: WordSet,
    pub gerund_endings: Vec<String>,
    pub past_endings: Vec<String>,
    pub requests: WordSet,
    pub limits: WordSet,
    pub possible: WordSet,
    pub hindrances: WordSet,
    pub nobodies: WordSet,
    pub only: WordSet,
    pub unable: WordSet,
    pub hearsay: WordSet,
    pub doubtful: WordSet,
    pub includes: WordSet,
    pub manners: WordSet,
    pub particles: WordSet,
    pub thanks: WordSet,
    pub belongings: WordSet,
    pub times: WordSet,
    pub comitatives: WordSet,
    pub plurals: WordSet,
    pub firsts: WordSet,
    pub lasts: WordSet,
    pub lands: WordSet,
    pub speakers: WordSet,
    pub speech: WordSet,
    pub some_body: WordSet,
    pub some_bodies: WordSet,
    pub parties: WordSet,
    pub pairs: WordSet,
    pub worths: WordSet,
    pub subordinating: WordSet,
    pub some_lands: WordSet,
    pub gerund_prepositions: WordSet,
    pub magnitudes: WordSet,
    pub had: WordSet,
    pub deeds: WordSet,
    pub floating: WordSet,
    pub participials: WordSet,
    pub rulers: WordSet,
    pub aims: WordSet,
    pub vague: WordSet,
    pub commitments: WordSet,
    pub copulas: WordSet,
    pub glad: WordSet,
    pub purposes: WordSet,
    pub money: WordSet,
    pub units: WordSet,
    pub monetary: WordSet,
    pub monetary_heads: WordSet,
    pub former: WordSet,
    pub against: WordSet,
    pub pronouns: WordSet,
    pub plural_pronouns: WordSet,
    pub possessives: WordSet,
    pub pointers: WordSet,
    pub articles: WordSet,
    pub parts: WordSet,
    pub jointly: WordSet,
    pub past_markers: WordSet,
    /// By the first words of phrases, the others.
    pub approximations: WordMap<Vec<Vec<Box<str>>>>,
    /// The prepositions that lead to each place, of one word or several.
    pub places: Vec<(Slot, Vec<String>)>,
}

impl FrameSets {
    /// Whether a word ends as gerunds do.
    #[must_use]
    pub fn is_gerund(&self, word: &str) -> bool {
        word.len() > 4 && self.gerund_endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    /// Whether a word ends as pasts do.
    #[must_use]
    pub fn ends_like_past(&self, word: &str) -> bool {
        self.past_endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    /// Whether a word is a past or looks like one.
    #[must_use]
    pub fn is_like_past(&self, word: &str) -> bool {
        self.ends_like_past(word) || self.pasts.contains(word)
    }

    pub(super) fn new(lists: &FrameWords, verbs: &Verbs) -> Self {
        Self {
            relatives: set(&lists.relatives),
            passives: set(&lists.passives),
            agents_by: set(&lists.agents_by),
            negations: set(&lists.negations),
            futures: set(&lists.futures),
            modals: set(&lists.modals),
            denials: set(&lists.denials),
            conditions: set(&lists.conditions),
            periods: set(&lists.periods),
            deictics: set(&lists.deictics),
            able: set(&lists.able),
            contrasts: set(&lists.contrasts),
            infinitives: set(&lists.infinitives),
            genitives: set(&lists.genitives),
            prefixes: set(&lists.prefixes),
            pasts: verbs.pasts().collect(),
            gerund_endings: lists.gerund_endings.clone(),
            past_endings: lists.past_endings.clone(),
            requests: verb_forms(&lists.requests, verbs),
            limits: set(&lists.limits),
            doubtful: set(&lists.doubtful),
            hearsay: verb_forms(&lists.hearsay, verbs),
            unable: set(&lists.unable),
            only: set(&lists.only),
            nobodies: set(&lists.nobodies),
            hindrances: verb_forms(&lists.hindrances, verbs),
            possible: set(&lists.possible),
            particles: set(&lists.particles),
            manners: set(&lists.manners),
            includes: verb_forms(&lists.includes, verbs),
            thanks: verb_forms(&lists.thanks, verbs),
            belongings: set(&lists.belongings),
            times: set(&lists.times),
            comitatives: set(&lists.comitatives),
            plurals: set(&lists.plurals),
            firsts: set(&lists.firsts),
            lasts: set(&lists.lasts),
            lands: set(&lists.lands),
            monetary: set(&lists.monetary),
            monetary_heads: set(&lists.monetary_heads),
            speakers: set(&lists.speakers),
            speech: verb_forms(&lists.speech, verbs),
            some_body: set(&lists.some_body),
            some_bodies: set(&lists.some_bodies),
            parties: set(&lists.parties),
            pairs: set(&lists.pairs),
            worths: set(&lists.worths),
            subordinating: set(&lists.subordinating),
            some_lands: set(&lists.some_lands),
            gerund_prepositions: set(&lists.gerund_prepositions),
            magnitudes: set(&lists.magnitudes),
            had: set(&lists.had),
            deeds: set(&lists.deeds),
            floating: set(&lists.floating),
            participials: set(&lists.participials),
            rulers: set(&lists.rulers),
            glad: set(&lists.glad),
            copulas: set(&lists.copulas),
            commitments: verb_forms(&lists.commitments, verbs),
            vague: set(&lists.vague),
            aims: verb_forms(&lists.aims, verbs),
            purposes: set(&lists.purposes),
            approximations: phrases(&lists.approximations),
            money: set(&lists.money),
            units: set(&lists.units),
            former: set(&lists.former),
            against: set(&lists.against),
            pronouns: set(&lists.pronouns),
            plural_pronouns: set(&lists.plural_pronouns),
            possessives: set(&lists.possessives),
            pointers: set(&lists.pointers),
            articles: set(&lists.articles),
            parts: set(&lists.parts),
            jointly: set(&lists.jointly),
            past_markers: set(&lists.past_markers),
            places: lists
                .places
                .iter()
                .map(|(slot, words)| (*slot, words.iter().map(|word| folded(word)).collect()))
                .collect(),
        }
    }
}

fn set(words: &[String]) -> WordSet {
    words.iter().map(|word| folded(word)).collect()
}

fn folded(word: &str) -> String {
    fold_name(word).trim().to_owned()
}

fn verb_forms(listed: &[String], verbs: &Verbs) -> WordSet {
    let all = listed.iter().flat_map(|verb| verbs.forms(verb));
    all.map(|(form, _)| folded(&form)).collect()
}

fn phrases(list: &[String]) -> WordMap<Vec<Vec<Box<str>>>> {
    let mut map: WordMap<Vec<Vec<Box<str>>>> = WordMap::default();
    for (first, rest) in list.iter().filter_map(|phrase| split(phrase)) {
        let same = map.or_default(&first);
        same.push(rest);
        sort_by_key(same, |rest| std::cmp::Reverse(rest.len()));
    }
    map
}

/// The first folded word of a phrase and the others.
pub(super) fn split(phrase: &str) -> Option<(String, Vec<Box<str>>)> {
    let folded = fold_name(phrase);
    let mut words = folded.split_whitespace();
    let first = words.next()?.to_owned();
    Some((first, words.map(Into::into).collect()))
}
