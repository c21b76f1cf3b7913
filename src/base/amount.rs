//! A sum of money that a sentence ties to a donor.
//!
//! In: nothing. Out: the values that `link` makes. Never: a conversion, and never an addition.

use serde::{Deserialize, Serialize};

use crate::base::Span;

/// A sum of money as the text gives it.
///
/// ```
/// use consort::{Amount, MoneyShare, MoneyStage, Span};
///
/// // "between EUR 2 and 3 million" of "Norway pledged between EUR 2 and 3 million."
/// let amount = Amount {
///     currency: "EUR".to_owned(),
///     value: "2000000".to_owned(),
///     max: Some("3000000".to_owned()),
///     share: MoneyShare::Own,
///     stage: Some(MoneyStage::Pledged),
///     span: Span::new(15, 42),
/// };
/// assert_eq!(amount.in_words(), "EUR 2000000 to 3000000, pledged");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Amount {
    /// ISO 4217 code.
    pub currency: String,
    /// The value in whole units and decimals, no separators: `5300000`, `0.25`; of a range the lower end.
    pub value: String,
    /// The upper end of a range. "Up to" a sum has that sum as both ends.
    pub max: Option<String>,
    /// Whose it is.
    pub share: MoneyShare,
    /// How far it has come, where the text says so.
    pub stage: Option<MoneyStage>,
    /// Where it stands.
    pub span: Span,
}

impl Amount {
    /// Whether the text says "up to" it.
    #[must_use]
    pub fn is_up_to(&self) -> bool {
        self.max.as_ref() == Some(&self.value)
    }

    /// The amount in one line for people: `EUR 2000000 to 3000000, joint, pledged`. An own share is not named.
    #[must_use]
    pub fn in_words(&self) -> String {
        let mut text = match &self.max {
            Some(max) if self.is_up_to() => format!("{} up to {max}", self.currency),
            Some(max) => format!("{} {} to {max}", self.currency, self.value),
            None => format!("{} {}", self.currency, self.value),
        };
        if self.share != MoneyShare::Own {
            text = format!("{text}, {}", self.share.name());
        }
        match self.stage {
            Some(stage) => format!("{text}, {}", stage.name()),
            None => text,
        }
    }
}

/// Whose money a sum is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum MoneyShare {
    /// The donor's own.
    Own,
    /// What several donors gave together; nobody says how much of it is whose.
    Joint,
    /// What the funded thing costs or has; not what the donor gave.
    Budget,
}

impl MoneyShare {
    /// The name in records and in the ontology.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            MoneyShare::Own => "own",
            MoneyShare::Joint => "joint",
            MoneyShare::Budget => "budget",
        }
    }
}

/// How far money has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum MoneyStage {
    /// Promised, announced.
    Pledged,
    /// Approved, signed, allocated.
    Committed,
    /// Given, received.
    Paid,
}

impl MoneyStage {
    /// The name in records and in the ontology.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            MoneyStage::Pledged => "pledged",
            MoneyStage::Committed => "committed",
            MoneyStage::Paid => "paid",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, MoneyShare, MoneyStage};
    use crate::base::Span;

    #[test]
    fn reads_well() {
        let table = [
            (None, MoneyShare::Own, None, "EUR 5"),
            (None, MoneyShare::Joint, None, "EUR 5, joint"),
            (Some("5"), MoneyShare::Own, Some(MoneyStage::Committed), "EUR up to 5, committed"),
            (Some("7"), MoneyShare::Budget, Some(MoneyStage::Paid), "EUR 5 to 7, budget, paid"),
        ];
        for (max, share, stage, expected) in table {
            let (currency, value) = ("EUR".to_owned(), "5".to_owned());
            let max = max.map(str::to_owned);
            let amount = Amount { currency, value, max, share, stage, span: Span::new(0, 1) };
            assert_eq!(amount.in_words(), expected);
        }
    }
}
