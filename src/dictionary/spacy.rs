//! The vocabulary as patterns of spaCy's EntityRuler.
//!
//! In: entries. Out: one JSON object a line, `{"label", "pattern", "id"}`. Never: a name that counts only in context, which
//! the ruler has no way to say, or one told by its shape, since the ruler's expressions match single tokens and not text.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::base::Class;
use crate::dictionary::entry::{Entry, Matching};
use crate::dictionary::load::Vocabulary;

/// Writes the patterns, sorted by id; the number of conditional names, and of names told by their shape, that are left out.
///
/// Names that count in any case become token patterns on `LOWER`, abbreviations and exact names phrase patterns.
///
/// # Errors
/// When the writer fails.
///
/// ```
/// use consort::dictionary::{VocabFile, read, write_spacy};
/// let text = "[zeta]\nname = \"Zeta Body\"\nabbr = [\"ZB\"]\n";
/// let file = VocabFile { name: "organisations.toml".into(), text: text.into(), builtin: false };
/// let mut lines = Vec::new();
/// write_spacy(&read(&[file]).0, &mut lines)?;
/// let lines = String::from_utf8(lines).expect("text");
/// assert!(lines.contains(r#"{"label":"ORG","pattern":"ZB","id":"zeta"}"#), "{lines}");
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn write_spacy(vocabulary: &Vocabulary, out: &mut dyn Write) -> io::Result<usize> {
    let mut n_left_out = 0;
    for (id, listed) in &vocabulary.entries {
        let entry = &listed.entry;
        n_left_out += entry.cond.len() + entry.patterns.len();
        for pattern in patterns(entry) {
            let line = json!({ "label": label(listed.class), "pattern": pattern, "id": &**id });
            serde_json::to_writer(&mut *out, &line)?;
            out.write_all(b"\n")?;
        }
    }
    Ok(n_left_out)
}

/// The label that spaCy's English models give to such things (OntoNotes 5), or the class where there is none.
fn label(class: Class) -> &'static str {
    match class {
        Class::Organisation | Class::Donor => "ORG",
        Class::Country => "GPE",
        Class::Programme => "PROGRAMME",
        Class::Instrument => "LAW",
        Class::Region => "LOC",
    }
}

fn patterns(entry: &Entry) -> Vec<Value> {
    let mut patterns = Vec::new();
    for name in std::iter::once(&entry.name).chain(&entry.names).chain(&entry.formal) {
        let tokens = tokens(name);
        // One word in any case would find `turkey` and `who`.
        let exact = entry.matching == Matching::Exact || tokens.len() == 1;
        patterns.push(if exact {
            json!(name)
        } else {
            tokens.iter().map(|token| json!({ "LOWER": token.to_lowercase() })).collect()
        });
    }
    patterns.extend(entry.abbr.iter().map(|abbr| json!(abbr)));
    let mut distinct: Vec<Value> = Vec::new();
    for pattern in patterns {
        if !distinct.contains(&pattern) {
            distinct.push(pattern);
        }
    }
    distinct
}

/// The tokens of a name as spaCy's English tokenizer makes them: signs stand alone, save a full stop after one letter and
/// an apostrophe with its s.
fn tokens(name: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    for word in name.split_whitespace() {
        let (word, possessive) = match word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"))
        {
            Some(stem) => (stem, Some(&word[stem.len()..])),
            None => (word, None),
        };
        let mut token = String::new();
        for c in word.chars() {
            if c.is_alphanumeric() || c == '.' || c == '\'' || c == '’' || c == '&' {
                token.push(c);
            } else {
                tokens.extend((!token.is_empty()).then(|| std::mem::take(&mut token)));
                tokens.push(c.to_string());
            }
        }
        tokens.extend((!token.is_empty()).then_some(token));
        tokens.extend(possessive.map(str::to_owned));
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_tokens_of_their_own() {
        let table: [(&str, &[&str]); 4] = [
            (
                "UNODC-WCO Container Control Programme",
                &["UNODC", "-", "WCO", "Container", "Control", "Programme"],
            ),
            ("Agency (Vienna), Office", &["Agency", "(", "Vienna", ")", ",", "Office"]),
            ("Women's Fund", &["Women", "'s", "Fund"]),
            ("U.N. Office", &["U.N.", "Office"]),
        ];
        for (name, expected) in table {
            assert_eq!(tokens(name), expected, "{name}");
        }
    }

    #[test]
    fn several_words_count_in_any_case_and_one_word_as_written() {
        let entry = Entry {
            name: "Zeta Body".to_owned(),
            names: vec!["Zeta".to_owned()],
            abbr: vec!["ZB".to_owned()],
            ..Entry::default()
        };
        let lines: Vec<String> = patterns(&entry).iter().map(ToString::to_string).collect();
        assert_eq!(lines, [r#"[{"LOWER":"zeta"},{"LOWER":"body"}]"#, "\"Zeta\"", "\"ZB\""]);
    }
}
