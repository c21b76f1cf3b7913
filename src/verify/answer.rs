//! What a program found: the side that is scored.
//!
//! In: a story read by consort, or a JSONL file of extraction records by any program. Out: [`Answer`]s. Never: a file.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;

use crate::base::{Argument, EntityId, Record, Story, Warned, Warning};

/// One story as a program read it: the part of the extraction record that is scored. Other keys are ignored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Answer {
    /// Title, by which the story is found.
    pub title: String,
    /// The whole text; without it mentions are not counted.
    #[serde(default)]
    pub text: Option<String>,
    /// ISO 8601 day or month.
    #[serde(default)]
    pub date_start: Option<String>,
    /// ISO 8601 day or month.
    #[serde(default)]
    pub date_end: Option<String>,
    /// Countries of the dateline.
    #[serde(default)]
    pub countries: Vec<String>,
    /// Whether the dateline says online.
    #[serde(default)]
    pub online: bool,
    /// The mentions.
    pub mentions: Vec<AnswerMention>,
    /// The relations.
    pub relations: Vec<AnswerRelation>,
    /// What is known of the entities, by id.
    #[serde(default)]
    pub entities: BTreeMap<String, AnswerEntity>,
}

/// One mention.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct AnswerMention {
    /// The surface form.
    pub text: String,
    /// Entity id.
    pub id: String,
    /// Entity label.
    pub label: String,
    /// Class name; classes other than organisation, country, programme and donor are not scored.
    pub class: String,
}

/// One relation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct AnswerRelation {
    /// Predicate name, as in records.
    pub predicate: String,
    /// Entity id.
    pub subject: String,
    /// Entity id or `@story`.
    pub object: Argument<String>,
    /// The sentence.
    #[serde(default)]
    pub evidence: String,
    /// The rule that read it.
    #[serde(default)]
    pub rule: Option<String>,
    /// How firmly the text says it.
    #[serde(default)]
    pub status: Option<String>,
}

impl AnswerRelation {
    /// Whether the text states it as a fact; an answer without a status says so of all.
    pub(super) fn is_asserted(&self) -> bool {
        self.status.as_deref().is_none_or(|status| status == "asserted")
    }
}

/// What is known of an entity.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct AnswerEntity {
    /// How the program came to know it.
    #[serde(default)]
    pub origin: Option<String>,
}

impl From<&Story> for Answer {
    fn from(story: &Story) -> Self {
        let record = Record::from(story);
        let mention = |m: crate::base::MentionRecord<'_>| AnswerMention {
            text: m.text.into_owned(),
            id: m.id.to_string(),
            label: m.label.into_owned(),
            class: m.class.name().to_owned(),
        };
        let relation = |r: crate::base::RelationRecord<'_>| AnswerRelation {
            predicate: r.predicate.name().to_owned(),
            subject: r.subject.to_string(),
            object: r.object.map(|id| id.to_string()),
            evidence: r.evidence.into_owned(),
            rule: Some(r.rule.to_string()),
            status: Some(r.status.name().to_owned()),
        };
        let entity = |(id, e): (EntityId, crate::base::EntityRecord<'_>)| {
            (id.to_string(), AnswerEntity { origin: Some(e.origin.name().to_owned()) })
        };
        Self {
            title: record.title.into_owned(),
            text: Some(record.text.into_owned()),
            date_start: record.date_start.map(|d| d.to_string()),
            date_end: record.date_end.map(|d| d.to_string()),
            countries: record.countries.into_iter().map(Cow::into_owned).collect(),
            online: record.online,
            mentions: record.mentions.into_iter().map(mention).collect(),
            relations: record.relations.into_iter().map(relation).collect(),
            entities: record.entities.into_iter().map(entity).collect(),
        }
    }
}

/// Reads a file of extraction records. Lines that are none are left out with a warning; `name` is the file's.
///
/// ```
/// use consort::verify::read_answers;
/// let line = r#"{"title": "A grant", "mentions": [{"text": "ZB", "id": "zeta", "label": "Zeta Body", "class": "Organisation"}], "relations": []}"#;
/// let read = read_answers("answers.jsonl", line);
/// assert_eq!((read.output[0].mentions[0].id.as_str(), read.warnings.len()), ("zeta", 0));
/// ```
#[must_use]
pub fn read_answers(name: &str, text: &str) -> Warned<Vec<Answer>> {
    let mut answers = Vec::new();
    let mut warnings = Vec::new();
    for (i, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str(line) {
            Ok(answer) => answers.push(answer),
            Err(error) => warnings.push(Warning {
                place: format!("{name}:{}", i + 1),
                message: format!(
                    "no extraction record: {error}; `consort extract --format jsonl` prints such lines"
                ),
            }),
        }
    }
    Warned { output: answers, warnings }
}
