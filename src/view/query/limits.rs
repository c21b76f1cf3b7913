//! Bounds on what a query may cost.
//!
//! In: a number of rows, a time, memory. Out: a token that the engine looks at. Never: kills a thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::store::sparql::{CancellationToken, QueryEvaluationError};
use memory_stats::memory_stats;

use crate::store::{Interrupted, interruptible};
use crate::view::query::error::QueryError;

/// What a query may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Limits {
    /// Most rows to write; all when absent.
    pub rows: Option<usize>,
    /// Longest time for evaluation and output together; any when absent.
    pub time: Option<Duration>,
    /// Most bytes by which the memory of the process may grow meanwhile; any when absent.
    pub memory: Option<u64>,
}

/// How often memory is looked at: a query that fills a gigabyte a second is noticed in time.
const GLANCE: Duration = Duration::from_millis(20);

/// Cancels a query when its time is up or its memory is used. Ends with its query: dropping it stops the clock.
pub struct Watchdog {
    token: CancellationToken,
    limits: Limits,
    late: Arc<AtomicBool>,
    large: Arc<AtomicBool>,
    /// Never sent on: the waiting thread ends when this is dropped.
    _stop: Option<Sender<()>>,
}

impl Watchdog {
    /// Starts the clock.
    ///
    /// ```
    /// use consort::view::query::{Limits, Watchdog};
    /// use std::time::Duration;
    /// let limits = Limits { time: Some(Duration::from_millis(1)), ..Limits::default() };
    /// let watchdog = Watchdog::start(&limits);
    /// while !watchdog.token().is_cancelled() {} // a query with this token would be ended now
    /// assert!(watchdog.verdict().is_some());
    /// ```
    #[must_use]
    pub fn start(limits: &Limits) -> Self {
        let token = CancellationToken::new();
        let (late, large) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
        let watched = limits.time.is_some() || limits.memory.is_some();
        let stop = watched.then(|| {
            let (stop, stopped) = channel();
            let (token, limits) = (token.clone(), *limits);
            let (late, large) = (late.clone(), large.clone());
            thread::spawn(move || {
                let clock = Clock::start(limits);
                while stopped.recv_timeout(clock.glance()) == Err(RecvTimeoutError::Timeout) {
                    let flag = match (clock.is_late(), clock.is_large()) {
                        (true, _) => &late,
                        (_, true) => &large,
                        (false, false) => continue,
                    };
                    flag.store(true, Ordering::SeqCst);
                    token.cancel();
                    break;
                }
            });
            stop
        });
        Self { token, limits: *limits, late, large, _stop: stop }
    }

    /// What to give to `EvaluateOptions::cancel`.
    #[must_use]
    pub fn token(&self) -> CancellationToken {
        self.token.clone()
    }

    /// Does work that evaluates a query and writes its rows, and ends it where it stands when a bound is passed.
    ///
    /// # Errors
    /// With the bound.
    ///
    /// ```
    /// use consort::view::query::{Limits, QueryError, Watchdog};
    /// use std::time::Duration;
    /// let limits = Limits { time: Some(Duration::from_millis(1)), ..Limits::default() };
    /// let watchdog = Watchdog::start(&limits);
    /// let ended = watchdog.over(|| loop {
    ///     consort::store::step(); // as the engine does with every term
    /// });
    /// assert!(matches!(ended, Err::<(), _>(QueryError::TimedOut(_))));
    /// ```
    pub fn over<T>(&self, work: impl FnOnce() -> T) -> Result<T, QueryError> {
        interruptible(&self.token, work).map_err(|interrupted| {
            let verdict = match interrupted {
                Interrupted::Cancelled => self.verdict(),
                _ => None,
            };
            verdict.unwrap_or(QueryError::Interrupted(interrupted))
        })
    }

    /// Which bound has been passed, in the user's words; `None` while all hold.
    #[must_use]
    pub fn verdict(&self) -> Option<QueryError> {
        let late = self.limits.time.filter(|_| self.late.load(Ordering::SeqCst));
        let large = self.limits.memory.filter(|_| self.large.load(Ordering::SeqCst));
        late.map(QueryError::TimedOut).or(large.map(QueryError::OutOfMemory))
    }

    /// The engine's error in the user's words.
    #[must_use]
    pub fn explain(&self, error: QueryEvaluationError) -> QueryError {
        let verdict = match error {
            QueryEvaluationError::Cancelled => self.verdict(),
            _ => None,
        };
        verdict.unwrap_or(QueryError::Evaluation(error))
    }
}

/// When a query began, and with how much memory.
struct Clock {
    limits: Limits,
    started: Instant,
    memory: u64,
}

impl Clock {
    fn start(limits: Limits) -> Self {
        Self { limits, started: Instant::now(), memory: memory() }
    }

    /// How long to wait for the next look.
    fn glance(&self) -> Duration {
        let left = self.limits.time.map(|time| time.saturating_sub(self.started.elapsed()));
        match (left, self.limits.memory) {
            (Some(left), Some(_)) => left.min(GLANCE),
            (Some(left), None) => left,
            (None, _) => GLANCE,
        }
    }

    fn is_late(&self) -> bool {
        self.limits.time.is_some_and(|time| self.started.elapsed() >= time)
    }

    fn is_large(&self) -> bool {
        self.limits.memory.is_some_and(|most| memory().saturating_sub(self.memory) > most)
    }
}

/// Bytes that the process has in memory; 0 where the system does not say.
fn memory() -> u64 {
    memory_stats().map_or(0, |now| now.physical_mem as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_runs_out_only_where_it_is_bounded() {
        let limits =
            |ms: Option<u64>| Limits { time: ms.map(Duration::from_millis), ..Limits::default() };
        let short = Watchdog::start(&limits(Some(1)));
        for _ in 0..2000 {
            if short.token().is_cancelled() {
                break;
            }
            thread::sleep(Duration::from_millis(1));
        }
        assert!(matches!(short.explain(QueryEvaluationError::Cancelled), QueryError::TimedOut(_)));
        let long = Watchdog::start(&limits(Some(3_600_000)));
        let none = Watchdog::start(&limits(None));
        assert!(!long.token().is_cancelled() && !none.token().is_cancelled());
        assert!(matches!(none.explain(QueryEvaluationError::Cancelled), QueryError::Evaluation(_)));
    }

    #[test]
    fn memory_runs_out_too() {
        let limits = Limits { memory: Some(1 << 20), ..Limits::default() };
        let small = Watchdog::start(&limits);
        thread::sleep(Duration::from_millis(50)); // it looks first at what is there before
        let filled = vec![1_u8; 64 << 20];
        for _ in 0..2000 {
            if small.token().is_cancelled() {
                break;
            }
            thread::sleep(Duration::from_millis(1));
        }
        assert!(filled.contains(&1));
        assert!(matches!(small.verdict(), Some(QueryError::OutOfMemory(_))));
    }
}
