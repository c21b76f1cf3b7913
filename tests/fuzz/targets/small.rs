//! A graph of a few stories.
//!
//! In: nothing. Out: stories, a vocabulary, and a folder with their graph. Never: a name that a real text has.

use std::path::Path;
use std::sync::LazyLock;

use consort::dictionary::{Decisions, Lexicon, VocabFile, compile, read};
use consort::documents::{ReadOptions, walk};
use consort::pipeline::{BuildOptions, build};
use consort::rdf::Iris;

use super::reading::LANGUAGE;

/// Their names and texts.
pub(super) const STORIES: [(&str, &str); 3] = [
    (
        "one.txt",
        "News of the Alpharia Institute and the Betania Agency\n\n\
         3 March 2021, Vienna, Austria: The Alpharia Institute (ALPX) cooperated with the Betania Agency. \
         The Zetarian Harbour Programme is funded by the Betania Agency with EUR 2.5 million.\n",
    ),
    (
        "two.txt",
        "A course at sea\n\n\
         4 April 2021, online: The Alpharia Institute, in cooperation with the Betania Agency, organized a course. \
         The Zetarian Harbour Programme is implemented by the Alpharia Institute. It was attended by the Gammaria Council.\n",
    ),
    (
        "three.txt",
        "Gammaria Council meets\n\n\
         5 May 2021, Rome, Italy: The Gammaria Council met the Ministry of Justice of Betania.\n\n\
         Nobody else was there.\n",
    ),
];

const NAMES: [(&str, &str); 3] = [
    (
        "organisations-small.toml",
        "[alpha-institute]\nname = \"Alpharia Institute\"\nabbr = [\"ALPX\"]\n\
         [beta-agency]\nname = \"Betania Agency\"\n[gamma-council]\nname = \"Gammaria Council\"\n",
    ),
    ("programmes-small.toml", "[zeta-programme]\nname = \"Zetarian Harbour Programme\"\n"),
    ("countries-small.toml", "[bta]\nname = \"Betania\"\ndemonym = [\"Betanian\"]\n"),
];

/// The vocabulary of the stories.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let own = NAMES.map(|(name, text)| VocabFile {
        name: name.to_owned(),
        text: text.to_owned(),
        builtin: false,
    });
    compile(read(&[&LANGUAGE[..], &own].concat()).0).unwrap().0
});

/// Builds the graph of the stories in `folder/graph`.
pub(super) fn built(folder: &Path) {
    for (name, text) in STORIES {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let texts: Vec<_> = STORIES.iter().map(|(name, _)| folder.join(name)).collect();
    let files = walk(&texts).unwrap().output.files;
    let (iris, decisions) = (Iris::default(), Decisions::default());
    let options = BuildOptions {
        files: &files,
        read: &ReadOptions::default(),
        lexicon: &LEXICON,
        decisions: &decisions,
        iris: &iris,
        out: &folder.join("graph"),
        fresh: false,
        created: None,
    };
    build(&options, &mut |_| {}).unwrap();
}
