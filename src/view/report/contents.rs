//! What a page is made of.
//!
//! In: the facts of a graph. Out: which ties the page shows, and all that it takes. Never: HTML.

use crate::base::Tie;
use crate::view::explain::{Passage, Question};
use crate::view::names::Names;
use crate::view::plot::Facts;
use crate::view::stats::Stats;
use crate::view::table::Table;
use crate::view::vocab::Gap;

/// What a page is made of.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The heading.
    pub title: &'a str,
    /// Gathered from the stories.
    pub facts: &'a Facts,
    /// Counted from the stories.
    pub stats: &'a Stats,
    /// The names.
    pub names: &'a Names,
    /// The ties to show, as [`questions`] chose them, with their sentences.
    pub ties: &'a [(Tie, Vec<Passage>)],
    /// Who pays, as [`Desk::claim_table`](crate::view::desk::Desk::claim_table) has it.
    pub gifts: &'a Table,
    /// All that is said, however firmly, as the same has it; what is stated as a fact is passed over.
    pub unsure: &'a Table,
    /// What the texts name and the vocabulary lacks, first things first.
    pub gaps: &'a [Gap],
    /// How the graph was made: pairs of what and how, printed with the method.
    pub made: &'a [(String, String)],
}

/// The strongest ties, and what to ask for their sentences.
#[must_use]
pub fn questions(facts: &Facts, top: usize) -> Vec<(Tie, Question)> {
    let ties = facts.ties().into_iter().take(top);
    ties.map(|tie| {
        let question = Question::about(tie.a.clone()).with_partner(tie.b.clone());
        (tie, question)
    })
    .collect()
}
