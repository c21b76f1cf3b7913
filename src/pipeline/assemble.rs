//! A graph in the making: stories are counted and kept as they come, and what follows from all of them is made at the end.
//!
//! In: stories in input order. Out: a committed snapshot and a report. Never: a count of its own; the stages count.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::base::{Story, Warning, hex};
use crate::merge::cooccur::{CooccurOptions, Counter};
use crate::merge::copies::{Body, Candidates, Copies, Sketch, copies};
use crate::merge::{Census, EntityFacts, complete};
use crate::network::standings;
use crate::pipeline::former::reading;
use crate::pipeline::options::{BuildOptions, BuildReport};
use crate::rdf::Syntax;
use crate::store::{
    AfterAll, ClaimGatherer, Counts, EntityLine, Folder, Input, Manifest, SnapshotWriter,
    StoreError, StoryStatements,
};

/// A graph in the making.
pub(super) struct Assembly<'a, 'f> {
    pub(super) options: &'a BuildOptions<'a>,
    census: Census,
    counter: Counter,
    writer: SnapshotWriter<'f>,
    claims: ClaimGatherer,
    /// Of each story, and where its record stands.
    sketches: Vec<Sketch>,
    places: Vec<u64>,
    n_kept: usize,
}

/// A story and its record, on their way into the graph.
pub(super) struct Ready {
    pub(super) line: Vec<u8>,
    pub(super) story: Story,
    pub(super) statements: StoryStatements,
    pub(super) sketch: Sketch,
    /// Whether it is taken from the former graph.
    pub(super) is_kept: bool,
}

impl<'a, 'f> Assembly<'a, 'f> {
    /// An empty graph, out of sight until it is finished.
    pub(super) fn begin(
        options: &'a BuildOptions<'a>,
        folder: &'f mut Folder,
    ) -> Result<Self, StoreError> {
        let writer = folder.begin()?;
        Ok(Self {
            options,
            census: Census::new(),
            counter: Counter::new(CooccurOptions::default()),
            claims: ClaimGatherer::new(writer.aside()),
            writer,
            sketches: Vec::new(),
            places: Vec::new(),
            n_kept: 0,
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
        self.places.push(self.writer.record_line(&ready.line)?);
        self.writer.statements(&self.claims.add(ready.statements)?)?;
        self.sketches.push(ready.sketch);
        self.n_kept += usize::from(ready.is_kept);
        Ok(())
    }

    /// Makes what follows from all stories, and shows the graph to its readers.
    pub(super) fn finish(
        mut self,
        inputs: Vec<Input>,
        mut warnings: Vec<Warning>,
    ) -> Result<BuildReport, StoreError> {
        let copies = self.copies()?;
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
        for entity in entities.values() {
            self.writer.entity(&EntityLine::from(entity))?;
        }
        for tie in &ties {
            self.writer.tie(tie)?;
        }
        let counts = Counts { copies: copies.len(), ..Counts::of(&self.census) };
        let manifest = manifest(self.options, counts, inputs);
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
        let n_read = self.census.documents - self.n_kept;
        let files = BTreeMap::new();
        Ok(BuildReport {
            snapshot,
            ties,
            warnings,
            files,
            n_read,
            n_kept: self.n_kept,
            damage: None,
        })
    }

    /// Which stories are copies. Those that may be are read again from their records: texts are not kept.
    fn copies(&mut self) -> Result<Copies, StoreError> {
        let candidates = Candidates::new(&self.sketches);
        let story = self.writer.stories()?;
        let money = &self.options.lexicon.money;
        copies(&candidates, &|i| Ok(Body::new(&story(self.places[i])?, money)))
    }
}

/// What the graph says of itself.
fn manifest(options: &BuildOptions<'_>, counts: Counts, inputs: Vec<Input>) -> Manifest {
    let mut manifest = Manifest::new(options.iris.base(), &options.vocabulary());
    manifest.reading = reading(options.read);
    manifest.run = Some(run_hash(options, &inputs));
    manifest.created = options.created;
    manifest.counts = counts;
    manifest.inputs = inputs;
    manifest
}

/// A hash of all that determines the graph: program, vocabulary, way of reading, and the bytes of every file.
fn run_hash(options: &BuildOptions<'_>, inputs: &[Input]) -> String {
    let mut hash = Sha256::new();
    for part in [env!("CARGO_PKG_VERSION"), &options.vocabulary(), &reading(options.read)] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    for input in inputs {
        hash.update(input.sha256.as_bytes());
    }
    hex(&hash.finalize())[..16].to_owned()
}
