//! A record to a document: what JSON, tables and feeds have in common.
//!
//! In: keys and values, where they stand. Out: a document for each record with a text; unknown keys are kept. Never: a record
//! dropped without a warning.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::base::{Document, Source, Warned, Warning, in_parallel};
use crate::documents::front::{self, Front};
use crate::documents::options::ReadOptions;
use crate::documents::order::Seen;
use crate::documents::tokens::is_space;
use crate::documents::{doubt, emphasis, fields, html, markdown, mojibake};

/// A record, and the line or row on which it starts.
pub(super) type Record = (usize, Map<String, Value>);

/// So many records become documents at once.
const PORTION: usize = 1024;

/// The documents of records that a program hands over, read a portion at a time as those of a file with a record a line are. A
/// record without a text is a warning, as everywhere.
///
/// ```
/// use consort::documents::{ReadOptions, Records};
/// let record = |json| serde_json::from_str(json).expect("an object");
/// let records = vec![record(r#"{"text": "Zeta Body met.", "date": "2021-03-04"}"#), record("{}")];
/// let mut records = Records::new("rows", records, &ReadOptions::default());
/// assert_eq!(records.by_ref().map(|document| document.source.line).collect::<Vec<_>>(), [1]);
/// assert_eq!(records.warnings()[0].place, "rows:2");
/// ```
#[derive(Debug)]
pub struct Records {
    name: String,
    left: std::vec::IntoIter<Record>,
    options: ReadOptions,
    ready: std::vec::IntoIter<Document>,
    warnings: Vec<Warning>,
}

impl Records {
    /// Looks at the dates of all records, so that they are read alike; `name` is what messages and sources call the input.
    #[must_use]
    pub fn new(name: &str, records: Vec<Map<String, Value>>, options: &ReadOptions) -> Self {
        let records: Vec<Record> = (1..).zip(records).collect();
        let (options, warnings) = ordered(name, &records, options);
        let (left, ready) = (records.into_iter(), Vec::new().into_iter());
        Self { name: name.to_owned(), left, options, ready, warnings }
    }

    /// What was noticed so far.
    #[must_use]
    pub fn warnings(self) -> Vec<Warning> {
        self.warnings
    }
}

impl Iterator for Records {
    type Item = Document;

    fn next(&mut self) -> Option<Document> {
        while self.ready.len() == 0 {
            let portion: Vec<Record> = self.left.by_ref().take(PORTION).collect();
            if portion.is_empty() {
                return None;
            }
            let read = all(&self.name, portion, &self.options);
            self.warnings.extend(read.warnings);
            self.ready = read.output.into_iter();
        }
        self.ready.next()
    }
}

/// The document of one record by itself, which stands on a line of an input, `0` where it stands on none: its dates are read
/// without a look at those of other records.
///
/// ```
/// use consort::documents::{ReadOptions, read_record};
/// let record = serde_json::from_str(r#"{"text": "Zeta Body met.", "id": "a"}"#).expect("an object");
/// let read = read_record("rows", 7, record, &ReadOptions::default());
/// assert_eq!((read.output[0].id.as_str(), read.output[0].source.line), ("a", 7));
/// ```
#[must_use]
pub fn read_record(
    name: &str,
    line: usize,
    record: Map<String, Value>,
    options: &ReadOptions,
) -> Warned<Vec<Document>> {
    documents(name, vec![(line, record)], options)
}

/// The documents of all records of a file.
pub(super) fn documents(
    name: &str,
    records: Vec<Record>,
    options: &ReadOptions,
) -> Warned<Vec<Document>> {
    let (options, mut warnings) = ordered(name, &records, options);
    let mut read = all(name, records, &options);
    warnings.append(&mut read.warnings);
    Warned { warnings, ..read }
}

/// The options with the order of day and month that the dates of all records show, and what to say where they show none.
fn ordered(name: &str, records: &[Record], options: &ReadOptions) -> (ReadOptions, Vec<Warning>) {
    let (seen, open) = seen(records, options);
    let day_month = options.order().or_else(|| seen.order());
    let open = open.filter(|_| day_month.is_none()).map(|(line, date)| Warning {
        place: format!("{name}:{line}"),
        message: doubt::ambiguous(&date, 0),
    });
    (ReadOptions { day_month, ..options.clone() }, open.into_iter().collect())
}

/// The documents of records whose dates are read alike.
fn all(name: &str, records: Vec<Record>, options: &ReadOptions) -> Warned<Vec<Document>> {
    let mut read = Warned { output: Vec::new(), warnings: Vec::new() };
    let mut broken = Broken::default();
    for one in in_parallel(records, |record| one(name, record, options)) {
        broken.take(one.broken);
        read.warnings.extend(one.warnings);
        read.output.extend(one.document);
    }
    read.warnings.extend(broken.warning(name));
    read.warnings.extend(doubt::doubts(&read.output, options.day_month));
    read
}

/// What became of a record.
struct One {
    document: Option<Document>,
    warnings: Vec<Warning>,
    broken: Broken,
}

fn one(name: &str, (line, object): Record, options: &ReadOptions) -> One {
    let source = Source { file: name.to_owned(), line, ..Source::default() };
    let (mut broken, mut warnings) = (Broken::default(), Vec::new());
    let object = mended(object, options, line, &mut broken);
    let document = document(object, options, source, &mut warnings).map_err(|message| {
        warnings.push(Warning { place: format!("{name}:{line}"), message });
    });
    One { document: document.ok(), warnings, broken }
}

/// What the dates of the records show of the order of day and month, and the first that leaves it open, with its line.
fn seen(records: &[Record], options: &ReadOptions) -> (Seen, Option<(usize, String)>) {
    let mut all = Seen::default();
    let mut open = None;
    // A way of writing that the user gives reads no other.
    if options.date_format.is_some() {
        return (all, None);
    }
    for (line, object) in records {
        for field in ["date", "date_start", "date_end"] {
            let Some(Value::String(date)) = fields::find(object, field, options) else { continue };
            let start = date.trim_start();
            let seen = Seen::in_text(&start.as_bytes()[..start.len().min(LONGEST_DATE)]);
            if seen.open_at == Some(0) && open.is_none() {
                open = Some((*line, date.clone()));
            }
            all = all.and(seen);
        }
    }
    (all, open)
}

/// A date is no longer than this, in bytes.
const LONGEST_DATE: usize = 40;

/// Letters that were encoded twice, in the texts of a file.
#[derive(Debug, Default)]
pub(super) struct Broken {
    first: Option<(usize, String)>,
    n_more: usize,
}

impl Broken {
    /// What to say of them.
    pub(super) fn warning(self, name: &str) -> Option<Warning> {
        let (line, word) = self.first?;
        let message = mojibake::warning(&word, self.n_more);
        Some(Warning { place: format!("{name}:{line}"), message })
    }

    /// Adds those of records that come behind.
    fn take(&mut self, others: Self) {
        let Some(first) = others.first else { return };
        self.n_more += others.n_more + usize::from(self.first.is_some());
        self.first.get_or_insert(first);
    }

    fn add(&mut self, line: usize, word: String) {
        match self.first {
            Some(_) => self.n_more += 1,
            None => self.first = Some((line, word)),
        }
    }
}

/// The record with letters of its text and title mended that were encoded twice; what was broken goes to `broken`.
pub(super) fn mended(
    mut object: Map<String, Value>,
    options: &ReadOptions,
    number: usize,
    broken: &mut Broken,
) -> Map<String, Value> {
    if fields::is_extraction(&object) {
        return object;
    }
    let texts: Vec<_> = ["title", "text"]
        .iter()
        .filter_map(|field| fields::take(&mut object, field, options))
        .collect();
    let strings = || texts.iter().filter_map(|(_, value)| value.as_str());
    let first = strings().find_map(mojibake::broken_word);
    for (key, value) in texts {
        let value = match value {
            Value::String(text) if first.is_some() => Value::String(mojibake::mend(&text)),
            value => value,
        };
        object.insert(key, value);
    }
    if let Some(word) = first {
        broken.add(number, word);
    }
    object
}

/// The text without tags of HTML and marks of Markdown, if it has any.
fn plain(text: String) -> String {
    let text = match html::without_tags(&text) {
        Cow::Owned(plain) => plain,
        Cow::Borrowed(_) => text,
    };
    if emphasis::has_marks(&text) { emphasis::without_marks(&text).into_owned() } else { text }
}

/// The text without the fields at its top, which fill what the record leaves open.
fn without_front(
    text: String,
    object: &mut Map<String, Value>,
    source: &Source,
    warnings: &mut Vec<Warning>,
) -> String {
    let place = format!("{}:{}", source.file, source.line);
    let fenced = markdown::front_matter(&text);
    let fenced = fenced.or_else(|| {
        let mut broken = Vec::new();
        let front = markdown::toml(&place, &text, &mut broken);
        // The place says the line of the text in the record.
        warnings.extend(broken);
        front
    });
    let (front, body) = match fenced {
        Some(front) => (front.fields, front.body),
        None => match headed_by(&text, object) {
            Some(front) => (front.fields, front.body),
            None => return text,
        },
    };
    for (key, value) in front {
        let known = object.get(&key);
        if known.is_none_or(|v| v.is_null() || v.as_str() == Some("")) {
            object.insert(key, value);
        }
    }
    text[body..].to_owned()
}

/// The labelled lines that open the text, unless they name another title than the record.
fn headed_by(text: &str, object: &Map<String, Value>) -> Option<Front> {
    let heads = front::heads(text);
    let head = heads.first().filter(|head| text[..head.start].trim_matches(is_space).is_empty())?;
    let front = front::labelled(text, head);
    let title = |fields: &Map<String, Value>| {
        let title = fields.get("title").and_then(Value::as_str).unwrap_or_default();
        title.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (inside, outside) = (title(&front.fields), title(object));
    (inside.is_empty() || outside.is_empty() || inside == outside).then_some(front)
}

/// The document of a record.
pub(super) fn document(
    mut object: Map<String, Value>,
    options: &ReadOptions,
    source: Source,
    warnings: &mut Vec<Warning>,
) -> Result<Document, String> {
    let text = match fields::take(&mut object, "text", options) {
        Some((_, Value::String(text))) => text,
        Some((key, _)) => {
            return Err(format!("{key:?} is no string; give the whole text as one string"));
        }
        None => {
            let keys = object.keys().cloned().collect::<Vec<_>>().join(", ");
            let field = options.fields.get("text").map_or("text", String::as_str);
            return Err(format!(
                "has no {field:?} (it has: {keys}); name its key: --field text=KEY"
            ));
        }
    };
    let mut text = text;
    if !fields::is_extraction(&object) {
        text = plain(without_front(text, &mut object, &source, warnings));
        if let Some((key, title)) = fields::take(&mut object, "title", options) {
            let title = match title {
                Value::String(title) => Value::String(plain(title)),
                other => other,
            };
            object.insert(key, title);
        }
    }
    let record = fields::read(object, options, source, warnings);
    if text.trim_matches(is_space).is_empty() {
        return Err("has an empty text; leave the line out or fill it".to_owned());
    }
    fields::document(record, &text, false).ok_or_else(|| "has a text without words".to_owned())
}
