//! Text to words and sentences, once for every later stage.
//!
//! In: text. Out: [`Tokens`] with their folded forms, sentences as spans, slugs. Never: a name, a file, a folded offset to the
//! outside.

mod headline;
mod letters;
mod sentence_words;
mod sentences;
mod slug;
mod space;
mod spelling;
mod tokens;

pub use headline::is_headline;
pub(crate) use letters::is_silent;
pub use sentence_words::SentenceWords;
pub use sentences::{Stretch, sentences};
pub use slug::{hash_slug, short_slug, slug};
pub use space::fold_space;
pub use tokens::{Tokens, fold, fold_name};
