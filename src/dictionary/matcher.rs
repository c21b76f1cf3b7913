//! Many phrases searched at once.
//!
//! In: folded phrases with a value each. Out: every place in folded tokens where one of them stands. Never: a choice
//! between overlapping ones, which is the business of `extract` and `link`.

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashMap;

use crate::dictionary::fold::Tokens;

/// An automaton over folded phrases. Each phrase carries the values it was given.
#[derive(Debug, Clone)]
pub struct Matcher<T> {
    automaton: AhoCorasick,
    values: Vec<Vec<T>>,
}

/// A phrase found: tokens `first..end`, and the number of the phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Index of the first token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// Which phrase; see [`Matcher::values`].
    pub phrase: usize,
}

/// Phrases being gathered; phrases that fold alike share one place in the automaton.
#[derive(Debug)]
pub struct Phrases<T> {
    phrases: Vec<String>,
    numbers: FxHashMap<String, usize>,
    values: Vec<Vec<T>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { phrases: Vec::new(), numbers: FxHashMap::default(), values: Vec::new() }
    }
}

impl<T: PartialEq> Phrases<T> {
    /// Adds a value for a folded phrase (see [`fold_name`](crate::dictionary::fold_name)); a phrase without words and a
    /// value that the phrase has already are passed over.
    pub fn add(&mut self, folded: String, value: T) {
        if folded.trim().is_empty() {
            return;
        }
        let number = *self.numbers.entry(folded).or_insert_with_key(|phrase| {
            self.phrases.push(phrase.clone());
            self.values.push(Vec::new());
            self.phrases.len() - 1
        });
        if !self.values[number].contains(&value) {
            self.values[number].push(value);
        }
    }

    /// Compiles the automaton.
    ///
    /// # Errors
    /// When there are more phrases than an automaton can hold.
    pub fn compile(self) -> Result<Matcher<T>, aho_corasick::BuildError> {
        // Every phrase starts and ends with the space between tokens, so only whole words match, and overlapping
        // search is needed because neighbours share that space.
        let automaton =
            AhoCorasick::builder().match_kind(MatchKind::Standard).build(&self.phrases)?;
        Ok(Matcher { automaton, values: self.values })
    }
}

impl<T> Matcher<T> {
    /// All phrases in the tokens, in the order in which they end; the shorter of two that end together comes last.
    #[must_use]
    pub fn find(&self, tokens: &Tokens) -> Vec<Hit> {
        self.automaton
            .find_overlapping_iter(&tokens.folded)
            .map(|found| Hit {
                first: tokens.at_folded(found.start() + 1),
                end: tokens.at_folded(found.end()),
                phrase: found.pattern().as_usize(),
            })
            .collect()
    }

    /// The values of a phrase.
    #[must_use]
    pub fn values(&self, phrase: usize) -> &[T] {
        &self.values[phrase]
    }

    /// The number of different phrases.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::Phrases;
    use crate::dictionary::{fold, fold_name};

    #[test]
    fn finds_what_a_naive_search_finds() {
        let names = [
            "UN",
            "UN Women",
            "Women",
            "World Bank",
            "World Bank Group",
            "Bank",
            "New England",
            "Côte d'Ivoire",
        ];
        let text = "UN Women, the UN-World Bank Group; BANKS no. bank yes. new England. new. England cote d’Ivoire";
        let mut phrases = Phrases::default();
        for name in names {
            phrases.add(fold_name(name), name);
        }
        let matcher = phrases.compile().unwrap();
        let tokens = fold(text);
        let mut found: Vec<_> = matcher
            .find(&tokens)
            .iter()
            .map(|h| (h.first, h.end, matcher.values(h.phrase)[0]))
            .collect();
        found.sort_unstable();
        let words: Vec<_> = (0..tokens.len()).map(|i| tokens.word(i)).collect();
        let mut naive = Vec::new();
        for first in 0..words.len() {
            for name in names {
                let wanted = fold(name);
                let wanted: Vec<_> = (0..wanted.len()).map(|i| wanted.word(i).to_owned()).collect();
                if words[first..].iter().zip(&wanted).filter(|(a, b)| *a == b).count()
                    == wanted.len()
                {
                    naive.push((first, first + wanted.len(), name));
                }
            }
        }
        naive.sort_unstable();
        assert_eq!(found, naive);
    }
}
