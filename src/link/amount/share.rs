//! Whose a sum is.
use crate::base::{Amount, MoneyShare};
use crate::link::amount::{Statement, Sums};

pub(super) fn share(sums: &Sums<'_>, statement: &Statement<'_>) -> Vec<Option<Amount>> {
    let share = if statement.donors.len() > 1 { MoneyShare::Joint } else { MoneyShare::Own };
    let amount = sums.found.first().map(|sum| Amount {
        currency: sum.currency.clone(),
        value: sum.value.clone(),
        max: sum.max.clone(),
        share,
        stage: None,
        span: sums.tokens.cover(sum.tokens.start, sum.tokens.end),
    });
    vec![amount; statement.donors.len()]
}
