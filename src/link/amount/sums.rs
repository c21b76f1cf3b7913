//! The sums of one sentence: found once, shared out for every funding statement in it.
//!
//! In: the tokens of a sentence, and statements. Out: amounts. Never: a relation.

use std::ops::Range;

use crate::base::Amount;
use crate::dictionary::{KnownTokens, Lexicon};
use crate::link::amount::find::{Sum, sums};
use crate::link::amount::parted::parted;
use crate::link::amount::restated::Restated;
use crate::link::amount::scene::{Scene, Statement};
use crate::link::amount::share::{part, share};

/// The sums of money of one sentence.
pub(crate) struct Sums<'a> {
    text: &'a str,
    tokens: &'a KnownTokens,
    lexicon: &'a Lexicon,
    /// The tokens of the sentence.
    range: Range<usize>,
    /// In order, without overlap.
    found: Vec<Sum>,
}

impl<'a> Sums<'a> {
    /// All sums of a sentence, `range` its tokens. Call it once for a sentence.
    #[must_use]
    pub(crate) fn find(
        text: &'a str,
        tokens: &'a KnownTokens,
        lexicon: &'a Lexicon,
        range: Range<usize>,
    ) -> Self {
        let restated = Restated { tokens, money: &lexicon.money, range: range.clone() };
        let found = restated.without(sums(text, tokens, &lexicon.money, range.clone()));
        Self { text, tokens, lexicon, range, found }
    }

    /// Where the sums stand, and what they are.
    #[must_use]
    pub(crate) fn list(&self) -> &[Sum] {
        &self.found
    }

    /// What each donor of a statement gave or has to do with, in the order of its donors, for each of its receivers.
    #[must_use]
    pub(crate) fn share(
        &self,
        statement: &Statement<'_>,
        receivers: &[(usize, usize)],
    ) -> Vec<Vec<Option<Amount>>> {
        let n_donors = statement.donors.len();
        if self.found.is_empty() {
            return vec![vec![None; n_donors]; receivers.len()];
        }
        let scene = Scene::new(
            (self.text, self.tokens, self.lexicon),
            self.range.clone(),
            &self.found,
            statement,
        );
        match parted(&scene, receivers) {
            Some(own) => own.iter().map(|&i| part(&scene, &self.found[i], n_donors)).collect(),
            None => vec![share(&scene, n_donors); receivers.len()],
        }
    }
}
