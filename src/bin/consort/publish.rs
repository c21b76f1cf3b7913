//! `consort publish`: the graph as a folder for a web server or an archive of research data.
//!
//! In: a graph, what its publisher says of it. Out: a folder of data and descriptions. Never: a folder that was not a publication
//! overwritten; a clock.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use consort::PartialDate;
use consort::rdf::Iris;
use consort::store::{Manifest, Snapshot};
use consort::view::desk::Desk;
use consort::view::publish::{About, Contact, Creator, FILES, License, publish};

use crate::args::GraphArgs;
use crate::graph::open;
use crate::out_folder::OutFolder;
use crate::outcome::Outcome;
use crate::say::{Say, counted};
use crate::source_date::source_date;

/// What only a publication holds.
const MARK: &str = "ro-crate-metadata.json";

const HELP: &str = "Examples:
  consort publish --date 2026-03-01 -o public/
  consort publish --title 'Who funds what in the Balkans' --license CC-BY-4.0 --creator 'Policy Lab <https://ror.org/02mhbdp94>' \
--url https://example.org/balkans/ --date 2026-03-01 --site -o public/
  consort publish --without-texts --date 2026-03-01 -o public/

The folder holds the graph as N-Triples, what the texts state and who is named together as tables, and descriptions in VoID, DCAT, \
RO-Crate, Croissant and words. Whole texts are never in it; --without-texts leaves the sentences out too, everywhere. Links are \
relative, so the folder works at any address, on a disk and in an archive. Build the graph with --base set to the same address as --url, \
and the IRI of an entity is the address of its page without .html.";

/// `consort publish`
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct PublishArgs {
    /// The folder to write. A former publication is replaced, anything else is left alone.
    #[arg(long, short, value_name = "FOLDER")]
    pub out: PathBuf,
    /// The title.
    #[arg(long, default_value = "Who works with whom")]
    pub title: String,
    /// What it is, in a few sentences; made from the figures of the graph when left out.
    #[arg(long, value_name = "TEXT")]
    pub description: Option<String>,
    /// On what terms it may be used: an SPDX id of a licence for data, such as CC-BY-4.0, or an address.
    #[arg(long, value_name = "LICENCE")]
    pub license: Option<License>,
    /// Who made it: 'Name', or 'Name <ADDRESS>' with an ORCID, a ROR or another address; may be repeated. With a ROR it is an
    /// organisation, else a person.
    #[arg(long = "creator", value_name = "WHO")]
    pub creators: Vec<Creator>,
    /// Where who finds a mistake may write to: an address of mail or of the web.
    #[arg(long, value_name = "ADDRESS")]
    pub contact: Option<Contact>,
    /// The address at which the folder will stand, with a slash at its end.
    #[arg(long, value_name = "ADDRESS")]
    pub url: Option<String>,
    /// The day of publication; needed unless SOURCE_DATE_EPOCH says it, now or when the graph was built.
    #[arg(long, value_name = "DAY")]
    pub date: Option<PartialDate>,
    /// Leave sentences out, where texts may not be published: names, titles, counts and places in the texts stay.
    #[arg(long)]
    pub without_texts: bool,
    /// Write a page and a Turtle file for each entity too.
    #[arg(long)]
    pub site: bool,
    /// The graph.
    #[command(flatten)]
    pub graph: GraphArgs,
}

/// Runs the command.
pub(crate) fn run(args: &PublishArgs, say: &Say) -> anyhow::Result<Outcome> {
    let snapshot = open(&args.graph.graph)?;
    let about = about(args, &snapshot)?;
    let folder = OutFolder::create(&args.out, MARK, &FILES)?;
    let desk = Desk::read(snapshot, !args.without_texts)?;
    let published = publish(&desk, &about, &mut |name| folder.file(name))?;
    folder.keep()?;
    let pages = match published.pages {
        0 => String::new(),
        n => format!(", a page for each of {}", counted(n, "entity", "entities")),
    };
    say.line(&format!(
        "{} in {}{pages}; open index.html",
        counted(published.files, "file", "files"),
        args.out.display()
    ));
    let lacks: Vec<&str> = [
        ("--license", about.license.is_none()),
        ("--creator", about.creators.is_empty()),
        ("--contact", about.contact.is_none()),
        ("--url", about.url.is_none()),
    ]
    .into_iter()
    .filter_map(|(option, lacks)| lacks.then_some(option))
    .collect();
    if !lacks.is_empty() {
        say.line(&format!("catalogues ask for more: {}", lacks.join(", ")));
    }
    Ok(Outcome::Done)
}

fn about(args: &PublishArgs, snapshot: &Snapshot) -> anyhow::Result<About> {
    if let Some(url) = &args.url {
        // What makes IRIs of data makes addresses of files.
        Iris::new(url).context("--url")?;
        anyhow::ensure!(
            url.starts_with("http://") || url.starts_with("https://"),
            "--url takes an address of the web, such as https://example.org/balkans/"
        );
    }
    Ok(About {
        title: args.title.clone(),
        description: args.description.clone(),
        license: args.license.clone(),
        creators: args.creators.clone(),
        contact: args.contact.clone(),
        url: args.url.clone(),
        date: date(args.date, snapshot.manifest())?,
        site: args.site,
    })
}

/// The day of publication: said, or set for builds that can be repeated, or that of the graph.
fn date(said: Option<PartialDate>, manifest: &Manifest) -> anyhow::Result<PartialDate> {
    if let Some(date) = said {
        anyhow::ensure!(date.day.is_some(), "--date takes a day, such as 2026-03-01");
        return Ok(date);
    }
    let seconds = source_date()?.or(manifest.created);
    seconds.and_then(PartialDate::of_unix_time).context(
        "a publication has a date, and this graph says none; give --date 2026-03-01, or set SOURCE_DATE_EPOCH",
    )
}
