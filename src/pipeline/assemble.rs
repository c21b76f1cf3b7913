//! A graph in the making: stories are counted and kept as they come, and what follows from all of them is made at the end.
//!
//! In: stories in input order. Out: a committed snapshot and a report. Never: a count of its own; the stages count.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use crate::base::{Story, Warning, hex};
use crate::dictionary::Imprint;
use crate::merge::cooccur::{CooccurOptions, Counter};
use crate::merge::copies::{Body, Candidates, Compared, Copies, Sketch, Sketches, copies};
use crate::merge::{Census, EntityFacts, complete};
use crate::network::standings;
use crate::pipeline::former::{FormerStories, reading};
use crate::pipeline::options::{BuildOptions, BuildReport};
use crate::rdf::Syntax;
use crate::store::{
    AfterAll, ClaimGatherer, Counts, EntityLine, Folder, Input, Kept, Manifest, SnapshotWriter,
    StoreError, StoryStatements, Written,
};
use crate::view::stats::{StatsOptions, StatsTally};

/// So many sketches are written at once.
const CHUNK: usize = 4096;

/// A graph in the making.
pub(super) struct Assembly<'a, 'f> {
    pub(super) options: &'a BuildOptions<'a>,
    census: Census,
    counter: Counter,
    figures: StatsTally,
    writer: SnapshotWriter<'f>,
    claims: ClaimGatherer,
    /// Of each story.
    sketches: Vec<Sketch>,
    /// The graph that is there already, and by story its number there, if it is taken from there.
    pub(super) former: Option<Arc<FormerStories>>,
    numbers: Vec<Option<u32>>,
}

/// A story on its way into the graph.
pub(super) struct Ready {
    pub(super) written: Written,
    pub(super) story: Story,
    pub(super) statements: StoryStatements,
    pub(super) sketch: Sketch,
    /// Its number in the former graph, if it is taken from there.
    pub(super) former: Option<u32>,
}

impl<'a, 'f> Assembly<'a, 'f> {
    /// An empty graph, out of sight until it is finished.
    pub(super) fn begin(
        options: &'a BuildOptions<'a>,
        folder: &'f mut Folder,
        former: Option<Arc<FormerStories>>,
    ) -> Result<Self, StoreError> {
        let imprint = Imprint::of(options.lexicon, options.decisions).to_bytes();
        let (census, counter) = (Census::new(), Counter::new(CooccurOptions::default()));
        let mut writer = folder.begin()?;
        writer.keep(Kept::Vocabulary, &imprint)?;
        Ok(Self {
            options,
            census,
            counter,
            claims: ClaimGatherer::new(writer.aside()),
            writer,
            figures: StatsTally::default(),
            sketches: Vec::new(),
            former,
            numbers: Vec::new(),
        })
    }

    /// Whether no story has come.
    pub(super) fn is_empty(&self) -> bool {
        self.census.documents == 0
    }

    /// Adds a story.
    pub(super) fn add(&mut self, ready: Ready) -> Result<(), StoreError> {
        self.census.add(&ready.story);
        self.counter.add(&ready.story);
        self.writer.story(&ready.story, ready.written)?;
        self.writer.statements(&self.claims.add(ready.statements)?)?;
        self.figures.add(&ready.story);
        self.sketches.push(ready.sketch);
        self.numbers.push(ready.former);
        Ok(())
    }

    /// Makes what follows from all stories, and shows the graph to its readers.
    pub(super) fn finish(
        mut self,
        inputs: Vec<Input>,
        mut warnings: Vec<Warning>,
    ) -> Result<BuildReport, StoreError> {
        let copies = self.copies()?;
        // Nobody asks for them any more, and the index of statements is still to be sorted.
        self.sketches = Vec::new();
        let BuildOptions { lexicon, decisions, .. } = *self.options;
        let facts = |id: &str| {
            lexicon.get(id).map(|k| EntityFacts::new(k.entity.clone(), Some(k.entry.clone())))
        };
        for (id, known) in &mut self.census.entities {
            known.entry = lexicon.get(id).map(|k| k.entry.clone());
        }
        complete(&mut self.census.entities, facts);
        warnings.extend(self.census.idle(decisions, lexicon));
        let ties = self.counter.finish();
        let entities = &self.census.entities;
        let label = |id: &str| entities.get(id).map_or(id.to_owned(), |e| e.entity.label.clone());
        let network = standings(&ties, &label);
        self.writer.copies(&copies)?;
        let figures = self.figures.with_copies(copies.len() as u64);
        self.writer.figures(&figures.finish(&StatsOptions::default()))?;
        for entity in entities.values() {
            self.writer.entity(&EntityLine::from(entity))?;
        }
        for tie in &ties {
            self.writer.tie(tie)?;
        }
        let counts = Counts { copies: copies.len(), ..Counts::of(&self.census) };
        let records = self.writer.records_sha256();
        let manifest = manifest(self.options, counts, inputs, &records);
        let run = manifest.run();
        let after = AfterAll {
            entities: &self.census.entities,
            decisions: &self.census.decisions,
            ties: &ties,
            network: Some(&network),
            run: run.as_ref(),
            copies: &copies,
        };
        self.claims.finish(&after, (self.options.iris, Syntax::Turtle), &mut |entries| {
            self.writer.statements(&entries)
        })?;
        let snapshot = self.writer.commit(Some(&network), manifest)?;
        let n_kept = self.numbers.iter().flatten().count();
        let n_read = self.census.documents - n_kept;
        let files = BTreeMap::new();
        Ok(BuildReport { snapshot, ties, warnings, files, n_read, n_kept, damage: None })
    }

    /// Which stories are copies. Those that may be are read again: texts are not kept in memory.
    fn copies(&mut self) -> Result<Copies, StoreError> {
        let mut compared = self.compared();
        for sketches in self.sketches.chunks(CHUNK) {
            self.writer.keep(Kept::Sketches, &Sketches::to_bytes(sketches))?;
        }
        let candidates = Candidates::new(&self.sketches);
        let story = self.writer.stories()?;
        let money = &self.options.lexicon.money;
        let read = |i: usize| Ok::<_, StoreError>(Body::new(&story(i as u32)?, money));
        let copies = copies(&candidates, &read, &mut compared)?;
        for bytes in compared.pieces() {
            self.writer.keep(Kept::Comparisons, &bytes)?;
        }
        Ok(copies)
    }

    /// What is known of the stories that the former graph held already.
    fn compared(&mut self) -> Compared {
        let Some(former) = self.former.take() else { return Compared::default() };
        let numbers = (0..).zip(&self.numbers).filter_map(|(now, before)| Some(((*before)?, now)));
        let now: FxHashMap<u32, u32> = numbers.collect();
        former.compared(|before| now.get(&before).copied())
    }
}

/// What the graph says of itself.
fn manifest(
    options: &BuildOptions<'_>,
    counts: Counts,
    inputs: Vec<Input>,
    records: &str,
) -> Manifest {
    let mut manifest = Manifest::new(options.iris.base(), &options.vocabulary());
    manifest.reading = reading(options.read);
    manifest.run = Some(run_hash(&options.vocabulary(), records));
    manifest.created = options.created;
    manifest.counts = counts;
    manifest.inputs = inputs;
    manifest
}

/// A hash of all that determines the graph: program, vocabulary, and the records of all stories. Where these were read, on this
/// machine or on many, makes no difference.
fn run_hash(vocabulary: &str, records: &str) -> String {
    let mut hash = Sha256::new();
    for part in [env!("CARGO_PKG_VERSION"), vocabulary, records] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hex(&hash.finalize())[..16].to_owned()
}
