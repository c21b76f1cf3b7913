//! `consort cooccur`: who is named together most.
//!
//! In: a graph. Out: a table of pairs. Never: a measure without its counts.

use std::io::{BufWriter, Write};

use consort::view::cooccur::{CooccurOptions, Measure, RankOptions, count, rank, table};
use consort::{Class, Window};

use crate::args::{CooccurArgs, TableFormat};
use crate::graph::{Stories, labels, layout, open};
use crate::outcome::Outcome;
use crate::say::Say;

/// Runs the command.
pub(crate) fn run(args: &CooccurArgs, say: &Say) -> anyhow::Result<Outcome> {
    let classes = args.classes.iter().map(|c| c.parse()).collect::<Result<Vec<Class>, _>>();
    let options = CooccurOptions {
        window: args.window.parse::<Window>().map_err(anyhow::Error::msg)?,
        classes: classes.map_err(anyhow::Error::msg)?,
        ..CooccurOptions::default()
    };
    let sliding = matches!(options.window, Window::Sentences(_));
    anyhow::ensure!(
        !sliding,
        "windows of several sentences cannot be counted yet; try --window paragraph"
    );
    let by = args.by.parse::<Measure>().map_err(anyhow::Error::msg)?;
    let snapshot = open(&args.graph.graph)?;
    let names = labels(&snapshot)?;
    let mut stories = Stories::of(&snapshot)?;
    let ties = count(&mut stories, &options);
    stories.failure()?;
    let n_pairs = ties.len();
    let top = (args.top > 0).then_some(args.top);
    let ties = rank(ties, &RankOptions { by, min: args.min, top });
    let mut out = BufWriter::new(std::io::stdout().lock());
    table(&ties, &|id| names.label(id)).write(args.format.into(), layout(), &mut out)?;
    out.flush()?;
    if args.format == TableFormat::Table {
        say.line(&format!(
            "{} of {n_pairs} pairs, by {} of {}s; the sentences behind a pair: consort explain A B",
            ties.len(),
            by.name(),
            options.window.name()
        ));
    }
    Ok(Outcome::whole(!ties.is_empty()))
}
