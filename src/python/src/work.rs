//! Work beside Python: other Python threads go on meanwhile, and Ctrl-C ends it.
//!
//! In: a job that owns all it needs. Out: what came of it. Never: Python's lock while Rust works, or a panic that Python sees
//! as anything but an error.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

use crate::error::Failure;

/// How often the main thread looks for Ctrl-C.
const GLANCE: Duration = Duration::from_millis(50);

/// So long a job that was told to end is waited for; one that does not look up finishes unheard.
const PATIENCE: Duration = Duration::from_secs(10);

/// Does a job on a thread of its own and waits for it.
///
/// `interrupt` is called when Ctrl-C is pressed, and tells the job to end.
pub(crate) fn run<T: Send + 'static>(
    py: Python<'_>,
    interrupt: impl Fn() + Sync,
    job: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> PyResult<T> {
    let (done, mut result) = channel();
    let worker = thread::Builder::new().name("consort".to_owned()).spawn(move || {
        // Whoever waited may be gone.
        let _ = done.send(job());
    })?;
    loop {
        // Through the part that Python's lock is not held in only what is moved may pass.
        let received;
        (result, received) = py.detach(move || {
            let received = result.recv_timeout(GLANCE);
            (result, received)
        });
        match received {
            Ok(made) => return Ok(made?),
            Err(RecvTimeoutError::Timeout) => {
                if let Err(signal) = py.check_signals() {
                    interrupt();
                    py.detach(|| wait(&worker));
                    return Err(signal);
                }
            }
            // It has panicked, and the thread has said where.
            Err(RecvTimeoutError::Disconnected) => {
                let says =
                    "consort has met a bug of its own; what it said of it stands on standard error";
                return Err(PyRuntimeError::new_err(says));
            }
        }
    }
}

fn wait(worker: &thread::JoinHandle<()>) {
    let started = Instant::now();
    while !worker.is_finished() && started.elapsed() < PATIENCE {
        thread::sleep(Duration::from_millis(5));
    }
}

/// A flag that a job looks at between two portions of work.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Raises it.
    pub(crate) fn raise(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it is raised.
    pub(crate) fn is_raised(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Ends the work where it is raised.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        match self.is_raised() {
            // Nobody sees these words: Python raises KeyboardInterrupt.
            true => Err(Failure::refused("stopped")),
            false => Ok(()),
        }
    }
}
