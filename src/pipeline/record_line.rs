//! A story as the line that a graph folder keeps.
//!
//! In: a story. Out: its record as JSON, without a line break. Never: IO.

use crate::base::{Record, Story};

/// A story as the line that a graph folder keeps, and a cluster hands on.
#[must_use]
pub fn record_line(story: &Story) -> Vec<u8> {
    // A record is about seven times as long as its text; growing it step by step would copy it as often.
    let mut line = Vec::with_capacity((8 * story.document.text.len()).min(1 << 20));
    // It holds only strings, numbers and string-keyed maps: it cannot fail to be written.
    let _ = serde_json::to_writer(&mut line, &Record::from(story));
    line
}
