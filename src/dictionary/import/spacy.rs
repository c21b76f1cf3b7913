//! Patterns of spaCy's rulers as entries.
//!
//! In: JSON Lines or an array of `{"label", "pattern", "id"}`. Out: [`Drafts`]. Never: a pattern of parts of speech, expressions
//! or repetitions, which say more than a name.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::base::Class;
use crate::cut::is_short_form;
use crate::dictionary::draft::{Drafts, Ids};
use crate::dictionary::entry::Entry;
use crate::dictionary::import::given::Given;
use crate::dictionary::import::intake::take_in;
use crate::dictionary::import::options::ImportOptions;
use crate::dictionary::import::words::class;

/// Labels of places and peoples of any kind: a city is no country.
const AMBIGUOUS: [&str; 3] = ["GPE", "LOC", "NORP"];

/// Whether a text holds patterns: objects with a label and a pattern.
#[must_use]
pub fn is_spacy(text: &str) -> bool {
    let (patterns, _) = objects(text);
    patterns.first().is_some_and(|(_, first)| {
        first.get("label").is_some_and(Value::is_string) && first.get("pattern").is_some()
    })
}

/// Something with the number of its line.
type Lined<T> = (usize, T);

/// The objects of a text, and what is wrong with the lines that hold none.
fn objects(text: &str) -> (Vec<Lined<Value>>, Vec<Lined<String>>) {
    if let Ok(Value::Array(all)) = serde_json::from_str(text) {
        return ((1..).zip(all).collect(), Vec::new());
    }
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for (line, text) in (1..).zip(text.lines()).filter(|(_, text)| !text.trim().is_empty()) {
        match serde_json::from_str(text) {
            Ok(value) => found.push((line, value)),
            Err(error) => faults.push((line, error.to_string())),
        }
    }
    (found, faults)
}

/// Reads patterns; those with one label and one id are names of one entry.
///
/// ```
/// use consort::dictionary::{Ids, ImportOptions, read_spacy};
/// let lines = r#"{"label": "ORG", "pattern": "Zeta Body", "id": "zeta"}
/// {"label": "ORG", "pattern": [{"LOWER": "zeta"}, {"LOWER": "board"}], "id": "zeta"}
/// {"label": "ORG", "pattern": [{"POS": "PROPN"}]}"#;
/// let read = read_spacy(lines, &ImportOptions::default(), &mut Ids::default());
/// let entry = &read.drafts[0].entry;
/// assert_eq!((entry.name.as_str(), entry.names[0].as_str()), ("Zeta Body", "Zeta Board"));
/// assert_eq!((read.drafts.len(), read.left_out.len()), (1, 1));
/// ```
#[must_use]
pub fn read_spacy(text: &str, options: &ImportOptions, ids: &mut Ids) -> Drafts {
    let mut out = Drafts::default();
    let (patterns, faults) = objects(text);
    for (line, fault) in faults {
        out.leave_out(format!("line {line}: {fault}"), "the line is no JSON");
    }
    let mut groups: BTreeMap<(String, String), Group> = BTreeMap::new();
    for (line, pattern) in patterns {
        let label = pattern["label"].as_str().unwrap_or_default().to_owned();
        let Some(name) = name(&pattern["pattern"]) else {
            let what = format!("{} (line {line})", pattern["pattern"]);
            out.leave_out(
                what,
                "the pattern is no row of words; write it as a `pattern` of an entry",
            );
            continue;
        };
        let Some(class) = class_of(&label, options) else {
            let what = format!("{:?} {label} (line {line})", name.text);
            out.leave_out(what, "its label is no class; give --as LABEL=CLASS, or --class");
            continue;
        };
        // Without an id each pattern is a thing of its own.
        let id = pattern["id"].as_str().map_or_else(|| format!("\u{0}{line:09}"), str::to_owned);
        let group = groups.entry((id, label)).or_insert_with(|| Group::new(class, line));
        group.names.push(name);
    }
    let given = groups.into_iter().map(|((id, _), group)| group.given(&id)).collect();
    take_in(given, out, ids)
}

fn class_of(label: &str, options: &ImportOptions) -> Option<Class> {
    let meant = || class(label).filter(|_| !AMBIGUOUS.contains(&label));
    options.classes.get(label).copied().or_else(meant).or(options.class)
}

/// A name, and whether its case is known.
struct Name {
    text: String,
    is_written: bool,
}

/// The patterns of one label and id.
struct Group {
    class: Class,
    line: usize,
    names: Vec<Name>,
}

impl Group {
    fn new(class: Class, line: usize) -> Self {
        Self { class, line, names: Vec::new() }
    }

    fn given(mut self, id: &str) -> Given {
        let is_short = |name: &Name| is_short_form(&name.text) && !name.text.contains(' ');
        // The name to print is no abbreviation and written out; of several the longest says most.
        let weight = |name: &Name| (!is_short(name), name.is_written, name.text.chars().count());
        let best = (0..self.names.len()).rev().max_by_key(|&at| weight(&self.names[at]));
        let name = self.names.remove(best.unwrap_or_default());
        let comments = match name.is_written {
            true => Vec::new(),
            false => vec!["spaCy's pattern says nothing of capitals; mend the name".to_owned()],
        };
        let (abbr, names) = self.names.into_iter().partition::<Vec<_>, _>(is_short);
        let texts = |names: Vec<Name>| names.into_iter().map(|name| name.text).collect();
        let what = format!("{:?} (line {})", name.text, self.line);
        let entry =
            Entry { name: name.text, names: texts(names), abbr: texts(abbr), ..Entry::default() };
        Given {
            wanted: Some(id.to_owned()),
            class: self.class,
            entry,
            what,
            comments,
            ..Given::default()
        }
    }
}

/// The name that a pattern is: a phrase, or tokens of which each is one word.
fn name(pattern: &Value) -> Option<Name> {
    if let Some(text) = pattern.as_str() {
        return Some(Name { text: text.to_owned(), is_written: true });
    }
    let mut is_written = true;
    let mut text = String::new();
    for token in pattern.as_array()? {
        let [(key, word)] = token.as_object()?.iter().collect::<Vec<_>>()[..] else { return None };
        let word = word.as_str()?;
        let lower = key.eq_ignore_ascii_case("LOWER");
        if !lower && !matches!(key.to_uppercase().as_str(), "ORTH" | "TEXT") {
            return None;
        }
        is_written &= !lower;
        let is_joined =
            text.is_empty() || word.starts_with(['\'', '’', ',', '.', ')']) || text.ends_with('(');
        if !is_joined {
            text.push(' ');
        }
        match lower {
            true => text.push_str(&capitalised(word)),
            false => text.push_str(word),
        }
    }
    Some(Name { text, is_written })
}

/// A word with a capital, unless it is short as "of" and "the" are.
fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) if word.chars().count() > 3 => first.to_uppercase().chain(chars).collect(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_names_of_entries() {
        let text = r#"[{"label": "ORG", "pattern": [{"ORTH": "Zeta"}, {"TEXT": "'s"}, {"ORTH": "Body"}]},
            {"label": "GPE", "pattern": "Zetaville"}, {"label": "ORG", "pattern": [{"LOWER": "zeta"}, {"OP": "?"}]},
            {"label": "ORG", "pattern": "ZB", "id": "yota"}, {"label": "ORG", "pattern": "Yota Board", "id": "yota"}]"#;
        assert!(is_spacy(text) && !is_spacy("{\"@context\": {}}") && !is_spacy("x"));
        let read = read_spacy(text, &ImportOptions::default(), &mut Ids::default());
        let found: Vec<_> = read
            .drafts
            .iter()
            .map(|d| (d.id.as_str(), d.entry.name.as_str(), d.entry.abbr.len()))
            .collect();
        assert_eq!(found, [("yota", "Yota Board", 1), ("zetas-body", "Zeta's Body", 0)]);
        assert_eq!(read.left_out.len(), 2, "{:?}", read.left_out);
        let options = ImportOptions {
            classes: [("GPE".to_owned(), Class::Region)].into(),
            ..ImportOptions::default()
        };
        assert_eq!(read_spacy(text, &options, &mut Ids::default()).drafts.len(), 3);
    }
}
