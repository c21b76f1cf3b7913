//! What a relation says.
//!
//! In: nothing. Out: the predicates of records and of the ontology. Never: a predicate that no rule reads.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The relations that consort reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
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
