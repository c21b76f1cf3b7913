//! The words every stage speaks: spans, documents, entities, mentions, assertions.
//!
//! In: nothing. Out: plain values. Never: IO, other modules of this crate.

mod assertion;
mod date;
mod document;
mod entity;
mod mention;
mod record;
mod span;
mod tie;

pub use assertion::{Amount, Argument, Assertion, Predicate, Status};
pub use date::PartialDate;
pub use document::{Dateline, Document, Paragraph, ParagraphKind, Source, Warned, Warning};
pub use entity::{Class, Entity, EntityId, Origin};
pub use mention::{Extraction, Mention, Sentence, Unlinked, Via};
pub use record::{
    AmountRecord, EntityRecord, LayoutRecord, MentionRecord, Record, RecordError, RelationRecord,
    Story, UnlinkedRecord,
};
pub use span::Span;
pub use tie::{Tie, Window};
