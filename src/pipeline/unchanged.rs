//! A build for which there is nothing to do.
//!
//! In: the graph that the folder holds, made from the same files in the same way. Out: the report of a build, if the graph is what a build
//! would make. Never: a story parsed; a graph that was not checked whole.

use std::collections::BTreeSet;
use std::iter;

use crate::pipeline::options::{BuildOptions, BuildReport};
use crate::pipeline::reader::{UNCHANGED, count};
use crate::store::{Folder, Snapshot, StoreError};
use crate::view::stats::Stats;

/// What a build would report that keeps everything; `None` where it would make another graph.
///
/// # Errors
/// When the graph is damaged.
pub(super) fn unchanged(
    options: &BuildOptions<'_>,
    folder: &Folder,
    snapshot: &Snapshot,
) -> Result<Option<BuildReport>, StoreError> {
    let manifest = snapshot.manifest();
    if manifest.base != options.iris.base() || manifest.created != options.created {
        return Ok(None);
    }
    let Some(figures) = snapshot.figures::<Stats>()? else { return Ok(None) };
    let ties = snapshot.ties()?.collect::<Result<_, _>>()?;
    folder.keep(snapshot)?;
    let applied: BTreeSet<_> = figures.decisions.iter().map(|(decision, _)| &**decision).collect();
    Ok(Some(BuildReport {
        snapshot: snapshot.clone(),
        ties,
        warnings: options.decisions.idle(&applied, options.lexicon),
        files: count(&manifest.inputs, iter::repeat(UNCHANGED)),
        n_read: 0,
        n_kept: manifest.counts.stories,
        damage: None,
    }))
}
