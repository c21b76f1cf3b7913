//! The files that are to be read.
//!
//! In: nothing. Out: what is known of a file before it is opened. Never: its bytes.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::documents::options::Format;

/// What paths lead to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The files to read, in order.
    pub files: Vec<InputFile>,
    /// How many files of folders were passed over as no stories, by their ending: `.jpg`, or by their name.
    pub passed_over: BTreeMap<String, usize>,
}

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// Its name as the user knows it, for messages and [`Source::file`](crate::base::Source::file).
    pub name: String,
    /// Where its bytes are.
    pub place: InputPlace,
    /// The format its name tells; it counts where the bytes leave open what they are.
    pub format: Option<Format>,
    /// Its size, where it is known beforehand.
    pub n_bytes: Option<u64>,
}

/// Where the bytes of an input are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InputPlace {
    /// In a file.
    File(PathBuf),
    /// On standard input.
    Stdin,
}
