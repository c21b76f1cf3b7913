//! Sums of money: where they stand, and whose they are.
//!
//! In: the tokens of a sentence, and where a funding statement has its donors, its objects and its trigger. Out: an
//! [`Amount`] for each donor that the sentence ties one to. Never: a conversion, an addition, or a sum given to a second owner.
//!
//! # Rules, in order
//! 1. Every sum of the sentence is found once: [`Sums::find`]. One that only restates another in a second currency is none.
//! 2. A sum of something else (a price, a fine, a loss, a rate) is nobody's.
//! 3. A sum that says what the funded thing costs is its budget.
//! 4. A sum in brackets behind a name, before "from" a name, or behind a name and a verb of giving belongs to that name.
//! 5. What is left belongs to the donors of the statement: one has it, several have it together, unless each gave it.

mod about;
mod find;
mod number;
mod owner;
mod pieces;
mod restated;
mod scene;
mod share;
mod stage;
mod statement;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::base::Amount;
use crate::dictionary::{KnownTokens, Lexicon};
pub(super) use find::Sum;
use restated::Restated;
pub(super) use statement::amounts;

/// The sums of money of one sentence.
pub(super) struct Sums<'a> {
    text: &'a str,
    tokens: &'a KnownTokens,
    lexicon: &'a Lexicon,
    /// The tokens of the sentence.
    range: Range<usize>,
    /// In order, without overlap.
    found: Vec<Sum>,
}

/// Where a funding statement has its parts: token ranges.
#[derive(Debug, Clone, Copy)]
pub(super) struct Statement<'a> {
    /// The words that say it.
    pub trigger: (usize, usize),
    /// The donors that it names, in order.
    pub donors: &'a [(usize, usize)],
    /// What is funded, where it is named in the sentence.
    pub objects: &'a [(usize, usize)],
    /// All other names of the sentence that can give or get: donors of other statements, recipients, partners.
    pub others: &'a [(usize, usize)],
}

impl<'a> Sums<'a> {
    /// All sums of a sentence, `range` its tokens. Call it once for a sentence.
    #[must_use]
    pub(super) fn find(
        text: &'a str,
        tokens: &'a KnownTokens,
        lexicon: &'a Lexicon,
        range: Range<usize>,
    ) -> Self {
        let restated = Restated { tokens, money: &lexicon.money, range: range.clone() };
        let found = restated.without(find::sums(text, tokens, &lexicon.money, range.clone()));
        Self { text, tokens, lexicon, range, found }
    }

    /// Where the sums stand, and what they are.
    #[must_use]
    pub(super) fn list(&self) -> &[Sum] {
        &self.found
    }

    /// What each donor of a statement gave or has to do with, in the order of its donors.
    #[must_use]
    pub(super) fn share(&self, statement: &Statement<'_>) -> Vec<Option<Amount>> {
        if self.found.is_empty() {
            return vec![None; statement.donors.len()];
        }
        share::share(self, statement)
    }
}
