//! The extraction record: one story as one JSON object, the interface to scoring, Python and cluster jobs.
//!
//! In: a [`Story`]. Out: JSON whose offsets are Unicode code points. Never: IO.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{
    Argument, Class, Decision, Document, DocumentId, EntityId, Extraction, Given, MoneyShare,
    MoneyStage, Origin, ParagraphKind, PartialDate, Predicate, RuleId, Status, Via,
};

/// A document and what was read from it: what the stages before `rdf` hand on.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// The text as it was read.
    pub document: Document,
    /// What was found in it.
    pub extraction: Extraction,
}

/// One line of `consort extract --format jsonl`. Offsets count code points of `text`. One that is written borrows from its
/// story; one that was read owns what it holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record<'a> {
    /// Document id.
    pub id: DocumentId,
    /// Title, white space folded.
    pub title: Cow<'a, str>,
    /// Address of the story, or the file it was read from.
    pub source: Cow<'a, str>,
    /// File as the user named it.
    pub file: Cow<'a, str>,
    /// Line of the file on which the story starts, from 1.
    pub line: usize,
    /// Address, where the input gives one.
    pub url: Option<Cow<'a, str>>,
    /// Publisher, where the input gives one.
    pub publisher: Option<Cow<'a, str>>,
    /// The whole text, title first.
    pub text: Cow<'a, str>,
    /// ISO 8601 day, month or year.
    pub date_start: Option<PartialDate>,
    /// ISO 8601 day, month or year.
    pub date_end: Option<PartialDate>,
    /// Cities and sites of the dateline, or of the fields of the input.
    pub places: Vec<Cow<'a, str>>,
    /// Names of the countries of the dateline or of the fields of the input; that of its capital where the dateline names
    /// none.
    pub countries: Vec<Cow<'a, str>>,
    /// Whether the dateline says online.
    pub online: bool,
    /// The linked mentions.
    pub mentions: Vec<MentionRecord<'a>>,
    /// Names that stay unlinked.
    pub unlinked: Vec<UnlinkedRecord<'a>>,
    /// The relations.
    pub relations: Vec<RelationRecord<'a>>,
    /// Everything about the entities named that is not in their mentions, by id.
    pub entities: BTreeMap<EntityId, EntityRecord<'a>>,
    /// Where paragraphs, sentences and the dateline stand.
    pub layout: LayoutRecord,
    /// The country that the story names most, where neither a dateline nor a field names one: an inference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country_inferred: Option<Cow<'a, str>>,
    /// Places and countries that fields of the input name, as they were written.
    #[serde(default, skip_serializing_if = "Given::is_empty")]
    pub given: Given,
    /// The story that this is a copy of: only a graph of many stories says so, so no line that is written has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<DocumentId>,
    /// What reviewers have decided on the names of this document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Arc<Decision>>,
    /// Unknown keys of the input.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, serde_json::Value>,
}

/// One mention; extra keys beyond the published interface let a record be read back whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MentionRecord<'a> {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The surface form.
    pub text: Cow<'a, str>,
    /// Entity id.
    pub id: EntityId,
    /// Entity label.
    pub label: Cow<'a, str>,
    /// Class.
    pub class: Class,
    /// By which kind of name.
    pub via: Via,
    /// Whether it lies inside a longer name.
    pub nested: bool,
    /// Index of its sentence.
    pub sentence: usize,
}

/// A name that stays unlinked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnlinkedRecord<'a> {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The surface form.
    pub text: Cow<'a, str>,
    /// Ids of the entities it could be.
    pub candidates: Vec<EntityId>,
    /// Index of its sentence.
    pub sentence: usize,
}

/// One relation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RelationRecord<'a> {
    /// Predicate.
    pub predicate: Predicate,
    /// Entity id.
    pub subject: EntityId,
    /// Entity id or `@story`.
    pub object: Argument<EntityId>,
    /// Status.
    pub status: Status,
    /// Rule id.
    pub rule: RuleId,
    /// First code point of the sentence.
    pub start: usize,
    /// One past its last code point.
    pub end: usize,
    /// The sentence.
    pub evidence: Cow<'a, str>,
    /// Index of the sentence.
    pub sentence: usize,
    /// Code points of the trigger words.
    pub trigger: [usize; 2],
    /// The sum of money, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<AmountRecord<'a>>,
    /// Whether the text tells of it as over; left out where it does not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ended: bool,
    /// What a reviewer has decided on it, if anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<DecidedRecord>,
}

/// A reviewer's decision on a relation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DecidedRecord {
    /// The status that was read from the sentence.
    pub read: Status,
    /// The decision.
    #[serde(flatten)]
    pub decision: Arc<Decision>,
}

/// A sum of money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AmountRecord<'a> {
    /// ISO 4217 code.
    pub currency: Cow<'a, str>,
    /// Plain decimal number; of a range the lower end.
    pub value: Cow<'a, str>,
    /// The upper end of a range.
    pub max: Option<Cow<'a, str>>,
    /// Whose it is.
    pub share: MoneyShare,
    /// How far it has come, where the text says so.
    pub stage: Option<MoneyStage>,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// What is known of an entity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EntityRecord<'a> {
    /// Label.
    pub label: Cow<'a, str>,
    /// Class.
    pub class: Class,
    /// Country id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<EntityId>,
    /// Id of the body it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<EntityId>,
    /// How it became known.
    pub origin: Origin,
}

/// Offsets of the document's parts, in code points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LayoutRecord {
    /// The title.
    pub title: [usize; 2],
    /// Start, end and kind of each paragraph.
    pub paragraphs: Vec<(usize, usize, ParagraphKind)>,
    /// Start, end and paragraph index of each sentence.
    pub sentences: Vec<(usize, usize, usize)>,
    /// The dateline, if any.
    pub dateline: Option<[usize; 2]>,
    /// The places that the dateline names.
    pub locations: Vec<[usize; 2]>,
    /// Ids of the countries of the dateline or of fields.
    pub countries: Vec<EntityId>,
    /// The id of the inferred country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country_inferred: Option<EntityId>,
}

/// A record that cannot be turned back into a story.
#[derive(Debug, thiserror::Error)]
#[error("story {id}: {reason}")]
pub struct RecordError {
    /// The document's id.
    pub id: DocumentId,
    /// What does not fit.
    pub reason: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_hold_the_names_that_are_printed() {
        let json = |value: serde_json::Result<String>| value.unwrap().trim_matches('"').to_owned();
        for class in Class::ALL {
            assert_eq!(json(serde_json::to_string(&class)), class.name());
        }
        for predicate in Predicate::ALL {
            assert_eq!(json(serde_json::to_string(&predicate)), predicate.name());
        }
        for status in Status::ALL {
            assert_eq!(json(serde_json::to_string(&status)), status.name());
        }
        for via in Via::ALL {
            assert_eq!(json(serde_json::to_string(&via)), via.name());
        }
        for kind in ParagraphKind::ALL {
            assert_eq!(json(serde_json::to_string(&kind)), kind.name());
        }
        for origin in Origin::ALL {
            assert_eq!(json(serde_json::to_string(&origin)), origin.name());
        }
    }
}
