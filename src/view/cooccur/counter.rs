//! Counts pairs one story at a time.
//!
//! In: stories, or the counter of another thread. Out: ties. Never: two stories with one id.

use std::hash::{DefaultHasher, Hasher};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::{Document, EntityId, PartialDate, Span, Story, Tie, Window};
use crate::view::cooccur::CooccurOptions;
use crate::view::cooccur::measures::{
    Margins, association_strength, cosine, false_discovery, jaccard, log_likelihood, npmi, p_value,
};

/// Counts pairs of entities: [`add`](Counter::add) stories, [`merge`](Counter::merge) the counters of several
/// threads, [`finish`](Counter::finish). [`count`](crate::view::cooccur::count) does it all for one iterator.
///
/// A mention inside a longer name does not count, several mentions of one entity in a window count once.
#[derive(Debug, Clone)]
pub struct Counter {
    options: CooccurOptions,
    /// All windows read: *N* of the measures.
    windows: u64,
    entities: Interner,
    /// By entity index, the windows that name it.
    singles: Vec<u64>,
    pairs: FxHashMap<(u32, u32), Pair>,
}

#[derive(Debug, Clone, Default)]
struct Pair {
    count: u64,
    documents: u64,
    sources: FxHashSet<u64>,
    first: Option<PartialDate>,
    last: Option<PartialDate>,
    /// Hashes of the windows' folded texts: eight bytes each instead of a sentence.
    texts: FxHashSet<u64>,
}

impl Pair {
    fn widen(&mut self, first: Option<PartialDate>, last: Option<PartialDate>) {
        self.first = [self.first, first].into_iter().flatten().min();
        self.last = self.last.max(last);
    }
}

impl Counter {
    /// A counter that has seen nothing.
    #[must_use]
    pub fn new(options: CooccurOptions) -> Self {
        Self {
            options,
            windows: 0,
            entities: Interner::default(),
            singles: Vec::new(),
            pairs: FxHashMap::default(),
        }
    }

    /// Counts one story.
    pub fn add(&mut self, story: &Story) {
        if !self.options.scope.takes(story) {
            return;
        }
        let n_windows = n_windows(story, &self.options);
        self.windows += n_windows as u64;
        let mut named: Vec<(usize, u32)> = Vec::new();
        for mention in &story.extraction.mentions {
            if mention.nested || !self.options.counts(&mention.entity) {
                continue;
            }
            if let Some(window) = window_of(story, mention.sentence, &self.options)
                && window < n_windows
            {
                named.push((window, self.entities.index(&mention.entity.id)));
            }
        }
        named.sort_unstable();
        named.dedup();
        self.singles.resize(self.entities.len(), 0);
        let source = folded_hash(&story.document.source.name());
        let mut pairs_here = FxHashSet::default();
        for entities in named.chunk_by(|x, y| x.0 == y.0) {
            for &(_, entity) in entities {
                self.singles[entity as usize] += 1;
            }
            if entities.len() > 1 {
                let text = folded_hash(window_text(story, entities[0].0, &self.options));
                self.add_pairs(entities, (text, source), &story.document, &mut pairs_here);
            }
        }
    }

    fn add_pairs(
        &mut self,
        entities: &[(usize, u32)],
        (text, source): (u64, u64),
        document: &Document,
        pairs_here: &mut FxHashSet<(u32, u32)>,
    ) {
        for (i, &(_, a)) in entities.iter().enumerate() {
            for &(_, b) in &entities[i + 1..] {
                let pair = self.pairs.entry((a, b)).or_default();
                pair.count += 1;
                pair.texts.insert(text);
                if pairs_here.insert((a, b)) {
                    pair.documents += 1;
                    pair.sources.insert(source);
                    pair.widen(document.date_start, document.date_end.or(document.date_start));
                }
            }
        }
    }

    /// Adds what another counter has seen. The two must have counted different stories with the same options.
    pub fn merge(&mut self, other: Counter) {
        debug_assert_eq!(self.options, other.options, "counters of one run share their options");
        self.windows += other.windows;
        let indices: Vec<u32> =
            other.entities.ids.iter().map(|id| self.entities.index(id)).collect();
        self.singles.resize(self.entities.len(), 0);
        for (theirs, count) in other.singles.iter().enumerate() {
            self.singles[indices[theirs] as usize] += count;
        }
        #[expect(
            clippy::iter_over_hash_type,
            reason = "sums and unions do not depend on the order"
        )]
        for ((a, b), theirs) in other.pairs {
            let (a, b) = (indices[a as usize], indices[b as usize]);
            let ours = self.pairs.entry((a.min(b), a.max(b))).or_default();
            ours.count += theirs.count;
            ours.documents += theirs.documents;
            ours.texts.extend(theirs.texts);
            ours.sources.extend(theirs.sources);
            ours.widen(theirs.first, theirs.last);
        }
    }

    /// The ties, sorted by the ids of their members.
    #[must_use]
    pub fn finish(self) -> Vec<Tie> {
        let mut ties: Vec<Tie> =
            self.pairs.iter().map(|(key, pair)| self.tie(*key, pair)).collect();
        ties.sort_by(|x, y| (&x.a, &x.b).cmp(&(&y.a, &y.b)));
        let p_values: Vec<f64> = ties.iter().map(|tie| tie.p_value).collect();
        for (tie, q_value) in ties.iter_mut().zip(false_discovery(&p_values)) {
            tie.q_value = q_value;
        }
        ties
    }

    fn tie(&self, (a, b): (u32, u32), pair: &Pair) -> Tie {
        let [first, second] =
            if self.entities.id(a) <= self.entities.id(b) { [a, b] } else { [b, a] };
        let margins = Margins {
            windows: self.windows,
            first: self.singles[first as usize],
            second: self.singles[second as usize],
            both: pair.count,
        };
        Tie {
            a: self.entities.id(first).clone(),
            b: self.entities.id(second).clone(),
            window: self.options.window,
            count: pair.count,
            documents: pair.documents,
            distinct_sentences: pair.texts.len() as u64,
            sources: pair.sources.len() as u64,
            first: pair.first,
            last: pair.last,
            association_strength: association_strength(margins),
            npmi: npmi(margins),
            log_likelihood: log_likelihood(margins),
            p_value: p_value(log_likelihood(margins)),
            q_value: 1.0,
            jaccard: jaccard(margins),
            cosine: cosine(margins),
        }
    }
}

fn n_windows(story: &Story, options: &CooccurOptions) -> usize {
    match options.window {
        Window::Sentence | Window::Sentences(_) => story.extraction.sentences.len(),
        Window::Paragraph => story.document.paragraphs.len(),
        Window::Document => 1,
    }
}

fn window_of(story: &Story, sentence: usize, options: &CooccurOptions) -> Option<usize> {
    match options.window {
        Window::Sentence | Window::Sentences(_) => Some(sentence),
        Window::Paragraph => story.extraction.sentences.get(sentence).map(|s| s.paragraph),
        Window::Document => Some(0),
    }
}

fn window_text<'a>(story: &'a Story, window: usize, options: &CooccurOptions) -> &'a str {
    let text = &story.document.text;
    let span = match options.window {
        Window::Sentence | Window::Sentences(_) => {
            story.extraction.sentences.get(window).map(|s| s.span)
        }
        Window::Paragraph => story.document.paragraphs.get(window).map(|p| p.span),
        Window::Document => None,
    };
    text.get(span.unwrap_or(Span::new(0, text.len())).range()).unwrap_or_default()
}

/// A hash of a text that overlooks case and white space. It never leaves the process.
fn folded_hash(text: &str) -> u64 {
    let mut folded = String::with_capacity(text.len() + 1);
    for word in text.split_whitespace() {
        match word.is_ascii() {
            true => folded.push_str(word),
            false => folded.push_str(&word.to_lowercase()),
        }
        folded.push(' ');
    }
    folded.make_ascii_lowercase();
    let mut hasher = DefaultHasher::new();
    hasher.write(folded.as_bytes());
    hasher.finish()
}

/// Small numbers for ids, in the order in which they were met.
#[derive(Debug, Clone, Default)]
struct Interner {
    ids: Vec<EntityId>,
    indices: FxHashMap<EntityId, u32>,
}

impl Interner {
    fn index(&mut self, id: &EntityId) -> u32 {
        if let Some(&index) = self.indices.get(id) {
            return index;
        }
        let index = self.ids.len() as u32;
        self.ids.push(id.clone());
        self.indices.insert(id.clone(), index);
        index
    }

    fn id(&self, index: u32) -> &EntityId {
        &self.ids[index as usize]
    }

    fn len(&self) -> usize {
        self.ids.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Class;
    use crate::view::cooccur::count;
    use crate::view::sample::{Sample, story};

    fn counts(ties: &[Tie]) -> Vec<(String, u64, u64, u64)> {
        ties.iter()
            .map(|t| (format!("{} {}", t.a, t.b), t.count, t.documents, t.distinct_sentences))
            .collect()
    }

    fn corpus() -> Vec<Story> {
        vec![
            story(Sample::new("one").paragraph(&[
                "[unodc] and [wco] met; [UNODC=unodc] spoke.",
                "[unodc] thanked [DEU=deu].",
            ])),
            story(
                Sample::new("two")
                    .paragraph(&["[unodc]   AND [wco] met; [UNODC=unodc] spoke."])
                    .paragraph(&["[osce] came.", "[wco] left."]),
            ),
            story(Sample::new("three").paragraph(&["[unodc] wrote to [wco].", "Nobody answered."])),
        ]
    }

    #[test]
    fn sentences_count_once_for_each_pair_and_repeated_text_once() {
        let ties = count(corpus(), &CooccurOptions::default());
        assert_eq!(counts(&ties), [("unodc wco".to_owned(), 3, 3, 2)]);
        // Seven sentences; unodc in four, wco in four, both in three: 3 · 7 / (4 · 4).
        assert!((ties[0].association_strength - 1.3125).abs() < 1e-12);
    }

    #[test]
    fn wider_windows_hold_more_pairs() {
        let options = CooccurOptions::default();
        let paragraphs = count(corpus(), &options.clone().with_window(Window::Paragraph));
        assert_eq!(
            counts(&paragraphs),
            [("osce wco".to_owned(), 1, 1, 1), ("unodc wco".to_owned(), 3, 3, 3)]
        );
        let documents = count(corpus(), &options.with_window(Window::Document));
        assert_eq!(
            counts(&documents).iter().map(|c| c.0.as_str()).collect::<Vec<_>>(),
            ["osce unodc", "osce wco", "unodc wco"]
        );
    }

    #[test]
    fn nested_mentions_and_other_classes_do_not_count() {
        let nested =
            vec![story(Sample::new("n").paragraph(&["[unodc] with [~wco] met [DEU=deu]."]))];
        assert_eq!(count(&nested, &CooccurOptions::default()), []);
        let classes = vec![Class::Organisation, Class::Country];
        let ties = count(&nested, &CooccurOptions { classes, ..Default::default() });
        assert_eq!(counts(&ties), [("deu unodc".to_owned(), 1, 1, 1)]);
    }

    #[test]
    fn merged_counters_equal_one_counter() {
        let stories = corpus();
        for split in 0..=stories.len() {
            let mut left = Counter::new(CooccurOptions::default());
            let mut right = Counter::new(CooccurOptions::default());
            stories[..split].iter().for_each(|s| left.add(s));
            stories[split..].iter().rev().for_each(|s| right.add(s));
            right.merge(left);
            assert_eq!(right.finish(), count(&stories, &CooccurOptions::default()), "at {split}");
        }
    }
}
