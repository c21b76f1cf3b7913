//! Statements made ready for writing: sorted, each once, claims as RDF 1.2 reifiers where asked.
//!
//! In: quads in any order. Out: rows in the one order in which every syntax writes them. Never: text.

use std::collections::BTreeMap;
use std::fmt;

use oxrdf::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, Triple};

use crate::rdf::vocabulary::rdf;

/// One statement, made from a triple or a quad.
#[derive(Debug, Clone, PartialEq)]
pub struct StatementRow {
    pub(super) graph: GraphName,
    pub(super) subject: NamedOrBlankNode,
    pub(super) predicate: NamedNode,
    pub(super) object: Object,
}

/// The object of a statement.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Object {
    Term(Term),
    /// An RDF 1.2 triple term: subject, predicate, object.
    Statement(Box<[Term; 3]>),
}

impl From<Quad> for StatementRow {
    fn from(quad: Quad) -> Self {
        let Quad { subject, predicate, object, graph_name } = quad;
        Self { graph: graph_name, subject, predicate, object: Object::Term(object) }
    }
}

impl From<Triple> for StatementRow {
    fn from(triple: Triple) -> Self {
        triple.in_graph(GraphName::DefaultGraph).into()
    }
}

impl StatementRow {
    /// Graph (the default one first), subject, `a` before other predicates, predicate, object.
    fn order(&self) -> (Option<String>, String, bool, String, String) {
        let graph = match &self.graph {
            GraphName::DefaultGraph => None,
            named => Some(named.to_string()),
        };
        let subject = match &self.subject {
            NamedOrBlankNode::NamedNode(iri) => iri.as_str().to_owned(),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        };
        let not_a = self.predicate.as_ref() != rdf::TYPE;
        let object = match &self.object {
            // Without the closing bracket, so that `id:alb` comes before `id:alb-police`.
            Object::Term(Term::NamedNode(iri)) => format!("<{}", iri.as_str()),
            other => other.to_string(),
        };
        (graph, subject, not_a, self.predicate.as_str().to_owned(), object)
    }
}

/// As N-Triples writes it.
impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Object::Term(term) => term.fmt(f),
            Object::Statement(statement) => {
                let [subject, predicate, object] = statement.as_ref();
                write!(f, "<<( {subject} {predicate} {object} )>>")
            }
        }
    }
}

/// As one line of N-Quads, without its end.
impl fmt::Display for StatementRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.subject, self.predicate, self.object)?;
        match &self.graph {
            GraphName::DefaultGraph => f.write_str(" ."),
            named => write!(f, " {named} ."),
        }
    }
}

/// Sorts rows and drops repeats.
pub(super) fn sort(rows: &mut Vec<StatementRow>) {
    rows.sort_by_cached_key(StatementRow::order);
    rows.dedup();
}

/// Replaces the three triples `rdf:subject`, `rdf:predicate`, `rdf:object` of a node by one
/// `rdf:reifies <<( … )>>`. A node that lacks one of them, or has one twice, stays as it is.
pub(super) fn reify(rows: Vec<StatementRow>) -> Vec<StatementRow> {
    const PARTS: [NamedNodeRef<'static>; 3] = [rdf::SUBJECT, rdf::PREDICATE, rdf::OBJECT];
    let part = |row: &StatementRow| PARTS.iter().position(|p| row.predicate.as_ref() == *p);
    let node = |row: &StatementRow| (row.graph.to_string(), row.subject.to_string());

    let mut statements: BTreeMap<_, [Vec<Term>; 3]> = BTreeMap::new();
    for row in &rows {
        if let (Some(at), Object::Term(term)) = (part(row), &row.object) {
            statements.entry(node(row)).or_default()[at].push(term.clone());
        }
    }
    statements.retain(|_, parts| parts.iter().all(|terms| terms.len() == 1));

    let mut kept = Vec::with_capacity(rows.len());
    for row in rows {
        match part(&row).map(|at| (at, statements.get(&node(&row)))) {
            None | Some((_, None)) => kept.push(row),
            Some((0, Some([subject, predicate, object]))) => {
                let statement = [subject[0].clone(), predicate[0].clone(), object[0].clone()];
                let object = Object::Statement(Box::new(statement));
                kept.push(StatementRow { predicate: rdf::REIFIES.into_owned(), object, ..row });
            }
            Some(_) => {}
        }
    }
    kept
}
