//! Compiles a vocabulary into a lexicon.
//!
//! In: a [`Vocabulary`]. Out: a [`Lexicon`] and what the editor of the vocabulary should know. Never: IO.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::base::{Class, EntityId, Warning};
use crate::cut::{SentenceWords, Tokens, fold, fold_name};
use crate::dictionary::check::{Finding, Places, Severity, dates, references, shared_names};
use crate::dictionary::countries::by_any_name;
use crate::dictionary::entries::EntryBuilder;
use crate::dictionary::entry::{Entry, Matching};
use crate::dictionary::files::{VocabError, builtin_files};
use crate::dictionary::firms::FirmEndings;
use crate::dictionary::forms::Forms;
use crate::dictionary::frames::Frames;
use crate::dictionary::grammar::{Grammar, SmallWord};
use crate::dictionary::heads::Heads;
use crate::dictionary::index::{ConditionIndex, EntryIndex, TemplateIndex, ValueIndex};
use crate::dictionary::lexicon::{CompiledTemplate, Lexicon, SlotValue};
use crate::dictionary::listed::Listed;
use crate::dictionary::load::{Vocabulary, read};
use crate::dictionary::money::Money;
use crate::dictionary::names::NameBuilder;
use crate::dictionary::numbers::number;
use crate::dictionary::pattern::{NamePattern, Patterns};
use crate::dictionary::phrase_hashes::PhraseHashesBuilder;
use crate::dictionary::reading;
use crate::dictionary::sense::{Case, Patterned, Sense, SlotPlace};
use crate::dictionary::template::Template;
use crate::dictionary::text_map::TextMapBuilder;
use crate::dictionary::word_facts::FactsBuilder;

/// Compiles a vocabulary, which may be borrowed; of one that is given away each entry is let go as soon as it is compiled.
///
/// # Errors
/// When it has no entries.
///
/// ```
/// use consort::dictionary::{VocabFile, builtin_files, compile, read};
/// let text = "[zeta]\nname = \"Zeta Body\"\nparent = \"nobody\"\n";
/// let mut files = builtin_files();
/// files.push(VocabFile { name: "organisations-x.toml".into(), text: text.into(), builtin: false });
/// let (lexicon, warnings) = compile(read(&files).0)?;
/// assert_eq!(lexicon.get("zeta").map(|known| &*known.entity.label), Some("Zeta Body"));
/// assert!(warnings[0].to_string().contains("nobody"), "an editor should know");
/// # Ok::<(), consort::dictionary::VocabError>(())
/// ```
pub fn compile<'v>(
    vocabulary: impl Into<Cow<'v, Vocabulary>>,
) -> Result<(Lexicon, Vec<Warning>), VocabError> {
    let vocabulary = vocabulary.into();
    if vocabulary.entries.is_empty() {
        return Err(VocabError::NoEntries);
    }
    let known = Beforehand {
        warnings: checked(&vocabulary),
        countries: countries(&vocabulary.entries),
        referred: referred(&vocabulary.entries),
    };
    Ok(match vocabulary {
        Cow::Borrowed(vocabulary) => {
            let entries = vocabulary.entries.iter();
            let mut entries = entries.map(|(id, listed)| (id.clone(), Cow::Borrowed(listed)));
            compiled(vocabulary, known, &mut entries)
        }
        Cow::Owned(mut vocabulary) => {
            let entries = std::mem::take(&mut vocabulary.entries).into_iter();
            let mut entries = entries.map(|(id, listed)| (id, Cow::Owned(listed)));
            compiled(&vocabulary, known, &mut entries)
        }
    })
}

/// What must be known of all entries before the first is compiled.
struct Beforehand {
    warnings: Vec<Warning>,
    countries: FxHashMap<String, EntryIndex>,
    referred: FxHashMap<String, Referred>,
}

/// The entries in the order of their ids.
type InOrder<'e, 'v> = &'e mut dyn Iterator<Item = (EntityId, Cow<'v, Listed>)>;

/// Compiles a vocabulary whose entries are given beside it.
fn compiled(
    vocabulary: &Vocabulary,
    known: Beforehand,
    entries: InOrder<'_, '_>,
) -> (Lexicon, Vec<Warning>) {
    let Beforehand { mut warnings, countries, referred } = known;
    let Vocabulary { languages, sentences, rules, frames, words, cues, .. } = vocabulary;
    let (grammar, grammar_faults) = Grammar::new(&vocabulary.grammar);
    let (heads, head_faults) = Heads::new(&vocabulary.heads, &vocabulary.head_words);
    let (sentences, left_out) = SentenceWords::new(
        sentences.abbreviations.iter().map(String::as_str),
        sentences.openers.iter().map(String::as_str),
    );
    let acts: Vec<String> = frames.iter().flat_map(|(_, table)| &table.verbs).cloned().collect();
    let mut facts = FactsBuilder::default();
    let reading = reading::compile(rules.clone(), &acts, cues, words, &grammar, &mut facts);
    let list = |name: &str| reading::list(&reading.words, name);
    let (frames, frame_faults) =
        Frames::new(frames.clone(), &vocabulary.frame_words, &grammar.verbs, &list);
    facts.listed(&reading.words, &heads, &grammar, &frames);
    let mut compiler = Compiler {
        entries: EntryBuilder::default(),
        names: NameBuilder::default(),
        hashes: PhraseHashesBuilder::default(),
        facts,
        patterns: Vec::new(),
        capitals: FxHashMap::default(),
        national: TextMapBuilder::default(),
        forms: Forms::new(&vocabulary.head_words),
        endings: FirmEndings::new(vocabulary.head_words.iter().flat_map(|w| &w.firm_endings)),
        warnings: Vec::new(),
    };
    compiler.entries(entries, &referred, languages, &grammar);
    let values = compiler.values(&vocabulary.slots, &grammar);
    let phrases = std::mem::take(&mut compiler.hashes).finish();
    let patterns = Patterns::new(&compiler.patterns).unwrap_or_else(|error| {
        warnings.push(warning("the vocabulary", error.to_string()));
        Patterns::default()
    });
    let templates = compiler.templates(&vocabulary.templates);
    warnings.extend(grammar_faults.into_iter().map(|fault| warning("grammar", fault)));
    warnings.extend(compiler.warnings);
    warnings.extend(head_faults.into_iter().map(|fault| warning("heads", fault)));
    let not_one = |word| format!("{word:?} is not one word; leave it out");
    let left_out = left_out.into_iter().map(not_one);
    warnings.extend(left_out.map(|message| warning("sentences [words]", message)));
    warnings.extend(reading.warnings.into_iter().chain(frame_faults));
    let lexicon = Lexicon {
        facts: compiler.facts.finish(),
        entries: compiler.entries.finish(),
        countries,
        national: compiler.national.finish(),
        names: compiler.names.finish(),
        patterns,
        templates,
        values,
        capitals: compiler.capitals,
        heads,
        money: Money::new(&vocabulary.money, &grammar.verbs),
        grammar,
        triggers: reading.triggers,
        rules: reading.rules,
        frames,
        words: reading.words,
        sentences,
        phrases,
        hash: hash(&vocabulary.hash, languages),
        language: vocabulary.language_hash.clone(),
    };
    (lexicon, warnings)
}

fn warning(place: &str, message: String) -> Warning {
    Warning { place: place.to_owned(), message }
}

/// What makes part of the vocabulary useless is worth a word at every run; [`check`](crate::dictionary::check()) says
/// more. Names that the shipped entries share are shared on purpose.
fn checked(vocabulary: &Vocabulary) -> Vec<Warning> {
    let dates = dates(vocabulary).into_iter().filter(|f| f.severity == Severity::Error);
    let mut findings: Vec<Finding> = references(vocabulary).into_iter().chain(dates).collect();
    if vocabulary.entries.values().any(|listed| !listed.builtin) {
        let one_is_new = |a: &Listed, b: &Listed| !(a.builtin && b.builtin);
        findings.extend(shared_names(vocabulary, &Places::new(&[]), one_is_new));
    }
    findings.into_iter().map(Warning::from).collect()
}

/// The hash of a vocabulary says which labels are names too.
fn hash(files: &str, languages: &[String]) -> String {
    match languages {
        [] => files.to_owned(),
        languages => format!("{files}-labels-{}", languages.join("-")),
    }
}

/// Countries by everything that a field may call them.
fn countries(entries: &BTreeMap<EntityId, Listed>) -> FxHashMap<String, EntryIndex> {
    let all = (0..).map(EntryIndex::at).zip(entries.values());
    let countries = all.filter(|(_, listed)| listed.class == Class::Country);
    by_any_name(countries.map(|(place, listed)| (place, &*listed.entry)))
}

struct Compiler {
    entries: EntryBuilder,
    names: NameBuilder,
    /// The phrases of the entries, and then of the values, as they are taken in.
    hashes: PhraseHashesBuilder,
    facts: FactsBuilder,
    patterns: Vec<(NamePattern, Patterned)>,
    capitals: FxHashMap<String, EntityId>,
    national: TextMapBuilder,
    forms: Forms,
    endings: FirmEndings,
    warnings: Vec<Warning>,
}

/// What other entries have to know of one that they refer to.
struct Referred {
    name: String,
    /// Its names and its people, folded; made for the first entry that is its own.
    folded: OnceCell<Vec<String>>,
    names: Vec<String>,
}

/// The entries that others call their country or parent.
fn referred(entries: &BTreeMap<EntityId, Listed>) -> FxHashMap<String, Referred> {
    let mut all: FxHashMap<String, Referred> = FxHashMap::default();
    for listed in entries.values() {
        let Entry { country, parent, .. } = &*listed.entry;
        for id in country.iter().chain(parent) {
            if all.contains_key(id) {
                continue;
            }
            if let Some(Listed { entry, .. }) = entries.get(id.as_str()) {
                let names = own_names(entry).cloned().collect();
                let name = entry.name.clone();
                all.insert(id.clone(), Referred { name, folded: OnceCell::new(), names });
            }
        }
    }
    all
}

/// The names of an entry and of its people.
fn own_names(entry: &Entry) -> impl Iterator<Item = &String> {
    let names = std::iter::once(&entry.name).chain(&entry.names).chain(&entry.formal);
    names.chain(&entry.demonym)
}

fn trimmed(name: &str) -> String {
    fold_name(name).trim().to_owned()
}

impl Compiler {
    /// Adds a sense of a folded phrase.
    fn name(&mut self, folded: &str, sense: Sense<'_>) {
        self.hashes.phrase(folded);
        self.names.add(folded, sense, |word| self.facts.of_name(word));
    }

    /// Takes the entries in.
    fn entries(
        &mut self,
        entries: InOrder<'_, '_>,
        referred: &FxHashMap<String, Referred>,
        languages: &[String],
        grammar: &Grammar,
    ) {
        for (index, (id, listed)) in (0..).map(EntryIndex::at).zip(entries) {
            self.hashes.entry(listed.class, &listed.entry);
            for label in listed.matched_labels(languages) {
                let tokens = fold(label);
                let exact = OnceCell::new();
                let case = case(listed.entry.matching, label, &tokens, &exact);
                let sense = Sense::Name { entry: index, abbreviation: false, case };
                self.name(&tokens.folded, sense);
            }
            let Listed { entry, class, .. } = &*listed;
            let known = |id: &Option<String>| referred.get_key_value(id.as_deref()?);
            let country = known(&entry.country);
            let parent = known(&entry.parent).map(|(id, _)| id.as_str());
            self.phrases(index, &id, entry, grammar);
            if let Some((country, of)) = country {
                self.national(index, country, of, entry, grammar);
            }
            let country = country.map(|(id, country)| (id.as_str(), country.name.as_str()));
            self.entries.add(&id, *class, country, parent, entry);
        }
    }

    /// A national body by its country and by its names without it: `Anti-Corruption Committee` of `Anti-Corruption Committee of
    /// Armenia`, `Wildlife Service` of `Kenya Wildlife Service`.
    fn national(
        &mut self,
        index: EntryIndex,
        country: &str,
        of: &Referred,
        entry: &Entry,
        grammar: &Grammar,
    ) {
        let countries =
            of.folded.get_or_init(|| of.names.iter().map(|name| trimmed(name)).collect());
        for name in own_names(entry).map(|name| trimmed(name)) {
            for of in countries {
                let behind = || {
                    let before = name.strip_suffix(of.as_str())?.strip_suffix(' ')?;
                    let bare = grammar.without_last(before, SmallWord::DEFINITE);
                    grammar.without_last(bare.unwrap_or(before), SmallWord::GENITIVE)
                };
                let short = behind().or_else(|| name.strip_prefix(of.as_str())?.strip_prefix(' '));
                if let Some(short) = short.filter(|short| short.contains(' ')) {
                    self.hashes.phrase(short);
                    // The first entry that is called so stays.
                    self.national.number(&format!("{country} {short}"), number(index.number()));
                }
            }
        }
    }

    fn phrases(&mut self, entry: EntryIndex, id: &EntityId, written: &Entry, grammar: &Grammar) {
        for name in std::iter::once(&written.name).chain(&written.names).chain(&written.formal) {
            self.full_name(entry, name, written.matching);
            if let Some(name) = dotted(name, grammar) {
                self.full_name(entry, &name, written.matching);
            }
        }
        for abbr in &written.abbr {
            let plurals = grammar.plural_endings.iter().map(|ending| format!("{abbr}{ending}"));
            let spoken = self.forms.spoken(abbr);
            for form in std::iter::once(abbr.clone()).chain(plurals).chain(spoken) {
                let tokens = fold(&form);
                let case = Case::Exact(&as_written(&form, &tokens));
                self.name(&tokens.folded, Sense::Name { entry, abbreviation: true, case });
            }
        }
        for demonym in &written.demonym {
            self.name(&fold_name(demonym), Sense::Demonym { entry, case: Case::Capital });
        }
        for capital in &written.capital {
            self.capitals.insert(fold_name(capital), id.clone());
        }
        for pattern in &written.patterns {
            self.patterns.push((pattern.clone(), Patterned { entry, condition: None }));
        }
        for (condition, cond) in (0..).map(ConditionIndex::at).zip(&written.cond) {
            if let Some(pattern) = &cond.pattern {
                let patterned = Patterned { entry, condition: Some(condition) };
                self.patterns.push((pattern.clone(), patterned));
            }
            let tokens = fold(&cond.text);
            let exact = OnceCell::new();
            let case = case(cond.case, &cond.text, &tokens, &exact);
            self.name(&tokens.folded, Sense::Conditional { entry, condition, case });
        }
        for not in &written.not {
            self.name(&fold_name(not), Sense::Not { entry });
        }
    }

    /// A name that is no abbreviation, and a firm's without its ending.
    fn full_name(&mut self, entry: EntryIndex, name: &str, matching: Matching) {
        let tokens = fold(name);
        let exact = OnceCell::new();
        let case = case(matching, name, &tokens, &exact);
        if let Some((firm, group)) = self.endings.without(&tokens.folded) {
            let case = of_first_words(case, firm);
            self.name(firm, Sense::Firm { entry, group, case });
        }
        self.name(&tokens.folded, Sense::Name { entry, abbreviation: false, case });
    }

    fn values(
        &mut self,
        slots: &BTreeMap<String, BTreeMap<String, Vec<String>>>,
        grammar: &Grammar,
    ) -> Vec<SlotValue> {
        let mut values = Vec::new();
        for (slot, spellings) in slots {
            for (id, spellings) in spellings {
                let value = ValueIndex::at(values.len());
                self.hashes.value();
                for spelling in spellings {
                    self.name(&fold_name(spelling), Sense::Value { value });
                }
                let first = spellings.first().map(String::as_str).unwrap_or_default();
                let name = grammar.without_article(first).to_owned();
                values.push(SlotValue { slot: slot.clone(), id: id.clone(), name });
            }
        }
        values
    }

    fn templates(&mut self, templates: &[(String, Template)]) -> Vec<CompiledTemplate> {
        let mut compiled = Vec::new();
        for (id, template) in templates {
            let index = TemplateIndex::at(compiled.len());
            let mut slot_name = None;
            for pattern in template.pattern.iter().chain(&template.abbr) {
                let Some((words, slot, name)) = split_pattern(pattern) else {
                    let message = format!(
                        "the pattern {pattern:?} may hold one {{slot}}, at its start or its end"
                    );
                    self.warnings.push(warning(&format!("templates [{id}]"), message));
                    continue;
                };
                let tokens = fold(words);
                if tokens.is_empty() {
                    let message = format!("the pattern {pattern:?} has no word beside its slot");
                    self.warnings.push(warning(&format!("templates [{id}]"), message));
                    continue;
                }
                slot_name = name.map(str::to_owned).or(slot_name);
                let case = Case::Exact(&as_written(words, &tokens));
                self.name(&tokens.folded, Sense::Head { template: index, slot, case });
            }
            let (id, template) = (id.clone(), template.clone());
            compiled.push(CompiledTemplate { id, template, slot: slot_name });
        }
        compiled
    }
}

/// `U.N. Children's Fund`, as newspapers write it, for `UN Children's Fund`.
fn dotted(name: &str, grammar: &Grammar) -> Option<String> {
    let (first, rest) = name.split_once(' ')?;
    grammar.dotted_initials.iter().any(|initials| initials == first).then(|| {
        let dotted: String = first.chars().flat_map(|letter| [letter, '.']).collect();
        format!("{dotted} {rest}")
    })
}

/// The small words that consort brings along, for who has no lexicon at hand.
///
/// ```
/// use consort::dictionary::{SmallWord, shipped_grammar};
/// let grammar = shipped_grammar();
/// assert!(grammar.word("the").is(SmallWord::DEFINITE));
/// ```
#[must_use]
pub fn shipped_grammar() -> Grammar {
    let files: Vec<_> = builtin_files().into_iter().filter(|file| file.is_grammar()).collect();
    Grammar::new(&read(&files).0.grammar).0
}

/// How a name must be written in a text; its words as they are written are put into `exact` where they count.
fn case<'e>(
    matching: Matching,
    name: &str,
    tokens: &Tokens,
    exact: &'e OnceCell<String>,
) -> Case<'e> {
    let exactly = || Case::Exact(exact.get_or_init(|| as_written(name, tokens)));
    match matching {
        Matching::Exact => exactly(),
        // One word counts only with a capital, or as it is written where that has none (`rescEU`); several in any case.
        Matching::Fold => match tokens.len() {
            1 if name.starts_with(char::is_lowercase) => exactly(),
            1 => Case::Capital,
            _ => Case::Any,
        },
    }
}

/// How the first words of a name must be written, `part` being them, folded.
fn of_first_words<'e>(case: Case<'e>, part: &str) -> Case<'e> {
    let Case::Exact(words) = case else { return case };
    let n_words = part.split_whitespace().count();
    let end = words.match_indices(' ').nth(n_words.saturating_sub(1)).map(|(at, _)| at);
    Case::Exact(&words[..end.unwrap_or(words.len())])
}

/// The words of a name as they are written, for names whose case matters.
fn as_written(name: &str, tokens: &Tokens) -> String {
    let words: Vec<&str> = tokens.spans.iter().map(|span| &name[span.range()]).collect();
    words.join(" ")
}

/// Splits `Ministry of {portfolio}` into its words, the place of its slot, and the slot's name.
fn split_pattern(pattern: &str) -> Option<(&str, SlotPlace, Option<&str>)> {
    let Some(open) = pattern.find('{') else { return Some((pattern, SlotPlace::None, None)) };
    let close = pattern.find('}')?;
    let name = pattern.get(open + 1..close)?;
    let (before, after) = (pattern[..open].trim(), pattern[close + 1..].trim());
    match (before.is_empty(), after.is_empty(), name.strip_suffix('+')) {
        (false, true, Some(name)) => Some((before, SlotPlace::ListAfter, Some(name))),
        (false, true, None) => Some((before, SlotPlace::After, Some(name))),
        (true, false, None) => Some((after, SlotPlace::Before, Some(name))),
        _ => None,
    }
}
