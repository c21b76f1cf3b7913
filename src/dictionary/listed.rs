//! An entry of a vocabulary with where it stands.
//!
//! In: what its table and its file say. Out: a [`Listed`] entry, and which of its labels are names. Never: another entry.

use std::sync::Arc;

use crate::base::Class;
use crate::dictionary::entry::Entry;

/// An entry with its class and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// The class its file says.
    pub class: Class,
    /// What its table says; behind a pointer, because it is large and its list is long.
    pub entry: Box<Entry>,
    /// `file:line`.
    pub place: String,
    /// Whether it is built into the program.
    pub builtin: bool,
    /// Languages whose labels are names too, as the head of its file says.
    pub languages: Arc<[String]>,
}

impl Listed {
    /// The labels that are names: those in these languages and in those of its file. `zh` takes `zh-Hant` in.
    pub fn matched_labels<'a>(
        &'a self,
        languages: &'a [String],
    ) -> impl Iterator<Item = &'a str> + 'a {
        let asked = move |tag: &str| {
            let fits = |language: &String| {
                tag.strip_prefix(language.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            };
            languages.iter().chain(self.languages.iter()).any(fits)
        };
        let labels = self.entry.labels.iter();
        labels.filter(move |(tag, _)| asked(tag)).map(|(_, label)| label.as_str())
    }
}
