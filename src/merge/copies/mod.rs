//! Which stories are copies, excerpts or corrected versions of another, so that an edge can say how many stories of its own
//! stand behind it.
//!
//! In: a [`Sketch`] of every story, and a way to read the few again that may be copies. Out: [`Copies`]. Never: a story left
//! out or changed; a file; a clock; chance.
//!
//! # Steps
//! 1. `body`: the words of a story's prose, and which of them are facts: names, numbers, dates. Titles do not count.
//! 2. `sketch`: every eighth run of four words, chosen by its hash (Broder 1997, *On the resemblance and containment of
//!    documents*). Unlike the bands of MinHash it finds the excerpt in the long story too.
//! 3. `index` and `candidates`: pairs that share half of the sketch of the shorter, or by chance a little less, and are at most thirty days
//!    apart.
//! 4. `align` and `compare`: the words of the one beside those of the other. Where both have other facts in the same place,
//!    they contradict each other: so letters from one mould differ.
//! 5. `links`, `groups` and `cluster`: what is linked and not contradicted is one, and the origin in it the earliest, then the longest.
//!
//! `compared` and `sketches` keep what was found of stories for the next time, so that only new ones are looked at.
//!
//! All stories are put into an order of their own first (date, length, words), so the order of the input decides only between
//! stories that agree in all three.

mod align;
mod body;
mod candidates;
mod cluster;
mod compare;
mod compared;
mod found;
mod glyphs;
mod groups;
mod index;
mod links;
mod sketch;
mod sketches;

#[cfg(test)]
mod made_up;
#[cfg(test)]
mod tests;

pub use body::Body;
pub use candidates::Candidates;
pub use cluster::copies;
pub use compared::Compared;
pub use found::Copies;
pub use sketch::Sketch;
pub use sketches::Sketches;
