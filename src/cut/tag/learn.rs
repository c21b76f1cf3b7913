//! Sentences with tags to the file of a tagger.
//!
//! In: sentences, and how to learn. Out: bytes that [`crate::cut::Tagger::read`] takes; the same sentences give the same bytes.
//! Never: a clock, a random number that is not seeded.
//!
//! An averaged perceptron learns all features; the heaviest that fit into the file learn once more, by themselves, so that they
//! make up for those left out.

use rustc_hash::FxHashMap;

use crate::base::Random;
use crate::cut::tag::features::{Past, Sentence, small_letters};
use crate::cut::tag::perceptron::{Perceptron, Row};
use crate::cut::tag::tag::{Tag, TagWord};
use crate::cut::tag::tagged::TaggedWord;
use crate::cut::tag::tagger::{Tagger, write};
use crate::cut::tag::vary::{as_headline, in_capitals, with_names};
use crate::cut::tag::weights::{N_TAGS, Weighed};
use crate::cut::tag::words::{WordLine, Words};

/// How a tagger is learnt.
#[derive(Debug, Clone)]
pub struct LearnOptions {
    /// What the file says of its source, a line a line.
    pub head: String,
    /// The largest size of the file, in bytes.
    pub bytes: usize,
    /// How often every sentence is read.
    pub rounds: usize,
    /// How many learners, each with another order of the sentences, are added up.
    pub learners: usize,
}

/// A sentence ready to be read by a learner.
struct Lesson {
    sentence: Sentence,
    /// For each word its tag, and whether the tag is told rather than learnt.
    tags: Vec<(Tag, bool)>,
}

/// Learns a tagger and writes its file. `dictionary` says which tags words can have, in small letters, the most frequent first.
#[must_use]
pub fn learn(
    sentences: &[Vec<TaggedWord>],
    dictionary: &[(String, Vec<Tag>)],
    options: &LearnOptions,
) -> Vec<u8> {
    let list = small_words(sentences);
    let without = write(&options.head, &list, dictionary, &[]);
    let bare = Tagger::read(&without).unwrap_or_default();
    let lessons: Vec<Lesson> = vary(sentences).iter().map(|s| lesson(s, bare.words())).collect();
    let frequent = frequent_features(&lessons);
    let all = rounds(&lessons, &frequent, options);
    let kept = heaviest(&frequent, &all, options.bytes.saturating_sub(without.len()));
    let rows = rounds(&lessons, &kept, options);
    write(&options.head, &list, dictionary, &rounded(&kept, &rows))
}

fn lesson(sentence: &[TaggedWord], words: &Words) -> Lesson {
    let asked: Vec<TagWord<'_>> = sentence.iter().map(TaggedWord::asked).collect();
    let seen = Sentence::look(&asked, |number| words.class(number));
    let tag = |(i, word): (usize, &TaggedWord)| match words.told(&word.asked(), seen.word(i)) {
        Some(tag) => (tag, true),
        None => (word.tag, word.tag == Tag::Punct),
    };
    let tags = sentence.iter().enumerate().map(tag).collect();
    Lesson { sentence: seen, tags }
}

/// The sentences as they are or with names as one word, each as often; and some as headlines or in capitals.
fn vary(sentences: &[Vec<TaggedWord>]) -> Vec<Vec<TaggedWord>> {
    let mut random = Random::new(1);
    let mut out = Vec::new();
    for sentence in sentences {
        let mut maybe_named = |words: &[TaggedWord]| {
            if random.below(2) == 0 { with_names(words) } else { words.to_vec() }
        };
        out.push(maybe_named(sentence));
        let headline = maybe_named(&as_headline(sentence));
        let capitals = maybe_named(&in_capitals(sentence));
        match random.below(8) {
            0 | 1 => out.push(headline),
            2 => out.push(capitals),
            _ => {}
        }
    }
    out
}

/// The small words of the language: those that can be more than noun, verb, adjective, adverb or name.
fn small_words(sentences: &[Vec<TaggedWord>]) -> Vec<WordLine> {
    /// Below, a word may be a slip.
    const KNOWN: u32 = 3;
    /// From here on, a word with one tag is believed to have no other.
    const SURE: u32 = 20;
    let open = |tag| {
        matches!(tag, Tag::Adj | Tag::Adv | Tag::Intj | Tag::Noun | Tag::Propn | Tag::Verb | Tag::X)
    };
    let mut counts: FxHashMap<String, [u32; 17]> = FxHashMap::default();
    let mut small = Vec::new();
    for word in sentences.iter().flatten().filter(|word| !word.fixed) {
        small_letters(&word.word, &mut small);
        let letters = String::from_utf8_lossy(&small).into_owned();
        counts.entry(letters).or_default()[word.tag as usize] += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_unstable();
    let mut lines = Vec::new();
    for (word, counts) in counts {
        let n: u32 = counts.iter().sum();
        let some = |tag: &Tag| counts[*tag as usize] * 10 >= n;
        let mut tags: Vec<Tag> = Tag::ALL.into_iter().filter(some).collect();
        tags.sort_by_key(|&tag| (u32::MAX - counts[tag as usize], tag));
        if n >= KNOWN && !tags.iter().all(|&tag| open(tag)) && !word.contains([' ', '\n']) {
            let sure = n >= SURE && counts[tags[0] as usize] * 500 >= n * 499;
            lines.push(WordLine { word, tags, sure });
        }
    }
    lines
}

/// Features that occur more than once, sorted.
fn frequent_features(lessons: &[Lesson]) -> Vec<u32> {
    let mut keys = Vec::new();
    for lesson in lessons {
        let mut past = Past::NONE;
        for (i, &(tag, told)) in lesson.tags.iter().enumerate() {
            if !told {
                lesson.sentence.features(i, past, |key| keys.push(key));
            }
            past = past.then(tag);
        }
    }
    keys.sort_unstable();
    keys.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).map(|same| same[0]).collect()
}

/// What several learners find for these features, added up.
fn rounds(lessons: &[Lesson], features: &[u32], options: &LearnOptions) -> Vec<Row> {
    let mut sum = vec![[0.0; N_TAGS]; features.len()];
    for learner in 0..options.learners {
        let mut random = Random::new(learner as u64);
        let mut order: Vec<usize> = (0..lessons.len()).collect();
        let mut perceptron = Perceptron::new(features);
        for _ in 0..options.rounds {
            random.shuffle(&mut order);
            for &i in &order {
                read_lesson(&mut perceptron, &lessons[i]);
            }
        }
        for (sum, row) in sum.iter_mut().zip(perceptron.averaged()) {
            for (sum, weight) in sum.iter_mut().zip(row) {
                *sum += weight;
            }
        }
    }
    sum
}

/// Tags one sentence with the tags found so far, as it will be, and learns from each mistake.
fn read_lesson(perceptron: &mut Perceptron, lesson: &Lesson) {
    let mut past = Past::NONE;
    let mut places = Vec::with_capacity(32);
    for (i, &(tag, told)) in lesson.tags.iter().enumerate() {
        let mut said = tag;
        if !told {
            places.clear();
            lesson.sentence.features(i, past, |key| places.extend(perceptron.place(key)));
            let guess = perceptron.best(&places);
            perceptron.learn(&places, guess, tag as usize);
            said = Tag::ALL[guess];
        }
        past = past.then(said);
    }
}

/// The features with the largest weights whose bytes fit.
fn heaviest(features: &[u32], rows: &[Row], bytes: usize) -> Vec<u32> {
    /// Two bytes of distance, two that say which tags, and what tags weigh on average.
    const BYTES: usize = 9;
    let weight = |row: &Row| row.iter().fold(0.0_f32, |most, w| most.max(w.abs()));
    let mut order: Vec<(f32, u32)> =
        rows.iter().map(weight).zip(features.iter().copied()).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut kept: Vec<u32> = order.into_iter().take(bytes / BYTES).map(|(_, key)| key).collect();
    kept.sort_unstable();
    kept
}

/// Weights as bytes, without the small ones.
fn rounded(features: &[u32], rows: &[Row]) -> Vec<Weighed> {
    /// Weights below this say next to nothing.
    const LEAST: f32 = 1.0;
    let mut sizes: Vec<f32> = rows.iter().flatten().map(|w| w.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    // One weight in two thousand is cut down to what a byte holds.
    let most = sizes.get(sizes.len() - 1 - sizes.len() / 20_000).copied().unwrap_or(1.0);
    let byte = |w: f32| {
        let scaled = (w / most * 127.0).clamp(-127.0, 127.0).round();
        if scaled.abs() <= LEAST { 0 } else { scaled as i8 }
    };
    let row = |(&key, row): (&u32, &Row)| (key, row.map(byte));
    let all = features.iter().zip(rows).map(row);
    all.filter(|(_, row)| row.iter().any(|&w| w != 0)).collect()
}
