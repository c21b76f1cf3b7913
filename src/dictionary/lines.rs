//! Lines and columns of places in a file.
//!
//! In: a text and a byte of it. Out: the line, and the column, as an editor counts them. Never: a place outside the text.

/// Where the lines of a text start, to number thousands of tables without reading the text anew for each.
pub(super) struct LineStarts(Vec<usize>);

impl LineStarts {
    pub(super) fn of(text: &str) -> Self {
        let breaks =
            text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(breaks).collect())
    }

    /// The line, from 1, that holds a byte.
    pub(super) fn line(&self, byte: usize) -> usize {
        self.0.partition_point(|&start| start <= byte)
    }
}

/// Line and column, from 1, of a byte of `text`; columns count characters.
pub(super) fn line_column(text: &str, byte: usize) -> (usize, usize) {
    // A byte inside a character counts as that character's first.
    let start = (0..=byte.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    let before = &text[..start.unwrap_or(0)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}
