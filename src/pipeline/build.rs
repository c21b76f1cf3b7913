//! From files to a graph folder.
//!
//! In: what to read, and where the graph is to stand. Out: the graph and a report. Never: a former graph gone before the new
//! one is whole.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::base::Story;
use crate::merge::copies::Sketch;
use crate::pipeline::assemble::{Assembly, Ready};
use crate::pipeline::former::Former;
use crate::pipeline::options::{BuildError, BuildOptions, BuildReport, Progress};
use crate::pipeline::read::read_story;
use crate::pipeline::reader::{StoryReader, Waiting};
use crate::pipeline::unchanged::unchanged;
use crate::rdf::{Iris, Syntax};
use crate::store::{Folder, Parts, StoreError, StoryStatements, Written};

/// Builds a graph folder. Files that have not changed since the former build are not read again; the result is the same.
///
/// # Errors
/// When nothing can be read, or the folder cannot be written. Then a former graph is still there, whole.
pub fn build(
    options: &BuildOptions<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<BuildReport, BuildError> {
    build_while(options, &mut |so_far| {
        progress(so_far);
        ControlFlow::Continue(())
    })
}

/// The same as long as `progress` says so. Whoever breaks it off leaves the former graph as it was.
///
/// # Errors
/// As [`build`], and [`BuildError::Stopped`].
pub fn build_while(
    options: &BuildOptions<'_>,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<BuildReport, BuildError> {
    let mut folder = Folder::create(options.out)?;
    let (former, mut damage) = match former(options, &folder) {
        Ok(Before::Same(report)) => {
            let so_far = Progress::Reading { stories: report.n_kept, bytes: bytes(options) };
            return match progress(so_far) {
                ControlFlow::Continue(()) => Ok(*report),
                ControlFlow::Break(()) => Err(BuildError::Stopped),
            };
        }
        Ok(Before::Other(former)) => (former.map(|former| *former), None),
        Err(StoreError::Damaged { reason, .. }) => (None, Some(reason)),
        Err(StoreError::Line { path, line, reason }) => {
            (None, Some(format!("{}:{line}: {reason}", path.display())))
        }
        Err(error) => (None, Some(error.to_string())),
    };
    let stories = former.as_ref().map(|former| Arc::clone(&former.stories));
    let mut reader = StoryReader::new(options.files, options.read, former);
    let mut assembly = Assembly::begin(options, &mut folder, stories)?;
    gather(&mut reader, &mut assembly, progress)?;
    if reader.is_former_damaged {
        damage = Some("its records cannot be read".to_owned());
        drop(assembly);
        reader = StoryReader::new(options.files, options.read, None);
        assembly = Assembly::begin(options, &mut folder, None)?;
        gather(&mut reader, &mut assembly, progress)?;
    }
    let place = || {
        let names: Vec<&str> = options.files.iter().map(|f| f.name.as_str()).collect();
        if names.is_empty() { "the input".to_owned() } else { names.join(", ") }
    };
    Ok(BuildReport { damage, ..finish(reader, assembly, place, progress)? })
}

/// Builds the same graph folder of stories that a cluster has read with this vocabulary. `options` names no files, and the stories
/// stand in it in the order that the parts give them.
///
/// # Errors
/// As [`build`], and when a part is missing, damaged, or was read otherwise. Then a former graph is still there, whole.
pub fn build_from_parts(
    options: &BuildOptions<'_>,
    parts: Parts,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<BuildReport, BuildError> {
    let mut folder = Folder::create(options.out)?;
    let place = parts.name().to_owned();
    let mut reader = StoryReader::of_parts(parts, options.read);
    let mut assembly = Assembly::begin(options, &mut folder, None)?;
    gather(&mut reader, &mut assembly, progress)?;
    if let Some(fault) = reader.fault {
        return Err(fault.into());
    }
    let report = finish(reader, assembly, || place, progress)?;
    let n_read = report.n_read + report.n_kept;
    Ok(BuildReport { n_read, n_kept: 0, ..report })
}

/// Makes a graph of the stories that were gathered; without any, says where none was.
fn finish(
    mut reader: StoryReader<'_>,
    assembly: Assembly<'_, '_>,
    place: impl FnOnce() -> String,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<BuildReport, BuildError> {
    if assembly.is_empty() {
        return Err(BuildError::NoStories { place: place(), warnings: reader.warnings });
    }
    if progress(Progress::Writing).is_break() {
        return Err(BuildError::Stopped);
    }
    let files = reader.files();
    reader.let_go();
    Ok(BuildReport { files, ..assembly.finish(reader.inputs, reader.warnings)? })
}

/// The graph that is there.
enum Before {
    /// It is what a build would make, which would report this.
    Same(Box<BuildReport>),
    /// What it saves from being read again, if anything.
    Other(Option<Box<Former>>),
}

/// What is there, unless the caller wants all of it read again.
fn former(options: &BuildOptions<'_>, folder: &Folder) -> Result<Before, StoreError> {
    if options.fresh {
        return Ok(Before::Other(None));
    }
    let former = Former::open(options)?;
    if let Some(former) = former.as_ref().filter(|former| former.is_of(options))
        && let Some(report) = unchanged(options, folder, &former.stories.snapshot)?
    {
        return Ok(Before::Same(Box::new(report)));
    }
    Ok(Before::Other(former.map(Box::new)))
}

/// How much there is to read.
fn bytes(options: &BuildOptions<'_>) -> u64 {
    options.files.iter().filter_map(|file| file.n_bytes).sum()
}

/// Reads all stories into the graph in the making.
fn gather(
    reader: &mut StoryReader<'_>,
    assembly: &mut Assembly<'_, '_>,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<(), BuildError> {
    let BuildOptions { lexicon, decisions, iris, .. } = *assembly.options;
    let former = assembly.former.clone();
    let former = former.as_deref();
    let map = |waiting| {
        let kept = match waiting {
            Waiting::Kept(written, story, number) => Ok((written, story, number)),
            Waiting::New(document) => {
                let found = former.and_then(|former| former.find(&document, decisions));
                found.map(|(written, story, number)| (written, story, Some(number))).ok_or(document)
            }
        };
        let is_other = |story: &Story| former.is_some_and(|f| f.is_read_otherwise(story, lexicon));
        let document = match kept {
            Ok((written, story, number)) if !is_other(&story) => {
                let sketch =
                    former.zip(number).and_then(|(f, n)| f.sketches().get(n, &story.document));
                return ready(written, story, iris, sketch, number);
            }
            Ok((_, story, _)) => story.document,
            Err(document) => document,
        };
        let story = read_story(document, lexicon, decisions);
        ready(Written::of(&story), story, iris, None, None)
    };
    let stopped = AtomicBool::new(false);
    let mut add = |ready| match stopped.load(Ordering::Relaxed) {
        true => Err(BuildError::Stopped),
        false => Ok(assembly.add(ready)?),
    };
    reader.hand_on(&map, &mut add, &mut |so_far| {
        stopped.store(progress(so_far).is_break(), Ordering::Relaxed);
    })
}

/// What is made of a story before it is added, on any thread.
fn ready(
    written: Written,
    story: Story,
    iris: &Iris,
    sketch: Option<Sketch>,
    former: Option<u32>,
) -> Ready {
    let sketch = sketch.unwrap_or_else(|| Sketch::new(&story.document));
    let statements = StoryStatements::new(&story, true, iris, Syntax::Turtle);
    Ready { written, sketch, statements, story, former }
}
