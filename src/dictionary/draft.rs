//! Entries that somebody is to review before they count.
//!
//! In: what was read from elsewhere. Out: [`Draft`]s with unique ids. Never: an id that the vocabulary gives to something
//! else.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::Class;
use crate::cut::{fold_name, short_slug};
use crate::dictionary::entry::Entry;
use crate::dictionary::lines::is_id;
use crate::dictionary::load::Vocabulary;

/// An entry to be reviewed.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Its id: the header of its table.
    pub id: String,
    /// Its class: which file it belongs to.
    pub class: Class,
    /// What its table says.
    pub entry: Entry,
    /// Lines to stand above the table.
    pub comments: Vec<String>,
}

/// Entries read from elsewhere, and what could not be taken over.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Drafts {
    /// The entries, by id.
    pub drafts: Vec<Draft>,
    /// What was left out, with the reason.
    pub left_out: Vec<LeftOut>,
}

/// Something that could not be taken over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// Why: the same words for the same reason, so that they can be counted.
    pub why: String,
    /// What, and where it stands.
    pub what: String,
}

impl Drafts {
    /// Notes something that is not taken over.
    pub fn leave_out(&mut self, what: impl Into<String>, why: impl Into<String>) {
        self.left_out.push(LeftOut { why: why.into(), what: what.into() });
    }
}

/// Gives out ids, and knows what is listed already.
#[derive(Debug, Clone, Default)]
pub struct Ids {
    taken: BTreeSet<String>,
    /// Ids by folded name and class.
    names: BTreeMap<(Class, String), String>,
}

impl Ids {
    /// The ids and names of a vocabulary are taken.
    #[must_use]
    pub fn of(vocabulary: &Vocabulary) -> Self {
        let mut ids = Self::default();
        for (id, listed) in &vocabulary.entries {
            ids.taken.insert(id.to_string());
            let entry = &listed.entry;
            for name in std::iter::once(&entry.name).chain(&entry.names).chain(&entry.formal) {
                ids.names.entry((listed.class, fold_name(name))).or_insert_with(|| id.to_string());
            }
        }
        ids
    }

    /// The id of the entry of this class that has this name, if there is one.
    #[must_use]
    pub fn known(&self, class: Class, name: &str) -> Option<&str> {
        self.names.get(&(class, fold_name(name))).map(String::as_str)
    }

    /// Whether nothing has this id.
    #[must_use]
    pub fn is_free(&self, id: &str) -> bool {
        !self.taken.contains(id)
    }

    /// An id of its own for a thing of this name: the wanted one, or one made from the name; `x`, `x-2`, `x-3` …
    pub fn give(&mut self, wanted: Option<&str>, name: &str) -> String {
        let made = short_slug(name);
        let made = made.strip_prefix("the-").unwrap_or(&made);
        let stem = match wanted.filter(|id| is_id(id)) {
            Some(wanted) => wanted,
            None if made.is_empty() => "entry",
            None => made,
        };
        let numbered = (2..).map(|n| format!("{stem}-{n}"));
        let mut all = std::iter::once(stem.to_owned()).chain(numbered);
        // The numbers do not end before a free one is found.
        let id = all.find(|id| self.is_free(id)).unwrap_or_default();
        self.taken.insert(id.clone());
        id
    }
}

/// The stem of the file for entries of a class.
///
/// ```
/// use consort::{Class, dictionary::file_stem};
/// assert_eq!(format!("{}-mine.toml", file_stem(Class::Donor)), "funds-mine.toml");
/// ```
#[must_use]
pub fn file_stem(class: Class) -> &'static str {
    match class {
        Class::Organisation => "organisations",
        Class::Country => "countries",
        Class::Programme => "programmes",
        Class::Donor => "funds",
        Class::Instrument => "instruments",
        Class::Region => "regions",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::{builtin_files, read};

    #[test]
    fn ids_are_made_from_names_and_unique() {
        let (vocabulary, _) = read(&builtin_files());
        let mut ids = Ids::of(&vocabulary);
        let table = [
            (None, "The Zêta Body", "zeta-body"),
            (None, "Zeta Body", "zeta-body-2"),
            (Some("unodc"), "Another one", "unodc-2"),
            (Some("Not an id"), "Yota", "yota"),
            (None, "Организация", "entry"),
        ];
        for (wanted, name, expected) in table {
            assert_eq!(ids.give(wanted, name), expected, "{name}");
        }
        let known = ids.known(Class::Organisation, "united nations office on Drugs & Crime");
        assert_eq!(known, Some("unodc"));
    }
}
