//! One JSON object a line.
//!
//! In: text. Out: a document for each object with a text; unknown keys are kept. Never: a line dropped without a warning.

use serde_json::{Map, Value};

use crate::base::{Document, Source, Warned, Warning};
use crate::documents::options::ReadOptions;
use crate::documents::record::{Broken, document, mended};
use crate::documents::tokens::is_space;
use crate::documents::{doubt, halves};

/// The documents of a JSONL text whose first line is line `first_line` of its file. consort's own extraction records can
/// be read again.
pub(super) fn parse(
    name: &str,
    text: &str,
    options: &ReadOptions,
    first_line: usize,
) -> Warned<Vec<Document>> {
    let mut read = Warned { output: Vec::new(), warnings: Vec::new() };
    let mut broken = Broken::default();
    for (number, line) in (first_line..).zip(text.lines()) {
        let line = line.trim_matches(is_space);
        if line.is_empty() {
            continue;
        }
        let source = Source { file: name.to_owned(), line: number, ..Source::default() };
        let object = object(line).or_else(|reason| {
            let (line, half) = halves::mended(line).ok_or(reason)?;
            let whole = object(&line)?;
            let place = format!("{name}:{number}");
            read.warnings.push(Warning { place, message: halves::warning(&half) });
            Ok(whole)
        });
        let object = object.map(|object| mended(object, options, number, &mut broken));
        match object.and_then(|o| document(o, options, source, &mut read.warnings)) {
            Ok(document) => read.output.push(document),
            Err(message) => {
                let place = format!("{name}:{number}");
                read.warnings.push(Warning { place, message });
            }
        }
    }
    read.warnings.extend(broken.warning(name));
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
