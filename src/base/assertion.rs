//! A relation that a sentence states.
//!
//! In: nothing. Out: the values that `link` makes. Never: an assertion without its sentence.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::base::{Argument, Decided, Entity, RuleId, Span};

/// One relation read from one sentence, with the evidence for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Assertion {
    /// What is said.
    pub predicate: Predicate,
    /// Who does it.
    pub subject: Arc<Entity>,
    /// To whom, or the activity the story reports.
    pub object: Argument,
    /// Whether the text states it, plans it, denies it or only wonders.
    pub status: Status,
    /// The rule that read it: a table header of `relations-en.toml`.
    pub rule: RuleId,
    /// The sentence that says so.
    pub evidence: Span,
    /// Index of that sentence in the extraction.
    pub sentence: usize,
    /// Where the trigger words stand.
    pub trigger: Span,
    /// The sum of money that the sentence ties to it, if any.
    pub amount: Option<Amount>,
    /// What a reviewer has decided on it, if anything; then `status` follows the decision.
    pub decided: Option<Decided>,
}

/// A sum of money as the text gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// ISO 4217 code.
    pub currency: String,
    /// The value in whole units and decimals, no separators: `5300000`, `0.25`.
    pub value: String,
    /// Where it stands.
    pub span: Span,
}

/// The relations that consort reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Predicate {
    /// Gives money for.
    Funds,
    /// Carries out, administers or leads a programme.
    Implements,
    /// Acts jointly with; symmetric.
    PartnersWith,
    /// Organizes, hosts or delivers the reported activity.
    Organizes,
    /// Attended, took part in or was trained in the reported activity.
    ParticipatesIn,
    /// Assists, trains, donates to.
    Supports,
    /// Is a body, unit or component of.
    PartOf,
}

impl Predicate {
    /// All predicates, in the order in which summaries list them.
    pub const ALL: [Predicate; 7] = [
        Predicate::Funds,
        Predicate::Implements,
        Predicate::PartnersWith,
        Predicate::Organizes,
        Predicate::ParticipatesIn,
        Predicate::Supports,
        Predicate::PartOf,
    ];

    /// The name in records and in the ontology.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Predicate::Funds => "funds",
            Predicate::Implements => "implements",
            Predicate::PartnersWith => "partnersWith",
            Predicate::Organizes => "organizes",
            Predicate::ParticipatesIn => "participatesIn",
            Predicate::Supports => "supports",
            Predicate::PartOf => "partOf",
        }
    }

    /// Whether the relation holds both ways; such assertions keep the smaller id as subject.
    #[must_use]
    pub fn is_symmetric(self) -> bool {
        self == Predicate::PartnersWith
    }
}

impl fmt::Display for Predicate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Predicate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Predicate::ALL.into_iter().find(|p| p.name().eq_ignore_ascii_case(text)).ok_or_else(|| {
            let all = Predicate::ALL.map(Predicate::name).join(", ");
            format!("{text:?} is not a predicate ({all})")
        })
    }
}

/// How firmly the text says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Stated as a fact.
    Asserted,
    /// Said to come: "will", "is planned", "agreed to".
    Planned,
    /// Possible, wished or conditional: "could", "to explore", "potential".
    Hedged,
    /// Denied: "did not", "suspended".
    Negated,
    /// Read from the text, and found wrong by a reviewer.
    Rejected,
}

impl Status {
    /// All statuses, firmest first.
    pub const ALL: [Status; 5] =
        [Status::Asserted, Status::Planned, Status::Hedged, Status::Negated, Status::Rejected];

    /// The name in records and in the ontology.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Status::Asserted => "asserted",
            Status::Planned => "planned",
            Status::Hedged => "hedged",
            Status::Negated => "negated",
            Status::Rejected => "rejected",
        }
    }
}

impl FromStr for Status {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Status::ALL.into_iter().find(|s| s.name().eq_ignore_ascii_case(text)).ok_or_else(|| {
            let all = Status::ALL.map(Status::name).join(", ");
            format!("{text:?} is not a status ({all})")
        })
    }
}
