//! `consort report`: one page about the graph.
//!
//! In: a graph. Out: an HTML file that needs no network. Never: a half-written file.

use std::path::PathBuf;

use clap::Args;
use consort::Story;
use consort::dictionary::{Ids, shipped_grammar};
use consort::store::Snapshot;
use consort::view::explain::{Question, passages_for};
use consort::view::plot::{Facts, PlotOptions};
use consort::view::report::{Report, questions, write};
use consort::view::stats::{StatsOptions, stats};
use consort::view::vocab::{GapOptions, Gaps};

use crate::args::GraphArgs;
use crate::graph::{Stories, labels, open};
use crate::out_file::write_file;
use crate::outcome::Outcome;
use crate::say::Say;

/// `consort report`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort report -o report.html\n  consort report --title 'Partners 2020' --top 30 -o partners.html"
)]
pub(crate) struct ReportArgs {
    /// The file to write; standard output when left out.
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The heading of the page.
    #[arg(long, default_value = "Who works with whom")]
    pub title: String,
    /// How many ties to show with their sentences; 0 for all.
    #[arg(long, value_name = "N", default_value = "20")]
    pub top: usize,
    /// The graph.
    #[command(flatten)]
    pub graph: GraphArgs,
}

/// Runs the command.
pub(crate) fn run(args: &ReportArgs, say: &Say) -> anyhow::Result<Outcome> {
    let snapshot = open(&args.graph.graph)?;
    let names = labels(&snapshot)?;
    let mut facts = Facts::new(PlotOptions::default());
    let mut stories = Stories::of(&snapshot)?;
    let mut gaps = Gaps::new(shipped_grammar());
    let gather = |story: &Story| {
        facts.add(story);
        gaps.add(story);
    };
    let figures = stats(stories.by_ref().inspect(gather), &StatsOptions::default());
    stories.failure()?;
    let (ties, questions): (Vec<_>, Vec<Question>) =
        questions(&facts, if args.top == 0 { usize::MAX } else { args.top }).into_iter().unzip();
    let mut stories = Stories::of(&snapshot)?;
    let found = passages_for(&mut stories, &questions);
    stories.failure()?;
    let ties: Vec<_> = ties.into_iter().zip(found).collect();
    let made = made(&snapshot);
    let gaps = gaps.finish(&GapOptions::default(), &mut Ids::default());
    let report = Report {
        title: &args.title,
        facts: &facts,
        stats: &figures,
        names: names.names(),
        ties: &ties,
        gaps: &gaps,
        made: &made,
    };
    match &args.out {
        None => write(&report, &mut std::io::stdout().lock())?,
        Some(path) => {
            write_file(path, |out| Ok(write(&report, out)?))?;
            say.line(&format!("{}: open it in a browser", path.display()));
        }
    }
    Ok(Outcome::Done)
}

/// How the graph was made, as the page says it.
fn made(snapshot: &Snapshot) -> Vec<(String, String)> {
    let manifest = snapshot.manifest();
    let short = |hash: &str| hash.chars().take(16).collect::<String>();
    let mut made = vec![
        ("consort".to_owned(), manifest.consort.clone()),
        ("vocabulary".to_owned(), format!("SHA-256 {}…", short(&manifest.vocabulary))),
    ];
    /// A longer list says nothing to a reader.
    const MOST: usize = 12;
    for input in manifest.inputs.iter().take(MOST) {
        let how = format!("{} stories, SHA-256 {}…", input.documents, short(&input.sha256));
        made.push((input.path.clone(), how));
    }
    if manifest.inputs.len() > MOST {
        made.push(("and".to_owned(), format!("{} more files", manifest.inputs.len() - MOST)));
    }
    made
}
