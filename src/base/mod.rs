//! The words every stage speaks: spans, documents, entities, mentions, assertions.
//!
//! In: nothing. Out: plain values. Never: IO, other modules of this crate.

mod amount;
mod argument;
mod assertion;
mod code_points;
mod date;
mod decimal;
mod decision;
mod document;
mod entity;
mod hex;
mod ids;
mod mention;
mod order;
mod packed;
mod parallel;
pub(crate) mod pattern;
mod predicate;
mod random;
mod record;
mod record_read;
mod record_write;
mod repeated;
#[cfg(test)]
pub(crate) mod sample;
mod span;
mod standing;
mod status;
mod tie;
mod typos;

pub use amount::{Amount, MoneyShare, MoneyStage};
pub use argument::Argument;
pub use assertion::Assertion;
pub use code_points::CodePoints;
pub use date::PartialDate;
pub use decimal::significant;
pub use decision::{ClaimName, Decided, Decision, Verdict};
pub use document::{Dateline, Document, Given, Paragraph, ParagraphKind, Source, Warned, Warning};
pub use entity::{Class, Entity, Origin};
pub use hex::hex;
pub use ids::{DocumentId, EntityId, IdError, RuleId};
pub use mention::{Extraction, Mention, Sentence, Unlinked, Via};
pub(crate) use order::{sort_by, sort_by_key};
pub(crate) use parallel::in_parallel;
pub use pattern::{Pattern, PatternError};
pub use predicate::Predicate;
pub(crate) use random::Random;
pub use record::{
    AmountRecord, DecidedRecord, EntityRecord, LayoutRecord, MentionRecord, Record, RecordError,
    RelationRecord, Story, UnlinkedRecord,
};
pub(crate) use repeated::repeated;
pub use span::Span;
pub use standing::{Standing, Standings, community_name};
pub use status::Status;
pub use tie::{Chance, Tie, Window};
pub use typos::typos;
