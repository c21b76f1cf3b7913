//! `consort vocab import`: entries from a file of somebody else.
//!
//! In: a table, a workbook, a list, a gazetteer, spaCy's patterns, RDF. Out: entries for review. Never: a file overwritten.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use consort::Class;
use consort::dictionary::{
    Drafts, Ids, ImportOptions, Remark, TableOptions, file_stem, gate_index, is_spacy, read_gate,
    read_spacy, read_table, read_workbook, toml_files,
};
use consort::documents::decode;
use consort::rdf::{SkosOptions, read_skos};

use crate::args::VocabularyArgs;
use crate::out_file::{OutFile, keep_all};
use crate::outcome::Outcome;
use crate::say::{Say, counted};
use crate::setup::vocabulary;

/// `consort vocab import`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  consort vocab import partners.xlsx --class organisation -o my-names/\n  consort vocab import list.csv --class organisation --map name='Full name' --map abbr=Acronym\n  consort vocab import names.txt --class organisation -o my-names/\n  consort vocab import bodies.ttl --class organisation -o my-names/\n  consort vocab import thesaurus.rdf --as https://example.org/programmes=programme\n  consort vocab import lists.def --as location:lake=region\n  consort vocab import patterns.jsonl --as GPE=country\n\nColumns may be parted by commas, semicolons, tabs or bars, values in a cell by ; or |; the file may be in any encoding that texts may have."
)]
pub(super) struct ImportArgs {
    /// A table (.csv .tsv .xlsx .ods), a list of one name a line (.txt), a gazetteer of GATE (.lst .def), spaCy's patterns (.jsonl),
    /// or concepts or organisations in RDF (.ttl .nt .rdf .owl .xml .jsonld .json .trig .nq .n3).
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The class of everything that the file gives none.
    #[arg(long, value_name = "CLASS")]
    pub class: Option<String>,
    /// The class of things of this type: the IRI of a type, a scheme or a broader concept, a label of spaCy, a type of GATE.
    #[arg(long = "as", value_name = "TYPE=CLASS")]
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
    let (vocabulary, warnings) = vocabulary(&args.vocabulary)?;
    say.warnings(&warnings);
    let mut ids = Ids::of(&vocabulary);
    let drafts = drafts(args, &mut ids, say)
        .with_context(|| format!("cannot import {}", args.file.display()))?;
    hand_out(&drafts, args)?;
    report(&drafts, say);
    Ok(Outcome::whole(
        !drafts.drafts.is_empty() && drafts.left_out.is_empty() && warnings.is_empty(),
    ))
}

/// What the file gives, read as its ending says.
fn drafts(args: &ImportArgs, ids: &mut Ids, say: &Say) -> anyhow::Result<Drafts> {
    let class = args.class.as_deref().map(class).transpose()?;
    let classes: anyhow::Result<BTreeMap<String, Class>> = pairs(&args.classes, "--as TYPE=CLASS")?
        .into_iter()
        .map(|(kind, name)| Ok((kind, self::class(&name)?)))
        .collect();
    let classes = classes?;
    let columns = pairs(&args.columns, "--map KEY=COLUMN")?;
    let table = TableOptions { class, columns };
    let list = ImportOptions { class, classes: classes.clone() };
    let ending =
        args.file.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "xlsx" | "xlsm" | "ods" => return Ok(read_workbook(&bytes(&args.file)?, &table, ids)?),
        "xls" | "xlsb" | "numbers" => {
            bail!("consort reads no .{ending}; save it as .xlsx or .csv")
        }
        _ => {}
    }
    let text = text(&args.file, say)?;
    Ok(match ending.as_str() {
        "csv" | "tsv" | "tab" | "txt" | "" => read_table(&text, &table, ids)?,
        "lst" | "def" => {
            let index = match ending.as_str() {
                "def" => text,
                _ => args.file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            };
            gazetteer(&args.file, &index, &list, ids, say)
        }
        "jsonl" => read_spacy(&text, &list, ids),
        "json" if is_spacy(&text) => read_spacy(&text, &list, ids),
        _ => {
            let base = base(&args.file);
            let options = SkosOptions { class, classes, language: args.lang.clone(), base };
            read_skos(&text, &ending, &options, ids)?
        }
    })
}

fn bytes(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The text of a file in whatever encoding it has.
fn text(path: &Path, say: &Say) -> anyhow::Result<String> {
    let bytes = bytes(path)?;
    let decoded = decode(&path.display().to_string(), &bytes)?;
    say.warnings(&decoded.warnings);
    Ok(decoded.output.into_owned())
}

/// The lists of a gazetteer, which stand beside its index.
fn gazetteer(
    path: &Path,
    index: &str,
    options: &ImportOptions,
    ids: &mut Ids,
    say: &Say,
) -> Drafts {
    let mut missing = Vec::new();
    let mut lists = gate_index(index);
    lists.retain_mut(|list| match text(&path.with_file_name(&list.file), say) {
        Ok(text) => {
            list.text = text;
            true
        }
        Err(error) => {
            let what = format!("{}: {error:#}", list.file);
            missing.push(Remark { why: "the list cannot be read".to_owned(), what });
            false
        }
    });
    let mut drafts = read_gate(&lists, options, ids);
    drafts.left_out.extend(missing);
    drafts
}

/// What relative IRIs of a file are seen from. Its folder is nobody's business.
fn base(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    let escaped = name.bytes().map(|b| match is_plain(b) {
        true => char::from(b).to_string(),
        false => format!("%{b:02X}"),
    });
    format!("file:///{}", escaped.collect::<String>())
}

fn class(name: &str) -> anyhow::Result<Class> {
    name.parse().map_err(anyhow::Error::msg)
}

/// `KEY=VALUE`; an IRI may hold `=` itself, so the last one parts.
fn pairs(given: &[String], form: &str) -> anyhow::Result<Vec<(String, String)>> {
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

/// Says what was left out and why, and what is worth a word; the first few of each kind by name.
fn report(drafts: &Drafts, say: &Say) {
    for line in by_reason(&drafts.notes, "noted") {
        say.line(&line);
    }
    for line in by_reason(&drafts.left_out, "left out") {
        say.warning(&line);
    }
    say.line(&counted(drafts.drafts.len(), "entry", "entries"));
}

fn by_reason(remarks: &[Remark], done: &str) -> Vec<String> {
    const NAMED: usize = 5;
    let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for remark in remarks {
        reasons.entry(&remark.why).or_default().push(&remark.what);
    }
    let line = |(why, whats): (&str, Vec<&str>)| {
        let first = whats.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
        let more = whats.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        format!("{} {done}: {why}: {first}{more}", whats.len())
    };
    reasons.into_iter().map(line).collect()
}
