//! The order of day and month in dates of numbers, as a file shows it.
//!
//! In: text, or the lines of a JSONL file. Out: what its dates say of their order. Never: a date, or a guess from the place
//! where a file was written.
//!
//! One date that can be read only one way (`12/25/2020`) tells how its whole file writes dates; dates of both orders tell
//! nothing.

use crate::base::Warning;
use crate::documents::date_format::DayMonth;
use crate::documents::doubt;

/// What the dates of a file have shown so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Seen {
    day_first: bool,
    month_first: bool,
    /// Where the first date stands that can be read both ways.
    pub(super) open_at: Option<usize>,
}

impl Seen {
    /// What the dates of a text show, wherever they stand.
    pub(super) fn in_text(bytes: &[u8]) -> Self {
        let mut seen = Self::default();
        let mut at = 0;
        while at < bytes.len() {
            if !bytes[at].is_ascii_digit() {
                at += 1;
                continue;
            }
            let is_start = at == 0 || !matches!(bytes[at - 1], b'/' | b'-' | b'.');
            if is_start {
                seen.add(bytes, at);
            }
            at += bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        }
        seen
    }

    /// What the fields of JSONL lines show whose keys `is_date`.
    pub(super) fn in_lines(lines: &[u8], is_date: impl Fn(&[u8]) -> bool) -> Self {
        let mut seen = Self::default();
        let mut key: &[u8] = &[];
        let mut last = 0;
        // Of each pair of quotes the stretch between them is looked at; an escaped quote only makes a stretch that is no key.
        for at in (0..lines.len()).filter(|&at| lines[at] == b'"') {
            let stretch = &lines[last..at];
            if stretch.trim_ascii() == b":" {
                if is_date(key) {
                    seen.add(lines, at + 1);
                }
            } else {
                key = stretch;
            }
            last = at + 1;
        }
        seen
    }

    /// Adds what other dates have shown.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            day_first: self.day_first || other.day_first,
            month_first: self.month_first || other.month_first,
            open_at: self.open_at.or(other.open_at),
        }
    }

    /// What to say of the first open date of lines, where nothing shows its order; the lines start at `first_line`.
    pub(super) fn doubt(self, name: &str, lines: &[u8], first_line: usize) -> Option<Warning> {
        let at = self.open_at.filter(|_| self.order().is_none())?;
        let line = first_line + lines[..at].iter().filter(|b| **b == b'\n').count();
        let date = lines[at..].split(|b| *b == b'"').next().unwrap_or_default();
        let message = doubt::ambiguous(&String::from_utf8_lossy(date), 0);
        Some(Warning { place: format!("{name}:{line}"), message })
    }

    /// The only order shown.
    pub(super) fn order(self) -> Option<DayMonth> {
        match (self.day_first, self.month_first) {
            (true, false) => Some(DayMonth::DayFirst),
            (false, true) => Some(DayMonth::MonthFirst),
            _ => None,
        }
    }

    /// Adds the date that starts at a byte: one or two digits, a mark, one or two digits, the same mark, a year.
    fn add(&mut self, bytes: &[u8], at: usize) {
        let Some((first, rest)) = number(&bytes[at..], 2) else { return };
        let Some((mark, rest)) = rest.split_first().filter(|m| matches!(m.0, b'/' | b'-')) else {
            return;
        };
        let Some((second, rest)) = number(rest, 2) else { return };
        let Some(rest) = rest.strip_prefix(&[*mark]) else { return };
        if number(rest, 4).is_none_or(|(year, _)| year < 1000) {
            return;
        }
        match (first, second) {
            (13..=31, 1..=12) => self.day_first = true,
            (1..=12, 13..=31) => self.month_first = true,
            (1..=12, 1..=12) if first != second => self.open_at = self.open_at.or(Some(at)),
            _ => {}
        }
    }
}

/// The number that `bytes` open with, if it has no more digits than so many.
fn number(bytes: &[u8], most: usize) -> Option<(u32, &[u8])> {
    let digits = bytes.iter().take(most + 1).take_while(|b| b.is_ascii_digit()).count();
    let number = bytes[..digits].iter().fold(0, |n, b| n * 10 + u32::from(b - b'0'));
    (1..=most).contains(&digits).then_some((number, &bytes[digits..]))
}

#[cfg(test)]
mod tests {
    use super::DayMonth::{DayFirst, MonthFirst};
    use super::Seen;

    #[test]
    fn texts_show_their_order() {
        let table = [
            ("03/04/2020 and 12/25/2020", Some(MonthFirst), true),
            ("03/04/2020 and 25/12/2020", Some(DayFirst), true),
            ("25/12/2020, 12/25/2020", None, false),
            ("5-31-2020", Some(MonthFirst), false),
            ("03/04/2020", None, true),
            ("04/04/2020 is the same either way", None, false),
            ("25.12.2020 is written so by everybody", None, false),
            ("file 2020/12/25, 112/25/2020, 12/25/20, 1/2/20200, see /12/25/2020", None, false),
            ("", None, false),
        ];
        for (text, order, is_open) in table {
            let seen = Seen::in_text(text.as_bytes());
            assert_eq!((seen.order(), seen.open_at.is_some()), (order, is_open), "{text}");
        }
    }

    #[test]
    fn lines_show_it_in_their_date_fields() {
        let lines = [
            (r#"{"id":"25/12/2020","date":"03/04/2020","text":"A \"12/25/2020\" b"}"#, None, true),
            (r#"{"published" : "12/25/2020"}"#, Some(MonthFirst), false),
            (r#"{"date_end":"25/12/2020 10:00"}"#, Some(DayFirst), false),
            (r#"{"text":"\"date\":","x":"12/25/2020"}"#, None, false),
            (r#"{"day":"12/25/2020"}"#, None, false),
        ];
        for (line, order, is_open) in lines {
            let is_date = |key: &[u8]| matches!(key, b"date" | b"date_end" | b"published");
            let seen = Seen::in_lines(line.as_bytes(), is_date);
            assert_eq!((seen.order(), seen.open_at.is_some()), (order, is_open), "{line}");
        }
    }
}
