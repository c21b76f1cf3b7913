//! One page about a corpus, to be mailed to a colleague.
//!
//! In: the stories of a graph, read twice. Out: HTML that needs no network: figures, pictures, the strongest ties with
//! their sentences, donors, what wants review, method. Never: a number without the sentences or the command behind it.
//!
//! # Steps
//! 1. [`Facts::add`](crate::view::plot::Facts::add) every story, and count [`stats`](crate::view::stats::stats).
//! 2. [`questions`] says which ties the page shows; [`passages_for`](crate::view::explain::passages_for) finds their
//!    sentences.
//! 3. [`write()`] makes the page.

mod contents;
mod page;
mod sections;
#[cfg(test)]
mod tests;

pub use contents::{Report, questions};
pub use page::write;
