//! The marks of one story.
//!
//! In: what was right, false and missed. Out: a [`Sheet`], which adds up with others. Never: the marking itself.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::verify::answer::AnswerRelation;
use crate::verify::counts::Counts;
use crate::verify::gold::GoldClass;

/// The marks of one story.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Whether no answer has this story.
    pub missing: bool,
    pub entities: BTreeMap<GoldClass, Counts>,
    pub mentions: Counts,
    pub relations: BTreeMap<String, Counts>,
    pub donors: Counts,
    /// Gold name and id of each pair, in the order of the gold.
    pub links: Vec<(String, String)>,
    pub dates: bool,
    pub countries: bool,
    pub online: bool,
    /// Each entity that counts; those missed have no id, and their gold name for a label.
    pub entries: Vec<EntryFigure>,
    /// Right and false finds by how their entities came to be known.
    pub origins: BTreeMap<String, Counts>,
    /// Right and false readings of each rule.
    pub rules: BTreeMap<String, Counts>,
    /// Missed relations that the answer has, but as planned, hedged or negated.
    pub unasserted: u64,
    /// Missed relations one of whose ends was not found.
    pub unreachable: u64,
    pub findings: Vec<Finding>,
}

/// One error, with the sentence it stands in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What kind of error it is.
    pub kind: FindingKind,
    /// Title of the story.
    pub story: String,
    /// The gold's line.
    pub line: usize,
    /// What was missed or wrongly found.
    pub what: String,
    /// What may help to see why; often empty.
    pub note: String,
    /// The sentence; empty when the answer brings no text.
    pub sentence: String,
}

/// Kinds of errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum FindingKind {
    /// The gold has an entity that was not found.
    #[serde(rename = "entity missed")]
    EntityMissed,
    /// An entity was found that the gold does not have.
    #[serde(rename = "entity false")]
    EntityFalse,
    /// The gold has a relation that was not read.
    #[serde(rename = "relation missed")]
    RelationMissed,
    /// A relation was read that the gold does not have.
    #[serde(rename = "relation false")]
    RelationFalse,
    /// The dateline was read otherwise.
    #[serde(rename = "dateline")]
    Dateline,
}

impl FindingKind {
    /// All kinds, in the order in which they are listed.
    pub const ALL: [FindingKind; 5] = [
        FindingKind::EntityMissed,
        FindingKind::EntityFalse,
        FindingKind::RelationMissed,
        FindingKind::RelationFalse,
        FindingKind::Dateline,
    ];

    /// The name to print.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            FindingKind::EntityMissed => "entity missed",
            FindingKind::EntityFalse => "entity false",
            FindingKind::RelationMissed => "relation missed",
            FindingKind::RelationFalse => "relation false",
            FindingKind::Dateline => "dateline",
        }
    }
}

/// How one entity fared, over all stories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryFigure {
    /// Its id; absent when it was missed wherever it is named, so that nobody knows its id.
    pub id: Option<String>,
    /// Its label, or its gold name.
    pub label: String,
    /// Its class in the gold.
    pub class: GoldClass,
    /// Stories in which it was found rightly, wrongly, or not.
    pub counts: Counts,
}

impl Sheet {
    /// Each rule once, however often it read the same.
    pub(super) fn count_rules(
        &mut self,
        relations: &[&AnswerRelation],
        count: impl Fn(&mut Counts) -> &mut u64,
    ) {
        let rules: BTreeSet<&str> = relations.iter().filter_map(|r| r.rule.as_deref()).collect();
        for rule in rules {
            *count(self.rules.entry(rule.to_owned()).or_default()) += 1;
        }
    }
}
