//! Stories for whoever asks for them: one document, or whole files.
//!
//! In: documents or files, a lexicon, decisions. Out: stories, in input order. Never: a graph.

use crate::base::{Document, Story, Warning, in_parallel};
use crate::dictionary::{Decisions, Lexicon};
use crate::documents::{IdAssigner, InputFile, ReadOptions};
use crate::extract::{decide_names, extract};
use crate::link::{decide_claims, link};
use crate::pipeline::reader::{BATCH, StoryReader, Waiting};

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
        Waiting::Kept(_, story, _) => map(story),
    };
    reader.hand_on(&map, each, &mut |_| {})?;
    Ok(reader.warnings)
}

/// The documents of files, with their ids, in input order: what [`read_story`] then reads on any machine. A file that cannot be
/// read is a warning, and the rest goes on.
///
/// # Errors
/// Only those of `each`.
pub fn read_files<E: Send>(
    files: &[InputFile],
    options: &ReadOptions,
    each: &mut (dyn FnMut(Document) -> Result<(), E> + Send),
) -> Result<Vec<Warning>, E> {
    let mut reader = StoryReader::new(files, options, None);
    let map = |waiting: Waiting| match waiting {
        Waiting::New(document) => document,
        Waiting::Kept(_, story, _) => story.document,
    };
    reader.hand_on(&map, each, &mut |_| {})?;
    Ok(reader.warnings)
}

/// Reads documents that are at hand or made as they are asked for, as those of files are read: `map` makes of each story, on any thread, what `each` then
/// takes in order. An error of `each` ends it after a few stories.
///
/// # Errors
/// Only those of `each`.
///
/// ```
/// use consort::dictionary::{Decisions, builtin_files, compile, read};
/// use consort::documents::{Format, ReadOptions, parse};
/// use consort::pipeline::read_documents;
/// let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// let text = "{\"text\": \"UNICEF met WHO.\"}\n{\"text\": \"UNICEF met WHO.\"}";
/// let documents = parse("two.jsonl", text, Format::Jsonl, &ReadOptions::default()).output;
/// let mut ids = Vec::new();
/// let map = |story: consort::Story| story.document.id.to_string();
/// read_documents(documents.into_iter(), &lexicon, &Decisions::default(), map, &mut |id| Ok::<_, ()>(ids.push(id)))
///     .expect("nothing stops it");
/// assert_eq!(ids, ["undated-unicef-met-who", "undated-unicef-met-who-2"]);
/// # Ok::<(), consort::dictionary::VocabError>(())
/// ```
pub fn read_documents<T: Send, E>(
    mut documents: impl Iterator<Item = Document>,
    lexicon: &Lexicon,
    decisions: &Decisions,
    map: impl Fn(Story) -> T + Sync,
    each: &mut dyn FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let mut ids = IdAssigner::default();
    loop {
        let mut batch: Vec<Document> = documents.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return Ok(());
        }
        for document in &mut batch {
            ids.assign(document);
        }
        let read = in_parallel(batch, |document| map(read_story(document, lexicon, decisions)));
        read.into_iter().try_for_each(&mut *each)?;
    }
}
