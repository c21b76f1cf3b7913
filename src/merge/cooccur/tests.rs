//! Counting as a whole, on small stories.

use crate::base::sample::{Sample, story};
use crate::base::{Class, Story, Tie, Window};
use crate::merge::cooccur::{CooccurOptions, Counter, Shuffles, count};

fn counts(ties: &[Tie]) -> Vec<(String, u64, u64, u64)> {
    ties.iter()
        .map(|t| (format!("{} {}", t.a, t.b), t.count, t.documents, t.distinct_sentences))
        .collect()
}

fn corpus() -> Vec<Story> {
    vec![
        story(Sample::new("one").paragraph(&[
            "[unodc] and [wco] met; [UNODC=unodc] spoke.",
            "[unodc] thanked [DEU=deu].",
        ])),
        story(
            Sample::new("two")
                .paragraph(&["[unodc]   AND [wco] met; [UNODC=unodc] spoke."])
                .paragraph(&["[osce] came.", "[wco] left."]),
        ),
        story(Sample::new("three").paragraph(&["[unodc] wrote to [wco].", "Nobody answered."])),
    ]
}

#[test]
fn sentences_count_once_for_each_pair_and_repeated_text_once() {
    let ties = count(corpus(), &CooccurOptions::default());
    assert_eq!(counts(&ties), [("unodc wco".to_owned(), 3, 3, 2)]);
    // Seven sentences; unodc in four, wco in four, both in three: 3 · 7 / (4 · 4).
    assert!((ties[0].association_strength - 1.3125).abs() < 1e-12);
}

#[test]
fn wider_windows_hold_more_pairs() {
    let options = CooccurOptions::default();
    let paragraphs = count(corpus(), &options.clone().with_window(Window::Paragraph));
    assert_eq!(
        counts(&paragraphs),
        [("osce wco".to_owned(), 1, 1, 1), ("unodc wco".to_owned(), 3, 3, 3)]
    );
    let documents = count(corpus(), &options.with_window(Window::Document));
    assert_eq!(
        counts(&documents).iter().map(|c| c.0.as_str()).collect::<Vec<_>>(),
        ["osce unodc", "osce wco", "unodc wco"]
    );
}

#[test]
fn nested_mentions_and_other_classes_do_not_count() {
    let nested = vec![story(Sample::new("n").paragraph(&["[unodc] with [~wco] met [DEU=deu]."]))];
    assert_eq!(count(&nested, &CooccurOptions::default()), []);
    let classes = vec![Class::Organisation, Class::Country];
    let ties = count(&nested, &CooccurOptions { classes, ..Default::default() });
    assert_eq!(counts(&ties), [("deu unodc".to_owned(), 1, 1, 1)]);
}

#[test]
fn merged_counters_equal_one_counter() {
    let stories = corpus();
    for split in 0..=stories.len() {
        let mut left = Counter::new(CooccurOptions::default());
        let mut right = Counter::new(CooccurOptions::default());
        stories[..split].iter().for_each(|s| left.add(s));
        stories[split..].iter().rev().for_each(|s| right.add(s));
        right.merge(left);
        assert_eq!(right.finish(), count(&stories, &CooccurOptions::default()), "at {split}");
    }
}

#[test]
fn several_sentences_in_a_row_count_the_shortest_interval() {
    let options = CooccurOptions::default();
    let ties = count(corpus(), &options.clone().with_window(Window::Sentences(2)));
    assert_eq!(
        counts(&ties),
        [
            ("osce unodc".to_owned(), 1, 1, 1),
            ("osce wco".to_owned(), 2, 1, 2),
            ("unodc wco".to_owned(), 3, 3, 2)
        ]
    );
    let one = count(corpus(), &options.with_window(Window::Sentence));
    let wide = ties.last().unwrap();
    assert_eq!((one[0].count, one[0].documents), (wide.count, wide.documents));
}

#[test]
fn dates_and_sources_are_those_of_the_documents() {
    let dated = |id: &str, date: &str, file: &str| {
        let mut story = story(Sample::new(id).date(date).paragraph(&["[unodc] met [wco]."]));
        story.document.source.file = file.to_owned();
        story
    };
    let stories = [
        dated("a", "2020-05", "one"),
        dated("b", "2019-12-31", "two"),
        dated("c", "", "one"),
        dated("d", "2020-06-01", "two"),
    ];
    let tie = &count(&stories, &CooccurOptions::default())[0];
    assert_eq!((tie.documents, tie.sources, tie.distinct_sentences), (4, 2, 1));
    assert_eq!(tie.first, "2019-12-31".parse().ok());
    assert_eq!(tie.last, "2020-06-01".parse().ok());
    let mut options = CooccurOptions::default();
    options.scope.since = "2020-06".parse().ok();
    assert_eq!(count(&stories, &options)[0].documents, 1);
    options.exclude = vec!["wco".into()];
    assert_eq!(count(&stories, &options), []);
}

#[test]
fn shuffles_say_what_prominence_alone_gives() {
    let mut stories = Vec::new();
    for i in 0..20 {
        stories.push(story(Sample::new(&format!("p{i}")).paragraph(&["[unodc] met [osce]."])));
        stories.push(story(Sample::new(&format!("q{i}")).paragraph(&["[wco] met [ilo]."])));
    }
    for window in [Window::Sentence, Window::Sentences(2)] {
        let mut options = CooccurOptions::default().with_window(window);
        options.null = Some(Shuffles { n: 99, seed: 5 });
        let ties = count(&stories, &options);
        assert_eq!(ties, count(&stories, &options), "the seed fixes the result");
        let chance = ties[0].chance.unwrap();
        assert!(chance.mean < 12.0 && chance.z.unwrap() > 3.0, "{chance:?}");
        assert!((chance.p_value - 0.01).abs() < 1e-12, "{chance:?}");
    }
}
