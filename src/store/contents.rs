//! What the default graph is made of, read back from a snapshot.
//!
//! In: a snapshot. Out: entities, claims, documents, ties and the network, from which `rdf` makes the graph. Never: triples;
//! nor all texts in memory at once.

use crate::base::{Standings, Story, Tie};
use crate::merge::{Corpus, EntityFacts};
use crate::rdf::{Knowledge, RunFacts};
use crate::store::stories::BATCH;
use crate::store::{EntityLine, Snapshot, StoreError};

/// What the default graph of a snapshot is made of.
#[derive(Debug)]
pub struct Contents {
    corpus: Corpus,
    ties: Vec<Tie>,
    network: Option<Standings>,
    run: Option<RunFacts>,
}

impl Snapshot {
    /// What the default graph is made of. Exports make it anew from this: a query engine keeps numbers by value and gives
    /// `5.3000` back as `5.3`.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn contents(&self) -> Result<Contents, StoreError> {
        Contents::read(self, &mut |_, _| {})
    }

    /// The same; `each` sees every story that it passes, with its place for [`Snapshot::story_at`].
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn contents_with(
        &self,
        each: &mut (dyn FnMut(&Story, u64) + Send),
    ) -> Result<Contents, StoreError> {
        Contents::read(self, each)
    }
}

impl Snapshot {
    /// Calls `each` with every story in corpus order, and its place for [`Snapshot::story_at`]. They are
    /// read on all threads, a few hundred at a time.
    ///
    /// # Errors
    /// When a record cannot be read; the stories before it have been handed on.
    pub fn each_story(&self, each: &mut dyn FnMut(Story, u64)) -> Result<(), StoreError> {
        let mut stories = self.stories()?;
        while let Some(story) = stories.next_placed() {
            let (story, start) = story?;
            each(story, start);
        }
        Ok(())
    }
}

impl Contents {
    /// Reads all files of a snapshot.
    fn read(
        snapshot: &Snapshot,
        each: &mut (dyn FnMut(&Story, u64) + Send),
    ) -> Result<Self, StoreError> {
        let mut corpus = Corpus::new();
        let mut stories = snapshot.stories()?;
        loop {
            let next = std::iter::from_fn(|| stories.next_placed()).take(BATCH);
            let batch = next.collect::<Result<Vec<_>, _>>()?;
            if batch.is_empty() {
                break;
            }
            rayon::join(
                || batch.iter().for_each(|(story, start)| each(story, *start)),
                || batch.iter().for_each(|(story, _)| corpus.add_counted(story)),
            );
        }
        // The build has counted them, and they know more than the stories do: names, identifiers, which of two spellings stands.
        let entities = snapshot
            .raw_entities()?
            .map(|line| line?.parse(|line: EntityLine| Ok(EntityFacts::from(line))));
        corpus.census.entities = entities
            .map(|facts| facts.map(|facts| (facts.entity.id.clone(), facts)))
            .collect::<Result<_, _>>()?;
        let ties = snapshot.ties()?.collect::<Result<_, _>>()?;
        Ok(Self { corpus, ties, network: snapshot.network()?, run: snapshot.manifest().run() })
    }

    /// The same as `rdf` takes it.
    #[must_use]
    pub fn knowledge(&self) -> Knowledge<'_> {
        Knowledge {
            corpus: &self.corpus,
            ties: &self.ties,
            network: self.network.as_ref(),
            run: self.run.as_ref(),
            texts: true,
        }
    }
}
