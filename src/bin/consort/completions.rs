//! `consort completions`: what a shell needs to complete a command.
//!
//! In: a shell's name. Out: a script. Never: a file written.

use std::io::Write;

use clap::{Args, Command};

use crate::outcome::Outcome;

/// `consort completions`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort completions bash > ~/.local/share/bash-completion/completions/consort\n  consort completions zsh > ~/.zfunc/_consort"
)]
pub(crate) struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// Prints the completions of the program.
pub(crate) fn run(args: &CompletionsArgs, mut program: Command) -> anyhow::Result<Outcome> {
    let mut out = Vec::new();
    clap_complete::generate(args.shell, &mut program, "consort", &mut out);
    std::io::stdout().write_all(&out)?;
    Ok(Outcome::Done)
}
