//! The named graph of one story: its text, sentences and mentions in the NLP Interchange Format.
//!
//! In: a record. Out: quads in the graph named by the document. Never: a triple of the default graph.

use oxrdf::{NamedNode, Quad, TripleRef};

use crate::base::Record;
use crate::rdf::triples::{Node, Triples};
use crate::rdf::vocabulary::{consort, itsrdf, nif};
use crate::rdf::{Iris, terms};

/// The text and mention layer of one story, all in the graph `doc:{id}`.
///
/// ```
/// # use consort::rdf::{Iris, mentions};
/// # use consort::Record;
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let text = "3 March 2020, Vienna, Austria: The OSCE and WHO met.";
/// # let documents = parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = documents.into_iter().map(|document| read_story(document, &lexicon, &Default::default())).collect();
/// let quads = mentions(&Record::from(&stories[0]), &Iris::default());
/// let graph = Iris::default().document(&stories[0].document.id).into();
/// assert!(quads.iter().all(|quad| quad.graph_name == graph));
/// let who = Iris::default().entity("who").into();
/// assert_eq!(quads.iter().filter(|quad| quad.object == who).count(), 1);
/// # Ok::<_, consort::dictionary::VocabError>(())
/// ```
#[must_use]
pub fn mentions(record: &Record<'_>, iris: &Iris) -> Vec<Quad> {
    let graph = iris.document(&record.id);
    let mut quads = Vec::new();
    let mut sink = |triple: TripleRef<'_>| quads.push(triple.in_graph(graph.as_ref()).into_owned());
    let triples = &mut Triples::new(iris, &mut sink);

    let mut context = triples.node(graph.clone());
    context.is(&[nif::CONTEXT]);
    context.text(nif::IS_STRING, &record.text);

    let sentences: Vec<NamedNode> = record
        .layout
        .sentences
        .iter()
        .map(|&(start, end, _)| {
            let stretch = Stretch { record, start, end };
            stretch.node(triples).is(&[nif::SENTENCE_CLASS]);
            iris.span(&record.id, start, end)
        })
        .collect();

    for mention in &record.mentions {
        let stretch = Stretch { record, start: mention.start, end: mention.end };
        let mut node = stretch.node(triples);
        node.is(&[nif::PHRASE, consort::MENTION]);
        node.text(nif::ANCHOR_OF, &mention.text);
        node.link(itsrdf::TA_IDENT_REF, iris.entity(&mention.id));
        node.text(consort::VIA, mention.via.name());
        if mention.nested {
            node.link(consort::NESTED, terms::boolean(true));
        }
        sentence(&sentences, mention.sentence, &mut node);
    }
    for unlinked in &record.unlinked {
        let stretch = Stretch { record, start: unlinked.start, end: unlinked.end };
        let mut node = stretch.node(triples);
        node.is(&[nif::PHRASE, consort::UNLINKED_MENTION]);
        node.text(nif::ANCHOR_OF, &unlinked.text);
        node.entities(consort::CANDIDATE, unlinked.candidates.iter().map(AsRef::as_ref));
        sentence(&sentences, unlinked.sentence, &mut node);
    }
    quads
}

/// Links a name to its sentence.
fn sentence(sentences: &[NamedNode], index: usize, node: &mut Node<'_, '_>) {
    if let Some(sentence) = sentences.get(index) {
        node.link(nif::SENTENCE, sentence.clone());
    }
}

/// A stretch of a record's text, in code points.
struct Stretch<'r> {
    record: &'r Record<'r>,
    start: usize,
    end: usize,
}

impl Stretch<'_> {
    /// Starts to describe the stretch, with its offsets.
    fn node<'t, 'a>(&self, triples: &'t mut Triples<'a>) -> Node<'t, 'a> {
        let iris = triples.iris;
        let mut node = triples.node(iris.span(&self.record.id, self.start, self.end));
        node.count(nif::BEGIN_INDEX, self.start);
        node.count(nif::END_INDEX, self.end);
        node.link(nif::REFERENCE_CONTEXT, iris.document(&self.record.id));
        node
    }
}
