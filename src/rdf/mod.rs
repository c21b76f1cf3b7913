//! Claims, documents and entities as RDF.
//!
//! In: stories, ties and what the vocabulary says of entities. Out: triples, and their text in six syntaxes.
//! Never: files, a clock, the store.
//!
//! # Steps
//! 1. [`Corpus::add`](crate::merge::Corpus::add) gathers what the graph keeps of each story, [`Census::add`](crate::merge::Census::add) the part of it that is counted;
//!    [`complete`](crate::merge::complete) adds the entities linked to.
//! 2. [`knowledge()`] turns it into the default graph; [`mentions()`] turns one record into its named graph.
//!    Of more than memory holds it is made by [`describe_story`], [`describe_claim`] and [`describe_whole`].
//! 3. [`write`](write()) prints any of it.

mod assertions;
mod canonical;
mod catalogue;
mod decisions;
mod documents;
mod entities;
#[cfg(test)]
pub(crate) mod fixture;
mod iri;
mod knowledge;
mod mentions;
mod ontology;
mod rows;
mod run;
mod skos;
mod standings;
mod subjects;
pub mod terms;
#[cfg(test)]
mod tests;
mod text;
mod ties;
mod triples;
mod turtle;
pub mod vocabulary;
mod void;
mod write;

pub use canonical::canonical;
pub use catalogue::{Catalogue, CatalogueFile, catalogue};
pub use iri::{BaseError, Iris};
pub use knowledge::{
    Knowledge, Whole, about_entity, add_rules, describe_claim, describe_copy, describe_story,
    describe_whole, knowledge,
};
pub use mentions::mentions;
pub use ontology::{ONTOLOGY, TermNote, ontology_notes};
pub use oxrdf::{
    BlankNode, GraphName, GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode,
    NamedOrBlankNodeRef, Quad, Term, TermRef, Triple,
};
pub use rows::StatementRow;
pub use run::RunFacts;
pub use skos::{SkosError, SkosOptions, read_skos, skos_triples};
pub use subjects::{SubjectLines, write_sorted};
pub use text::{push_term, read_term};
pub use void::{Description, NO_LICENSE, describe};
pub use write::{Syntax, Version, WriteError, WriteOptions, Written, write};
