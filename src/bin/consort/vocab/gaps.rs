//! `consort vocab gaps`: what a corpus names and the vocabulary lacks.
//!
//! In: texts and a vocabulary. Out: a ranked list, or entries added to a folder of vocabulary. Never: an entry that is there
//! already, or a line of the folder's files changed.

use std::convert::Infallible;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use consort::dictionary::{Draft, Ids, file_stem, toml_files, toml_table};
use consort::pipeline::read_stories;
use consort::view::vocab::{Gap, GapOptions, Gaps, drafts, gap_table};
use serde_json::json;

use crate::args::InputArgs;
use crate::graph::layout;
use crate::out_file::{OutFile, keep_all};
use crate::outcome::Outcome;
use crate::say::{Say, counted};
use crate::setup::{Setup, setup, vocabulary};

/// `consort vocab gaps`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort vocab gaps press/\n  consort vocab gaps press/ --toml > review.toml\n  consort vocab gaps press/ --vocab my-names/ --accept zeta-body yota-club"
)]
pub(super) struct GapsArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Add the entries with these ids to the folder of --vocab.
    #[arg(long, value_name = "ID", num_args = 1..)]
    pub accept: Vec<String>,
    /// Add all entries whose words say what they are.
    #[arg(long)]
    pub all: bool,
    /// List capitalised phrases of two documents or more too, persons and places among them.
    #[arg(long)]
    pub wide: bool,
    /// Leave out what fewer documents name.
    #[arg(long, value_name = "N", default_value = "1")]
    pub min: u64,
    /// Rows to print; 0 for all.
    #[arg(long, value_name = "N", default_value = "40")]
    pub top: usize,
    /// Print entries in TOML, with example sentences as comments.
    #[arg(long, conflicts_with = "json")]
    pub toml: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// Runs the command.
pub(super) fn run(args: &GapsArgs, say: &Say) -> anyhow::Result<Outcome> {
    let accepts = args.all || !args.accept.is_empty();
    let target = accepts.then(|| target(&args.input)).transpose()?;
    let input = readable(&args.input);
    let Setup { lexicon, decisions, files, options, flawed, .. } = setup(&input, say)?;
    let mut found = Gaps::new(lexicon.grammar.clone());
    let warnings = read_stories(files, options, lexicon, decisions, |story| story, &mut |story| {
        found.add(&story);
        Ok::<_, Infallible>(())
    })?;
    say.warnings(&warnings);
    let (vocabulary, _) = vocabulary(&input.vocabulary)?;
    let gap_options =
        GapOptions { wide: args.wide, min_documents: args.min, ..GapOptions::default() };
    let gaps = found.finish(&gap_options, &mut Ids::of(&vocabulary));
    let whole = !flawed && warnings.is_empty() && !gaps.is_empty();
    if let Some(target) = target {
        let (drafts, unknown) = drafts(&gaps, &args.accept, args.all);
        for id in &unknown {
            say.warning(&format!("{id:?} is the id of no gap; `consort vocab gaps` lists them"));
        }
        accept(&drafts, target, say)?;
        return Ok(Outcome::whole(whole && unknown.is_empty()));
    }
    let shown = if args.top == 0 { gaps.len() } else { args.top.min(gaps.len()) };
    print(&gaps[..shown], args)?;
    say.line(&format!(
        "{} gaps; a class with ? is a guess; add them with --accept ID or --all, and --vocab FOLDER",
        if shown < gaps.len() { format!("{shown} of {}", gaps.len()) } else { shown.to_string() }
    ));
    Ok(Outcome::whole(whole))
}

/// The folder that entries are added to: the last of --vocab.
fn target(input: &InputArgs) -> anyhow::Result<&Path> {
    let target = input
        .vocabulary
        .vocab
        .last()
        .context("--accept and --all need --vocab FOLDER to write to")?;
    anyhow::ensure!(
        target.is_dir() || !target.exists(),
        "{} is a file; --accept and --all add to a folder",
        target.display()
    );
    Ok(target)
}

/// The same without folders of vocabulary that hold nothing yet.
fn readable(input: &InputArgs) -> InputArgs {
    let has_entries = |path: &PathBuf| {
        let Ok(mut listing) = std::fs::read_dir(path) else { return path.exists() };
        listing.any(|e| e.is_ok_and(|e| e.path().extension().is_some_and(|x| x == "toml")))
    };
    let mut input = input.clone();
    let last = input.vocabulary.vocab.len().saturating_sub(1);
    let mut at = 0;
    input.vocabulary.vocab.retain(|path| {
        at += 1;
        at <= last || has_entries(path)
    });
    input
}

/// Adds the entries at the end of one file a class.
fn accept(drafts: &[Draft], folder: &Path, say: &Say) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let (mut written, mut added) = (Vec::new(), Vec::new());
    for (class, tables) in toml_files(drafts) {
        let path = folder.join(format!("{}-accepted.toml", file_stem(class)));
        let former = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read {}", path.display()));
            }
        };
        let gap = match former.as_str() {
            "" => "",
            text if text.ends_with('\n') => "\n",
            _ => "\n\n",
        };
        let mut file = OutFile::create(&path)?;
        file.fill(|out| Ok(write!(out, "{former}{gap}{tables}")?))?;
        written.push(file);
        let n = drafts.iter().filter(|d| d.class == class).count();
        added.push(format!("{} added to {}", counted(n, "entry", "entries"), path.display()));
    }
    keep_all(written)?;
    added.iter().for_each(|line| say.line(line));
    if drafts.is_empty() {
        say.line("no entries added");
    }
    Ok(())
}

fn print(gaps: &[Gap], args: &GapsArgs) -> anyhow::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    if args.toml {
        for (i, gap) in gaps.iter().enumerate() {
            let blank = if i == 0 { "" } else { "\n" };
            write!(out, "{blank}# {}\n{}", file_stem(gap.draft.class), toml_table(&gap.draft))?;
        }
    } else if args.json {
        let rows: Vec<_> = gaps
            .iter()
            .map(|gap| {
                let examples: Vec<_> = gap
                    .examples
                    .iter()
                    .map(|e| json!({ "document": e.document, "sentence": e.sentence }))
                    .collect();
                let entry = &gap.draft.entry;
                json!({
                    "id": gap.id, "name": entry.name, "class": gap.draft.class.name(), "told": gap.told,
                    "documents": gap.documents, "mentions": gap.count, "names": entry.names,
                    "abbr": entry.abbr, "country": entry.country, "parent": entry.parent,
                    "examples": examples, "toml": toml_table(&gap.draft),
                })
            })
            .collect();
        serde_json::to_writer_pretty(&mut out, &rows)?;
        writeln!(out)?;
    } else {
        gap_table(gaps).write_text(layout(), &mut out)?;
    }
    Ok(out.flush()?)
}
