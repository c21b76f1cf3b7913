//! Markdown, perhaps with fields at the top.
//!
//! In: text. Out: documents with their fields. Never: full YAML or Markdown.

use serde_json::{Map, Value};

use crate::base::{Document, Source, Warned, Warning};
use crate::documents::marks::Part;
use crate::documents::options::ReadOptions;
use crate::documents::{archive, fields, front, letterhead};

/// The line above fields in YAML, and below them.
const RULE: &str = "---";
/// The same for fields in TOML.
const TOML_RULE: &str = "+++";

/// The stories of a Markdown file; with fields between `---` or `+++` lines at the top it is one story.
pub(super) fn parse(part: Part<'_>, text: &str, options: &ReadOptions) -> Warned<Vec<Document>> {
    let mut warnings = Vec::new();
    let front = || front_matter(text).or_else(|| toml(part.name, text, &mut warnings));
    let Some(front) = (part.first_line == 1).then(front).flatten() else {
        return archive::parse(part, text, options, true);
    };
    let body = &text[front.body..];
    let blank = &body[..body.len() - body.trim_start().len()];
    let line = front.body_line + blank.matches('\n').count();
    let source = Source { file: part.name.to_owned(), line, ..Source::default() };
    let mut record = fields::read(front.fields, &options.of_own_fields(), source, &mut warnings);
    record.meta.name_date = letterhead::of_name(part.name);
    let output = fields::document(record, body, true);
    Warned { output: output.into_iter().collect(), warnings }
}

/// Whether a file that opens so may have fields at the top.
pub(super) fn may_have_fields(opening: &[u8]) -> bool {
    [RULE, TOML_RULE].iter().any(|rule| opening.starts_with(rule.as_bytes()))
}

/// Whether a text has fields at the top.
pub(super) fn has_fields(text: &str) -> bool {
    front_matter(text).is_some() || front::toml(text).is_some()
}

/// Whether a text opens with fields between two rules, all on lines that follow one another.
pub(super) fn is_fenced(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end);
    let Some(rule) = lines.next().filter(|line| matches!(*line, RULE | TOML_RULE)) else {
        return false;
    };
    let mut fields = lines.by_ref().take_while(|line| *line != rule);
    fields.all(|line| !line.is_empty() || rule == TOML_RULE)
}

/// Fields above a story.
pub(super) struct FrontMatter {
    pub(super) fields: Map<String, Value>,
    /// Where the story starts.
    pub(super) body: usize,
    body_line: usize,
}

/// TOML between `+++` lines, as Hugo has it.
pub(super) fn toml(name: &str, text: &str, warnings: &mut Vec<Warning>) -> Option<FrontMatter> {
    let front = front::toml(text)?;
    if let Some((line, reason)) = front.error {
        let message = format!("has fields that are no TOML: {reason}; mend them, or write ---");
        warnings.push(Warning { place: format!("{name}:{line}"), message });
    }
    let body_line = text[..front.body].matches('\n').count() + 1;
    Some(FrontMatter { fields: front.fields, body: front.body, body_line })
}

/// `key: value` lines between `---` lines; the lines of a list or a long value go with the key above them.
pub(super) fn front_matter(text: &str) -> Option<FrontMatter> {
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
