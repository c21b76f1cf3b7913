//! A build for which there is nothing to do.
//!
//! In: the graph that the folder holds, made from the same files in the same way. Out: the report of a build, if the graph is what a build
//! would make. Never: a story parsed; a graph that was not checked whole.

use std::collections::BTreeSet;
use std::iter;
use std::sync::Arc;

use crate::base::{Decision, Warning};
use crate::pipeline::options::{BuildOptions, BuildReport};
use crate::pipeline::reader::{UNCHANGED, count};
use crate::store::{Folder, Manifest, Snapshot, StoreError};
use crate::view::stats::Stats;

/// What a build would report that keeps everything; `None` where it would make another graph. The snapshot has passed its check.
///
/// # Errors
/// When the graph is damaged.
pub(super) fn unchanged(
    options: &BuildOptions<'_>,
    folder: &Folder,
    snapshot: &Snapshot,
) -> Result<Option<BuildReport>, StoreError> {
    let manifest = snapshot.manifest();
    if !is_asked_for(options, manifest) {
        return Ok(None);
    }
    let Some(figures) = snapshot.figures::<Stats>()? else { return Ok(None) };
    let ties = snapshot.ties()?.collect::<Result<_, _>>()?;
    folder.keep(snapshot)?;
    Ok(Some(BuildReport {
        snapshot: snapshot.clone(),
        ties,
        warnings: idle(options, &figures.decisions),
        files: count(&manifest.inputs, iter::repeat(UNCHANGED)),
        n_read: 0,
        n_kept: manifest.counts.stories,
        damage: None,
    }))
}

/// Whether a graph has the names and the time that are asked for.
fn is_asked_for(options: &BuildOptions<'_>, manifest: &Manifest) -> bool {
    manifest.base == options.iris.base() && manifest.created == options.created
}

/// A word on each decision that bore on nothing; those given bore on so many documents.
fn idle(options: &BuildOptions<'_>, applied: &[(Arc<Decision>, u64)]) -> Vec<Warning> {
    let applied: BTreeSet<_> = applied.iter().map(|(decision, _)| &**decision).collect();
    options.decisions.idle(&applied, options.lexicon)
}
