//! Communities by the Leiden algorithm.
//!
//! In: a network. Out: one community a node, every community connected. Never: another result for the same seed.
//!
//! # Steps
//! 1. [`moves`]: nodes move to the community where they add most quality, until none gains.
//! 2. `refine`: each community is divided again, by merging nodes within it only.
//! 3. [`level`]: each part becomes one node of a smaller network, which starts from the communities of step 1.
//! 4. The same on that network, until nothing is merged; then all again from the result, until nothing changes.

mod communities;
mod level;
mod moves;
mod options;
mod refine;
#[cfg(test)]
mod tests;

pub use communities::{Communities, communities};
pub use options::LeidenOptions;
