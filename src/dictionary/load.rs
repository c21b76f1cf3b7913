//! Reads vocabulary files.
//!
//! In: the files built into the program and folders of the user. Out: a [`Vocabulary`] and what is wrong with it.
//! Never: a silent choice: every bad table is reported with its place and the cure, and the rest goes on.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use twox_hash::XxHash3_64;

use crate::base::{Class, EntityId, RuleId, Warning, hex, in_parallel, sort_by_key};
use crate::dictionary::add_up::add_words;
use crate::dictionary::empty_words::{EmptyWord, empty_word, has_word};
use crate::dictionary::entry::Entry;
use crate::dictionary::files::VocabFile;
use crate::dictionary::frame_table::{FrameTable, FrameWords};
use crate::dictionary::grammar::GrammarWords;
use crate::dictionary::heads::{HeadGroup, HeadWords};
use crate::dictionary::lines::{LineStarts, is_id, line_column, with_suggestion};
use crate::dictionary::money::MoneyTables;
use crate::dictionary::parts::{Part, parts};
use crate::dictionary::registries::REGISTRIES;
use crate::dictionary::rule::{Rule, StatusCues, WordLists};
use crate::dictionary::sentence_lists::SentenceLists;
use crate::dictionary::template::Template;
use crate::dictionary::written::typed;

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
    /// Words about money, as each table says them.
    pub money: Vec<MoneyTables>,
    /// The relation rules in file order.
    pub rules: Vec<(RuleId, Rule)>,
    /// Words that make a statement planned, hedged or negated.
    pub cues: StatusCues,
    /// Kinds of words that the reading of clauses rests on.
    pub words: WordLists,
    /// Words that say where sentences end, of all sentence files together.
    pub sentences: SentenceLists,
    /// The frames in file order.
    pub frames: Vec<(RuleId, FrameTable)>,
    /// What the reading of phrases rests on.
    pub frame_words: FrameWords,
    /// Languages whose labels are names too, whatever the heads of the files say.
    pub languages: Vec<String>,
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
    /// Languages whose labels are names too, as the head of its file says.
    pub languages: Arc<[String]>,
}

impl Listed {
    /// The labels that are names: those in these languages and in those of its file. `zh` takes `zh-Hant` in.
    pub fn matched_labels<'a>(
        &'a self,
        languages: &'a [String],
    ) -> impl Iterator<Item = &'a str> + 'a {
        let asked = move |tag: &str| {
            let fits = |language: &String| {
                tag.strip_prefix(language.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            };
            languages.iter().chain(self.languages.iter()).any(fits)
        };
        let labels = self.entry.labels.iter();
        labels.filter(move |(tag, _)| asked(tag)).map(|(_, label)| label.as_str())
    }
}

/// Reads vocabulary files. An entry of a later file replaces one of the same id, so a user can correct the shipped ones.
///
/// ```
/// use consort::dictionary::{VocabFile, read};
/// let text = "[zeta]\nname = \"Zeta Body\"\nnmaes = [\"ZB\"]\n[yota]\nname = \"Yota Club\"\n";
/// let file = VocabFile { name: "organisations-x.toml".into(), text: text.into(), builtin: false };
/// let (vocabulary, warnings) = read(&[file]);
/// assert_eq!(vocabulary.entries["yota"].entry.name, "Yota Club");
/// assert_eq!(warnings[0].place, "organisations-x.toml:3:1");
/// assert!(warnings[0].message.contains("did you mean `names`?"));
/// ```
#[must_use]
pub fn read(files: &[VocabFile]) -> (Vocabulary, Vec<Warning>) {
    // Parsing is most of the time, so the files and their parts share the cores; they are put together in their order.
    let parts: Vec<Vec<Part>> = files.iter().map(VocabFile::parts).collect();
    let all = files
        .iter()
        .zip(&parts)
        .flat_map(|(file, parts)| parts.iter().map(move |part| (file, part)));
    let mut parsed =
        in_parallel(all.collect(), |(file, part)| Parsed::part(file, part)).into_iter();
    let parsed = parts
        .iter()
        .zip(files)
        .map(|(parts, file)| Parsed::joined(parsed.by_ref().take(parts.len()).collect(), file));
    let mut vocabulary = Vocabulary::default();
    let mut warnings = Vec::new();
    for parsed in parsed {
        warnings.extend(parsed.warnings);
        for table in parsed.tables {
            warnings.extend(vocabulary.take(table));
        }
    }
    let mut hash = Sha256::new();
    for file in files {
        hash.update(file.text.as_bytes());
        hash.update([0]);
    }
    vocabulary.hash = hex(hash.finalize().as_slice());
    (vocabulary, warnings)
}

/// The key above the entries of a file that says which labels are names.
const MATCH_LABELS: &str = "match_labels";

/// The tables of a file with their headers, as they are written.
type WrittenTables<'i> = Vec<(Spanned<Cow<'i, str>>, Spanned<DeValue<'i>>)>;

/// What a file holds, by the first part of its name.
#[derive(Clone, Copy)]
enum FileKind {
    Entries(Class),
    Templates,
    Grammar,
    Heads,
    Money,
    Relations,
    Sentences,
    Frames,
    /// The program has them built in; a checkout holds them beside the entries.
    Registries,
}

impl VocabFile {
    /// Whether it tells how a language is read rather than what is named: without such files nothing can be read at all.
    #[must_use]
    pub fn is_language(&self) -> bool {
        use FileKind::{Frames, Grammar, Heads, Money, Relations, Sentences, Templates};
        matches!(
            FileKind::of(self),
            Some(Templates | Grammar | Heads | Money | Relations | Sentences | Frames)
        )
    }

    /// The parts of its text that can be read by themselves.
    fn parts(&self) -> Vec<Part> {
        match FileKind::of(self) {
            Some(FileKind::Entries(_)) => parts(&self.text),
            _ => vec![Part::whole(&self.text)],
        }
    }

    /// Whether it lists small words.
    pub(super) fn is_grammar(&self) -> bool {
        matches!(FileKind::of(self), Some(FileKind::Grammar))
    }
}

impl FileKind {
    fn of(file: &VocabFile) -> Option<Self> {
        let stem = Path::new(&file.name).file_stem().and_then(|s| s.to_str()).unwrap_or_default();
        Some(match stem.split('-').next().unwrap_or_default() {
            "organisations" | "organizations" => FileKind::Entries(Class::Organisation),
            "countries" => FileKind::Entries(Class::Country),
            "programmes" | "programs" => FileKind::Entries(Class::Programme),
            "funds" => FileKind::Entries(Class::Donor),
            "instruments" => FileKind::Entries(Class::Instrument),
            "regions" => FileKind::Entries(Class::Region),
            "templates" => FileKind::Templates,
            "grammar" => FileKind::Grammar,
            "heads" => FileKind::Heads,
            "money" => FileKind::Money,
            "relations" => FileKind::Relations,
            "sentences" => FileKind::Sentences,
            "frames" => FileKind::Frames,
            "registries" => FileKind::Registries,
            _ => return None,
        })
    }
}

/// One table of a file.
enum VocabTable {
    Entry(EntityId, Box<Listed>),
    Slots(BTreeMap<String, BTreeMap<String, Vec<String>>>),
    Template(String, Template),
    Grammar(Box<GrammarWords>),
    HeadWords(Box<HeadWords>),
    Money(Box<MoneyTables>),
    Heads(String, HeadGroup),
    Cues(StatusCues),
    Words(Box<WordLists>),
    Rule(RuleId, Box<Rule>),
    Sentences(SentenceLists),
    Frame(RuleId, Box<FrameTable>),
    FrameWords(Box<FrameWords>),
}

impl Vocabulary {
    /// Takes one table in; two entries of one source with one id are worth a word.
    fn take(&mut self, table: VocabTable) -> Option<Warning> {
        match table {
            VocabTable::Entry(id, listed) => {
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
            VocabTable::Slots(slots) => {
                for (slot, values) in slots {
                    self.slots.entry(slot).or_default().extend(values);
                }
            }
            VocabTable::Template(id, template) => {
                self.templates.retain(|(other, _)| *other != id);
                self.templates.push((id, template));
            }
            VocabTable::Grammar(words) => self.grammar.push(*words),
            VocabTable::HeadWords(words) => self.head_words.push(*words),
            VocabTable::Money(tables) => self.money.push(*tables),
            VocabTable::Heads(id, group) => {
                self.heads.retain(|(other, _)| *other != id);
                self.heads.push((id, group));
            }
            VocabTable::Cues(cues) => add_words(&mut self.cues, cues),
            VocabTable::Words(words) => add_words(&mut self.words, *words),
            VocabTable::Rule(id, rule) => {
                self.rules.retain(|(other, _)| *other != id);
                self.rules.push((id, *rule));
            }
            VocabTable::Frame(id, frame) => {
                self.frames.retain(|(other, _)| *other != id);
                self.frames.push((id, *frame));
            }
            VocabTable::FrameWords(words) => add_words(&mut self.frame_words, *words),
            VocabTable::Sentences(lists) => {
                self.sentences.abbreviations.extend(lists.abbreviations);
                self.sentences.openers.extend(lists.openers);
            }
        }
        None
    }
}

/// The sound tables of a file or a part of one, and what is wrong with the others.
#[derive(Default)]
struct Parsed {
    tables: Vec<VocabTable>,
    /// Where the part begins.
    start: usize,
    /// Whether it is TOML at all.
    is_toml: bool,
    /// Hashes of its headers, sound or not.
    headers: Vec<u64>,
    /// Languages whose labels are names.
    languages: Arc<[String]>,
    warnings: Vec<Warning>,
}

impl Parsed {
    /// The parts of a file as one. What is no TOML, or names a table twice, is read anew as a whole, which says what is wrong.
    fn joined(mut parts: Vec<Self>, file: &VocabFile) -> Self {
        let mut seen = FxHashSet::default();
        let mut headers = parts.iter().flat_map(|part| part.headers.iter().copied());
        let is_sound =
            parts.iter().all(|part| part.is_toml) && headers.all(|header| seen.insert(header));
        if parts.len() > 1 && !is_sound {
            parts = vec![Self::part(file, &Part::whole(&file.text))];
        }
        let mut parts = parts.drain(..);
        let mut joined = parts.next().unwrap_or_default();
        for part in parts {
            joined.tables.extend(part.tables);
            joined.warnings.extend(part.warnings);
        }
        for table in &mut joined.tables {
            if let VocabTable::Entry(_, listed) = table {
                listed.languages = joined.languages.clone();
            }
        }
        joined
    }

    fn part(file: &VocabFile, part: &Part) -> Self {
        let mut parsed = Self { start: part.range.start, ..Self::default() };
        let Some(kind) = FileKind::of(file) else {
            let message = "the file's name does not say what it holds; name it organisations-….toml, \
                           countries.toml, programmes.toml, funds.toml, instruments.toml, regions.toml, \
                           templates-….toml, grammar-….toml, heads-….toml, money-….toml, relations-….toml, frames-….toml or sentences-….toml";
            parsed.warnings.push(Warning { place: file.name.clone(), message: message.to_owned() });
            return parsed;
        };
        if matches!(kind, FileKind::Registries) {
            if file.text != REGISTRIES {
                let message = "registries are built into the program and cannot be added to; write addresses under same_as";
                parsed
                    .warnings
                    .push(Warning { place: file.name.clone(), message: message.to_owned() });
            }
            return parsed;
        }
        let text = &file.text[part.range.clone()];
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            parsed.warn(file, error.span(), error.message());
        }
        if !errors.is_empty() {
            return parsed; // a recovered table may be half of what was meant
        }
        parsed.is_toml = true;
        let mut tables: Vec<_> = table.into_inner().into_iter().collect();
        sort_by_key(&mut tables, |(key, _)| key.span().start);
        let lines = LineStarts::of(text);
        if matches!(kind, FileKind::Entries(_)) {
            parsed.head(file, &mut tables);
        }
        for (key, value) in tables {
            parsed.headers.push(XxHash3_64::oneshot(key.get_ref().as_bytes()));
            let line = part.lines + lines.line(key.span().start);
            let table = parsed.table(file, kind, &key, value, line);
            parsed.tables.extend(table);
        }
        parsed
    }

    /// What stands above the entries of a file: the languages whose labels are names.
    fn head<'i>(&mut self, file: &VocabFile, tables: &mut WrittenTables<'i>) {
        let is_head = |value: &DeValue<'_>| matches!(value, DeValue::Array(_));
        let at = tables
            .iter()
            .position(|(key, value)| key.get_ref() == MATCH_LABELS && is_head(value.get_ref()));
        if let Some(at) = at {
            let (_, value) = tables.remove(at);
            self.languages = self.typed::<Vec<String>>(file, value).unwrap_or_default().into();
        }
    }

    fn table<'i>(
        &mut self,
        file: &VocabFile,
        kind: FileKind,
        key: &Spanned<Cow<'i, str>>,
        value: Spanned<DeValue<'i>>,
        line: usize,
    ) -> Option<VocabTable> {
        let id = key.get_ref().to_string();
        let span = key.span();
        match kind {
            FileKind::Entries(class) => {
                let Some(id) = EntityId::new(&id).ok().filter(|id| is_id(id)) else {
                    let message = format!("the id {id:?} may only hold a-z, 0-9 and hyphens");
                    self.warn(file, Some(span), &message);
                    return None;
                };
                let entry = self.typed::<Entry>(file, value)?;
                if !has_word(&entry.name) {
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
                let languages = Arc::default(); // they stand in the first part
                let listed = Listed { class, entry, place, builtin: file.builtin, languages };
                Some(VocabTable::Entry(id, Box::new(listed)))
            }
            FileKind::Templates if id == "slots" => self.typed(file, value).map(VocabTable::Slots),
            FileKind::Templates => {
                self.typed(file, value).map(|template| VocabTable::Template(id, template))
            }
            FileKind::Grammar if id == "words" => {
                self.typed(file, value).map(|words| VocabTable::Grammar(Box::new(words)))
            }
            FileKind::Heads if id == "words" => {
                self.typed(file, value).map(|words| VocabTable::HeadWords(Box::new(words)))
            }
            FileKind::Heads => self.typed(file, value).map(|group| VocabTable::Heads(id, group)),
            FileKind::Money => self.money(file, &id, value, span),
            FileKind::Relations if id == "status" => self.typed(file, value).map(VocabTable::Cues),
            FileKind::Relations if id == "words" => {
                self.typed(file, value).map(|words| VocabTable::Words(Box::new(words)))
            }
            FileKind::Relations => match RuleId::new(&id) {
                Ok(id) => self.typed(file, value).map(|rule| VocabTable::Rule(id, Box::new(rule))),
                Err(error) => {
                    self.warn(file, Some(span), &error.to_string());
                    None
                }
            },
            FileKind::Frames if id == "words" => {
                self.typed(file, value).map(|words| VocabTable::FrameWords(Box::new(words)))
            }
            FileKind::Frames => match RuleId::new(&id) {
                Ok(id) => {
                    self.typed(file, value).map(|frame| VocabTable::Frame(id, Box::new(frame)))
                }
                Err(error) => {
                    self.warn(file, Some(span), &error.to_string());
                    None
                }
            },
            FileKind::Sentences if id == "words" => {
                self.typed(file, value).map(VocabTable::Sentences)
            }
            FileKind::Grammar | FileKind::Sentences => {
                self.warn(file, Some(span), "a file of words holds one table, [words]");
                None
            }
            FileKind::Registries => None, // passed over before its tables are looked at
        }
    }

    /// A table of a file about money, each of its own type.
    fn money(
        &mut self,
        file: &VocabFile,
        id: &str,
        value: Spanned<DeValue<'_>>,
        span: std::ops::Range<usize>,
    ) -> Option<VocabTable> {
        let mut tables = MoneyTables::default();
        match id {
            "signs" => tables.signs = self.typed(file, value)?,
            "names" => tables.names = self.typed(file, value)?,
            "magnitudes" => tables.magnitudes = self.typed(file, value)?,
            "numbers" => tables.numbers = self.typed(file, value)?,
            "words" => tables.words = self.typed(file, value)?,
            "stages" => tables.stages = self.typed(file, value)?,
            "getting" => tables.getting = self.typed(file, value)?,
            _ => {
                let message = "a file about money holds the tables [signs], [names], [magnitudes], [numbers], \
                               [words], [stages] and [getting]";
                self.warn(file, Some(span), message);
                return None;
            }
        }
        Some(VocabTable::Money(Box::new(tables)))
    }

    fn typed<T: DeserializeOwned>(
        &mut self,
        file: &VocabFile,
        value: Spanned<DeValue<'_>>,
    ) -> Option<T> {
        let span = value.span();
        if let Some(EmptyWord { key, written, span }) = empty_word(&value) {
            let message =
                format!("{written:?} in {key} holds no word; remove it, or write the word");
            self.warn(file, Some(span), &message);
            return None;
        }
        match typed(value) {
            Ok(value) => Some(value),
            Err(fault) => {
                let message = with_suggestion(&fault.message);
                self.warn(file, fault.span.or(Some(span)), &message);
                None
            }
        }
    }

    fn warn(&mut self, file: &VocabFile, span: Option<std::ops::Range<usize>>, message: &str) {
        let place = match span {
            Some(span) => {
                let (line, column) = line_column(&file.text, self.start + span.start);
                format!("{}:{line}:{column}", file.name)
            }
            None => file.name.clone(),
        };
        self.warnings
            .push(Warning { place, message: message.replace('\n', " ").trim().to_owned() });
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::dictionary::files::{VocabFile, builtin_files};

    fn file(name: &str, text: &str) -> VocabFile {
        VocabFile { name: name.to_owned(), text: text.to_owned(), builtin: false }
    }

    #[test]
    fn the_shipped_vocabulary_is_sound() {
        let files = builtin_files();
        let (vocabulary, warnings) = read(&files);
        assert!(warnings.is_empty(), "{warnings:#?}");
        let tables = files.iter().filter(|file| !file.is_language()).map(|file| {
            let table: toml::Table = file.text.parse().unwrap();
            table.len()
        });
        assert_eq!(vocabulary.entries.len(), tables.sum::<usize>(), "a table, an entry");
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
                "sentences-en.toml",
                "[words]\nabbreviation = [\"Mr\"]\n",
                "sentences-en.toml:2:1: unknown key `abbreviation`, did you mean `abbreviations`?",
            ),
            (
                "sentences-en.toml",
                "[word]\nabbreviations = [\"Mr\"]\n",
                "sentences-en.toml:1:2: a file of words holds one table, [words]",
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
                "programmes.toml:3:21: the pattern \"\\\\w{9999}\" cannot be used: it takes more than 4 MB",
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
    fn sentence_files_add_to_each_other() {
        let own = "[words]\nabbreviations = [\"Mme\"]\n";
        let mut files = builtin_files();
        files.push(file("sentences-fr.toml", own));
        let (vocabulary, warnings) = read(&files);
        let has = |word: &str| vocabulary.sentences.abbreviations.iter().any(|a| a == word);
        assert!(warnings.is_empty() && has("Mme") && has("Mr"), "{warnings:?}");
        assert!(vocabulary.sentences.openers.iter().any(|opener| opener == "the"));
    }

    #[test]
    fn a_file_says_which_labels_are_names() {
        let text = "match_labels = [\"fr\", \"zh\"]\n[a]\nname = \"A\"\n\
                    labels = { fr = \"Un\", es = \"Uno\", zh-Hant = \"甲\" }\n";
        let (vocabulary, warnings) = read(&[file("organisations.toml", text)]);
        assert!(warnings.is_empty(), "{warnings:?}");
        let listed = &vocabulary.entries["a"];
        assert_eq!(listed.matched_labels(&[]).collect::<Vec<_>>(), ["Un", "甲"]);
        let all = listed.matched_labels(&["es".to_owned()]).count();
        assert_eq!(all, 3);
        let (_, warnings) = read(&[file("organisations.toml", "match_labels = [3]\n")]);
        assert!(warnings[0].place.starts_with("organisations.toml:1:"), "{warnings:?}");
    }

    #[test]
    fn a_bad_table_does_not_take_the_good_ones_with_it() {
        let text = "[a]\nname = \"A\"\n[b]\nnom = \"B\"\n[c]\nname = \"C\"\n";
        let (vocabulary, warnings) = read(&[file("organisations.toml", text)]);
        assert_eq!((vocabulary.entries.len(), warnings.len()), (2, 1), "{warnings:?}");
    }
}
