//! The endings of firms: `Ltd`, `(Private) Limited`, `S.p.A.`.
//!
//! In: `heads-en.toml`. Out: whether an ending starts at a word, and which of them mean the same. Never: which firm it is.

use serde::{Deserialize, Serialize};

use crate::base::sort_by_key;
use crate::cut::{Tokens, fold_name};
use crate::dictionary::word_map::{WordMap, WordSet};

/// The words of an ending behind its first one, and its group.
type Ending = (Vec<Box<str>>, usize);

/// The endings of firms, folded for looking up.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct FirmEndings {
    /// By its first word; the longest first.
    by_first: WordMap<Vec<Ending>>,
    /// The endings of one word that are written small: `plc`.
    small: WordSet,
    /// The last word of each.
    last: WordSet,
}

impl FirmEndings {
    /// Folds the endings, those of a group meaning the same.
    pub(super) fn new<'a>(groups: impl Iterator<Item = &'a Vec<String>>) -> Self {
        let mut all = Self::default();
        for (group, endings) in groups.enumerate() {
            for ending in endings {
                all.add(ending, group);
            }
        }
        all
    }

    fn add(&mut self, ending: &str, group: usize) {
        let folded = fold_name(ending);
        let mut words = folded.split_whitespace();
        let Some(first) = words.next() else { return };
        let rest: Vec<Box<str>> = words.map(Into::into).collect();
        if rest.is_empty() && ending.starts_with(char::is_lowercase) {
            self.small.insert(first, ());
        }
        self.last.insert(rest.last().map_or(first, |last| &**last), ());
        let known = self.by_first.or_default(first);
        if known.iter().all(|(other, _)| *other != rest) {
            known.push((rest, group));
            sort_by_key(known, |(rest, _)| std::cmp::Reverse(rest.len()));
        }
    }

    /// How many words and signs the longest ending has that starts with `word(0)`, and its group; `word(k)` is the k-th behind it.
    #[must_use]
    pub fn starting<'w>(&self, word: impl Fn(usize) -> &'w str) -> Option<(usize, usize)> {
        let fits = |rest: &[Box<str>]| rest.iter().zip(1..).all(|(w, k)| **w == *word(k));
        let (rest, group) = self.by_first.get(word(0))?.iter().find(|(rest, _)| fits(rest))?;
        Some((rest.len() + 1, *group))
    }

    /// One past the ending that stands behind a name, with a comma before it or without, and its group.
    #[must_use]
    pub fn behind(&self, tokens: &Tokens, at: usize) -> Option<(usize, usize)> {
        let word = |i: usize| if i < tokens.len() { tokens.word(i) } else { "" };
        let first = if word(at) == "," { at + 1 } else { at };
        self.starting(|k| word(first + k)).map(|(length, group)| (first + length, group))
    }

    /// A firm's name without its ending and the comma before it, folded, and the group of the ending.
    #[must_use]
    pub fn without<'n>(&self, folded: &'n str) -> Option<(&'n str, usize)> {
        // Few names end like a firm's: the others are not looked at word by word.
        let last = folded.trim_ascii_end().rsplit(' ').next()?;
        if !self.last.contains(last) {
            return None;
        }
        let words: Vec<&str> = folded.split_whitespace().collect();
        let word = |k: usize| words.get(k).copied().unwrap_or_default();
        let ends = |at: &usize| {
            let found = self.starting(|k| word(at + k))?;
            (at + found.0 == words.len()).then_some((*at, found.1))
        };
        let (at, group) = (1..words.len()).find_map(|at| ends(&at))?;
        let at = if words[at - 1] == "," { at - 1 } else { at };
        let length: usize = words[..at].iter().map(|word| word.len() + 1).sum();
        (at > 0).then(|| (&folded[..=length], group))
    }

    /// Whether a folded word is an ending that is written small.
    #[must_use]
    pub fn is_small(&self, word: &str) -> bool {
        self.small.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::FirmEndings;

    fn endings() -> FirmEndings {
        let groups = [
            vec!["Ltd", "Co. Ltd", "(Pvt) Ltd", "Pvt Ltd"],
            vec!["S.p.A"],
            vec!["plc", "PLC"],
            vec!["GmbH & Co. KG", "GmbH"],
        ];
        let groups = groups.map(|group| group.into_iter().map(str::to_owned).collect());
        FirmEndings::new(groups.iter())
    }

    #[test]
    fn the_longest_ending_counts() {
        let endings = endings();
        type Case = (&'static [&'static str], Option<(usize, usize)>);
        let table: &[Case] = &[
            (&["ltd", "."], Some((1, 0))),
            (&["co", ".", "ltd"], Some((3, 0))),
            (&["co", "ltd"], None),
            (&["(", "pvt", ")", "ltd"], Some((4, 0))),
            (&["(", "fiji", ")", "ltd"], None),
            (&["s", ".", "p", ".", "a", "."], Some((5, 1))),
            (&["plc"], Some((1, 2))),
            (&["gmbh", "and", "co", ".", "kg"], Some((5, 3))),
            (&["gmbh", "and", "roe"], Some((1, 3))),
            (&[], None),
        ];
        for (words, expected) in table {
            let word = |k: usize| words.get(k).copied().unwrap_or_default();
            assert_eq!(endings.starting(word), *expected, "{words:?}");
        }
        assert!(endings.is_small("plc") && !endings.is_small("ltd"));
    }

    #[test]
    fn a_firm_without_its_ending() {
        let endings = endings();
        let table = [
            (" acme ltd ", Some((" acme ", 0))),
            (" acme , ltd ", Some((" acme ", 0))),
            (" acme lanka ( pvt ) ltd ", Some((" acme lanka ", 0))),
            (" acme s . p . a ", Some((" acme ", 1))),
            (" ltd ", None),
            (" , ltd ", None),
            (" acme bank ", None),
            (" ltd bank ", None),
        ];
        for (name, expected) in table {
            assert_eq!(endings.without(name), expected, "{name}");
        }
    }
}
