//! Records between Python and the library.
//!
//! In: texts and dicts; records. Out: records to read; dicts as `consort extract --format jsonl` writes objects. Never: a value
//! that is left out because JSON has none like it.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyMapping, PyString};
use pythonize::{depythonize, pythonize};
use serde::Serialize;
use serde_json::{Map, Value};

/// So many records become dicts between two looks for Ctrl-C.
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

/// Records as dicts.
pub(crate) fn dicts<'py>(py: Python<'py>, records: &[Value]) -> PyResult<Bound<'py, PyList>> {
    let dicts = PyList::empty(py);
    for portion in records.chunks(PORTION) {
        py.check_signals()?;
        for record in portion {
            dicts.append(pythonize(py, record)?)?;
        }
    }
    Ok(dicts)
}

/// JSON as Python has it.
pub(crate) fn object<'py>(py: Python<'py>, value: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
    Ok(pythonize(py, value)?)
}
