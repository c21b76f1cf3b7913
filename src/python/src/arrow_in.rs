//! Arrow data as records to read.
//!
//! In: whatever hands out Arrow data over its C interfaces: tables and batches of pyarrow, polars, pandas, DuckDB. Out: records.
//! Never: a column passed over in silence, or data that was not checked.

use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_array::types::{
    Date32Type, Float64Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_pyarrow::FromPyArrow;
use arrow_schema::{DataType, TimeUnit};
use consort::{PartialDate, Warned, Warning};
use pyo3::prelude::*;
use serde_json::{Map, Value};

use crate::error::Failure;

/// The batches that an object hands out, if it hands out Arrow tables. They stay where they are.
pub(crate) fn batches(item: &Bound<'_, PyAny>) -> PyResult<Option<Vec<RecordBatch>>> {
    if !item.hasattr("columns")? && !item.hasattr("schema")? {
        // A column by itself is a list of texts.
        return Ok(None);
    }
    let batches = if item.hasattr("__arrow_c_stream__")? {
        let reader = RecordBatchStreamReader::from_pyarrow_bound(item)?;
        reader.collect::<Result<Vec<_>, _>>().map_err(Failure::refused)?
    } else if item.hasattr("__arrow_c_array__")? {
        vec![RecordBatch::from_pyarrow_bound(item)?]
    } else {
        return Ok(None);
    };
    Ok(Some(batches))
}

/// The rows as records: columns of text, numbers, dates and lists of text; what else there is, is named.
pub(crate) fn records(batches: &[RecordBatch]) -> Result<Warned<Vec<Map<String, Value>>>, Failure> {
    let mut records = Vec::with_capacity(batches.iter().map(RecordBatch::num_rows).sum());
    let mut warnings = Vec::new();
    for batch in batches {
        let mut columns = Vec::new();
        for (field, array) in batch.schema_ref().fields().iter().zip(batch.columns()) {
            // What crossed an interface of C was checked by nobody.
            let checked = array.to_data().validate_full();
            checked.map_err(|error| Failure::argument(&column(field.name()), error))?;
            match values(array) {
                Some(value) => columns.push((field.name(), value)),
                None => warnings.push(passed_over(field.name(), array.data_type())),
            }
        }
        records.extend((0..batch.num_rows()).map(|row| {
            let cells = columns.iter().map(|(name, value)| ((*name).clone(), value(row)));
            cells.filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>()
        }));
    }
    warnings.sort();
    warnings.dedup();
    Ok(Warned { output: records, warnings })
}

fn column(name: &str) -> String {
    format!("column {name:?}")
}

fn passed_over(name: &str, kind: &DataType) -> Warning {
    let message = format!("is of type {kind}, and was passed over; cast it to text");
    Warning { place: column(name), message }
}

/// What gives the value of a row.
type ReadValue<'a> = Box<dyn Fn(usize) -> Value + 'a>;

/// What gives the values of a column, if they have a counterpart in JSON.
fn values(array: &ArrayRef) -> Option<ReadValue<'_>> {
    let value: ReadValue<'_> = match array.data_type() {
        DataType::Utf8 => {
            let strings = array.as_string_opt::<i32>()?;
            Box::new(|row| Value::from(strings.value(row)))
        }
        DataType::LargeUtf8 => {
            let strings = array.as_string_opt::<i64>()?;
            Box::new(|row| Value::from(strings.value(row)))
        }
        DataType::Utf8View => {
            let strings = array.as_string_view_opt()?;
            Box::new(|row| Value::from(strings.value(row)))
        }
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary_opt()?;
            let (keys, value) = (dictionary.normalized_keys(), values(dictionary.values())?);
            let inner = dictionary.values();
            Box::new(move |row| match keys[row] {
                key if inner.is_null(key) => Value::Null,
                key => value(key),
            })
        }
        DataType::Int32 => {
            let numbers = array.as_primitive_opt::<Int32Type>()?;
            Box::new(|row| Value::from(numbers.value(row)))
        }
        DataType::Int64 => {
            let numbers = array.as_primitive_opt::<Int64Type>()?;
            Box::new(|row| Value::from(numbers.value(row)))
        }
        DataType::Float64 => {
            let numbers = array.as_primitive_opt::<Float64Type>()?;
            Box::new(|row| Value::from(numbers.value(row)))
        }
        DataType::Boolean => {
            let answers = array.as_boolean_opt()?;
            Box::new(|row| Value::from(answers.value(row)))
        }
        DataType::Null => Box::new(|_| Value::Null),
        DataType::Date32 => {
            let days = array.as_primitive_opt::<Date32Type>()?;
            Box::new(|row| day(i64::from(days.value(row)) * 86_400))
        }
        DataType::Timestamp(unit, _) => moments(array, *unit)?,
        DataType::List(_) => {
            let lists = array.as_list_opt::<i32>()?;
            Box::new(|row| list(&lists.value(row)))
        }
        DataType::LargeList(_) => {
            let lists = array.as_list_opt::<i64>()?;
            Box::new(|row| list(&lists.value(row)))
        }
        _ => return None,
    };
    let nulls = array.logical_nulls();
    Some(Box::new(move |row| match &nulls {
        Some(nulls) if nulls.is_null(row) => Value::Null,
        _ => value(row),
    }))
}

/// The days of moments, in UTC.
fn moments(array: &ArrayRef, unit: TimeUnit) -> Option<ReadValue<'_>> {
    Some(match unit {
        TimeUnit::Second => {
            let moments = array.as_primitive_opt::<TimestampSecondType>()?;
            Box::new(|row| day(moments.value(row)))
        }
        TimeUnit::Millisecond => {
            let moments = array.as_primitive_opt::<TimestampMillisecondType>()?;
            Box::new(|row| day(moments.value(row).div_euclid(1_000)))
        }
        TimeUnit::Microsecond => {
            let moments = array.as_primitive_opt::<TimestampMicrosecondType>()?;
            Box::new(|row| day(moments.value(row).div_euclid(1_000_000)))
        }
        TimeUnit::Nanosecond => {
            let moments = array.as_primitive_opt::<TimestampNanosecondType>()?;
            Box::new(|row| day(moments.value(row).div_euclid(1_000_000_000)))
        }
    })
}

/// The day of a moment, as text.
fn day(seconds: i64) -> Value {
    let day = PartialDate::of_unix_time(seconds);
    day.map_or(Value::Null, |day| Value::from(day.to_string()))
}

/// A list in a row; nothing where its values have no counterpart.
fn list(array: &ArrayRef) -> Value {
    match values(array) {
        Some(value) => Value::Array((0..array.len()).map(value).collect()),
        None => Value::Null,
    }
}
