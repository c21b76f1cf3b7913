//! Ends the evaluation of a query wherever it stands.
//!
//! In: a token, and a tick from whatever the engine does in loops. Out: the work's value, or that it was ended. Never: a thread that is
//! killed, or a panic hook that is run.
//!
//! The engine looks at its token where it reads statements, and it can be long without reading one: in products of patterns that
//! share no variable, in closures of closures, while it sorts. But all it handles are terms of ours, which it copies at every step;
//! so every copy is a tick, and at the next tick after the token is cancelled the stack is unwound to [`interruptible`].

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use spareval::CancellationToken;

/// So many ticks pass between two looks at the token: a look costs more than a tick, and a tick less than a microsecond.
const EVERY: u32 = 64;

/// Longest text that a query may build, in bytes: no question needs a longer one, and a few of them fill the memory.
pub(super) const LONGEST_TEXT: usize = 16 << 20;

/// Why an evaluation was ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Interrupted {
    /// Its token was cancelled.
    #[error("the query was cancelled")]
    Cancelled,
    /// It built a text that is longer than any question needs.
    #[error("the query builds a text of more than {} MB; let it gather or repeat less", LONGEST_TEXT >> 20)]
    TextTooLong,
}

thread_local! {
    static LEFT: Cell<u32> = const { Cell::new(0) };
    static TOKEN: RefCell<Option<CancellationToken>> = const { RefCell::new(None) };
}

/// Does work that evaluates queries on this thread, and ends it soon after the token is cancelled.
///
/// # Errors
/// When it was ended. What the work had half done is dropped.
///
/// ```
/// use consort::rdf::Iris;
/// use consort::store::sparql::{CancellationToken, QueryResults, SparqlParser};
/// use consort::store::{EvaluateOptions, Interrupted, Kb, interruptible};
/// let kb = Kb::in_memory([], Iris::default())?;
/// let row = "VALUES ?NAME { 1 2 3 4 5 6 7 8 9 }";
/// let rows: String = ('a'..='z').map(|name| row.replace("NAME", &name.to_string())).collect();
/// let product = SparqlParser::new().parse_query(&format!("SELECT (COUNT(*) AS ?n) {{ {rows} }}"))?;
/// let token = CancellationToken::new();
/// let clock = token.clone();
/// std::thread::spawn(move || {
///     std::thread::sleep(std::time::Duration::from_millis(20));
///     clock.cancel();
/// });
/// let ended = interruptible(&token, || match kb.evaluate(product, &EvaluateOptions::default()) {
///     Ok(QueryResults::Solutions(solutions)) => solutions.count(),
///     _ => 0,
/// });
/// assert_eq!(ended, Err(Interrupted::Cancelled)); // and not after the 10^24 rows
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
pub fn interruptible<T>(
    token: &CancellationToken,
    work: impl FnOnce() -> T,
) -> Result<T, Interrupted> {
    let former = TOKEN.replace(Some(token.clone()));
    LEFT.set(0);
    // What the work could leave half-done is its own, and dropped with it.
    let done = catch_unwind(AssertUnwindSafe(work));
    TOKEN.set(former);
    done.map_err(|panic| match panic.downcast::<Interrupted>() {
        Ok(interrupted) => *interrupted,
        Err(panic) => resume_unwind(panic),
    })
}

/// Counts a step; the token is looked at after [`EVERY`] of them.
#[inline]
pub(super) fn tick(cost: u32) {
    match LEFT.get().checked_sub(cost) {
        Some(left) => LEFT.set(left),
        None => look(),
    }
}

/// Counts the copying of a text, and ends the evaluation if it is too long.
pub(super) fn tick_text(length: usize) {
    if length > LONGEST_TEXT {
        end(Interrupted::TextTooLong);
    }
    // A kilobyte takes about as long to copy as a term.
    tick(1 + u32::try_from(length >> 10).unwrap_or(EVERY));
}

/// A step of work around the engine, such as the comparison of two rows of an answer: ends the work if the token is cancelled.
pub fn step() {
    look();
}

#[cold]
fn look() {
    LEFT.set(EVERY);
    if TOKEN.with_borrow(|token| token.as_ref().is_some_and(CancellationToken::is_cancelled)) {
        end(Interrupted::Cancelled);
    }
}

/// Unwinds to [`interruptible`]; where nobody waits for that, or the stack is being unwound already, nothing happens.
fn end(why: Interrupted) {
    if TOKEN.with_borrow(Option::is_some) && !std::thread::panicking() {
        resume_unwind(Box::new(why));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_ends_at_a_tick_and_only_where_somebody_waits() {
        let cancelled = CancellationToken::new();
        cancelled.cancel();
        let endless = || loop {
            tick(1);
        };
        assert_eq!(interruptible::<()>(&cancelled, endless), Err(Interrupted::Cancelled));
        (0..1000).for_each(|_| tick(1)); // nobody waits any more
        assert_eq!(interruptible(&CancellationToken::new(), || tick(1)), Ok(()));
        // The inner work has a token of its own, and the outer one its own again.
        let inner = || interruptible(&CancellationToken::new(), || (0..1000).for_each(|_| tick(1)));
        let outer = || {
            assert_eq!(inner(), Ok(()));
            endless();
        };
        assert_eq!(interruptible(&cancelled, outer), Err(Interrupted::Cancelled));
    }

    #[test]
    fn long_texts_end_it_and_other_panics_go_on() {
        let token = CancellationToken::new();
        let table = [
            (LONGEST_TEXT, Ok(())),
            (LONGEST_TEXT + 1, Err(Interrupted::TextTooLong)),
            (usize::MAX, Err(Interrupted::TextTooLong)),
        ];
        for (length, expected) in table {
            assert_eq!(interruptible(&token, || tick_text(length)), expected, "{length}");
        }
        let other = catch_unwind(|| interruptible(&token, || resume_unwind(Box::new(7_u8))));
        assert_eq!(other.unwrap_err().downcast_ref::<u8>(), Some(&7));
    }
}
