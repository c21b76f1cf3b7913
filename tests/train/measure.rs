//! How good a tagger is, and how fast.
//!
//! In: a tagger, and sentences with the right tags. Out: figures, printed. Never: a change to either.

use std::hint::black_box;
use std::time::Instant;

use consort::cut::{Tag, TagWord, TaggedWord, Tagger};

/// How often each tag was given for each: `[right][said]`.
fn confusion(tagger: &Tagger, sentences: &[Vec<TaggedWord>]) -> [[u32; 17]; 17] {
    let mut counts = [[0; 17]; 17];
    for sentence in sentences {
        let words: Vec<TagWord<'_>> = sentence.iter().map(TaggedWord::asked).collect();
        for (word, said) in sentence.iter().zip(tagger.tag(&words)) {
            if !word.fixed {
                counts[word.tag as usize][said as usize] += 1;
            }
        }
    }
    counts
}

fn accuracy(counts: &[[u32; 17]; 17]) -> f64 {
    let right: u32 = (0..17).map(|t| counts[t][t]).sum();
    f64::from(right) / f64::from(counts.iter().flatten().sum::<u32>())
}

/// Accuracy, precision and recall by tag, and what is taken for what.
pub(crate) fn report(name: &str, tagger: &Tagger, sentences: &[Vec<TaggedWord>]) {
    let counts = confusion(tagger, sentences);
    println!("\n{name}: accuracy {:.4}", accuracy(&counts));
    for tag in [Tag::Verb, Tag::Noun, Tag::Adj, Tag::Propn, Tag::Aux, Tag::Adp, Tag::Adv] {
        let t = tag as usize;
        let right = f64::from(counts[t][t]);
        let said: u32 = (0..17).map(|r| counts[r][t]).sum();
        let (p, r) = (right / f64::from(said), right / f64::from(counts[t].iter().sum::<u32>()));
        println!("  {:5} P {p:.3} R {r:.3} F1 {:.3}", tag.name(), 2.0 * p * r / (p + r));
    }
    let (verb, noun) = (Tag::Verb as usize, Tag::Noun as usize);
    println!(
        "  verbs said to be nouns {}, nouns said to be verbs {}",
        counts[verb][noun], counts[noun][verb]
    );
    let mut wrong: Vec<_> = (0..17 * 17)
        .map(|i| (counts[i / 17][i % 17], i / 17, i % 17))
        .filter(|w| w.1 != w.2)
        .collect();
    wrong.sort_unstable_by(|a, b| b.cmp(a));
    let wrong = wrong.iter().take(10).map(|&(n, right, said)| {
        format!("{}→{} {n}", Tag::ALL[right].name(), Tag::ALL[said].name())
    });
    println!("  most frequent: {}", wrong.collect::<Vec<_>>().join(", "));
}

/// The same sentences with each run of name words known beforehand, as a dictionary knows names.
pub(crate) fn with_names(name: &str, tagger: &Tagger, sentences: &[Vec<TaggedWord>]) {
    let mut changed = sentences.to_vec();
    for sentence in &mut changed {
        for word in sentence.iter_mut() {
            word.fixed = word.tag == Tag::Propn;
        }
        sentence.dedup_by(|next, word| next.fixed && word.fixed);
    }
    let counts = confusion(tagger, &changed);
    println!("{name} with names known: accuracy {:.4} of the other words", accuracy(&counts));
}

/// The same sentences with every word capitalised, and in capitals.
pub(crate) fn headlines(name: &str, tagger: &Tagger, sentences: &[Vec<TaggedWord>]) {
    let capitalised = |word: &str| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    };
    for (style, write) in [
        ("Title Case", &capitalised as &dyn Fn(&str) -> String),
        ("CAPITALS", &|word| word.to_uppercase()),
    ] {
        let mut changed = sentences.to_vec();
        for word in changed.iter_mut().flatten() {
            word.word = write(&word.word);
        }
        println!("{name} in {style}: accuracy {:.4}", accuracy(&confusion(tagger, &changed)));
    }
}

/// Megabytes of text in a second on one core.
pub(crate) fn speed(tagger: &Tagger, sentences: &[Vec<TaggedWord>]) {
    let asked: Vec<Vec<TagWord<'_>>> =
        sentences.iter().map(|s| s.iter().map(TaggedWord::asked).collect()).collect();
    let bytes: usize = sentences.iter().flatten().map(|w| w.word.len() + w.gap.len()).sum();
    let best = (0..10).map(|_| {
        let start = Instant::now();
        for words in &asked {
            black_box(tagger.tag(black_box(words)));
        }
        start.elapsed().as_secs_f64()
    });
    println!("{:.1} MB/s", bytes as f64 / 1e6 / best.fold(f64::INFINITY, f64::min));
}
