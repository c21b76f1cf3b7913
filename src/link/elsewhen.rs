//! Whether a sentence tells of another time or event than the story: `the first meeting, hosted by the United Kingdom on 9 July 2018`.
//!
//! In: a clause, a trigger in it and the dates of the story. Out: yes or no. Never: a guess where no date is written.

use std::ops::Range;

use crate::base::{Document, PartialDate};
use crate::dictionary::WordKind;
use crate::documents::date_at_start;
use crate::link::arguments::Place;
use crate::link::clause::Clause;
use crate::link::group::{Group, Shape};

/// A press release may tell of the weeks before it; what lies further off is another activity.
const DAYS: i32 = 45;

/// Openings that lead away from the story's activity: `Following the meeting, on 5 March UNODC met with`.
const AWAY: [&str; 5] = ["following", "prior", "before", "after", "ahead"];

/// Whether a date that belongs to a trigger lies outside the story's dates.
pub(super) fn is_elsewhen(document: &Document, clause: &Clause<'_>, at: Place) -> bool {
    let first = at.group.map_or(at.first, |g| clause.groups[g].first);
    let describes = at.group.is_some_and(|g| clause.groups[g].shape == Shape::Reduced);
    if describes && is_occasion(clause, first) {
        return true;
    }
    let Some(start) = document.date_start else { return false };
    let end = document.date_end.unwrap_or(start).last_day();
    let away = AWAY.contains(&clause.word(clause.range.start)) && document.dateline.is_some();
    let slack = if away { 0 } else { DAYS };
    let dates = clause.dates.get_or_init(|| dates(clause, start.year));
    dates.iter().any(|&(token, (from, to))| {
        let beyond =
            |late: PartialDate, early| late.days_since(early).is_some_and(|days| days > slack);
        let other = beyond(from, end) || beyond(start, to.last_day());
        // `held in 2018`; `on 5 March UNODC held meetings with`: its own verb may stand between.
        let belongs = if token >= at.end {
            is_open(clause, at.end..token, 0)
        } else {
            is_open(clause, token..first, 1)
        };
        other && belongs
    })
}

/// Whether a token stands in a phrase that names a greater event around the story's: `On the margins of the conference
/// organized by the OSCE, UNODC held a side event`.
fn is_occasion(clause: &Clause<'_>, token: usize) -> bool {
    let start = clause.range.start;
    let opening = [clause.word(start), clause.word(start + 1), clause.word(start + 2)];
    let around =
        matches!(opening, ["on" | "in" | "at", "the", "occasion" | "margins" | "sidelines"]);
    let main = clause.groups.iter().find(|g| g.shape == Shape::Finite && g.first > token);
    around && main.is_some() && (start..token).all(|i| !clause.in_group(i))
}

/// The dates of a clause and the tokens at which they begin.
fn dates(clause: &Clause<'_>, year: u16) -> Vec<(usize, (PartialDate, PartialDate))> {
    let mut out = Vec::new();
    for i in clause.range.clone() {
        if !matches!(clause.word(i), "on" | "in" | "since" | "from") || clause.in_name(i) {
            continue;
        }
        let next = clause.word(i + 1);
        let Some(span) = clause.tokens.spans.get(i + 1) else { continue };
        let mark = next.starts_with(|c: char| c.is_ascii_digit()) || clause.is_capital(i + 1);
        if !mark || !clause.range.contains(&(i + 1)) {
            continue;
        }
        if let Some(found) = date_at_start(&clause.text[span.start..], Some(year)) {
            out.push((i, found));
        } else if let Some(year) = year_alone(next) {
            out.push((i, (PartialDate::year(year), PartialDate::year(year))));
        }
    }
    out
}

/// `2018`, but not `2018 officers`, which nobody writes of such numbers.
fn year_alone(word: &str) -> Option<u16> {
    let year = word.parse().ok().filter(|_| word.len() == 4)?;
    (1945..2100).contains(&year).then_some(year)
}

/// Whether no other clause begins in a stretch and at most so many verbs stand in it.
fn is_open(clause: &Clause<'_>, range: Range<usize>, verbs: usize) -> bool {
    let inside = |g: &&Group| {
        g.shape != Shape::Ing && range.contains(&g.first) && range.contains(&(g.end - 1))
    };
    !range.clone().any(|i| clause.kind(i).is(WordKind::SUBORDINATOR) || clause.word(i) == ";")
        && clause.groups.iter().filter(inside).count() <= verbs
}
