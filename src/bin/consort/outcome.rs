//! How a command went, as an exit code.
//!
//! In: what happened. Out: 0 done, 1 done in part or nothing found, 2 could not. Never: another code.

use std::io;
use std::process::ExitCode;

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
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        // serde_json and csv hide the error of the writer from the chain.
        let json = || cause.downcast_ref::<serde_json::Error>()?.io_error_kind();
        let csv = || match cause.downcast_ref::<csv::Error>()?.kind() {
            csv::ErrorKind::Io(error) => Some(error.kind()),
            _ => None,
        };
        io.or_else(json).or_else(csv) == Some(io::ErrorKind::BrokenPipe)
    })
}
