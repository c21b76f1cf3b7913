//! Errors and warnings of the library as Python's.
//!
//! In: what can go wrong. Out: exceptions that keep the place and the cure. Never: a panic, or an error of the library that
//! Python does not tell apart from a missing file.

use std::ffi::CString;
use std::fmt::Display;
use std::io::ErrorKind;

use consort::Warning;
use consort::dictionary::VocabError;
use consort::documents::ReadError;
use consort::pipeline::BuildError;
use consort::store::StoreError;
use pyo3::create_exception;
use pyo3::exceptions::{PyFileNotFoundError, PyUserWarning, PyValueError};
use pyo3::prelude::*;

create_exception!(
    consort,
    ConsortError,
    PyValueError,
    "What consort cannot do, where that is, and the cure."
);
create_exception!(
    consort,
    ConsortWarning,
    PyUserWarning,
    "Something that was passed over or read with doubt, where it is, and the cure."
);

/// Why a call fails.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A file or folder is not there.
    Missing(String),
    /// Anything else that the caller can mend.
    Refused(String),
}

impl Failure {
    /// What the caller can mend, in words.
    pub(crate) fn refused(error: impl Display) -> Self {
        Self::Refused(in_python(&error.to_string()))
    }

    fn missing(error: impl Display) -> Self {
        Self::Missing(in_python(&error.to_string()))
    }

    /// The same about an argument.
    pub(crate) fn argument(name: &str, error: impl Display) -> Self {
        Self::refused(format!("{name}: {error}"))
    }
}

impl From<Failure> for PyErr {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Missing(says) => PyFileNotFoundError::new_err(says),
            Failure::Refused(says) => ConsortError::new_err(says),
        }
    }
}

impl From<VocabError> for Failure {
    fn from(error: VocabError) -> Self {
        match &error {
            VocabError::Read { source, .. } | VocabError::Decisions { source, .. }
                if source.kind() == ErrorKind::NotFound =>
            {
                Self::missing(error)
            }
            _ => Self::refused(error),
        }
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        match &error {
            ReadError::Missing { .. } => Self::missing(error),
            _ => Self::refused(error),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::NotAGraph { path } if !path.exists() => Self::missing(error),
            _ => Self::refused(error),
        }
    }
}

impl From<BuildError> for Failure {
    fn from(error: BuildError) -> Self {
        match error {
            BuildError::Store(error) => error.into(),
            BuildError::NoStories { ref warnings, .. } => {
                let reasons = warnings.iter().map(|warning| format!("; {warning}"));
                Self::refused(format!("{error}{}", reasons.collect::<String>()))
            }
            _ => Self::refused(error),
        }
    }
}

/// Tells the caller what was noticed, each thing once.
pub(crate) fn warn(py: Python<'_>, mut warnings: Vec<Warning>) -> PyResult<()> {
    warnings.dedup();
    let category = py.get_type::<ConsortWarning>();
    for warning in warnings {
        let says = in_python(&warning.to_string()).replace('\0', "");
        PyErr::warn(py, &category, &CString::new(says)?, 1)?;
    }
    Ok(())
}

/// How the options of the program are written in Python.
const OPTIONS: [(&str, &str); 12] = [
    ("make one with: consort build FILES -o ", "make one with consort.build(FILES, out=…): "),
    ("consort build FILES -o ", "consort.build(FILES, out=…): "),
    ("--field text=KEY.KEY", "fields={\"text\": \"KEY.KEY\"}"),
    ("--field text=KEY", "fields={\"text\": \"KEY\"}"),
    ("FIELD=NAME, such as text=body,", "{FIELD: NAME}, such as {\"text\": \"body\"},"),
    ("folder with -o", "folder with out=…"),
    ("disk with -o", "disk with out=…"),
    ("to with -o", "to with out=…"),
    ("--vocab takes", "paths takes"),
    ("leave --no-builtin out or give --vocab a folder", "leave builtin=False out or give a folder"),
    ("--date-format '", "date_format='"),
    ("--set", "set="),
];

fn in_python(says: &str) -> String {
    OPTIONS.iter().fold(says.to_owned(), |says, (typed, python)| says.replace(typed, python))
}
