//! The picture of who is in the news when.
//!
//! In: stories and names by month. Out: a timeline of the names that most stories hold. Never: a month left out between two.

use std::collections::BTreeMap;

use crate::base::{Class, EntityId, PartialDate, sort_by};
use crate::view::plot::pick::wording::Pick;
use crate::view::plot::{self, Caption, Timeline, TimelineRow};

/// A timeline of more months is drawn by years: three years and a month.
const MOST_MONTHS: usize = 37;

pub(super) fn timeline(pick: &Pick<'_>) -> Option<String> {
    let (&first, &last) = (pick.facts.months.keys().next()?, pick.facts.months.keys().last()?);
    let (periods, by_year) = periods(first, last);
    let period = |month: PartialDate| if by_year { PartialDate::year(month.year) } else { month };
    let counts = |months: &BTreeMap<PartialDate, u64>| -> Vec<u64> {
        let mut sums = vec![0; periods.len()];
        for (month, count) in months {
            if let Ok(i) = periods.binary_search(&period(*month)) {
                sums[i] += count;
            }
        }
        sums
    };
    let classes = &pick.facts.options.cooccur.classes;
    let mut rows: Vec<(u64, &EntityId, Class, Vec<u64>)> = pick
        .facts
        .named
        .iter()
        .filter(|(_, (class, _))| classes.contains(class))
        .map(|(id, (class, months))| (months.values().sum(), id, *class, counts(months)))
        .collect();
    sort_by(&mut rows, |x, y| y.0.cmp(&x.0).then_with(|| x.1.cmp(y.1)));
    rows.truncate(pick.facts.options.top.unwrap_or(20));
    let data = Timeline {
        periods: periods.iter().copied().map(period_name).collect(),
        stories: counts(&pick.facts.months),
        rows: rows
            .into_iter()
            .map(|(_, id, class, counts)| TimelineRow {
                name: pick.names.label(id),
                kind: Class::ALL.iter().position(|c| *c == class).unwrap_or_default(),
                counts,
            })
            .collect(),
        kinds: Class::ALL.iter().map(ToString::to_string).collect(),
    };
    let undated = pick.facts.stories - pick.facts.months.values().sum::<u64>();
    let undated = match undated {
        0 => String::new(),
        n => format!(" {n} stories without a month are not shown."),
    };
    let caption = Caption {
        title: "Who is in the news when".to_owned(),
        subtitle: format!(
            "Stories by {} of their dateline; each circle counts the stories that name somebody.{undated}",
            if by_year { "year" } else { "month" }
        ),
        source: pick.facts.source("consort explain A --named"),
    };
    Some(plot::timeline(&caption, &data))
}

/// All months from one to another, or all years where the months would not fit; and whether it is years.
fn periods(first: PartialDate, last: PartialDate) -> (Vec<PartialDate>, bool) {
    let months: Vec<PartialDate> = first.months_to(last).collect();
    match months.len() {
        0..=MOST_MONTHS => (months, false),
        _ => ((first.year..=last.year).map(PartialDate::year).collect(), true),
    }
}

/// `Dec 2020`, or the year alone.
fn period_name(period: PartialDate) -> String {
    let day = period.civil().filter(|_| period.month.is_some());
    day.map_or_else(|| period.to_string(), |day| day.strftime("%b %Y").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_month_is_left_out() {
        let named = |first: &str, last: &str| {
            let (periods, by_year) = periods(first.parse().unwrap(), last.parse().unwrap());
            (periods.into_iter().map(period_name).collect::<Vec<_>>(), by_year)
        };
        let (months, by_year) = named("2019-11", "2020-02");
        assert_eq!(
            (months.join(" "), by_year),
            ("Nov 2019 Dec 2019 Jan 2020 Feb 2020".into(), false)
        );
        let (months, by_year) = named("2017-01", "2020-01");
        assert_eq!((months.len(), by_year), (37, false));
        let (years, by_year) = named("2017-01", "2020-02");
        assert_eq!((years.join(" "), by_year), ("2017 2018 2019 2020".into(), true));
    }
}
