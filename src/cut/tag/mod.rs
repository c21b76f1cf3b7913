//! Words to parts of speech.
//!
//! In: the words of a sentence; or sentences with the tags that people gave, to learn from. Out: tags; or the file of a tagger.
//! Never: a language that is not in such a file.

mod bytes;
mod features;
mod forms;
mod learn;
mod perceptron;
#[expect(clippy::module_inception, reason = "the type is what the folder is about")]
mod tag;
mod tagged;
mod tagger;
#[cfg(test)]
mod tests;
mod vary;
mod weights;
mod words;

pub use bytes::TaggerError;
pub use learn::{LearnOptions, learn};
pub use tag::{Tag, TagWord};
pub use tagged::TaggedWord;
pub use tagger::Tagger;
