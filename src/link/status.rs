//! How firmly a clause says something.
//!
//! In: the cues and verb groups of a sentence and the place of a trigger. Out: a status. Never: a status for the whole
//! sentence.

use crate::base::Status;
use crate::dictionary::WordKind;
use crate::link::arguments::TriggerAt;
use crate::link::clause::Clause;
use crate::link::group::{Group, Shape};

/// A word that changes how firmly what follows is said: tokens `first..end`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cue {
    pub first: usize,
    pub end: usize,
    pub status: Status,
    /// The token at which its clause is over.
    pub until: usize,
}

/// A cue reaches so many words to its right.
const REACH: usize = 5;

/// The status of what a trigger says; the weakest of its verb, the verb that governs it and the cues that reach it.
/// `None` where it is only the purpose of something: `met to support`.
pub(super) fn firmness(
    clause: &Clause<'_>,
    trigger: TriggerAt,
    group: Option<usize>,
    cues: &[Cue],
) -> Option<Status> {
    let said = match group {
        Some(g) => of_group(clause, g)?,
        None => governing(clause, trigger.first)
            .or_else(|| governed(clause, trigger.end))
            .map_or(Some(Status::Asserted), |g| of_group(clause, g))?,
    };
    let first = group.map_or(trigger.first, |g| clause.groups[g].first.min(trigger.first));
    Some(said.max(cued(clause, cues, first)))
}

/// The verb before token `at` whose clause holds it.
fn governing(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let before = |group: &Group| group.end <= at && group.shape == Shape::Finite;
    let g = clause.groups.iter().rposition(before)?;
    is_open(clause, clause.groups[g].end, at).then_some(g)
}

/// The verb behind token `at` whose subject or opening phrase holds it.
fn governed(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let behind = |group: &Group| group.first >= at && group.shape == Shape::Finite;
    let g = clause.groups.iter().position(behind)?;
    is_open(clause, at, clause.groups[g].first).then_some(g)
}

/// Whether no other clause begins between two tokens.
fn is_open(clause: &Clause<'_>, from: usize, to: usize) -> bool {
    (from..to).all(|i| !clause.kind(i).is(WordKind::SUBORDINATOR) && clause.word(i) != ";")
}

fn of_group(clause: &Clause<'_>, g: usize) -> Option<Status> {
    let group = clause.groups[g];
    if group.shape != Shape::Infinitive {
        let first = matches!(clause.word(group.first.wrapping_sub(1)), "and" | "or")
            .then(|| shared(clause, g))
            .flatten();
        return Some(first.map_or(group.status, |first| first.max(group.status)));
    }
    let previous = g.checked_sub(1)?;
    let before = clause.groups[previous];
    if before.end == group.first {
        let firm = of_group(clause, previous)?;
        let happens = clause.kind(before.head).is(WordKind::CONTROL);
        return Some(if happens { firm } else { firm.max(Status::Planned) });
    }
    // `asked USAID to fund`: a name right before the infinitive is to do it.
    let controlled =
        clause.items.iter().any(|item| item.closing == group.first && item.first >= before.end);
    controlled.then_some(Status::Hedged)
}

/// What an auxiliary says counts for both verbs of `will organize and host`.
fn shared(clause: &Clause<'_>, g: usize) -> Option<Status> {
    let previous = clause.groups[..g].last()?;
    let bare = clause.kind(clause.groups[g].first).is(WordKind::BASE);
    (bare && previous.shape == Shape::Finite).then_some(previous.status)
}

/// The weakest cue that stands shortly before token `first`.
fn cued(clause: &Clause<'_>, cues: &[Cue], first: usize) -> Status {
    cues.iter()
        .filter(|cue| {
            cue.end <= first
                && first - cue.end <= REACH
                && first < cue.until
                && !(cue.end..first).any(|i| matches!(clause.word(i), ";" | "but" | ":"))
        })
        .map(|cue| cue.status)
        .max()
        .unwrap_or(Status::Asserted)
}
