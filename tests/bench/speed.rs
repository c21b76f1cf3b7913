//! How fast each stage is, on the archive: `cargo bench`, or `cargo bench -- NAME` for one.
//!
//! In: `data/` and the shipped vocabulary. Out: times and megabytes of text a second. Never: an assertion about time; ratios
//! against other programs are `compare.py`'s.

#![expect(clippy::expect_used, reason = "a bench that lacks what it measures stops, and says why")]

use std::hint::black_box;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use consort::cut::{fold, fold_name};
use consort::dictionary::{Decisions, KnownTokens, Lexicon, builtin_files, compile, read};
use consort::documents::{Format, ReadOptions, parse};
use consort::extract::extract;
use consort::link::link;
use consort::merge::Corpus;
use consort::merge::cooccur::{CooccurOptions, Counter};
use consort::pipeline::read_story;
use consort::rdf::{GraphName, Iris, Knowledge, Quad, Triple, knowledge};
use consort::store::Kb;
use consort::{Document, Extraction, Record, Story};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

fn main() {
    divan::main();
}

static ARCHIVE: LazyLock<String> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/unodc-see-stories-2020.txt");
    std::fs::read_to_string(path).expect("the archive is part of the repository")
});
static LEXICON: LazyLock<Lexicon> = LazyLock::new(lexicon);
static NONE: LazyLock<Decisions> = LazyLock::new(Decisions::default);
static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(documents);
static TOKENS: LazyLock<Vec<KnownTokens>> =
    LazyLock::new(|| DOCUMENTS.iter().map(|document| LEXICON.tokens(&document.text)).collect());
static EXTRACTIONS: LazyLock<Vec<Extraction>> = LazyLock::new(|| {
    DOCUMENTS.iter().zip(&*TOKENS).map(|(d, tokens)| extract(d, tokens, &LEXICON)).collect()
});
static STORIES: LazyLock<Vec<Story>> =
    LazyLock::new(|| DOCUMENTS.iter().map(|d| read_story(d.clone(), &LEXICON, &NONE)).collect());
static CORPUS: LazyLock<Corpus> = LazyLock::new(|| {
    let mut corpus = Corpus::new();
    STORIES.iter().for_each(|story| corpus.add(story));
    corpus
});

fn lexicon() -> Lexicon {
    compile(read(&builtin_files()).0).expect("the shipped vocabulary compiles").0
}

fn documents() -> Vec<Document> {
    parse("archive", &ARCHIVE, Format::Text, &ReadOptions::default()).output
}

fn text_bytes() -> BytesCount {
    BytesCount::new(DOCUMENTS.iter().map(|document| document.text.len()).sum::<usize>())
}

/// What every command that reads texts does first.
#[divan::bench]
fn vocabulary() -> Lexicon {
    lexicon()
}

#[divan::bench]
fn split_stories(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::new(ARCHIVE.len())).bench(documents);
}

#[divan::bench]
fn fold_words(bencher: Bencher<'_, '_>) {
    bencher
        .counter(text_bytes())
        .bench(|| DOCUMENTS.iter().for_each(|d| drop(black_box(fold(&d.text)))));
}

/// The names of the vocabulary in folded text: the word trie beside the automaton of the same phrases, and beside a look at
/// each phrase at each place (of the first thousand words only).
mod scan {
    use super::*;

    static PHRASES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let (vocabulary, _) = read(&builtin_files());
        let names = vocabulary.entries.values().flat_map(|listed| {
            let entry = &listed.entry;
            std::iter::once(&entry.name).chain(&entry.names).chain(&entry.abbr)
        });
        let mut phrases: Vec<String> = names.map(|name| fold_name(name)).collect();
        phrases.sort_unstable();
        phrases.dedup();
        phrases
    });

    #[divan::bench]
    fn trie(bencher: Bencher<'_, '_>) {
        bencher
            .counter(text_bytes())
            .bench(|| TOKENS.iter().map(|tokens| LEXICON.names.find(tokens).len()).sum::<usize>());
    }

    #[divan::bench]
    fn automaton(bencher: Bencher<'_, '_>) {
        let automaton = AhoCorasick::new(&*PHRASES).expect("a few thousand phrases fit");
        bencher.counter(text_bytes()).bench(|| {
            let found =
                |tokens: &KnownTokens| automaton.find_overlapping_iter(&tokens.folded).count();
            TOKENS.iter().map(found).sum::<usize>()
        });
    }

    #[divan::bench]
    fn automaton_longest(bencher: Bencher<'_, '_>) {
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&*PHRASES)
            .expect("a few thousand phrases fit");
        bencher.counter(text_bytes()).bench(|| {
            TOKENS.iter().map(|tokens| automaton.find_iter(&tokens.folded).count()).sum::<usize>()
        });
    }

    #[divan::bench(sample_count = 5)]
    fn naive(bencher: Bencher<'_, '_>) {
        let text: String = TOKENS.iter().map(|tokens| tokens.folded.as_str()).collect();
        let end = text.match_indices(' ').nth(1000).map_or(text.len(), |(at, _)| at + 1);
        let text = &text[..end];
        bencher.counter(BytesCount::new(text.len())).bench(|| {
            let at = |(start, _)| PHRASES.iter().filter(|p| text[start..].starts_with(*p)).count();
            text.match_indices(' ').map(at).sum::<usize>()
        });
    }
}

#[divan::bench]
fn find_names(bencher: Bencher<'_, '_>) {
    bencher.counter(text_bytes()).bench(|| {
        for (document, tokens) in DOCUMENTS.iter().zip(&*TOKENS) {
            black_box(extract(document, tokens, &LEXICON));
        }
    });
}

#[divan::bench]
fn read_relations(bencher: Bencher<'_, '_>) {
    LazyLock::force(&EXTRACTIONS);
    bencher.counter(text_bytes()).bench(|| {
        for ((document, tokens), extraction) in DOCUMENTS.iter().zip(&*TOKENS).zip(&*EXTRACTIONS) {
            black_box(link(document, tokens, extraction, &LEXICON));
        }
    });
}

/// Text to mentions, relations and evidence.
#[divan::bench]
fn whole_story(bencher: Bencher<'_, '_>) {
    bencher.counter(text_bytes()).with_inputs(|| DOCUMENTS.clone()).bench_values(|documents| {
        documents.into_iter().for_each(|d| drop(black_box(read_story(d, &LEXICON, &NONE))));
    });
}

#[divan::bench]
fn record_as_json(bencher: Bencher<'_, '_>) {
    bencher.counter(text_bytes()).bench(|| {
        STORIES
            .iter()
            .map(|s| serde_json::to_string(&Record::from(s)).expect("a record is JSON").len())
            .sum::<usize>()
    });
}

#[divan::bench]
fn count_together(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(STORIES.len())).bench(|| {
        let mut counter = Counter::new(CooccurOptions::default());
        STORIES.iter().for_each(|story| counter.add(story));
        counter.finish()
    });
}

/// A graph of a hundred thousand quads goes into the index that answers questions.
#[divan::bench(sample_count = 10)]
fn load_100k_quads(bencher: Bencher<'_, '_>) {
    let iris = Iris::default();
    let input = Knowledge { corpus: &CORPUS, ties: &[], run: None, network: None, texts: true };
    let triples: Vec<Triple> = knowledge(&input, &iris);
    let copies = (0..).flat_map(|n| {
        let graph = iris.document(&n.to_string());
        triples.iter().map(move |t| t.clone().in_graph(GraphName::NamedNode(graph.clone())))
    });
    let quads: Vec<Quad> = copies.take(100_000).collect();
    bencher
        .counter(ItemsCount::new(quads.len()))
        .with_inputs(|| quads.clone())
        .bench_values(|quads| Kb::in_memory(quads, Iris::default()).map(Kb::forget));
}
