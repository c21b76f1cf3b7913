//! Head words: what tells the name of a body or programme that nobody listed from other capitals.
//!
//! In: `heads-en.toml`. Out: checked, plain values, and the same folded for looking up. Never: a text.

use serde::{Deserialize, Serialize};

use crate::base::{Class, sort_by_key};
use crate::cut::fold_name;
use crate::dictionary::firms::FirmEndings;
use crate::dictionary::word_map::{WordMap, WordSet};

/// A group of head words that name one kind of thing. The keys are explained in `heads-en.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadGroup {
    /// The class of what is named, in any spelling that [`Class`] reads.
    pub class: String,
    /// The head words, each one or more words. Those of firms are the `firm_endings`.
    #[serde(default)]
    pub heads: Vec<String>,
    /// Words that may continue the name behind the head.
    #[serde(default)]
    pub after: Vec<String>,
    /// Whether an owner's name in front is enough to make a name.
    #[serde(default)]
    pub owned: bool,
    /// Whether the head may come first with the name behind it.
    #[serde(default)]
    pub leads: bool,
    /// Whether the head counts only as the last capital of a name.
    #[serde(default)]
    pub last: bool,
    /// Whether a post may end a name behind the head.
    #[serde(default)]
    pub posts: bool,
    /// Whether the heads are the endings of firms, which the names of partners make.
    #[serde(default)]
    pub company: bool,
    /// Whether the name of a listed body right in front belongs to the name.
    #[serde(default)]
    pub whole: bool,
    /// Whether a word before the head must be none of the topics that any name may have.
    #[serde(default)]
    pub proper: bool,
}

/// Words that speak for or against a phrase in capitals. The keys are explained in `heads-en.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "heads-en.toml explains each list")]
pub struct HeadWords {
    pub generic: Vec<String>,
    pub common: Vec<String>,
    pub openers: Vec<String>,
    pub titles: Vec<String>,
    pub others: Vec<String>,
    pub possessors: Vec<String>,
    pub joints: Vec<String>,
    pub topics: Vec<String>,
    pub topic_endings: Vec<String>,
    pub not: Vec<String>,
    pub programme_nouns: Vec<String>,
    pub organisation_nouns: Vec<String>,
    pub given_countries: Vec<String>,
    pub given_names: Vec<String>,
    pub honorifics: Vec<String>,
    pub capital_words: Vec<String>,
    pub seats: Vec<String>,
    pub foreign_joints: Vec<String>,
    pub governments: Vec<String>,
    pub state_forms: Vec<String>,
    pub list_words: Vec<String>,
    pub place_words: Vec<String>,
    pub naming_words: Vec<String>,
    pub inner_phrases: Vec<String>,
    pub terms: Vec<String>,
    pub complementizers: Vec<String>,
    pub neutral_seats: Vec<String>,
    pub declares: Vec<String>,
    pub spelt_only: Vec<String>,
    pub firm_endings: Vec<Vec<String>>,
    pub name_particles: Vec<String>,
    pub name_suffixes: Vec<String>,
    pub areas: Vec<String>,
    pub state_words: Vec<String>,
    pub states: Vec<String>,
    pub language_people: Vec<String>,
    pub language_verbs: Vec<String>,
    pub language_nouns: Vec<String>,
    pub chapters: Vec<String>,
    pub either: Vec<String>,
    pub companions: Vec<String>,
    pub passives: Vec<String>,
    pub pointers: Vec<String>,
    pub acts: Vec<String>,
    pub auxiliaries: Vec<String>,
    pub opener_endings: Vec<String>,
    pub adjective_endings: Vec<String>,
    pub deed_endings: Vec<String>,
    pub descriptors: Vec<String>,
    pub name_prefixes: Vec<String>,
    pub small_heads: Vec<String>,
    pub title_leads: Vec<String>,
    pub speaks: Vec<String>,
    pub phenomena: Vec<String>,
    pub outbreaks: Vec<String>,
    pub before_posts: Vec<String>,
    pub members: Vec<String>,
    pub group_words: Vec<String>,
    pub kind_words: Vec<String>,
    pub paid: Vec<String>,
    pub compass: Vec<String>,
    pub meetings: Vec<String>,
    pub undertakings: Vec<String>,
    pub carried_out: Vec<String>,
}

/// Head words and the words around them, folded. Empty where nothing is to be proposed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the word lists are those of HeadWords")]
pub struct Heads {
    /// The groups.
    pub groups: Vec<Group>,
    /// By the last word of a head: the words before it, and its group.
    by_last: WordMap<Vec<HeadWord>>,
    pub generic: WordSet,
    pub common: WordSet,
    pub openers: WordSet,
    pub titles: WordSet,
    pub others: WordSet,
    pub possessors: WordSet,
    pub joints: WordSet,
    pub topics: WordSet,
    pub topic_endings: Vec<String>,
    pub not: WordSet,
    pub programme_nouns: WordSet,
    pub organisation_nouns: WordSet,
    /// Both kinds of nouns, for one look at each word of a text.
    pub nouns: WordSet,
    pub given_countries: WordSet,
    pub given_names: WordSet,
    pub honorifics: WordSet,
    pub capital_words: WordSet,
    pub seats: WordSet,
    pub foreign_joints: WordSet,
    pub governments: WordSet,
    pub state_forms: WordSet,
    pub list_words: WordSet,
    pub place_words: WordSet,
    pub naming_words: WordSet,
    pub inner_phrases: WordSet,
    pub auxiliaries: WordSet,
    pub acts: WordSet,
    pub descriptors: WordSet,
    pub name_prefixes: Vec<String>,
    pub small_heads: WordSet,
    pub title_leads: WordSet,
    pub speaks: WordSet,
    pub phenomena: WordSet,
    pub outbreaks: WordSet,
    pub before_posts: WordSet,
    pub members: WordSet,
    pub group_words: WordSet,
    pub kind_words: WordSet,
    pub paid: WordSet,
    pub compass: WordSet,
    pub meetings: WordSet,
    pub undertakings: WordSet,
    pub carried_out: WordSet,
    pub pointers: WordSet,
    /// The endings of firms.
    pub endings: FirmEndings,
    /// The last words of the pointers, for one look at the word before a name.
    pointer_ends: WordSet,
    pub terms: WordSet,
    pub complementizers: WordSet,
    pub neutral_seats: WordSet,
    pub declares: WordSet,
    pub name_particles: WordSet,
    pub name_suffixes: WordSet,
    pub areas: WordSet,
    pub state_words: WordSet,
    pub states: WordSet,
    pub language_people: WordSet,
    pub language_verbs: WordSet,
    pub language_nouns: WordSet,
    pub chapters: WordSet,
    pub either: WordSet,
    pub companions: WordSet,
    pub passives: WordSet,
    pub opener_endings: Vec<String>,
    pub adjective_endings: Vec<String>,
    pub deed_endings: Vec<String>,
}

/// The words before the last word of a head, and the number of its group.
type HeadWord = (Vec<Box<str>>, usize);

/// A group of head words, ready for use.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Group {
    /// The class of what is named.
    pub class: Class,
    /// Folded words that may continue the name behind the head.
    pub after: WordSet,
    /// Whether an owner's name in front is enough to make a name.
    pub owned: bool,
    /// Whether the head may come first with the name behind it.
    pub leads: bool,
    /// Whether the head counts only as the last capital of a name.
    pub last: bool,
    /// Whether a post may end a name behind the head.
    pub posts: bool,
    /// Whether the head is that of a firm, which the names of its partners make.
    pub company: bool,
    /// Whether the name of a listed body right in front belongs to the name.
    pub whole: bool,
    /// Whether a word before the head must be none of the topics that any name may have.
    pub proper: bool,
}

impl Heads {
    /// Folds everything for looking up, the word lists of all files together. Groups whose class is none are passed over and
    /// named.
    #[must_use]
    pub fn new(groups: &[(String, HeadGroup)], words: &[HeadWords]) -> (Self, Vec<String>) {
        let all = |list: fn(&HeadWords) -> &Vec<String>| -> Vec<String> {
            words.iter().flat_map(list).cloned().collect()
        };
        let set = |list: fn(&HeadWords) -> &Vec<String>| folded(&all(list));
        let nouns = [all(|w| &w.programme_nouns), all(|w| &w.organisation_nouns)].concat();
        let mut heads = Self {
            generic: set(|w| &w.generic),
            common: set(|w| &w.common),
            openers: set(|w| &w.openers),
            titles: set(|w| &w.titles),
            others: set(|w| &w.others),
            possessors: set(|w| &w.possessors),
            joints: set(|w| &w.joints),
            topics: set(|w| &w.topics),
            not: set(|w| &w.not),
            programme_nouns: set(|w| &w.programme_nouns),
            organisation_nouns: set(|w| &w.organisation_nouns),
            given_countries: set(|w| &w.given_countries),
            given_names: set(|w| &w.given_names),
            honorifics: set(|w| &w.honorifics),
            capital_words: set(|w| &w.capital_words),
            seats: set(|w| &w.seats),
            foreign_joints: set(|w| &w.foreign_joints),
            governments: set(|w| &w.governments),
            state_forms: set(|w| &w.state_forms),
            list_words: set(|w| &w.list_words),
            place_words: set(|w| &w.place_words),
            naming_words: set(|w| &w.naming_words),
            inner_phrases: set(|w| &w.inner_phrases),
            terms: set(|w| &w.terms),
            complementizers: set(|w| &w.complementizers),
            neutral_seats: set(|w| &w.neutral_seats),
            declares: set(|w| &w.declares),
            name_particles: set(|w| &w.name_particles),
            name_suffixes: set(|w| &w.name_suffixes),
            areas: set(|w| &w.areas),
            state_words: set(|w| &w.state_words),
            states: set(|w| &w.states),
            language_people: set(|w| &w.language_people),
            language_verbs: set(|w| &w.language_verbs),
            language_nouns: set(|w| &w.language_nouns),
            chapters: set(|w| &w.chapters),
            either: set(|w| &w.either),
            companions: set(|w| &w.companions),
            passives: set(|w| &w.passives),
            pointers: set(|w| &w.pointers),
            acts: set(|w| &w.acts),
            descriptors: set(|w| &w.descriptors),
            name_prefixes: all(|w| &w.name_prefixes),
            small_heads: set(|w| &w.small_heads),
            title_leads: set(|w| &w.title_leads),
            speaks: set(|w| &w.speaks),
            phenomena: set(|w| &w.phenomena),
            outbreaks: set(|w| &w.outbreaks),
            before_posts: set(|w| &w.before_posts),
            members: set(|w| &w.members),
            group_words: set(|w| &w.group_words),
            kind_words: set(|w| &w.kind_words),
            paid: set(|w| &w.paid),
            compass: set(|w| &w.compass),
            meetings: set(|w| &w.meetings),
            undertakings: set(|w| &w.undertakings),
            carried_out: set(|w| &w.carried_out),
            auxiliaries: set(|w| &w.auxiliaries),
            endings: FirmEndings::new(words.iter().flat_map(|w| &w.firm_endings)),
            pointer_ends: folded(&last_words(&all(|w| &w.pointers))),
            nouns: folded(&nouns),
            topic_endings: all(|w| &w.topic_endings),
            opener_endings: all(|w| &w.opener_endings),
            adjective_endings: all(|w| &w.adjective_endings),
            deed_endings: all(|w| &w.deed_endings),
            ..Self::default()
        };
        let mut faults = Vec::new();
        // An ending of firms that is a head of another group too says what that group says.
        let (firms, others): (Vec<_>, Vec<_>) = groups.iter().partition(|(_, g)| g.company);
        for (id, group) in others.into_iter().chain(firms) {
            match group.class.parse() {
                Ok(class) => heads.add(class, group, words),
                Err(message) => faults.push(format!("class of [{id}]: {message}")),
            }
        }
        (heads, faults)
    }

    fn add(&mut self, class: Class, group: &HeadGroup, words: &[HeadWords]) {
        let index = self.groups.len();
        let endings = words.iter().flat_map(|w| w.firm_endings.iter().flatten());
        for head in group.heads.iter().chain(endings.filter(|_| group.company)) {
            let folded = fold_name(head);
            let mut words: Vec<Box<str>> = folded.split_whitespace().map(Into::into).collect();
            if let Some(last) = words.pop() {
                let entry = self.by_last.or_default(&last);
                entry.push((words, index));
                sort_by_key(entry, |(before, _)| std::cmp::Reverse(before.len()));
            }
        }
        let (after, owned) = (folded(&group.after), group.owned);
        let HeadGroup { leads, last, posts, company, whole, proper, .. } = *group;
        self.groups.push(Group { class, after, owned, leads, last, posts, company, whole, proper });
    }

    /// Whether nothing is to be proposed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The same word lists without head words, so that nothing is proposed.
    #[must_use]
    pub fn without_groups(self) -> Self {
        Self { groups: Vec::new(), by_last: WordMap::default(), ..self }
    }

    /// Whether a word is one that names of bodies are made of, and so no family name.
    #[must_use]
    pub fn is_common_word(&self, word: &str) -> bool {
        let lists = [&self.generic, &self.common, &self.openers, &self.titles, &self.others];
        lists.iter().any(|list| list.contains(word))
            || self.by_last.contains(word)
            || self.is_topic(word)
    }

    /// The longest head that ends with the folded word `word(0)`; `word(k)` is the k-th word before it. Returns how many
    /// words it has and its group.
    pub fn ending<'w>(&self, word: impl Fn(usize) -> &'w str) -> Option<(usize, &Group)> {
        let (before, group) = self.by_last.get(word(0))?.iter().find(|(before, _)| {
            before.iter().rev().zip(1..).all(|(expected, k)| **expected == *word(k))
        })?;
        Some((before.len() + 1, &self.groups[*group]))
    }

    /// Whether "and" may join this word to another inside a name.
    #[must_use]
    pub fn is_topic(&self, word: &str) -> bool {
        self.topics.contains(word)
            || self.topic_endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    /// Whether a word is an adjective by its ending, so that a name goes on behind "and".
    #[must_use]
    pub fn is_adjective(&self, word: &str) -> bool {
        self.adjective_endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    /// Whether a word is the last of a phrase that points to a body.
    #[must_use]
    pub fn knows_pointer(&self, word: &str) -> bool {
        self.pointer_ends.contains(word)
    }
}

/// The last word of each phrase.
fn last_words(phrases: &[String]) -> Vec<String> {
    phrases.iter().filter_map(|phrase| phrase.split(' ').next_back()).map(Into::into).collect()
}

fn folded(words: &[String]) -> WordSet {
    words.iter().map(|word| fold_name(word).trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::{HeadGroup, HeadWords, Heads};

    #[test]
    fn the_longest_head_counts() {
        let group = |class: &str, heads: &[&str]| HeadGroup {
            class: class.to_owned(),
            heads: heads.iter().map(|h| (*h).to_owned()).collect(),
            after: Vec::new(),
            owned: false,
            leads: false,
            last: false,
            posts: false,
            company: false,
            whole: false,
            proper: false,
        };
        let groups = [
            ("funds".to_owned(), group("organisation", &["Fund"])),
            ("pooled".to_owned(), group("donor", &["Trust Fund"])),
            ("wrong".to_owned(), group("planet", &["Moon"])),
        ];
        let (heads, faults) = Heads::new(&groups, &[HeadWords::default()]);
        assert_eq!(faults.len(), 1);
        let length = |words: &[&str]| {
            heads
                .ending(|k| words.get(k).copied().unwrap_or_default())
                .map(|(n, g)| (n, g.class.name()))
        };
        assert_eq!(length(&["fund", "trust"]), Some((2, "Donor")));
        assert_eq!(length(&["fund", "wildlife"]), Some((1, "Organisation")));
        assert_eq!(length(&["moon"]), None);
    }
}
