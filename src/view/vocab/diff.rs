//! What an edit of the vocabulary adds to and takes from a corpus.
//!
//! In: each story read twice, with the old lexicon and with the new one. Out: entries, mentions, edges and pairs that differ.
//! Never: all stories in memory; what is equal leaves only counts.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use crate::base::{Argument, EntityId, Span, Story, Tie, sort_by_key};
use crate::cut::fold_space;
use crate::dictionary::Lexicon;
use crate::merge::cooccur::{CooccurOptions, Counter, RankOptions, rank};
use crate::view::table::{Cell, Table, write_json_object};
use crate::view::vocab::sentence::sentence;

/// Takes in stories one by one.
#[derive(Debug)]
pub struct Comparison {
    mentions: BTreeMap<EntityId, Changed>,
    edges: BTreeMap<ClaimEdge, Changed>,
    old_pairs: Counter,
    new_pairs: Counter,
    labels: BTreeMap<EntityId, String>,
}

/// Ids of subject and object, with the names of predicate and status between and behind them.
pub type ClaimEdge = (EntityId, &'static str, Argument<EntityId>, &'static str);

/// How often something stood before the edit and after it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changed {
    /// What is added: places that only the new vocabulary reads so.
    pub added: u64,
    /// What is removed: places that only the old vocabulary reads so.
    pub removed: u64,
    /// What stays.
    pub kept: u64,
    /// Documents with a difference.
    pub documents: u64,
    /// The first sentence with a difference.
    pub example: String,
}

/// What happened to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Its table says something else.
    Changed,
}

impl Change {
    /// The name in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Change::Added => "added",
            Change::Removed => "removed",
            Change::Changed => "changed",
        }
    }
}

/// A pair whose rank differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairChange {
    /// The entity with the smaller id.
    pub a: EntityId,
    /// The entity with the greater id.
    pub b: EntityId,
    /// Rank and count before the edit.
    pub old: Option<(u64, u64)>,
    /// Rank and count after it.
    pub new: Option<(u64, u64)>,
}

/// Everything that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VocabDiff {
    /// Entries, by id.
    pub entries: Vec<(EntityId, Change, String)>,
    /// Entities whose mentions differ, most differences first.
    pub mentions: Vec<(EntityId, Changed)>,
    /// Edges whose sentences differ, most differences first.
    pub edges: Vec<(ClaimEdge, Changed)>,
    /// The strongest pairs whose ranks differ, by new rank.
    pub pairs: Vec<PairChange>,
    labels: BTreeMap<EntityId, String>,
}

impl Default for Comparison {
    fn default() -> Self {
        Self {
            mentions: BTreeMap::new(),
            edges: BTreeMap::new(),
            old_pairs: Counter::new(CooccurOptions::default()),
            new_pairs: Counter::new(CooccurOptions::default()),
            labels: BTreeMap::new(),
        }
    }
}

impl Comparison {
    /// Compares two readings of one document.
    pub fn add(&mut self, old: &Story, new: &Story) {
        let (before, after) = (mentions(old), mentions(new));
        self.note_labels(old);
        self.note_labels(new);
        let mut touched = BTreeSet::new();
        for (key, story, is_new) in
            before.iter().map(|k| (k, old, false)).chain(after.iter().map(|k| (k, new, true)))
        {
            let (id, span, at) = key;
            let other = if is_new { &before } else { &after };
            let same = other.contains(key);
            let first = !same && touched.insert(id.clone());
            let changed = self.mentions.entry(id.clone()).or_default();
            changed.note(same, is_new, || marked(story, *at, *span), first);
        }
        self.add_edges(old, new);
        self.old_pairs.add(old);
        self.new_pairs.add(new);
    }

    fn add_edges(&mut self, old: &Story, new: &Story) {
        let (before, after) = (edges(old), edges(new));
        let mut touched = BTreeSet::new();
        for (key, story, is_new) in
            before.iter().map(|k| (k, old, false)).chain(after.iter().map(|k| (k, new, true)))
        {
            let (edge, at) = key;
            let other = if is_new { &before } else { &after };
            let same = other.contains(key);
            let first = !same && touched.insert(edge.clone());
            let changed = self.edges.entry(edge.clone()).or_default();
            changed.note(same, is_new, || sentence(story, *at), first);
        }
    }

    fn note_labels(&mut self, story: &Story) {
        let extraction = &story.extraction;
        let subjects = extraction.assertions.iter().map(|a| &a.subject);
        for entity in extraction.mentions.iter().map(|m| &m.entity).chain(subjects) {
            if !self.labels.contains_key(&entity.id) {
                self.labels.insert(entity.id.clone(), entity.label.clone());
            }
        }
    }

    /// All differences; `top` bounds the ranks that are compared.
    #[must_use]
    pub fn finish(self, old: &Lexicon, new: &Lexicon, top: usize) -> VocabDiff {
        let Self { mentions, edges, old_pairs, new_pairs, labels } = self;
        VocabDiff {
            entries: entries(old, new),
            mentions: most_changed(mentions),
            edges: most_changed(edges),
            pairs: pairs(&ranked(old_pairs), &ranked(new_pairs), top),
            labels,
        }
    }
}

impl Changed {
    fn note(&mut self, same: bool, is_new: bool, example: impl FnOnce() -> String, first: bool) {
        match (same, is_new) {
            (true, true) => self.kept += 1,
            (true, false) => {} // counted when the new reading comes
            (false, true) => self.added += 1,
            (false, false) => self.removed += 1,
        }
        if !same {
            self.documents += u64::from(first);
            if self.example.is_empty() {
                self.example = example();
            }
        }
    }
}

type MentionKey = (EntityId, Span, usize);

fn mentions(story: &Story) -> BTreeSet<MentionKey> {
    let counted = story.extraction.mentions.iter().filter(|m| !m.nested);
    counted.map(|m| (m.entity.id.clone(), m.span, m.sentence)).collect()
}

fn edges(story: &Story) -> BTreeSet<(ClaimEdge, usize)> {
    let edge = |a: &crate::base::Assertion| {
        (a.subject.id.clone(), a.predicate.name(), a.object.name(), a.status.name())
    };
    story.extraction.assertions.iter().map(|a| (edge(a), a.sentence)).collect()
}

/// The sentence of a mention with its words in brackets.
fn marked(story: &Story, at: usize, span: Span) -> String {
    let Some(whole) = story.extraction.sentences.get(at).map(|s| s.span) else {
        return String::new();
    };
    let text = |a: usize, b: usize| story.document.text.get(a..b).unwrap_or_default();
    let marked = format!(
        "{}[{}]{}",
        text(whole.start, span.start),
        text(span.start, span.end),
        text(span.end, whole.end)
    );
    fold_space(&marked)
}

fn most_changed<K: Ord>(all: BTreeMap<K, Changed>) -> Vec<(K, Changed)> {
    let mut changed: Vec<(K, Changed)> =
        all.into_iter().filter(|(_, c)| c.added + c.removed > 0).collect();
    // A stable sort: of equal ones the smaller key stays first.
    sort_by_key(&mut changed, |(_, c)| std::cmp::Reverse(c.added + c.removed));
    changed
}

fn entries(old: &Lexicon, new: &Lexicon) -> Vec<(EntityId, Change, String)> {
    let ids: BTreeSet<&EntityId> =
        old.entries.iter().chain(new.entries.iter()).map(|known| &known.entity.id).collect();
    ids.into_iter()
        .filter_map(|id| {
            let (change, known) = match (old.get(id), new.get(id)) {
                (None, Some(known)) => (Change::Added, known),
                (Some(known), None) => (Change::Removed, known),
                (Some(a), Some(b)) if a.entry != b.entry || a.entity.class != b.entity.class => {
                    (Change::Changed, b)
                }
                _ => return None,
            };
            Some((id.clone(), change, known.entity.label.clone()))
        })
        .collect()
}

fn ranked(counter: Counter) -> Vec<Tie> {
    rank(counter.finish(), &RankOptions::default())
}

/// Pairs among the first `top` of either ranking whose rank or count differs.
fn pairs(old: &[Tie], new: &[Tie], top: usize) -> Vec<PairChange> {
    let places = |ties: &[Tie]| -> BTreeMap<(EntityId, EntityId), (u64, u64)> {
        let ranks = (1u64..).zip(ties);
        ranks.map(|(rank, tie)| ((tie.a.clone(), tie.b.clone()), (rank, tie.count))).collect()
    };
    let (before, after) = (places(old), places(new));
    let strongest = new.iter().take(top).chain(old.iter().take(top));
    let keys: BTreeSet<_> = strongest.map(|tie| (tie.a.clone(), tie.b.clone())).collect();
    let mut changes: Vec<PairChange> = keys
        .into_iter()
        .map(|key| {
            let (old, new) = (before.get(&key).copied(), after.get(&key).copied());
            PairChange { a: key.0, b: key.1, old, new }
        })
        .filter(|pair| pair.old != pair.new)
        .collect();
    sort_by_key(&mut changes, |p| (p.new.map_or(u64::MAX, |(rank, _)| rank), p.old));
    changes
}

impl VocabDiff {
    /// Whether the corpus reads the same, and the entries say the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
            && self.mentions.is_empty()
            && self.edges.is_empty()
            && self.pairs.is_empty()
    }

    /// The tables that a reader sees, each with its heading, at most `top` rows each.
    #[must_use]
    pub fn tables(&self, top: usize) -> Vec<(&'static str, Table)> {
        let label = |id: &str| self.labels.get(id).cloned().unwrap_or_else(|| id.to_owned());
        let mut entries = Table::new(["change", "entry", "id"]);
        for (id, change, label) in self.entries.iter().take(top) {
            entries.push(vec![Cell::text(change.name()), Cell::text(label), Cell::text(&**id)]);
        }
        let counts = |c: &Changed| [c.added, c.removed, c.kept, c.documents].map(Cell::integer);
        let mut mentions =
            Table::new(["entity", "added", "removed", "kept", "documents", "example", "id"]);
        for (id, changed) in self.mentions.iter().take(top) {
            let mut row = vec![Cell::text(label(id))];
            row.extend(counts(changed));
            row.extend([Cell::text(&changed.example), Cell::text(&**id)]);
            mentions.push(row);
        }
        let mut edges =
            Table::new(["edge", "status", "added", "removed", "kept", "documents", "example"]);
        for ((subject, predicate, object, status), changed) in self.edges.iter().take(top) {
            let edge = format!("{subject} {predicate} {object}");
            let mut row = vec![Cell::text(edge), Cell::text(*status)];
            row.extend(counts(changed));
            row.push(Cell::text(&changed.example));
            edges.push(row);
        }
        let mut pairs = Table::new([
            "first",
            "second",
            "rank_before",
            "rank_after",
            "count_before",
            "count_after",
        ]);
        for pair in self.pairs.iter().take(top) {
            let cell = |value: Option<u64>| value.map_or(Cell::Empty, Cell::integer);
            let (old, new) = (pair.old.unzip(), pair.new.unzip());
            let mut row = vec![Cell::text(label(&pair.a)), Cell::text(label(&pair.b))];
            row.extend([old.0, new.0, old.1, new.1].map(cell));
            pairs.push(row);
        }
        vec![("entries", entries), ("mentions", mentions), ("edges", edges), ("pairs", pairs)]
    }

    /// One object with a key a table.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        write_json_object(&self.tables(usize::MAX), out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Predicate;
    use crate::base::sample::{Sample, story};
    use crate::dictionary::{VocabFile, compile, read};

    fn lexicon(text: &str) -> Lexicon {
        let name = "organisations.toml".to_owned();
        let file = VocabFile { name, text: text.to_owned(), builtin: false };
        compile(read(&[file]).0).unwrap().0
    }

    #[test]
    fn says_what_came_and_what_went() {
        let old =
            story(
                Sample::new("one")
                    .paragraph(&["[Zeta=zeta] pays [CCP=ccp] and [Yota=yota]."])
                    .says("zeta", Predicate::Funds, "ccp"),
            );
        let new =
            story(
                Sample::new("one")
                    .paragraph(&["[Zeta=zeta] pays [CCP=ccp] and [Yota=iota]."])
                    .says("iota", Predicate::Funds, "ccp"),
            );
        let mut comparison = Comparison::default();
        comparison.add(&old, &new);
        let before = lexicon("[zeta]\nname = \"Zeta\"\n[yota]\nname = \"Yota\"\n");
        let after = lexicon("[zeta]\nname = \"Zeta Body\"\n[iota]\nname = \"Yota\"\n");
        let diff = comparison.finish(&before, &after, 10);
        let entries: Vec<_> = diff.entries.iter().map(|(id, c, _)| (&**id, c.name())).collect();
        assert_eq!(entries, [("iota", "added"), ("yota", "removed"), ("zeta", "changed")]);
        let mentions: Vec<_> =
            diff.mentions.iter().map(|(id, c)| (&**id, c.added, c.removed, c.documents)).collect();
        assert_eq!(mentions, [("iota", 1, 0, 1), ("yota", 0, 1, 1)]);
        assert_eq!(diff.mentions[0].1.example, "Zeta pays CCP and [Yota].");
        let edges: Vec<_> =
            diff.edges.iter().map(|((s, ..), c)| (&**s, c.added, c.removed)).collect();
        assert_eq!(edges, [("iota", 1, 0), ("zeta", 0, 1)]);
        assert!(diff.pairs.iter().any(|p| p.old.is_none() && &*p.a == "ccp" && &*p.b == "iota"));
    }

    #[test]
    fn equal_readings_differ_in_nothing() {
        let one = story(Sample::new("one").paragraph(&["[Zeta=zeta] pays [CCP=ccp]."]));
        let mut comparison = Comparison::default();
        comparison.add(&one, &one);
        let same = lexicon("[zeta]\nname = \"Zeta\"\n");
        assert!(comparison.finish(&same, &same, 10).is_empty());
    }
}
