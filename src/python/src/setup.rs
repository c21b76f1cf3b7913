//! How texts are to be read, as Python says it.
//!
//! In: keyword arguments. Out: options of the library. Never: reads a story.

use std::collections::BTreeMap;
use std::path::PathBuf;

use consort::Warning;
use consort::base::Pattern;
use consort::dictionary::{Decisions, Lexicon, decision_files};
use consort::documents::{DateFormat, Found, InputFile, ReadOptions, Stories, walk};
use pyo3::prelude::*;

use crate::convert::Keywords;
use crate::error::Failure;

/// How records are read: `fields` and `date_format`.
pub(crate) fn record_options(keywords: &Keywords<'_>) -> PyResult<ReadOptions> {
    let mut options = ReadOptions::default();
    let fields: Option<BTreeMap<String, String>> = keywords.take("fields")?;
    for (field, name) in fields.unwrap_or_default() {
        let added = options.add_field(&format!("{field}={name}"));
        added.map_err(|error| Failure::argument("fields", error))?;
    }
    let date_format: Option<String> = keywords.take("date_format")?;
    options.date_format = date_format
        .map(|text| DateFormat::new(&text).map_err(|e| Failure::argument("date_format", e)))
        .transpose()?;
    Ok(options)
}

/// How files are read: the same and `whole`, `split` and `title`.
pub(crate) fn file_options(keywords: &Keywords<'_>) -> PyResult<ReadOptions> {
    let options = record_options(keywords)?;
    let whole = keywords.take("whole")?.unwrap_or(false);
    let stories = match (pattern(keywords, "split")?, whole) {
        (Some(_), true) => {
            let says = "split says where stories begin, whole that a file is one; leave one out";
            return Err(Failure::refused(says).into());
        }
        (Some(pattern), false) => Stories::At(pattern),
        (None, true) => Stories::Whole,
        (None, false) => Stories::Split,
    };
    Ok(ReadOptions { stories, title: pattern(keywords, "title")?, ..options })
}

fn pattern(keywords: &Keywords<'_>, name: &str) -> PyResult<Option<Pattern>> {
    let text: Option<String> = keywords.take(name)?;
    let pattern = text.map(|text| Pattern::new(&text).map_err(|e| Failure::argument(name, e)));
    Ok(pattern.transpose()?)
}

/// Files, and what reviewers have decided on them.
pub(crate) struct Input {
    pub(crate) files: Vec<InputFile>,
    pub(crate) decisions: Decisions,
    pub(crate) warnings: Vec<Warning>,
}

/// Finds the files behind paths, and the decisions that are named or stand beside them.
pub(crate) fn find(
    paths: &[PathBuf],
    decisions: &[PathBuf],
    lexicon: &Lexicon,
) -> Result<Input, Failure> {
    let (decisions, mut warnings) = Decisions::read(&decision_files(decisions, paths)?, lexicon);
    let found = walk(paths)?;
    warnings.extend(found.warnings);
    let Found { files, .. } = found.output;
    Ok(Input { files, decisions, warnings })
}
