//! What to count.
//!
//! In: what the reader asks. Out: a plain struct. Never: a name; entities are given by their ids.

use crate::base::{Class, Entity, EntityId, Window};
use crate::merge::Scope;
use crate::merge::cooccur::null_model::Shuffles;

/// What to count.
///
/// ```
/// use consort::Window;
/// use consort::merge::cooccur::{CooccurOptions, count};
/// let texts = ["3 March 2020, Vienna, Austria: UNODC and WHO met. OSCE and UNODC met. UNODC and WHO wrote a report."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let options = CooccurOptions { exclude: vec!["unodc".parse()?], ..CooccurOptions::default() };
/// assert!(count(&stories, &options).is_empty());
/// let whole = count(&stories, &options.with_window(Window::Document));
/// assert_eq!((whole.len(), whole[0].a.as_str(), whole[0].b.as_str()), (1, "osce", "who"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CooccurOptions {
    /// How near two names must stand.
    pub window: Window,
    /// The classes whose entities count; both members of a pair are of one of them.
    pub classes: Vec<Class>,
    /// Entities that do not count, such as the publisher of all stories. Where each story has its own,
    /// [`Publishers`](crate::merge::Publishers) leaves it out before counting.
    pub exclude: Vec<EntityId>,
    /// The stories that count.
    pub scope: Scope,
    /// Random tables to compare the counts with; none when absent.
    pub null: Option<Shuffles>,
}

impl Default for CooccurOptions {
    /// What the graph holds: sentences, and everyone who acts but is no country.
    fn default() -> Self {
        Self {
            window: Window::Sentence,
            classes: vec![Class::Organisation, Class::Programme, Class::Donor],
            exclude: Vec::new(),
            scope: Scope::default(),
            null: None,
        }
    }
}

impl CooccurOptions {
    /// Whether mentions of the entity count.
    #[must_use]
    pub fn counts(&self, entity: &Entity) -> bool {
        self.classes.contains(&entity.class) && !self.exclude.contains(&entity.id)
    }

    /// The classes that count where these are asked for; none means those of the default, and countries too where links are what
    /// is stated: who is named in every dateline says little, who pays and who is helped says much.
    ///
    /// ```
    /// use consort::base::Class;
    /// use consort::merge::cooccur::CooccurOptions;
    ///
    /// assert!(!CooccurOptions::classes_of(Vec::new(), false).contains(&Class::Country));
    /// assert!(CooccurOptions::classes_of(Vec::new(), true).contains(&Class::Country));
    /// assert_eq!(CooccurOptions::classes_of(vec![Class::Donor], true), [Class::Donor]);
    /// ```
    #[must_use]
    pub fn classes_of(asked: Vec<Class>, stated: bool) -> Vec<Class> {
        if !asked.is_empty() {
            return asked;
        }
        let mut classes = Self::default().classes;
        classes.extend(stated.then_some(Class::Country));
        classes
    }

    /// The same classes with another window.
    #[must_use]
    pub fn with_window(mut self, window: Window) -> Self {
        self.window = window;
        self
    }
}
