//! Head words: what tells the name of a body or programme that nobody listed from other capitals.
//!
//! In: `heads.toml`. Out: checked, plain values, and the same folded for looking up. Never: a text.

use serde::Deserialize;

use crate::base::Class;
use crate::cut::fold_name;
use crate::dictionary::word_map::{WordMap, WordSet};

/// A group of head words that name one kind of thing. The keys are explained in `heads.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadGroup {
    /// The class of what is named, in any spelling that [`Class`] reads.
    pub class: String,
    /// The head words, each one or more words.
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
}

/// Words that speak for or against a phrase in capitals. The keys are explained in `heads.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "heads.toml explains each list")]
pub struct HeadWords {
    #[serde(default)]
    pub generic: Vec<String>,
    #[serde(default)]
    pub common: Vec<String>,
    #[serde(default)]
    pub openers: Vec<String>,
    #[serde(default)]
    pub titles: Vec<String>,
    #[serde(default)]
    pub others: Vec<String>,
    #[serde(default)]
    pub possessors: Vec<String>,
    #[serde(default)]
    pub joints: Vec<String>,
    #[serde(default)]
    pub topics: Vec<String>,
    #[serde(default)]
    pub topic_endings: Vec<String>,
    #[serde(default)]
    pub not: Vec<String>,
    #[serde(default)]
    pub programme_nouns: Vec<String>,
    #[serde(default)]
    pub organisation_nouns: Vec<String>,
    #[serde(default)]
    pub given_countries: Vec<String>,
    #[serde(default)]
    pub given_names: Vec<String>,
    #[serde(default)]
    pub honorifics: Vec<String>,
    #[serde(default)]
    pub capital_words: Vec<String>,
    #[serde(default)]
    pub seats: Vec<String>,
    #[serde(default)]
    pub foreign_joints: Vec<String>,
}

/// Head words and the words around them, folded. Empty where nothing is to be proposed.
#[derive(Debug, Clone, Default)]
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
}

/// The words before the last word of a head, and the number of its group.
type HeadWord = (Vec<Box<str>>, usize);

/// A group of head words, ready for use.
#[derive(Debug, Clone)]
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
}

impl Heads {
    /// Folds everything for looking up. Groups whose class is none are passed over and named.
    #[must_use]
    pub fn new(groups: &[(String, HeadGroup)], words: &HeadWords) -> (Self, Vec<String>) {
        let mut heads = Self {
            generic: folded(&words.generic),
            common: folded(&words.common),
            openers: folded(&words.openers),
            titles: folded(&words.titles),
            others: folded(&words.others),
            possessors: folded(&words.possessors),
            joints: folded(&words.joints),
            topics: folded(&words.topics),
            topic_endings: words.topic_endings.clone(),
            not: folded(&words.not),
            programme_nouns: folded(&words.programme_nouns),
            organisation_nouns: folded(&words.organisation_nouns),
            nouns: folded(&[&words.programme_nouns[..], &words.organisation_nouns].concat()),
            given_countries: folded(&words.given_countries),
            given_names: folded(&words.given_names),
            honorifics: folded(&words.honorifics),
            capital_words: folded(&words.capital_words),
            seats: folded(&words.seats),
            foreign_joints: folded(&words.foreign_joints),
            ..Self::default()
        };
        let mut faults = Vec::new();
        for (id, group) in groups {
            match group.class.parse() {
                Ok(class) => heads.add(class, group),
                Err(message) => faults.push(format!("class of [{id}]: {message}")),
            }
        }
        (heads, faults)
    }

    fn add(&mut self, class: Class, group: &HeadGroup) {
        let index = self.groups.len();
        for head in &group.heads {
            let folded = fold_name(head);
            let mut words: Vec<Box<str>> = folded.split_whitespace().map(Into::into).collect();
            if let Some(last) = words.pop() {
                let entry = self.by_last.or_default(&last);
                entry.push((words, index));
                entry.sort_by_key(|(before, _)| std::cmp::Reverse(before.len()));
            }
        }
        let (after, owned) = (folded(&group.after), group.owned);
        let (leads, last) = (group.leads, group.last);
        self.groups.push(Group { class, after, owned, leads, last });
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
        };
        let groups = [
            ("funds".to_owned(), group("organisation", &["Fund"])),
            ("pooled".to_owned(), group("donor", &["Trust Fund"])),
            ("wrong".to_owned(), group("planet", &["Moon"])),
        ];
        let (heads, faults) = Heads::new(&groups, &HeadWords::default());
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
