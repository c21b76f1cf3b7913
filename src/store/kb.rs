//! The graph loaded for questions.
//!
//! In: a snapshot. Out: answers to parsed queries and patterns. Never: a change to the graph that was committed;
//! a call that leaves the machine (the store is built without an HTTP client).

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use oxigraph::model::{
    GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNodeRef, Quad, TermRef, Triple,
};
use oxigraph::sparql::SparqlEvaluator;
use oxigraph::store::{StorageError, Store};

use crate::rdf::vocabulary::consort;
use crate::rdf::{Iris, knowledge, mentions};
use crate::store::sparql::{CancellationToken, Query, QueryEvaluationError, QueryResults};
use crate::store::{Contents, Snapshot, StoreError};

/// A graph in a store that answers SPARQL. Shared between threads by reference.
pub struct Kb {
    store: Store,
    iris: Iris,
    /// Where the mention layer comes from; `None` for a graph that was never on disk.
    snapshot: Option<Snapshot>,
    /// Whether the mention layer is loaded.
    has_mentions: Mutex<bool>,
}

/// How to evaluate a query.
#[derive(Clone, Default)]
pub struct EvaluateOptions {
    /// Ends the evaluation when it is cancelled: keep a clone and cancel it after the time limit.
    pub cancel: CancellationToken,
    /// Whether a pattern outside `GRAPH` sees the mention layer too.
    pub union_default_graph: bool,
    /// The graphs that patterns outside `GRAPH` see, in place of what the query says; none of them when empty.
    pub default_graphs: Vec<NamedNode>,
    /// The graphs that `GRAPH` sees, in the same way.
    pub named_graphs: Vec<NamedNode>,
}

/// Matches quads; what is `None` matches anything.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pattern<'a> {
    /// The subject.
    pub subject: Option<NamedOrBlankNodeRef<'a>>,
    /// The predicate.
    pub predicate: Option<NamedNodeRef<'a>>,
    /// The object.
    pub object: Option<TermRef<'a>>,
    /// The graph.
    pub graph: Option<GraphNameRef<'a>>,
}

impl Kb {
    /// Loads the default graph of a snapshot. The mention layer, many times larger, waits until it is
    /// asked for.
    ///
    /// # Errors
    /// When the snapshot cannot be read.
    pub fn load(snapshot: Snapshot) -> Result<Self, StoreError> {
        let contents = snapshot.contents()?;
        Self::of(snapshot, &contents, true)
    }

    /// The same, of contents that were read already. Without `texts` no sentence is in it, and the mention layer, which is
    /// made of them, stays empty.
    ///
    /// # Errors
    /// When the store fails.
    pub fn of(snapshot: Snapshot, contents: &Contents, texts: bool) -> Result<Self, StoreError> {
        let store = Store::new().map_err(engine)?;
        fill(&store, contents, snapshot.iris(), texts)?;
        let iris = snapshot.iris().clone();
        Ok(Self { store, iris, snapshot: Some(snapshot), has_mentions: Mutex::new(!texts) })
    }

    /// A graph of these quads, in memory.
    ///
    /// # Errors
    /// When the store fails.
    ///
    /// ```
    /// use consort::Predicate;
    /// use consort::rdf::{GraphName, Iris, Quad, vocabulary::consort::predicate};
    /// use consort::store::{Kb, Pattern};
    /// let iris = Iris::default();
    /// let (norway, who) = (iris.entity("nor"), iris.entity("who"));
    /// let quad = Quad::new(norway.clone(), predicate(Predicate::Funds), who, GraphName::DefaultGraph);
    /// let kb = Kb::in_memory([quad.clone()], iris)?;
    /// let pattern = Pattern { subject: Some(norway.as_ref().into()), ..Pattern::default() };
    /// assert_eq!(kb.quads(pattern).collect::<Result<Vec<_>, _>>()?, [quad]);
    /// # Ok::<_, consort::store::StoreError>(())
    /// ```
    pub fn in_memory(
        quads: impl IntoIterator<Item = Quad>,
        iris: Iris,
    ) -> Result<Self, StoreError> {
        let store = Store::new().map_err(engine)?;
        let mut loader = store.bulk_loader();
        loader.load_quads(quads).map_err(engine)?;
        loader.commit().map_err(engine)?;
        Ok(Self { store, iris, snapshot: None, has_mentions: Mutex::new(true) })
    }

    /// Loads texts, sentences and mentions into their named graphs, once.
    ///
    /// # Errors
    /// When the records cannot be read; then none of them is loaded.
    pub fn load_mentions(&self) -> Result<(), StoreError> {
        // A panic elsewhere cannot leave the flag wrong: it is set after the commit.
        let mut loaded = self.has_mentions.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(snapshot) = self.snapshot.as_ref().filter(|_| !*loaded) else { return Ok(()) };
        fill_mentions(&self.store, snapshot)?;
        *loaded = true;
        Ok(())
    }

    /// Answers a parsed query. Loads the mention layer first if the query can see it.
    ///
    /// # Errors
    /// When the evaluation fails or is cancelled; while solutions are read, they have errors of their own.
    ///
    /// ```
    /// use consort::rdf::Iris;
    /// use consort::store::sparql::{QueryResults, SparqlParser};
    /// use consort::store::{EvaluateOptions, Kb};
    /// let kb = Kb::in_memory([], Iris::default())?;
    /// let query = SparqlParser::new().parse_query("ASK { ?anything ?at ?all }")?;
    /// let answer = kb.evaluate(query, &EvaluateOptions::default())?;
    /// assert!(matches!(answer, QueryResults::Boolean(false)));
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    pub fn evaluate(
        &self,
        query: Query,
        options: &EvaluateOptions,
    ) -> Result<QueryResults<'static>, QueryEvaluationError> {
        let is_given = !options.default_graphs.is_empty() || !options.named_graphs.is_empty();
        if options.union_default_graph || is_given || names_graphs(&query) {
            self.load_mentions().map_err(|e| QueryEvaluationError::Dataset(Box::new(e)))?;
        }
        let evaluator = SparqlEvaluator::new().with_cancellation_token(options.cancel.clone());
        let mut prepared = evaluator.for_query(query);
        if options.union_default_graph {
            prepared.dataset_mut().set_default_graph_as_union();
        }
        let dataset = prepared.dataset_mut();
        if is_given {
            dataset.set_default_graph(
                options.default_graphs.iter().cloned().map(Into::into).collect(),
            );
            let named = options.named_graphs.iter().cloned().map(Into::into).collect();
            dataset.set_available_named_graphs(named);
        }
        // The engine reads a graph that is named twice twice, where a default graph is a set of triples.
        if let Some(graphs) = dataset.default_graph_graphs() {
            let mut seen = BTreeSet::new();
            let once = graphs.iter().filter(|g| seen.insert(g.to_string())).cloned().collect();
            dataset.set_default_graph(once);
        }
        prepared.on_store(&self.store).execute()
    }

    /// The quads that match a pattern, in no particular order.
    pub fn quads(
        &self,
        pattern: Pattern<'_>,
    ) -> impl Iterator<Item = Result<Quad, StoreError>> + use<> {
        let Pattern { subject, predicate, object, graph } = pattern;
        self.store
            .quads_for_pattern(subject, predicate, object, graph)
            .map(|quad| quad.map_err(engine))
    }

    /// How many quads are loaded.
    ///
    /// # Errors
    /// When the store fails.
    pub fn len(&self) -> Result<usize, StoreError> {
        self.store.len().map_err(engine)
    }

    /// Whether nothing is loaded.
    ///
    /// # Errors
    /// When the store fails.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        self.store.is_empty().map_err(engine)
    }

    /// Mints the IRIs of this graph.
    #[must_use]
    pub fn iris(&self) -> &Iris {
        &self.iris
    }

    /// The snapshot it was loaded from, if any.
    #[must_use]
    pub fn snapshot(&self) -> Option<&Snapshot> {
        self.snapshot.as_ref()
    }

    /// Ends its use without giving the memory back: for a program that is about to exit. Freeing millions
    /// of small nodes one by one takes seconds that the system does not need to reclaim them at once.
    pub fn forget(self) {
        std::mem::forget(self);
    }
}

/// Whether a query can see named graphs. Asked of its text, which has `GRAPH` for every such pattern,
/// however deep: a literal with that word costs a needless load, never a wrong answer.
fn names_graphs(query: &Query) -> bool {
    query.dataset().is_some() || query.to_string().contains("GRAPH")
}

/// So many quads are handed from one thread to the other at once.
const CHUNK: usize = 1 << 12;

/// Makes the default graph on one thread, and puts it into a store on another.
fn fill(store: &Store, contents: &Contents, iris: &Iris, texts: bool) -> Result<(), StoreError> {
    std::thread::scope(|scope| {
        let (sender, quads) = std::sync::mpsc::sync_channel::<Vec<Quad>>(4);
        scope.spawn(move || {
            let is_kept = |t: &Triple| texts || t.predicate != consort::QUOTE;
            let mut triples = knowledge(&contents.knowledge(), iris).filter(is_kept);
            loop {
                let chunk = triples.by_ref().take(CHUNK);
                let chunk: Vec<_> = chunk.map(|t| t.in_graph(GraphName::DefaultGraph)).collect();
                // Where nobody takes them any more the loader has failed, and says so.
                if chunk.is_empty() || sender.send(chunk).is_err() {
                    break;
                }
            }
        });
        insert(store, quads.into_iter().flatten())
    })
    .map_err(engine)
}

/// Puts quads into a store as they come. Its bulk loader would gather them all before the first is taken in.
fn insert(store: &Store, quads: impl Iterator<Item = Quad>) -> Result<(), StorageError> {
    let mut transaction = store.start_transaction()?;
    for quad in quads {
        transaction.insert(&quad);
    }
    transaction.commit()
}

/// Puts the mention layer of all records into the store, all or nothing.
fn fill_mentions(store: &Store, snapshot: &Snapshot) -> Result<(), StoreError> {
    // One stream for all records: each call of the loader sets aside room for a million quads.
    let quads = snapshot.records()?.flat_map(|record| match record {
        Ok(record) => mentions(&record, snapshot.iris()).into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error)],
    });
    let mut loader = store.bulk_loader();
    loader.load_ok_quads::<StoreError, StoreError>(quads)?;
    loader.commit().map_err(engine)
}

impl From<StorageError> for StoreError {
    fn from(error: StorageError) -> Self {
        engine(error)
    }
}

fn engine(error: impl std::fmt::Display) -> StoreError {
    StoreError::Engine(error.to_string())
}
