//! Arguments of Python as values of the library.
//!
//! In: strings, paths, lists of either, keyword arguments. Out: checked values. Never: a wrong argument without its name and
//! what it may be.

use std::fmt::Display;
use std::path::PathBuf;
use std::str::FromStr;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::error::Failure;

/// One value or several.
#[derive(FromPyObject)]
pub(crate) enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

impl<T> OneOrMany<T> {
    /// All of them.
    pub(crate) fn all(self) -> Vec<T> {
        match self {
            Self::One(one) => vec![one],
            Self::Many(many) => many,
        }
    }
}

/// Paths, or one.
pub(crate) type Paths = OneOrMany<PathBuf>;

/// Keyword arguments, taken one by one.
pub(crate) struct Keywords<'py> {
    function: &'static str,
    left: Option<Bound<'py, PyDict>>,
}

impl<'py> Keywords<'py> {
    /// Those of a call.
    pub(crate) fn of(function: &'static str, given: Option<&Bound<'py, PyDict>>) -> PyResult<Self> {
        Ok(Self { function, left: given.map(|given| given.copy()).transpose()? })
    }

    /// The value of one, if it is given and not `None`.
    pub(crate) fn take<T: for<'a> FromPyObject<'a, 'py>>(&self, name: &str) -> PyResult<Option<T>> {
        let Some(left) = &self.left else { return Ok(None) };
        let Some(value) = left.get_item(name)? else { return Ok(None) };
        left.del_item(name)?;
        if value.is_none() {
            return Ok(None);
        }
        let read = value.extract().map_err(Into::into);
        read.map(Some).map_err(|error: PyErr| {
            PyTypeError::new_err(format!("{}() argument '{name}': {error}", self.function))
        })
    }

    /// The value of one, what else it is where it is left out, and nothing where it is `None`.
    pub(crate) fn take_or<T: for<'a> FromPyObject<'a, 'py>>(
        &self,
        name: &str,
        otherwise: T,
    ) -> PyResult<Option<T>> {
        let is_given = match &self.left {
            Some(left) => left.contains(name)?,
            None => false,
        };
        if is_given { self.take(name) } else { Ok(Some(otherwise)) }
    }

    /// The values of one that takes a value or several.
    pub(crate) fn list<T: for<'a> FromPyObject<'a, 'py>>(&self, name: &str) -> PyResult<Vec<T>> {
        Ok(self.take::<OneOrMany<T>>(name)?.map(OneOrMany::all).unwrap_or_default())
    }

    /// The value of one that is written as text.
    pub(crate) fn parse<T: FromStr<Err: Display>>(&self, name: &str) -> PyResult<Option<T>> {
        let text: Option<String> = self.take(name)?;
        Ok(text.map(|text| parsed(name, &text)).transpose()?)
    }

    /// The values of one that takes texts.
    pub(crate) fn parse_list<T: FromStr<Err: Display>>(&self, name: &str) -> PyResult<Vec<T>> {
        let texts: Vec<String> = self.list(name)?;
        Ok(texts.iter().map(|text| parsed(name, text)).collect::<Result<_, _>>()?)
    }

    /// Refuses those that nobody has taken.
    pub(crate) fn finish(self) -> PyResult<()> {
        let Some(left) = &self.left else { return Ok(()) };
        match left.keys().iter().next() {
            None => Ok(()),
            Some(name) => Err(PyTypeError::new_err(format!(
                "{}() got an unexpected keyword argument '{name}'",
                self.function
            ))),
        }
    }
}

/// A value that is written as text.
pub(crate) fn parsed<T: FromStr<Err: Display>>(name: &str, text: &str) -> Result<T, Failure> {
    text.parse().map_err(|error| Failure::argument(name, error))
}
