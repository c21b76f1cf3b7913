//! The statements of a graph, as the engine of SPARQL reads them.
//!
//! In: an index. Out: the rows and terms that a query asks for. Never: a change; a copy of a term that is no tick.

use std::cell::RefCell;
use std::num::NonZeroU32;
use std::path::Path;

use oxrdf::{GraphName, NamedOrBlankNode, Quad, Term};
use spareval::{ExpressionTerm, InternalQuad, QueryableDataset};

use crate::store::StoreError;
use crate::store::index::{Index, OwnTerms, Terms, Values, text_of};
use crate::store::index_writer::IndexWriter;
use crate::store::watch::{tick, tick_text};

/// The orders in which triples are found: by subject, by predicate, by object.
pub(super) const OF_TRIPLES: [[usize; 3]; 3] = [[0, 1, 2], [1, 2, 0], [2, 0, 1]];

/// The same for quads, and by graph.
const OF_QUADS: [[usize; 4]; 4] = [[0, 1, 2, 3], [1, 2, 0, 3], [2, 0, 1, 3], [3, 0, 1, 2]];

/// The place of the graph in a row, and of its order in [`OF_QUADS`].
const GRAPH: usize = 3;

/// Statements with their terms: the triples of the default graph, or the quads of named graphs.
pub(super) struct Layer<const N: usize> {
    pub terms: Terms,
    pub rows: Index<N>,
}

impl Layer<3> {
    /// The default graph in the files of a folder.
    pub(super) fn open(folder: &Path) -> Result<Self, StoreError> {
        Ok(Self { terms: Terms::open(folder, 0)?, rows: Index::open(folder, &OF_TRIPLES)? })
    }

    /// What a writer has written in memory.
    pub(super) fn in_memory(writer: IndexWriter<'_, 3>) -> Result<Self, StoreError> {
        let (terms, rows) = writer.finish(&OF_TRIPLES)?.1.ok_or_else(unknown)?;
        Ok(Self { terms, rows })
    }
}

impl Layer<4> {
    /// The named graphs in the files of a folder, beside the default graph.
    pub(super) fn open(folder: &Path, known: &Terms) -> Result<Self, StoreError> {
        Ok(Self {
            terms: Terms::open(folder, known.last())?,
            rows: Index::open(folder, &OF_QUADS)?,
        })
    }

    /// Has a writer write its files.
    pub(super) fn write(writer: IndexWriter<'_, 4>) -> Result<(), StoreError> {
        writer.finish(&OF_QUADS).map(drop)
    }

    /// What a writer has written in memory.
    pub(super) fn in_memory(writer: IndexWriter<'_, 4>) -> Result<Self, StoreError> {
        let (terms, rows) = writer.finish(&OF_QUADS)?.1.ok_or_else(unknown)?;
        Ok(Self { terms, rows })
    }
}

/// A term of a query: its number. It is no `Copy`, because each copy is a tick.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Numbered(NonZeroU32);

impl Clone for Numbered {
    #[inline]
    fn clone(&self) -> Self {
        tick(1);
        Self(self.0)
    }
}

/// What one query sees.
pub(super) struct View<'a> {
    triples: &'a Layer<3>,
    /// None where they are not loaded.
    quads: Option<&'a Layer<4>>,
    /// The number of the predicate whose statements nobody is to see.
    hidden: Option<u32>,
    /// The terms of the query, and those that it makes.
    own: RefCell<OwnTerms>,
    values: RefCell<Values>,
}

/// A part of a pattern, or of a statement's place: the number of a term.
type Part<'a> = Option<&'a Numbered>;

impl<'a> View<'a> {
    pub(super) fn new(
        triples: &'a Layer<3>,
        quads: Option<&'a Layer<4>>,
        hidden: Option<u32>,
    ) -> Self {
        let last = quads.map_or(triples.terms.last(), |quads| quads.terms.last());
        let (own, values) = (RefCell::new(OwnTerms::after(last)), RefCell::default());
        Self { triples, quads, hidden, own, values }
    }

    /// The statements that match: of the default graph where the graph is `Some(None)`, of all graphs where it is `None`.
    fn rows(
        &self,
        [subject, predicate, object]: [Part<'_>; 3],
        graph: Option<Part<'_>>,
    ) -> impl Iterator<Item = Result<[u32; 4], StoreError>> + use<'a> {
        let part = |part: Part<'_>| part.map(|numbered| numbered.0.get());
        let [s, p, o] = [part(subject), part(predicate), part(object)];
        let triples = (!matches!(graph, Some(Some(_)))).then_some(self.triples);
        let quads = self.quads.filter(|_| !matches!(graph, Some(None)));
        let triples = triples.map(|triples| triples.rows.find([s, p, o]));
        let quads = quads.map(|quads| quads.rows.find([s, p, o, graph.and_then(part)]));
        let of_default = triples.into_iter().flatten();
        let of_default = of_default.map(|row| row.map(|[s, p, o]| [s, p, o, 0]));
        let hidden = self.hidden;
        let is_seen = move |row: &Result<[u32; 4], StoreError>| match (hidden, row) {
            (Some(hidden), Ok([_, predicate, ..])) => *predicate != hidden,
            _ => true,
        };
        of_default.filter(is_seen).chain(quads.into_iter().flatten())
    }

    /// The term of a number.
    fn term(&self, number: u32) -> Result<Term, StoreError> {
        let term = match self.triples.terms.term(number)? {
            None => match self.quads {
                Some(quads) => quads.terms.term(number)?,
                None => None,
            },
            known => known,
        };
        let term = term.or_else(|| self.own.borrow().term(number).cloned()).ok_or_else(unknown)?;
        if let Term::Literal(literal) = &term {
            tick_text(literal.value().len());
        }
        Ok(term)
    }

    /// The number of a term of the graph.
    fn known(&self, term: &Term) -> Result<Option<u32>, StoreError> {
        let text = text_of(term);
        match (self.triples.terms.number(&text)?, self.quads) {
            (None, Some(quads)) => quads.terms.number(&text),
            (known, _) => Ok(known),
        }
    }

    /// The statements that match a pattern of terms, as such.
    pub(super) fn matching(
        self,
        [subject, predicate, object]: [Option<Term>; 3],
        graph: Option<GraphName>,
    ) -> impl Iterator<Item = Result<Quad, StoreError>> + use<'a> {
        let number = |term: Option<Term>| term.map(|term| self.internalize_term(term)).transpose();
        let rows = (|| {
            let parts = [number(subject)?, number(predicate)?, number(object)?];
            let graph = match graph {
                None => None,
                Some(GraphName::DefaultGraph) => Some(None),
                Some(GraphName::NamedNode(name)) => Some(number(Some(name.into()))?),
                Some(GraphName::BlankNode(name)) => Some(number(Some(name.into()))?),
            };
            Ok(self.rows(parts.each_ref().map(Option::as_ref), graph.as_ref().map(Option::as_ref)))
        })();
        let (rows, failed) = match rows {
            Ok(rows) => (Some(rows), None),
            Err(error) => (None, Some(Err(error))),
        };
        rows.into_iter().flatten().map(move |row| self.quad(row?)).chain(failed)
    }

    fn quad(&self, [subject, predicate, object, graph]: [u32; 4]) -> Result<Quad, StoreError> {
        let term = |number: u32| self.externalize_term(numbered(number)?);
        let subject = NamedOrBlankNode::try_from(term(subject)?).map_err(|_| unknown())?;
        let Term::NamedNode(predicate) = term(predicate)? else { return Err(unknown()) };
        let graph = match graph {
            0 => GraphName::DefaultGraph,
            graph => NamedOrBlankNode::try_from(term(graph)?).map_err(|_| unknown())?.into(),
        };
        Ok(Quad::new(subject, predicate, term(object)?, graph))
    }
}

fn numbered(number: u32) -> Result<Numbered, StoreError> {
    NonZeroU32::new(number).map(Numbered).ok_or_else(unknown)
}

/// A row holds numbers of terms alone, so nobody should see this.
fn unknown() -> StoreError {
    StoreError::Engine("a statement has a term that is none".to_owned())
}

impl<'a> QueryableDataset<'a> for View<'a> {
    type InternalTerm = Numbered;
    type Error = StoreError;

    fn internal_quads_for_pattern(
        &self,
        subject: Part<'_>,
        predicate: Part<'_>,
        object: Part<'_>,
        graph_name: Option<Part<'_>>,
    ) -> impl Iterator<Item = Result<InternalQuad<Numbered>, StoreError>> + use<'a> {
        self.rows([subject, predicate, object], graph_name).map(|row| {
            let [s, p, o, g] = row?;
            Ok(InternalQuad {
                subject: numbered(s)?,
                predicate: numbered(p)?,
                object: numbered(o)?,
                graph_name: NonZeroU32::new(g).map(Numbered),
            })
        })
    }

    fn internal_named_graphs(
        &self,
    ) -> impl Iterator<Item = Result<Numbered, StoreError>> + use<'a> {
        let graphs = self.quads.map_or_else(|| Ok(Vec::new()), |quads| quads.rows.firsts(GRAPH));
        let (graphs, failed) = match graphs {
            Ok(graphs) => (graphs, None),
            Err(error) => (Vec::new(), Some(Err(error))),
        };
        graphs.into_iter().map(numbered).chain(failed)
    }

    fn internalize_term(&self, term: Term) -> Result<Numbered, StoreError> {
        if let Term::Literal(literal) = &term {
            tick_text(literal.value().len());
        }
        numbered(match self.known(&term)? {
            Some(number) => number,
            None => self.own.borrow_mut().add(term)?,
        })
    }

    fn externalize_term(&self, term: Numbered) -> Result<Term, StoreError> {
        self.term(term.0.get())
    }

    fn externalize_expression_term(&self, term: Numbered) -> Result<ExpressionTerm, StoreError> {
        let number = term.0.get();
        if let Some(value) = self.values.borrow().get(number) {
            return Ok(value.clone());
        }
        let term = self.term(number)?;
        Ok(self.values.borrow_mut().add(number, term))
    }
}
