//! `consort vocab import`: entries from a file of somebody else.
//!
//! In: SKOS, SKOS-XL or a table. Out: entries for review. Never: a file overwritten.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use consort::Class;
use consort::dictionary::{CsvOptions, Drafts, Ids, file_stem, read, read_csv, toml_files};
use consort::rdf::{SkosOptions, read_skos};

use crate::args::VocabularyArgs;
use crate::out_file::{OutFile, keep_all};
use crate::outcome::Outcome;
use crate::say::{Say, counted};
use crate::setup::vocabulary_files;

/// `consort vocab import`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort vocab import bodies.ttl --class organisation -o my-names/\n  consort vocab import thesaurus.rdf --as https://example.org/programmes=programme\n  consort vocab import list.csv --class organisation --map name='Full name' --map abbr=Acronym"
)]
pub(super) struct ImportArgs {
    /// A SKOS or SKOS-XL scheme (.ttl .nt .rdf .owl .xml .jsonld .trig .nq), or a table (.csv).
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The class of everything that the file gives none.
    #[arg(long, value_name = "CLASS")]
    pub class: Option<String>,
    /// The class of concepts of this type, in this scheme, or below this concept.
    #[arg(long = "as", value_name = "IRI=CLASS")]
    pub classes: Vec<String>,
    /// The column of a table that holds a key of an entry.
    #[arg(long = "map", value_name = "KEY=COLUMN")]
    pub columns: Vec<String>,
    /// Language of the names to print and to find.
    #[arg(long, value_name = "TAG", default_value = "en")]
    pub lang: String,
    /// The folder for one TOML file a class; standard output when left out.
    #[arg(long, short, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// The vocabulary whose ids are taken and whose names are known.
    #[command(flatten)]
    pub vocabulary: VocabularyArgs,
}

/// Turns a file into entries.
pub(super) fn run(args: &ImportArgs, say: &Say) -> anyhow::Result<Outcome> {
    let name = args.file.display().to_string();
    let bytes = std::fs::read(&args.file).with_context(|| format!("cannot read {name}"))?;
    let class = args.class.as_deref().map(class).transpose()?;
    let (vocabulary, warnings) = read(&vocabulary_files(&args.vocabulary)?);
    say.warnings(&warnings);
    let mut ids = Ids::of(&vocabulary);
    let ending =
        args.file.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let drafts = if ending == "csv" {
        let options = CsvOptions { class, columns: pairs(&args.columns, "--map KEY=COLUMN")? };
        read_csv(&bytes[..], &options, &mut ids).with_context(|| format!("cannot import {name}"))?
    } else {
        let classes = pairs(&args.classes, "--as IRI=CLASS")?;
        let classes: anyhow::Result<BTreeMap<String, Class>> =
            classes.into_iter().map(|(iri, name)| Ok((iri, self::class(&name)?))).collect();
        let options = SkosOptions { class, classes: classes?, language: args.lang.clone() };
        read_skos(&bytes, &ending, &options, &mut ids)
            .with_context(|| format!("cannot import {name}"))?
    };
    hand_out(&drafts, args)?;
    report(&drafts, say);
    Ok(Outcome::whole(
        !drafts.drafts.is_empty() && drafts.left_out.is_empty() && warnings.is_empty(),
    ))
}

fn class(name: &str) -> anyhow::Result<Class> {
    name.parse().map_err(anyhow::Error::msg)
}

/// `KEY=VALUE`; an IRI may hold `=` itself, so the last one parts.
fn pairs(given: &[String], form: &str) -> anyhow::Result<BTreeMap<String, String>> {
    let split = |pair: &String| {
        let (key, value) =
            pair.rsplit_once('=').with_context(|| format!("{pair:?} is not {form}"))?;
        Ok((key.trim().to_owned(), value.trim().to_owned()))
    };
    given.iter().map(split).collect()
}

fn hand_out(drafts: &Drafts, args: &ImportArgs) -> anyhow::Result<()> {
    let files = toml_files(&drafts.drafts);
    let Some(folder) = &args.out else {
        let mut out = BufWriter::new(std::io::stdout().lock());
        for (class, text) in &files {
            write!(out, "# {}.toml\n\n{text}\n", file_stem(*class))?;
        }
        return Ok(out.flush()?);
    };
    std::fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let source =
        args.file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let mut written = Vec::new();
    for (class, text) in &files {
        let path = folder.join(format!("{}-{source}.toml", file_stem(*class)));
        let mut file = OutFile::create_new(&path)?;
        file.fill(|out| Ok(out.write_all(text.as_bytes())?))?;
        written.push(file);
    }
    keep_all(written)
}

/// Says what was left out and why; the first few of each kind by name.
fn report(drafts: &Drafts, say: &Say) {
    const NAMED: usize = 5;
    let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for left in &drafts.left_out {
        reasons.entry(&left.why).or_default().push(&left.what);
    }
    for (why, whats) in &reasons {
        let first = whats.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
        let more = whats.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        say.warning(&format!("{} left out: {why}: {first}{more}", whats.len()));
    }
    say.line(&counted(drafts.drafts.len(), "entry", "entries"));
}
