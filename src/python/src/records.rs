//! Records between Python and the library.
//!
//! In: texts and dicts; stories. Out: records to read; dicts as `consort extract --format jsonl` writes objects. Never: a value
//! that is left out because JSON has none like it.

use consort::{Record, Story};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyMapping, PyString};
use pythonize::{depythonize, pythonize};
use serde_json::{Map, Value};

/// So many stories become dicts between two looks for Ctrl-C.
const PORTION: usize = 256;

/// A text or a dict as a record.
pub(crate) fn record(item: &Bound<'_, PyAny>, place: usize) -> PyResult<Map<String, Value>> {
    if let Ok(text) = item.cast::<PyString>() {
        return Ok(Map::from_iter([("text".to_owned(), Value::String(text.extract()?))]));
    }
    let Ok(mapping) = item.cast::<PyMapping>() else {
        let kind = item.get_type().name()?;
        let says = "give texts, dicts with a \"text\", or Arrow data";
        return Err(PyTypeError::new_err(format!("item {place} is a {kind}; {says}")));
    };
    let mut record = Map::new();
    for pair in mapping.items()?.iter() {
        let (key, value): (String, Bound<'_, PyAny>) = pair.extract()?;
        let value = json(&value).map_err(|error| {
            let says = "make it text, a number, a list or a dict";
            PyTypeError::new_err(format!("item {place}, {key:?}: {error}; {says}"))
        })?;
        record.insert(key, value);
    }
    Ok(record)
}

/// A value as JSON; dates as ISO 8601 writes them.
fn json(value: &Bound<'_, PyAny>) -> PyResult<Value> {
    if !value.is_instance_of::<PyString>() && value.hasattr("isoformat")? {
        return Ok(Value::String(value.call_method0("isoformat")?.extract()?));
    }
    Ok(depythonize(value)?)
}

/// Stories as dicts.
pub(crate) fn dicts<'py>(py: Python<'py>, stories: &[Story]) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let mut dicts = Vec::with_capacity(stories.len());
    for portion in stories.chunks(PORTION) {
        py.check_signals()?;
        for story in portion {
            dicts.push(pythonize(py, &Record::from(story))?);
        }
    }
    Ok(dicts)
}

/// JSON as Python has it.
pub(crate) fn object<'py>(
    py: Python<'py>,
    value: &impl serde::Serialize,
) -> PyResult<Bound<'py, PyAny>> {
    Ok(pythonize(py, value)?)
}
