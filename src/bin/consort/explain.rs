//! `consort explain`: the sentences behind an edge.
//!
//! In: a graph and one or two entities. Out: sentences with the names marked, or the edges of one entity. Never: an edge
//! without its sentences.

use std::io::{BufWriter, Write};

use anyhow::Context;
use consort::Predicate;
use consort::view::explain::{Question, Side, edge_table, edges, passages, write_json, write_text};

use crate::args::{ExplainArgs, TableFormat};
use crate::graph::{Labels, Stories, labels, layout, open};
use crate::outcome::Outcome;
use crate::say::Say;

/// Runs the command.
pub(crate) fn run(args: &ExplainArgs, say: &Say) -> anyhow::Result<Outcome> {
    let snapshot = open(&args.graph.graph)?;
    let names = labels(&snapshot)?;
    let question = question(&args.words, &names)?;
    let mut stories = Stories::of(&snapshot)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    if question.b.is_none() && question.predicate.is_none() {
        let edges = edges(&mut stories, &question);
        stories.failure()?;
        edge_table(&edges).write(args.format.into(), layout(), &mut out)?;
        out.flush()?;
        let label = names.label(&question.a);
        say.line(&format!(
            "{} edges of {label}; the sentences: consort explain {} PARTNER",
            edges.len(),
            question.a
        ));
        return Ok(Outcome::whole(!edges.is_empty()));
    }
    let mut passages = passages(&mut stories, &question);
    stories.failure()?;
    let n_all = passages.len();
    if args.top > 0 {
        passages.truncate(args.top);
    }
    match args.format {
        TableFormat::Table => write_text(&passages, &|id| names.label(id), &marker(), &mut out)?,
        TableFormat::Json => write_json(&passages, &mut out)?,
        TableFormat::Csv => anyhow::bail!(
            "explain prints sentences as table or json; csv is for the edges of one entity"
        ),
    }
    out.flush()?;
    if passages.is_empty() {
        say.line("no sentence says so, nor names both");
    } else if passages.len() < n_all {
        say.line(&format!("{} of {n_all} sentences; --top 0 prints all", passages.len()));
    }
    Ok(Outcome::whole(!passages.is_empty()))
}

/// `A`, `A B`, `A PREDICATE` or `A PREDICATE B`.
fn question(words: &[String], names: &Labels) -> anyhow::Result<Question> {
    let entity = |word: &String| names.find(word);
    Ok(match words {
        [a] => Question::about(entity(a)?),
        [a, word] => match word.parse::<Predicate>() {
            Ok(predicate) => Question::about(entity(a)?).with_predicate(predicate),
            Err(_) => Question::about(entity(a)?).with_partner(entity(word)?),
        },
        [a, predicate, b, ..] => {
            let predicate = predicate
                .parse::<Predicate>()
                .map_err(anyhow::Error::msg)
                .context("the second word")?;
            Question::about(entity(a)?).with_predicate(predicate).with_partner(entity(b)?)
        }
        [] => anyhow::bail!("name an entity"),
    })
}

/// Marks a name: in bold on a terminal, in brackets elsewhere.
fn marker() -> impl Fn(&str, Side) -> String {
    let styled = console::Term::stdout().is_term() && console::colors_enabled();
    move |name, _| {
        if styled { console::style(name).bold().cyan().to_string() } else { format!("[{name}]") }
    }
}
