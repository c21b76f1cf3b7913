//! The graph loaded for questions.
//!
//! In: a snapshot. Out: answers to parsed queries and patterns. Never: a change to the graph that was committed;
//! a call that leaves the machine (the store is built without an HTTP client).

use std::collections::BTreeSet;
use std::sync::{Mutex, OnceLock, PoisonError};

use oxrdf::{GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNodeRef, Quad, TermRef};

use crate::rdf::{Description, Iris, Knowledge, knowledge, mentions};
use crate::store::dataset::{Layer, Quads, Triples, View};
use crate::store::functions::evaluator;
use crate::store::guarded::guarded;
use crate::store::sparql::{CancellationToken, Query, QueryEvaluationError, QueryResults};
use crate::store::{Contents, Snapshot, StoreError, description};

/// A graph in memory that answers SPARQL. Shared between threads by reference.
pub struct Kb {
    triples: Layer<3>,
    /// The mention layer, once it is asked for.
    quads: OnceLock<Layer<4>>,
    /// Held while the mention layer is loaded.
    loading: Mutex<()>,
    iris: Iris,
    /// Where the mention layer comes from; `None` for a graph that was never on disk.
    snapshot: Option<Snapshot>,
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
        let triples = default_graph(contents, snapshot.iris(), texts)?;
        let iris = snapshot.iris().clone();
        let none = |terms| Quads::beside(terms).sorted();
        let quads = match texts {
            true => OnceLock::new(),
            false => OnceLock::from(none(&triples.terms)?),
        };
        Ok(Self { triples, quads, loading: Mutex::new(()), iris, snapshot: Some(snapshot) })
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
        let (mut triples, mut named) = (Triples::default(), Vec::new());
        for quad in quads {
            match quad.graph_name {
                GraphName::DefaultGraph => triples.add(quad)?,
                _ => named.push(quad),
            }
        }
        let triples = triples.sorted()?;
        let mut quads = Quads::beside(&triples.terms);
        named.into_iter().try_for_each(|quad| quads.add(quad))?;
        let quads = OnceLock::from(quads.sorted()?);
        Ok(Self { triples, quads, loading: Mutex::new(()), iris, snapshot: None })
    }

    /// Loads texts, sentences and mentions into their named graphs, once.
    ///
    /// # Errors
    /// When the records cannot be read; then none of them is loaded.
    pub fn load_mentions(&self) -> Result<(), StoreError> {
        // A panic elsewhere leaves nothing half-loaded: the layer is set when it is whole.
        let _one_at_a_time = self.loading.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(snapshot) = self.snapshot.as_ref().filter(|_| self.quads.get().is_none()) else {
            return Ok(());
        };
        let mut quads = Quads::beside(&self.triples.terms);
        for record in snapshot.records()? {
            mentions(&record?, snapshot.iris()).into_iter().try_for_each(|quad| quads.add(quad))?;
        }
        let quads = quads.sorted()?;
        self.quads.get_or_init(|| quads);
        Ok(())
    }

    /// Answers a parsed query. Loads the mention layer first if the query can see it.
    ///
    /// # Errors
    /// When the evaluation fails or is cancelled; while solutions are read, they have errors of their own.
    ///
    /// The engine looks at the token where it reads statements; it ends everywhere else too inside
    /// [`interruptible`](crate::store::interruptible).
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
    ) -> Result<QueryResults<'_>, QueryEvaluationError> {
        let is_given = !options.default_graphs.is_empty() || !options.named_graphs.is_empty();
        if options.union_default_graph || is_given || names_graphs(&query) {
            self.load_mentions().map_err(|e| QueryEvaluationError::Dataset(Box::new(e)))?;
        }
        let evaluator = evaluator().with_cancellation_token(options.cancel.clone());
        let query = guarded(query);
        let mut prepared = evaluator.prepare(&query);
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
        prepared.execute(self.view())
    }

    /// The quads that match a pattern, in no particular order.
    pub fn quads(
        &self,
        pattern: Pattern<'_>,
    ) -> impl Iterator<Item = Result<Quad, StoreError>> + use<'_> {
        let Pattern { subject, predicate, object, graph } = pattern;
        let parts = [
            subject.map(|subject| subject.into_owned().into()),
            predicate.map(|predicate| predicate.into_owned().into()),
            object.map(TermRef::into_owned),
        ];
        self.view().matching(parts, graph.map(GraphNameRef::into_owned))
    }

    fn view(&self) -> View<'_> {
        View::new(&self.triples, self.quads.get())
    }

    /// How many quads are loaded.
    #[must_use]
    pub fn len(&self) -> usize {
        self.triples.rows.len() + self.quads.get().map_or(0, |quads| quads.rows.len())
    }

    /// Whether nothing is loaded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is said of the graph as a whole.
    #[must_use]
    pub fn description(&self) -> Description {
        description(self.snapshot.as_ref(), self.triples.rows.len())
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

/// Makes the default graph on one thread, and takes it in on another.
fn default_graph(contents: &Contents, iris: &Iris, texts: bool) -> Result<Layer<3>, StoreError> {
    std::thread::scope(|scope| {
        let (sender, quads) = std::sync::mpsc::sync_channel::<Vec<Quad>>(4);
        scope.spawn(move || {
            let input = Knowledge { texts, ..contents.knowledge() };
            let mut triples = knowledge(&input, iris);
            loop {
                let chunk = triples.by_ref().take(CHUNK);
                let chunk: Vec<_> = chunk.map(|t| t.in_graph(GraphName::DefaultGraph)).collect();
                // Where nobody takes them any more the taking has failed, and says so.
                if chunk.is_empty() || sender.send(chunk).is_err() {
                    break;
                }
            }
        });
        let mut triples = Triples::default();
        quads.into_iter().flatten().try_for_each(|quad| triples.add(quad))?;
        triples.sorted()
    })
}
