//! `consort completions` and `consort man`.
//!
//! In: a shell's name, or a folder. Out: completions, or manual pages. Never: anything but what the arguments say.

use std::io::Write;

use anyhow::Context;
use clap::CommandFactory;

use crate::args::{Cli, CompletionsArgs, ManArgs};
use crate::outcome::Outcome;

/// Prints completions.
pub(crate) fn completions(args: &CompletionsArgs) -> anyhow::Result<Outcome> {
    let mut out = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "consort", &mut out);
    std::io::stdout().write_all(&out)?;
    Ok(Outcome::Done)
}

/// Prints the manual page, or writes one page a command.
pub(crate) fn man(args: &ManArgs) -> anyhow::Result<Outcome> {
    let command = Cli::command();
    match &args.out {
        None => clap_mangen::Man::new(command).render(&mut std::io::stdout())?,
        Some(folder) => {
            let place = || format!("cannot write manual pages into {}", folder.display());
            std::fs::create_dir_all(folder).with_context(place)?;
            clap_mangen::generate_to(command, folder).with_context(place)?;
        }
    }
    Ok(Outcome::Done)
}
