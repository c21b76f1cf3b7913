//! A graph folder in the syntaxes of RDF.
//!
//! In: a snapshot, a syntax. Out: text into a writer, the same bytes for the same graph. Never: a file; callers give writers.

use std::io::Write;

use crate::rdf::{
    GraphName, StatementRow, Syntax, Version, WriteError, WriteOptions, Written, knowledge, lines,
    mentions, write,
};
use crate::store::{Contents, Snapshot, StoreError};

/// A graph that cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum RdfError {
    /// The graph cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The writer fails.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Writes the default graph, and in syntaxes that can hold them the stories' own graphs.
///
/// # Errors
/// When the snapshot cannot be read, or the writer fails.
pub fn graph(
    snapshot: &Snapshot,
    contents: &Contents,
    options: &WriteOptions<'_>,
    out: &mut (dyn Write + Send),
) -> Result<Written, RdfError> {
    let (input, iris) = (contents.knowledge(), snapshot.iris());
    if (options.syntax, options.version) == (Syntax::NTriples, Version::Rdf11) {
        // They are made in the order in which they are written: no graph is too large.
        let statements = lines(&input, iris, &mut |lines| out.write_all(lines.as_bytes()))?;
        return Ok(Written { statements, replaced: 0 });
    }
    let triples = knowledge(&input, iris).map(|t| t.in_graph(GraphName::DefaultGraph));
    let mut rows: Vec<StatementRow> = triples.map(StatementRow::from).collect();
    if options.syntax.has_graphs() {
        for record in snapshot.records()? {
            rows.extend(mentions(&record?, iris).into_iter().map(StatementRow::from));
        }
    }
    Ok(write(rows, options, out)?)
}
