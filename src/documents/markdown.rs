//! Markdown, perhaps with fields at the top.
//!
//! In: text. Out: documents with their fields. Never: full YAML or Markdown.

use serde_json::{Map, Value};

use crate::base::{Document, Source, Warned};
use crate::documents::marks::Part;
use crate::documents::options::ReadOptions;
use crate::documents::{archive, fields};

/// The line above the fields, and below them.
const RULE: &str = "---";

/// The stories of a Markdown file; with fields between `---` lines at the top it is one story.
pub(super) fn parse(part: Part<'_>, text: &str, options: &ReadOptions) -> Warned<Vec<Document>> {
    let front = front_matter(text).filter(|_| part.first_line == 1);
    let Some(front) = front else { return archive::parse(part, text, options, true) };
    let body = &text[front.body..];
    let blank = &body[..body.len() - body.trim_start().len()];
    let line = front.body_line + blank.matches('\n').count();
    let source = Source { file: part.name.to_owned(), line, ..Source::default() };
    let mut warnings = Vec::new();
    // The names of `--field` are those of JSONL records; a file's own fields have the usual ones.
    let options =
        ReadOptions { date_format: options.date_format.clone(), ..ReadOptions::default() };
    let record = fields::read(front.fields, &options, source, &mut warnings);
    let output = fields::document(record, body, true);
    Warned { output: output.into_iter().collect(), warnings }
}

/// Whether a file that opens so may have fields at the top.
pub(super) fn may_have_fields(opening: &[u8]) -> bool {
    opening.starts_with(RULE.as_bytes())
}

struct FrontMatter {
    fields: Map<String, Value>,
    /// Where the story starts.
    body: usize,
    body_line: usize,
}

/// `key: value` lines between `---` lines; the lines of a list or a long value go with the key above them.
fn front_matter(text: &str) -> Option<FrontMatter> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == RULE)?;
    let mut body = first.len();
    let mut fields = Map::new();
    let mut last: Option<String> = None;
    for (i, line) in lines.enumerate() {
        body += line.len();
        let content = line.trim_end();
        if matches!(content, RULE | "...") {
            return Some(FrontMatter { fields, body, body_line: i + 3 });
        }
        let key = content
            .split_once(':')
            .filter(|(key, _)| !key.is_empty() && !key.contains([' ', '\t', '"', '-']));
        match (key, &last) {
            (Some((key, value)), _) => {
                let key = key.to_lowercase();
                fields.insert(key.clone(), Value::String(unquoted(value.trim()).to_owned()));
                last = Some(key);
            }
            (None, Some(key)) => {
                if let Some(Value::String(value)) = fields.get_mut(key) {
                    // `>` and `|` announce a value on the lines below.
                    if matches!(value.as_str(), ">" | "|" | ">-" | "|-") {
                        value.clear();
                    }
                    let gap = if value.is_empty() { "" } else { "\n" };
                    *value = format!("{value}{gap}{}", content.trim());
                }
            }
            // Text before any key: these are no fields but a story that opens with a rule.
            (None, None) if !content.is_empty() && !content.starts_with('#') => return None,
            (None, None) => {}
        }
    }
    None
}

fn unquoted(value: &str) -> &str {
    ['"', '\'']
        .iter()
        .find_map(|&quote| value.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(value)
}
