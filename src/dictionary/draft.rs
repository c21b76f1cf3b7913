//! Entries that somebody is to review before they count.
//!
//! In: what was read from elsewhere. Out: [`Draft`]s with unique ids. Never: an id that the vocabulary gives to something
//! else.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::base::Class;
use crate::cut::{fold_name, short_slug};
use crate::dictionary::countries::{by_any_name, called};
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
    pub left_out: Vec<Remark>,
    /// What was taken over and is worth a word.
    pub notes: Vec<Remark>,
}

/// Something to be said of what was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// Why: the same words for the same reason, so that they can be counted.
    pub why: String,
    /// What, and where it stands.
    pub what: String,
}

impl Drafts {
    /// Says that something is not taken over.
    pub fn leave_out(&mut self, what: impl Into<String>, why: impl Into<String>) {
        self.left_out.push(Remark { why: why.into(), what: what.into() });
    }

    /// Says something of what is taken over.
    pub fn note(&mut self, what: impl Into<String>, why: impl Into<String>) {
        self.notes.push(Remark { why: why.into(), what: what.into() });
    }
}

/// Gives out ids, and knows what is listed already.
#[derive(Debug, Clone, Default)]
pub struct Ids {
    taken: BTreeSet<String>,
    /// Who bears a folded name.
    bearers: BTreeMap<String, Vec<Bearer>>,
    /// Ids of countries by everything that a field may call them.
    countries: FxHashMap<String, String>,
}

/// An entry that has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bearer {
    pub id: String,
    pub class: Class,
    pub country: Option<String>,
    pub by: Borne,
}

/// How an entry bears a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Borne {
    Name,
    /// As it is written.
    Abbreviation(String),
    /// In this language.
    Label(String),
}

impl Ids {
    /// The ids and names of a vocabulary are taken.
    #[must_use]
    pub fn of(vocabulary: &Vocabulary) -> Self {
        let mut ids = Self::default();
        for (id, listed) in &vocabulary.entries {
            ids.learn(id, listed.class, &listed.entry);
        }
        let countries =
            vocabulary.entries.iter().filter(|(_, listed)| listed.class == Class::Country);
        ids.countries = by_any_name(countries.map(|(id, listed)| (id.to_string(), &*listed.entry)));
        ids
    }

    /// Takes the id and the names of an entry in.
    fn learn(&mut self, id: &str, class: Class, entry: &Entry) {
        self.taken.insert(id.to_owned());
        let mut bear = |name: &str, by: Borne| {
            let bearers = self.bearers.entry(fold_name(name)).or_default();
            let new = Bearer { id: id.to_owned(), class, country: entry.country.clone(), by };
            if !bearers.contains(&new) {
                bearers.push(new);
            }
        };
        for name in std::iter::once(&entry.name).chain(&entry.names).chain(&entry.formal) {
            bear(name, Borne::Name);
        }
        for abbr in &entry.abbr {
            bear(abbr, Borne::Abbreviation(abbr.clone()));
        }
        for (language, label) in &entry.labels {
            bear(label, Borne::Label(language.clone()));
        }
    }

    /// Takes a country in that no vocabulary lists: fields may call it so from now on.
    pub(super) fn learn_country(&mut self, id: &str, entry: &Entry) {
        for name in called(entry) {
            self.countries.entry(name).or_insert_with(|| id.to_owned());
        }
        self.countries.entry(fold_name(id)).or_insert_with(|| id.to_owned());
    }

    /// The country that a field calls so: by its id, a name or a code.
    pub(super) fn country(&self, text: &str) -> Option<&str> {
        let is_country = |id: &&String| id.as_str() == text;
        let by_id =
            self.taken.get(text).filter(|_| self.countries.values().any(|id| is_country(&id)));
        by_id.or_else(|| self.countries.get(&fold_name(text))).map(String::as_str)
    }

    /// Whether any country is known.
    pub(super) fn has_countries(&self) -> bool {
        !self.countries.is_empty()
    }

    /// Who has this name.
    pub(super) fn bearers(&self, name: &str) -> &[Bearer] {
        self.bearers.get(&fold_name(name)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The entry of this class that this name means, if it is listed: by a name of it, or by an abbreviation or a label that
    /// no other entry has. A body of another country is another body.
    pub(super) fn known(&self, class: Class, name: &str, country: Option<&str>) -> Option<&Bearer> {
        let of_class = || {
            self.bearers(name).iter().filter(move |bearer| {
                let apart = bearer.country.as_deref().zip(country).is_some_and(|(a, b)| a != b);
                bearer.class == class && !apart
            })
        };
        let by_name = of_class().find(|bearer| bearer.by == Borne::Name);
        let mut others = of_class().filter(|bearer| match &bearer.by {
            Borne::Abbreviation(written) => written == name,
            Borne::Label(_) => true,
            Borne::Name => false,
        });
        let other = others.next().filter(|first| others.all(|other| other.id == first.id));
        by_name.or(other)
    }

    /// Whether nothing has this id.
    #[must_use]
    pub fn is_free(&self, id: &str) -> bool {
        !self.taken.contains(id)
    }

    /// Makes an id free that was given.
    pub(super) fn take_back(&mut self, id: &str) {
        self.taken.remove(id);
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
        let known = |name: &str, country| {
            ids.known(Class::Organisation, name, country).map(|bearer| bearer.id.as_str())
        };
        assert_eq!(known("united nations office on Drugs & Crime", None), Some("unodc"));
        assert_eq!((known("UNODC", None), known("Unodc", None)), (Some("unodc"), None));
        for country in ["alb", "Albania", "AL", "ALB", "albanie"] {
            assert_eq!(ids.country(country), Some("alb"), "{country}");
        }
        assert_eq!(ids.country("unodc"), None);
    }
}
