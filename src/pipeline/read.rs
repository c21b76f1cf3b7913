//! Stories for whoever asks for them: one document, or whole files.
//!
//! In: documents or files, a lexicon, decisions. Out: stories, in input order. Never: a graph.

use crate::base::{Document, Story, Warning};
use crate::dictionary::{Decisions, Lexicon};
use crate::documents::{InputFile, ReadOptions};
use crate::extract::{decide_names, extract};
use crate::link::{decide_claims, link};
use crate::pipeline::reader::{StoryReader, Waiting};

/// Reads one document: finds its names and what it says of them, and carries out what reviewers have decided on either.
/// Pure, so it runs on any thread or machine.
#[must_use]
pub fn read_story(document: Document, lexicon: &Lexicon, decisions: &Decisions) -> Story {
    let tokens = lexicon.tokens(&document.text);
    let mut extraction = extract(&document, &tokens, lexicon);
    decide_names(&document, lexicon, decisions, &mut extraction);
    extraction.assertions = link(&document, &tokens, &extraction, lexicon);
    decide_claims(&document, decisions, &mut extraction.assertions);
    Story { document, extraction }
}

/// Reads files story by story on all threads: `map` makes of each story, on any thread, what `each` then takes in input
/// order. A file that cannot be read is a warning, and the rest goes on.
///
/// # Errors
/// Only those of `each`.
pub fn read_stories<T: Send, E: Send>(
    files: &[InputFile],
    options: &ReadOptions,
    lexicon: &Lexicon,
    decisions: &Decisions,
    map: impl Fn(Story) -> T + Sync,
    each: &mut (dyn FnMut(T) -> Result<(), E> + Send),
) -> Result<Vec<Warning>, E> {
    let mut reader = StoryReader::new(files, options, None);
    let map = |waiting: Waiting| match waiting {
        Waiting::New(document) => map(read_story(document, lexicon, decisions)),
        Waiting::Kept(_, story) => map(story),
    };
    reader.hand_on(&map, each, &mut |_| {})?;
    Ok(reader.warnings)
}
