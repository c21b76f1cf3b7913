//! What a check of a vocabulary can find.
//!
//! In: an entry, words. Out: findings with their place, weight and cure. Never: the looking.

use crate::base::Warning;
use crate::dictionary::listed::Listed;

/// Something that a check has found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// `file:line`.
    pub place: String,
    /// Which check found it.
    pub check: Check,
    /// The entry; empty where no entry is to blame.
    pub id: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub cure: String,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Part of the vocabulary cannot work as written.
    Error,
    /// It works, but hardly as meant.
    Warning,
    /// Worth a look.
    Note,
}

/// What is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Check {
    /// A table that cannot be read, or an id used twice.
    Table,
    /// An id that is no entry, or an entry of the wrong class.
    UnknownId,
    /// A date that cannot be read, or an end before the start.
    Date,
    /// An entry above itself, by `parent`, `part_of` or `replaced_by`.
    Cycle,
    /// Two entries of one class and country with one name.
    Duplicate,
    /// A name of two entries.
    SharedName,
    /// A name that folds to another of the same entry.
    RepeatedName,
    /// A name that is never found, because something else always stands in its place.
    Unreachable,
    /// A phrase under `not` that excludes nothing.
    IdleNot,
    /// A name made of common words alone.
    CommonWords,
    /// A name of one or two characters, or of three in any case.
    ShortName,
    /// An entry that a corpus does not name.
    Unused,
    /// A noun that two word lists take for different things.
    TwoLists,
}

impl Severity {
    /// All severities, worst first.
    pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

    /// The name in listings.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

impl Check {
    /// The name in listings.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Check::Table => "table",
            Check::UnknownId => "unknown-id",
            Check::Date => "date",
            Check::Cycle => "cycle",
            Check::Duplicate => "duplicate",
            Check::SharedName => "shared-name",
            Check::RepeatedName => "repeated-name",
            Check::Unreachable => "unreachable",
            Check::IdleNot => "idle-not",
            Check::CommonWords => "common-words",
            Check::ShortName => "short-name",
            Check::Unused => "unused",
            Check::TwoLists => "two-lists",
        }
    }
}

impl Finding {
    pub(super) fn new(severity: Severity, check: Check, listed: &Listed, id: &str) -> Self {
        let (place, id) = (listed.place.clone(), id.to_owned());
        Self { severity, place, check, id, message: String::new(), cure: String::new() }
    }

    pub(super) fn says(mut self, message: impl Into<String>, cure: impl Into<String>) -> Self {
        (self.message, self.cure) = (message.into(), cure.into());
        self
    }
}

impl From<Warning> for Finding {
    /// What the reader of the files had to say.
    fn from(warning: Warning) -> Self {
        let (message, cure) = match warning.message.split_once("; ") {
            Some((message, cure)) => (message.to_owned(), cure.to_owned()),
            None => (warning.message, String::new()),
        };
        let (severity, place, id) = (Severity::Error, warning.place, String::new());
        Self { severity, place, check: Check::Table, id, message, cure }
    }
}

impl From<Finding> for Warning {
    fn from(finding: Finding) -> Self {
        let Finding { place, message, cure, .. } = finding;
        let message = if cure.is_empty() { message } else { format!("{message}; {cure}") };
        Warning { place, message }
    }
}
