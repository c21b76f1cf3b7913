//! Places in vocabulary files, and words on what is wrong there.
//!
//! In: the text of a file, a message of its parser. Out: lines and columns from 1, and what was meant. Never: a table.

use crate::base::typos;

pub(super) fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Where the lines of a text start, to number thousands of tables without reading the text anew for each.
pub(super) struct LineStarts(Vec<usize>);

impl LineStarts {
    pub(super) fn of(text: &str) -> Self {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        Self(std::iter::once(0).chain(breaks).collect())
    }

    /// The line, from 1, that holds a byte.
    pub(super) fn line(&self, byte: usize) -> usize {
        self.0.partition_point(|&start| start <= byte)
    }

    /// The first byte of a line, counted from 1, if there is one.
    pub(super) fn start(&self, line: usize) -> Option<usize> {
        self.0.get(line.checked_sub(1)?).copied()
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

/// Adds "did you mean" to serde's "unknown field `nmaes`, expected one of `name`, …".
pub(super) fn with_suggestion(message: &str) -> String {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let Some(wrong) = quoted.next().filter(|_| message.starts_with("unknown")) else {
        return message.to_owned();
    };
    let nearest = quoted.filter_map(|key| Some((typos(wrong, key, 3)?, key))).min();
    match nearest {
        Some((_, key)) => format!("unknown key `{wrong}`, did you mean `{key}`?"),
        None => message.to_owned(),
    }
}
