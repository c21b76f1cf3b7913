//! Which stories count, and whose names in them: what counting, networks, exports and pictures have in common.
//!
//! In: arguments. Out: what to count, and the stories as they count. Never: a story passed over in silence.

use anyhow::Context;
use clap::Args;
use consort::merge::cooccur::{CooccurOptions, count};
use consort::merge::{Publishers, Scope};
use consort::store::Snapshot;
use consort::view::desk::{Desk, Filters};
use consort::{Class, EntityId, PartialDate, Story, Tie, Window};

use crate::graph::{Labels, Stories};
use crate::say::{Say, counted};

/// Which pairs count, and where.
#[derive(Debug, Args)]
pub(crate) struct CountArgs {
    /// Classes to count: organisation, programme, donor, country. When left out, the first three; countries too where stated links
    /// are counted (`network --edges`, `export`).
    #[arg(long = "class", value_name = "CLASS", value_delimiter = ',')]
    pub classes: Vec<String>,
    /// What two names must share: a sentence, a paragraph, a document, or so many sentences in a row (3-sentences).
    #[arg(long, value_name = "WINDOW", default_value = "sentence")]
    pub window: Window,
    /// Do not count an entity in stories that it published itself.
    #[arg(long)]
    pub exclude_publisher: bool,
    /// Which stories count, and whose names do not.
    #[command(flatten)]
    pub scope: ScopeArgs,
}

/// Which stories count, and whose names do not.
#[derive(Debug, Args)]
pub(crate) struct ScopeArgs {
    /// Entities that do not count, by id, label or alias, such as the publisher of all stories.
    #[arg(long, value_name = "ENTITY", value_delimiter = ',')]
    pub exclude: Vec<String>,
    /// Count only stories whose dateline names one of these countries.
    #[arg(long = "country", value_name = "COUNTRY", value_delimiter = ',')]
    pub countries: Vec<String>,
    /// Count only stories from this day, month or year on.
    #[arg(long, value_name = "DATE")]
    pub since: Option<PartialDate>,
    /// Count only stories up to this day, month or year, inclusive.
    #[arg(long, value_name = "DATE")]
    pub until: Option<PartialDate>,
}

impl ScopeArgs {
    /// From when, until when and from where stories count.
    pub(crate) fn scope(&self, names: &Labels) -> anyhow::Result<Scope> {
        let countries = self.countries.iter().map(|typed| names.find(typed));
        let countries: Vec<EntityId> =
            countries.collect::<anyhow::Result<_>>().context("--country")?;
        let scope = Scope { since: self.since, until: self.until, countries };
        if let (Some(since), Some(until), true) = (self.since, self.until, scope.is_empty()) {
            anyhow::bail!("--since {since} is later than --until {until}: no story lies between");
        }
        Ok(scope)
    }

    /// Whose names do not count.
    pub(crate) fn excluded(&self, names: &Labels) -> anyhow::Result<Vec<EntityId>> {
        let exclude = self.exclude.iter().map(|typed| names.find(typed));
        exclude.collect::<anyhow::Result<_>>().context("--exclude")
    }
}

/// How many stories there are, without a date, of no country, and in scope.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Passed {
    all: usize,
    undated: usize,
    placeless: usize,
    taken: usize,
}

impl Passed {
    /// Counts one, and says whether it is in scope.
    pub(crate) fn takes(&mut self, story: &Story, scope: &Scope) -> bool {
        let taken = scope.takes(story);
        let dated = story.document.date_start.is_some();
        self.add(dated, !story.extraction.countries.is_empty(), taken);
        taken
    }

    /// The stories of a desk, those in scope as its filters take them.
    pub(crate) fn of(desk: &Desk, filters: &Filters) -> Self {
        let mut passed = Self::default();
        for story in desk.document_facts() {
            let dated = story.date_start.is_some();
            passed.add(dated, !story.countries.is_empty(), filters.takes_story(story));
        }
        passed
    }

    fn add(&mut self, dated: bool, placed: bool, taken: bool) {
        self.all += 1;
        self.undated += usize::from(!dated);
        self.placeless += usize::from(!placed);
        self.taken += usize::from(taken);
    }

    /// Says what was passed over.
    pub(crate) fn tell(self, scope: &Scope, say: &Say) {
        if scope.is_dated() && self.undated > 0 {
            let stories = counted(self.undated, "story has", "stories have");
            say.warning(&format!("{stories} no date and cannot be in a period"));
        }
        let placed = !scope.countries.is_empty();
        if placed && self.placeless > 0 {
            let stories = counted(self.placeless, "story has", "stories have");
            say.warning(&format!(
                "{stories} no country in the dateline and cannot be of one; consort claims --entity finds what is said of a country"
            ));
        }
        if self.taken == 0 && self.all > 0 {
            let stories = counted(self.all, "story", "stories");
            let from = match (scope.is_dated(), placed) {
                (true, false) => "from that time",
                (false, true) => "from that country, by their datelines",
                _ => "from that time and place",
            };
            say.warning(&format!(
                "none of the {stories} is {from}; consort stats shows the dates and countries of the graph"
            ));
        }
    }
}

impl CountArgs {
    /// The same, with entities instead of names.
    pub(crate) fn options(&self, names: &Labels, stated: bool) -> anyhow::Result<CooccurOptions> {
        Ok(CooccurOptions {
            window: self.window,
            classes: CooccurOptions::classes_of(self.asked_classes()?, stated),
            exclude: self.scope.excluded(names)?,
            scope: self.scope.scope(names)?,
            null: None,
        })
    }

    /// The classes that are asked for.
    pub(crate) fn asked_classes(&self) -> anyhow::Result<Vec<Class>> {
        let asked = self.classes.iter().map(|c| c.parse()).collect::<Result<_, _>>();
        asked.map_err(anyhow::Error::msg)
    }

    /// Counts, and says what was passed over. What the graph has counted already is not counted again.
    pub(crate) fn count(
        &self,
        snapshot: &Snapshot,
        options: &CooccurOptions,
        names: &Labels,
        say: &Say,
    ) -> anyhow::Result<Vec<Tie>> {
        if self.is_counted(options) {
            return Ok(snapshot.ties()?.collect::<Result<_, _>>()?);
        }
        let mut stories = Stories::of(snapshot)?;
        let ties =
            self.read(&mut stories, options, names, Some(say), |stories| count(stories, options));
        stories.failure()?;
        Ok(ties)
    }

    /// Whether the ties of the graph are those that these options ask for.
    pub(crate) fn is_counted(&self, options: &CooccurOptions) -> bool {
        *options == CooccurOptions::default() && !self.exclude_publisher
    }

    /// Hands on the stories as they count, and says what was passed over, if anybody is to hear it.
    pub(crate) fn read<T>(
        &self,
        stories: &mut dyn Iterator<Item = Story>,
        options: &CooccurOptions,
        names: &Labels,
        say: Option<&Say>,
        reader: impl FnOnce(&mut dyn Iterator<Item = Story>) -> T,
    ) -> T {
        let mut passed = Passed::default();
        let find = |name: &str| names.find(name).ok();
        let mut publishers = Publishers::new(&find);
        let read = reader(&mut stories.map(|story| {
            passed.takes(&story, &options.scope);
            if self.exclude_publisher { publishers.without(story) } else { story }
        }));
        let Some(say) = say else { return read };
        passed.tell(&options.scope, say);
        if self.exclude_publisher {
            not_found(&publishers, say);
        }
        read
    }
}

/// Says which publishers are no entity that the names know.
fn not_found(publishers: &Publishers<'_>, say: &Say) {
    let unknown: Vec<&str> = publishers.unknown().collect();
    if unknown.is_empty() {
        return;
    }
    let shown = unknown.iter().take(5).copied().collect::<Vec<_>>().join(", ");
    let more = if unknown.len() > 5 { ", …" } else { "" };
    say.warning(&format!(
        "--exclude-publisher finds no entity behind {shown}{more}; name it with --exclude"
    ));
}

/// A window after `in`: `in a sentence`, `in a run of 3 sentences`.
pub(crate) fn window_words(window: Window) -> String {
    match window {
        Window::Sentences(k) => format!("run of {k} sentences"),
        window => window.to_string(),
    }
}

/// The option that has `consort explain` look in the same windows; nothing for sentences.
pub(crate) fn window_option(window: Window) -> String {
    match window {
        Window::Sentence => String::new(),
        window => format!(" --window {window}"),
    }
}
