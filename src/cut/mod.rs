//! Text to words and sentences, once for every later stage.
//!
//! In: text. Out: [`Tokens`] with their folded forms, sentences as spans. Never: a name, a file, a folded offset to the outside.

mod letters;
mod slug;
mod space;
mod spelling;
mod tokens;

pub(crate) use letters::is_silent;
pub use slug::{hash_slug, short_slug, slug};
pub use space::fold_space;
pub use tokens::{Tokens, fold, fold_name};
