//! Takes out of a text what is no word of it: letters that were encoded twice, and in Markdown tags and marks inside lines.
//!
//! In: text. Out: the text that a reader of it sees. Never: a mark that opens a line, which says what the line is.

use std::borrow::Cow;

use crate::base::Warning;
use crate::documents::{emphasis, html, mojibake};

/// The text cleaned; `place` is what a warning about it names.
pub(super) fn cleaned<'a>(
    place: &str,
    text: &'a str,
    is_markdown: bool,
    warnings: &mut Vec<Warning>,
) -> Cow<'a, str> {
    let mended = match mojibake::mended(text) {
        None => Cow::Borrowed(text),
        Some((mended, word)) => {
            let message = mojibake::warning(&word, 0);
            warnings.push(Warning { place: place.to_owned(), message });
            Cow::Owned(mended)
        }
    };
    if !is_markdown {
        return mended;
    }
    let plain = html::without_tags(&mended);
    Cow::Owned(emphasis::without_marks(&plain).into_owned())
}
