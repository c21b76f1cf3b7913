//! The graph opened for questions.
//!
//! In: a snapshot. Out: answers to parsed queries and patterns. Never: a change to the graph that was committed;
//! a call that leaves the machine (the store is built without an HTTP client).

use std::collections::BTreeSet;
use std::sync::{Mutex, OnceLock, PoisonError};

use oxrdf::{GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNodeRef, Quad, TermRef};

use crate::base::Record;
use crate::rdf::vocabulary::consort;
use crate::rdf::{Description, Iris, Syntax};
use crate::store::dataset::{Layer, View};
use crate::store::files::{MENTIONS, STATEMENTS};
use crate::store::folder::remove_dir;
use crate::store::functions::evaluator;
use crate::store::guarded::guarded;
use crate::store::index::{Terms, text_of};
use crate::store::index_writer::IndexWriter;
use crate::store::sparql::{CancellationToken, Query, QueryEvaluationError, QueryResults};
use crate::store::statements::{Extent, each_statement, of_mentions};
use crate::store::{Snapshot, StoreError, description};

/// A graph that answers SPARQL. Shared between threads by reference.
pub struct Kb {
    triples: Layer<3>,
    /// The mention layer, once it is asked for.
    quads: OnceLock<Layer<4>>,
    /// Held while the mention layer is loaded.
    loading: Mutex<()>,
    /// The number of the predicate whose statements nobody is to see.
    hidden: Option<u32>,
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
    /// Opens the graph of a snapshot: what a question touches is read when it does. The mention layer, many times larger, waits until
    /// it is asked for.
    ///
    /// # Errors
    /// When the snapshot cannot be read.
    pub fn load(snapshot: Snapshot) -> Result<Self, StoreError> {
        Self::open(snapshot, true)
    }

    /// The same. Without `texts` nobody sees a sentence in it, and the mention layer, which is made of them, stays empty.
    ///
    /// # Errors
    /// When the snapshot cannot be read.
    pub fn open(snapshot: Snapshot, texts: bool) -> Result<Self, StoreError> {
        let triples = default_graph(&snapshot)?;
        let (quads, hidden) = match texts {
            true => (OnceLock::new(), None),
            false => {
                let aside = std::env::temp_dir();
                let none = IndexWriter::new(None, &aside, Some(&triples.terms));
                let quote = text_of(&consort::QUOTE.into_owned().into());
                (OnceLock::from(Layer::<4>::in_memory(none)?), triples.terms.number(&quote)?)
            }
        };
        let (loading, iris) = (Mutex::new(()), snapshot.iris().clone());
        Ok(Self { triples, quads, hidden, loading, iris, snapshot: Some(snapshot) })
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
        let aside = std::env::temp_dir();
        let (mut triples, mut named) = (IndexWriter::<3>::new(None, &aside, None), Vec::new());
        for quad in quads {
            match quad.graph_name {
                GraphName::DefaultGraph => triples.statement(&quad)?,
                _ => named.push(quad),
            }
        }
        let triples = Layer::<3>::in_memory(triples)?;
        let mut quads = IndexWriter::<4>::new(None, &aside, Some(&triples.terms));
        named.iter().try_for_each(|quad| quads.statement(quad))?;
        let quads = OnceLock::from(Layer::<4>::in_memory(quads)?);
        Ok(Self { triples, quads, hidden: None, loading: Mutex::new(()), iris, snapshot: None })
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
        let quads = mention_layer(snapshot, &self.triples.terms)?;
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
        View::new(&self.triples, self.quads.get(), self.hidden)
    }

    /// How many quads are loaded.
    #[must_use]
    pub fn len(&self) -> usize {
        (self.triples.rows.len() + self.quads.get().map_or(0, |quads| quads.rows.len())) as usize
    }

    /// Whether nothing is loaded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is said of the graph as a whole.
    #[must_use]
    pub fn description(&self) -> Description {
        description(self.snapshot.as_ref(), self.triples.rows.len() as usize)
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

/// The default graph: as the build has written it, or made anew for a snapshot that somebody wrote without.
fn default_graph(snapshot: &Snapshot) -> Result<Layer<3>, StoreError> {
    if snapshot.has_statements() {
        return Layer::<3>::open(&snapshot.path().join(STATEMENTS));
    }
    let mut writer = IndexWriter::new(None, &snapshot.aside(), None);
    let extent = Extent { texts: true, mentions: false };
    each_statement(snapshot, extent, Syntax::Turtle, &mut |entries| {
        entries.iter().try_for_each(|(key, said)| writer.add(key, said))
    })?;
    Layer::<3>::in_memory(writer)
}

/// The stories' own graphs: as somebody has had them written who asked before, or made anew and kept, where the folder may be written.
fn mention_layer(snapshot: &Snapshot, known: &Terms) -> Result<Layer<4>, StoreError> {
    let place = snapshot.path().join(MENTIONS);
    if place.exists() {
        match Layer::<4>::open(&place, known) {
            // It is made of what else is there, so nobody has to hear of it.
            Err(StoreError::Damaged { .. } | StoreError::Read { .. }) => remove_dir(&place)?,
            opened => return opened,
        }
    }
    let made = tempfile::Builder::new().prefix("mentions.tmp-").tempdir_in(snapshot.path()).ok();
    let aside = made.as_ref().map_or_else(std::env::temp_dir, |made| made.path().to_owned());
    let folder = made.as_ref().map(|made| made.path().to_owned());
    let mut writer = IndexWriter::<4>::new(folder, &aside, Some(known));
    for story in snapshot.stories()? {
        let story = story?;
        let entries = of_mentions(&Record::from(&story), snapshot.iris(), Syntax::Turtle);
        entries.iter().try_for_each(|(key, said)| writer.add(key, said))?;
    }
    let Some(made) = made else { return Layer::<4>::in_memory(writer) };
    Layer::<4>::write(writer)?;
    let made = made.keep();
    if std::fs::rename(&made, &place).is_err() {
        // Somebody else was faster, and has made the same.
        remove_dir(&made)?;
    }
    Layer::<4>::open(&place, known)
}
