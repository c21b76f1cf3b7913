//! Tells texts apart, and boilerplate from news.
//!
//! In: texts of windows, or the origins of whole documents. Out: a number a text, and the same group for near-identical ones. Never: the text itself; a
//! grouping that depends on the order in which the texts came.
//!
//! # What is near-identical
//! A text becomes its words in lower case, without punctuation, every number as `0` (so that dates and sums make no
//! difference), and these the set of its shingles, runs of [`SHINGLE`] words (Broder 1997, *On the resemblance and
//! containment of documents*). Two texts are near-identical when the shingles they share are at least
//! [`RESEMBLANCE`] of those that either has. With three words and 0.6 a sentence of forty words may differ in two or
//! three places; one of fifteen words in one.
//!
//! # How they are grouped
//! Longest first, each text joins the most similar leader before it, or becomes a leader. Leaders are found by their
//! rarest shingles: two texts as similar as that share one of the rarest *n - ⌈0.6 n⌉ + 1* of each (the prefix filter
//! of Bayardo, Ma and Srikant 2007, *Scaling up all pairs similarity search*), so nothing is missed and texts with
//! nothing in common never meet.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Words in a shingle.
const SHINGLE: usize = 3;

/// The least Jaccard index of near-identical texts.
const RESEMBLANCE: f64 = 0.6;

/// Texts that differ in more than case, punctuation and numbers, in the order in which they were met.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts {
    numbers: FxHashMap<u64, u32>,
    /// By text: the hash of its words.
    hashes: Vec<u64>,
    /// By text: its shingles as sorted hashes.
    shingles: Vec<Box<[u32]>>,
}

impl Texts {
    /// The number of a text.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        let words: Vec<u64> = words(text).collect();
        let hash = words.iter().fold(FNV, |hash, word| fnv(hash, &word.to_le_bytes()));
        self.insert(hash, || shingles(&words))
    }

    /// The number of a whole document, by the id of the one of which it is a copy, or its own.
    pub(super) fn origin(&mut self, document: &str) -> u32 {
        self.insert(fnv(FNV, document.as_bytes()), Box::default)
    }

    /// Takes over the texts of another; gives its numbers in this one.
    pub(super) fn merge(&mut self, other: Texts) -> Vec<u32> {
        let texts = other.hashes.into_iter().zip(other.shingles);
        texts.map(|(hash, shingles)| self.insert(hash, || shingles)).collect()
    }

    /// The group of each text: the number of its leader.
    pub(super) fn groups(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.shingles.len() as u32).collect();
        order.sort_unstable_by_key(|&t| {
            (std::cmp::Reverse(self.shingles[t as usize].len()), self.hashes[t as usize])
        });
        let shared = shared(&self.shingles);
        let mut leaders: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        let mut groups: Vec<u32> = (0..self.shingles.len() as u32).collect();
        for text in order {
            let prefix = rarest(&self.shingles[text as usize], &shared);
            match self.leader(text, &prefix, &leaders) {
                Some(leader) => groups[text as usize] = leader,
                None => {
                    for shingle in prefix {
                        leaders.entry(shingle).or_default().push(text);
                    }
                }
            }
        }
        groups
    }

    fn leader(&self, text: u32, prefix: &[u32], leaders: &FxHashMap<u32, Vec<u32>>) -> Option<u32> {
        let own = &self.shingles[text as usize];
        let mut candidates: Vec<u32> =
            prefix.iter().filter_map(|shingle| leaders.get(shingle)).flatten().copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        // A leader with far more shingles cannot be similar enough.
        candidates
            .retain(|&l| own.len() as f64 >= RESEMBLANCE * self.shingles[l as usize].len() as f64);
        let similar = candidates.into_iter().filter_map(|leader| {
            let similarity = jaccard(own, &self.shingles[leader as usize]);
            (similarity >= RESEMBLANCE).then_some((similarity, leader))
        });
        // Equally similar leaders are told apart by what they say, never by who came first.
        let best = similar.max_by(|x, y| {
            let hash = |leader: u32| self.hashes[leader as usize];
            x.0.total_cmp(&y.0).then_with(|| hash(y.1).cmp(&hash(x.1)))
        });
        best.map(|(_, leader)| leader)
    }

    fn insert(&mut self, hash: u64, shingles: impl FnOnce() -> Box<[u32]>) -> u32 {
        *self.numbers.entry(hash).or_insert_with(|| {
            self.hashes.push(hash);
            self.shingles.push(shingles());
            self.hashes.len() as u32 - 1
        })
    }
}

/// Hashes of the words in lower case; not those of `cut`, since here all numbers are one word and marks are none.
fn words(text: &str) -> impl Iterator<Item = u64> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(|word| {
        if word.bytes().all(|b| b.is_ascii_digit()) {
            return fnv(FNV, b"0");
        }
        if word.is_ascii() {
            return word.bytes().fold(FNV, |hash, b| fnv(hash, &[b.to_ascii_lowercase()]));
        }
        let mut buffer = [0; 4];
        word.chars()
            .flat_map(char::to_lowercase)
            .fold(FNV, |hash, c| fnv(hash, c.encode_utf8(&mut buffer).as_bytes()))
    })
}

/// The set of shingles; a text with fewer words than a shingle is one shingle.
fn shingles(words: &[u64]) -> Box<[u32]> {
    let length = SHINGLE.min(words.len()).max(1);
    let hash = |run: &[u64]| run.iter().fold(FNV, |hash, word| fnv(hash, &word.to_le_bytes()));
    let mut shingles: Vec<u32> =
        words.windows(length).map(|run| (hash(run) >> 32) as u32).collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles.into_boxed_slice()
}

/// The shingles that more than one text has, and how many texts have them.
fn shared(texts: &[Box<[u32]>]) -> FxHashMap<u32, u32> {
    let mut all: Vec<u32> = texts.iter().flat_map(|text| text.iter().copied()).collect();
    all.par_sort_unstable();
    let runs = all.chunk_by(|a, b| a == b).filter(|run| run.len() > 1);
    runs.map(|run| (run[0], run.len() as u32)).collect()
}

/// The shingles by one of which every similar text can be found, without those that no other text has.
fn rarest(text: &[u32], shared: &FxHashMap<u32, u32>) -> Vec<u32> {
    let common = (RESEMBLANCE * text.len() as f64).ceil() as usize;
    let mut by_rarity: Vec<(u32, u32)> =
        text.iter().map(|s| (shared.get(s).copied().unwrap_or(1), *s)).collect();
    by_rarity.sort_unstable();
    by_rarity.truncate((text.len() + 1).saturating_sub(common));
    by_rarity.into_iter().filter(|(texts, _)| *texts > 1).map(|(_, shingle)| shingle).collect()
}

fn jaccard(a: &[u32], b: &[u32]) -> f64 {
    let (mut i, mut j, mut both) = (0, 0, 0_usize);
    while i < a.len() && j < b.len() {
        both += usize::from(a[i] == b[j]);
        let (x, y) = (a[i], b[j]);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    let either = a.len() + b.len() - both;
    if either == 0 { 1.0 } else { both as f64 / either as f64 }
}

/// The offset basis of FNV-1a, a hash that no toolchain changes, so that equal texts group equally for ever.
const FNV: u64 = 0xcbf2_9ce4_8422_2325;

fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARRIED_OUT: &str = "The training of 12 officers was carried out under the joint action on border control \
                               at ports and airports, funded by the Fund and implemented by the Office in Alpharia.";

    fn groups(texts: &[&str]) -> usize {
        let mut all = Texts::default();
        texts.iter().for_each(|text| {
            all.number(text);
        });
        let mut groups = all.groups();
        groups.sort_unstable();
        groups.dedup();
        groups.len()
    }

    #[test]
    fn boilerplate_is_one_text() {
        let elsewhere = CARRIED_OUT.replace("in Alpharia", "in Betania");
        let other_number = CARRIED_OUT.replace("12", "30").to_uppercase();
        assert_eq!(groups(&[CARRIED_OUT, &elsewhere, &other_number]), 1);
        let news = "The Office and the Fund met in Alpharia to discuss ports and airports.";
        assert_eq!(groups(&[CARRIED_OUT, news, &elsewhere]), 2);
        assert_eq!(groups(&["Alpha met Beta.", "Alpha met Gamma.", "alpha, met beta"]), 2);
        assert_eq!(groups(&["", "?", "Alpha"]), 2);
    }

    #[test]
    fn order_does_not_matter() {
        let texts: Vec<String> = (0..40)
            .map(|i| {
                CARRIED_OUT
                    .replace("officers", &"officers of the unit ".repeat(i % 5))
                    .replace("Fund", ["Fund", "Bank", "Union", "Agency for Ports"][i % 4])
            })
            .collect();
        let partition = |texts: Vec<&String>| {
            let mut all = Texts::default();
            let numbers: Vec<u32> = texts.iter().map(|t| all.number(t)).collect();
            let groups = all.groups();
            let mut pairs: Vec<(String, u64)> = texts
                .iter()
                .zip(numbers)
                .map(|(t, n)| ((*t).clone(), all.hashes[groups[n as usize] as usize]))
                .collect();
            pairs.sort();
            pairs
        };
        assert_eq!(partition(texts.iter().collect()), partition(texts.iter().rev().collect()));
    }

    /// The prefix filter must miss no similar leader: compared with looking at all of them.
    #[test]
    fn finds_what_comparing_all_finds() {
        let words = ["office", "fund", "port", "met", "signed", "trained", "in", "the"];
        let mut random = crate::base::Random::new(3);
        let mut all = Texts::default();
        for _ in 0..300 {
            let start = random.below(4);
            let mut text: Vec<&str> = (0..14).map(|i| words[(start + i * 3) % 8]).collect();
            for _ in 0..random.below(4) {
                let at = random.below(14);
                text[at] = words[random.below(8)];
            }
            all.number(&text.join(" "));
        }
        let groups = all.groups();
        let leader_of = |t: usize| groups[t] as usize;
        for text in 0..groups.len() {
            let own = jaccard(&all.shingles[text], &all.shingles[leader_of(text)]);
            assert!(own >= RESEMBLANCE);
            for other in (0..groups.len()).filter(|&o| leader_of(o) == o) {
                let similarity = jaccard(&all.shingles[text], &all.shingles[other]);
                let both_lead = leader_of(text) == text && other != text;
                assert!(!both_lead || similarity < RESEMBLANCE, "two leaders alike: {similarity}");
            }
        }
    }
}
