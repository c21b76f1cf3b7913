//! Many phrases searched at once.
//!
//! In: folded phrases with a value each. Out: every place in folded tokens where one of them stands. Never: a choice
//! between overlapping ones, which is the business of `extract` and `link`.
//!
//! A trie whose edges are words: it matches whole words by construction, is ready in a few milliseconds, and reads a text
//! at the same speed whether it holds a thousand names or a million. Phrases in scripts without spaces, where any letter may
//! begin one, are left to an automaton that reads each letter once, whatever begins or ends there.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use rustc_hash::FxHashMap;

use crate::base::sort_by_key;
use crate::cut::{ADDRESS, Tokens, is_unspaced};
use crate::dictionary::word_map::WordMap;

/// A trie over the words of phrases. Each phrase carries the values it was given.
#[derive(Debug, Clone)]
pub struct Matcher<T> {
    /// The words of all phrases, numbered.
    words: WordMap<NonZeroU32>,
    /// From the root, by a word, to the next node; most searches end here.
    first: Vec<Option<NonZeroU32>>,
    /// From any other node, by a word, to the next node.
    edges: FxHashMap<(u32, NonZeroU32), u32>,
    /// The phrase that ends at a node.
    ends: Vec<Option<u32>>,
    values: Vec<Vec<T>>,
    unspaced: Unspaced,
}

/// The phrases in scripts that put no spaces between words.
#[derive(Debug, Clone, Default)]
struct Unspaced {
    /// Their numbers by their folded form.
    phrases: BTreeMap<Box<str>, u32>,
    /// What finds them, with their numbers in its order; made for the first text in such a script.
    automaton: OnceLock<(AhoCorasick, Vec<u32>)>,
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

const ROOT: u32 = 0;

impl<T> Default for Matcher<T> {
    fn default() -> Self {
        Self {
            words: WordMap::default(),
            first: vec![None],
            edges: FxHashMap::default(),
            ends: vec![None],
            values: Vec::new(),
            unspaced: Unspaced::default(),
        }
    }
}

impl<T: PartialEq> Matcher<T> {
    /// Adds a value for a folded phrase (see [`fold_name`](crate::cut::fold_name)); a phrase without words and a
    /// value that the phrase has already are passed over, and so is an address.
    pub fn add(&mut self, folded: &str, value: T) {
        // What stands in a web or mail address names nobody.
        if folded.contains(ADDRESS) {
            return;
        }
        let new = number(self.values.len());
        let phrase = if folded.chars().any(is_unspaced) {
            self.unspaced.number(folded, new)
        } else {
            let mut node = ROOT;
            for word in folded.split(' ').filter(|word| !word.is_empty()) {
                let word = self.word(word);
                node = match self.next(node, word) {
                    Some(next) => next,
                    None => self.grow(node, word),
                };
            }
            if node == ROOT {
                return;
            }
            *self.ends[node as usize].get_or_insert(new)
        };
        if phrase == new {
            self.values.push(Vec::new());
        }
        let values = &mut self.values[phrase as usize];
        if !values.contains(&value) {
            values.push(value);
        }
    }
}

impl Unspaced {
    /// The number of a phrase; `new` where it is not known yet.
    fn number(&mut self, folded: &str, new: u32) -> u32 {
        self.automaton.take();
        *self.phrases.entry(folded.into()).or_insert(new)
    }

    /// Adds the phrases that stand in the tokens, also those inside others.
    fn find(&self, tokens: &Tokens, hits: &mut Vec<Hit>) {
        if self.phrases.is_empty() || !tokens.has_unspaced() {
            return;
        }
        let (automaton, numbers) = self.automaton.get_or_init(|| self.compile());
        // A folded phrase has a space at both ends, as tokens have: so it begins and ends where they do.
        let found = automaton.find_overlapping_iter(&tokens.folded).map(|found| Hit {
            first: tokens.at_folded(found.start() + 1),
            end: tokens.at_folded(found.end()),
            phrase: numbers[found.pattern()] as usize,
        });
        hits.extend(found);
        sort_by_key(hits, |hit| (hit.first, hit.end));
    }

    #[expect(
        clippy::expect_used,
        reason = "two billion states hold all names that fit into memory"
    )]
    fn compile(&self) -> (AhoCorasick, Vec<u32>) {
        let phrases = self.phrases.keys().map(|phrase| phrase.as_bytes());
        let automaton = AhoCorasick::new(phrases).expect("an automaton of names");
        (automaton, self.phrases.values().copied().collect())
    }
}

impl<T> Matcher<T> {
    /// The number of a word, new or known.
    fn word(&mut self, word: &str) -> NonZeroU32 {
        match self.words.get(word) {
            Some(&known) => known,
            None => {
                // The first place of `first` is nobody's.
                let new = NonZeroU32::MIN.saturating_add(number(self.first.len() - 1));
                self.words.insert(word, new);
                self.first.push(None);
                new
            }
        }
    }

    fn next(&self, node: u32, word: NonZeroU32) -> Option<u32> {
        match node {
            ROOT => self.first[word.get() as usize].map(NonZeroU32::get),
            _ => self.edges.get(&(node, word)).copied(),
        }
    }

    fn grow(&mut self, node: u32, word: NonZeroU32) -> u32 {
        let new = number(self.ends.len());
        self.ends.push(None);
        match node {
            ROOT => self.first[word.get() as usize] = NonZeroU32::new(new),
            _ => {
                self.edges.insert((node, word), new);
            }
        }
        new
    }

    /// All phrases in the tokens, in reading order; of those that start together the shorter comes first.
    #[must_use]
    pub fn find(&self, tokens: &Tokens) -> Vec<Hit> {
        let words: Vec<_> =
            (0..tokens.len()).map(|i| self.words.get(tokens.word(i)).copied()).collect();
        self.find_in(tokens, |i| words[i])
    }

    /// The same where the numbers of the words are known; see [`Matcher::words`].
    pub(crate) fn find_in(
        &self,
        tokens: &Tokens,
        word: impl Fn(usize) -> Option<NonZeroU32>,
    ) -> Vec<Hit> {
        let n_words = tokens.len();
        let mut hits = Vec::with_capacity(n_words / 4);
        for first in 0..n_words {
            let mut node = ROOT;
            for at in first..n_words {
                let Some(next) = word(at).and_then(|word| self.next(node, word)) else { break };
                if let Some(phrase) = self.ends[next as usize] {
                    hits.push(Hit { first, end: at + 1, phrase: phrase as usize });
                }
                node = next;
            }
        }
        self.unspaced.find(tokens, &mut hits);
        hits
    }

    /// The values of a phrase.
    #[must_use]
    pub fn values(&self, phrase: usize) -> &[T] {
        &self.values[phrase]
    }

    /// The words of all phrases, numbered.
    pub(super) fn words(&self) -> &WordMap<NonZeroU32> {
        &self.words
    }

    /// Whether a folded word stands in a phrase.
    #[must_use]
    pub fn knows(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// The values of the phrase that is this one folded word; none where there is no such phrase.
    #[must_use]
    pub fn word_values(&self, word: &str) -> &[T] {
        let node = self.words.get(word).and_then(|&word| self.next(ROOT, word));
        match node.and_then(|node| self.ends[node as usize]) {
            Some(phrase) => self.values(phrase as usize),
            None => &[],
        }
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

/// A count as a number of a node, word or phrase; four billion of them would not fit into any memory.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Matcher;
    use crate::cut::{fold, fold_name};

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
        let mut matcher = Matcher::default();
        for name in names {
            matcher.add(&fold_name(name), name);
        }
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

    /// Names and texts from the same few pieces of several scripts, so that they meet often.
    fn pieces(at_most: usize) -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "中",
            "国",
            "行",
            "银",
            "の",
            "ユニ",
            "ガ",
            "ｶﾞ",
            "ー",
            "ก",
            "กำ",
            "ก้",
            "ข",
            "ខ្ម",
            "က",
            "ա",
            "한",
            "un",
            "Ａ",
            "a",
            "2",
            "２",
            " ",
            "\u{3000}",
            "，",
            ".",
            "-",
            "\u{200b}",
            "é",
            "e\u{301}",
        ]);
        prop::collection::vec(piece, 1..=at_most).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn finds_in_any_script_what_a_naive_scan_finds(
            names in prop::collection::vec(pieces(4), 1..12),
            text in pieces(60),
        ) {
            let mut matcher = Matcher::default();
            for (i, name) in names.iter().enumerate() {
                matcher.add(&fold_name(name), i);
            }
            let tokens = fold(&text);
            let mut found = Vec::new();
            for hit in matcher.find(&tokens) {
                let written = &text[tokens.cover(hit.first, hit.end).range()];
                for &i in matcher.values(hit.phrase) {
                    prop_assert_eq!(fold_name(written), fold_name(&names[i]), "{:?}", text);
                    found.push((hit.first, hit.end, i));
                }
            }
            let words = |text: &str| -> Vec<String> {
                fold_name(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
            };
            let mut naive = Vec::new();
            for (i, name) in names.iter().map(|name| words(name)).enumerate().filter(|(_, n)| !n.is_empty()) {
                for (first, window) in words(&text).windows(name.len()).enumerate() {
                    if window == name {
                        naive.push((first, first + name.len(), i));
                    }
                }
            }
            found.sort_unstable();
            naive.sort_unstable();
            prop_assert_eq!(found, naive, "{:?} in {:?}", names, text);
        }
    }

    /// The word trie against an Aho-Corasick automaton over the folded text: the same finds on the whole archive.
    #[test]
    fn finds_what_an_automaton_finds() {
        let (vocabulary, _) = crate::dictionary::read(&crate::dictionary::builtin_files());
        let mut matcher = Matcher::default();
        let mut phrases: Vec<String> = Vec::new();
        for listed in vocabulary.entries.values() {
            for name in std::iter::once(&listed.entry.name)
                .chain(&listed.entry.names)
                .chain(&listed.entry.abbr)
            {
                let folded = fold_name(name);
                if !phrases.contains(&folded) {
                    matcher.add(&folded, phrases.len());
                    phrases.push(folded);
                }
            }
        }
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/unodc-see-stories-2020.txt");
        let text: String = std::fs::read_to_string(path).unwrap().chars().take(60_000).collect();
        let tokens = fold(&text);
        let mut found: Vec<_> = matcher
            .find(&tokens)
            .iter()
            .map(|h| (h.first, h.end, matcher.values(h.phrase)[0]))
            .collect();
        let mut ends = vec![0]; // byte offsets in the folded text at which tokens end
        for i in 0..tokens.len() {
            ends.push(ends[i] + tokens.word(i).len() + 1);
        }
        let token = |byte: usize| ends.binary_search(&byte).unwrap();
        let automaton = aho_corasick::AhoCorasick::new(&phrases).unwrap();
        let mut expected: Vec<_> = automaton
            .find_overlapping_iter(&tokens.folded)
            .map(|m| (token(m.start()), token(m.end() - 1), m.pattern().as_usize()))
            .collect();
        found.sort_unstable();
        expected.sort_unstable();
        assert!(!found.is_empty());
        assert_eq!(found, expected);
    }
}
