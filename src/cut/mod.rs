//! Text to words and sentences, tables to rows, packages to parts: once for every later stage.
//!
//! In: text, or the bytes of a file. Out: [`Tokens`] with their folded forms, sentences as spans, slugs, [`Table`]s, what is packed.
//! Never: a name, a path, a folded offset to the outside.

mod headline;
mod letters;
mod markup;
mod package;
mod scripts;
mod sentence_words;
mod sentences;
mod short_form;
mod signs;
mod slug;
mod space;
mod spelling;
mod table;
mod tag;
mod tokens;
mod xml;
mod zipped;

pub use headline::is_headline;
pub(crate) use letters::is_silent;
pub(crate) use package::Package;
pub(crate) use scripts::is_unspaced;
pub use scripts::{is_closing, is_full_stop};
pub use sentence_words::SentenceWords;
pub use sentences::{Stretch, sentences, sentences_around};
pub(crate) use short_form::is_short_form;
pub use short_form::stands_for;
pub(crate) use signs::sign;
pub use slug::{hash_slug, short_slug, slug};
pub use space::{fold_space, fold_space_with_places};
pub(crate) use table::sheets;
pub use table::{Row, Table, WorkbookError, separator, table_of_text, tables_of_workbook};
pub use tag::{LearnOptions, Tag, TagWord, TaggedWord, Tagger, TaggerError, learn};
pub(crate) use tokens::ADDRESS;
pub use tokens::{Tokens, fold, fold_name};
pub(crate) use xml::{Element, Event, events};
pub(crate) use zipped::{Archive, Budget, gunzip};
