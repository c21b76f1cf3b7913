//! Documents and stories, and what is true of each.
//!
//! In: bytes and a name, or documents. Out: what was read, after a look at the laws. Never: a law that hangs on what was read.

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::LazyLock;

use consort::base::{Document, Record, Span, Story};
use consort::dictionary::{Decisions, Lexicon, VocabFile, builtin_files, compile, read};
use consort::documents::{Format, InputFile, InputPlace, ReadOptions, read_file};
use consort::pipeline::read_story;

use crate::fault::fault;

/// The shipped vocabulary.
pub(super) static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| compile(read(&builtin_files()).0).unwrap().0);

/// The shipped files of words, and few names: compiled in a fraction of the time.
pub(super) static LANGUAGE: LazyLock<Vec<VocabFile>> = LazyLock::new(|| {
    let mut files = builtin_files();
    files.retain(VocabFile::is_language);
    files
});

/// A text that anybody may have written takes no longer to be looked into; extraction of a longer one says nothing new.
const LONGEST: usize = 1 << 16;

thread_local! {
    static PLACE: RefCell<Option<(tempfile::TempDir, PathBuf)>> = const { RefCell::new(None) };
}

/// A file with these bytes, as fast as the machine allows.
fn place(bytes: &[u8]) -> PathBuf {
    PLACE.with_borrow_mut(|place| {
        let (_, path) = place.get_or_insert_with(|| {
            let folder = scratch();
            let path = folder.path().join("input");
            (folder, path)
        });
        std::fs::write(&*path, bytes).unwrap();
        path.clone()
    })
}

/// A folder in memory, where there is such a thing.
pub(super) fn scratch() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// Reads bytes as a file of that name, and checks what was read.
pub(super) fn file(name: &str, bytes: &[u8], options: &ReadOptions) -> Vec<Document> {
    let path = place(bytes);
    let format = Format::of_path(name.as_ref());
    let file =
        InputFile { name: name.to_owned(), place: InputPlace::File(path), format, n_bytes: None };
    let Ok(read) = read_file(&file, options).inspect_err(|error| {
        let said = error.to_string();
        assert!(said.contains(name), "{said:?} names no file");
    }) else {
        return Vec::new();
    };
    for warning in &read.warnings {
        let is_said = warning.place.starts_with(name) && !warning.message.trim().is_empty();
        assert!(is_said, "{warning:?} has no place or says nothing");
    }
    assert!(!(read.output.is_empty() && read.warnings.is_empty()), "nothing is read, nothing said");
    for document in &read.output {
        whole(document);
    }
    read.output
}

/// What is true of any document.
fn whole(document: &Document) {
    let text = &document.text;
    let inside = |span: Span| assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
    inside(document.title_span);
    let mut end = 0;
    for paragraph in &document.paragraphs {
        inside(paragraph.span);
        assert!(paragraph.span.start >= end, "{paragraph:?} before {end} of {text:?}");
        end = paragraph.span.end;
    }
    if let Some(line) = &document.dateline {
        inside(line.span);
        line.locations.iter().for_each(|place| inside(*place));
    }
    if let (Some(start), Some(end)) = (document.date_start, document.date_end) {
        assert!(start <= end, "{start} to {end}");
    }
    assert!(document.source.line > 0, "lines count from 1");
}

/// Finds what a document says, and checks it: spans, sentences, evidence, and the record made of it.
pub(super) fn story(document: Document, lexicon: &Lexicon, decisions: &Decisions) -> Option<Story> {
    if document.text.len() > LONGEST {
        return None;
    }
    let story = read_story(document, lexicon, decisions);
    assert_eq!(fault(&story), None, "in {:?}", story.document.text);
    Some(story)
}

/// The same, and the record made of it gives it back.
pub(super) fn recorded(document: Document) {
    if let Some(story) = story(document, &LEXICON, &Decisions::default()) {
        let json = serde_json::to_string(&Record::from(&story)).unwrap();
        let record: Record<'_> = serde_json::from_str(&json).unwrap();
        assert!(Story::try_from(&record).unwrap() == story, "{json} is another story");
    }
}

/// The parts of an input that holds several files or fields: each opens with a line `=== NAME`; what stands above the first has no name.
pub(super) fn parts(data: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut parts = vec![(String::new(), Vec::new())];
    for line in data.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_prefix(b"=== ") {
            Some(name) => {
                let name = String::from_utf8_lossy(name).trim_end().to_owned();
                parts.push((name, Vec::new()));
            }
            None => parts.last_mut().unwrap().1.extend_from_slice(line),
        }
    }
    parts.retain(|(name, bytes)| !(name.is_empty() && bytes.is_empty()));
    parts
}
