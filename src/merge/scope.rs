//! Which stories a view reads: from when, until when, from where.
//!
//! In: a story. Out: yes or no. Never: a guess; a story without a date lies in no period.

use crate::base::{EntityId, PartialDate, Story};

/// The stories to read; all of them by default.
///
/// ```
/// use consort::merge::Scope;
/// let texts = ["3 March 2020, Vienna, Austria: UNODC met WHO."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let scope = Scope { since: Some("2020-02".parse()?), until: Some("2020".parse()?), ..Scope::default() };
/// assert!(scope.takes(&stories[0]));
/// assert!(!Scope { countries: vec!["alb".parse()?], ..scope }.takes(&stories[0])); // it is from Austria
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// The first day, month or year.
    pub since: Option<PartialDate>,
    /// The last day, month or year, inclusive.
    pub until: Option<PartialDate>,
    /// Countries one of which the dateline must name; any when empty.
    pub countries: Vec<EntityId>,
}

impl Scope {
    /// Whether the story may lie in the period, and is from one of the countries. A story known to the month lies in
    /// a period that touches that month; one without a date lies in none.
    #[must_use]
    pub fn takes(&self, story: &Story) -> bool {
        let document = &story.document;
        self.takes_dates(document.date_start, document.date_end) && self.takes_place(story)
    }

    /// Whether it leaves undated stories out.
    #[must_use]
    pub fn is_dated(&self) -> bool {
        self.since.is_some() || self.until.is_some()
    }

    /// Whether no story can lie in the period, because it ends before it begins.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let ends = self.since.zip(self.until);
        ends.is_some_and(|(since, until)| since.first_day() > until.last_day())
    }

    /// Whether what lasts from `start` to `end`, or only a day, may lie in the period.
    #[must_use]
    pub fn takes_dates(&self, start: Option<PartialDate>, end: Option<PartialDate>) -> bool {
        let end = end.or(start);
        let late_enough = self
            .since
            .is_none_or(|since| end.is_some_and(|end| end.last_day() >= since.first_day()));
        let early_enough = self
            .until
            .is_none_or(|until| start.is_some_and(|start| start.first_day() <= until.last_day()));
        late_enough && early_enough
    }

    fn takes_place(&self, story: &Story) -> bool {
        self.countries.is_empty()
            || story.extraction.countries.iter().any(|c| self.countries.contains(&c.id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::sample::{Sample, story};

    #[test]
    fn a_date_known_to_the_month_touches_the_period() {
        for (date, since, until, taken) in [
            ("2020-06-10", "2020-06", "", true),
            ("2020-06-10", "2020-06-11", "", false),
            ("2020-06", "2020-06-11", "", true),
            ("2020-06", "2020-07", "", false),
            ("2020-06-10", "", "2020-06", true),
            ("2020-06-10", "", "2020-06-09", false),
            ("2020", "2020-03", "2020-04", true),
            ("", "2019", "", false),
            ("", "", "", true),
        ] {
            let scope =
                Scope { since: since.parse().ok(), until: until.parse().ok(), ..Scope::default() };
            assert!(!scope.is_empty());
            let found = scope.takes(&story(Sample::new("s").date(date)));
            assert_eq!(found, taken, "{date} in {since}..{until}");
        }
        let scope = |since: &str, until: &str| Scope {
            since: since.parse().ok(),
            until: until.parse().ok(),
            ..Scope::default()
        };
        assert!(scope("2020-07", "2020-06").is_empty());
        assert!(!scope("2020-06-30", "2020-06").is_empty());
    }
}
