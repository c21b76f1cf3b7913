//! Writes entries as TOML, as a person would write it: a table an entry, a key a line.
//!
//! In: [`Draft`]s. Out: TOML that reads back the same. Never: a key that says what is so anyway, a string over several lines.

use std::collections::BTreeMap;

use serde::Serialize;
use toml::{Table, Value};
use toml_writer::{ToTomlKey, ToTomlValue, TomlStringBuilder};

use crate::base::Class;
use crate::dictionary::draft::Draft;

/// The drafts as the text of one TOML file a class.
///
/// ```
/// use consort::Class;
/// use consort::dictionary::{Draft, Entry, toml_files};
/// let draft = |id: &str, class| {
///     let entry = Entry { name: id.to_owned(), ..Entry::default() };
///     Draft { id: id.to_owned(), class, entry, comments: vec![] }
/// };
/// let files = toml_files(&[draft("zeta", Class::Organisation), draft("yota", Class::Organisation)]);
/// assert_eq!(files[&Class::Organisation], "[zeta]\nname = \"zeta\"\n\n[yota]\nname = \"yota\"\n");
/// ```
#[must_use]
pub fn toml_files(drafts: &[Draft]) -> BTreeMap<Class, String> {
    let mut files: BTreeMap<Class, String> = BTreeMap::new();
    for draft in drafts {
        let text = files.entry(draft.class).or_default();
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&toml_table(draft));
    }
    files
}

/// A draft as a TOML table, its comments above it.
///
/// ```
/// use consort::Class;
/// use consort::dictionary::{Draft, Entry, toml_table};
/// let entry = Entry { name: "Zeta Body".to_owned(), abbr: vec!["ZB".to_owned()], ..Entry::default() };
/// let draft = Draft { id: "zeta-body".to_owned(), class: Class::Organisation, entry, comments: vec![] };
/// assert_eq!(toml_table(&draft), "[zeta-body]\nname = \"Zeta Body\"\nabbr = [\"ZB\"]\n");
/// ```
#[must_use]
pub fn toml_table(draft: &Draft) -> String {
    // TOML has no way to write a control character in a comment.
    let comments =
        draft.comments.iter().map(|c| format!("# {}\n", c.replace(char::is_control, " ")));
    let mut table = said(&draft.entry, "name");
    if !draft.entry.cond.is_empty() {
        let conditions = draft.entry.cond.iter().map(|cond| {
            let always = if cond.pattern.is_some() { "pattern" } else { "text" };
            Value::Table(said(cond, always))
        });
        table["cond"] = Value::Array(conditions.collect());
    }
    let header = format!("[{}]\n", draft.id.to_toml_key());
    let lines = table.iter().map(|key_and_value| pair(key_and_value) + "\n");
    comments.chain([header]).chain(lines).collect()
}

/// What a value says beyond what is so where nothing is said, in the order of its fields; one key is always asked for.
fn said<T: Serialize + Default>(value: &T, always: &str) -> Table {
    // Entries are made of strings, lists and maps of strings, all of which TOML can hold.
    let keys = |value: &T| Table::try_from(value).unwrap_or_default();
    let unsaid = keys(&T::default());
    let is_said = |(key, value): &(String, Value)| key == always || unsaid.get(key) != Some(value);
    keys(value).into_iter().filter(is_said).collect()
}

fn pair((key, value): (&String, &Value)) -> String {
    format!("{} = {}", key.to_toml_key(), on_one_line(value))
}

/// A value as the shipped vocabulary writes it; `toml` alone would break long strings and lists into lines.
fn on_one_line(value: &Value) -> String {
    match value {
        Value::String(text) => TomlStringBuilder::new(text).as_basic().to_toml_value(),
        Value::Array(values) => {
            format!("[{}]", values.iter().map(on_one_line).collect::<Vec<_>>().join(", "))
        }
        Value::Table(table) => {
            format!("{{ {} }}", table.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dictionary::entry::{Conditional, Entry};
    use crate::dictionary::{VocabFile, builtin_files, file_stem, read};

    /// What a reader of the written files sees: entries by class and id.
    #[track_caller]
    fn read_back(drafts: &[Draft]) -> BTreeMap<(Class, String), Entry> {
        let file = |(class, text): (Class, String)| VocabFile {
            name: format!("{}.toml", file_stem(class)),
            text,
            builtin: true,
        };
        let (vocabulary, warnings) =
            read(&toml_files(drafts).into_iter().map(file).collect::<Vec<_>>());
        assert!(warnings.is_empty(), "{warnings:?}");
        let entries = vocabulary.entries.iter();
        entries
            .map(|(id, listed)| ((listed.class, id.to_string()), (*listed.entry).clone()))
            .collect()
    }

    fn written(drafts: &[Draft]) -> BTreeMap<(Class, String), Entry> {
        drafts.iter().map(|d| ((d.class, d.id.clone()), d.entry.clone())).collect()
    }

    #[test]
    fn the_shipped_vocabulary_reads_back_the_same() {
        let (vocabulary, _) = read(&builtin_files());
        let draft = |(id, listed): (&_, &crate::dictionary::Listed)| Draft {
            id: ToString::to_string(id),
            class: listed.class,
            entry: (*listed.entry).clone(),
            comments: vec!["A comment".to_owned()],
        };
        let drafts: Vec<Draft> = vocabulary.entries.iter().map(draft).collect();
        assert_eq!(read_back(&drafts), written(&drafts));
    }

    #[test]
    fn values_stand_on_one_line_between_double_quotes() {
        let cond = Conditional { text: "Z".to_owned(), nearest: true, ..Conditional::default() };
        let entry = Entry {
            name: "A \"quoted\" \\ name\nof 'lines'".to_owned(),
            labels: [("fr".to_owned(), "é".to_owned()), ("odd key".to_owned(), "\u{7}".to_owned())]
                .into(),
            cond: vec![cond],
            ..Entry::default()
        };
        let comments = vec!["two\r\nlines".to_owned()];
        let draft = Draft { id: "a".to_owned(), class: Class::Region, entry, comments };
        assert_eq!(
            toml_table(&draft),
            r#"# two  lines
[a]
name = "A \"quoted\" \\ name\nof 'lines'"
labels = { fr = "é", "odd key" = "\u0007" }
cond = [{ text = "Z", nearest = true }]
"#
        );
    }

    proptest! {
        #[test]
        fn any_string_reads_back_the_same(texts in prop::collection::vec(any::<String>(), 6)) {
            let texts: Vec<String> = texts.iter().map(|text| format!("A{text}")).collect();
            let [name, alias, tag, label, word, comment] = texts.try_into().unwrap();
            let cond =
                Conditional { text: word.clone(), needs: vec![alias.clone()], ..Conditional::default() };
            let entry = Entry {
                name,
                names: vec![alias],
                labels: [(tag, label)].into(),
                cond: vec![cond],
                note: Some(word),
                ..Entry::default()
            };
            let drafts = [Draft { id: "a".to_owned(), class: Class::Region, entry, comments: vec![comment] }];
            prop_assert_eq!(read_back(&drafts), written(&drafts));
        }
    }
}
