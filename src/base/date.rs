//! Dates as datelines give them: a day, a month alone, or a year alone.
//!
//! In: numbers or ISO 8601 text. Out: a value that prints as ISO 8601 and sorts by time. Never: a clock.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A date known to the day (`2020-12-28`), the month (`2020-10`) or the year (`2020`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    /// Year, four digits.
    pub year: u16,
    /// 1 to 12, where known.
    pub month: Option<u8>,
    /// 1 to 31, where known; a real day of that month.
    pub day: Option<u8>,
}

impl PartialDate {
    /// The year `year`.
    #[must_use]
    pub fn year(year: u16) -> Self {
        Self { year, month: None, day: None }
    }

    /// A month of a year, or `None` when there is no such month.
    #[must_use]
    pub fn month(year: u16, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self { year, month: Some(month), day: None })
    }

    /// A day, or `None` when the calendar has no such day.
    #[must_use]
    pub fn day(year: u16, month: u8, day: u8) -> Option<Self> {
        civil(year, month, day)?;
        Some(Self { year, month: Some(month), day: Some(day) })
    }

    /// The day of a moment in UTC, in seconds since 1970, if the calendar has it.
    ///
    /// ```
    /// use consort::PartialDate;
    /// assert_eq!(PartialDate::of_unix_time(1_600_000_000), PartialDate::day(2020, 9, 13));
    /// ```
    #[must_use]
    pub fn of_unix_time(seconds: i64) -> Option<Self> {
        // Printed as 2020-09-13T12:26:40Z, of which a date is read.
        jiff::Timestamp::from_second(seconds).ok()?.to_string().parse().ok()
    }

    /// The first day that the date can mean.
    #[must_use]
    pub fn first_day(self) -> Self {
        let (month, day) = (self.month.unwrap_or(1), self.day.unwrap_or(1));
        Self { month: Some(month), day: Some(day), ..self }
    }

    /// The last day that the date can mean.
    ///
    /// ```
    /// use consort::PartialDate;
    /// assert_eq!(PartialDate::month(2020, 2).unwrap().last_day().to_string(), "2020-02-29");
    /// ```
    #[must_use]
    pub fn last_day(self) -> Self {
        let month = self.month.unwrap_or(12);
        let longest = civil(self.year, month, 1).map_or(31, |date| date.days_in_month() as u8);
        Self { month: Some(month), day: self.day.or(Some(longest)), ..self }
    }

    /// The date that reaches furthest: of `2020-03` and `2020` the year, for December lies in it. The more precise of two that
    /// reach equally far.
    ///
    /// ```
    /// use consort::PartialDate;
    /// let dates = ["2020-03-05", "2020", "2019-12"].map(|date| date.parse::<PartialDate>().unwrap());
    /// assert_eq!(PartialDate::latest(dates), Some(PartialDate::year(2020)));
    /// ```
    pub fn latest(dates: impl IntoIterator<Item = Self>) -> Option<Self> {
        dates.into_iter().reduce(|one, other| {
            let are_days = one.day.is_some() && other.day.is_some();
            let reach = |date: Self| if are_days { date } else { date.last_day() };
            // `None` sorts before any month or day.
            if (reach(one), one) < (reach(other), other) { other } else { one }
        })
    }

    /// Days from another date to this one, from first day to first day; none beyond the calendar.
    #[must_use]
    pub fn days_since(self, other: Self) -> Option<i32> {
        Some((self.civil()? - other.civil()?).get_days())
    }

    /// Every month from its own to that of another date, none left out; of a year alone, from January or to December.
    ///
    /// ```
    /// use consort::PartialDate;
    /// let [first, last] = ["2019-11-30", "2020-02"].map(|date| date.parse::<PartialDate>().unwrap());
    /// let months: Vec<String> = first.months_to(last).map(|month| month.to_string()).collect();
    /// assert_eq!(months, ["2019-11", "2019-12", "2020-01", "2020-02"]);
    /// ```
    pub fn months_to(self, last: Self) -> impl Iterator<Item = Self> {
        let (first, last) = (civil(self.year, self.month.unwrap_or(1), 1), last.last_day());
        first
            .into_iter()
            .flat_map(|first| first.series(1.month()))
            .map(|day| Self { year: day.year() as u16, month: Some(day.month() as u8), day: None })
            .take_while(move |month| *month <= last)
    }

    /// Its first day in the calendar, if it lies in the calendar.
    pub(crate) fn civil(self) -> Option<Date> {
        civil(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }
}

/// A day in the calendar, if it has such a day.
fn civil(year: u16, month: u8, day: u8) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

impl TryFrom<String> for PartialDate {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

impl FromStr for PartialDate {
    type Err = String;

    /// Reads `2020`, `2020-10` or `2020-10-28`; anything after a `T` or a space (a time) is passed over.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text:?} is not a date (write 2020-12-28, 2020-12 or 2020)");
        let date = text.trim().split(['T', ' ']).next().unwrap_or_default();
        let mut parts = date.split('-');
        let mut part = |digits: usize| match parts.next() {
            None => Ok(None),
            Some(p) if p.len() == digits => p.parse::<u16>().map(Some).map_err(|_| wrong()),
            Some(_) => Err(wrong()),
        };
        let year = part(4)?.ok_or_else(wrong)?;
        let month = part(2)?.map(|m| m as u8);
        let day = part(2)?.map(|d| d as u8);
        if parts.next().is_some() {
            return Err(wrong());
        }
        match (month, day) {
            (None, _) => Some(Self::year(year)),
            (Some(m), None) => Self::month(year, m),
            (Some(m), Some(d)) => Self::day(year, m, d),
        }
        .ok_or_else(wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::PartialDate;

    #[test]
    fn reads_what_it_prints() {
        for text in ["2020", "2020-10", "2020-12-28", "1987-02-28"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
        assert_eq!(
            "2020-12-28T10:00:00Z".parse::<PartialDate>().unwrap().to_string(),
            "2020-12-28"
        );
    }

    #[test]
    fn a_date_has_a_first_and_a_last_day() {
        let table = [
            ("2020", "2020-01-01", "2020-12-31", 366),
            ("2021-02", "2021-02-01", "2021-02-28", 28),
            ("2020-11", "2020-11-01", "2020-11-30", 30),
            ("2020-12-28", "2020-12-28", "2020-12-28", 1),
        ];
        for (text, first, last, days) in table {
            let date: PartialDate = text.parse().unwrap();
            let (start, end) = (date.first_day(), date.last_day());
            assert_eq!((start.to_string().as_str(), end.to_string().as_str()), (first, last));
            assert_eq!(end.days_since(start), Some(days - 1), "{text}");
        }
        let beyond = PartialDate::year(12_000);
        assert_eq!((beyond.last_day().day, beyond.days_since(beyond)), (Some(31), None));
    }

    #[test]
    fn refuses_what_no_calendar_has() {
        for text in ["", "20", "2020-13", "2021-02-29", "28.12.2020", "2020-1-1", "2020-12-28-1"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }
}
