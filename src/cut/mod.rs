//! Text to words and sentences, once for every later stage.
//!
//! In: text. Out: [`Tokens`] with their folded forms, sentences as spans. Never: a name, a file, a folded offset to the outside.

mod scripts;
mod space;
mod tokens;

pub(crate) use scripts::is_unspaced;
pub use scripts::{is_closing, is_full_stop};
pub use space::fold_space;
pub(crate) use tokens::is_silent;
pub use tokens::{Tokens, fold, fold_name};
