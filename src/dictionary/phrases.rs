//! Many phrases searched at once.
//!
//! In: folded phrases. Out: every place in folded tokens where one of them stands. Never: a choice between overlapping ones, which
//! is the business of `extract` and `link`.
//!
//! A trie whose edges are words: it matches whole words by construction, is ready in a few milliseconds, and reads a text
//! at the same speed whether it holds a thousand names or a million. It lies in a few pieces of memory, as in a file, so that a
//! vocabulary that was compiled before is read at once. Phrases in scripts without spaces, where any letter may begin one, are
//! left to an automaton that reads each letter once, whatever begins or ends there.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use bytes::Bytes;
use rustc_hash::FxHashMap;

use crate::base::sort_by_key;
use crate::cut::{ADDRESS, Tokens, is_unspaced};
use crate::dictionary::numbers::{Numbers, number};

/// A trie over the words of phrases, which are numbered.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    /// From the root, by the number of a word, to the next node; 0 where there is none. Most searches end here.
    first: Numbers,
    /// For each node one more than the phrase that ends there, or 0, and where its edges begin; one node more at the end.
    nodes: Numbers,
    /// From the other nodes, sorted by node and word: the word, and the next node.
    edges: Numbers,
    unspaced: Unspaced,
}

/// The same while phrases are added.
#[derive(Debug)]
pub(super) struct PhraseBuilder {
    /// From the root, by the number of a word, to the next node; 0 where there is none.
    first: Vec<u32>,
    /// From the other nodes the first edge: its word, 0 where there is none, and the next node. Most have no other.
    only: Vec<(u32, u32)>,
    /// The other edges: from a node, by a word, to the next node.
    edges: FxHashMap<(u32, NonZeroU32), u32>,
    /// One more than the phrase that ends at a node, or 0.
    ends: Vec<u32>,
    unspaced: BTreeMap<Box<str>, u32>,
    len: u32,
}

/// The phrases in scripts that put no spaces between words.
#[derive(Debug, Clone, Default)]
struct Unspaced {
    /// Their folded forms in order, one behind the other.
    texts: Bytes,
    /// For each where it begins, and its number.
    listed: Numbers,
    /// What finds them; made for the first text in such a script.
    automaton: OnceLock<AhoCorasick>,
}

/// A phrase found: tokens `first..end`, and the number of the phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Index of the first token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// Which phrase.
    pub phrase: usize,
}

const ROOT: u32 = 0;

impl Default for PhraseBuilder {
    fn default() -> Self {
        let (first, edges, unspaced) = (Vec::new(), FxHashMap::default(), BTreeMap::new());
        Self { first, only: vec![(0, 0)], edges, ends: vec![0], unspaced, len: 0 }
    }
}

impl PhraseBuilder {
    /// The number of a folded phrase (see [`fold_name`](crate::cut::fold_name)), a new one where it is not known yet; `word` numbers
    /// its words. A phrase without words has none, and neither has an address: what stands in one names nobody.
    pub(super) fn number(
        &mut self,
        folded: &str,
        mut word: impl FnMut(&str) -> NonZeroU32,
    ) -> Option<u32> {
        if folded.contains(ADDRESS) {
            return None;
        }
        let new = self.len;
        let phrase = if !folded.is_ascii() && folded.chars().any(is_unspaced) {
            *self.unspaced.entry(folded.into()).or_insert(new)
        } else {
            let mut node = ROOT;
            // No other white space is left in a folded phrase.
            for text in folded.split_ascii_whitespace() {
                node = self.step(node, word(text));
            }
            if node == ROOT {
                return None;
            }
            let end = &mut self.ends[node as usize];
            if *end == 0 {
                *end = new + 1;
            }
            *end - 1
        };
        self.len += u32::from(phrase == new);
        Some(phrase)
    }

    /// The node behind another one by a word, a new one where there is none yet.
    fn step(&mut self, node: u32, word: NonZeroU32) -> u32 {
        let grown = number(self.ends.len());
        let next = if node == ROOT {
            let at = word.get() as usize;
            if at >= self.first.len() {
                self.first.resize(at + 1, 0);
            }
            let next = &mut self.first[at];
            if *next == 0 {
                *next = grown;
            }
            *next
        } else {
            match &mut self.only[node as usize] {
                only @ (0, _) => {
                    *only = (word.get(), grown);
                    grown
                }
                (other, next) if *other == word.get() => *next,
                _ => *self.edges.entry((node, word)).or_insert(grown),
            }
        };
        if next == grown {
            self.ends.push(0);
            self.only.push((0, 0));
        }
        next
    }

    /// The number of different phrases.
    pub(super) fn len(&self) -> usize {
        self.len as usize
    }

    /// No more are added.
    pub(super) fn finish(self) -> Phrases {
        let mut more: Vec<(u32, u32, u32)> =
            self.edges.into_iter().map(|((node, word), next)| (node, word.get(), next)).collect();
        more.sort_unstable();
        let mut more = more.into_iter().peekable();
        let mut edges: Vec<(u32, u32)> = Vec::new();
        let mut begin = Vec::with_capacity(self.only.len() + 1);
        for (node, only) in (0..).zip(self.only) {
            let first = edges.len();
            begin.push(number(first));
            edges.extend(Some(only).filter(|(word, _)| *word != 0));
            while let Some((_, word, next)) = more.next_if(|(from, ..)| *from == node) {
                edges.push((word, next));
            }
            sort_by_key(&mut edges[first..], |(word, _)| *word);
        }
        begin.push(number(edges.len()));
        let ends = self.ends.into_iter().chain([0]);
        Phrases {
            first: self.first.into_iter().collect(),
            nodes: ends.zip(begin).flat_map(|(end, begin)| [end, begin]).collect(),
            edges: edges.into_iter().flat_map(|(word, next)| [word, next]).collect(),
            unspaced: Unspaced::new(self.unspaced),
        }
    }
}

impl Unspaced {
    fn new(phrases: BTreeMap<Box<str>, u32>) -> Self {
        let mut texts = Vec::new();
        let mut listed = Vec::new();
        for (phrase, n) in phrases {
            listed.extend([number(texts.len()), n]);
            texts.extend_from_slice(phrase.as_bytes());
        }
        let listed = listed.into_iter().collect();
        Self { texts: texts.into(), listed, automaton: OnceLock::new() }
    }

    /// Adds the phrases that stand in the tokens, also those inside others.
    fn find(&self, tokens: &Tokens, hits: &mut Vec<Hit>) {
        if self.texts.is_empty() || !tokens.has_unspaced() {
            return;
        }
        let automaton = self.automaton.get_or_init(|| self.compile());
        // A folded phrase has a space at both ends, as tokens have: so it begins and ends where they do.
        let found = automaton.find_overlapping_iter(&tokens.folded).map(|found| Hit {
            first: tokens.at_folded(found.start() + 1),
            end: tokens.at_folded(found.end()),
            phrase: self.listed.place(2 * found.pattern().as_usize() + 1),
        });
        hits.extend(found);
        sort_by_key(hits, |hit| (hit.first, hit.end));
    }

    #[expect(
        clippy::expect_used,
        reason = "two billion states hold all names that fit into memory"
    )]
    fn compile(&self) -> AhoCorasick {
        let n_phrases = self.listed.len() / 2;
        let begin =
            |i: usize| if i < n_phrases { self.listed.place(2 * i) } else { self.texts.len() };
        let phrases = (0..n_phrases).map(|i| self.texts.get(begin(i)..begin(i + 1)).unwrap_or(&[]));
        AhoCorasick::new(phrases).expect("an automaton of names")
    }
}

impl Phrases {
    fn next(&self, node: u32, word: NonZeroU32) -> Option<u32> {
        let word = word.get();
        if node == ROOT {
            return Some(self.first.at(word as usize)).filter(|next| *next != 0);
        }
        let begin = |node: usize| self.nodes.place(2 * node + 1);
        let (mut from, mut to) = (begin(node as usize), begin(node as usize + 1));
        while from < to {
            let middle = usize::midpoint(from, to);
            match self.edges.at(2 * middle) {
                other if other == word => return Some(self.edges.at(2 * middle + 1)),
                other if other < word => from = middle + 1,
                _ => to = middle,
            }
        }
        None
    }

    /// The phrase that ends at a node.
    fn end(&self, node: u32) -> Option<usize> {
        self.nodes.place(2 * node as usize).checked_sub(1)
    }

    /// All phrases in the tokens, in reading order; of those that start together the shorter comes first. `word` tells the number
    /// of the word at a token.
    pub(super) fn find(
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
                if let Some(phrase) = self.end(next) {
                    hits.push(Hit { first, end: at + 1, phrase });
                }
                node = next;
            }
        }
        self.unspaced.find(tokens, &mut hits);
        hits
    }

    /// The phrase that is this one word.
    pub(super) fn of_word(&self, word: NonZeroU32) -> Option<usize> {
        self.end(self.next(ROOT, word)?)
    }

    /// The bytes that hold it.
    pub(super) fn bytes(&self) -> [&Bytes; 5] {
        let Unspaced { texts, listed, .. } = &self.unspaced;
        [self.first.bytes(), self.nodes.bytes(), self.edges.bytes(), texts, listed.bytes()]
    }

    /// The phrases that these bytes hold.
    pub(super) fn of([first, nodes, edges, texts, listed]: [Bytes; 5]) -> Self {
        let unspaced = Unspaced { texts, listed: listed.into(), automaton: OnceLock::new() };
        Self { first: first.into(), nodes: nodes.into(), edges: edges.into(), unspaced }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use std::num::NonZeroU32;

    use super::{Hit, PhraseBuilder, Phrases};
    use crate::cut::{Tokens, fold, fold_name};
    use crate::dictionary::text_map::{TextMap, TextMapBuilder};

    /// Phrases with the words that they are made of, each with the numbers of the names that it is.
    struct Matcher {
        words: TextMap,
        phrases: Phrases,
        names: Vec<Vec<usize>>,
    }

    impl Matcher {
        fn of<S: AsRef<str>>(folded: &[S]) -> Self {
            let mut words = TextMapBuilder::default();
            let mut phrases = PhraseBuilder::default();
            let mut names: Vec<Vec<usize>> = Vec::new();
            for (i, name) in folded.iter().enumerate() {
                let number = |word: &str| {
                    let new = u32::try_from(words.len()).unwrap() + 1;
                    NonZeroU32::new(words.number(word, new)).unwrap()
                };
                if let Some(phrase) = phrases.number(name.as_ref(), number) {
                    names.resize_with(phrases.len(), Vec::new);
                    names[phrase as usize].push(i);
                }
            }
            let phrases = Phrases::of(phrases.finish().bytes().map(Clone::clone));
            Self { words: words.finish(), phrases, names }
        }

        fn find(&self, tokens: &Tokens) -> Vec<Hit> {
            let word = |i| self.words.get(tokens.word(i)).and_then(NonZeroU32::new);
            self.phrases.find(tokens, word)
        }
    }

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
        let matcher = Matcher::of(&names.map(fold_name));
        let tokens = fold(text);
        let mut found: Vec<_> = matcher
            .find(&tokens)
            .iter()
            .map(|h| (h.first, h.end, names[matcher.names[h.phrase][0]]))
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
            let folded: Vec<String> = names.iter().map(|name| fold_name(name)).collect();
            let matcher = Matcher::of(&folded);
            let tokens = fold(&text);
            let mut found = Vec::new();
            for hit in matcher.find(&tokens) {
                let written = &text[tokens.cover(hit.first, hit.end).range()];
                for &i in &matcher.names[hit.phrase] {
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
        let mut phrases: Vec<String> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        for listed in vocabulary.entries.values() {
            for name in std::iter::once(&listed.entry.name)
                .chain(&listed.entry.names)
                .chain(&listed.entry.abbr)
            {
                let folded = fold_name(name);
                if seen.insert(folded.clone()) {
                    phrases.push(folded);
                }
            }
        }
        let matcher = Matcher::of(&phrases);
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/unodc-see-stories-2020.txt");
        let text: String = std::fs::read_to_string(path).unwrap().chars().take(60_000).collect();
        let tokens = fold(&text);
        let mut found: Vec<_> = matcher
            .find(&tokens)
            .iter()
            .map(|h| (h.first, h.end, matcher.names[h.phrase][0]))
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
