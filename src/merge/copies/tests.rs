//! What is found among made-up stories, copies and letters from one mould.

use std::collections::BTreeMap;

use super::made_up::{Change, Made, Maker};
use super::{Body, Candidates, Compared, Copies, Sketch, copies};
use crate::base::Random;
use crate::base::sample::{Sample, story};
use crate::base::{DocumentId, Story};
use crate::dictionary::{Money, builtin_files, compile, read};

fn found(stories: &[&Story]) -> Copies {
    let sketches: Vec<Sketch> = stories.iter().map(|story| Sketch::new(&story.document)).collect();
    let read = |i: usize| Ok::<_, ()>(Body::new(stories[i], &Money::default()));
    copies(&Candidates::new(&sketches), &read, &mut Compared::default()).unwrap()
}

fn found_of(made: &[Made]) -> Copies {
    found(&made.iter().map(|made| &made.story).collect::<Vec<_>>())
}

/// The adjusted Rand index of two partitions (Hubert and Arabie 1985).
fn adjusted_rand(pairs: &[(usize, usize)]) -> f64 {
    let two = |n: usize| (n * n.saturating_sub(1) / 2) as f64;
    let sum = |keys: Vec<(usize, usize)>| -> f64 {
        let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        keys.into_iter().for_each(|key| *counts.entry(key).or_default() += 1);
        counts.into_values().map(two).sum()
    };
    let both = sum(pairs.to_vec());
    let a = sum(pairs.iter().map(|(a, _)| (*a, 0)).collect());
    let b = sum(pairs.iter().map(|(_, b)| (*b, 0)).collect());
    let expected = a * b / two(pairs.len());
    (both - expected) / ((a + b) / 2.0 - expected)
}

fn score(made: &[Made], copies: &Copies) -> f64 {
    let numbers: BTreeMap<&DocumentId, usize> =
        made.iter().enumerate().map(|(i, m)| (&m.story.document.id, i)).collect();
    let group = |m: &Made| {
        let id = &m.story.document.id;
        numbers[copies.origin(id).unwrap_or(id)]
    };
    adjusted_rand(&made.iter().map(|m| (m.truth, group(m))).collect::<Vec<_>>())
}

#[test]
fn the_index_is_one_for_equal_partitions_and_none_for_chance() {
    let same: Vec<_> = (0..30).map(|i| (i / 3, i / 3 + 7)).collect();
    assert!((adjusted_rand(&same) - 1.0).abs() < 1e-12);
    let crossed: Vec<_> = (0..100).map(|i| (i / 10, i % 10)).collect();
    assert!(adjusted_rand(&crossed) < 0.0);
}

#[test]
fn copies_of_every_kind_find_their_story() {
    for seed in [1, 2, 3] {
        let mut maker = Maker::new(seed);
        let mut made = maker.stories_with_copies(60, &Change::ALL);
        made.extend(maker.letters(200, 60));
        maker.chance.shuffle(&mut made);
        let index = score(&made, &found_of(&made));
        assert!(index >= 0.95, "seed {seed}: {index}");
    }
}

#[test]
fn each_kind_alone() {
    for change in Change::ALL {
        let mut maker = Maker::new(11);
        let made = maker.stories_with_copies(150, &[change]);
        let index = score(&made, &found_of(&made));
        assert!(index >= 0.9, "{change:?}: {index}");
    }
}

#[test]
fn letters_from_one_mould_are_never_one() {
    for seed in [1, 2, 3] {
        let made = Maker::new(seed).letters(1000, 0);
        let copies = found_of(&made);
        assert_eq!(copies.iter().collect::<Vec<_>>(), [], "seed {seed}");
    }
}

#[test]
fn copies_of_a_letter_find_theirs_among_a_thousand() {
    let mut maker = Maker::new(5);
    let mut made = maker.letters(1000, 0);
    for i in (0..1000).step_by(10) {
        let text = &made[i].story.document.text;
        let sentences: Vec<String> =
            text.split_inclusive(". ").map(|s| s.trim().to_owned()).collect();
        let date = made[i].story.document.date_start;
        let mut copy = maker.made(i, 0, &sentences);
        copy.story.document.date_start = date;
        made.push(copy);
    }
    let copies = found_of(&made);
    assert_eq!((copies.len(), score(&made, &copies)), (100, 1.0));
}

#[test]
fn an_excerpt_that_fits_two_letters_joins_one_of_them() {
    let shared = "The workshops of the harbour were built by volunteers over many winters and stand open to all who wish to learn. \
        Visitors may try the tools under the eyes of a master.";
    let letter = |who: &str, n: u32| {
        vec![
            format!(
                "{who} received a medal and a cheque of {n} crowns for the best boat of the year."
            ),
            shared.to_owned(),
        ]
    };
    let mut maker = Maker::new(1);
    let first = maker.made(0, 3, &letter("Ingrid Solvang", 4100));
    let second = maker.made(1, 4, &letter("Lars Winter", 5200));
    let excerpt = maker.made(2, 5, &[shared.to_owned()]);
    let copies = found_of(&[first, second, excerpt]);
    assert_eq!((copies.len(), groups(&copies)[0].len()), (1, 2), "{copies:?}");
}

#[test]
fn a_letterhead_alone_is_nobodys_copy() {
    let mut maker = Maker::new(2);
    let mut made = maker.letters(60, 0);
    let about = maker.letters(1, 60)[0]
        .story
        .document
        .text
        .split("About us:")
        .nth(1)
        .unwrap()
        .trim()
        .to_owned();
    made.push(maker.made(61, 9, &[about]));
    assert!(found_of(&made).is_empty());
}

#[test]
fn a_number_in_words_is_a_fact_too() {
    let (lexicon, _) = compile(read(&builtin_files()).0).unwrap();
    let stories = ["two patrol boats", "four patrol boats"].map(|gift| {
        let text = format!("The ministry was given {gift} by the neighbours at a small ceremony on the old pier in the harbour.");
        let id = gift.split(' ').next().unwrap_or_default();
        story(Sample::new(id).date("2021-03-04").paragraph(&[&text]))
    });
    let sketches = stories.each_ref().map(|story| Sketch::new(&story.document));
    let read = |i: usize| Ok::<_, ()>(Body::new(&stories[i], &lexicon.money));
    assert!(
        copies(&Candidates::new(&sketches), &read, &mut Compared::default()).unwrap().is_empty()
    );
}

#[test]
fn what_is_far_apart_in_time_is_no_copy() {
    let mut maker = Maker::new(3);
    let sentences = maker.sentences();
    let made = [0, 20, 80].map(|day| maker.made(0, day, &sentences));
    assert_eq!(found_of(&made).len(), 1);
}

#[test]
fn the_order_of_the_input_does_not_matter() {
    let mut maker = Maker::new(7);
    let mut made = maker.stories_with_copies(40, &Change::ALL);
    made.extend(maker.letters(100, 40));
    let expected = found_of(&made);
    for seed in 0..4 {
        let mut shuffled = made.clone();
        Random::new(seed).shuffle(&mut shuffled);
        // Stories of one day with the same words are told apart by their order alone; no two of these are.
        let of = |copies: &Copies| -> Vec<Vec<DocumentId>> { groups(copies) };
        assert_eq!(of(&found_of(&shuffled)), of(&expected), "seed {seed}");
    }
}

/// The groups of copies, origins included.
fn groups(copies: &Copies) -> Vec<Vec<DocumentId>> {
    let mut groups: BTreeMap<&DocumentId, Vec<DocumentId>> = BTreeMap::new();
    for (copy, origin) in copies.iter() {
        groups.entry(origin).or_insert_with(|| vec![origin.clone()]).push(copy.clone());
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    groups.iter_mut().for_each(|group| group.sort());
    groups.sort();
    groups
}

#[test]
fn one_thread_or_many() {
    let mut maker = Maker::new(8);
    let mut made = maker.stories_with_copies(40, &Change::ALL);
    made.extend(maker.letters(200, 40));
    let with = |n: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(n).build().unwrap();
        pool.install(|| found_of(&made))
    };
    assert_eq!(with(1), with(3));
}

#[test]
fn an_origin_is_no_copy_and_the_earliest_of_its_group() {
    let mut maker = Maker::new(9);
    let made = maker.stories_with_copies(60, &Change::ALL);
    let copies = found_of(&made);
    let date = |id: &DocumentId| {
        let story = made.iter().find(|m| m.story.document.id == *id).map(|m| &m.story);
        story.and_then(|story| story.document.date_start)
    };
    assert!(!copies.is_empty());
    for (copy, origin) in copies.iter() {
        assert_eq!(copies.origin(origin), None, "{origin} is a copy itself");
        assert!(date(origin) <= date(copy), "{origin} is later than {copy}");
    }
}

/// How long 100,000 stories take, a fifth of them copies: `cargo test --release -- --ignored copies::tests::speed --nocapture`.
#[test]
#[ignore = "it measures"]
#[expect(clippy::print_stderr, reason = "it measures")]
fn speed() {
    let mut maker = Maker::new(10);
    let mut made = maker.stories_with_copies(16_000, &Change::ALL);
    made.extend(maker.letters(4_000, 16_000));
    let stories: Vec<&Story> = made.iter().map(|made| &made.story).collect();
    let start = std::time::Instant::now();
    let sketches: Vec<Sketch> = stories.iter().map(|story| Sketch::new(&story.document)).collect();
    let sketched = start.elapsed();
    let read = |i: usize| Ok::<_, ()>(Body::new(stories[i], &Money::default()));
    let copies = copies(&Candidates::new(&sketches), &read, &mut Compared::default()).unwrap();
    let n = stories.len();
    eprintln!(
        "{n} stories, sketched in {sketched:.1?}, {} copies in {:.1?}",
        copies.len(),
        start.elapsed()
    );
    eprintln!("index {:.3}", score(&made, &copies));
}
