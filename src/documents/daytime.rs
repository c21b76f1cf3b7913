//! Reads the time of day that stands beside a date: `10:30 CET`, `2:46 pm`, `at 14h00`, `1400 GMT`.
//!
//! In: tokens. Out: where it ends. Never: the time itself, which no story is ordered by.

use crate::documents::tokens::{Head, Kind};

/// Words before a time.
const BEFORE: [&str; 3] = ["at", "from", "around"];
/// Words after a time.
const AFTER: [&str; 9] = ["am", "pm", "hrs", "hours", "hour", "h", "Uhr", "noon", "midnight"];
/// Letters of a time zone are so few.
const ZONE_LETTERS: std::ops::RangeInclusive<usize> = 1..=5;

/// The token after a time of day.
pub(super) fn time(head: &Head<'_>, at: usize) -> Option<usize> {
    let at = at + usize::from(head.is_word(at, &BEFORE));
    let at = match head.kind(at)? {
        Kind::Number(0..=24, 1..=2) => match minutes(head, at) {
            Some(next) => next,
            // "10 am", "14h00"
            None if head.is_word(at + 1, &AFTER) => at + 1,
            None => half(head, at + 1).map(|_| at + 1)?,
        },
        Kind::Number(0..=2400, 4) if is_zone(head, at + 1) || head.is_word(at + 1, &AFTER) => {
            at + 1
        }
        Kind::Word if head.is_word(at, &["noon", "midnight"]) => at,
        _ => return None,
    };
    let at = half(head, at).or_else(|| head.is_word(at, &AFTER).then_some(at + 1)).unwrap_or(at);
    Some(after_zone(head, at))
}

/// `10:30`, `10.30`, `10h30`, with or without seconds.
fn minutes(head: &Head<'_>, at: usize) -> Option<usize> {
    let is_mark = |at: usize| {
        matches!(head.kind(at), Some(Kind::Colon | Kind::Dot)) || head.is_word(at, &["h"])
    };
    let is_pair = |at: usize| {
        is_mark(at)
            && !head.is_spaced(at)
            && !head.is_spaced(at + 1)
            && matches!(head.kind(at + 1), Some(Kind::Number(0..=59, 2)))
    };
    let next = is_pair(at + 1).then_some(at + 3)?;
    Some(if is_pair(next) { next + 2 } else { next })
}

/// `a.m.`, `p.m.`
fn half(head: &Head<'_>, at: usize) -> Option<usize> {
    let is_half = head.is_word(at, &["a", "p"])
        && head.kind(at + 1) == Some(Kind::Dot)
        && head.is_word(at + 2, &["m"])
        && head.kind(at + 3) == Some(Kind::Dot);
    is_half.then_some(at + 4)
}

/// `CET`, `(CET)`, `GMT+2`, `local time`.
fn after_zone(head: &Head<'_>, at: usize) -> usize {
    if head.is_word(at, &["local"]) && head.is_word(at + 1, &["time"]) {
        return at + 2;
    }
    if head.kind(at) == Some(Kind::Open)
        && is_zone(head, at + 1)
        && head.kind(at + 2) == Some(Kind::Close)
    {
        return at + 3;
    }
    if !is_zone(head, at) {
        return at;
    }
    let has_offset = matches!(head.kind(at + 1), Some(Kind::Dash | Kind::Other))
        && !head.is_spaced(at + 2)
        && matches!(head.kind(at + 2), Some(Kind::Number(0..=14, _)));
    if has_offset { at + 3 } else { at + 1 }
}

/// A short word all in capitals.
fn is_zone(head: &Head<'_>, at: usize) -> bool {
    let word = head.str(at);
    head.kind(at) == Some(Kind::Word)
        && ZONE_LETTERS.contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::{Head, time};

    #[test]
    fn times_of_day() {
        for text in [
            "10:30",
            "10:30 CET",
            "10.30",
            "10:30:15 UTC",
            "10:30 (CET)",
            "10:30 GMT+2",
            "2:46 pm",
            "2:46 p.m.",
            "2 p.m. EST",
            "10 am",
            "at 10:30",
            "14h00",
            "14h00 local time",
            "1400 GMT",
            "0930 hrs",
            "noon",
        ] {
            let head = Head::new(text);
            assert_eq!(time(&head, 0), Some(head.tokens.len()), "{text}");
        }
        for text in ["10", "10 March", "2020", "10:75", "45:10", "at Vienna", "CET"] {
            assert_eq!(time(&Head::new(text), 0), None, "{text}");
        }
    }
}
