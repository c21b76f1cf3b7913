//! The only file that calls several stages in a row.
//!
//! In: documents and a lexicon, or paths and a configuration. Out: stories, or a graph folder and a report. Never: a stage's
//! own work.

use rayon::prelude::*;

use crate::base::{Document, Story, Warning};
use crate::corpus::{IdAssigner, InputFile, ReadOptions, read_file};
use crate::dictionary::{Lexicon, fold};
use crate::extract::extract;
use crate::link::link;

/// Reads one document: finds its names and what it says of them. Pure, so it runs on any thread or machine.
#[must_use]
pub fn read_story(document: Document, lexicon: &Lexicon) -> Story {
    let tokens = fold(&document.text);
    let mut extraction = extract(&document, &tokens, lexicon);
    extraction.assertions = link(&document, &tokens, &extraction, lexicon);
    Story { document, extraction }
}

/// So many stories are read between two writes: enough for all threads, few enough for any memory.
const BATCH: usize = 256;

/// Reads files story by story, in input order, on all threads. A file that cannot be read is a warning, and the rest
/// goes on.
///
/// # Errors
/// Only those of `each`.
pub fn read_stories<E>(
    files: &[InputFile],
    options: &ReadOptions,
    lexicon: &Lexicon,
    each: &mut dyn FnMut(Story) -> Result<(), E>,
) -> Result<Vec<Warning>, E> {
    let mut ids = IdAssigner::default();
    let mut warnings = Vec::new();
    for file in files {
        let documents = match read_file(file, options) {
            Ok(read) => {
                warnings.extend(read.warnings);
                read.output
            }
            Err(error) => {
                warnings.push(Warning { place: file.name.clone(), message: error.to_string() });
                continue;
            }
        };
        let mut documents = documents.into_iter().map(|mut document| {
            ids.assign(&mut document);
            document
        });
        loop {
            let batch: Vec<Document> = documents.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                break;
            }
            let stories: Vec<Story> =
                batch.into_par_iter().map(|d| read_story(d, lexicon)).collect();
            stories.into_iter().try_for_each(&mut *each)?;
        }
    }
    Ok(warnings)
}
