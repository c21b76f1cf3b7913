//! The statements of a file of somebody else, by subject.
//!
//! In: RDF in any syntax. Out: what is said of each subject. Never: the network, for which a JSON-LD file may ask.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use oxrdf::{NamedNode, NamedNodeRef, Term};
use oxrdfio::{JsonLdProfile, LoadedDocument, RdfFormat, RdfParser};

use crate::rdf::skos::options::SkosError;
use crate::rdf::vocabulary::{rdf, schema, skosxl};

/// schema.org under its other address.
const SCHEMA_HTTP: &str = "http://schema.org/";

/// What its context says, as far as organisations need it; everything else is a term of its vocabulary.
const SCHEMA_CONTEXT: &str = r#"{"@context": {"@vocab": "https://schema.org/", "schema": "https://schema.org/",
    "id": "@id", "type": "@type", "sameAs": {"@type": "@id"}, "url": {"@type": "@id"}}}"#;

/// Statements by subject, as it stands in N-Triples, in the order in which subjects come.
#[derive(Default)]
pub(super) struct SchemeGraph(IndexMap<String, Vec<(NamedNode, Term)>>);

impl SchemeGraph {
    /// The statements of a decoded file; `ending` is that of its name, relative IRIs are seen from `base`.
    pub(super) fn read(text: &str, ending: &str, base: &str) -> Result<Self, SkosError> {
        let ending = if ending == "owl" { "rdf" } else { ending };
        let format = RdfFormat::from_extension(ending)
            .ok_or_else(|| SkosError::Ending(ending.to_owned()))?;
        let declaration = declaration(text).filter(|_| format == RdfFormat::RdfXml);
        let without = declaration.map(|end| " ".repeat(end) + &text[end..]);
        let text = without.as_deref().unwrap_or(text);
        let parser = RdfParser::from_format(format);
        let parser = parser.clone().with_base_iri(base).unwrap_or(parser);
        let mut graph = Self::default();
        for quad in parser.for_slice(text).with_document_loader(context) {
            let quad = quad?;
            let object = match quad.object {
                Term::NamedNode(node) => Term::NamedNode(of_schema(node)),
                other => other,
            };
            let said = graph.0.entry(quad.subject.to_string()).or_default();
            said.push((of_schema(quad.predicate), object));
        }
        Ok(graph)
    }

    /// The subjects: addresses sorted, then blank nodes in the order of the file.
    pub(super) fn subjects(&self) -> Vec<&str> {
        let (mut addresses, blank): (Vec<&str>, Vec<&str>) =
            self.0.keys().map(String::as_str).partition(|subject| subject.starts_with('<'));
        addresses.sort_unstable();
        addresses.extend(blank);
        addresses
    }

    pub(super) fn objects<'g>(
        &'g self,
        subject: &str,
        predicate: NamedNodeRef<'static>,
    ) -> impl Iterator<Item = &'g Term> + use<'g> {
        let all = self.0.get(subject).into_iter().flatten();
        all.filter(move |(p, _)| p.as_ref() == predicate).map(|(_, o)| o)
    }

    pub(super) fn is(&self, subject: &str, class: NamedNodeRef<'static>) -> bool {
        self.objects(subject, rdf::TYPE)
            .any(|t| matches!(t, Term::NamedNode(t) if t.as_ref() == class))
    }

    /// Labels of some kinds, plain or through SKOS-XL, as (language, text), sorted, each once.
    pub(super) fn labels(
        &self,
        subject: &str,
        kinds: &[NamedNodeRef<'static>],
    ) -> BTreeSet<(String, String)> {
        let of_kind = |kind: &NamedNodeRef<'static>| self.objects(subject, *kind);
        let said = kinds.iter().flat_map(of_kind).flat_map(|term| match term {
            Term::Literal(_) => vec![term],
            node => self.objects(&node.to_string(), skosxl::LITERAL_FORM).collect(),
        });
        said.filter_map(|term| match term {
            Term::Literal(literal) => {
                let text = crate::cut::fold_space(literal.value());
                (!text.is_empty())
                    .then(|| (literal.language().unwrap_or_default().to_owned(), text))
            }
            _ => None,
        })
        .collect()
    }

    pub(super) fn texts(&self, subject: &str, predicate: NamedNodeRef<'static>) -> Vec<String> {
        let mut texts: Vec<String> = self
            .objects(subject, predicate)
            .filter_map(|term| match term {
                Term::Literal(literal) => Some(literal.value().to_owned()),
                _ => None,
            })
            .collect();
        texts.sort_unstable();
        texts.dedup();
        texts
    }
}

/// The end of an XML declaration: the text is decoded, whatever encoding it names.
fn declaration(text: &str) -> Option<usize> {
    text.starts_with("<?xml").then(|| text.find("?>")).flatten().map(|end| end + 2)
}

fn of_schema(node: NamedNode) -> NamedNode {
    match node.as_str().strip_prefix(SCHEMA_HTTP) {
        Some(local) => NamedNode::new_unchecked(format!("{}{local}", schema::NAMESPACE)),
        None => node,
    }
}

/// What a JSON-LD file asks the network for: the context of schema.org is known, others are refused.
fn context(address: &str) -> Result<LoadedDocument, Box<dyn std::error::Error + Send + Sync>> {
    let bare = address.trim_start_matches("https://").trim_start_matches("http://");
    if !bare.trim_start_matches("www.").starts_with("schema.org") {
        return Err(REFUSED.into());
    }
    Ok(LoadedDocument {
        url: address.to_owned(),
        content: SCHEMA_CONTEXT.as_bytes().to_vec(),
        format: RdfFormat::JsonLd { profile: JsonLdProfile::Context.into() },
    })
}

const REFUSED: &str = "consort asks no network; put what stands at that address into the file in place of the address, \
                       or save the file as Turtle";
