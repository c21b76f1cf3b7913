//! What counts, as Python says it: which stories, whose names, in which windows.
//!
//! In: keyword arguments, the names of a graph. Out: options of the library, and stories as they count. Never: a count of its own.

use consort::merge::cooccur::CooccurOptions;
use consort::merge::{Publishers, Scope};
use consort::store::Snapshot;
use consort::view::names::Names;
use consort::{Class, EntityId, PartialDate, Story, Window};
use pyo3::prelude::*;

use crate::convert::Keywords;
use crate::error::Failure;
use crate::work::Stop;

/// Which stories count, and whose names do not.
pub(crate) struct Given {
    classes: Vec<Class>,
    exclude: Vec<String>,
    countries: Vec<String>,
    since: Option<PartialDate>,
    until: Option<PartialDate>,
}

/// Which pairs count, and where.
pub(crate) struct Counting {
    pub(crate) given: Given,
    window: Window,
    exclude_publisher: bool,
}

impl Given {
    /// From keyword arguments.
    pub(crate) fn take(keywords: &Keywords<'_>) -> PyResult<Self> {
        Ok(Self {
            classes: keywords.parse_list("classes")?,
            exclude: keywords.list("exclude")?,
            countries: keywords.list("countries")?,
            since: keywords.parse("since")?,
            until: keywords.parse("until")?,
        })
    }

    /// The classes that are asked for; all when empty.
    pub(crate) fn classes(&self) -> Vec<Class> {
        self.classes.clone()
    }

    /// Whose names do not count.
    pub(crate) fn excluded(&self, names: &Names) -> Result<Vec<EntityId>, Failure> {
        self.exclude.iter().map(|typed| entity(names, "exclude", typed)).collect()
    }

    /// From when, until when and from where stories count.
    pub(crate) fn scope(&self, names: &Names) -> Result<Scope, Failure> {
        let countries = self.countries.iter().map(|typed| entity(names, "countries", typed));
        let countries = countries.collect::<Result<_, _>>()?;
        let scope = Scope { since: self.since, until: self.until, countries };
        if scope.is_empty() {
            return Err(Failure::refused("since is later than until: no story lies between"));
        }
        Ok(scope)
    }
}

impl Counting {
    /// From keyword arguments.
    pub(crate) fn take(keywords: &Keywords<'_>) -> PyResult<Self> {
        Ok(Self {
            given: Given::take(keywords)?,
            window: keywords.parse("window")?.unwrap_or(Window::Sentence),
            exclude_publisher: keywords.take("exclude_publisher")?.unwrap_or(false),
        })
    }

    /// The same, with entities instead of names.
    pub(crate) fn options(&self, names: &Names, stated: bool) -> Result<CooccurOptions, Failure> {
        Ok(CooccurOptions {
            window: self.window,
            classes: CooccurOptions::classes_of(self.given.classes(), stated),
            exclude: self.given.excluded(names)?,
            scope: self.given.scope(names)?,
            null: None,
        })
    }

    /// Hands on the stories of a graph as they count.
    pub(crate) fn read<T>(
        &self,
        snapshot: &Snapshot,
        names: &Names,
        stop: &Stop,
        reader: impl FnOnce(&mut dyn Iterator<Item = Story>) -> T,
    ) -> Result<T, Failure> {
        let find = |name: &str| names.find(name).ok().map(|entity| entity.id.clone());
        let mut publishers = Publishers::new(&find);
        with_stories(snapshot, stop, |stories| {
            reader(&mut stories.map(|story| match self.exclude_publisher {
                true => publishers.without(story),
                false => story,
            }))
        })
    }
}

/// Hands on the stories of a graph until one cannot be read, or the work is to end.
pub(crate) fn with_stories<T>(
    snapshot: &Snapshot,
    stop: &Stop,
    reader: impl FnOnce(&mut dyn Iterator<Item = Story>) -> T,
) -> Result<T, Failure> {
    let mut all = snapshot.stories()?;
    let mut failure = None;
    let mut next = || -> Result<Option<Story>, Failure> {
        stop.check()?;
        Ok(all.next().transpose()?)
    };
    let mut stories = std::iter::from_fn(|| {
        next().unwrap_or_else(|error| {
            failure = Some(error);
            None
        })
    });
    let read = reader(&mut stories.by_ref().fuse());
    failure.map_or(Ok(read), Err)
}

/// The entity that the caller means by an id, a label or an alias.
pub(crate) fn entity(names: &Names, argument: &str, typed: &str) -> Result<EntityId, Failure> {
    let found = names.find(typed).map_err(|error| Failure::argument(argument, error))?;
    Ok(found.id.clone())
}
