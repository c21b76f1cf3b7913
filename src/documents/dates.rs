//! Reads the dates that people write: `28-29 December, 2020`, `March 12, 2020`, `12.03.2020`.
//!
//! In: tokens. Out: the days or months named, with the year where it is written. Never: a clock, a guess of the century.
//!
//! # Rules
//!
//! 1. The day stands before the month in dates of numbers, unless only the other way is a date, or the file says otherwise
//!    (`order.rs`): a date that can be read both ways is kept as such until then.
//! 2. A day that no calendar has (31 November) is a slip of the pen: the month still holds, and the reader is told.

use crate::base::{PartialDate, typos};
use crate::documents::date_format::DayMonth;
use crate::documents::tokens::{Head, Kind};

/// So many bytes show whether a date starts with a word.
const LONGEST_START: usize = 32;

/// Month names and their usual short forms. Lower-case `may` and `march` are verbs, so a capital is asked for.
const MONTHS: [(&str, u8); 24] = [
    ("January", 1),
    ("February", 2),
    ("March", 3),
    ("April", 4),
    ("May", 5),
    ("June", 6),
    ("July", 7),
    ("August", 8),
    ("September", 9),
    ("October", 10),
    ("November", 11),
    ("December", 12),
    ("Jan", 1),
    ("Feb", 2),
    ("Mar", 3),
    ("Apr", 4),
    ("Jun", 6),
    ("Jul", 7),
    ("Aug", 8),
    ("Sep", 9),
    ("Sept", 9),
    ("Oct", 10),
    ("Nov", 11),
    ("Dec", 12),
];

/// Days of the week may stand before a date.
const WEEKDAYS: [&str; 16] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Mon",
    "Tue",
    "Tues",
    "Wed",
    "Thu",
    "Thurs",
    "Fri",
    "Sat",
    "Sun",
];

/// Months as offices number them.
const ROMAN: [&str; 12] =
    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

const ORDINALS: [&str; 4] = ["st", "nd", "rd", "th"];
/// Words before a month that blur it: `mid-March 2020` is the month.
const BLURS: [&str; 5] = ["early", "mid", "late", "end", "beginning"];
/// Words that join two dates or two days.
const JOINS: [&str; 5] = ["to", "and", "until", "till", "through"];

/// One day, a run of days, or a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) year: Option<u16>,
    pub(super) month: u8,
    /// First and last day, where days are named.
    pub(super) days: Option<(u8, u8)>,
    /// Whether the day may be the month and the month the day: `03/04/2020`.
    pub(super) is_open: bool,
}

impl Point {
    pub(super) fn new(year: Option<u16>, month: u8, days: Option<(u8, u8)>) -> Self {
        Self { year, month, days, is_open: false }
    }

    /// The point as a file with this order of day and month means it.
    fn ordered(self, order: Option<DayMonth>) -> Self {
        match (self.is_open, order, self.days) {
            (true, Some(DayMonth::MonthFirst), Some((day, _))) => {
                Self { month: day, days: Some((self.month, self.month)), ..self }
            }
            _ => self,
        }
    }
}

/// The date or range of dates at the start of `text`, with `year` where none is written; what follows (a time of day) is
/// passed over.
pub(crate) fn date_at_start(text: &str, year: Option<u16>) -> Option<(PartialDate, PartialDate)> {
    resolve(&points_at_start(text)?, year, None)
}

/// The dates at the start of `text` as they are written.
pub(super) fn points_at_start(text: &str) -> Option<Vec<Point>> {
    // Most words begin none, and show it before all that follows is cut.
    if !can_start(&Head::within(text, LONGEST_START)) {
        return None;
    }
    expression(&Head::new(text), 0).map(|(points, _)| points)
}

/// Whether a date can start with the first token; one that reaches to the end may be longer than is seen.
fn can_start(head: &Head<'_>) -> bool {
    let starts = match head.kind(0) {
        Some(Kind::Word) => {
            head.is_word(0, &WEEKDAYS) || head.is_word(0, &BLURS) || month_of(head.str(0)).is_some()
        }
        kind => matches!(kind, Some(Kind::Number(..))),
    };
    starts || head.tokens.len() < 2
}

/// Whether one of them can be read two ways.
pub(super) fn is_open(points: &[Point]) -> bool {
    points.iter().any(|point| point.is_open)
}

/// Whether one of them names a day that its month does not have.
pub(super) fn is_impossible(points: &[Point], order: Option<DayMonth>) -> bool {
    points.iter().map(|point| point.ordered(order)).any(|point| {
        let days = |(first, last)| [first, last];
        // Without a year the 29th of February may be.
        let year = point.year.unwrap_or(2000);
        let has = |day| PartialDate::day(year, point.month, day).is_some();
        point.days.map(days).is_some_and(|days| !days.into_iter().all(has))
    })
}

/// The date or range of dates that starts at a token, and the token after it.
pub(super) fn expression(head: &Head<'_>, at: usize) -> Option<(Vec<Point>, usize)> {
    let (first, mut at) = point(head, at)?;
    let mut points = vec![first];
    while let Some(after) = join(head, at)
        && let Some((next, end)) = point(head, after)
    {
        points.push(next);
        at = end;
    }
    // "March" alone is a word like any other; a month needs a year or a partner that has one.
    let is_date = points.iter().any(|p| p.year.is_some() || p.days.is_some());
    is_date.then_some((points, at))
}

/// The first and the last date, once every point has a year.
///
/// Years missing are taken from the next point that has one (`3 March, Osijek; 11 March 2020, Split`), else from the one
/// before, else from `year`; where the months would run backwards the year turns.
pub(super) fn resolve(
    points: &[Point],
    year: Option<u16>,
    order: Option<DayMonth>,
) -> Option<(PartialDate, PartialDate)> {
    let mut points: Vec<Point> = points.iter().map(|point| point.ordered(order)).collect();
    for i in (0..points.len().saturating_sub(1)).rev() {
        if points[i].year.is_none()
            && let Some(next) = points[i + 1].year
        {
            points[i].year = Some(next - u16::from(points[i].month > points[i + 1].month));
        }
    }
    for i in 0..points.len() {
        if points[i].year.is_none() {
            points[i].year = match i.checked_sub(1).map(|before| points[before]) {
                Some(Point { year: Some(y), month, .. }) => {
                    Some(y + u16::from(points[i].month < month))
                }
                _ => year,
            };
        }
    }
    let mut dates = Vec::new();
    for point in &points {
        let (year, month) = (point.year?, point.month);
        let whole = PartialDate::month(year, month)?;
        // Rule 2.
        let (first, last) = point.days.unwrap_or((0, 0));
        dates.push(PartialDate::day(year, month, first).unwrap_or(whole));
        dates.push(PartialDate::day(year, month, last).unwrap_or(whole));
    }
    Some((*dates.iter().min()?, *dates.iter().max()?))
}

/// The token after a word or mark that joins two dates.
fn join(head: &Head<'_>, at: usize) -> Option<usize> {
    let joins = matches!(head.kind(at), Some(Kind::Dash | Kind::LongDash | Kind::Slash))
        || is_join_word(head, at);
    joins.then_some(at + 1)
}

fn is_join_word(head: &Head<'_>, at: usize) -> bool {
    head.is_word(at, &JOINS) || head.kind(at) == Some(Kind::Ampersand)
}

fn point(head: &Head<'_>, mut at: usize) -> Option<(Point, usize)> {
    if head.is_word(at, &WEEKDAYS) {
        at += 1;
        while matches!(head.kind(at), Some(Kind::Comma | Kind::Dot)) {
            at += 1;
        }
    }
    iso(head, at)
        .or_else(|| numeric(head, at))
        .or_else(|| day_first(head, at))
        .or_else(|| month_first(head, at))
        .or_else(|| blurred(head, at))
}

/// `2020-03-12`, `2020/03/12`, `2020.03.12`.
fn iso(head: &Head<'_>, at: usize) -> Option<(Point, usize)> {
    let year = year(head, at)?;
    let mark = head.kind(at + 1).filter(is_mark)?;
    let month = after_mark(head, at, mark)?;
    let day = day_of(after_mark(head, at + 2, mark)?)?;
    let month = u8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
    Some((Point::new(Some(year), month, Some((day, day))), at + 5))
}

fn is_mark(kind: &Kind) -> bool {
    matches!(kind, Kind::Dot | Kind::Slash | Kind::Dash)
}

/// `12.03.2020`, `12/03/2020`, `12-14.03.2020`, `12.III.2020`: rule 1.
fn numeric(head: &Head<'_>, at: usize) -> Option<(Point, usize)> {
    let first = day(head, at)?;
    let last = after_mark(head, at, Kind::Dash).and_then(day_of);
    let mark_at =
        if last.is_some() && head.kind(at + 3) == Some(Kind::Dot) { at + 3 } else { at + 1 };
    let mark = head.kind(mark_at).filter(is_mark)?;
    let roman = || ROMAN.iter().position(|m| *m == head.str(mark_at + 1)).map(|m| m as u8 + 1);
    let second = after_mark(head, mark_at - 1, mark).and_then(day_of).or_else(roman)?;
    let year = (head.kind(mark_at + 2) == Some(mark)).then(|| year(head, mark_at + 3)).flatten();
    if year.is_none() {
        return opens_range(head, mark_at + 2).filter(|_| mark == Kind::Dot).and_then(|next| {
            let month = Some(second).filter(|month| (1..=12).contains(month))?;
            Some((Point::new(None, month, Some((first, last.unwrap_or(first)))), next))
        });
    }
    let last = if mark_at == at + 1 { first } else { last? };
    let (days, month) = match (second, first) {
        (1..=12, _) => ((first, last), second),
        (_, 1..=12) if first == last => ((second, second), first),
        _ => return None,
    };
    // With full stops everybody writes the day first.
    let is_open = mark != Kind::Dot && first == last && (1..=12).contains(&first) && first != month;
    Some((Point { year, month, days: Some(days), is_open }, mark_at + 4))
}

/// Whether a whole date of numbers follows a dash: `28.02.–01.03.2020`. The answer is the place of the dash.
fn opens_range(head: &Head<'_>, at: usize) -> Option<usize> {
    let dash = at + usize::from(head.kind(at) == Some(Kind::Dot));
    let (next, _) = numeric(head, dash + 1).filter(|_| head.kind(dash) == Some(Kind::Dash))?;
    next.year.map(|_| dash)
}

/// `28-29 December, 2020`, `3, 5 and 7 March`, `12th of March 2020`.
fn day_first(head: &Head<'_>, at: usize) -> Option<(Point, usize)> {
    let (first, mut at) = ordinal(head, at)?;
    let mut days = (first, first);
    loop {
        let is_list = matches!(head.kind(at), Some(Kind::Dash | Kind::Comma | Kind::Slash))
            || is_join_word(head, at);
        match ordinal(head, at + 1).filter(|_| is_list) {
            Some((day, next)) => {
                days = (days.0.min(day), days.1.max(day));
                at = next;
            }
            None => break,
        }
    }
    let is_dashed = head.kind(at) == Some(Kind::Dash) && !head.is_spaced(at + 1);
    at += usize::from(is_dashed || head.is_word(at, &["of"]));
    let (month, at) = month(head, at).or_else(|| misspelt_month(head, at))?;
    // `12-Mar-2020`
    let after_dash = is_dashed && head.kind(at) == Some(Kind::Dash) && year(head, at + 1).is_some();
    let (year, at) = optional_year(head, at + usize::from(after_dash));
    Some((Point::new(year, month, Some(days)), at))
}

/// `March 12, 2020`, `March 12-14`, `March 2020`, `March` (of `March/April 2020`).
fn month_first(head: &Head<'_>, at: usize) -> Option<(Point, usize)> {
    let (month, at) = month(head, at)?;
    if let (Some(year), next) = optional_year(head, at) {
        return Some((Point::new(Some(year), month, None), next));
    }
    let Some((first, at)) = ordinal(head, at) else {
        return Some((Point::new(None, month, None), at));
    };
    if (join(head, at).is_some() || head.kind(at) == Some(Kind::Comma))
        && let Some((last, next)) = ordinal(head, at + 1)
    {
        let (year, end) = optional_year(head, next);
        // "March 3 - 15 banks said": only a year, or no space, tells a range from the closing dash.
        let is_range = year.is_some() || !head.is_spaced(at);
        if is_range && month_of(head.str(next)).is_none() {
            return Some((Point::new(year, month, Some((first.min(last), first.max(last)))), end));
        }
    }
    let (year, at) = optional_year(head, at);
    Some((Point::new(year, month, Some((first, first))), at))
}

/// `mid-March 2020`, `end of May 2020`.
fn blurred(head: &Head<'_>, at: usize) -> Option<(Point, usize)> {
    let mut at = head.is_word(at, &BLURS).then_some(at + 1)?;
    if head.kind(at) == Some(Kind::Dash) || head.is_word(at, &["of"]) {
        at += 1;
    }
    let (month, at) = month(head, at)?;
    let (year, at) = optional_year(head, at);
    Some((Point::new(Some(year?), month, None), at))
}

fn month(head: &Head<'_>, at: usize) -> Option<(u8, usize)> {
    let month = month_of(head.str(at))?;
    let is_short = head.kind(at + 1) == Some(Kind::Dot) && head.str(at).len() <= 4;
    Some((month, at + 1 + usize::from(is_short)))
}

/// `3 Decemeber 2020`: between a day and a year a word close to one month only is that month.
fn misspelt_month(head: &Head<'_>, at: usize) -> Option<(u8, usize)> {
    let word = head.str(at);
    let is_framed = word.starts_with(|c: char| c.is_ascii_uppercase())
        && optional_year(head, at + 1).0.is_some();
    let is_close = |name: &str| typos(name, word, name.len().min(8) / 4).is_some();
    let mut close = MONTHS.iter().filter(|(name, _)| is_framed && name.len() > 4 && is_close(name));
    let (_, month) = close.next()?;
    close.next().is_none().then_some((*month, at + 1))
}

fn month_of(word: &str) -> Option<u8> {
    let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    MONTHS.iter().find(|(name, _)| capital && name.eq_ignore_ascii_case(word)).map(|m| m.1)
}

/// A day of the month with or without its `th`.
fn ordinal(head: &Head<'_>, at: usize) -> Option<(u8, usize)> {
    let day = day(head, at)?;
    let has_suffix = head.is_word(at + 1, &ORDINALS) && !head.is_spaced(at + 1);
    Some((day, at + 1 + usize::from(has_suffix)))
}

fn day(head: &Head<'_>, at: usize) -> Option<u8> {
    match head.kind(at)? {
        Kind::Number(value, 1..=2) => day_of(value),
        _ => None,
    }
}

fn day_of(value: u32) -> Option<u8> {
    u8::try_from(value).ok().filter(|d| (1..=31).contains(d))
}

fn year(head: &Head<'_>, at: usize) -> Option<u16> {
    match head.kind(at)? {
        Kind::Number(value @ 1800..=2199, 4) => u16::try_from(value).ok(),
        _ => None,
    }
}

/// A year, perhaps after a comma.
fn optional_year(head: &Head<'_>, at: usize) -> (Option<u16>, usize) {
    let comma = usize::from(head.kind(at) == Some(Kind::Comma));
    match year(head, at + comma) {
        Some(year) => (Some(year), at + comma + 1),
        None => (None, at),
    }
}

/// The number of one or two digits after a mark that touches both its neighbours.
fn after_mark(head: &Head<'_>, at: usize, mark: Kind) -> Option<u32> {
    let touches = !head.is_spaced(at + 1) && !head.is_spaced(at + 2);
    match head.kind(at + 2)? {
        Kind::Number(value, 1..=2) if touches && head.kind(at + 1) == Some(mark) => Some(value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::date_at_start;

    #[test]
    fn dates_of_fields() {
        let table = [
            ("12 March 2020", "2020-03-12 2020-03-12"),
            ("12 Mar. 2020 10:00", "2020-03-12 2020-03-12"),
            ("Thu, 12 Mar 2020 10:00:00 GMT", "2020-03-12 2020-03-12"),
            ("March 12-14, 2020", "2020-03-12 2020-03-14"),
            ("March 2020", "2020-03 2020-03"),
            ("December 2019 - January 2020", "2019-12 2020-01"),
            ("28 December - 3 January 2021", "2020-12-28 2021-01-03"),
            ("12.03.2020", "2020-03-12 2020-03-12"),
            ("12-14.03.2020", "2020-03-12 2020-03-14"),
            ("03/25/2020", "2020-03-25 2020-03-25"),
            ("2020-03-12/2020-03-14", "2020-03-12 2020-03-14"),
            ("31 November 2020", "2020-11 2020-11"),
            ("3 Decemeber 2020", "2020-12-03 2020-12-03"),
            ("3 Septembre 2020", "2020-09-03 2020-09-03"),
            ("mid-March 2020", "2020-03 2020-03"),
        ];
        for (text, expected) in table {
            let (start, end) =
                date_at_start(text, None).unwrap_or_else(|| panic!("{text} is a date"));
            assert_eq!(format!("{start} {end}"), expected, "{text}");
        }
        for text in
            ["", "yesterday", "March", "3 March", "45 March 2020", "30/30/2020", "20", "3 Match"]
        {
            assert_eq!(date_at_start(text, None), None, "{text}");
        }
    }
}
