//! Sums that say again what another sum says.
//!
//! In: the sums of a sentence. Out: those that stand for themselves. Never: a conversion.

use std::ops::Range;

use crate::cut::Tokens;
use crate::dictionary::{Money, MoneyWord};
use crate::link::amount::find::Sum;

/// A sentence whose sums are looked at.
pub(super) struct Restated<'a> {
    pub tokens: &'a Tokens,
    pub money: &'a Money,
    pub range: Range<usize>,
}

impl Restated<'_> {
    /// Leaves out what gives a sum in another currency again: `NOK 35 million (USD 4 million)`, `EUR 5 million / USD 6 million`;
    /// and what a sum was before it changed: `from EUR 2 million to EUR 3 million`.
    pub(super) fn without(&self, sums: Vec<Sum>) -> Vec<Sum> {
        let mut kept: Vec<Sum> = Vec::with_capacity(sums.len());
        for sum in sums {
            let restates = kept.last().is_some_and(|last| {
                last.currency != sum.currency
                    && (self.restates(last.tokens.end, &sum.tokens) || self.converts(&sum.tokens))
            });
            if !restates {
                kept.push(sum);
            }
        }
        for sum in &mut kept {
            let from = sum.tokens.start.saturating_sub(10).max(self.range.start);
            let changed = (from..sum.tokens.start)
                .any(|i| self.money.at(self.tokens, i, MoneyWord::Change).is_some());
            let named = sum.max.as_ref().filter(|max| **max != sum.value);
            let opened = sum.tokens.start > self.range.start
                && self.money.at(self.tokens, sum.tokens.start - 1, MoneyWord::Giver).is_some();
            if let Some(max) = named.filter(|_| changed && opened) {
                (sum.value, sum.max) = (max.clone(), None);
            } else if changed && sum.max.as_ref() == Some(&sum.value) {
                sum.max = None; // `raised its share up to EUR 5 million`
            }
        }
        kept
    }

    /// Whether a bracket holds a sum and says that it is a rough one: `(approximately USD 4 million)`.
    fn converts(&self, sum: &Range<usize>) -> bool {
        let (tokens, money) = (self.tokens, self.money);
        let inside = (self.range.start..sum.start).rev().take(6);
        let inside: Vec<usize> = inside.take_while(|i| tokens.word(*i) != "(").collect();
        let open = inside.last().copied().unwrap_or(sum.start);
        let small =
            |i: &usize| money.at(tokens, *i, MoneyWord::About).is_some() || tokens.word(*i) == ".";
        let rough = |i: &usize| money.at(tokens, *i, MoneyWord::Approximate).is_some();
        let bracketed = open > self.range.start && tokens.word(open - 1) == "(";
        bracketed && inside.iter().any(rough) && inside.iter().all(|i| small(i) || rough(i))
    }

    /// Whether only a bracket, a slash or words such as "equivalent to" lead from one sum to the next.
    fn restates(&self, from: usize, sum: &Range<usize>) -> bool {
        let (tokens, money) = (self.tokens, self.money);
        let (mut at, mut leads) = (from, false);
        while at < sum.start {
            let small = |i: usize| money.at(tokens, i, MoneyWord::About);
            at = match tokens.word(at) {
                "(" | "/" | "=" | "≈" | "~" | "[" => {
                    leads = true;
                    at + 1
                }
                "," | "." => at + 1,
                _ => match money.at(tokens, at, MoneyWord::Restating) {
                    Some(end) => {
                        leads = true;
                        end
                    }
                    None => match small(at) {
                        Some(end) => end,
                        None => return false,
                    },
                },
            };
        }
        leads
    }
}
