//! An entry as somebody else's file gives it.
//!
//! In: nothing. Out: a plain value. Never: a look-up.

use std::fmt::Display;

use crate::base::Class;
use crate::dictionary::entry::Entry;

/// An entry as a file gives it.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    /// What others of the file call it by; empty where nothing can.
    pub key: String,
    /// The id it should have.
    pub wanted: Option<String>,
    /// Its class.
    pub class: Class,
    /// What is said of it; others are named by key, id or name.
    pub entry: Entry,
    /// What to call it in messages, with its place.
    pub what: String,
    /// Whether consort wrote it: then its names are taken as they are.
    pub ours: bool,
    /// Lines to stand above it.
    pub comments: Vec<String>,
}

impl Default for Given {
    fn default() -> Self {
        Self {
            key: String::new(),
            wanted: None,
            class: Class::Organisation,
            entry: Entry::default(),
            what: String::new(),
            ours: false,
            comments: Vec::new(),
        }
    }
}

/// A part of what a file says, for messages.
pub(super) fn of(part: impl Display, whole: &str) -> String {
    format!("{part} of {whole}")
}
