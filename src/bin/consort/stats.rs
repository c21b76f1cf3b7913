//! `consort stats`: the figures of a graph.
//!
//! In: a graph. Out: tables. Never: a figure that the graph does not hold.

use std::io::{BufWriter, Write};

use clap::Args;
use consort::store::Snapshot;
use consort::view::stats::{Stats, StatsOptions, stats};

use crate::args::GraphArgs;
use crate::graph::{Stories, folder_option, layout, open};
use crate::outcome::Outcome;
use crate::say::Say;

/// `consort stats`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  consort stats\n  consort stats --json")]
pub(crate) struct StatsArgs {
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// The graph.
    #[command(flatten)]
    pub graph: GraphArgs,
}

/// The figures of a graph that was written without them.
fn counted(snapshot: &Snapshot) -> anyhow::Result<Stats> {
    let mut stories = Stories::of(snapshot)?;
    let stats = stats(&mut stories, &StatsOptions::default());
    stories.failure()?;
    Ok(stats)
}

/// Runs the command.
pub(crate) fn run(args: &StatsArgs, say: &Say) -> anyhow::Result<Outcome> {
    let snapshot = open(&args.graph.graph)?;
    let stats = match snapshot.figures()? {
        Some(figures) => figures,
        None => counted(&snapshot)?,
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    if args.json {
        stats.write_json(&mut out)?;
    } else {
        let tables = stats.tables();
        let shown = tables.iter().filter(|(_, table)| !table.rows.is_empty());
        for (i, (name, table)) in shown.enumerate() {
            let gap = if i == 0 { "" } else { "\n" };
            writeln!(out, "{gap}{}", name.replace('_', " "))?;
            table.write_text(layout(), &mut out)?;
        }
    }
    out.flush()?;
    if !args.json {
        let folder = folder_option(&args.graph.graph);
        let entity =
            stats.top_entities.first().map_or("ENTITY".to_owned(), |e| e.entity.id.to_string());
        say.line(&format!(
            "the sentences that name an entity: consort explain {entity} --named{folder}; its edges: consort explain {entity}{folder}"
        ));
    }
    Ok(Outcome::Done)
}
