//! The program: parses the command line, calls the library, prints, and says by its exit code how it went.
//!
//! In: arguments. Out: data on standard output, words on standard error. Never: work of its own.

mod args;
mod bug;
mod build;
mod claims;
mod cli;
mod completions;
mod cooccur;
mod count;
mod diff;
mod eval;
mod explain;
mod export;
mod extract;
mod graph;
mod man;
mod network;
mod out_file;
mod out_folder;
mod outcome;
mod plot;
mod publish;
mod query;
mod report;
mod say;
mod serve;
mod setup;
mod source_date;
mod stats;
mod vocab;

use std::process::ExitCode;

use clap::Parser;

use cli::Cli;
use outcome::Outcome;
use say::Say;

/// Reading stories makes many small strings on all threads, which this allocator does a tenth faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    bug::caught(program).unwrap_or(ExitCode::from(2))
}

fn program() -> ExitCode {
    let cli = Cli::parse();
    let say = Say::new(cli.quiet);
    match cli::run(cli.command, &say) {
        Ok(outcome) => outcome.into(),
        // A reader that has seen enough, such as `head`, closes the pipe: that is no failure.
        Err(error) if outcome::is_broken_pipe(&error) => Outcome::Done.into(),
        Err(error) => {
            // Alone, the system's words ("No space left on device") do not say what failed.
            let bare = error.downcast_ref::<std::io::Error>().is_some() && error.chain().len() == 1;
            say.error(&if bare { error.context("cannot write the output") } else { error });
            ExitCode::from(2)
        }
    }
}
