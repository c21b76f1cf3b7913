//! What is true of any vocabulary: made-up ones, whose names and rules are odd words and stretches of the texts themselves,
//! are read over real stories.
//!
//! A seed gives the same vocabulary everywhere; a failure prints it. `CONSORT_ROUNDS=2000` tries more of them, from
//! `CONSORT_SEED` on.

use std::panic::{AssertUnwindSafe, catch_unwind};

use consort::dictionary::{Decisions, Lexicon, VocabFile, builtin_files, compile, read};
use consort::documents::{Format, ReadOptions, parse};
use consort::pipeline::read_story;

use crate::dice::rounds;
use crate::fault::fault;
use crate::made_up::{Maker, STORIES, file};
use crate::odd_words::GRAMMAR;

/// So many vocabularies are tried unless `CONSORT_ROUNDS` says more.
const ROUNDS: u64 = 8;

/// Reads all stories, and one made of the vocabulary's own words, with one made-up vocabulary after the other.
fn try_out(made: fn(&mut Maker) -> Vec<VocabFile>) {
    let (first, rounds) = rounds(ROUNDS);
    let all = builtin_files();
    // Without the thousands of listed names a vocabulary is compiled in a fraction of the time.
    let few = ["countries", "grammar", "heads", "relations", "templates", "programmes"];
    let small: Vec<VocabFile> =
        all.iter().filter(|f| few.iter().any(|stem| f.name.contains(stem))).cloned().collect();
    let shipped = read(&small).0;
    let mut n_found = 0;
    for seed in first..first + rounds {
        let mut maker = Maker::new(seed, &shipped);
        let own = made(&mut maker);
        let base = if seed % 16 == 0 { &all } else { &small };
        let (vocabulary, _) = read(&[&base[..], &own].concat());
        let decisions = maker.decisions();
        let own_text = own.iter().map(|f| format!("# {}\n{}", f.name, f.text)).collect::<String>();
        let report = |what: String| -> ! {
            panic!("CONSORT_SEED={seed}: {what}\nwith the vocabulary\n{own_text}\n{decisions}")
        };
        let compiled = catch_unwind(|| compile(vocabulary).unwrap().0);
        let Ok(lexicon) = compiled else { report("not compiled".to_owned()) };
        let decided = [("decisions.toml".to_owned(), decisions.clone())];
        let (decided, _) = Decisions::read(&decided, &lexicon);
        let words: String = (0..120).map(|_| maker.word() + " ").collect();
        let made_up = parse("made-up", &words, Format::Text, &ReadOptions::default()).output;
        for document in STORIES.iter().chain(&made_up) {
            let read =
                catch_unwind(AssertUnwindSafe(|| read_story(document.clone(), &lexicon, &decided)));
            let Ok(story) = read else { report(format!("{:?} aborts", document.text)) };
            n_found += story.extraction.mentions.len() + story.extraction.assertions.len();
            if let Some(fault) = fault(&story) {
                report(format!("{fault} in {:?}", document.text));
            }
        }
    }
    assert!(n_found as u64 > 100 * rounds, "the vocabularies find something: {n_found}");
}

#[test]
fn names_out_of_the_texts_break_no_law() {
    try_out(|maker| {
        let stems = ["organisations", "programmes", "funds", "countries", "regions", "instruments"];
        let mut files = Vec::new();
        for stem in stems {
            if maker.dice.one_in(2) {
                files.push(file(&format!("{stem}-odd.toml"), maker.entries(stem)));
            }
        }
        if maker.dice.one_in(2) {
            files.push(file("templates-odd.toml", maker.templates()));
        }
        if maker.dice.one_in(3) {
            files.push(file("heads-odd.toml", maker.heads()));
        }
        if maker.dice.one_in(4) {
            let lists = maker.lists(GRAMMAR, Maker::word);
            files.push(file("grammar-odd.toml", format!("[words]\n{lists}")));
        }
        files
    });
}

#[test]
fn odd_rules_break_no_law() {
    try_out(|maker| {
        let mut files = vec![file("relations-odd.toml", maker.rules())];
        if maker.dice.one_in(3) {
            files.push(file("organisations-odd.toml", maker.entries("organisations")));
        }
        files
    });
}

/// A vocabulary that once ended the program.
#[test]
fn a_name_may_be_the_word_behind_an_adjective() {
    let own = file("organisations-x.toml", "[gov]\nname = \"Government\"\n".to_owned());
    let (vocabulary, warnings) = read(&[&builtin_files()[..], &[own]].concat());
    assert_eq!(warnings, []);
    let lexicon: Lexicon = compile(vocabulary).unwrap().0;
    let text = "The Norwegian Government funded UNODC. The Government supported UNODC.\n";
    let document = parse("x", text, Format::Text, &ReadOptions::default()).output.remove(0);
    let story = read_story(document, &lexicon, &Decisions::default());
    assert_eq!(fault(&story), None);
    let named = |nested: bool| -> Vec<(&str, &str)> {
        let mentions = story.extraction.mentions.iter().filter(|m| m.nested == nested);
        mentions.map(|m| (&story.document.text[m.span.range()], &*m.entity.id)).collect()
    };
    let outer = [
        ("Norwegian Government", "nor"),
        ("UNODC", "unodc"),
        ("Government", "gov"),
        ("UNODC", "unodc"),
    ];
    assert_eq!(named(false), outer);
    assert_eq!(named(true), [("Government", "gov")]);
}
