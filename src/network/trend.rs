//! How often something is said, month by month.
//!
//! In: stories, and what counts in each. Out: one row a month from the first to the last, also the empty ones. Never: a
//! story without a month in some month.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use crate::base::{PartialDate, Story};

/// Counts by month.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trend {
    /// The months in order, none left out.
    pub months: Vec<Month>,
    /// Stories with something to count but without a month.
    pub undated: u64,
}

/// One month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// The month itself.
    pub date: PartialDate,
    /// All its stories.
    pub stories: u64,
    /// Those in which something counts.
    pub documents: u64,
    /// How much counts in them.
    pub count: u64,
}

/// Counts by the month in which the reported activity began.
///
/// # Arguments
/// * `stories`: in any order.
/// * `count`: how much counts in a story, such as its sentences that name two entities.
///
/// ```
/// use consort::network::trend;
/// let texts = ["3 March 2020, Vienna, Austria: UNODC met WHO.", "5 May 2020, Vienna, Austria: UNODC and OSCE met."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let found = trend(&stories, &|story| story.extraction.mentions.iter().filter(|m| m.entity.id.as_str() == "who").count() as u64);
/// let months: Vec<_> = found.months.iter().map(|month| (month.date.to_string(), month.stories, month.count)).collect();
/// assert_eq!(months, [("2020-03".to_owned(), 1, 1), ("2020-04".to_owned(), 0, 0), ("2020-05".to_owned(), 1, 0)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn trend<S: Borrow<Story>>(
    stories: impl IntoIterator<Item = S>,
    count: &dyn Fn(&Story) -> u64,
) -> Trend {
    let mut months: BTreeMap<PartialDate, [u64; 3]> = BTreeMap::new();
    let mut undated = 0;
    for story in stories {
        let story = story.borrow();
        let n = count(story);
        let date =
            story.document.date_start.and_then(|date| PartialDate::month(date.year, date.month?));
        match date {
            Some(date) => {
                let sums = months.entry(date).or_default();
                sums[0] += 1;
                sums[1] += u64::from(n > 0);
                sums[2] += n;
            }
            None => undated += u64::from(n > 0),
        }
    }
    let ends = months.keys().next().zip(months.keys().next_back());
    let dates = ends.into_iter().flat_map(|(first, last)| first.months_to(*last));
    let all = dates.map(|date| {
        let [stories, documents, count] = months.get(&date).copied().unwrap_or_default();
        Month { date, stories, documents, count }
    });
    Trend { months: all.collect(), undated }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::sample::{Sample, story};

    #[test]
    fn empty_months_stand_between() {
        let dated = |id: &str, date: &str, n: usize| {
            let sentences = vec!["[unodc] met."; n];
            story(Sample::new(id).date(date).paragraph(&sentences))
        };
        let stories = [
            dated("a", "2020-11-03", 1),
            dated("b", "2021-01", 8),
            dated("c", "2020-11-30", 1),
            dated("d", "2021", 1),
        ];
        let found = trend(&stories, &|story| story.extraction.mentions.len() as u64);
        let rows: Vec<_> =
            found.months.iter().map(|m| (m.date.to_string(), m.stories, m.count)).collect();
        assert_eq!(
            rows,
            [("2020-11".into(), 2, 2), ("2020-12".into(), 0, 0), ("2021-01".into(), 1, 8)]
        );
        assert_eq!(found.undated, 1);
        assert_eq!(trend(Vec::<Story>::new(), &|_| 1), Trend::default());
    }
}
