//! White space in text that is printed or compared.
//!
//! In: text. Out: the same with single spaces. Never: an offset, which folding would move.

/// Text with every run of white space, of any kind, as one space and none at the ends.
#[must_use]
pub fn fold_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
