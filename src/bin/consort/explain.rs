//! `consort explain`: the sentences behind an edge.
//!
//! In: a graph and one or two entities. Out: sentences with the names marked, or the edges of one entity. Never: an edge
//! without its sentences.

use std::io::{BufWriter, Write};

use anyhow::Context;
use clap::Args;
use consort::view::explain::{
    Passage, PassageKind, Question, Side, edge_table, edges, passage_table, passages, write_json,
    write_text,
};
use consort::{Predicate, Window};

use crate::args::{FormatArgs, GraphArgs, TableFormat};
use crate::graph::{Labels, Stories, folder_option, labels, layout, open};
use crate::outcome::Outcome;
use crate::say::{Say, counted};

/// `consort explain`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort explain deu funds unodc-wco-ccp\n  consort explain OSCE UNODC\n  consort explain 'World Customs Organization'\n  consort explain eu unodc --window paragraph\n  consort explain interpol --named\n  consort explain deu funds --format csv > sentences.csv"
)]
pub(crate) struct ExplainArgs {
    /// An entity, perhaps a predicate, perhaps another entity; entities by id, label or alias.
    #[arg(value_name = "A [PREDICATE] [B]", required = true, num_args = 1..=3)]
    pub words: Vec<String>,
    /// What A and B must share where no relation is stated: a sentence, a paragraph, a document, or so many sentences in
    /// a row (3-sentences). Of the wider ones the sentences that name one of the two are printed.
    #[arg(long, value_name = "WINDOW", default_value = "sentence")]
    pub window: Window,
    /// Every sentence that names A, whether or not it states something.
    #[arg(long)]
    pub named: bool,
    /// Sentences to print; 0 for all.
    #[arg(long, value_name = "N", default_value = "20")]
    pub top: usize,
    /// How to print.
    #[command(flatten)]
    pub print: FormatArgs,
    /// The graph.
    #[command(flatten)]
    pub graph: GraphArgs,
}

/// Runs the command.
pub(crate) fn run(args: &ExplainArgs, say: &Say) -> anyhow::Result<Outcome> {
    let snapshot = open(&args.graph.graph)?;
    let names = labels(&snapshot)?;
    let question = question(args, &names)?;
    // Only those that can answer are read.
    let ends = question.ends();
    let stories = match question.asks_for_statements() {
        true => snapshot.stories_stating(&ends)?,
        false => snapshot.stories_of(&ends)?,
    };
    let mut stories = Stories::from(stories);
    let mut out = BufWriter::new(std::io::stdout().lock());
    if question.b.is_none() && question.predicate.is_none() && !question.named {
        let edges = edges(&mut stories, &question);
        stories.failure()?;
        edge_table(&edges).write(args.print.format(), layout(), &mut out)?;
        out.flush()?;
        let (a, folder) = (&question.a, folder_option(&args.graph.graph));
        say.line(&format!(
            "{} of {}; the sentences: consort explain {a} PARTNER{folder}; all that name it: consort explain {a} --named{folder}",
            counted(edges.len(), "edge", "edges"),
            names.label(a),
        ));
        return Ok(Outcome::whole(!edges.is_empty()));
    }
    let mut passages = passages(&mut stories, &question);
    stories.failure()?;
    let found = found(&passages, &question);
    let n_all = passages.len();
    if args.top > 0 {
        passages.truncate(args.top);
    }
    match args.print.format {
        TableFormat::Table => write_text(&passages, &|id| names.label(id), &marker(), &mut out)?,
        TableFormat::Json => write_json(&passages, &mut out)?,
        TableFormat::Csv => passage_table(&passages, &|id| names.label(id))
            .write_csv_as(args.print.csv.layout(), &mut out)?,
    }
    out.flush()?;
    match passages.len() {
        n if n < n_all => say.line(&format!("{n} of {found}; --top 0 prints all")),
        _ => say.line(&found),
    }
    Ok(Outcome::whole(!passages.is_empty()))
}

/// `A`, `A B`, `A PREDICATE` or `A PREDICATE B`.
fn question(args: &ExplainArgs, names: &Labels) -> anyhow::Result<Question> {
    let entity = |word: &String| names.find(word);
    let question = match &args.words[..] {
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
    };
    anyhow::ensure!(
        question.b.as_ref() != Some(&question.a),
        "an edge has two ends; name two entities, or the one with --named"
    );
    if args.named {
        anyhow::ensure!(args.words.len() == 1, "--named takes one entity and nothing else");
        return Ok(question.whenever_named());
    }
    let pair = question.b.is_some() && question.predicate.is_none();
    anyhow::ensure!(
        pair || args.window == Window::Sentence,
        "--window is for two entities without a predicate: a relation stands in one sentence"
    );
    Ok(question.within(args.window))
}

/// How many sentences there are, and how many of them counting counts: `43 sentences: 25 name both, …`.
fn found(passages: &[Passage], question: &Question) -> String {
    if passages.is_empty() {
        return match (&question.b, question.predicate) {
            (Some(_), None) => "no sentence says so, nor names both".to_owned(),
            _ => "no sentence says so".to_owned(),
        };
    }
    let named = |kind| passages.iter().filter(|p| p.names == Some(kind)).count();
    let (both, near) = (named(PassageKind::Together), named(PassageKind::Near));
    let rest = passages.len() - both - near;
    let mut text = counted(passages.len(), "sentence", "sentences");
    if question.b.is_none() || question.predicate.is_some() {
        return text;
    }
    text += &format!(": {both} with both names");
    if near > 0 {
        text += &format!(", {near} with one of them");
    }
    if rest > 0 {
        text +=
            &format!(", {rest} that state a relation where a name is part of another, or unsaid");
    }
    text
}

/// Marks a name: in bold on a terminal, in brackets elsewhere.
fn marker() -> impl Fn(&str, Side) -> String {
    let styled = console::Term::stdout().is_term() && console::colors_enabled();
    move |name, _| {
        if styled { console::style(name).bold().cyan().to_string() } else { format!("[{name}]") }
    }
}
