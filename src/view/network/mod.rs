//! The answers about networks as tables.
//!
//! In: a network and what was measured on it. Out: tables with names. Never: a measure of its own; measuring is done in
//! [`network`](crate::network).

mod bridges;
mod changes;
mod ego;
mod groups;
mod guesses;
mod links;
mod rank;
mod trend;

pub use bridges::bridge_table;
pub use changes::change_table;
pub use ego::ego_table;
pub use groups::{group_name, group_table, member_table};
pub use guesses::guess_table;
pub use links::link_table;
pub use rank::rank_table;
pub use trend::{sparkline, trend_table};
