//! Reads vocabulary files.
//!
//! In: the files built into the program and folders of the user. Out: a [`Vocabulary`] and what is wrong with it.
//! Never: a silent choice: every bad table is reported with its place and the cure, and the rest goes on.

use std::borrow::Cow;
use std::collections::{BTreeMap, btree_map};

use sha2::{Digest, Sha256};

use crate::base::{EntityId, RuleId, Warning, hex, in_parallel};
use crate::dictionary::add_up::add_words;
use crate::dictionary::file_kind::FileKind;
use crate::dictionary::files::VocabFile;
use crate::dictionary::frame_table::{FrameTable, FrameWords};
use crate::dictionary::grammar::GrammarWords;
use crate::dictionary::heads::{HeadGroup, HeadWords};
use crate::dictionary::listed::Listed;
use crate::dictionary::money::MoneyTables;
use crate::dictionary::parts::Part;
use crate::dictionary::rule::{Rule, StatusCues, WordLists};
use crate::dictionary::sentence_lists::SentenceLists;
use crate::dictionary::tables::{Parsed, VocabTable, parts_of};
use crate::dictionary::template::Template;

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
    /// The same of those that hold no entries.
    pub language_hash: String,
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
    let parts: Vec<Vec<Part>> = files.iter().map(parts_of).collect();
    let all = files
        .iter()
        .zip(&parts)
        .flat_map(|(file, parts)| parts.iter().map(move |part| (file, part)));
    let mut parsed =
        in_parallel(all.collect(), |(file, part)| Parsed::part(file, part)).into_iter();
    let mut vocabulary = Vocabulary::default();
    let mut warnings = Vec::new();
    for (parts, file) in parts.iter().zip(files) {
        let mut parsed = Parsed::of_file(parsed.by_ref().take(parts.len()).collect(), file);
        warnings.extend(parsed.iter_mut().flat_map(|part| std::mem::take(&mut part.warnings)));
        for table in parsed.into_iter().flat_map(|part| part.tables) {
            warnings.extend(vocabulary.take(table));
        }
    }
    vocabulary.hash = hash(files.iter());
    vocabulary.language_hash = hash(files.iter().filter(|file| !file.has_entries()));
    (vocabulary, warnings)
}

/// SHA-256 of files, in hexadecimal.
fn hash<'f>(files: impl Iterator<Item = &'f VocabFile>) -> String {
    let mut hash = Sha256::new();
    for file in files {
        // The same text in a file of another kind says something else.
        hash.update(FileKind::word(file).as_bytes());
        hash.update([0]);
        hash.update(file.text.as_bytes());
        hash.update([0]);
    }
    hex(hash.finalize().as_slice())
}

impl Vocabulary {
    fn take_entry(&mut self, id: EntityId, listed: Listed) -> Option<Warning> {
        let mut known = match self.entries.entry(id) {
            btree_map::Entry::Vacant(place) => {
                place.insert(listed);
                return None;
            }
            btree_map::Entry::Occupied(known) => known,
        };
        let former = known.insert(listed);
        let (id, listed) = (known.key(), known.get());
        (former.builtin == listed.builtin).then(|| Warning {
            place: listed.place.clone(),
            message: format!("the id {id:?} is already used at {}; ids are unique", former.place),
        })
    }

    /// Takes one table in; two entries of one source with one id are worth a word.
    fn take(&mut self, table: VocabTable) -> Option<Warning> {
        match table {
            VocabTable::Entry(id, listed) => return self.take_entry(id, listed),
            VocabTable::Slots(slots) => {
                for (slot, values) in slots {
                    self.slots.entry(slot).or_default().extend(values);
                }
            }
            VocabTable::Template(id, template) => {
                self.templates.retain(|(other, _)| *other != id);
                self.templates.push((id, *template));
            }
            VocabTable::Grammar(words) => self.grammar.push(*words),
            VocabTable::HeadWords(words) => self.head_words.push(*words),
            VocabTable::Money(tables) => self.money.push(*tables),
            VocabTable::Heads(id, group) => {
                self.heads.retain(|(other, _)| *other != id);
                self.heads.push((id, *group));
            }
            VocabTable::Cues(cues) => add_words(&mut self.cues, *cues),
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

impl From<Vocabulary> for Cow<'_, Vocabulary> {
    fn from(vocabulary: Vocabulary) -> Self {
        Cow::Owned(vocabulary)
    }
}

impl<'v> From<&'v Vocabulary> for Cow<'v, Vocabulary> {
    fn from(vocabulary: &'v Vocabulary) -> Self {
        Cow::Borrowed(vocabulary)
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
