//! The tables of a vocabulary file, checked one by one.
//!
//! In: a file, or a part of one. Out: its sound tables, and what is wrong with the others, with place and cure. Never: a look at
//! another file.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use twox_hash::XxHash3_64;

use crate::base::{EntityId, RuleId, Warning, sort_by_key};
use crate::dictionary::empty_words::{EmptyWord, empty_word, has_word};
use crate::dictionary::entry::Entry;
use crate::dictionary::file_kind::FileKind;
use crate::dictionary::files::VocabFile;
use crate::dictionary::frame_table::{FrameTable, FrameWords};
use crate::dictionary::grammar::GrammarWords;
use crate::dictionary::heads::{HeadGroup, HeadWords};
use crate::dictionary::lines::{LineStarts, is_id, line_column, with_suggestion};
use crate::dictionary::listed::Listed;
use crate::dictionary::money::MoneyTables;
use crate::dictionary::parts::{Part, parts};
use crate::dictionary::registries::REGISTRIES;
use crate::dictionary::rule::{Rule, StatusCues, WordLists};
use crate::dictionary::sentence_lists::SentenceLists;
use crate::dictionary::template::Template;
use crate::dictionary::written::typed;

/// The key above the entries of a file that says which labels are names.
const MATCH_LABELS: &str = "match_labels";

/// The tables of a file with their headers, as they are written.
type WrittenTables<'i> = Vec<(Spanned<Cow<'i, str>>, Spanned<DeValue<'i>>)>;

/// One table of a file. Small, because there may be a million: what is not an entry stands behind a pointer.
pub(super) enum VocabTable {
    Entry(EntityId, Listed),
    Slots(BTreeMap<String, BTreeMap<String, Vec<String>>>),
    Template(String, Box<Template>),
    Grammar(Box<GrammarWords>),
    HeadWords(Box<HeadWords>),
    Money(Box<MoneyTables>),
    Heads(String, Box<HeadGroup>),
    Cues(Box<StatusCues>),
    Words(Box<WordLists>),
    Rule(RuleId, Box<Rule>),
    Sentences(SentenceLists),
    Frame(RuleId, Box<FrameTable>),
    FrameWords(Box<FrameWords>),
}

/// The parts of a file that can be read by themselves.
pub(super) fn parts_of(file: &VocabFile) -> Vec<Part> {
    match FileKind::of(file) {
        Some(FileKind::Entries(_)) => parts(&file.text),
        _ => vec![Part::whole(&file.text)],
    }
}

/// The sound tables of a file or a part of one, and what is wrong with the others.
#[derive(Default)]
pub(super) struct Parsed {
    pub(super) tables: Vec<VocabTable>,
    /// Where the part begins.
    start: usize,
    /// Whether it is TOML at all.
    is_toml: bool,
    /// Hashes of its headers, sound or not.
    headers: Vec<u64>,
    /// Languages whose labels are names.
    languages: Arc<[String]>,
    pub(super) warnings: Vec<Warning>,
}

impl Parsed {
    /// The parts of a file, of which the first says which labels are names. Where one is no TOML, or a table is named twice, the
    /// file is read anew as a whole, which says what is wrong.
    pub(super) fn of_file(mut parts: Vec<Self>, file: &VocabFile) -> Vec<Self> {
        let mut seen = FxHashSet::default();
        let mut headers = parts.iter().flat_map(|part| part.headers.iter().copied());
        let is_sound =
            parts.iter().all(|part| part.is_toml) && headers.all(|header| seen.insert(header));
        if parts.len() > 1 && !is_sound {
            parts = vec![Self::part(file, &Part::whole(&file.text))];
        }
        let languages = parts.first().map(|part| part.languages.clone()).unwrap_or_default();
        for table in parts.iter_mut().flat_map(|part| &mut part.tables) {
            if let VocabTable::Entry(_, listed) = table {
                listed.languages = languages.clone();
            }
        }
        parts
    }

    /// What a part of a file says.
    pub(super) fn part(file: &VocabFile, part: &Part) -> Self {
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
        let id = key.get_ref().as_ref();
        let span = key.span();
        match kind {
            FileKind::Entries(class) => {
                let Some(id) = EntityId::new(id).ok().filter(|id| is_id(id)) else {
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
                let (builtin, entry) = (file.builtin, Box::new(entry));
                let listed = Listed { class, entry, place, builtin, languages };
                Some(VocabTable::Entry(id, listed))
            }
            FileKind::Templates if id == "slots" => self.typed(file, value).map(VocabTable::Slots),
            FileKind::Templates => {
                let boxed = |template| VocabTable::Template(id.to_owned(), Box::new(template));
                self.typed(file, value).map(boxed)
            }
            FileKind::Grammar if id == "words" => {
                self.typed(file, value).map(|words| VocabTable::Grammar(Box::new(words)))
            }
            FileKind::Heads if id == "words" => {
                self.typed(file, value).map(|words| VocabTable::HeadWords(Box::new(words)))
            }
            FileKind::Heads => {
                let boxed = |group| VocabTable::Heads(id.to_owned(), Box::new(group));
                self.typed(file, value).map(boxed)
            }
            FileKind::Money => self.money(file, id, value, span),
            FileKind::Relations if id == "status" => {
                self.typed(file, value).map(|cues| VocabTable::Cues(Box::new(cues)))
            }
            FileKind::Relations if id == "words" => {
                self.typed(file, value).map(|words| VocabTable::Words(Box::new(words)))
            }
            FileKind::Relations => match RuleId::new(id) {
                Ok(id) => self.typed(file, value).map(|rule| VocabTable::Rule(id, Box::new(rule))),
                Err(error) => {
                    self.warn(file, Some(span), &error.to_string());
                    None
                }
            },
            FileKind::Frames if id == "words" => {
                self.typed(file, value).map(|words| VocabTable::FrameWords(Box::new(words)))
            }
            FileKind::Frames => match RuleId::new(id) {
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
