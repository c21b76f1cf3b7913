//! Decisions of reviewers.
//!
//! In: a `decisions.toml`. Out: nothing. Never: a decision that is half read.

use consort::dictionary::Decisions;
use consort::documents::{Format, ReadOptions, parse};

use super::reading::story;
use super::small::{LEXICON, STORIES};

/// Read, and stories read with them.
pub(super) fn decisions(data: &[u8]) {
    let Ok(text) = String::from_utf8(data.to_vec()) else { return };
    let name = "decisions.toml";
    let (decisions, warnings) = Decisions::read(&[(name.to_owned(), text.clone())], &LEXICON);
    for warning in &warnings {
        let is_said = warning.place.starts_with(name) && !warning.message.trim().is_empty();
        assert!(is_said, "{warning:?} has no place or says nothing");
    }
    let again = Decisions::read(&[(name.to_owned(), text)], &LEXICON).0;
    assert_eq!(decisions.hash(&LEXICON), again.hash(&LEXICON));
    if decisions.is_empty() {
        return;
    }
    for (name, text) in STORIES {
        for document in parse(name, text, Format::Text, &ReadOptions::default()).output {
            story(document, &LEXICON, &decisions);
        }
    }
}
