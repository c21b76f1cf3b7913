//! `consort report`: one page about the graph.
//!
//! In: a graph. Out: an HTML file that needs no network. Never: a half-written file.

use std::path::PathBuf;

use clap::Args;
use consort::dictionary::{Ids, shipped_grammar};
use consort::merge::cooccur::CooccurOptions;
use consort::store::Snapshot;
use consort::view::desk::{ClaimRows, Desk, Ends, Filters};
use consort::view::explain::{Question, passages_for};
use consort::view::plot::{Facts, PlotOptions};
use consort::view::report::{Report, questions, write};
use consort::view::stats::{StatsOptions, stats};
use consort::view::vocab::{GapOptions, Gaps};
use consort::{Predicate, Story};

use crate::args::GraphArgs;
use crate::count::{Passed, ScopeArgs};
use crate::graph::{Stories, labels, open};
use crate::out_file::write_file;
use crate::outcome::Outcome;
use crate::say::Say;

/// `consort report`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort report -o report.html\n  consort report --title 'Partners 2020' --top 30 -o partners.html\n  consort report --country Albania --since 2020-07 --exclude unodc -o albania.html\n\nTables sort by their heads; printed, it fits A4."
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
    /// Which stories the page is about, and whose names it leaves out.
    #[command(flatten)]
    pub scope: ScopeArgs,
    /// The graph.
    #[command(flatten)]
    pub graph: GraphArgs,
}

/// Runs the command.
pub(crate) fn run(args: &ReportArgs, say: &Say) -> anyhow::Result<Outcome> {
    let snapshot = open(&args.graph.graph)?;
    let names = labels(&snapshot)?;
    let scope = args.scope.scope(&names)?;
    let cooccur = CooccurOptions {
        scope: scope.clone(),
        exclude: args.scope.excluded(&names)?,
        ..CooccurOptions::default()
    };
    let filters = Filters {
        predicates: vec![Predicate::Funds],
        scope: scope.clone(),
        exclude: cooccur.exclude.clone(),
        ..Filters::default()
    };
    let mut facts = Facts::new(PlotOptions { cooccur, ..PlotOptions::default() });
    let mut stories = Stories::of(&snapshot)?;
    let mut gaps = Gaps::new(shipped_grammar());
    let mut passed = Passed::default();
    let gather = |story: &Story| {
        facts.add(story);
        gaps.add(story);
    };
    let taken = stories.by_ref().filter(|story| passed.takes(story, &scope)).inspect(gather);
    let figures = stats(taken, &StatsOptions::default());
    stories.failure()?;
    passed.tell(&scope, say);
    let (ties, questions): (Vec<_>, Vec<Question>) =
        questions(&facts, if args.top == 0 { usize::MAX } else { args.top }).into_iter().unzip();
    let mut stories = Stories::of(&snapshot)?;
    let taken = stories.by_ref().filter(|story| scope.takes(story));
    let found = passages_for(taken, &questions);
    stories.failure()?;
    let ties: Vec<_> = ties.into_iter().zip(found).collect();
    let made = made(&snapshot);
    let gaps = gaps.finish(&GapOptions::default(), &mut Ids::default());
    let (desk, ends) = (Desk::read(snapshot, true)?, Ends::default());
    let gifts = desk.claim_table(ClaimRows::Claims, &ends, &filters);
    let any = Filters { predicates: Vec::new(), statuses: Some(Vec::new()), ..filters };
    let unsure = desk.claim_table(ClaimRows::Claims, &ends, &any);
    let report = Report {
        title: &args.title,
        facts: &facts,
        stats: &figures,
        names: names.names(),
        ties: &ties,
        gifts: &gifts,
        unsure: &unsure,
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
