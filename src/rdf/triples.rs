//! Collects triples, one subject at a time.
//!
//! In: a subject and what is said of it. Out: triples handed to the caller as they come. Never: sorting.

use oxrdf::{Literal, LiteralRef, NamedNode, NamedNodeRef, Term, TermRef, TripleRef};

use crate::base::PartialDate;
use crate::rdf::vocabulary::{consort, rdf, rdfs};
use crate::rdf::{Iris, terms};

/// Hands on triples as they are made, so that a caller may write them out without keeping them.
pub(super) struct Triples<'a> {
    /// Mints the IRIs.
    pub(super) iris: &'a Iris,
    sink: &'a mut dyn FnMut(TripleRef<'_>),
}

impl<'a> Triples<'a> {
    pub(super) fn new(iris: &'a Iris, sink: &'a mut dyn FnMut(TripleRef<'_>)) -> Self {
        Self { iris, sink }
    }

    /// Starts to describe `subject`.
    pub(super) fn node(&mut self, subject: NamedNode) -> Node<'_, 'a> {
        Node { subject, triples: self }
    }
}

/// One subject under description.
pub(super) struct Node<'t, 'a> {
    subject: NamedNode,
    triples: &'t mut Triples<'a>,
}

impl Node<'_, '_> {
    /// `subject a class`, for each class.
    pub(super) fn is(&mut self, classes: &[NamedNodeRef<'static>]) {
        for class in classes {
            self.say(rdf::TYPE, *class);
        }
    }

    fn say<'o>(&mut self, predicate: NamedNodeRef<'static>, object: impl Into<TermRef<'o>>) {
        let object: TermRef<'o> = object.into();
        (self.triples.sink)(TripleRef { subject: self.subject.as_ref().into(), predicate, object });
    }

    /// `subject predicate object`.
    pub(super) fn link(&mut self, predicate: NamedNodeRef<'static>, object: impl Into<Term>) {
        self.say(predicate, object.into().as_ref());
    }

    /// `subject predicate literal`, if there is one.
    pub(super) fn value(&mut self, predicate: NamedNodeRef<'static>, value: Option<Literal>) {
        if let Some(literal) = value {
            self.link(predicate, literal);
        }
    }

    /// `subject predicate "text"`.
    pub(super) fn text(&mut self, predicate: NamedNodeRef<'static>, text: &str) {
        self.say(predicate, LiteralRef::new_simple_literal(text));
    }

    /// `subject predicate number`.
    pub(super) fn count(&mut self, predicate: NamedNodeRef<'static>, count: usize) {
        self.link(predicate, terms::integer(count));
    }

    /// The first and the last day that something from `start` to `end` can mean, as dates that compare with one another: a
    /// filter on dates of mixed precision would pass over those known to the month.
    pub(super) fn days(&mut self, start: Option<PartialDate>, end: Option<PartialDate>) {
        self.value(consort::EARLIEST, start.or(end).map(|start| terms::date(start.first_day())));
        self.value(consort::LATEST, end.or(start).map(|end| terms::date(end.last_day())));
    }

    /// `subject rdfs:label "text"`.
    pub(super) fn label(&mut self, text: &str) {
        self.text(rdfs::LABEL, text);
    }

    /// A link to an address elsewhere; what is no IRI is kept as text.
    pub(super) fn address(&mut self, predicate: NamedNodeRef<'static>, address: &str) {
        match NamedNode::new(address) {
            Ok(iri) => self.link(predicate, iri),
            Err(_) => self.text(predicate, address),
        }
    }

    /// Links to entities of the graph.
    pub(super) fn entities<'e>(
        &mut self,
        predicate: NamedNodeRef<'static>,
        ids: impl IntoIterator<Item = &'e str>,
    ) {
        for id in ids {
            let iri = self.triples.iris.entity(id);
            self.link(predicate, iri);
        }
    }

    /// `subject consort:country`, for each country.
    pub(super) fn countries<'e>(&mut self, ids: impl IntoIterator<Item = &'e str>) {
        self.entities(consort::COUNTRY, ids);
    }
}
