//! What stands around a dateline: a label before it, an agency and a mark behind it.
//!
//! In: tokens. Out: where it starts and ends. Never: its dates and places.

use crate::documents::labels;
use crate::documents::place_words::ONLINE_WORDS;
use crate::documents::tokens::{Head, Kind};

/// Labels of press offices, in lower case, before a mark and a dateline.
const LABELS: [&str; 14] = [
    "for immediate release",
    "immediate release",
    "press release",
    "media release",
    "news release",
    "press statement",
    "media statement",
    "joint statement",
    "joint press release",
    "press note",
    "media advisory",
    "press communique",
    "press communiqué",
    "news",
];
/// The name of an agency between slashes has no more tokens than this.
const LONGEST_WIRE: usize = 4;

/// What ends a dateline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing {
    Colon,
    Dash,
    /// The full stop of a head that is a place and a day.
    Stop,
    /// The bracket around the whole head, or around the date that ends it; the bar behind it.
    Mark,
    /// The end of its line.
    Line,
    /// Nothing: the paragraph holds the dateline alone.
    Paragraph,
}

/// Where the dateline starts behind a label that a mark closes: `PRESS RELEASE | Vienna, …`, `For immediate release: …`.
pub(super) fn after_label(text: &str) -> usize {
    let label = LABELS.iter().find(|label| {
        text.char_indices()
            .nth(label.chars().count())
            .is_some_and(|(end, _)| text[..end].to_lowercase() == **label)
    });
    let Some(label) = label else { return after_date_label(text) };
    let end = text.char_indices().nth(label.chars().count()).map_or(0, |(end, _)| end);
    let rest = text[end..].trim_start();
    let behind = rest.trim_start_matches(['|', ':', '-', '–', '—', '•', '·']);
    if behind.len() == rest.len() { 0 } else { text.len() - behind.trim_start().len() }
}

/// The same behind a label of dates, which names no place: `Posted: 31/12/2021`.
fn after_date_label(text: &str) -> usize {
    let line = text.lines().next().unwrap_or_default().trim_end();
    match labels::split(line) {
        Some((field, value)) if field == "date" => line.len() - value.len(),
        _ => 0,
    }
}

/// The dash behind what stands before it in some datelines, and whether that is an agency: `/PRNewswire/ --`, `.-`.
pub(super) fn with_wire(head: &Head<'_>, at: usize) -> Option<(usize, bool)> {
    let is_dash = |at: usize| matches!(head.kind(at), Some(Kind::Dash | Kind::LongDash));
    match head.kind(at)? {
        Kind::Dot if is_dash(at + 1) && !head.is_spaced(at + 1) => Some((at + 1, false)),
        Kind::Slash => {
            let close = (at + 2..at + 2 + LONGEST_WIRE)
                .find(|&close| head.kind(close) == Some(Kind::Slash))?;
            is_dash(close + 1).then_some((close + 1, true))
        }
        _ => None,
    }
}

/// What the mark at a token ends, if it can end a dateline.
pub(super) fn closing_at(head: &Head<'_>, at: usize) -> Option<Closing> {
    match head.kind(at) {
        None => head.is_whole.then_some(Closing::Paragraph),
        // Not the colon of 10:30 or of an address.
        Some(Kind::Colon) => {
            let goes_on = matches!(head.kind(at + 1), Some(Kind::Number(..) | Kind::Slash));
            (!goes_on || head.is_spaced(at + 1)).then_some(Closing::Colon)
        }
        Some(Kind::LongDash) => Some(Closing::Dash),
        Some(Kind::Bar) => Some(Closing::Mark),
        Some(Kind::Dash) => {
            let is_apart = head.is_spaced(at) || head.is_spaced(at + 1);
            (is_apart && !head.is_word(at + 1, &ONLINE_WORDS)).then_some(Closing::Dash)
        }
        _ => None,
    }
}
