//! Stories to what they say together: claims, counts and ties.
//!
//! In: stories, one by one. Out: [`Claims`] with their evidence, a [`Census`] of entities, [`cooccur`]'s ties, totals of money. Never: RDF, a file, a
//! story's text beyond the sentences that are evidence.

mod census;
mod claims;
pub mod cooccur;
pub mod copies;
mod corpus;
mod document_facts;
mod entity_facts;
mod publisher;
mod scope;
mod totals;

pub use census::{Census, ClaimCounts};
pub(crate) use census::decisions_on;
pub(crate) use claims::distinct_sentences;
pub use claims::{Claim, Claims, Evidence, Object};
pub use corpus::Corpus;
pub use document_facts::DocumentFacts;
pub use entity_facts::{EntityFacts, complete};
pub use publisher::Publishers;
pub use scope::Scope;
pub use totals::{Gift, Total, TotalBy, totals};
