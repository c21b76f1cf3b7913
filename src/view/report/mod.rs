//! One page about a corpus, to be mailed to a colleague.
//!
//! In: the stories of a graph, read twice. Out: HTML that needs no network: figures, pictures, the strongest ties with
//! their sentences, who pays when and how much, what wants review, method. Never: a number without the sentences or the command behind it.
//!
//! # Steps
//! 1. [`Facts::add`](crate::view::plot::Facts::add) every story, and count [`stats`](crate::view::stats::stats).
//! 2. [`Desk::claim_table`](crate::view::desk::Desk::claim_table) says who pays, and what is said but not as a fact.
//! 3. [`questions`] says which ties the page shows; [`passages_for`](crate::view::explain::passages_for) finds their
//!    sentences.
//! 4. [`write()`] makes the page.

mod claims;
mod contents;
mod page;
mod sections;
mod source;
#[cfg(test)]
mod tests;

pub use contents::{Report, questions};
pub use page::write;
