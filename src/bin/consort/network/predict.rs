//! `consort network predict`: likely partners that nothing states.
//!
//! In: a network. Out: guesses, best first. Never: a guess that is not called one.

use consort::view::network::{guess_table, predict};

use crate::network::args::PredictArgs;
use crate::network::source::Source;
use crate::outcome::Outcome;
use crate::say::Say;

/// Runs the command.
pub(crate) fn run(args: &PredictArgs, say: &Say) -> anyhow::Result<Outcome> {
    let source = Source::read(&args.source, say)?;
    let top = (args.print.top > 0).then_some(args.print.top);
    let guesses = predict(&source.network, args.by, top);
    let digits = args.print.digits.into();
    let table = guess_table(&source.network, &guesses, &|id| source.label(id), digits);
    let shown = format!(
        "{} guesses by {}: pairs that nothing links yet; what the texts say of the partners they share is below",
        guesses.len(),
        args.by.name()
    );
    source.print(&table, &shown, &args.print, say)
}
