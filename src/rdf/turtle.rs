//! Turtle and TriG in one canonical layout, made for reading and for line-by-line comparison.
//!
//! In: sorted rows and prefixes. Out: text; one object a line, `a` first. Never: a layout that depends on
//! the order in which statements came, or on a line's length.

use std::io::{self, Write};

use oxrdf::{GraphName, Literal, LiteralRef, NamedNode, NamedOrBlankNode, Term};

use crate::base::sort_by;
use crate::rdf::rows::{Object, StatementRow};
use crate::rdf::vocabulary::{rdf, xsd};

/// Writes sorted rows, a subject at a time. Named graphs become TriG blocks.
pub(super) struct TurtleWriter<'a> {
    names: Names,
    out: &'a mut dyn Write,
    /// The graph of the subject before.
    graph: GraphName,
}

impl<'a> TurtleWriter<'a> {
    /// Writes the prefixes.
    pub(super) fn new(
        prefixes: Vec<(&'static str, String)>,
        out: &'a mut dyn Write,
    ) -> io::Result<Self> {
        for (prefix, namespace) in &prefixes {
            writeln!(out, "@prefix {prefix}: <{namespace}> .")?;
        }
        Ok(Self { names: Names::new(prefixes), out, graph: GraphName::DefaultGraph })
    }

    /// Writes what [`sort`](crate::rdf::rows::sort) has put in order of one subject in one graph; the default graph comes first.
    pub(super) fn subject(&mut self, rows: &[StatementRow]) -> io::Result<()> {
        let Some(first) = rows.first() else { return Ok(()) };
        if first.graph != self.graph {
            self.close()?;
            let name = match &first.graph {
                GraphName::DefaultGraph => None,
                GraphName::NamedNode(iri) => Some(self.names.iri(iri)),
                GraphName::BlankNode(node) => Some(node.to_string()),
            };
            if let Some(name) = name {
                write!(self.out, "\n{name} {{")?;
            }
            self.graph = first.graph.clone();
        }
        self.out.write_all(b"\n")?;
        block(rows, &self.names, self.out)
    }

    /// Ends the last graph.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.close()
    }

    fn close(&mut self) -> io::Result<()> {
        match self.graph {
            GraphName::DefaultGraph => Ok(()),
            _ => self.out.write_all(b"}\n"),
        }
    }
}

/// Everything said of one subject.
fn block(rows: &[StatementRow], names: &Names, out: &mut dyn Write) -> io::Result<()> {
    let subject = match &rows[0].subject {
        NamedOrBlankNode::NamedNode(iri) => names.iri(iri),
        NamedOrBlankNode::BlankNode(node) => node.to_string(),
    };
    write!(out, "{subject}")?;
    for (i, lines) in rows.chunk_by(|a, b| a.predicate == b.predicate).enumerate() {
        let predicate = &lines[0].predicate;
        let predicate = match predicate.as_ref() == rdf::TYPE {
            true => "a".to_owned(),
            false => names.iri(predicate),
        };
        write!(out, "{}{predicate} ", if i == 0 { " " } else { " ;\n    " })?;
        for (j, row) in lines.iter().enumerate() {
            let separator = if j == 0 { "" } else { " ,\n        " };
            write!(out, "{separator}{}", names.object(&row.object))?;
        }
    }
    out.write_all(b" .\n")
}

/// The prefixes, and how terms look with them.
struct Names {
    /// Namespaces and their prefixes, longest namespace first.
    prefixes: Vec<(String, &'static str)>,
}

impl Names {
    fn new(prefixes: Vec<(&'static str, String)>) -> Self {
        let mut prefixes: Vec<_> = prefixes.into_iter().map(|(p, iri)| (iri, p)).collect();
        sort_by(&mut prefixes, |a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        Self { prefixes }
    }

    /// `prefix:local` where the local part needs no escapes, `<IRI>` elsewhere.
    fn iri(&self, iri: &NamedNode) -> String {
        let known = self.prefixes.iter().find_map(|(namespace, prefix)| {
            let local = iri.as_str().strip_prefix(namespace.as_str())?;
            is_safe(local).then(|| format!("{prefix}:{local}"))
        });
        known.unwrap_or_else(|| iri.to_string())
    }

    fn term(&self, term: &Term) -> String {
        match term {
            Term::NamedNode(iri) => self.iri(iri),
            Term::Literal(literal) => self.literal(literal),
            other => other.to_string(),
        }
    }

    fn object(&self, object: &Object) -> String {
        match object {
            Object::Term(term) => self.term(term),
            Object::Statement(statement) => {
                let [subject, predicate, object] = statement.as_ref().each_ref();
                let (s, p, o) = (self.term(subject), self.term(predicate), self.term(object));
                format!("<<( {s} {p} {o} )>>")
            }
        }
    }

    fn literal(&self, literal: &Literal) -> String {
        let (value, datatype) = (literal.value(), literal.datatype());
        let bare = (datatype == xsd::INTEGER && is_integer(value))
            || (datatype == xsd::DECIMAL && is_decimal(value))
            || (datatype == xsd::BOOLEAN && matches!(value, "true" | "false"));
        if bare {
            value.to_owned()
        } else if literal.language().is_some() || datatype == xsd::STRING {
            literal.to_string()
        } else {
            let quoted = LiteralRef::new_simple_literal(value);
            format!("{quoted}^^{}", self.iri(&datatype.into_owned()))
        }
    }
}

/// Whether `local` may follow a prefix as it is: a part of what the grammar allows, without escapes.
fn is_safe(local: &str) -> bool {
    let inner = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    local.bytes().all(inner)
        && local.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
        && !local.ends_with('.')
}

fn is_integer(value: &str) -> bool {
    let digits = value.strip_prefix(['+', '-']).unwrap_or(value);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

fn is_decimal(value: &str) -> bool {
    let value = value.strip_prefix(['+', '-']).unwrap_or(value);
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    // Turtle wants a digit after the dot; before it none is needed, but we write one.
    value.split_once('.').is_some_and(|(whole, places)| {
        !whole.is_empty() && !places.is_empty() && digits(whole) && digits(places)
    })
}
