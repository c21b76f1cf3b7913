//! The default graph as sorted lines of N-Triples, made piece by piece on all threads.
//!
//! In: what the graph is made of. Out: the lines of [`canonical`](crate::rdf::canonical()) in the same order. Never: the whole
//! graph in memory; nor a line's order that hangs on the threads.

use std::fmt::Write as _;

use oxrdf::{LiteralRef, TermRef, TripleRef};
use rayon::prelude::*;

use crate::rdf::knowledge::{Part, parts};
use crate::rdf::vocabulary::xsd;
use crate::rdf::{Iris, Knowledge};

/// So many parts of the graph are described by one thread at a time.
const CHUNK: usize = 128;

/// Hands the lines of the default graph to `write`, many at a time, each ending with a line break and each once; returns
/// their number. `write` works while the next ones are made.
///
/// # Errors
/// Those of `write`.
///
/// ```
/// use consort::merge::Corpus;
/// use consort::rdf::{Iris, Knowledge, RunFacts, lines};
/// let corpus = Corpus::new(); // corpus.add(&story) for each story
/// let (hash, version, vocabulary) = ("ab12".to_owned(), "0.1.0".to_owned(), "cd34".to_owned());
/// let run = RunFacts { hash, version, vocabulary, created: None };
/// let input = Knowledge { corpus: &corpus, ties: &[], network: None, run: Some(&run), texts: true };
/// let mut text = String::new();
/// let n = lines::<std::io::Error>(&input, &Iris::default(), &mut |lines| Ok(text.push_str(lines)))?;
/// assert_eq!(text.lines().count(), n);
/// assert!(text.lines().all(|line| line.starts_with("<https://w3id.org/consort/data/run/ab12> ")));
/// # Ok::<_, std::io::Error>(())
/// ```
pub fn lines<E: Send>(
    input: &Knowledge<'_>,
    iris: &Iris,
    write: &mut (dyn FnMut(&str) -> Result<(), E> + Send),
) -> Result<usize, E> {
    let mut n_lines = 0;
    // Two sets of buffers: one is filled while the other is written, then they change places.
    let n_buffers = 4 * rayon::current_num_threads();
    let buffers = || std::iter::repeat_with(Lines::default).take(n_buffers).collect::<Vec<_>>();
    let (mut ready, mut next) = (buffers(), buffers());
    for section in parts(input, iris) {
        for group in section.chunks(CHUNK * n_buffers) {
            let make = || {
                next.iter_mut().for_each(Lines::clear);
                let chunks = group.par_chunks(CHUNK).zip(next.par_iter_mut());
                chunks.for_each(|(parts, lines)| lines.describe(parts, iris));
            };
            let (written, ()) = rayon::join(|| flush(&ready, write), make);
            n_lines += written?;
            std::mem::swap(&mut ready, &mut next);
        }
    }
    Ok(n_lines + flush(&ready, write)?)
}

fn flush<E>(
    ready: &[Lines],
    write: &mut (dyn FnMut(&str) -> Result<(), E> + Send),
) -> Result<usize, E> {
    for lines in ready {
        write(&lines.text)?;
    }
    Ok(ready.iter().map(|lines| lines.n_lines).sum())
}

/// Lines, sorted as long as the subjects come sorted.
#[derive(Default)]
struct Lines {
    text: String,
    n_lines: usize,
    /// The subject being described.
    subject: String,
    /// What has been said of it so far: predicate, object and the closing dot, one after the other.
    said: String,
    /// Where each of those ends.
    ends: Vec<usize>,
}

impl Lines {
    fn clear(&mut self) {
        self.text.clear();
        self.n_lines = 0;
    }

    fn describe(&mut self, parts: &[Part<'_>], iris: &Iris) {
        for part in parts {
            part.describe(iris, &mut |triple| self.add(triple));
        }
        self.close();
    }

    fn add(&mut self, triple: TripleRef<'_>) {
        let oxrdf::NamedOrBlankNodeRef::NamedNode(subject) = triple.subject else {
            return; // the graph has no blank nodes
        };
        if self.subject != subject.as_str() {
            self.close();
            self.subject.push_str(subject.as_str());
        }
        iri(triple.predicate.as_str(), &mut self.said);
        self.said.push(' ');
        match triple.object {
            TermRef::NamedNode(object) => iri(object.as_str(), &mut self.said),
            TermRef::Literal(object) => literal(object, &mut self.said),
            TermRef::BlankNode(_) => {}
        }
        self.said.push_str(" .\n");
        self.ends.push(self.said.len());
    }

    /// Writes the lines of the subject in order, each once.
    fn close(&mut self) {
        let Self { text, n_lines, subject, said, ends } = self;
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let mut statements: Vec<&str> =
            starts.zip(ends.iter()).map(|(start, &end)| &said[start..end]).collect();
        statements.sort_unstable();
        statements.dedup();
        for statement in &statements {
            iri(subject, text);
            text.push(' ');
            text.push_str(statement);
        }
        *n_lines += statements.len();
        subject.clear();
        said.clear();
        ends.clear();
    }
}

fn iri(iri: &str, out: &mut String) {
    out.push('<');
    out.push_str(iri);
    out.push('>');
}

fn literal(literal: LiteralRef<'_>, out: &mut String) {
    let value = literal.value();
    // A character that may need an escape, or a language tag: the library knows how.
    let odd = |b: u8| b < b' ' || matches!(b, b'"' | b'\\' | 0x7f | 0xef);
    if literal.language().is_some() || value.bytes().any(odd) {
        let _ = write!(out, "{literal}");
        return;
    }
    out.push('"');
    out.push_str(value);
    out.push('"');
    let datatype = literal.datatype();
    if datatype != xsd::STRING {
        out.push_str("^^");
        iri(datatype.as_str(), out);
    }
}
