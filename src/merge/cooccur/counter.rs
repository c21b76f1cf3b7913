//! Gathers what counting needs, one story at a time.
//!
//! In: stories, or the counter of another thread. Out: windows, numbered. Never: a text kept; two stories with one id.

use std::hash::Hash;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::base::{Document, EntityId, Span, Story, Window};
use crate::merge::cooccur::incidence::Incidence;
use crate::merge::cooccur::options::CooccurOptions;
use crate::merge::cooccur::place::{StoryFacts, WindowPlace};
use crate::merge::cooccur::texts::Texts;

/// Counts pairs of entities: [`add`](Counter::add) stories, [`merge`](Counter::merge) the counters of several
/// threads, [`finish`](Counter::finish). [`count`](crate::merge::cooccur::count()) does it all for one iterator.
///
/// A mention inside a longer name does not count, several mentions of one entity in a window count once.
///
/// ```
/// use consort::merge::cooccur::{CooccurOptions, Counter, count};
/// let texts = ["3 March 2020, Vienna, Austria: UNODC and WHO met.", "5 May 2020, Vienna, Austria: UNODC and WHO met."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let options = CooccurOptions::default();
/// let [mut one, mut other] = [(); 2].map(|()| Counter::new(options.clone()));
/// one.add(&stories[0]);
/// other.add(&stories[1]);
/// one.merge(other);
/// assert_eq!(one.finish(), count(&stories, &options));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Counter {
    pub(super) options: CooccurOptions,
    /// All windows read, whether or not they name anyone: *N* of the measures.
    pub(super) windows: u64,
    pub(super) entities: Interner<EntityId>,
    sources: Interner<Arc<str>>,
    pub(super) documents: Vec<StoryFacts>,
    /// The windows that name anyone, of several sentences in a row each sentence by itself, in reading order.
    pub(super) table: Incidence,
    /// By window of the table.
    pub(super) places: Vec<WindowPlace>,
    pub(super) texts: Texts,
}

impl Counter {
    /// A counter that has seen nothing.
    #[must_use]
    pub fn new(options: CooccurOptions) -> Self {
        Self {
            options,
            windows: 0,
            entities: Interner::default(),
            sources: Interner::default(),
            documents: Vec::new(),
            table: Incidence::default(),
            places: Vec::new(),
            texts: Texts::default(),
        }
    }

    /// Counts one story.
    pub fn add(&mut self, story: &Story) {
        if !self.options.scope.takes(story) {
            return;
        }
        self.windows += n_windows(story, self.options.window) as u64;
        let mut named: Vec<(usize, u32)> = Vec::new();
        for mention in &story.extraction.mentions {
            if !mention.nested
                && self.options.counts(&mention.entity)
                && let Some(window) = window_of(story, mention.sentence, self.options.window)
            {
                named.push((window, self.entities.number(&mention.entity.id)));
            }
        }
        if named.is_empty() {
            return;
        }
        named.sort_unstable();
        named.dedup();
        let document = self.document(story);
        for window in named.chunk_by(|x, y| x.0 == y.0) {
            let index = window[0].0;
            // The ends of an interval of several sentences may name one of the two each.
            let asked = window.len() > 1 || matches!(self.options.window, Window::Sentences(_));
            let text = if asked { self.text(story, index) } else { 0 };
            let entities: Vec<u32> = window.iter().map(|(_, entity)| *entity).collect();
            self.table.push(&entities);
            self.places.push(WindowPlace { document, index: index as u32, text });
        }
    }

    /// The number of a window's text. Which documents are copies is known since the graph was built, and looking for it again would take
    /// time beyond their number.
    fn text(&mut self, story: &Story, index: usize) -> u32 {
        let Document { id, copy_of, .. } = &story.document;
        match self.options.window {
            Window::Document => self.texts.origin(copy_of.as_ref().unwrap_or(id)),
            window => self.texts.number(window_text(story, index, window)),
        }
    }

    /// Adds what another counter has seen. The two must have counted different stories with the same options.
    pub fn merge(&mut self, other: Counter) {
        debug_assert_eq!(self.options, other.options, "counters of one run share their options");
        self.windows += other.windows;
        let entities = self.entities.merge(&other.entities);
        let sources = self.sources.merge(&other.sources);
        let texts = self.texts.merge(other.texts);
        let n_before = self.documents.len() as u32;
        let facts = other.documents.iter();
        self.documents
            .extend(facts.map(|f| StoryFacts { source: sources[f.source as usize], ..*f }));
        for (window, place) in other.table.windows().zip(&other.places) {
            let mut window: Vec<u32> = window.iter().map(|&e| entities[e as usize]).collect();
            window.sort_unstable();
            self.table.push(&window);
            self.places.push(WindowPlace {
                document: place.document + n_before,
                index: place.index,
                text: texts.get(place.text as usize).copied().unwrap_or_default(),
            });
        }
    }

    fn document(&mut self, story: &Story) -> u32 {
        let document = &story.document;
        self.documents.push(StoryFacts {
            source: self.sources.number(&document.source.name().into()),
            first: document.date_start,
            last: document.date_end.or(document.date_start),
        });
        self.documents.len() as u32 - 1
    }
}

fn n_windows(story: &Story, window: Window) -> usize {
    let n_sentences = story.extraction.sentences.len();
    match window {
        Window::Sentence => n_sentences,
        // A sentence lies in as many windows as each holds sentences: the first and the last windows are cut short.
        Window::Sentences(_) if n_sentences == 0 => 0,
        Window::Sentences(k) => n_sentences + usize::from(k) - 1,
        Window::Paragraph => story.document.paragraphs.len(),
        Window::Document => 1,
    }
}

fn window_of(story: &Story, sentence: usize, window: Window) -> Option<usize> {
    let in_sentence = story.extraction.sentences.get(sentence);
    match window {
        Window::Sentence | Window::Sentences(_) => in_sentence.map(|_| sentence),
        Window::Paragraph => in_sentence.map(|s| s.paragraph),
        Window::Document => Some(0),
    }
}

fn window_text(story: &Story, index: usize, window: Window) -> &str {
    let text = &story.document.text;
    let span = match window {
        Window::Sentence | Window::Sentences(_) => {
            story.extraction.sentences.get(index).map(|s| s.span)
        }
        Window::Paragraph => story.document.paragraphs.get(index).map(|p| p.span),
        Window::Document => None,
    };
    text.get(span.unwrap_or(Span::new(0, text.len())).range()).unwrap_or_default()
}

/// Small numbers for names, in the order in which they were met.
#[derive(Debug, Clone)]
pub(super) struct Interner<T> {
    pub names: Vec<T>,
    numbers: FxHashMap<T, u32>,
}

impl<T> Default for Interner<T> {
    fn default() -> Self {
        Self { names: Vec::new(), numbers: FxHashMap::default() }
    }
}

impl<T: Clone + Eq + Hash> Interner<T> {
    fn number(&mut self, name: &T) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.names.len() as u32;
        self.names.push(name.clone());
        self.numbers.insert(name.clone(), number);
        number
    }

    fn merge(&mut self, other: &Self) -> Vec<u32> {
        other.names.iter().map(|name| self.number(name)).collect()
    }
}
