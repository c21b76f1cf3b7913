//! How a command went, as an exit code.
//!
//! In: what happened. Out: 0 done, 1 done in part or nothing found, 2 could not. Never: another code.

use std::process::ExitCode;

use consort::rdf::WriteError;
use consort::view::query::QueryError;

/// How a command went, when it could be carried out at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All of it is done.
    Done,
    /// Some input was passed over, or nothing was found.
    Partly,
}

impl Outcome {
    /// Done when `whole`, else partly.
    pub(crate) fn whole(whole: bool) -> Self {
        if whole { Outcome::Done } else { Outcome::Partly }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::Partly => ExitCode::from(1),
        }
    }
}

/// Whether the cause of an error is that nobody reads the output any more.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
            || cause
                .downcast_ref::<serde_json::Error>()
                .is_some_and(|e| e.io_error_kind() == Some(std::io::ErrorKind::BrokenPipe))
            || cause.downcast_ref::<WriteError>().is_some_and(|e| {
                matches!(e, WriteError::Io(e) if e.kind() == std::io::ErrorKind::BrokenPipe)
            })
            || cause.downcast_ref::<QueryError>().is_some_and(|e| {
                matches!(e, QueryError::Io(e) if e.kind() == std::io::ErrorKind::BrokenPipe)
            })
            || cause.downcast_ref::<csv::Error>().is_some_and(|e| {
                matches!(e.kind(), csv::ErrorKind::Io(e) if e.kind() == std::io::ErrorKind::BrokenPipe)
            })
    })
}
