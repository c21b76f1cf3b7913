//! What can be wrong with the parts that a cluster has written.
//!
//! In: places and causes. Out: sentences that name the place and the cure. Never: a cause without its place.

use std::io;
use std::path::PathBuf;

/// Why parts cannot be taken for a graph.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PartsError {
    /// Something could not be read.
    #[error("cannot read {}: {source}; copy the folder again, or allow more open files (ulimit -n)", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The folder is none that a job has finished.
    #[error(
        "{} holds no finished parts ({reason}); give the folder that consort.spark.write_parts has written, and if its job did not end, \
         run it again with mode=\"overwrite\"",
        folder.display()
    )]
    Unfinished {
        /// The folder.
        folder: PathBuf,
        /// What is missing.
        reason: String,
    },
    /// Parts are missing.
    #[error("{}: of {of} parts {missing} missing; copy the whole folder again, or run the job again", folder.display())]
    Missing {
        /// The folder.
        folder: PathBuf,
        /// How many there should be.
        of: usize,
        /// Which are missing, in words.
        missing: String,
    },
    /// A part is there twice, and it cannot be told which one counts.
    #[error(
        "{} and {} are both part {number}, with different rows; remove the one that is not of the last job, or run the job again",
        one.display(), other.display()
    )]
    Twice {
        /// One of the two.
        one: PathBuf,
        /// The other.
        other: PathBuf,
        /// The number that both have.
        number: usize,
    },
    /// A part is not as it was written.
    #[error("{}: {reason}; copy it again, or run the job again", path.display())]
    Torn {
        /// The file.
        path: PathBuf,
        /// What shows it.
        reason: String,
    },
    /// A row cannot be read.
    #[error("{place}: {reason}; copy the file again, or run the job again")]
    Row {
        /// The file and the line.
        place: String,
        /// What is wrong.
        reason: String,
    },
    /// A row was read by another version of consort.
    #[error(
        "{place}: was read by consort {found}, and this is {own}; install the same version on the cluster, and run the job again"
    )]
    Version {
        /// The file and the line.
        place: String,
        /// The version that read it.
        found: String,
        /// This one.
        own: &'static str,
    },
    /// A row was read with another vocabulary.
    #[error(
        "{place}: was read with another vocabulary ({found}, here {own}); give the same --vocab, --languages, --no-builtin, --listed-only \
         and --decisions as to the job, or run the job again with these"
    )]
    Vocabulary {
        /// The file and the line.
        place: String,
        /// The beginning of the hash of the vocabulary that it was read with.
        found: String,
        /// That of this one.
        own: String,
    },
    /// All parts are whole, and they are not those of one job.
    #[error(
        "{folder}: its parts are not all of the job that wrote the manifest; run the job again, into a new folder"
    )]
    Mixed {
        /// The folder.
        folder: String,
    },
}
