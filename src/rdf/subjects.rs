//! Statements gathered by subject as text, so that more of them than memory holds can be sorted, and then written in any syntax.
//!
//! In: triples, many of one subject in a row. Out: [`SubjectLines`] with keys that sort as the syntax wants them; of sorted ones the text of a
//! graph. Never: the sorting.

use std::io::Write;

use oxrdf::{GraphName, NamedNode, NamedOrBlankNodeRef, Term, TripleRef};

use crate::rdf::rows::{self, Object, StatementRow};
use crate::rdf::text::{push_iri, push_term, read_term};
use crate::rdf::write::SubjectWriter;
use crate::rdf::{Syntax, Version, WriteError, WriteOptions, Written};

/// What stands between the graph and the subject in a key: no IRI holds it.
const BETWEEN: char = '\0';

/// Takes triples for one syntax.
#[derive(Debug, Clone)]
pub struct SubjectLines {
    is_lines: bool,
    /// The graph of the triples to come, with its brackets; empty for the default graph.
    graph: String,
    entries: Vec<(String, String)>,
    /// The subject that the last entry is about.
    subject: String,
}

impl SubjectLines {
    /// Nothing yet.
    #[must_use]
    pub fn new(syntax: Syntax) -> Self {
        let (graph, subject) = (String::new(), String::new());
        Self { is_lines: syntax.is_lines(), graph, entries: Vec::new(), subject }
    }

    /// What comes now belongs into this graph.
    pub fn set_graph(&mut self, graph: Option<&NamedNode>) {
        self.graph.clear();
        self.subject.clear();
        if let Some(graph) = graph {
            push_iri(graph.as_str(), &mut self.graph);
        }
    }

    /// Takes a triple.
    pub fn add(&mut self, triple: TripleRef<'_>) {
        let NamedOrBlankNodeRef::NamedNode(subject) = triple.subject else {
            return; // a graph of consort's has no blank nodes
        };
        if self.subject != subject.as_str() || self.entries.is_empty() {
            subject.as_str().clone_into(&mut self.subject);
            let mut key = String::with_capacity(self.graph.len() + self.subject.len() + 2);
            match self.is_lines {
                true => push_iri(&self.subject, &mut key),
                false => {
                    key.push_str(&self.graph);
                    key.push(BETWEEN);
                    key.push_str(&self.subject);
                }
            }
            self.entries.push((key, String::new()));
        }
        let Some((_, said)) = self.entries.last_mut() else { return };
        push_iri(triple.predicate.as_str(), said);
        said.push(' ');
        push_term(triple.object, said);
        if self.is_lines {
            if !self.graph.is_empty() {
                said.push(' ');
                said.push_str(&self.graph);
            }
            said.push_str(" .");
        }
        said.push('\n');
    }

    /// The same so far, where there are at least so many; the last subject may have more to say, under its key anew.
    pub fn take_many(&mut self, n: usize) -> Option<Vec<(String, String)>> {
        (self.entries.len() >= n).then(|| std::mem::take(&mut self.entries))
    }

    /// The keys, and what is said: keys may come again.
    #[must_use]
    pub fn into_entries(self) -> Vec<(String, String)> {
        self.entries
    }
}

/// Writes keys and what is said in the order of the keys; equal ones follow each other.
///
/// # Errors
/// Those of the entries, when the writer fails, or the syntax cannot hold what comes.
pub fn write_sorted<E: From<WriteError> + From<std::io::Error>>(
    entries: impl Iterator<Item = Result<(String, String), E>>,
    options: &WriteOptions<'_>,
    out: &mut dyn Write,
) -> Result<Written, E> {
    options.check()?;
    let mut groups = Groups { entries, next: None };
    if !options.syntax.is_lines() {
        let mut writer = SubjectWriter::new(options, out)?;
        while let Some((key, said)) = groups.next()? {
            writer.subject(rows_of(&key, &said))?;
        }
        return Ok(writer.finish()?);
    }
    let mut written = Written::default();
    while let Some((key, said)) = groups.next()? {
        let mut reified = String::new();
        let said = match options.version {
            Version::Rdf11 => &said,
            Version::Rdf12 => {
                for row in rows::reify(rows_of_lines(&key, &said)) {
                    let row = row.to_string();
                    reified.push_str(row.strip_prefix(&key).unwrap_or_default().trim_start());
                    reified.push('\n');
                }
                &reified
            }
        };
        let mut lines: Vec<&str> = said.split_terminator('\n').collect();
        lines.sort_unstable();
        lines.dedup();
        for line in &lines {
            for part in [key.as_str(), " ", line, "\n"] {
                out.write_all(part.as_bytes())?;
            }
        }
        written.statements += lines.len();
    }
    Ok(written)
}

/// Puts together what is said under one key.
struct Groups<I> {
    entries: I,
    next: Option<(String, String)>,
}

impl<E, I: Iterator<Item = Result<(String, String), E>>> Groups<I> {
    fn next(&mut self) -> Result<Option<(String, String)>, E> {
        let first = match self.next.take() {
            None => self.entries.next().transpose()?,
            first => first,
        };
        let Some((key, mut said)) = first else { return Ok(None) };
        for entry in self.entries.by_ref() {
            let (other, more) = entry?;
            if other != key {
                self.next = Some((other, more));
                break;
            }
            said.push_str(&more);
        }
        Ok(Some((key, said)))
    }
}

/// The statements under a key of a syntax that is no lines.
fn rows_of(key: &str, said: &str) -> Vec<StatementRow> {
    let (graph, subject) = key.split_once(BETWEEN).unwrap_or(("", key));
    let subject = NamedNode::new_unchecked(subject);
    let graph = graph_name(graph);
    let row = |line: &str| {
        let (predicate, object) = line.split_once(' ')?;
        row(&subject, predicate, object, graph.clone())
    };
    said.split_terminator('\n').filter_map(row).collect()
}

/// The same of one that is.
fn rows_of_lines(key: &str, said: &str) -> Vec<StatementRow> {
    let Some(Term::NamedNode(subject)) = read_term(key) else { return Vec::new() };
    let row = |line: &str| {
        let (predicate, rest) = line.strip_suffix(" .")?.split_once(' ')?;
        // A graph follows the closing bracket or quote of the object, or its datatype.
        let (object, graph) = match rest.rsplit_once(" <").filter(|_| is_with_graph(rest)) {
            Some((object, graph)) => (object, graph_name(&format!("<{graph}"))),
            None => (rest, GraphName::DefaultGraph),
        };
        row(&subject, predicate, object, graph)
    };
    said.split_terminator('\n').filter_map(row).collect()
}

/// Whether a graph follows an object: a literal ends with its quote, its datatype or its language, an IRI with its bracket.
fn is_with_graph(rest: &str) -> bool {
    match rest.strip_prefix('"') {
        None => rest.contains(' '),
        Some(literal) => {
            let quote = literal.rfind('"').unwrap_or_default();
            literal.get(quote..).is_some_and(|end| end.contains(" <"))
        }
    }
}

fn row(
    subject: &NamedNode,
    predicate: &str,
    object: &str,
    graph: GraphName,
) -> Option<StatementRow> {
    let Some(Term::NamedNode(predicate)) = read_term(predicate) else { return None };
    let object = Object::Term(read_term(object)?);
    Some(StatementRow { graph, subject: subject.clone().into(), predicate, object })
}

fn graph_name(text: &str) -> GraphName {
    match read_term(text) {
        Some(Term::NamedNode(graph)) => graph.into(),
        _ => GraphName::DefaultGraph,
    }
}
