//! Entries that somebody is to review before they count.
//!
//! In: what was read from elsewhere. Out: [`Draft`]s with unique ids, and TOML as a person would write it. Never: an id
//! that the vocabulary gives to something else.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::base::Class;
use crate::cut::fold_name;
use crate::dictionary::entry::{Conditional, Entry, EntryStatus, Matching, Scope};
use crate::dictionary::load::{Vocabulary, is_id};
use crate::documents::slug;

/// An entry to be reviewed.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Its id: the header of its table.
    pub id: String,
    /// Its class: which file it belongs to.
    pub class: Class,
    /// What its table says.
    pub entry: Entry,
    /// Lines to stand above the table.
    pub comments: Vec<String>,
}

/// Entries read from elsewhere, and what could not be taken over.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Drafts {
    /// The entries, by id.
    pub drafts: Vec<Draft>,
    /// What was left out, with the reason.
    pub left_out: Vec<LeftOut>,
}

/// Something that could not be taken over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// Why: the same words for the same reason, so that they can be counted.
    pub why: String,
    /// What, and where it stands.
    pub what: String,
}

impl Drafts {
    /// Notes something that is not taken over.
    pub fn leave_out(&mut self, what: impl Into<String>, why: impl Into<String>) {
        self.left_out.push(LeftOut { why: why.into(), what: what.into() });
    }
}

/// Gives out ids, and knows what is listed already.
#[derive(Debug, Clone, Default)]
pub struct Ids {
    taken: BTreeSet<String>,
    /// Ids by folded name and class.
    names: BTreeMap<(Class, String), String>,
}

impl Ids {
    /// The ids and names of a vocabulary are taken.
    #[must_use]
    pub fn of(vocabulary: &Vocabulary) -> Self {
        let mut ids = Self::default();
        for (id, listed) in &vocabulary.entries {
            ids.taken.insert(id.to_string());
            let entry = &listed.entry;
            for name in std::iter::once(&entry.name).chain(&entry.names).chain(&entry.formal) {
                ids.names.entry((listed.class, fold_name(name))).or_insert_with(|| id.to_string());
            }
        }
        ids
    }

    /// The id of the entry of this class that has this name, if there is one.
    #[must_use]
    pub fn known(&self, class: Class, name: &str) -> Option<&str> {
        self.names.get(&(class, fold_name(name))).map(String::as_str)
    }

    /// Whether nothing has this id.
    #[must_use]
    pub fn is_free(&self, id: &str) -> bool {
        !self.taken.contains(id)
    }

    /// An id of its own for a thing of this name: the wanted one, or one made from the name; `x`, `x-2`, `x-3` …
    pub fn give(&mut self, wanted: Option<&str>, name: &str) -> String {
        let made = slug(name);
        let made = made.strip_prefix("the-").unwrap_or(&made);
        let stem = match wanted.filter(|id| is_id(id)) {
            Some(wanted) => wanted,
            None if made.is_empty() => "entry",
            None => made,
        };
        let numbered = (2..).map(|n| format!("{stem}-{n}"));
        let mut all = std::iter::once(stem.to_owned()).chain(numbered);
        // The numbers do not end before a free one is found.
        let id = all.find(|id| self.is_free(id)).unwrap_or_default();
        self.taken.insert(id.clone());
        id
    }
}

/// The stem of the file for entries of a class.
#[must_use]
pub fn file_stem(class: Class) -> &'static str {
    match class {
        Class::Organisation => "organisations",
        Class::Country => "countries",
        Class::Programme => "programmes",
        Class::Donor => "funds",
        Class::Instrument => "instruments",
        Class::Region => "regions",
    }
}

/// The drafts as the text of one TOML file a class.
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
    let entry = &draft.entry;
    let mut table = Table(String::new());
    for comment in &draft.comments {
        let _ = writeln!(table.0, "# {}", comment.replace('\n', " "));
    }
    let _ = writeln!(table.0, "[{}]", draft.id);
    table.text("name", Some(&entry.name));
    table.list("names", &entry.names);
    table.list("abbr", &entry.abbr);
    table.text("formal", entry.formal.as_ref());
    table.list("demonym", &entry.demonym);
    table.list("capital", &entry.capital);
    table.map("labels", &entry.labels);
    table.raw("cond", entry.cond.iter().map(conditional));
    table.list("not", &entry.not);
    if entry.matching == Matching::Exact {
        table.text("match", Some(&"exact".to_owned()));
    }
    table.text("type", entry.kind.as_ref());
    table.text("parent", entry.parent.as_ref());
    table.list("part_of", &entry.part_of);
    table.text("country", entry.country.as_ref());
    table.list("implementers", &entry.implementers);
    table.list("funds", &entry.funds);
    table.text("since", entry.since.as_ref());
    table.text("until", entry.until.as_ref());
    table.text("replaced_by", entry.replaced_by.as_ref());
    table.map("ids", &entry.ids);
    table.list("same_as", &entry.same_as);
    table.list("see_also", &entry.see_also);
    if entry.status == EntryStatus::Defunct {
        table.text("status", Some(&"defunct".to_owned()));
    }
    table.text("note", entry.note.as_ref());
    table.0
}

struct Table(String);

impl Table {
    fn text(&mut self, key: &str, value: Option<&String>) {
        if let Some(value) = value {
            let _ = writeln!(self.0, "{key} = {}", quoted(value));
        }
    }

    fn list(&mut self, key: &str, values: &[String]) {
        self.raw(key, values.iter().map(|value| quoted(value)));
    }

    fn raw(&mut self, key: &str, values: impl Iterator<Item = String>) {
        let values: Vec<String> = values.collect();
        if !values.is_empty() {
            let _ = writeln!(self.0, "{key} = [{}]", values.join(", "));
        }
    }

    fn map(&mut self, key: &str, values: &BTreeMap<String, String>) {
        let bare = |k: &str| {
            !k.is_empty() && k.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
        };
        let key_of = |k: &String| if bare(k) { k.clone() } else { quoted(k) };
        let pairs: Vec<String> =
            values.iter().map(|(k, v)| format!("{} = {}", key_of(k), quoted(v))).collect();
        if !pairs.is_empty() {
            let _ = writeln!(self.0, "{key} = {{ {} }}", pairs.join(", "));
        }
    }
}

fn conditional(cond: &Conditional) -> String {
    let mut pairs = vec![format!("text = {}", quoted(&cond.text))];
    let list = |values: &[String]| {
        let quoted: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        format!("[{}]", quoted.join(", "))
    };
    if cond.case == Matching::Exact {
        pairs.push("case = \"exact\"".to_owned());
    }
    if !cond.needs.is_empty() {
        pairs.push(format!("needs = {}", list(&cond.needs)));
    }
    match cond.scope {
        Scope::Document => {}
        Scope::Paragraph => pairs.push("scope = \"paragraph\"".to_owned()),
        Scope::Sentence => pairs.push("scope = \"sentence\"".to_owned()),
    }
    if cond.nearest {
        pairs.push("nearest = true".to_owned());
    }
    for (key, values) in [("unless_next", &cond.unless_next), ("unless_prev", &cond.unless_prev)] {
        if !values.is_empty() {
            pairs.push(format!("{key} = {}", list(values)));
        }
    }
    format!("{{ {} }}", pairs.join(", "))
}

/// A TOML string on one line.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::{VocabFile, builtin_files, read};

    #[test]
    fn what_is_written_reads_back_the_same() {
        let (vocabulary, _) = read(&builtin_files());
        let drafts: Vec<Draft> = vocabulary
            .entries
            .iter()
            .map(|(id, listed)| Draft {
                id: id.to_string(),
                class: listed.class,
                entry: listed.entry.clone(),
                comments: vec!["A comment".to_owned()],
            })
            .collect();
        let files: Vec<VocabFile> = toml_files(&drafts)
            .into_iter()
            .map(|(class, text)| VocabFile {
                name: format!("{}.toml", file_stem(class)),
                text,
                builtin: true,
            })
            .collect();
        let (again, warnings) = read(&files);
        assert!(warnings.is_empty(), "{warnings:?}");
        assert_eq!(again.entries.len(), vocabulary.entries.len());
        for (id, listed) in &vocabulary.entries {
            let other = &again.entries[id];
            assert_eq!((&other.entry, other.class), (&listed.entry, listed.class), "{id}");
        }
    }

    #[test]
    fn odd_characters_survive() {
        let name = "A \"quoted\" \\ name\twith\nlines \u{7} and é";
        let entry = Entry { name: name.to_owned(), ..Entry::default() };
        let draft = Draft { id: "a".to_owned(), class: Class::Region, entry, comments: vec![] };
        let file =
            VocabFile { name: "regions.toml".to_owned(), text: toml_table(&draft), builtin: false };
        let (vocabulary, warnings) = read(&[file]);
        assert!(warnings.is_empty(), "{warnings:?}");
        assert_eq!(vocabulary.entries["a"].entry.name, name);
    }

    #[test]
    fn ids_are_made_from_names_and_unique() {
        let (vocabulary, _) = read(&builtin_files());
        let mut ids = Ids::of(&vocabulary);
        let table = [
            (None, "The Zêta Body", "zeta-body"),
            (None, "Zeta Body", "zeta-body-2"),
            (Some("unodc"), "Another one", "unodc-2"),
            (Some("Not an id"), "Yota", "yota"),
            (None, "Организация", "entry"),
        ];
        for (wanted, name, expected) in table {
            assert_eq!(ids.give(wanted, name), expected, "{name}");
        }
        let known = ids.known(Class::Organisation, "united nations office on Drugs & Crime");
        assert_eq!(known, Some("unodc"));
    }
}
