//! The fields of a record, from JSONL or from the top of a Markdown file.
//!
//! In: keys and values. Out: what consort knows of the story, and the rest as it was. Never: a value dropped without a warning.

use serde_json::{Map, Value};

use crate::base::{Document, DocumentId, Given, Source, Span, Warning};
use crate::documents::dates;
use crate::documents::options::ReadOptions;
use crate::documents::paragraphs::{self, Piece};
use crate::documents::story::{self, Dates, Meta, folded};
use crate::documents::tokens::is_space;

/// The field of the day on which a story was published: less than the dateline, which says when it happened.
pub(super) const PUBLISHED: &str = "date_published";

/// Other names under which records have these fields, tried in this order after the field's own.
const ALIASES: [(&str, &[&str]); 6] = [
    ("title", &["headline"]),
    ("text", &["body", "content", "description"]),
    ("date", &["published"]),
    ("url", &["link"]),
    ("country", &["country_name"]),
    ("place", &["places", "location", "city"]),
];

/// What an extraction record of consort holds beside the story: it is made anew.
const MADE_ANEW: [&str; 9] = [
    "places",
    "countries",
    "country_inferred",
    "online",
    "mentions",
    "unlinked",
    "relations",
    "entities",
    "layout",
];

/// A record: the story's title and what is said about it.
#[derive(Debug, Default)]
pub(super) struct Record {
    pub(super) title: String,
    pub(super) meta: Meta,
}

/// Takes the field `name` out of a record: under the name the user gave, else under its own name or an alias. A name with
/// dots leads into fields of fields (`date.original`), where no key is written so.
pub(super) fn take(
    fields: &mut Map<String, Value>,
    name: &str,
    options: &ReadOptions,
) -> Option<(String, Value)> {
    let key = key_of(fields, name, options)?;
    let value = fields.remove(key).or_else(|| remove_inner(fields, key))?;
    Some((key.to_owned(), value))
}

/// What a record says under the field `name`, as [`take`] would find it.
pub(super) fn find<'a>(
    fields: &'a Map<String, Value>,
    name: &str,
    options: &ReadOptions,
) -> Option<&'a Value> {
    let key = key_of(fields, name, options)?;
    fields.get(key).or_else(|| inner(fields, key))
}

/// The key, or the path, under which a record has a field.
fn key_of<'o>(
    fields: &Map<String, Value>,
    name: &'o str,
    options: &'o ReadOptions,
) -> Option<&'o str> {
    let is_there = |key: &&str| match fields.get(*key) {
        Some(value) => !value.is_null(),
        None => inner(fields, key).is_some(),
    };
    match options.fields.get(name) {
        Some(given) => Some(given.as_str()).filter(is_there),
        None => {
            let aliases = ALIASES.iter().find(|(field, _)| *field == name).map_or(&[][..], |a| a.1);
            [name].into_iter().chain(aliases.iter().copied()).find(is_there)
        }
    }
}

/// The value at the end of a path of keys; of a list on the way, its first value.
fn inner<'a>(fields: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    let (first, rest) = path.split_once('.')?;
    let mut value = fields.get(first)?;
    for key in rest.split('.') {
        if let Value::Array(values) = value {
            value = values.first()?;
        }
        value = value.get(key)?;
    }
    Some(value).filter(|value| !value.is_null())
}

fn remove_inner(fields: &mut Map<String, Value>, path: &str) -> Option<Value> {
    let (first, rest) = path.split_once('.')?;
    let mut value = fields.get_mut(first)?;
    let mut keys = rest.split('.').peekable();
    while let Some(key) = keys.next() {
        if let Value::Array(values) = value {
            value = values.first_mut()?;
        }
        let object = value.as_object_mut()?;
        if keys.peek().is_none() {
            return object.remove(key);
        }
        value = object.get_mut(key)?;
    }
    None
}

/// Reads all fields but the text; what is left over is kept in `extra`.
pub(super) fn read(
    mut fields: Map<String, Value>,
    options: &ReadOptions,
    mut source: Source,
    warnings: &mut Vec<Warning>,
) -> Record {
    let place = if source.line > 0 {
        format!("{}:{}", source.file, source.line)
    } else {
        source.file.clone()
    };
    let mut warn = |message| warnings.push(Warning { place: place.clone(), message });
    if is_extraction(&fields) {
        from_extraction(&mut fields, &mut source);
    }
    let given = Given {
        countries: names_of(&mut fields, &["country", "countries"], options, &mut warn),
        places: names_of(&mut fields, &["place"], options, &mut warn),
    };
    let mut string = |name: &str| match take(&mut fields, name, options)? {
        (_, Value::String(value)) => Some(value).filter(|v| !v.trim_matches(is_space).is_empty()),
        (_, Value::Number(value)) => Some(value.to_string()),
        (key, _) => {
            warn(format!(
                "{key:?} is neither text nor a number and was passed over; make it a string"
            ));
            None
        }
    };
    let id = string("id").and_then(|id| DocumentId::new(&id).ok());
    let title = string("title").unwrap_or_default();
    let written = ["date", "date_start", "date_end"].map(|name| string(name).map(|v| (name, v)));
    let origin = string("source");
    source.url = string("url").or(source.url);
    source.publisher = string("publisher").or(source.publisher);
    if let Some(origin) = origin {
        // Some call the address the source, some the publisher.
        if source.url.is_none() && origin.contains("://") {
            source.url = Some(origin);
        } else if source.publisher.is_none() && !origin.contains("://") {
            source.publisher = Some(origin);
        } else {
            fields.insert("source".to_owned(), Value::String(origin));
        }
    }
    let dates = read_dates(written, options, &mut warn);
    fields.retain(|_, value| !value.is_null());
    let day_month = options.day_month;
    let published = fields.get(PUBLISHED).and_then(Value::as_str);
    let published = published
        .and_then(|day| dates::resolve(&dates::points_at_start(day)?, None, options.order()));
    let extra = fields.into_iter().collect();
    let meta = Meta { id, dates, day_month, given, published, source, extra, ..Meta::default() };
    Record { title: folded(&title), meta }
}

/// Whether consort wrote the record.
pub(super) fn is_extraction(fields: &Map<String, Value>) -> bool {
    fields.contains_key("layout") && fields.contains_key("mentions")
}

/// A record that consort wrote: it says itself where the story was first read, and its results are made anew.
fn from_extraction(fields: &mut Map<String, Value>, source: &mut Source) {
    for key in MADE_ANEW {
        fields.remove(key);
    }
    // There `source` is the address or the file, both of which have a key of their own.
    fields.remove("source");
    if let (Some(Value::String(file)), Some(line)) =
        (fields.remove("file"), fields.remove("line").as_ref().and_then(Value::as_u64))
    {
        source.file = file;
        source.line = usize::try_from(line).unwrap_or_default();
    }
    if let Some(Value::Object(extra)) = fields.remove("extra") {
        fields.extend(extra);
    }
    if let Some(Value::Object(mut given)) = fields.remove("given") {
        for (key, name) in [("countries", "countries"), ("places", "place")] {
            fields.extend(given.remove(key).map(|value| (name.to_owned(), value)));
        }
    }
}

fn read_dates(
    written: [Option<(&str, String)>; 3],
    options: &ReadOptions,
    warn: &mut impl FnMut(String),
) -> Option<Dates> {
    let way = match &options.date_format {
        Some(format) => format!("write it as --date-format '{format}' does, or 2020-12-28"),
        None => "write 2020-12-28, 2020-12 or 2020".to_owned(),
    };
    let mut read = |field: &Option<(&str, String)>| {
        let (name, value) = field.as_ref()?;
        let date = one_date(name, value, options, warn);
        if date.is_none() {
            warn(format!("{name:?} is no date: {value:?}; {way} (the dateline is used instead)"));
        }
        date
    };
    let [date, start, end] = [read(&written[0]), read(&written[1]), read(&written[2])];
    let first = start.or(date).or(end)?;
    let last = end.or(start).or(date)?;
    if last.1 < first.0 {
        warn(format!("ends on {} before it starts on {}; the two were exchanged", last.1, first.0));
        return Some((last.0, first.1));
    }
    Some((first.0, last.1))
}

/// What fields of these names say: one name or several, as text, or as objects that have a name.
fn names_of(
    fields: &mut Map<String, Value>,
    keys: &[&str],
    options: &ReadOptions,
    warn: &mut impl FnMut(String),
) -> Vec<String> {
    let mut names = Vec::new();
    for key in keys {
        let Some((key, value)) = take(fields, key, options) else { continue };
        let values = match value {
            Value::Array(values) => values,
            value => vec![value],
        };
        for value in values {
            let name = match &value {
                Value::String(name) => Some(name),
                Value::Object(object) => {
                    ["name", "label", "iso3"].iter().find_map(|k| match object.get(*k) {
                        Some(Value::String(name)) => Some(name),
                        _ => None,
                    })
                }
                _ => None,
            };
            match name.map(|name| name.trim_matches(is_space)) {
                Some("") => {}
                Some(name) if names.iter().any(|n| n == name) => {}
                Some(name) => names.push(name.to_owned()),
                None => warn(format!("{key:?} names nothing with {value}; write names as text")),
            }
        }
    }
    names
}

/// Whether a key of a JSONL record holds a date.
pub(super) fn is_date_key(key: &[u8], options: &ReadOptions) -> bool {
    ["date", "date_start", "date_end"].iter().any(|field| {
        // Of a path the last key stands before the date.
        let aliases = ALIASES.iter().find(|(name, _)| name == field).map_or(&[][..], |a| a.1);
        match options.fields.get(*field) {
            Some(given) => given.rsplit('.').next().is_some_and(|last| last.as_bytes() == key),
            None => [*field].iter().chain(aliases).any(|name| name.as_bytes() == key),
        }
    })
}

/// What the user's way of writing reads, else an ISO date; without such a way any usual one.
fn one_date(
    name: &str,
    value: &str,
    options: &ReadOptions,
    warn: &mut impl FnMut(String),
) -> Option<Dates> {
    let one_day = |date| (date, date);
    let read = match &options.date_format {
        Some(format) => format.at_start(value.trim_start_matches(is_space)).map(one_day),
        None => {
            let points = dates::points_at_start(value).unwrap_or_default();
            if dates::is_impossible(&points, options.day_month) {
                warn(format!(
                    "{name:?} names a day that no calendar has: {value:?}; only its month was kept: correct the day"
                ));
            }
            dates::resolve(&points, None, options.day_month)
        }
    };
    read.or_else(|| value.parse().ok().map(one_day))
}

/// The document of a record and its text: the title is put in front, unless the text already starts with it.
pub(super) fn document(record: Record, body: &str, has_headings: bool) -> Option<Document> {
    let body = body.trim_matches(is_space);
    if record.title.is_empty() {
        let pieces = paragraphs::split(body, has_headings);
        let has_title = story::has_title(body, &pieces);
        return story::document(body, &pieces, has_title, record.meta);
    }
    // The mark of a Markdown heading is no part of the title.
    let marks =
        if has_headings { body.len() - body.trim_start_matches(['#', ' ']).len() } else { 0 };
    if let Some(end) = end_of_title(&body[marks..], &record.title) {
        let body = &body[marks..];
        return story::document(body, &below_title(body, end, has_headings), true, record.meta);
    }
    let text = format!("{}\n\n{body}", record.title);
    let pieces = below_title(&text, record.title.len(), has_headings);
    story::document(&text, &pieces, true, record.meta)
}

/// The title, which ends at `end`, and the paragraphs below it.
fn below_title(text: &str, end: usize, has_headings: bool) -> Vec<Piece> {
    let title = Piece {
        span: Span::new(0, end),
        kind: crate::base::ParagraphKind::Title,
        line: 1,
        n_lines: 1,
        is_heading: false,
    };
    let rest = paragraphs::split(&text[end..], has_headings).into_iter().map(|piece| Piece {
        span: Span::new(piece.span.start + end, piece.span.end + end),
        ..piece
    });
    [title].into_iter().chain(rest).collect()
}

/// Where the title ends in a text that starts with it on lines of its own; white space may differ.
fn end_of_title(text: &str, title: &str) -> Option<usize> {
    let mut rest = text;
    for word in title.split(' ') {
        rest = rest.trim_start_matches(is_space).strip_prefix(word)?;
    }
    let after = rest.trim_start_matches(|c| is_space(c) && c != '\n' && c != '\r');
    (after.is_empty() || after.starts_with(['\n', '\r'])).then_some(text.len() - rest.len())
}
