//! `consort man`: the manual.
//!
//! In: perhaps a folder. Out: one page, or one page a command. Never: anything but what the arguments say.

use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, Command};

use crate::outcome::Outcome;

/// `consort man`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  consort man | man -l -\n  consort man --out man/")]
pub(crate) struct ManArgs {
    /// A folder for one page a command; standard output when left out.
    #[arg(long, short, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
}

/// Prints the manual page of the program, or writes one page a command.
pub(crate) fn run(args: &ManArgs, program: Command) -> anyhow::Result<Outcome> {
    match &args.out {
        None => clap_mangen::Man::new(program).render(&mut std::io::stdout())?,
        Some(folder) => {
            let place = || format!("cannot write manual pages into {}", folder.display());
            std::fs::create_dir_all(folder).with_context(place)?;
            clap_mangen::generate_to(program, folder).with_context(place)?;
        }
    }
    Ok(Outcome::Done)
}
