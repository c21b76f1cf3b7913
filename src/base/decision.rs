//! What a reviewer has decided.
//!
//! In: nothing. Out: plain values that `decisions.toml` gives and every later stage keeps. Never: a decision without who,
//! why and when.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{Argument, EntityId, IdError, PartialDate, Predicate, Status};

/// One decision of a reviewer: it holds at every build until it is taken back.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Decision {
    /// What was decided.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// Pattern of the ids or files of the documents in which it holds, with `*` and `?`; everywhere when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Who decided.
    pub who: String,
    /// Why.
    pub why: String,
    /// When.
    pub date: PartialDate,
}

/// What a decision says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "lowercase")]
pub enum Verdict {
    /// The claim does not hold: it keeps its evidence, with the status [`Status::Rejected`].
    Wrong {
        /// What is said.
        claim: ClaimName,
    },
    /// The claim holds, however firmly the text says it.
    Right {
        /// What is said.
        claim: ClaimName,
    },
    /// Several ids are one entity.
    Same {
        /// The id that stays, then those that become it.
        entities: Vec<EntityId>,
    },
    /// Some words do not name what the dictionary takes them for.
    Never {
        /// The words as they stand in the text; white space does not matter, case does.
        text: String,
        /// What they do not name; nothing at all when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entity: Option<EntityId>,
    },
}

/// A claim by its parts, as `consort explain` takes them: `deu funds unodc-wco-ccp`, `osce organizes @story`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClaimName {
    /// Id of who.
    pub subject: EntityId,
    /// Does what.
    pub predicate: Predicate,
    /// To whom.
    pub object: Argument<EntityId>,
}

/// A decision that bears on one assertion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decided {
    /// The decision.
    pub decision: Arc<Decision>,
    /// The status that was read from the sentence.
    pub read: Status,
}

impl Decision {
    /// All that it says, in JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Strings and dates cannot fail to be written.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl ClaimName {
    /// A claim by its parts; of a symmetric relation the smaller id comes first, as everywhere.
    #[must_use]
    pub fn new(subject: EntityId, predicate: Predicate, object: Argument<EntityId>) -> Self {
        match object {
            Argument::Entity(other) if predicate.is_symmetric() && other < subject => {
                Self { subject: other, predicate, object: Argument::Entity(subject) }
            }
            object => Self { subject, predicate, object },
        }
    }

    /// The ids that it names.
    pub fn entities(&self) -> impl Iterator<Item = &EntityId> {
        std::iter::once(&self.subject).chain(self.object.entity())
    }
}

impl Verdict {
    /// Its name in files and in the graph.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Verdict::Wrong { .. } => "wrong",
            Verdict::Right { .. } => "right",
            Verdict::Same { .. } => "same",
            Verdict::Never { .. } => "never",
        }
    }

    /// The claim it is about, if it is about one.
    #[must_use]
    pub fn claim(&self) -> Option<&ClaimName> {
        match self {
            Verdict::Wrong { claim } | Verdict::Right { claim } => Some(claim),
            Verdict::Same { .. } | Verdict::Never { .. } => None,
        }
    }
}

impl fmt::Display for Verdict {
    /// What it is about, on one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Verdict::Wrong { claim } | Verdict::Right { claim } => claim.fmt(f),
            Verdict::Same { entities } => f.write_str(&entities.join(" = ")),
            Verdict::Never { text, entity: Some(entity) } => write!(f, "{text:?} as {entity}"),
            Verdict::Never { text, entity: None } => write!(f, "{text:?}"),
        }
    }
}

impl fmt::Display for Decision {
    /// `wrong: deu funds ccp (A. Analyst, 2024-05-02: the text says …)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.verdict.name(), self.verdict)?;
        if let Some(document) = &self.document {
            write!(f, " in {document}")?;
        }
        write!(f, " ({}, {}: {})", self.who, self.date, self.why)
    }
}

impl fmt::Display for ClaimName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.subject, self.predicate, self.object)
    }
}

impl FromStr for ClaimName {
    type Err = String;

    /// Reads `subject predicate object`.
    fn from_str(text: &str) -> Result<Self, String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let &[subject, predicate, object] = words.as_slice() else {
            return Err(format!(
                "{text:?} is no claim; write an id, a predicate and an id, such as \"deu funds unodc-wco-ccp\""
            ));
        };
        let subject = subject.parse().map_err(|error: IdError| error.to_string())?;
        let object = object.parse().map_err(|error: IdError| error.to_string())?;
        Ok(Self::new(subject, predicate.parse()?, object))
    }
}

impl TryFrom<String> for ClaimName {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<ClaimName> for String {
    fn from(claim: ClaimName) -> Self {
        claim.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_named_by_three_words() {
        let table = [
            ("deu funds ccp", Some("deu funds ccp")),
            ("  unodc  partnersWith osce ", Some("osce partnersWith unodc")),
            ("unodc organizes @story", Some("unodc organizes @story")),
            ("unodc partnersWith @story", Some("unodc partnersWith @story")),
            ("@story funds ccp", None),
            ("deu pays ccp", None),
            ("deu funds", None),
        ];
        for (given, printed) in table {
            let claim = given.parse::<ClaimName>().ok().map(|c| c.to_string());
            assert_eq!(claim.as_deref(), printed, "{given}");
        }
    }

    #[test]
    fn a_decision_goes_through_json_unchanged() {
        let about = |verdict| Decision {
            verdict,
            document: Some("2020-*".to_owned()),
            who: "A. Reader".to_owned(),
            why: "it says so".to_owned(),
            date: PartialDate::year(2024),
        };
        for verdict in [
            Verdict::Wrong { claim: "deu funds ccp".parse().unwrap() },
            Verdict::Same { entities: vec!["a".into(), "b".into()] },
            Verdict::Never { text: "Mission".to_owned(), entity: None },
        ] {
            let decision = about(verdict);
            let json = serde_json::to_string(&decision).unwrap();
            assert_eq!(serde_json::from_str::<Decision>(&json).unwrap(), decision, "{json}");
        }
    }
}
