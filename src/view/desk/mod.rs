//! A graph as a reader leafs through it: search, entities, edges, sentences, stories, networks and flows as plain values.
//!
//! In: a snapshot. Out: what `src/web/page/src/data/types.ts` describes, ready to be written as JSON. Never: HTTP; a change; SPARQL,
//! which is for questions that nobody has foreseen.
//!
//! # Steps
//! 1. [`Desk::read`] passes over the stories once and keeps look-ups; texts stay on disk.
//! 2. [`Filters`] say what counts.
//! 3. One file a kind of answer.

mod cache;
mod claims;
mod cooccur;
mod corpus;
mod counted;
mod edges;
mod entity;
mod evidence;
mod filters;
mod finder;
mod flows;
mod index;
mod network;
mod parts;
mod passage;
mod path;
mod questions;
mod review;
mod search;
mod story;
mod timeline;

pub use claims::{ClaimRows, claim_columns, claim_holds, for_reading, total_columns};
pub use cooccur::{Pair, Together};
pub use corpus::{
    ClassCount, CorpusFacts, CountryCount, MonthStories, PredicateCount, SourceCount,
};
pub use edges::{EdgeOrder, Ends};
pub use entity::{EntityPage, Identifier, RelationGroup, Role, Surface};
pub use evidence::{DecisionNote, EntryUse, EvidenceAnswer, EvidenceRow};
pub use filters::Filters;
pub use finder::Fit;
pub(in crate::view) use finder::{Finder, distance, fold, names_of};
pub use flows::{FlowColumns, FlowEnd, FlowLink, FlowNode, Flows, Matrix};
pub use index::Desk;
pub use network::{Around, LinkedBy, NetworkAnswer, NetworkLink, NetworkNode};
pub use parts::{
    AmountLine, Edge, EntityRef, MonthCounts, ObjectRef, Occurrence, Page, Rows, StatusCounts,
    StoryRef,
};
pub use passage::{Mark, MarkKind, Passage};
pub use path::{PathAnswer, Step};
pub use questions::{AskedOf, StoredParameter, StoredQuery, Takes, stored_queries};
pub use review::{ClaimToReview, DecidedAlready, NameToReview};
pub use search::{SearchAnswer, SearchHit};
pub use story::{MentionPlace, ParagraphPlace, StoryPage, StoryQuery, StoryRelation};
