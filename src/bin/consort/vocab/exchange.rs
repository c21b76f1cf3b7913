//! `consort vocab import` and `consort vocab export`.
//!
//! In: a file of somebody else, or the vocabulary. Out: entries for review, or the vocabulary in another format. Never: a file
//! overwritten by an import.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Context;
use consort::Class;
use consort::dictionary::{
    CsvOptions, Drafts, Ids, file_stem, read, read_csv, toml_files, write_csv, write_spacy,
};
use consort::rdf::{
    Iris, SkosOptions, Syntax, Version, WriteOptions, read_skos, skos_triples, write,
};

use super::{ExportArgs, ExportFormat, ImportArgs};
use crate::outcome::Outcome;
use crate::say::{Say, counted};

/// Turns a file into entries.
pub(super) fn import(args: &ImportArgs, say: &Say) -> anyhow::Result<Outcome> {
    let name = args.file.display().to_string();
    let bytes = std::fs::read(&args.file).with_context(|| format!("cannot read {name}"))?;
    let class = args.class.as_deref().map(class).transpose()?;
    let (vocabulary, warnings) = read(&args.sources.files()?);
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
    for (class, text) in &files {
        let path = folder.join(format!("{}-{source}.toml", file_stem(*class)));
        let mut file = File::create_new(&path).with_context(|| {
            format!("cannot write {}; move it away if it is there already", path.display())
        })?;
        file.write_all(text.as_bytes())?;
    }
    Ok(())
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

/// Writes the vocabulary in another format.
pub(super) fn export(args: &ExportArgs, say: &Say) -> anyhow::Result<Outcome> {
    let (vocabulary, warnings) = read(&args.sources.files()?);
    say.warnings(&warnings);
    let mut out: Box<dyn Write> = match &args.out {
        None => Box::new(BufWriter::new(std::io::stdout().lock())),
        Some(path) => Box::new(BufWriter::new(create(path)?)),
    };
    let (n_left_out, what) = match args.format {
        ExportFormat::Skos => {
            let iris = Iris::new(&args.base)?;
            let (triples, n) = skos_triples(&vocabulary, &iris);
            let options =
                WriteOptions { iris: &iris, syntax: Syntax::Turtle, version: Version::Rdf11 };
            write(triples, &options, &mut out)?;
            (n, "SKOS has no room for (cond, not, match, demonym, implementers, funds)")
        }
        ExportFormat::Csv => (
            write_csv(&vocabulary, &mut out)?,
            "a table has no room for (cond, not, same_as, see_also)",
        ),
        ExportFormat::Spacy => (
            write_spacy(&vocabulary, &mut out)?,
            "count only in context (cond), which patterns cannot say",
        ),
    };
    out.flush()?;
    let left = if n_left_out > 0 {
        format!("; without {n_left_out} values that {what}")
    } else {
        String::new()
    };
    say.line(&format!("{}{left}", counted(vocabulary.entries.len(), "entry", "entries")));
    Ok(Outcome::whole(warnings.is_empty()))
}

fn create(path: &Path) -> anyhow::Result<File> {
    File::create(path).with_context(|| format!("cannot write {}", path.display()))
}
