//! The figures of all stories together.
//!
//! In: the sheets of stories. Out: sums of their counts, and shares. Never: which stories they were.

use std::collections::BTreeMap;

use crate::verify::counts::{Counts, share};
use crate::verify::sheet::Sheet;

/// The figures of a set of stories.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figures {
    /// Stories of the gold.
    pub n_stories: u64,
    /// Those of them that no answer has.
    pub n_missing: u64,
    /// Entities by gold class.
    pub entities: BTreeMap<String, Counts>,
    /// Occurrences of the paired entities.
    pub mentions: Counts,
    /// Share of paired entities whose id and gold name always go together; absent when nothing was paired.
    pub linking: Option<f64>,
    /// Relations by gold predicate.
    pub relations: BTreeMap<String, Counts>,
    /// Who funds anything in a story.
    pub donors: Counts,
    /// Stories with the right dates.
    pub dates: f64,
    /// Stories with the right dateline countries.
    pub countries: f64,
    /// Stories with the right online flag.
    pub online: f64,
}

impl Figures {
    /// All classes together.
    #[must_use]
    pub fn all_entities(&self) -> Counts {
        self.entities.values().copied().sum()
    }

    /// All predicates together.
    #[must_use]
    pub fn all_relations(&self) -> Counts {
        self.relations.values().copied().sum()
    }

    /// Every figure that has counts, with its name: `entities`, `entities.ORG`, `relations.funds` ….
    #[must_use]
    pub fn counted(&self) -> Vec<(String, Counts)> {
        let part = |whole: &'static str, parts: &BTreeMap<String, Counts>| {
            parts.iter().map(|(name, c)| (format!("{whole}.{name}"), *c)).collect::<Vec<_>>()
        };
        let mut all = part("entities", &self.entities);
        all.push(("entities".to_owned(), self.all_entities()));
        all.push(("mentions".to_owned(), self.mentions));
        all.extend(part("relations", &self.relations));
        all.push(("relations".to_owned(), self.all_relations()));
        all.push(("donors".to_owned(), self.donors));
        all
    }

    /// Every figure that is one share, with its name: `linking`, `dateline.dates` ….
    #[must_use]
    pub fn shares(&self) -> Vec<(&'static str, Option<f64>)> {
        let dateline = (self.n_stories > 0).then_some(());
        vec![
            ("linking", self.linking),
            ("dateline.dates", dateline.map(|()| self.dates)),
            ("dateline.countries", dateline.map(|()| self.countries)),
            ("dateline.online", dateline.map(|()| self.online)),
        ]
    }

    pub(super) fn of<'a>(sheets: impl Iterator<Item = &'a Sheet>) -> Self {
        let mut figures = Figures::default();
        let (mut dates, mut countries, mut online) = (0, 0, 0);
        let mut links = Links::default();
        for sheet in sheets {
            figures.n_stories += 1;
            figures.n_missing += u64::from(sheet.missing);
            dates += u64::from(sheet.dates);
            countries += u64::from(sheet.countries);
            online += u64::from(sheet.online);
            for (class, counts) in &sheet.entities {
                add(&mut figures.entities, class.name(), *counts);
            }
            for (predicate, counts) in &sheet.relations {
                add(&mut figures.relations, predicate, *counts);
            }
            figures.mentions = figures.mentions + sheet.mentions;
            figures.donors = figures.donors + sheet.donors;
            for (name, id) in &sheet.links {
                links.add(name, id);
            }
        }
        figures.linking = links.share();
        figures.dates = share(dates, figures.n_stories);
        figures.countries = share(countries, figures.n_stories);
        figures.online = share(online, figures.n_stories);
        figures
    }
}

fn add(all: &mut BTreeMap<String, Counts>, name: &str, counts: Counts) {
    match all.get_mut(name) {
        Some(sum) => *sum = *sum + counts,
        None => {
            all.insert(name.to_owned(), counts);
        }
    }
}

/// How often which gold name was paired with which id.
#[derive(Debug, Default)]
pub(super) struct Links<'a> {
    by_name: BTreeMap<&'a str, Vec<(&'a str, u64)>>,
    by_id: BTreeMap<&'a str, Vec<(&'a str, u64)>>,
}

impl<'a> Links<'a> {
    pub(super) fn add(&mut self, name: &'a str, id: &'a str) {
        count(self.by_name.entry(name).or_default(), id);
        count(self.by_id.entry(id).or_default(), name);
    }

    /// The id that a gold name is mostly paired with.
    pub(super) fn id_of(&self, name: &str) -> Option<&'a str> {
        self.by_name.get(name).and_then(|ids| most(ids))
    }

    /// Pairs whose two ends are each other's most frequent partner, as a share of all.
    fn share(&self) -> Option<f64> {
        let (mut good, mut all) = (0, 0);
        for (name, ids) in &self.by_name {
            for (id, n) in ids {
                all += n;
                let mutual = most(ids) == Some(id)
                    && self.by_id.get(id).and_then(|names| most(names)) == Some(name);
                good += if mutual { *n } else { 0 };
            }
        }
        (all > 0).then(|| share(good, all))
    }
}

fn count<'a>(counts: &mut Vec<(&'a str, u64)>, key: &'a str) {
    match counts.iter_mut().find(|(known, _)| *known == key) {
        Some((_, n)) => *n += 1,
        None => counts.push((key, 1)),
    }
}

/// The most frequent; among equals the one met first.
fn most<'a>(counts: &[(&'a str, u64)]) -> Option<&'a str> {
    let best = counts.iter().map(|(_, n)| *n).max()?;
    counts.iter().find(|(_, n)| *n == best).map(|(key, _)| *key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linking_asks_for_both_directions() {
        let mut links = Links::default();
        assert_eq!(links.share(), None);
        for (name, id) in [("A", "a"), ("A", "a"), ("A", "b"), ("B", "b"), ("C", "a")] {
            links.add(name, id);
        }
        // A-b loses against A-a and C-a against A-a; b is first met with A, so B-b loses as well.
        assert_eq!(links.share(), Some(2.0 / 5.0));
        assert_eq!(links.id_of("A"), Some("a"));
    }
}
