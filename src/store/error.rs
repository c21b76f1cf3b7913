//! What can go wrong with a graph folder.
//!
//! In: causes from the file system and the store. Out: sentences that name the place and the cure.
//! Never: a cause without its place.

use std::io;
use std::path::{Path, PathBuf};

/// What keeps a graph from being read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// A file or folder could not be written.
    #[error("cannot write {}: {source}; {}", path.display(), write_cure(source))]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file or folder could not be read.
    #[error("cannot read {}: {source}; {}", path.display(), read_cure(source))]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Another program is writing to the folder.
    #[error(
        "{} is being written by another consort; wait until it is done, or choose another folder with -o",
        path.display()
    )]
    Locked {
        /// The graph folder.
        path: PathBuf,
    },
    /// There is no finished graph at this path.
    #[error("{} is no graph folder; make one with: consort build FILES -o {0}", path.display())]
    NotAGraph {
        /// The path.
        path: PathBuf,
    },
    /// The folder holds other files, which a graph must not be mixed with.
    #[error("{} holds other files ({found}); choose a new or empty folder with -o", path.display())]
    Foreign {
        /// The folder.
        path: PathBuf,
        /// One of the files.
        found: String,
    },
    /// The graph was written in a format that this version does not read.
    #[error(
        "{} is in format {found}, and this consort reads format {known}; {}",
        path.display(), format_cure(*found, *known, path)
    )]
    Format {
        /// The graph folder.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The format of this version.
        known: u32,
    },
    /// The graph is not as it was written.
    #[error("{} is damaged: {reason}; make it again with: consort build FILES -o {0}", path.display())]
    Damaged {
        /// The graph folder.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A line of a file of the graph cannot be read.
    #[error("{}:{line}: {reason}; make the graph again with consort build", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// The RDF store failed.
    #[error("the RDF store failed: {0}")]
    Engine(String),
}

impl StoreError {
    /// Makes a write error of an IO error.
    pub(super) fn write(path: &Path) -> impl FnOnce(io::Error) -> StoreError {
        |source| StoreError::Write { path: path.to_owned(), source }
    }

    /// Makes a read error of an IO error.
    pub(super) fn read(path: &Path) -> impl FnOnce(io::Error) -> StoreError {
        |source| StoreError::Read { path: path.to_owned(), source }
    }

    /// Says that the graph at `path` is damaged.
    pub(super) fn damaged(path: &Path, reason: impl Into<String>) -> StoreError {
        StoreError::Damaged { path: path.to_owned(), reason: reason.into() }
    }
}

fn write_cure(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "free some space or choose another disk with -o; the former graph is whole"
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "choose a folder that you may write to with -o"
        }
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "a file stands in the way; choose another folder with -o"
        }
        _ => "choose another folder with -o; the former graph is whole",
    }
}

fn read_cure(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "ask its owner for leave to read it",
        io::ErrorKind::NotFound => {
            "it was moved or removed: run the command again, or make the graph again with consort build"
        }
        _ => "check the disk, or make the graph again with consort build",
    }
}

fn format_cure(found: u32, known: u32, path: &Path) -> String {
    let path = path.display();
    if found > known {
        "update consort, or make the graph again with this one: consort build FILES -o ".to_owned()
            + &path.to_string()
    } else {
        format!("make the graph again: consort build FILES -o {path}")
    }
}
