//! The statements of a graph, as the engine of SPARQL reads them.
//!
//! In: terms and rows of numbers. Out: the rows and terms that a query asks for. Never: a change; a copy of a term that is no tick.

use std::cell::RefCell;
use std::num::NonZeroU32;

use oxrdf::{GraphName, NamedOrBlankNode, Quad, Term};
use spareval::{ExpressionTerm, InternalQuad, QueryableDataset};

use crate::store::StoreError;
use crate::store::index::{Index, Terms};
use crate::store::watch::{tick, tick_text};

/// The orders in which triples are found: by subject, by predicate, by object.
const OF_TRIPLES: [[usize; 3]; 3] = [[0, 1, 2], [1, 2, 0], [2, 0, 1]];

/// The same for quads, and by graph.
const OF_QUADS: [[usize; 4]; 4] = [[0, 1, 2, 3], [1, 2, 0, 3], [2, 0, 1, 3], [3, 0, 1, 2]];

/// The place of the graph in a row, and of its order in [`OF_QUADS`].
const GRAPH: usize = 3;

/// Statements with their terms: the triples of the default graph, or the quads of named graphs.
pub(super) struct Layer<const N: usize> {
    pub terms: Terms,
    pub rows: Index<N>,
}

/// Gathers triples of the default graph.
#[derive(Default)]
pub(super) struct Triples {
    terms: Terms,
    rows: Vec<[u32; 3]>,
}

impl Triples {
    pub(super) fn add(&mut self, quad: Quad) -> Result<(), StoreError> {
        let row = numbers(quad, |term| self.terms.add(term))?;
        self.rows.push([row[0], row[1], row[2]]);
        Ok(())
    }

    pub(super) fn sorted(self) -> Result<Layer<3>, StoreError> {
        let rows = Index::new(self.rows, self.terms.last(), &OF_TRIPLES)?;
        Ok(Layer { terms: self.terms, rows })
    }
}

/// Gathers quads of named graphs, whose terms may be known from the default graph.
pub(super) struct Quads<'a> {
    known: &'a Terms,
    terms: Terms,
    rows: Vec<[u32; 4]>,
}

impl<'a> Quads<'a> {
    pub(super) fn beside(known: &'a Terms) -> Self {
        Self { known, terms: Terms::after(known.last()), rows: Vec::new() }
    }

    pub(super) fn add(&mut self, quad: Quad) -> Result<(), StoreError> {
        let row = numbers(quad, |term| match self.known.number(&term) {
            Some(number) => Ok(number),
            None => self.terms.add(term),
        })?;
        self.rows.push(row);
        Ok(())
    }

    pub(super) fn sorted(self) -> Result<Layer<4>, StoreError> {
        let rows = Index::new(self.rows, self.terms.last(), &OF_QUADS)?;
        Ok(Layer { terms: self.terms, rows })
    }
}

/// The numbers of the terms of a statement; 0 for the default graph.
fn numbers(
    quad: Quad,
    mut number: impl FnMut(Term) -> Result<u32, StoreError>,
) -> Result<[u32; 4], StoreError> {
    let graph = match quad.graph_name {
        GraphName::DefaultGraph => 0,
        GraphName::NamedNode(name) => number(name.into())?,
        GraphName::BlankNode(name) => number(name.into())?,
    };
    Ok([number(quad.subject.into())?, number(quad.predicate.into())?, number(quad.object)?, graph])
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
    /// The terms of the query, and those that it makes.
    own: RefCell<Terms>,
}

/// A part of a pattern, or of a statement's place: the number of a term.
type Part<'a> = Option<&'a Numbered>;

impl<'a> View<'a> {
    pub(super) fn new(triples: &'a Layer<3>, quads: Option<&'a Layer<4>>) -> Self {
        let last = quads.map_or(triples.terms.last(), |quads| quads.terms.last());
        Self { triples, quads, own: RefCell::new(Terms::after(last)) }
    }

    /// The statements that match: of the default graph where the graph is `Some(None)`, of all graphs where it is `None`.
    fn rows(
        &self,
        [subject, predicate, object]: [Part<'_>; 3],
        graph: Option<Part<'_>>,
    ) -> impl Iterator<Item = [u32; 4]> + use<'a> {
        let part = |part: Part<'_>| part.map(|numbered| numbered.0.get());
        let [s, p, o] = [part(subject), part(predicate), part(object)];
        let triples = (!matches!(graph, Some(Some(_)))).then_some(self.triples);
        let quads = self.quads.filter(|_| !matches!(graph, Some(None)));
        let triples = triples.map(|triples| triples.rows.find([s, p, o]));
        let quads = quads.map(|quads| quads.rows.find([s, p, o, graph.and_then(part)]));
        let of_default = triples.into_iter().flatten().map(|[s, p, o]| [s, p, o, 0]);
        of_default.chain(quads.into_iter().flatten())
    }

    /// Calls `take` with the term of a number.
    fn with<T>(&self, number: &Numbered, take: impl FnOnce(&Term) -> T) -> Result<T, StoreError> {
        let number = number.0.get();
        let own = self.own.borrow();
        let of_quads = || self.quads.and_then(|quads| quads.terms.term(number));
        let known = self.triples.terms.term(number).or_else(of_quads);
        let term = known.or_else(|| own.term(number)).ok_or_else(unknown)?;
        if let Term::Literal(literal) = term {
            tick_text(literal.value().len());
        }
        Ok(take(term))
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
        rows.into_iter().flatten().map(move |row| self.quad(row)).chain(failed)
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
        self.rows([subject, predicate, object], graph_name).map(|[s, p, o, g]| {
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
        let graphs = self.quads.map(|quads| quads.rows.firsts(GRAPH)).unwrap_or_default();
        graphs.into_iter().map(numbered)
    }

    fn internalize_term(&self, term: Term) -> Result<Numbered, StoreError> {
        if let Term::Literal(literal) = &term {
            tick_text(literal.value().len());
        }
        let of_quads = || self.quads.and_then(|quads| quads.terms.number(&term));
        let known = self.triples.terms.number(&term).or_else(of_quads);
        numbered(match known {
            Some(number) => number,
            None => self.own.borrow_mut().add(term)?,
        })
    }

    fn externalize_term(&self, term: Numbered) -> Result<Term, StoreError> {
        self.with(&term, Term::clone)
    }

    fn externalize_expression_term(&self, term: Numbered) -> Result<ExpressionTerm, StoreError> {
        let number = term.0.get();
        let of_quads = || self.quads.and_then(|quads| quads.terms.value(number));
        if let Some(value) = self.triples.terms.value(number).or_else(of_quads) {
            return Ok(value.clone());
        }
        let own = self.own.borrow().value(number).cloned();
        own.map_or_else(|| self.with(&term, |term| term.clone().into()), Ok)
    }
}
