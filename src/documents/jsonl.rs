//! One JSON object a line.
//!
//! In: text. Out: a document for each object with a text; unknown keys are kept. Never: a line dropped without a warning.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::base::{Document, Source, Warned, Warning};
use crate::documents::front::{self, Front};
use crate::documents::options::ReadOptions;
use crate::documents::tokens::is_space;
use crate::documents::{doubt, emphasis, fields, html, markdown, mojibake};

/// The documents of a JSONL text whose first line is line `first_line` of its file. consort's own extraction records can
/// be read again.
pub(super) fn parse(
    name: &str,
    text: &str,
    options: &ReadOptions,
    first_line: usize,
) -> Warned<Vec<Document>> {
    let mut read = Warned { output: Vec::new(), warnings: Vec::new() };
    let mut broken = Vec::new();
    for (number, line) in (first_line..).zip(text.lines()) {
        let line = line.trim_matches(is_space);
        if line.is_empty() {
            continue;
        }
        let source = Source { file: name.to_owned(), line: number, ..Source::default() };
        let object = object(line).map(|object| mended(object, options, number, &mut broken));
        match object.and_then(|o| document(o, options, source, &mut read.warnings)) {
            Ok(document) => read.output.push(document),
            Err(message) => {
                let place = format!("{name}:{number}");
                read.warnings.push(Warning { place, message });
            }
        }
    }
    if let Some((number, word)) = broken.first() {
        let place = format!("{name}:{number}");
        let message = mojibake::warning(word, broken.len() - 1);
        read.warnings.push(Warning { place, message });
    }
    read.warnings.extend(doubt::doubts(&read.output, options.day_month));
    read
}

/// Whether a text that opens so may hold records.
pub(super) fn may_be(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

/// Whether a text that opens so is JSON in another shape: an array, or objects that are spread over several lines.
pub(super) fn is_other_json(text: &str) -> bool {
    let first = text.trim_start_matches(is_space);
    first.starts_with('[') || first.lines().next().is_some_and(|line| line.trim_end() == "{")
}

fn object(line: &str) -> Result<Map<String, Value>, String> {
    match serde_json::from_str(line) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err("is JSON but no object; write {\"title\": …, \"text\": …}".to_owned()),
        Err(error) => {
            let reason = error.to_string();
            // The parser counts lines within the line.
            let reason = reason.split(" at line ").next().unwrap_or_default();
            let column = error.column();
            Err(format!(
                "is no JSON: {reason} at column {column}; put one whole object on each line"
            ))
        }
    }
}

/// The record with letters of its text and title mended that were encoded twice; what was broken goes to `broken`.
fn mended(
    mut object: Map<String, Value>,
    options: &ReadOptions,
    number: usize,
    broken: &mut Vec<(usize, String)>,
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
    broken.extend(first.map(|word| (number, word)));
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

fn document(
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
