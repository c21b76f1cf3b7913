//! Bounds on what a query may cost.
//!
//! In: a number of rows and a time. Out: a token that the engine looks at. Never: kills a thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use oxigraph::sparql::{CancellationToken, QueryEvaluationError};

use crate::view::query::error::QueryError;

/// What a query may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Limits {
    /// Most rows to write; all when absent.
    pub rows: Option<usize>,
    /// Longest time for evaluation and output together; any when absent.
    pub time: Option<Duration>,
}

/// Cancels a query when its time is up. Ends with its query: dropping it stops the clock.
pub struct Watchdog {
    token: CancellationToken,
    time: Option<Duration>,
    expired: Arc<AtomicBool>,
    /// Never sent on: the waiting thread ends when this is dropped.
    _stop: Option<Sender<()>>,
}

impl Watchdog {
    /// Starts the clock.
    ///
    /// ```
    /// use consort::view::query::{Limits, Watchdog};
    /// use std::time::Duration;
    /// let watchdog = Watchdog::start(&Limits { time: Some(Duration::from_millis(1)), rows: None });
    /// while !watchdog.token().is_cancelled() {} // a query with this token would be ended now
    /// ```
    #[must_use]
    pub fn start(limits: &Limits) -> Self {
        let token = CancellationToken::new();
        let expired = Arc::new(AtomicBool::new(false));
        let stop = limits.time.map(|time| {
            let (stop, stopped) = channel();
            let (token, expired) = (token.clone(), expired.clone());
            thread::spawn(move || {
                if stopped.recv_timeout(time) == Err(RecvTimeoutError::Timeout) {
                    expired.store(true, Ordering::SeqCst);
                    token.cancel();
                }
            });
            stop
        });
        Self { token, time: limits.time, expired, _stop: stop }
    }

    /// What to give to `SparqlEvaluator::with_cancellation_token`.
    #[must_use]
    pub fn token(&self) -> CancellationToken {
        self.token.clone()
    }

    /// The engine's error in the user's words.
    #[must_use]
    pub fn explain(&self, error: QueryEvaluationError) -> QueryError {
        match (error, self.time) {
            (QueryEvaluationError::Cancelled, Some(time))
                if self.expired.load(Ordering::SeqCst) =>
            {
                QueryError::TimedOut(time)
            }
            (error, _) => QueryError::Evaluation(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_runs_out_only_where_it_is_bounded() {
        let limits = |ms: Option<u64>| Limits { rows: None, time: ms.map(Duration::from_millis) };
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
}
