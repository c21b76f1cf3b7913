//! Gathers from the stories what the pictures show.
//!
//! In: stories, one by one. Out: counts. Never: keeps a text.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{
    Argument, Class, DocumentId, EntityId, PartialDate, Predicate, Status, Story, Tie, sort_by,
};
use crate::merge::cooccur::{CooccurOptions, Counter};
use crate::merge::{Claims, Object};

/// What to draw.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlotOptions {
    /// What counts as named together, and who counts.
    pub cooccur: CooccurOptions,
    /// How many entities to draw; each picture has a number of its own when absent.
    pub top: Option<usize>,
    /// Whether the stories were read without their publishers; said in the captions.
    pub without_publishers: bool,
    /// Start of the chance in finding communities; 0 is that of the standings in the graph.
    pub seed: u64,
}

/// What all pictures of a graph are drawn from: [`add`](Facts::add) the stories, then call the pictures.
///
/// ```
/// use consort::view::plot::{Facts, PlotOptions};
/// let texts = ["3 March 2020, Vienna, Austria: UNODC and WHO met. OSCE and UNODC met. UNODC and WHO wrote a report."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let mut facts = Facts::new(PlotOptions::default());
/// stories.iter().for_each(|story| facts.add(story));
/// assert_eq!((facts.stories, facts.ties().len()), (1, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Facts {
    pub(super) options: PlotOptions,
    counter: Counter,
    claims: Claims,
    /// Countries of the dateline, by document.
    pub(super) countries: BTreeMap<DocumentId, BTreeSet<EntityId>>,
    /// Of documents without one, the country they name most.
    pub(super) inferred: BTreeMap<DocumentId, EntityId>,
    /// Stories of each month; a story without a month is not here.
    pub(super) months: BTreeMap<PartialDate, u64>,
    /// Stories of each month that name an entity.
    pub(super) named: BTreeMap<EntityId, (Class, BTreeMap<PartialDate, u64>)>,
    /// How many stories there are.
    pub stories: u64,
    /// The first day or month of any.
    pub first: Option<PartialDate>,
    /// The last.
    pub last: Option<PartialDate>,
}

/// Somebody who pays for something, and the documents that say so.
pub(super) struct Gift {
    pub donor: EntityId,
    pub receiver: Argument<EntityId>,
    pub documents: BTreeSet<DocumentId>,
}

impl Facts {
    /// No facts yet.
    #[must_use]
    pub fn new(options: PlotOptions) -> Self {
        Self {
            counter: Counter::new(options.cooccur.clone()),
            options,
            claims: Claims::new(),
            countries: BTreeMap::new(),
            inferred: BTreeMap::new(),
            months: BTreeMap::new(),
            named: BTreeMap::new(),
            stories: 0,
            first: None,
            last: None,
        }
    }

    /// Adds one story, if it is in scope.
    pub fn add(&mut self, story: &Story) {
        if !self.options.cooccur.scope.takes(story) {
            return;
        }
        self.stories += 1;
        self.counter.add(story);
        self.claims.add(story);
        let Story { document, extraction } = story;
        let countries = extraction.countries.iter().map(|c| c.id.clone()).collect();
        self.countries.insert(document.id.clone(), countries);
        if let Some(country) = &extraction.country_inferred {
            self.inferred.insert(document.id.clone(), country.id.clone());
        }
        let (start, end) = (document.date_start, document.date_end.or(document.date_start));
        self.first = self.first.into_iter().chain(start).min();
        self.last = self.last.into_iter().chain(end).max();
        let month = start.and_then(|date| PartialDate::month(date.year, date.month?));
        let Some(month) = month else { return };
        *self.months.entry(month).or_default() += 1;
        let named: BTreeMap<&EntityId, Class> = extraction
            .mentions
            .iter()
            .filter(|m| !m.nested)
            .map(|m| (&m.entity.id, m.entity.class))
            .collect();
        for (id, class) in named {
            let months = &mut self.named.entry(id.clone()).or_insert((class, BTreeMap::new())).1;
            *months.entry(month).or_default() += 1;
        }
    }

    /// What the stories state, plan, hedge and deny.
    #[must_use]
    pub fn claims(&self) -> &Claims {
        &self.claims
    }

    /// The ties, strongest first: by distinct sentences, then by ids.
    #[must_use]
    pub fn ties(&self) -> Vec<Tie> {
        let mut ties = self.counter.clone().finish();
        sort_by(&mut ties, |x, y| {
            (y.distinct_sentences, y.count, &x.a, &x.b).cmp(&(
                x.distinct_sentences,
                x.count,
                &y.a,
                &y.b,
            ))
        });
        ties
    }

    /// Who pays for what as stated facts; all activities of stories count as one receiver.
    pub(super) fn gifts(&self) -> Vec<Gift> {
        let mut gifts: BTreeMap<(EntityId, Argument<EntityId>), BTreeSet<DocumentId>> =
            BTreeMap::new();
        let exclude = &self.options.cooccur.exclude;
        for claim in self.claims.iter().filter(|c| c.predicate == Predicate::Funds) {
            let mut ends = std::iter::once(&claim.subject).chain(claim.object.entity());
            if ends.any(|id| exclude.contains(id)) {
                continue;
            }
            let receiver = match &claim.object {
                Object::Entity(id) => Argument::Entity(id.clone()),
                Object::Event(_) => Argument::Story,
            };
            let stated = claim.evidence.iter().filter(|e| e.status == Status::Asserted);
            let documents: Vec<DocumentId> = stated.map(|e| e.document.clone()).collect();
            if !documents.is_empty() {
                gifts.entry((claim.subject.clone(), receiver)).or_default().extend(documents);
            }
        }
        gifts
            .into_iter()
            .map(|((donor, receiver), documents)| Gift { donor, receiver, documents })
            .collect()
    }

    /// Where the figures come from, as a line below a picture.
    pub(super) fn source(&self, command: &str) -> String {
        let time = match (self.first, self.last) {
            (Some(first), Some(last)) if first != last => format!(", {first} to {last}"),
            (Some(day), _) => format!(", {day}"),
            _ => String::new(),
        };
        let plural = if self.stories == 1 { "story" } else { "stories" };
        format!(
            "{} {plural}{time} · consort {} · the sentences: {command}",
            self.stories,
            env!("CARGO_PKG_VERSION")
        )
    }
}
