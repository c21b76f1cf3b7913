//! Tables of documents, mentions, assertions and evidence as Parquet, for DuckDB, polars, pandas and R.
//!
//! In: records one by one, and claims. Out: one Parquet file a table, every column optional. Never: all records in memory.
//!
//! Dates are ISO 8601 text, as precise as they are known (`2020-10`); offsets count Unicode code points.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

use crate::base::{MoneyStage, PartialDate, Record};
use crate::merge::{Claim, Claims, Object};

/// What can keep a table from being written.
pub use parquet::errors::ParquetError;

/// The tables, by the names of their files.
pub const FILES: [&str; 4] =
    ["documents.parquet", "mentions.parquet", "assertions.parquet", "evidence.parquet"];

/// Rows kept before they are written: enough for good compression, few enough for any memory.
const GROUP: usize = 1 << 16;

/// The documents and their mentions, record by record.
///
/// # Errors
/// When a writer fails.
pub struct RecordTables<W: Write + Send> {
    documents: ParquetTable<W>,
    mentions: ParquetTable<W>,
}

impl<W: Write + Send> RecordTables<W> {
    /// Starts both tables.
    ///
    /// # Errors
    /// When a writer fails.
    pub fn new(documents: W, mentions: W) -> Result<Self> {
        Ok(Self {
            documents: ParquetTable::new("documents", DOCUMENTS, documents)?,
            mentions: ParquetTable::new("mentions", MENTIONS, mentions)?,
        })
    }

    /// Adds a record.
    ///
    /// # Errors
    /// When a writer fails.
    pub fn add(&mut self, record: &Record<'_>) -> Result<()> {
        self.documents.push(vec![
            text(&record.id),
            text(&record.title),
            date(record.date_start),
            date(record.date_end),
            text(&record.source),
            text(&record.file),
            integer(record.line),
            optional(record.url.as_deref()),
            optional(record.publisher.as_deref()),
            optional(record.copy_of.as_deref()),
            text(&record.places.join("; ")),
            text(&record.countries.join("; ")),
            Value::Boolean(record.online),
            text(&record.text),
        ])?;
        for mention in &record.mentions {
            self.mentions.push(vec![
                text(&record.id),
                integer(mention.start),
                integer(mention.end),
                text(&mention.text),
                text(&mention.id),
                text(&mention.label),
                text(mention.class.name()),
                text(mention.via.name()),
                Value::Boolean(mention.nested),
                integer(mention.sentence),
            ])?;
        }
        Ok(())
    }

    /// Ends both tables.
    ///
    /// # Errors
    /// When a writer fails.
    pub fn finish(self) -> Result<()> {
        self.documents.finish()?;
        self.mentions.finish()
    }
}

/// One row a claim: subject, predicate, object, how firmly, and what supports it.
///
/// # Errors
/// When the writer fails.
pub fn assertions<W: Write + Send>(claims: &Claims, out: W) -> Result<()> {
    let mut table = ParquetTable::new("assertions", ASSERTIONS, out)?;
    for claim in claims.iter() {
        let mut row = ends(claim);
        row.extend([
            text(claim.status().name()),
            integer(claim.assertions()),
            integer(claim.documents()),
            integer(claim.origins()),
            integer(claim.distinct_sentences()),
            integer(claim.sources()),
            date(claim.first()),
            date(claim.last()),
        ]);
        table.push(row)?;
    }
    table.finish()
}

/// One row a sentence that supports a claim; joins `assertions` on its first four columns and `documents` on `document`.
///
/// # Errors
/// When the writer fails.
pub fn evidence<W: Write + Send>(claims: &Claims, out: W) -> Result<()> {
    let mut table = ParquetTable::new("evidence", EVIDENCE, out)?;
    for claim in claims.iter() {
        for evidence in &claim.evidence {
            let rules: Vec<&str> = evidence.rules.iter().map(|rule| &**rule).collect();
            let amount = evidence.amount.as_ref();
            let mut row = ends(claim);
            row.extend([
                text(&evidence.document),
                integer(evidence.start),
                integer(evidence.end),
                text(&evidence.quote),
                text(&rules.join("; ")),
                text(evidence.status.name()),
                date(evidence.date_start),
                date(evidence.date_end),
                text(&evidence.source),
                optional(amount.map(|a| a.currency.as_str())),
                amount.map_or(Value::Null, |a| decimal(&a.value)),
                amount.and_then(|a| a.max.as_deref()).map_or(Value::Null, decimal),
                optional(amount.map(|a| a.share.name())),
                optional(amount.and_then(|a| a.stage).map(MoneyStage::name)),
            ]);
            table.push(row)?;
        }
    }
    table.finish()
}

/// A plain decimal text as a number.
fn decimal(text: &str) -> Value {
    text.parse().map_or(Value::Null, Value::Decimal)
}

/// Subject, predicate, and the object: an entity, or the activity that a document reports.
fn ends(claim: &Claim) -> Vec<Value> {
    let (entity, activity) = match &claim.object {
        Object::Entity(id) => (text(id), Value::Null),
        Object::Event(document) => (Value::Null, text(document)),
    };
    vec![text(&claim.subject), text(claim.predicate.name()), entity, activity]
}

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Type {
    Text,
    Integer,
    Decimal,
    Boolean,
}

use Type::{Boolean, Decimal, Integer, Text};

type Columns = &'static [(&'static str, Type)];

const DOCUMENTS: Columns = &[
    ("id", Text),
    ("title", Text),
    ("date_start", Text),
    ("date_end", Text),
    ("source", Text),
    ("file", Text),
    ("line", Integer),
    ("url", Text),
    ("publisher", Text),
    ("copy_of", Text),
    ("places", Text),
    ("countries", Text),
    ("online", Boolean),
    ("text", Text),
];

const MENTIONS: Columns = &[
    ("document", Text),
    ("start", Integer),
    ("end", Integer),
    ("text", Text),
    ("entity", Text),
    ("label", Text),
    ("class", Text),
    ("via", Text),
    ("nested", Boolean),
    ("sentence", Integer),
];

const ASSERTIONS: Columns = &[
    ("subject", Text),
    ("predicate", Text),
    ("object", Text),
    ("activity", Text),
    ("status", Text),
    ("statements", Integer),
    ("documents", Integer),
    ("origins", Integer),
    ("distinct", Integer),
    ("sources", Integer),
    ("first", Text),
    ("last", Text),
];

const EVIDENCE: Columns = &[
    ("subject", Text),
    ("predicate", Text),
    ("object", Text),
    ("activity", Text),
    ("document", Text),
    ("start", Integer),
    ("end", Integer),
    ("quote", Text),
    ("rules", Text),
    ("status", Text),
    ("date_start", Text),
    ("date_end", Text),
    ("source", Text),
    ("currency", Text),
    ("amount", Decimal),
    ("amount_max", Decimal),
    ("amount_share", Text),
    ("amount_stage", Text),
];

/// One value of a row.
#[derive(Debug, Clone, PartialEq)]
enum Value {
    Null,
    Text(String),
    Integer(i64),
    Decimal(f64),
    Boolean(bool),
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn optional(text: Option<&str>) -> Value {
    text.map_or(Value::Null, self::text)
}

fn integer(number: usize) -> Value {
    i64::try_from(number).map_or(Value::Null, Value::Integer)
}

fn date(date: Option<PartialDate>) -> Value {
    date.map_or(Value::Null, |date| Value::Text(date.to_string()))
}

/// A table under construction.
struct ParquetTable<W: Write + Send> {
    columns: Columns,
    writer: SerializedFileWriter<W>,
    rows: Vec<Vec<Value>>,
}

impl<W: Write + Send> ParquetTable<W> {
    fn new(name: &str, columns: Columns, out: W) -> Result<Self> {
        let fields: String = columns
            .iter()
            .map(|(name, kind)| match kind {
                Text => format!("OPTIONAL BYTE_ARRAY {name} (STRING);"),
                Integer => format!("OPTIONAL INT64 {name};"),
                Decimal => format!("OPTIONAL DOUBLE {name};"),
                Boolean => format!("OPTIONAL BOOLEAN {name};"),
            })
            .collect();
        let schema = parse_message_type(&format!("message {name} {{ {fields} }}"))?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(format!("consort {}", env!("CARGO_PKG_VERSION")))
            .build();
        let writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))?;
        Ok(Self { columns, writer, rows: Vec::new() })
    }

    fn push(&mut self, row: Vec<Value>) -> Result<()> {
        self.rows.push(row);
        if self.rows.len() == GROUP { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        let mut group = self.writer.next_row_group()?;
        for (i, (_, kind)) in self.columns.iter().enumerate() {
            let cells = self.rows.iter().filter_map(|row| row.get(i));
            match kind {
                Text => column::<W, ByteArrayType>(&mut group, cells, |value| match value {
                    Value::Text(text) => Some(ByteArray::from(text.as_str())),
                    _ => None,
                })?,
                Integer => column::<W, Int64Type>(&mut group, cells, |value| match value {
                    Value::Integer(number) => Some(*number),
                    _ => None,
                })?,
                Decimal => column::<W, DoubleType>(&mut group, cells, |value| match value {
                    Value::Decimal(number) => Some(*number),
                    _ => None,
                })?,
                Boolean => column::<W, BoolType>(&mut group, cells, |value| match value {
                    Value::Boolean(yes) => Some(*yes),
                    _ => None,
                })?,
            }
        }
        group.close()?;
        self.rows.clear();
        Ok(())
    }

    fn finish(mut self) -> Result<()> {
        if !self.rows.is_empty() {
            self.flush()?;
        }
        self.writer.close()?;
        Ok(())
    }
}

/// Writes one column of a row group: the values there are, and which rows have one.
fn column<'v, W: Write + Send, T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    cells: impl Iterator<Item = &'v Value>,
    read: impl Fn(&Value) -> Option<T::T>,
) -> Result<()> {
    let Some(mut column) = group.next_column()? else { return Ok(()) };
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for cell in cells {
        let value = read(cell);
        levels.push(i16::from(value.is_some()));
        values.extend(value);
    }
    column.typed::<T>().write_batch(&values, Some(&levels), None)?;
    column.close()
}
