//! How firmly a text says something.
//!
//! In: nothing. Out: the statuses of assertions. Never: a doubt of the program's own.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How firmly the text says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
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
