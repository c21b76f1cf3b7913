//! JSON objects in an array, in an object that holds one, or one after the other.
//!
//! In: text. Out: a document for each object with a text. Never: an array of something else taken for stories.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::base::{Document, Warned, Warning, sort_by_key};
use crate::documents::error::ReadError;
use crate::documents::options::ReadOptions;
use crate::documents::{fields, halves, record};

/// Stories stand no deeper than this in a file.
const DEEPEST: usize = 4;

/// The documents of a JSON text.
///
/// # Errors
/// When it is no JSON, or holds no records.
pub(super) fn read(
    name: &str,
    text: &str,
    options: &ReadOptions,
) -> Result<Warned<Vec<Document>>, ReadError> {
    if let Some((whole, half)) = halves::mended(text) {
        let mut read = read_whole(name, &whole, options)?;
        let warning = Warning { place: name.to_owned(), message: halves::warning(&half) };
        read.warnings.insert(0, warning);
        return Ok(read);
    }
    read_whole(name, text, options)
}

/// The same of a text without halves of characters.
fn read_whole(
    name: &str,
    text: &str,
    options: &ReadOptions,
) -> Result<Warned<Vec<Document>>, ReadError> {
    let mut values = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter::<&RawValue>() {
        match value {
            Ok(value) => values.push(value),
            Err(error) => {
                let reason = error.to_string();
                let reason = reason.split(" at line ").next().unwrap_or_default();
                let (line, column) = (error.line(), error.column());
                let message = format!(
                    "is no whole JSON: {reason} at line {line}, column {column}; download it again, or mend it there"
                );
                return Err(ReadError::refused(name, message));
            }
        }
    }
    let values = match values.as_slice() {
        [one] => elements(one).unwrap_or(values),
        _ => values,
    };
    let Some(found) = stories(values, options, DEEPEST) else {
        return Err(ReadError::refused(name, none(text, options)));
    };
    Ok(record::documents(name, records(text, &found), options))
}

/// The elements of an array.
fn elements<'a>(value: &&'a RawValue) -> Option<Vec<&'a RawValue>> {
    serde_json::from_str(value.get()).ok()
}

/// The values themselves where one is a record with a text; else the first array inside them that holds one.
fn stories<'a>(
    values: Vec<&'a RawValue>,
    options: &ReadOptions,
    deepest: usize,
) -> Option<Vec<&'a RawValue>> {
    let is_story = |value: &&RawValue| {
        object(value).is_some_and(|object| fields::find(&object, "text", options).is_some())
    };
    if values.iter().any(is_story) {
        return Some(values);
    }
    // An array in each of many records is a part of them.
    let [only] = values.as_slice() else { return None };
    if deepest == 0 {
        return None;
    }
    let inner: indexmap::IndexMap<String, &'a RawValue> = serde_json::from_str(only.get()).ok()?;
    let mut inner: Vec<&'a RawValue> = inner.into_values().collect();
    // Arrays first: what stands beside them tells of them.
    sort_by_key(&mut inner, |value| !value.get().starts_with('['));
    inner.into_iter().find_map(|value| {
        let values = elements(&value).unwrap_or_else(|| vec![value]);
        stories(values, options, deepest - 1)
    })
}

fn object(value: &RawValue) -> Option<Map<String, Value>> {
    serde_json::from_str(value.get()).ok()
}

/// The objects with the lines on which they start; what is none is left to say so.
fn records(text: &str, values: &[&RawValue]) -> Vec<record::Record> {
    let mut records = Vec::new();
    let (mut line, mut end) = (1, 0);
    for value in values {
        // Each value is a slice of the text.
        let at = (value.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        line += text.get(end..at).map_or(0, |between| between.matches('\n').count());
        end = at;
        records.push((line, object(value).unwrap_or_default()));
    }
    records
}

/// What to say of a text without records.
fn none(text: &str, options: &ReadOptions) -> String {
    let field = options.fields.get("text").map_or("text", String::as_str);
    let keys = match serde_json::from_str(text) {
        Ok(Value::Object(object)) => object.keys().take(12).cloned().collect::<Vec<_>>().join(", "),
        Ok(Value::Array(values)) => match values.first() {
            Some(Value::Object(object)) => {
                object.keys().take(12).cloned().collect::<Vec<_>>().join(", ")
            }
            _ => String::new(),
        },
        _ => String::new(),
    };
    let keys = if keys.is_empty() { String::new() } else { format!(" (it has: {keys})") };
    format!(
        "is JSON in which no object has {field:?}{keys}; name the key that holds the text: --field text=KEY, or --field text=KEY.KEY"
    )
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::documents::ReadOptions;

    fn shown(text: &str, fields: &[&str]) -> Vec<String> {
        let mut options = ReadOptions::default();
        fields.iter().for_each(|field| options.add_field(field).unwrap());
        match read("f.json", text, &options) {
            Ok(read) => {
                let shown = read.output.iter().map(|document| {
                    let date = document.date_start.map(|d| d.to_string()).unwrap_or_default();
                    format!("{} {} {date}", document.source.line, document.title)
                });
                shown.chain(read.warnings.iter().map(ToString::to_string)).collect()
            }
            Err(error) => vec![error.to_string()],
        }
    }

    #[test]
    fn arrays_wherever_they_stand() {
        let a = r#"{"title":"A","text":"They met.","date":"2020-03-04"}"#;
        let b = "{\n\"headline\": \"B\", \"body\": \"They left.\"}";
        let nested = r#"{"fields":{"title":"C","body":"They ate.","date":{"original":"2021-05-06T00:00:00+00:00"},"source":[{"name":"D"}]}}"#;
        let nested_fields = ["text=fields.body", "title=fields.title", "date=fields.date.original"];
        for (text, fields, expected) in [
            (format!("[{a},\n{b}]"), &[][..], &["1 A 2020-03-04", "2 B "][..]),
            (format!("{a}\n\n{b}\n"), &[], &["1 A 2020-03-04", "3 B "]),
            (format!("{{\"n\":[1],\"data\":{{\"items\":\n[{a}]}}}}"), &[], &["2 A 2020-03-04"]),
            (format!("{{\"data\":[{nested}]}}"), &nested_fields, &["1 C 2021-05-06"]),
            (b.to_owned(), &[], &["1 B "]),
        ] {
            assert_eq!(shown(&text, fields), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_record_is_said() {
        for (text, part) in [
            ("[1, 2]", "no object has \"text\""),
            ("{\"a\": {\"b\": 1}}", "it has: a"),
            ("[{\"text\": \"A\"},", "line 1, column"),
            ("", "no object has"),
        ] {
            let shown = shown(text, &[]).join("\n");
            assert!(shown.contains(part), "{text}: {shown}");
        }
        assert_eq!(
            shown("[{\"text\":\"They met.\"},\n{\"title\":\"B\"}]", &[])[1],
            "f.json:2: has no \"text\" (it has: title); name its key: --field text=KEY"
        );
        assert_eq!(
            shown(r#"[{"title":"\ud83d\ude00","text":"They met \udc00."}]"#, &[]),
            [
                "1 😀 ",
                "f.json: holds half of a character (\\udc00), which was read as U+FFFD; write the whole character where the file is made"
            ]
        );
        let deep = "[".repeat(5000);
        assert!(shown(&deep, &[])[0].contains("no whole JSON"));
    }
}
