//! How firmly a clause says something.
//!
//! In: the cues of a sentence and the place of a trigger. Out: a status. Never: a status for the whole sentence.

use crate::base::Status;

/// A word that changes how firmly what follows is said: tokens `first..end`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cue {
    pub first: usize,
    pub end: usize,
    pub status: Status,
}

/// A cue reaches so many words to its right.
const REACH: usize = 5;

/// The status of what a trigger says; the weakest cue that reaches it decides.
#[must_use]
pub(super) fn status(cues: &[Cue], first: usize, end: usize) -> Status {
    cues.iter()
        .filter(|cue| {
            let before = cue.end <= first && first - cue.end <= REACH;
            let inside = cue.first >= first && cue.end <= end;
            before || inside
        })
        .map(|cue| cue.status)
        .max()
        .unwrap_or(Status::Asserted)
}
