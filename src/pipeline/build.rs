//! From files to a graph folder.
//!
//! In: what to read, and where the graph is to stand. Out: the graph and a report. Never: a former graph gone before the new
//! one is whole.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::base::Story;
use crate::merge::copies::Sketch;
use crate::pipeline::assemble::{Assembly, Ready};
use crate::pipeline::former::Former;
use crate::pipeline::options::{BuildError, BuildOptions, BuildReport, Progress};
use crate::pipeline::read::read_story;
use crate::pipeline::reader::{StoryReader, Waiting, line};
use crate::rdf::{Iris, Syntax};
use crate::store::{Folder, StoreError, StoryStatements};

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
    let (former, mut damage) = match former(options) {
        Ok(former) => (former, None),
        Err(StoreError::Damaged { reason, .. }) => (None, Some(reason)),
        Err(error) => (None, Some(error.to_string())),
    };
    let mut reader = StoryReader::new(options.files, options.read, former);
    let mut assembly = Assembly::begin(options, &mut folder)?;
    gather(&mut reader, &mut assembly, progress)?;
    if reader.is_former_damaged {
        damage = Some("its records cannot be read".to_owned());
        drop(assembly);
        reader = StoryReader::new(options.files, options.read, None);
        assembly = Assembly::begin(options, &mut folder)?;
        gather(&mut reader, &mut assembly, progress)?;
    }
    if assembly.is_empty() {
        let names: Vec<&str> = options.files.iter().map(|f| f.name.as_str()).collect();
        let place = if names.is_empty() { "the input".to_owned() } else { names.join(", ") };
        return Err(BuildError::NoStories { place, warnings: reader.warnings });
    }
    if progress(Progress::Writing).is_break() {
        return Err(BuildError::Stopped);
    }
    let files = reader.files();
    Ok(BuildReport { damage, files, ..assembly.finish(reader.inputs, reader.warnings)? })
}

/// What the graph that is there saves from being read again, unless the caller wants all of it read.
fn former(options: &BuildOptions<'_>) -> Result<Option<Former>, StoreError> {
    if options.fresh {
        return Ok(None);
    }
    Former::open(options.out, &options.vocabulary(), options.read)
}

/// Reads all stories into the graph in the making.
fn gather(
    reader: &mut StoryReader<'_>,
    assembly: &mut Assembly<'_, '_>,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<(), BuildError> {
    let BuildOptions { lexicon, decisions, iris, .. } = *assembly.options;
    let map = |waiting| match waiting {
        Waiting::New(document) => {
            let story = read_story(document, lexicon, decisions);
            ready(line(&story), story, iris, false)
        }
        Waiting::Kept(line, story) => ready(line, story, iris, true),
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
fn ready(line: Vec<u8>, story: Story, iris: &Iris, is_kept: bool) -> Ready {
    let statements = StoryStatements::new(&story, true, iris, Syntax::Turtle);
    Ready { line, sketch: Sketch::new(&story.document), statements, story, is_kept }
}
