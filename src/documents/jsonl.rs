//! One JSON object a line.
//!
//! In: text. Out: a document for each object with a text; unknown keys are kept. Never: a line dropped without a warning.

use serde_json::{Map, Value};

use crate::base::{Document, Source, Warned, Warning};
use crate::documents::fields;
use crate::documents::options::ReadOptions;
use crate::documents::tokens::is_space;

/// The documents of a JSONL text whose first line is line `first_line` of its file. consort's own extraction records can
/// be read again.
pub(super) fn parse(
    name: &str,
    text: &str,
    options: &ReadOptions,
    first_line: usize,
) -> Warned<Vec<Document>> {
    let mut read = Warned { output: Vec::new(), warnings: Vec::new() };
    if let Some(message) = not_lines(text).filter(|_| first_line == 1) {
        read.warnings.push(Warning { place: name.to_owned(), message: message.to_owned() });
        return read;
    }
    for (number, line) in (first_line..).zip(text.lines()) {
        let line = line.trim_matches(is_space);
        if line.is_empty() {
            continue;
        }
        let source = Source { file: name.to_owned(), line: number, ..Source::default() };
        match object(line).and_then(|o| document(o, options, source, &mut read.warnings)) {
            Ok(document) => read.output.push(document),
            Err(message) => {
                let place = format!("{name}:{number}");
                read.warnings.push(Warning { place, message });
            }
        }
    }
    read
}

/// Whether a file that opens so is JSON in another shape.
pub(super) fn is_other_json(opening: &[u8]) -> bool {
    not_lines(&String::from_utf8_lossy(opening)).is_some()
}

/// A whole file in another shape gets one warning, not one for each line.
fn not_lines(text: &str) -> Option<&'static str> {
    let first = text.trim_start_matches(is_space);
    if first.starts_with('[') {
        return Some("is a JSON array; write one object a line: jq -c '.[]' FILE");
    }
    let line = first.lines().next()?.trim_end();
    (line == "{")
        .then_some("spreads its objects over several lines; write one a line: jq -c . FILE")
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
    let record = fields::read(object, options, source, warnings);
    if text.trim_matches(is_space).is_empty() {
        return Err("has an empty text; leave the line out or fill it".to_owned());
    }
    fields::document(record, &text, false).ok_or_else(|| "has a text without words".to_owned())
}
