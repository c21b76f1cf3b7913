//! Opens a graph for the commands that read one.
//!
//! In: a graph folder. Out: its names, its stories. Never: writes.

use std::path::Path;

use consort::merge::EntityFacts;
use consort::store::{self, Folder, Snapshot, StoreError};
use consort::view::names::Names;
use consort::view::table::TextLayout;
use consort::{Class, EntityId, Story};

/// The current snapshot of a graph folder.
pub(crate) fn open(folder: &Path) -> anyhow::Result<Snapshot> {
    Ok(Folder::open(folder)?)
}

/// The option that names a graph folder in a command to type; nothing for the usual one.
pub(crate) fn folder_option(folder: &Path) -> String {
    if folder.as_os_str() == "graph" { String::new() } else { format!(" -g {}", folder.display()) }
}

/// The names of a graph.
pub(crate) struct Labels(Names);

impl Labels {
    /// The names themselves.
    pub(crate) fn names(&self) -> &Names {
        &self.0
    }

    /// The label of an id, or the id itself.
    pub(crate) fn label(&self, id: &str) -> String {
        self.0.label(id)
    }

    /// The class of an id.
    pub(crate) fn class(&self, id: &str) -> Option<Class> {
        self.0.get(id).map(|entity| entity.class)
    }

    /// All ids.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.entities().iter().map(|entity| &*entity.id)
    }

    /// The entity that the user means.
    pub(crate) fn find(&self, typed: &str) -> anyhow::Result<EntityId> {
        Ok(self.0.find(typed)?.id.clone())
    }
}

/// Reads the names of a graph.
pub(crate) fn labels(snapshot: &Snapshot) -> anyhow::Result<Labels> {
    let lines = snapshot.entities()?;
    let entities: Result<Vec<EntityFacts>, _> = lines.map(|line| line.map(Into::into)).collect();
    Ok(Labels(Names::new(entities?)))
}

/// The stories of a graph, one at a time; the first that cannot be read ends them and is kept.
pub(crate) struct Stories {
    stories: store::Stories,
    failure: Option<StoreError>,
}

impl Stories {
    /// The stories of a snapshot, in corpus order.
    pub(crate) fn of(snapshot: &Snapshot) -> Result<Self, StoreError> {
        Ok(snapshot.stories()?.into())
    }

    /// What ended the stories before their end, if anything did.
    pub(crate) fn failure(self) -> anyhow::Result<()> {
        self.failure.map_or(Ok(()), |failure| Err(failure.into()))
    }
}

impl From<store::Stories> for Stories {
    fn from(stories: store::Stories) -> Self {
        Self { stories, failure: None }
    }
}

impl Iterator for Stories {
    type Item = Story;

    fn next(&mut self) -> Option<Story> {
        if self.failure.is_some() {
            return None;
        }
        self.stories.next()?.map_err(|error| self.failure = Some(error)).ok()
    }
}

/// How wide a table may be: the terminal's width, or no bound where nobody looks.
pub(crate) fn layout() -> TextLayout {
    let terminal = console::Term::stdout();
    let max_width = terminal.is_term().then(|| usize::from(terminal.size().1));
    TextLayout { max_width, ..TextLayout::default() }
}
