//! Reads vocabulary files.
//!
//! In: the files built into the program and folders of the user. Out: a [`Vocabulary`] and what is wrong with it.
//! Never: a silent choice: every bad table is reported with its place and the cure, and the rest goes on.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rayon::prelude::*;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::base::{Class, EntityId, RuleId, Warning};
use crate::dictionary::entry::Entry;
use crate::dictionary::grammar::GrammarWords;
use crate::dictionary::heads::{HeadGroup, HeadWords};
use crate::dictionary::rule::{Rule, StatusCues, WordLists};
use crate::dictionary::template::Template;

/// A vocabulary file: its name says what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VocabFile {
    /// The path to print in messages; the part of its stem before a hyphen is the kind.
    pub name: String,
    /// TOML.
    pub text: String,
    /// Whether it is built into the program.
    pub builtin: bool,
}

/// Everything the vocabulary files say, checked one table at a time.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// The entries by id.
    pub entries: BTreeMap<EntityId, Listed>,
    /// The templates in file order.
    pub templates: Vec<(String, Template)>,
    /// The values that template slots take: slot, value id, spellings.
    pub slots: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// The groups of head words in file order.
    pub heads: Vec<(String, HeadGroup)>,
    /// Words that speak for or against a proposed name, as each file lists them.
    pub head_words: Vec<HeadWords>,
    /// Small words, as each file lists them.
    pub grammar: Vec<GrammarWords>,
    /// The relation rules in file order.
    pub rules: Vec<(RuleId, Rule)>,
    /// Words that make a statement planned, hedged or negated.
    pub cues: StatusCues,
    /// Kinds of words that the reading of clauses rests on.
    pub words: WordLists,
    /// SHA-256 of all files read, in hexadecimal.
    pub hash: String,
}

/// An entry with its class and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// The class its file says.
    pub class: Class,
    /// What its table says.
    pub entry: Entry,
    /// `file:line`.
    pub place: String,
    /// Whether it is built into the program.
    pub builtin: bool,
}

/// A vocabulary that could not be read at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VocabError {
    /// A folder or file could not be read.
    #[error("cannot read vocabulary {path}: {source}; --vocab takes a folder of .toml files")]
    Read {
        /// The folder or file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// A folder holds no vocabulary.
    #[error("{path} holds no .toml file; see vocab/README.md for the format")]
    Empty {
        /// The folder.
        path: String,
    },
    /// Nothing to find names with.
    #[error(
        "the vocabulary has no entries; leave --no-builtin out or give --vocab a folder with entries"
    )]
    NoEntries,
}

macro_rules! builtin {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../vocab/", $name)))),*]
    };
}

/// The shipped vocabulary.
const BUILTIN: &[(&str, &str)] = builtin![
    "countries.toml",
    "funds.toml",
    "grammar-en.toml",
    "heads-en.toml",
    "instruments.toml",
    "organisations-donors.toml",
    "organisations-eu.toml",
    "organisations-international.toml",
    "organisations-national.toml",
    "organisations-ngo.toml",
    "organisations-un.toml",
    "programmes.toml",
    "regions.toml",
    "relations-en.toml",
    "templates-en.toml",
];

/// The files built into the program.
#[must_use]
pub fn builtin_files() -> Vec<VocabFile> {
    let file = |&(name, text): &(&str, &str)| VocabFile {
        name: format!("vocab/{name}"),
        text: text.to_owned(),
        builtin: true,
    };
    BUILTIN.iter().map(file).collect()
}

/// The `.toml` files of a folder, sorted by name; `path` may also be one file.
///
/// # Errors
/// When the folder or a file cannot be read, or there is no such file.
pub fn read_folder(path: &Path) -> Result<Vec<VocabFile>, VocabError> {
    let failed = |at: &Path| {
        let path = at.display().to_string();
        move |source| VocabError::Read { path, source }
    };
    let mut paths = Vec::new();
    if path.is_dir() {
        for entry in fs::read_dir(path).map_err(failed(path))? {
            let file = entry.map_err(failed(path))?.path();
            if file.extension().is_some_and(|e| e == "toml") {
                paths.push(file);
            }
        }
        paths.sort();
        if paths.is_empty() {
            return Err(VocabError::Empty { path: path.display().to_string() });
        }
    } else {
        paths.push(path.to_owned());
    }
    paths
        .iter()
        .map(|file| {
            let text = fs::read_to_string(file).map_err(failed(file))?;
            Ok(VocabFile { name: file.display().to_string(), text, builtin: false })
        })
        .collect()
}

/// Reads vocabulary files. An entry of a later file replaces one of the same id, so a user can correct the shipped ones.
#[must_use]
pub fn read(files: &[VocabFile]) -> (Vocabulary, Vec<Warning>) {
    // Parsing is most of a short run's time, so the files share the cores; they are put together in their order.
    let parsed: Vec<Parsed> = files.par_iter().map(Parsed::file).collect();
    let mut vocabulary = Vocabulary::default();
    let mut warnings = Vec::new();
    let mut hash = Sha256::new();
    for (file, parsed) in files.iter().zip(parsed) {
        hash.update(file.text.as_bytes());
        hash.update([0]);
        warnings.extend(parsed.warnings);
        for table in parsed.tables {
            warnings.extend(vocabulary.take(table));
        }
    }
    vocabulary.hash = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    (vocabulary, warnings)
}

/// What a file holds, by the first part of its name.
#[derive(Clone, Copy)]
enum Kind {
    Entries(Class),
    Templates,
    Grammar,
    Heads,
    Relations,
}

impl VocabFile {
    /// Whether it tells how a language is read rather than what is named: without such files nothing can be read at all.
    #[must_use]
    pub fn is_language(&self) -> bool {
        use Kind::{Grammar, Heads, Relations, Templates};
        matches!(Kind::of(self), Some(Templates | Grammar | Heads | Relations))
    }
}

impl Kind {
    fn of(file: &VocabFile) -> Option<Self> {
        let stem = Path::new(&file.name).file_stem().and_then(|s| s.to_str()).unwrap_or_default();
        Some(match stem.split('-').next().unwrap_or_default() {
            "organisations" | "organizations" => Kind::Entries(Class::Organisation),
            "countries" => Kind::Entries(Class::Country),
            "programmes" | "programs" => Kind::Entries(Class::Programme),
            "funds" => Kind::Entries(Class::Donor),
            "instruments" => Kind::Entries(Class::Instrument),
            "regions" => Kind::Entries(Class::Region),
            "templates" => Kind::Templates,
            "grammar" => Kind::Grammar,
            "heads" => Kind::Heads,
            "relations" => Kind::Relations,
            _ => return None,
        })
    }
}

/// One table of a file.
enum Table {
    Entry(EntityId, Box<Listed>),
    Slots(BTreeMap<String, BTreeMap<String, Vec<String>>>),
    Template(String, Template),
    Grammar(Box<GrammarWords>),
    HeadWords(Box<HeadWords>),
    Heads(String, HeadGroup),
    Cues(StatusCues),
    Words(Box<WordLists>),
    Rule(RuleId, Box<Rule>),
}

impl Vocabulary {
    /// Takes one table in; two entries of one source with one id are worth a word.
    fn take(&mut self, table: Table) -> Option<Warning> {
        match table {
            Table::Entry(id, listed) => {
                let (place, builtin) = (listed.place.clone(), listed.builtin);
                let former = self.entries.insert(id.clone(), *listed);
                return former.filter(|f| f.builtin == builtin).map(|former| Warning {
                    place,
                    message: format!(
                        "the id {id:?} is already used at {}; ids are unique",
                        former.place
                    ),
                });
            }
            Table::Slots(slots) => {
                for (slot, values) in slots {
                    self.slots.entry(slot).or_default().extend(values);
                }
            }
            Table::Template(id, template) => {
                self.templates.retain(|(other, _)| *other != id);
                self.templates.push((id, template));
            }
            Table::Grammar(words) => self.grammar.push(*words),
            Table::HeadWords(words) => self.head_words.push(*words),
            Table::Heads(id, group) => {
                self.heads.retain(|(other, _)| *other != id);
                self.heads.push((id, group));
            }
            Table::Cues(cues) => self.cues = cues,
            Table::Words(words) => self.words = *words,
            Table::Rule(id, rule) => {
                self.rules.retain(|(other, _)| *other != id);
                self.rules.push((id, *rule));
            }
        }
        None
    }
}

/// The sound tables of a file, and what is wrong with the others.
#[derive(Default)]
struct Parsed {
    tables: Vec<Table>,
    warnings: Vec<Warning>,
}

impl Parsed {
    fn file(file: &VocabFile) -> Self {
        let mut parsed = Self::default();
        let Some(kind) = Kind::of(file) else {
            let message = "the file's name does not say what it holds; name it organisations-….toml, \
                           countries.toml, programmes.toml, funds.toml, instruments.toml, regions.toml, \
                           templates-….toml, grammar-….toml, heads-….toml or relations-….toml";
            parsed.warnings.push(Warning { place: file.name.clone(), message: message.to_owned() });
            return parsed;
        };
        let (table, errors) = DeTable::parse_recoverable(&file.text);
        for error in &errors {
            parsed.warn(file, error.span(), error.message());
        }
        if !errors.is_empty() {
            return parsed; // a recovered table may be half of what was meant
        }
        let mut tables: Vec<_> = table.into_inner().into_iter().collect();
        tables.sort_by_key(|(key, _)| key.span().start);
        let lines = LineStarts::of(&file.text);
        for (key, value) in tables {
            let line = lines.line(key.span().start);
            let table = parsed.table(file, kind, &key, value, line);
            parsed.tables.extend(table);
        }
        parsed
    }

    fn table<'i>(
        &mut self,
        file: &VocabFile,
        kind: Kind,
        key: &Spanned<Cow<'i, str>>,
        value: Spanned<DeValue<'i>>,
        line: usize,
    ) -> Option<Table> {
        let id = key.get_ref().to_string();
        let span = key.span();
        match kind {
            Kind::Entries(class) => {
                let Some(id) = EntityId::new(&id).ok().filter(|id| is_id(id)) else {
                    let message = format!("the id {id:?} may only hold a-z, 0-9 and hyphens");
                    self.warn(file, Some(span), &message);
                    return None;
                };
                let entry = self.typed::<Entry>(file, value)?;
                if entry.name.trim().is_empty() {
                    self.warn(file, Some(span), "the name is empty; give the name to print");
                    return None;
                }
                if entry.cond.iter().any(|c| c.text.trim().is_empty() == c.pattern.is_none()) {
                    let message =
                        "an alias under cond is either a text or a pattern; give one of the two";
                    self.warn(file, Some(span), message);
                    return None;
                }
                let place = format!("{}:{line}", file.name);
                let listed = Listed { class, entry, place, builtin: file.builtin };
                Some(Table::Entry(id, Box::new(listed)))
            }
            Kind::Templates if id == "slots" => self.typed(file, value).map(Table::Slots),
            Kind::Templates => {
                self.typed(file, value).map(|template| Table::Template(id, template))
            }
            Kind::Grammar if id == "words" => {
                self.typed(file, value).map(|words| Table::Grammar(Box::new(words)))
            }
            Kind::Grammar => {
                self.warn(file, Some(span), "a grammar file holds one table, [words]");
                None
            }
            Kind::Heads if id == "words" => {
                self.typed(file, value).map(|words| Table::HeadWords(Box::new(words)))
            }
            Kind::Heads => self.typed(file, value).map(|group| Table::Heads(id, group)),
            Kind::Relations if id == "status" => self.typed(file, value).map(Table::Cues),
            Kind::Relations if id == "words" => {
                self.typed(file, value).map(|words| Table::Words(Box::new(words)))
            }
            Kind::Relations => match RuleId::new(&id) {
                Ok(id) => self.typed(file, value).map(|rule| Table::Rule(id, Box::new(rule))),
                Err(error) => {
                    self.warn(file, Some(span), &error.to_string());
                    None
                }
            },
        }
    }

    fn typed<T: DeserializeOwned>(
        &mut self,
        file: &VocabFile,
        value: Spanned<DeValue<'_>>,
    ) -> Option<T> {
        let span = value.span();
        match T::deserialize(ValueDeserializer::from(value)) {
            Ok(value) => Some(value),
            Err(error) => {
                let message = with_suggestion(error.message());
                self.warn(file, error.span().or(Some(span)), &message);
                None
            }
        }
    }

    fn warn(&mut self, file: &VocabFile, span: Option<std::ops::Range<usize>>, message: &str) {
        let place = match span {
            Some(span) => {
                let (line, column) = line_column(&file.text, span.start);
                format!("{}:{line}:{column}", file.name)
            }
            None => file.name.clone(),
        };
        self.warnings
            .push(Warning { place, message: message.replace('\n', " ").trim().to_owned() });
    }
}

pub(super) fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Where the lines of a text start, to number thousands of tables without reading the text anew for each.
struct LineStarts(Vec<usize>);

impl LineStarts {
    fn of(text: &str) -> Self {
        let breaks =
            text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(breaks).collect())
    }

    /// The line, from 1, that holds a byte.
    fn line(&self, byte: usize) -> usize {
        self.0.partition_point(|&start| start <= byte)
    }
}

/// Line and column, from 1, of a byte of `text`; columns count characters.
pub(super) fn line_column(text: &str, byte: usize) -> (usize, usize) {
    // A byte inside a character counts as that character's first.
    let start = (0..=byte.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    let before = &text[..start.unwrap_or(0)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// Adds "did you mean" to serde's "unknown field `nmaes`, expected one of `name`, …".
pub(super) fn with_suggestion(message: &str) -> String {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let Some(wrong) = quoted.next().filter(|_| message.starts_with("unknown")) else {
        return message.to_owned();
    };
    let nearest = quoted.map(|key| (strsim::damerau_levenshtein(wrong, key), key)).min();
    match nearest {
        Some((distance, key)) if distance <= 3 => {
            format!("unknown key `{wrong}`, did you mean `{key}`?")
        }
        _ => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{BUILTIN, VocabFile, builtin_files, read};

    fn file(name: &str, text: &str) -> VocabFile {
        VocabFile { name: name.to_owned(), text: text.to_owned(), builtin: false }
    }

    #[test]
    fn every_file_of_the_folder_is_built_in() {
        let mut names: Vec<_> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/vocab"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.ends_with(".toml"))
            .collect();
        names.sort();
        assert_eq!(names, BUILTIN.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    }

    #[test]
    fn the_shipped_vocabulary_is_sound() {
        let (vocabulary, warnings) = read(&builtin_files());
        assert!(warnings.is_empty(), "{warnings:#?}");
        assert!(vocabulary.entries.len() > 500);
    }

    #[test]
    fn says_where_and_what_is_wrong() {
        let table: &[(&str, &str, &str)] = &[
            (
                "organisations.toml",
                "[a]\nname = \"A\"\nnmaes = []\n",
                "organisations.toml:3:1: unknown key `nmaes`, did you mean `names`?",
            ),
            ("organisations.toml", "[a]\nname = \"A\nnames = []\n", "organisations.toml:2:"),
            ("organisations.toml", "[A b]\nname = \"A\"\n", "organisations.toml:1:"),
            (
                "organisations.toml",
                "[\"A b\"]\nname = \"A\"\n",
                "organisations.toml:1:2: the id \"A b\" may only hold",
            ),
            (
                "organisations.toml",
                "[a]\nname = \"\"\n",
                "organisations.toml:1:2: the name is empty",
            ),
            ("organisations.toml", "[a]\nname = 3\n", "organisations.toml:2:8: invalid type"),
            (
                "organisations.toml",
                "[a]\nabbr = [\"A\"]\n",
                "organisations.toml:1:1: missing field `name`",
            ),
            (
                "relations.toml",
                "[\" \"]\nrelation = \"funds\"\n",
                "relations.toml:1:2: \" \" is no id of a rule",
            ),
            (
                "programmes.toml",
                "[a]\nname = \"A\"\npattern = 'GR-(\\d+'\n",
                "programmes.toml:3:11: the pattern \"GR-(\\\\d+\" cannot be used: unclosed group at character 4",
            ),
            (
                "programmes.toml",
                "[a]\nname = \"A\"\npattern = [\n  'A1', 'B*']\n",
                "programmes.toml:4:9: the pattern \"B*\" cannot be used: it matches the empty string too",
            ),
            (
                "programmes.toml",
                "[a]\nname = \"A\"\ncond = [{ pattern = '\\w{9999}' }]\n",
                "programmes.toml:3:21: the pattern \"\\\\w{9999}\" cannot be used: it takes more than 1024 kB",
            ),
            (
                "programmes.toml",
                "[a]\nname = \"A\"\npattern = 3\n",
                "programmes.toml:3:11: invalid type: integer `3`, expected a regular expression, or a list of them",
            ),
            (
                "programmes.toml",
                "[a]\nname = \"A\"\ncond = [{ needs = [\"a\"] }]\n",
                "programmes.toml:1:2: an alias under cond is either a text or a pattern; give one of the two",
            ),
            ("things.toml", "[a]\nname = \"A\"\n", "things.toml: the file's name does not say"),
        ];
        for (name, text, expected) in table {
            let (_, warnings) = read(&[file(name, text)]);
            let all: Vec<_> = warnings.iter().map(ToString::to_string).collect();
            assert!(
                all.iter().any(|w| w.starts_with(expected)),
                "{text}\ngives {all:#?}\nnot {expected}"
            );
        }
    }

    #[test]
    fn a_bad_table_does_not_take_the_good_ones_with_it() {
        let text = "[a]\nname = \"A\"\n[b]\nnom = \"B\"\n[c]\nname = \"C\"\n";
        let (vocabulary, warnings) = read(&[file("organisations.toml", text)]);
        assert_eq!((vocabulary.entries.len(), warnings.len()), (2, 1), "{warnings:?}");
    }
}
