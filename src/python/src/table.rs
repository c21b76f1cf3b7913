//! Tables that any Arrow library takes.
//!
//! In: batches, or tables of the library. Out: an object of Python that hands its columns out as they are. Never: a copy on the
//! way, or a need for pyarrow.

use std::sync::Arc;

use arrow_array::builder::{Float64Builder, Int64Builder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchIterator};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use consort::view::table::Cell;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList, PyString};

use crate::error::Failure;

/// Rows and columns.
///
/// A table hands its columns to any library that speaks Arrow, without copying them: `pyarrow.table(t)`, `polars.DataFrame(t)`,
/// `duckdb.sql("FROM t")`; `t.to_pandas()` needs pandas alone.
///
/// >>> import consort
/// >>> table, _ = consort.Lexicon.builtin().extract(["UNICEF met WHO."], arrow=True)
/// >>> table
/// <consort.Table of 2 rows: row, document, start, end, text, id, label, class, via, nested, sentence>
/// >>> [row["label"] for row in table.to_dicts()]
/// ["United Nations Children's Fund", 'World Health Organization']
#[pyclass(frozen, skip_from_py_object, module = "consort")]
#[derive(Clone)]
pub(crate) struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

/// What a column of a table of the library holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Words and dates.
    Text,
    /// Whole numbers.
    Integer,
    /// Other numbers.
    Decimal,
}

impl Table {
    /// Batches of one schema; there is at least one.
    pub(crate) fn new(batches: Vec<RecordBatch>) -> Result<Self, Failure> {
        let Some(first) = batches.first() else {
            return Err(Failure::refused("a table needs a batch"));
        };
        Ok(Self { schema: first.schema(), batches })
    }

    /// Columns of one length.
    pub(crate) fn of_columns(columns: Vec<(String, ArrayRef)>) -> Result<Self, Failure> {
        let fields = columns
            .iter()
            .map(|(name, array)| Field::new(name, array.data_type().clone(), true))
            .collect::<Vec<_>>();
        let schema = Arc::new(Schema::new(fields));
        if columns.is_empty() {
            return Ok(Self { batches: vec![RecordBatch::new_empty(schema.clone())], schema });
        }
        let arrays = columns.into_iter().map(|(_, array)| array).collect();
        Self::new(vec![RecordBatch::try_new(schema, arrays).map_err(Failure::refused)?])
    }

    /// Cells, row by row, under columns of a name and a kind.
    pub(crate) fn of_rows(
        columns: Vec<(String, Kind)>,
        rows: &[Vec<Cell>],
    ) -> Result<Self, Failure> {
        let arrays = columns.into_iter().enumerate().map(|(i, (name, kind))| {
            let cells = rows.iter().map(|row| row.get(i).unwrap_or(&Cell::Empty));
            (name, array(kind, cells))
        });
        Self::of_columns(arrays.collect())
    }

    /// Its one batch.
    pub(crate) fn only_batch(self) -> Result<RecordBatch, Failure> {
        match <[RecordBatch; 1]>::try_from(self.batches) {
            Ok([batch]) => Ok(batch),
            Err(batches) => Err(Failure::refused(format!("{} batches, not one", batches.len()))),
        }
    }

    pub(crate) fn n_rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }
}

fn array<'a>(kind: Kind, cells: impl Iterator<Item = &'a Cell>) -> ArrayRef {
    let text = |cell: &Cell| (*cell != Cell::Empty).then(|| cell.to_string());
    match kind {
        Kind::Text => {
            let mut made = StringBuilder::new();
            cells.for_each(|cell| made.append_option(text(cell)));
            Arc::new(made.finish())
        }
        Kind::Integer => {
            let mut made = Int64Builder::new();
            cells.for_each(|cell| made.append_option(text(cell).and_then(|t| t.parse().ok())));
            Arc::new(made.finish())
        }
        Kind::Decimal => {
            let mut made = Float64Builder::new();
            cells.for_each(|cell| made.append_option(text(cell).and_then(|t| t.parse().ok())));
            Arc::new(made.finish())
        }
    }
}

#[pymethods]
impl Table {
    /// The columns as an Arrow stream, for libraries that ask for one.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // Who asks for another schema takes this one, or casts it, as the protocol says.
        drop(requested_schema);
        let batches = self.batches.clone().into_iter().map(Ok::<_, ArrowError>);
        let reader = Box::new(RecordBatchIterator::new(batches, self.schema.clone()));
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(reader), c"arrow_array_stream")
    }

    /// How many rows there are.
    #[getter]
    fn num_rows(&self) -> usize {
        self.n_rows()
    }

    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    fn __len__(&self) -> usize {
        self.n_rows()
    }

    fn __repr__(&self) -> String {
        let rows = if self.n_rows() == 1 { "row" } else { "rows" };
        format!("<consort.Table of {} {rows}: {}>", self.n_rows(), self.column_names().join(", "))
    }

    /// A dict of lists, a column each.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        for (i, field) in self.schema.fields().iter().enumerate() {
            let list = PyList::empty(py);
            for batch in &self.batches {
                append(&list, batch.column(i))?;
            }
            dict.set_item(field.name(), list)?;
        }
        Ok(dict)
    }

    /// A list of dicts, a row each.
    fn to_dicts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let rows = PyList::empty(py);
        for _ in 0..self.n_rows() {
            rows.append(PyDict::new(py))?;
        }
        for (name, column) in self.to_dict(py)?.iter() {
            for (row, value) in rows.iter().zip(column.try_iter()?) {
                row.set_item(&name, value?)?;
            }
        }
        Ok(rows)
    }

    /// A `pyarrow.Table` of the same memory.
    fn to_pyarrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("table", (slf,))
    }

    /// A `polars.DataFrame` of the same memory.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("polars")?.call_method1("DataFrame", (slf,))
    }

    /// A `pandas.DataFrame`; pyarrow is not needed.
    fn to_pandas<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("pandas")?.call_method1("DataFrame", (self.to_dict(py)?,))
    }
}

/// Adds the values of an array to a list.
fn append(list: &Bound<'_, PyList>, array: &ArrayRef) -> PyResult<()> {
    let py = list.py();
    for row in 0..array.len() {
        match array.data_type() {
            _ if array.is_null(row) => list.append(py.None())?,
            DataType::Int64 => list.append(array.as_primitive::<Int64Type>().value(row))?,
            DataType::Float64 => list.append(array.as_primitive::<Float64Type>().value(row))?,
            DataType::Boolean => list.append(array.as_boolean().value(row))?,
            _ => list.append(PyString::new(py, array.as_string::<i32>().value(row)))?,
        }
    }
    Ok(())
}
