//! Vocabularies out of the words of real stories, read over them.
//!
//! In: bytes, which are a seed. Out: nothing. Never: a vocabulary that `vocabulary` could as well have made.

use std::sync::LazyLock;

use consort::dictionary::{Decisions, VocabFile, Vocabulary, builtin_files, compile, read};

use super::reading::story;
use crate::made_up::{Maker, STORIES, file};
use crate::odd_words::GRAMMAR;

/// The shipped files without the thousands of listed names.
static FEW: LazyLock<(Vec<VocabFile>, Vocabulary)> = LazyLock::new(|| {
    let few = ["countries", "grammar", "heads", "relations", "templates", "programmes", "frames"];
    let mut files = builtin_files();
    files.retain(|file| few.iter().any(|stem| file.name.contains(stem)));
    let vocabulary = read(&files).0;
    (files, vocabulary)
});

/// One vocabulary, over two stories.
pub(super) fn made_up(data: &[u8]) {
    let bytes = data.iter().take(8).enumerate();
    let seed = bytes.fold(0, |seed, (i, byte)| seed | u64::from(*byte) << (8 * i));
    let mut maker = Maker::new(seed, &FEW.1);
    let own = files(&mut maker);
    let (vocabulary, _) = read(&[&FEW.0[..], &own].concat());
    let Ok((lexicon, _)) = compile(vocabulary) else { return };
    let decided = [("decisions.toml".to_owned(), maker.decisions())];
    let (decided, _) = Decisions::read(&decided, &lexicon);
    for _ in 0..2 {
        let document = STORIES[maker.dice.below(STORIES.len())].clone();
        story(document, &lexicon, &decided);
    }
}

fn files(maker: &mut Maker) -> Vec<VocabFile> {
    let stems = ["organisations", "programmes", "funds", "countries", "regions", "instruments"];
    let mut files = Vec::new();
    for stem in stems {
        if maker.dice.one_in(3) {
            files.push(file(&format!("{stem}-odd.toml"), maker.entries(stem)));
        }
    }
    if maker.dice.one_in(3) {
        files.push(file("templates-odd.toml", maker.templates()));
    }
    if maker.dice.one_in(4) {
        files.push(file("heads-odd.toml", maker.heads()));
    }
    if maker.dice.one_in(4) {
        let lists = maker.lists(GRAMMAR, Maker::word);
        files.push(file("grammar-odd.toml", format!("[words]\n{lists}")));
    }
    if maker.dice.one_in(3) {
        files.push(file("relations-odd.toml", maker.rules()));
    }
    files
}
