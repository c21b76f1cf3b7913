//! `consort man`: the manual.
//!
//! In: perhaps a folder. Out: one page, or one page a command. Never: anything but what the arguments say.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Args, Command};

use crate::out_file::{OutFile, keep_all};
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
            let mut program = program;
            program.build();
            let mut files = Vec::new();
            pages(&program, folder, &mut files)?;
            keep_all(files)?;
        }
    }
    Ok(Outcome::Done)
}

/// Writes the page of a command, and those of its own commands.
fn pages(command: &Command, folder: &Path, files: &mut Vec<OutFile>) -> anyhow::Result<()> {
    for own in command.get_subcommands().filter(|own| !own.is_hide_set()) {
        pages(own, folder, files)?;
    }
    let page = clap_mangen::Man::new(command.clone());
    let mut file = OutFile::create(&folder.join(page.get_filename()))?;
    file.fill(|out| Ok(page.render(out)?))?;
    files.push(file);
    Ok(())
}
