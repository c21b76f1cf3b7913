//! Files of a vocabulary: entries, frames, rules, templates, words.
//!
//! In: parts named for files. Out: nothing. Never: a lexicon that cannot be read with.

use consort::dictionary::{Decisions, VocabFile, check, compile, read};
use consort::documents::{Format, ReadOptions, parse};

use super::reading::{LANGUAGE, parts, story};
use super::small::STORIES;

/// Read, checked, compiled beside the shipped words, and stories read with it.
pub(super) fn vocabulary(data: &[u8]) {
    let text = |bytes| String::from_utf8(bytes).ok();
    let own = parts(data)
        .into_iter()
        .filter_map(|(name, bytes)| Some(VocabFile { name, text: text(bytes)?, builtin: false }));
    let own: Vec<VocabFile> = own.collect();
    let (alone, warnings) = read(&own);
    for warning in &warnings {
        assert!(!warning.message.trim().is_empty(), "{warning:?} says nothing");
    }
    for finding in check(&alone, &own) {
        assert!(!finding.message.trim().is_empty(), "{finding:?} says nothing");
    }
    // Most inputs are no TOML: only what says something is worth the words of English.
    if alone.entries.is_empty() && warnings.len() == own.len() {
        return;
    }
    let (all, _) = read(&[&LANGUAGE[..], &own].concat());
    let Ok((lexicon, _)) = compile(all) else { return };
    for (name, text) in STORIES {
        let documents = parse(name, text, Format::Text, &ReadOptions::default()).output;
        for document in documents {
            story(document, &lexicon, &Decisions::default());
        }
    }
}
