//! Words to the person at the terminal.
//!
//! In: messages. Out: lines on standard error. Never: data.

#![expect(clippy::print_stderr, reason = "this is the one place that speaks")]

use std::backtrace::Backtrace;
use std::io::{IsTerminal, Write};

use consort::Warning;

/// Says what happens, or only what goes wrong.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Say {
    quiet: bool,
    colour: bool,
}

/// A number with its noun: `1 story`, `2 stories`.
pub(crate) fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// So many warnings are printed; the rest is counted.
const MOST_WARNINGS: usize = 50;

impl Say {
    /// A voice; `quiet` leaves out everything but warnings and errors.
    pub(crate) fn new(quiet: bool) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        Self { quiet, colour: !plain && std::io::stderr().is_terminal() }
    }

    /// Whether only what goes wrong is said.
    pub(crate) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Whether a progress bar would be seen and is wanted.
    pub(crate) fn shows_progress(&self) -> bool {
        !self.quiet && std::io::stderr().is_terminal()
    }

    /// A line that is left out under --quiet.
    pub(crate) fn line(&self, text: &str) {
        if !self.quiet {
            eprintln!("{text}");
        }
    }

    /// Something the user should know.
    pub(crate) fn warning(&self, text: &str) {
        let mark = if self.colour { "\u{1b}[33mwarning\u{1b}[0m" } else { "warning" };
        eprintln!("{mark}: {text}");
    }

    /// Several such things; beyond a screenful they are counted.
    pub(crate) fn warnings(&self, warnings: &[Warning]) {
        for warning in warnings.iter().take(MOST_WARNINGS) {
            self.warning(&warning.to_string());
        }
        if warnings.len() > MOST_WARNINGS {
            self.warning(&format!("and {} more", warnings.len() - MOST_WARNINGS));
        }
    }

    /// Why a command could not be carried out, with those of its causes that it does not name itself.
    pub(crate) fn error(&self, error: &anyhow::Error) {
        let mut text = error.to_string();
        for cause in error.chain().skip(1).map(ToString::to_string) {
            if !text.contains(&cause) {
                text = format!("{text}: {cause}");
            }
        }
        eprintln!("{}: {text}", self.error_mark());
    }

    /// A bug of ours, with the calls that led to it where they are asked for.
    pub(crate) fn bug(&self, text: &str, trace: Option<&Backtrace>) {
        let trace = trace.map(|trace| format!("\n{trace}")).unwrap_or_default();
        // Where nobody hears it, a panic on top of the panic would hide the exit code.
        let _ = writeln!(std::io::stderr(), "{}: {text}{trace}", self.error_mark());
    }

    fn error_mark(&self) -> &'static str {
        if self.colour { "\u{1b}[31merror\u{1b}[0m" } else { "error" }
    }
}
