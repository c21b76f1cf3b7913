//! What stands above a story about it: TOML between rules, or lines such as `Title: …`, `Date: …`, `Source: …`.
//!
//! In: text. Out: the fields, and where the story starts. Never: a line of the story taken for a field.

use serde_json::{Map, Value};

use crate::documents::dates;
use crate::documents::labels;
use crate::documents::tokens::is_space;

/// A title above labelled lines is no longer than this, in bytes.
const LONGEST_TITLE: usize = 300;

/// The fields above a story.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub(super) fields: Map<String, Value>,
    /// Where the story starts, in bytes.
    pub(super) body: usize,
    /// What is wrong with the fields, with the line counted from the first of the text.
    pub(super) error: Option<(usize, String)>,
}

/// TOML between `+++` lines.
pub(super) fn toml(text: &str) -> Option<Front> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "+++")?;
    let mut end = first.len();
    for line in lines {
        if line.trim_end() != "+++" {
            end += line.len();
            continue;
        }
        let mut front = Front { body: end + line.len(), ..Front::default() };
        match text[first.len()..end].parse::<toml::Table>() {
            Ok(table) => {
                front.fields = table
                    .into_iter()
                    .map(|(key, value)| (key.to_lowercase(), json(value)))
                    .collect();
            }
            Err(error) => {
                let before = error.span().map_or(0, |span| span.start);
                let line =
                    2 + text[first.len()..].get(..before).unwrap_or("").matches('\n').count();
                front.error = Some((line, error.message().to_owned()));
            }
        }
        return Some(front);
    }
    None
}

fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(is) => Value::Bool(is),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(values) => values.into_iter().map(json).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key, json(value))).collect())
        }
    }
}

/// Where a head of labelled lines stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct HeadLines {
    /// Where its title starts, or its first line.
    pub(super) start: usize,
    /// Where its first labelled line starts.
    labels: usize,
    /// Where the story's text starts.
    end: usize,
    /// The line of `start`, from 0.
    pub(super) line: usize,
}

/// The heads of labelled lines in a text. A head names a title or a date and one thing more, or a date below a title.
pub(super) fn heads(text: &str) -> Vec<HeadLines> {
    let mut heads: Vec<HeadLines> = Vec::new();
    let lines: Vec<(usize, &str)> = text
        .split_inclusive('\n')
        .scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line.trim_matches(is_space)))
        })
        .collect();
    let first = lines.iter().position(|(_, line)| !line.is_empty()).unwrap_or(lines.len());
    let last = text.trim_end_matches(is_space).len();
    let mut i = 0;
    while i < lines.len() {
        let run = lines[i..].iter().map_while(|(_, line)| labels::split(line)).collect::<Vec<_>>();
        let n_lines = run.len().max(1);
        let end = lines.get(i + n_lines).map_or(text.len(), |line| line.0);
        let has = |key| run.iter().any(|(k, _)| *k == key);
        let is_dated =
            || run.iter().any(|(k, v)| *k == "date" && dates::points_at_start(v).is_some());
        let title =
            run.first().filter(|_| !has("title") && is_dated()).and_then(|_| above(&lines, i));
        let is_first = i <= first;
        let is_whole = has("title") && run.len() > 1 && run[0].0 == "title"
            || is_first && run.len() > 1 && (has("title") || is_dated());
        if let Some(at) = title.or(is_whole.then_some(i)) {
            let is_free = heads.last().is_none_or(|head| head.end <= lines[at].0);
            if is_free && end < last {
                heads.push(HeadLines { start: lines[at].0, labels: lines[i].0, end, line: at });
            }
        }
        i += n_lines;
    }
    heads
}

/// The line right above line `i`, blank lines aside, that stands alone and can be a title.
fn above(lines: &[(usize, &str)], i: usize) -> Option<usize> {
    let at = (i.saturating_sub(2)..i).rev().find(|&at| !lines[at].1.is_empty())?;
    let line = lines[at].1;
    let is_alone = at == 0 || lines[at - 1].1.is_empty() || is_rule(lines[at - 1].1);
    let fits = line.len() <= LONGEST_TITLE
        && line.contains(char::is_alphabetic)
        && !line.ends_with(['.', ':', ';', ',']);
    (is_alone && fits).then_some(at)
}

fn is_rule(line: &str) -> bool {
    line.len() >= 3 && line.bytes().all(|b| matches!(b, b'-' | b'=' | b'*' | b'_' | b'~' | b'#'))
}

/// The fields of a head; a label that comes twice keeps both values.
pub(super) fn labelled(text: &str, head: &HeadLines) -> Front {
    let mut front = Front { body: head.end, ..Front::default() };
    let title = text[head.start..head.labels].trim_matches(is_space);
    if !title.is_empty() {
        let title = title.trim_start_matches('#').trim_matches(is_space);
        front.fields.insert("title".to_owned(), Value::String(title.to_owned()));
    }
    for (key, value) in text[head.labels..head.end].lines().filter_map(labels::split) {
        match front.fields.get_mut(&key) {
            Some(Value::String(before)) if !before.is_empty() => {
                before.push_str("; ");
                before.push_str(value);
            }
            _ => {
                front.fields.insert(key, Value::String(value.to_owned()));
            }
        }
    }
    front
}

#[cfg(test)]
mod tests {
    use super::{heads, labelled, toml};

    /// The fields and the body of each story.
    fn read(text: &str) -> Vec<String> {
        let heads = heads(text);
        let ends = heads.iter().skip(1).map(|head| head.start).chain([text.len()]);
        let shown = heads.iter().zip(ends).map(|(head, end)| {
            let front = labelled(text, head);
            let fields: Vec<_> =
                front.fields.iter().map(|(k, v)| format!("{k}={}", v.as_str().unwrap())).collect();
            format!("{} > {}", fields.join(" "), text[front.body..end].trim())
        });
        shown.collect()
    }

    #[test]
    fn heads_of_labelled_lines() {
        let table: &[(&str, &[&str])] = &[
            (
                "Title: A\nDate: 4 March 2020\n\nThey met.",
                &["title=A date=4 March 2020 > They met."],
            ),
            ("\n Title: A\nSource: B\nThey met.", &["title=A source=B > They met."]),
            (
                "Date: 4 March 2020\nTitle: A\n\nThey met.",
                &["date=4 March 2020 title=A > They met."],
            ),
            ("**Title:** A\n**Date:** 2020-03-04\n\nB", &["title=A date=2020-03-04 > B"]),
            ("A\nDate: 4 March 2020\n\nThey met.", &["title=A date=4 March 2020 > They met."]),
            (
                "# A\n\nPublished: 4 March 2020\nBy: C\n\nB",
                &["title=A date=4 March 2020 author=C > B"],
            ),
            (
                "Title: A\nDate: 2020\n\nOne.\n\n---\nTitle: B\nDate: 2021\n\nTwo.\n",
                &["title=A date=2020 > One.\n\n---", "title=B date=2021 > Two."],
            ),
            (
                "A\nDate: 4 March 2020\n\nOne.\n\nB\nDate: 5 March 2020\n\nTwo.",
                &["title=A date=4 March 2020 > One.", "title=B date=5 March 2020 > Two."],
            ),
            // No heads.
            ("Title: A\n\nThey met.", &[]),
            ("They met.\n\nSource: B\nDate: 4 March 2020\n", &[]),
            ("They met.\nDate: 4 March 2020\n\nThey left.", &[]),
            ("A\nDate: soon\n\nThey met.", &[]),
            ("Source: B\nThey met.", &[]),
            ("Title: A\nDate: 2020\n", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(read(text), *expected, "{text}");
        }
    }

    #[test]
    fn fields_in_toml() {
        let front = toml("+++\ntitle = \"A\"\ndate = 2020-03-04\ntags = [\"b\"]\n+++\nC").unwrap();
        let fields = serde_json::to_string(&front.fields).unwrap();
        assert_eq!(fields, r#"{"title":"A","date":"2020-03-04","tags":["b"]}"#);
        assert_eq!((front.body, front.error), (51, None));
        let broken = toml("+++\ntitle = \"A\"\ndate is 2020\n+++\nC").unwrap();
        assert_eq!(broken.error.map(|(line, _)| line), Some(3));
        for text in ["", "+++\nA", "A\n+++\n+++\n"] {
            assert!(toml(text).is_none(), "{text}");
        }
    }
}
