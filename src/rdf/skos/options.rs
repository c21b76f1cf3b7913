//! How concepts of other people are to be read, and why they cannot be.
//!
//! In: nothing. Out: plain values. Never: the reading.

use std::collections::BTreeMap;

use oxrdfio::RdfSyntaxError;

use crate::base::Class;

/// How a concept scheme is to be read.
#[derive(Debug, Clone)]
pub struct SkosOptions {
    /// The class of concepts that nothing else gives a class.
    pub class: Option<Class>,
    /// Classes by the IRI of a type, a broader concept or a scheme.
    pub classes: BTreeMap<String, Class>,
    /// Language of the names to print and to find.
    pub language: String,
    /// What relative IRIs are seen from: the file. Addresses below it are no addresses elsewhere.
    pub base: String,
}

impl Default for SkosOptions {
    fn default() -> Self {
        Self {
            class: None,
            classes: BTreeMap::new(),
            language: "en".to_owned(),
            base: "file:///import".to_owned(),
        }
    }
}

/// Why a concept scheme cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SkosError {
    /// The file's name does not say its syntax.
    #[error(
        "{0:?} is no ending of an RDF file; consort reads .ttl, .nt, .rdf, .owl, .xml, .jsonld, .json, .trig, .nq and .n3"
    )]
    Ending(String),
    /// It is no RDF.
    #[error(transparent)]
    Parse(#[from] RdfSyntaxError),
    /// It has no concepts.
    #[error("no skos:Concept, no organisation and nothing else with a label is in it")]
    Empty,
}
