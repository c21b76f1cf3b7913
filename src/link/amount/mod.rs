//! Sums of money: where they stand, and whose they are.
//!
//! In: the tokens of a sentence, and where a funding statement has its donors, its objects and its trigger. Out: an
//! `Amount` for each donor that the sentence ties one to. Never: a conversion, an addition, or a sum given to a second owner.
//!
//! # Rules, in order
//! 1. Every sum of the sentence is found once: `Sums::find`. One that only restates another in a second currency is none.
//! 2. A sum of something else (a price, a fine, a loss, a rate) is nobody's.
//! 3. A sum that says what the funded thing costs is its budget.
//! 4. A sum in brackets behind a name, before "from" a name, or behind a name and a verb of giving belongs to that name.
//! 5. Where each of several receivers has a sum of its own, the others are no matter of it.
//! 6. What is left belongs to the donors of the statement: one has it, several have it together, unless each gave it.

mod about;
mod find;
mod number;
mod owner;
mod parted;
mod pieces;
mod restated;
mod scene;
mod share;
mod stage;
mod sums;
#[cfg(test)]
mod tests;

pub(super) use scene::Statement;
pub(super) use sums::Sums;
