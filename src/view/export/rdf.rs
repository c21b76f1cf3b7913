//! A graph folder in the syntaxes of RDF.
//!
//! In: a snapshot, a syntax. Out: text into a writer, the same bytes for the same graph. Never: a file; callers give writers.

use std::io::Write;

use crate::rdf::{WriteError, WriteOptions, Written, write_sorted};
use crate::store::{Extent, Snapshot, Sorter, StoreError, each_statement};

/// A graph that cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum RdfError {
    /// The graph cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// What is to be sorted cannot be set aside.
    #[error("cannot set statements aside in the folder for temporary files; TMPDIR names another")]
    Aside(#[source] std::io::Error),
    /// The writer fails.
    #[error("cannot write the statements")]
    Io(#[from] std::io::Error),
}

/// Writes a graph. None is too large: what memory does not hold is sorted outside of it.
///
/// # Errors
/// When the snapshot cannot be read, or the writer fails.
pub fn graph(
    snapshot: &Snapshot,
    extent: Extent,
    options: &WriteOptions<'_>,
    out: &mut (dyn Write + Send),
) -> Result<Written, RdfError> {
    let mut sorter = Sorter::new(&snapshot.aside());
    each_statement(snapshot, extent, options.syntax, &mut |entries| {
        entries.iter().try_for_each(|(key, said)| sorter.push(key.as_bytes(), said.as_bytes()))
    })?;
    let entries = sorter.finish()?.map(|entry| {
        let (key, _, said) = entry?;
        Ok::<_, RdfError>((text(key)?, text(said)?))
    });
    write_sorted(entries, options, &mut { out })
}

/// What was set aside as text, read back.
fn text(bytes: Vec<u8>) -> Result<String, RdfError> {
    String::from_utf8(bytes).map_err(|e| RdfError::Aside(std::io::Error::other(e)))
}
