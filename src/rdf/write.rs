//! Statements as text in every syntax that consort exports.
//!
//! In: quads in any order. Out: the same bytes for the same set of quads. Never: a file; callers give a writer.

use std::io::{self, Write};

use oxrdf::{GraphName, Literal, Quad, Term};
use oxrdfio::{JsonLdProfileSet, RdfFormat, RdfSerializer, WriterQuadSerializer};

use crate::rdf::Iris;
use crate::rdf::rows::{self, Object, StatementRow};
use crate::rdf::turtle::TurtleWriter;

/// A syntax for RDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Syntax {
    /// Turtle, in consort's canonical layout.
    Turtle,
    /// TriG, in the same layout, with named graphs.
    TriG,
    /// N-Triples, sorted.
    NTriples,
    /// N-Quads, sorted: the canonical form of a data set.
    NQuads,
    /// RDF/XML.
    RdfXml,
    /// JSON-LD, expanded but for prefixes.
    JsonLd,
}

/// The version of RDF to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Version {
    /// RDF 1.1: a claim has `rdf:subject`, `rdf:predicate` and `rdf:object`.
    #[default]
    Rdf11,
    /// RDF 1.2: a claim reifies a triple term.
    Rdf12,
}

/// How to write.
#[derive(Debug, Clone, Copy)]
pub struct WriteOptions<'a> {
    /// Gives the prefixes.
    pub iris: &'a Iris,
    /// The syntax.
    pub syntax: Syntax,
    /// The version of RDF.
    pub version: Version,
}

impl WriteOptions<'_> {
    /// # Errors
    /// When the syntax cannot hold the version of RDF.
    pub(super) fn check(&self) -> Result<(), WriteError> {
        let is_new = self.version == Version::Rdf12;
        match self.syntax {
            Syntax::RdfXml | Syntax::JsonLd if is_new => Err(WriteError::Version(self.syntax)),
            _ => Ok(()),
        }
    }
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Distinct statements.
    pub statements: usize,
    /// Characters that the syntax cannot hold (control characters in RDF/XML), written as U+FFFD.
    pub replaced: usize,
}

/// What keeps statements from being written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The writer failed.
    #[error("cannot write the statements")]
    Io(#[from] io::Error),
    /// The syntax has no named graphs, and the statements have.
    #[error("{} cannot hold named graphs; write trig or nquads", .0.name())]
    NamedGraphs(Syntax),
    /// RDF/XML writes a predicate as the name of an element, and this one ends in none.
    #[error(
        "rdfxml cannot hold the predicate <{0}>, which does not end in a name; write turtle, ntriples or jsonld"
    )]
    Predicate(String),
    /// The syntax cannot hold triple terms.
    #[error("{} cannot hold RDF 1.2; write turtle, trig, ntriples or nquads", .0.name())]
    Version(Syntax),
}

impl Syntax {
    /// All syntaxes.
    pub const ALL: [Syntax; 6] = [
        Syntax::Turtle,
        Syntax::TriG,
        Syntax::NTriples,
        Syntax::NQuads,
        Syntax::RdfXml,
        Syntax::JsonLd,
    ];

    /// The name in options.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Syntax::Turtle => "turtle",
            Syntax::TriG => "trig",
            Syntax::NTriples => "ntriples",
            Syntax::NQuads => "nquads",
            Syntax::RdfXml => "rdfxml",
            Syntax::JsonLd => "jsonld",
        }
    }

    /// The usual ending of file names.
    #[must_use]
    pub fn extension(self) -> &'static str {
        self.format().file_extension()
    }

    /// The media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        self.format().media_type()
    }

    /// The syntax with this name or file ending.
    ///
    /// ```
    /// use consort::rdf::Syntax;
    /// assert_eq!(Syntax::from_name("nquads"), Some(Syntax::NQuads));
    /// assert_eq!(Syntax::from_name("ttl"), Some(Syntax::Turtle));
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| {
            s.name().eq_ignore_ascii_case(name) || s.extension().eq_ignore_ascii_case(name)
        })
    }

    /// Whether it can hold named graphs.
    #[must_use]
    pub fn has_graphs(self) -> bool {
        matches!(self, Syntax::TriG | Syntax::NQuads | Syntax::JsonLd)
    }

    /// Whether it is one statement a line.
    #[must_use]
    pub fn is_lines(self) -> bool {
        matches!(self, Syntax::NTriples | Syntax::NQuads)
    }

    fn format(self) -> RdfFormat {
        match self {
            Syntax::Turtle => RdfFormat::Turtle,
            Syntax::TriG => RdfFormat::TriG,
            Syntax::NTriples => RdfFormat::NTriples,
            Syntax::NQuads => RdfFormat::NQuads,
            Syntax::RdfXml => RdfFormat::RdfXml,
            Syntax::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        }
    }
}

/// Writes triples or quads: the same bytes whatever their order, each statement once.
///
/// # Errors
/// When the writer fails, or the syntax cannot hold named graphs or the version of RDF.
///
/// ```
/// use consort::rdf::{Iris, NamedNode, Syntax, Triple, Version, WriteOptions, write};
/// let iris = Iris::default();
/// let class = NamedNode::new("https://w3id.org/consort/ns#Organisation")?;
/// let a = NamedNode::new("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")?;
/// let triple = Triple::new(iris.entity("unodc"), a, class);
/// let options = WriteOptions { iris: &iris, syntax: Syntax::Turtle, version: Version::Rdf11 };
/// let mut text = Vec::new();
/// write([triple], &options, &mut text)?;
/// assert!(String::from_utf8(text)?.ends_with("id:unodc a consort:Organisation .\n"));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
pub fn write(
    statements: impl IntoIterator<Item = impl Into<StatementRow>>,
    options: &WriteOptions<'_>,
    mut out: impl Write,
) -> Result<Written, WriteError> {
    let syntax = options.syntax;
    let mut rows: Vec<StatementRow> = statements.into_iter().map(Into::into).collect();
    if !syntax.has_graphs() && rows.iter().any(|r| r.graph != GraphName::DefaultGraph) {
        return Err(WriteError::NamedGraphs(syntax));
    }
    if syntax.is_lines() {
        options.check()?;
        if options.version == Version::Rdf12 {
            rows = rows::reify(rows);
        }
        return lines(&rows, &mut out);
    }
    rows::sort(&mut rows);
    let mut writer = SubjectWriter::new(options, &mut out)?;
    for subject in rows.chunk_by(|a, b| (&a.graph, &a.subject) == (&b.graph, &b.subject)) {
        writer.subject(subject.to_vec())?;
    }
    writer.finish()
}

/// Sorted lines, each once.
fn lines(rows: &[StatementRow], out: &mut dyn Write) -> Result<Written, WriteError> {
    let mut lines: Vec<String> = rows.iter().map(ToString::to_string).collect();
    lines.sort_unstable();
    lines.dedup();
    for line in &lines {
        writeln!(out, "{line}")?;
    }
    Ok(Written { statements: lines.len(), replaced: 0 })
}

/// Writes statements in a syntax that is no lines, a subject at a time.
pub(super) struct SubjectWriter<'a> {
    options: WriteOptions<'a>,
    form: Form<'a>,
    written: Written,
}

/// How a syntax goes on.
enum Form<'a> {
    Turtle(TurtleWriter<'a>),
    Serialized(WriterQuadSerializer<&'a mut dyn Write>),
}

impl<'a> SubjectWriter<'a> {
    /// A writer that has written what stands above all statements.
    pub(super) fn new(
        options: &WriteOptions<'a>,
        out: &'a mut dyn Write,
    ) -> Result<Self, WriteError> {
        options.check()?;
        let prefixes = options.iris.prefixes();
        let form = match options.syntax {
            Syntax::RdfXml | Syntax::JsonLd => {
                let mut serializer = RdfSerializer::from_format(options.syntax.format());
                for (prefix, namespace) in prefixes {
                    serializer =
                        serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
                }
                Form::Serialized(serializer.for_writer(out))
            }
            _ => Form::Turtle(TurtleWriter::new(prefixes, out)?),
        };
        Ok(Self { options: *options, form, written: Written::default() })
    }

    /// Writes all that is said of one subject in one graph; graphs and subjects come in order.
    pub(super) fn subject(&mut self, mut rows: Vec<StatementRow>) -> Result<(), WriteError> {
        if self.options.version == Version::Rdf12 {
            rows = rows::reify(rows);
        }
        rows::sort(&mut rows);
        self.written.statements += rows.len();
        match &mut self.form {
            Form::Turtle(turtle) => turtle.subject(&rows)?,
            Form::Serialized(serializer) => {
                for row in rows {
                    // Triple terms were refused before.
                    let Object::Term(mut object) = row.object else { continue };
                    if self.options.syntax == Syntax::RdfXml {
                        if !ends_in_a_name(row.predicate.as_str()) {
                            return Err(WriteError::Predicate(row.predicate.into_string()));
                        }
                        self.written.replaced += make_xml(&mut object);
                    }
                    let quad = Quad::new(row.subject, row.predicate, object, row.graph);
                    serializer.serialize_quad(&quad)?;
                }
            }
        }
        Ok(())
    }

    /// Writes what stands below.
    pub(super) fn finish(self) -> Result<Written, WriteError> {
        match self.form {
            Form::Turtle(turtle) => turtle.finish()?,
            Form::Serialized(serializer) => {
                serializer.finish()?;
            }
        }
        Ok(self.written)
    }
}

/// Whether the end of an IRI, from some letter on, can name an element of XML: one of the letters, digits and signs at its end opens a name.
fn ends_in_a_name(iri: &str) -> bool {
    let opens =
        |c: char| c.is_ascii_alphabetic() || c == '_' || (c >= '\u{c0}' && c.is_alphabetic());
    let follows = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    iri.chars().rev().take_while(follows).any(opens)
}

/// Replaces what XML 1.0 has no way to write, and counts it.
fn make_xml(term: &mut Term) -> usize {
    let is_bad = |c: char| {
        (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    let Term::Literal(literal) = term else { return 0 };
    let bad = literal.value().chars().filter(|c| is_bad(*c)).count();
    if bad > 0 {
        let value: String =
            literal.value().chars().map(|c| if is_bad(c) { '\u{fffd}' } else { c }).collect();
        *literal = match literal.language() {
            Some(language) => Literal::new_language_tagged_literal_unchecked(value, language),
            None => Literal::new_typed_literal(value, literal.datatype().into_owned()),
        };
    }
    bad
}
