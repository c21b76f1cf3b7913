//! Words in the tables and lists of other people.
//!
//! In: `vocab/tables-en.txt`. Out: the key that a heading means, the class that a word means, whether a cell says nothing.
//! Never: a guess at a word that is not listed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::base::Class;
use crate::cut::fold_name;

static WORDS: LazyLock<TableWords> =
    LazyLock::new(|| TableWords::read(include_str!("../../../vocab/tables-en.txt")));

/// What those words mean.
#[derive(Default)]
struct TableWords {
    /// Keys of an entry by folded headings.
    columns: BTreeMap<String, String>,
    classes: BTreeMap<String, Class>,
    nothing: BTreeSet<String>,
}

impl TableWords {
    fn read(text: &str) -> Self {
        let mut words = Self::default();
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        for (kind, listed) in lines.filter_map(|line| line.split_once(": ")) {
            let listed = listed.split(", ").map(str::trim);
            match kind.split_once(' ') {
                Some(("column", key)) => {
                    words.columns.extend(listed.map(|word| (heading(word), key.to_owned())));
                }
                Some((_, class)) => {
                    if let Ok(class) = class.parse() {
                        words.classes.extend(listed.map(|word| (heading(word), class)));
                    }
                }
                None => words.nothing.extend(listed.map(str::to_lowercase)),
            }
        }
        words
    }
}

/// A heading without what makes no difference: case, underscores, signs at its end.
pub(super) fn heading(text: &str) -> String {
    let spaced = text.replace(['_', '.'], " ");
    let bare = spaced.trim().trim_end_matches([':', '*', '#', ' ']);
    fold_name(bare).trim().to_owned()
}

/// The key of an entry that others call so.
pub(super) fn column(folded_heading: &str) -> Option<&'static str> {
    WORDS.columns.get(folded_heading).map(String::as_str)
}

/// The class that a word means, in consort's words or in those of others.
pub(super) fn class(word: &str) -> Option<Class> {
    word.parse().ok().or_else(|| WORDS.classes.get(&heading(word)).copied())
}

/// Whether a cell says that it has nothing to say.
pub(crate) fn is_nothing(text: &str) -> bool {
    text.is_empty() || WORDS.nothing.contains(&text.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::import::columns::COLUMNS;

    #[test]
    fn every_word_means_a_key_or_a_class() {
        assert!(WORDS.columns.values().all(|key| COLUMNS.contains(&key.as_str())));
        for (text, key) in [("Acronym", "abbr"), ("Organisation_Name", "name"), ("A.k.a.", "names")]
        {
            assert_eq!(column(&heading(text)), Some(key), "{text}");
        }
        assert_eq!(
            (class("NGO"), class("Countries")),
            (Some(Class::Organisation), Some(Class::Country))
        );
        assert_eq!((class("Organization"), class("xyz")), (Some(Class::Organisation), None));
    }

    #[test]
    fn nothing_is_said_in_many_ways() {
        for nothing in ["", "-", "–", "N/A", "n/a", "NULL", "Unknown", "#N/A", "NaN"] {
            assert!(is_nothing(nothing), "{nothing}");
        }
        for name in ["Unknown Soldier Fund", "4C", "Nada", "No"] {
            assert!(!is_nothing(name), "{name}");
        }
    }
}
