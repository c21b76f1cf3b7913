//! Checks the word lists of `relations-en.toml`.
//!
//! In: a [`Vocabulary`] and its files. Out: findings on nouns that stand for two things. Never: a look at a text.

use crate::cut::fold_name;
use crate::dictionary::check::finding::{Check, Finding, Severity};
use crate::dictionary::files::VocabFile;
use crate::dictionary::load::Vocabulary;

/// The lists that say what a noun such as "the Office" stands for, and what that is. A word may well be in several of the
/// other lists: they say what it can do in a clause, which does not exclude one another.
const STANDS_FOR: [(&str, &str); 4] = [
    ("programmes", "a programme"),
    ("bodies", "a body"),
    ("activities", "the activity that the story reports"),
    ("efforts", "the activity that the story reports"),
];

/// Nouns that two lists take for different things, so that a text decides by what it has named before.
pub(super) fn two_meanings(vocabulary: &Vocabulary, files: &[VocabFile]) -> Vec<Finding> {
    let words = &vocabulary.words;
    let lists = [&words.programmes, &words.bodies, &words.activities, &words.efforts];
    let lists: Vec<_> = STANDS_FOR.iter().zip(lists).collect();
    let mut findings = Vec::new();
    for (i, ((list, thing), words)) in lists.iter().enumerate() {
        for word in *words {
            let folded = fold_name(word);
            let other = lists[..i].iter().find(|((_, other), words)| {
                other != thing && words.iter().any(|word| fold_name(word) == folded)
            });
            let Some(((other_list, other_thing), _)) = other else { continue };
            findings.push(Finding {
                severity: Severity::Note,
                place: place(files, list, word),
                check: Check::TwoLists,
                id: String::new(),
                message: format!(
                    "{word:?} stands in {other_list} and in {list}: it is {other_thing} where a name with that word \
                     comes before, else {thing}"
                ),
                cure: "take it out of one list if it is only the other".to_owned(),
            });
        }
    }
    findings
}

/// The line of a word in a list of `[words]`; the last file that has that table counts.
fn place(files: &[VocabFile], list: &str, word: &str) -> String {
    let quoted = format!("\"{word}\"");
    let found = files.iter().rev().find_map(|file| {
        let mut lines = file.text.lines().zip(1..);
        lines.by_ref().find(|(line, _)| line.trim_end() == "[words]")?;
        let mut own = lines
            .take_while(|(line, _)| !line.starts_with('['))
            .skip_while(|(line, _)| line.split('=').next().is_none_or(|key| key.trim() != list));
        own.find(|(line, _)| line.contains(&quoted)).map(|(_, n)| format!("{}:{n}", file.name))
    });
    found.unwrap_or_else(|| "relations [words]".to_owned())
}
