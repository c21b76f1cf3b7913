//! Dates in a way of writing that the user gives: `%d.%m.%Y`, as `strptime` and Python read it.
//!
//! In: a format, then text. Out: the day, month or year that stands there, or what is wrong with the format and where. Never: a
//! date without a year.

use std::fmt;

use jiff::civil::date;
use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::Offset;

use crate::base::PartialDate;
use crate::documents::tokens::is_space;

/// Years that news can be of, as everywhere else: `31` is none.
const YEARS: std::ops::Range<i16> = 1800..2200;
/// A date stands within so many bytes of its line.
const DATED_WITHIN: usize = 600;

/// Which of the two stands first in `03/04/2020`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayMonth {
    /// The 3rd of April.
    DayFirst,
    /// March the 4th.
    MonthFirst,
}

/// A way of writing dates, such as `%d.%m.%Y`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateFormat(String);

/// Why a way of writing dates cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct DateFormatError {
    /// What is wrong and where, and the cure.
    pub message: String,
    /// The character of the format, from 1, where it is wrong; none where it is wrong as a whole.
    pub column: Option<usize>,
}

impl DateFormat {
    /// A format of `strftime`: `%d` day, `%m` month as number, `%B` or `%b` as name, `%Y` year, and so on.
    ///
    /// ```
    /// use consort::documents::DateFormat;
    /// assert!(DateFormat::new("%A, %d %B %Y").is_ok());
    /// let error = DateFormat::new("%d.%m").unwrap_err();
    /// assert_eq!(error.to_string(), "says no year; add %Y, or %y for two digits");
    /// ```
    ///
    /// # Errors
    /// When a part of it is unknown or cannot be read, or when it leaves out the year, or the month of a day.
    pub fn new(text: &str) -> Result<Self, DateFormatError> {
        let mut sample = BrokenDownTime::from(date(2023, 11, 25).at(10, 20, 30, 0));
        sample.set_offset(Some(Offset::UTC));
        let mut ends: Vec<usize> = directives(text).skip(1).collect();
        ends.push(text.len());
        for (start, end) in directives(text).zip(ends) {
            let is_read = sample.to_string(&text[..end]).is_ok_and(|written| {
                // Only as a whole: a year in one part is no year in the other.
                BrokenDownTime::parse(&text[..end], &written).is_ok()
            });
            if !is_read {
                let column = text[..start].chars().count() + 1;
                let directive: String = text[start..].chars().take(2).collect();
                let message = format!(
                    "has no way to read {directive} at character {column}; write %d for the day, %m or %B for the month, %Y for the year, and %% for a percent sign"
                );
                return Err(DateFormatError { message, column: Some(column) });
            }
        }
        let written = sample.to_string(text).unwrap_or_default();
        let read = BrokenDownTime::parse(text, &written).unwrap_or_default();
        let is_wrong =
            |message: &str| Err(DateFormatError { message: message.to_owned(), column: None });
        if read.year().is_none() && read.to_date().is_err() {
            return is_wrong("says no year; add %Y, or %y for two digits");
        }
        if read.day().is_some() && read.month().is_none() {
            return is_wrong("says a day and no month; add %m, or %B for its name");
        }
        Ok(Self(text.to_owned()))
    }

    /// The date that `text` opens with.
    pub(super) fn at_start(&self, text: &str) -> Option<PartialDate> {
        self.read(text).map(|(date, _)| date)
    }

    /// The date that `text` is, as a whole.
    pub(super) fn whole(&self, text: &str) -> Option<PartialDate> {
        let text = text.trim_matches(is_space);
        self.read(text).filter(|(_, end)| *end == text.len()).map(|(date, _)| date)
    }

    /// The order of day and month that it shows, where both are numbers and stand before the year.
    pub(super) fn day_month(&self) -> Option<DayMonth> {
        let is_flag = |c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | '^' | '#');
        let order: String = directives(&self.0)
            .filter_map(|at| self.0[at + 1..].trim_start_matches(is_flag).chars().next())
            .filter_map(|letter| match letter {
                'd' | 'e' => Some("d"),
                'm' => Some("m"),
                'D' => Some("md"),
                'Y' | 'y' | 'C' | 'F' | 'G' | 'g' => Some("y"),
                _ => None,
            })
            .collect();
        match order.get(..2) {
            Some("dm") => Some(DayMonth::DayFirst),
            Some("md") => Some(DayMonth::MonthFirst),
            _ => None,
        }
    }

    fn read(&self, text: &str) -> Option<(PartialDate, usize)> {
        let (time, end) = BrokenDownTime::parse_prefix(&self.0, text).ok()?;
        // A number that goes on is another number.
        if text.get(end..)?.starts_with(char::is_alphanumeric) {
            return None;
        }
        let day = time.to_date().ok();
        let year = time.year().or(day.map(|day| day.year())).filter(|year| YEARS.contains(year))?;
        let year = u16::try_from(year).ok()?;
        let month = time.month().or(day.map(|day| day.month())).and_then(|m| u8::try_from(m).ok());
        let day = time.day().or(day.map(|day| day.day())).and_then(|d| u8::try_from(d).ok());
        let Some(month) = month else { return Some((PartialDate::year(year), end)) };
        // A day that no calendar has is a slip of the pen: the month still holds.
        let exact = day.and_then(|day| PartialDate::day(year, month, day));
        exact.or_else(|| PartialDate::month(year, month)).map(|date| (date, end))
    }
}

impl fmt::Display for DateFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where the parts of a format stand that are not taken word for word.
fn directives(format: &str) -> impl Iterator<Item = usize> {
    let mut is_escaped = false;
    format.char_indices().filter_map(move |(at, c)| {
        let opens = c == '%' && !is_escaped;
        is_escaped = opens;
        opens.then_some(at)
    })
}

/// What stands from the start of each word on, near the start of a line.
pub(super) fn word_starts(line: &str) -> impl Iterator<Item = &str> {
    let mut before = ' ';
    line.char_indices().take_while(|(at, _)| *at < DATED_WITHIN).filter_map(move |(at, c)| {
        let starts = c.is_alphanumeric() && !before.is_alphanumeric();
        before = c;
        starts.then(|| &line[at..])
    })
}

#[cfg(test)]
mod tests {
    use super::DayMonth::{DayFirst, MonthFirst};
    use super::{DateFormat, word_starts};

    #[test]
    fn dates_are_read_as_the_format_says() {
        let table = [
            ("%d %B %Y", "5 March 2020", "2020-03-05"),
            ("%d %B %Y", "05 march 2020, Riga", "2020-03-05"),
            ("%m/%d/%Y", "03/05/2020", "2020-03-05"),
            ("%d.%m.%y", "5.3.20", "2020-03-05"),
            ("%Y%m%d", "20200305", "2020-03-05"),
            ("%Y%m%d", "202003051", ""),
            ("%B %Y", "March 2020", "2020-03"),
            ("%Y", "2020 was", "2020"),
            ("%Y", "31 was", ""),
            ("%Y-%j", "2020-065", "2020-03-05"),
            ("%A, %d %b %Y", "Sunday, 5 Mar 2020", "2020-03-05"),
            ("%d %B %Y", "31 November 2020", "2020-11"),
            ("%Y-%m-%dT%H:%M:%S%z", "2020-03-05T23:10:00+0100", "2020-03-05"),
            ("%d %B %Y", "March 2020", ""),
        ];
        for (format, text, expected) in table {
            let read = DateFormat::new(format).unwrap().at_start(text);
            assert_eq!(read.map(|d| d.to_string()).unwrap_or_default(), expected, "{text}");
        }
    }

    #[test]
    fn a_format_shows_the_order_of_day_and_month() {
        let table = [
            ("%d/%m/%Y", Some(DayFirst)),
            ("%A %-d.%-m.%y", Some(DayFirst)),
            ("%m/%d/%Y", Some(MonthFirst)),
            ("%D", Some(MonthFirst)),
            ("%Y-%m-%d", None),
            ("%d %B %Y", None),
            ("%B %d, %Y", None),
            ("%%d %m/%e/%Y", Some(MonthFirst)),
        ];
        for (format, order) in table {
            assert_eq!(DateFormat::new(format).unwrap().day_month(), order, "{format}");
        }
    }

    #[test]
    fn a_wrong_format_is_said() {
        let table = [
            ("%d.%m.%!", "has no way to read %! at character 7;", Some(7)),
            ("é%", "has no way to read % at", Some(2)),
            ("%Y %é", "has no way to read %é at", Some(4)),
            ("%d %B", "says no year", None),
            ("%d %Y", "says a day and no month", None),
            ("", "says no year", None),
            ("100%% %H", "says no year", None),
        ];
        for (format, expected, column) in table {
            let error = DateFormat::new(format).unwrap_err();
            assert!(error.message.contains(expected), "{format}: {error}");
            assert_eq!(error.column, column, "{format}: {error}");
        }
    }

    #[test]
    fn a_word_starts_where_none_goes_on() {
        let starts: Vec<_> = word_starts("No. 20/31 é").collect();
        assert_eq!(starts, ["No. 20/31 é", "20/31 é", "31 é", "é"]);
    }
}
