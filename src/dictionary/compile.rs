//! Compiles a vocabulary into a lexicon.
//!
//! In: a [`Vocabulary`]. Out: a [`Lexicon`] and what the editor of the vocabulary should know. Never: IO.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::base::{Class, Entity, EntityId, Origin, Warning};
use crate::cut::{SentenceWords, Tokens, fold, fold_name};
use crate::dictionary::check::{Finding, Places, Severity, dates, references, shared_names};
use crate::dictionary::countries::by_any_name;
use crate::dictionary::entry::Matching;
use crate::dictionary::files::{VocabError, builtin_files};
use crate::dictionary::firms::FirmEndings;
use crate::dictionary::forms::Forms;
use crate::dictionary::frames::Frames;
use crate::dictionary::grammar::{Grammar, SmallWord};
use crate::dictionary::heads::Heads;
use crate::dictionary::index::{ConditionIndex, EntryIndex, TemplateIndex, ValueIndex};
use crate::dictionary::lexicon::{CompiledTemplate, Known, Lexicon, SlotValue};
use crate::dictionary::load::{Listed, Vocabulary, read};
use crate::dictionary::matcher::Matcher;
use crate::dictionary::money::Money;
use crate::dictionary::pattern::{NamePattern, Patterns};
use crate::dictionary::reading;
use crate::dictionary::sense::{Case, Patterned, Sense, SlotPlace};
use crate::dictionary::template::Template;
use crate::dictionary::word_facts::WordFacts;

/// Compiles a vocabulary.
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
pub fn compile(vocabulary: Vocabulary) -> Result<(Lexicon, Vec<Warning>), VocabError> {
    if vocabulary.entries.is_empty() {
        return Err(VocabError::NoEntries);
    }
    let mut compiler = Compiler {
        entries: Vec::new(),
        names: Matcher::default(),
        patterns: Vec::new(),
        capitals: FxHashMap::default(),
        forms: Forms::new(&vocabulary.head_words),
        endings: FirmEndings::new(vocabulary.head_words.iter().flat_map(|w| &w.firm_endings)),
        warnings: Vec::new(),
    };
    let (grammar, grammar_faults) = Grammar::new(&vocabulary.grammar);
    compiler.check(&vocabulary);
    compiler.entries(vocabulary.entries, &vocabulary.languages, &grammar);
    let patterns = Patterns::new(&compiler.patterns).unwrap_or_else(|error| {
        compiler.warn("the vocabulary", error.to_string());
        Patterns::default()
    });
    for fault in grammar_faults {
        compiler.warn("grammar", fault);
    }
    let values = compiler.values(&vocabulary.slots, &grammar);
    let templates = compiler.templates(vocabulary.templates);
    let (heads, faults) = Heads::new(&vocabulary.heads, &vocabulary.head_words);
    for fault in faults {
        compiler.warn("heads", fault);
    }
    let lists = &vocabulary.sentences;
    let (sentences, left_out) = SentenceWords::new(
        lists.abbreviations.iter().map(String::as_str),
        lists.openers.iter().map(String::as_str),
    );
    for word in left_out {
        compiler.warn("sentences [words]", format!("{word:?} is not one word; leave it out"));
    }
    let acts: Vec<String> =
        vocabulary.frames.iter().flat_map(|(_, table)| &table.verbs).cloned().collect();
    let reading =
        reading::compile(vocabulary.rules, &acts, &vocabulary.cues, &vocabulary.words, &grammar);
    compiler.warnings.extend(reading.warnings);
    let (frames, faults) =
        Frames::new(vocabulary.frames, &vocabulary.frame_words, &grammar.verbs, &|name| {
            reading::list(&reading.words, name)
        });
    compiler.warnings.extend(faults);
    let by_id: FxHashMap<EntityId, EntryIndex> = (0..)
        .map(EntryIndex::at)
        .zip(&compiler.entries)
        .map(|(place, known)| (known.entity.id.clone(), place))
        .collect();
    let national = national(&compiler.entries, &grammar);
    let countries = countries(&compiler.entries);
    let lexicon = Lexicon {
        facts: WordFacts::all(
            &compiler.names,
            &reading.triggers,
            &reading.words,
            &heads,
            &grammar,
            &frames,
        ),
        entries: compiler.entries,
        by_id,
        countries,
        national,
        names: compiler.names,
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
        hash: hash(vocabulary.hash, &vocabulary.languages),
    };
    Ok((lexicon, compiler.warnings))
}

/// The hash of a vocabulary says which labels are names too.
fn hash(files: String, languages: &[String]) -> String {
    match languages {
        [] => files,
        languages => format!("{files}-labels-{}", languages.join("-")),
    }
}

/// Countries by everything that a field may call them.
fn countries(entries: &[Known]) -> FxHashMap<String, EntryIndex> {
    let all = (0..).map(EntryIndex::at).zip(entries);
    let countries = all.filter(|(_, known)| known.entity.class == Class::Country);
    by_any_name(countries.map(|(place, known)| (place, &*known.entry)))
}

struct Compiler {
    entries: Vec<Known>,
    names: Matcher<Sense>,
    patterns: Vec<(NamePattern, Patterned)>,
    capitals: FxHashMap<String, EntityId>,
    forms: Forms,
    endings: FirmEndings,
    warnings: Vec<Warning>,
}

impl Compiler {
    fn warn(&mut self, place: &str, message: String) {
        self.warnings.push(Warning { place: place.to_owned(), message });
    }

    /// What makes part of the vocabulary useless is worth a word at every run; [`check`](crate::dictionary::check()) says
    /// more. Names that the shipped entries share are shared on purpose.
    fn check(&mut self, vocabulary: &Vocabulary) {
        let dates = dates(vocabulary).into_iter().filter(|f| f.severity == Severity::Error);
        let mut findings: Vec<Finding> = references(vocabulary).into_iter().chain(dates).collect();
        if vocabulary.entries.values().any(|listed| !listed.builtin) {
            let one_is_new = |a: &Listed, b: &Listed| !(a.builtin && b.builtin);
            findings.extend(shared_names(vocabulary, &Places::new(&[]), one_is_new));
        }
        self.warnings.extend(findings.into_iter().map(Warning::from));
    }

    fn entries(
        &mut self,
        entries: BTreeMap<EntityId, Listed>,
        languages: &[String],
        grammar: &Grammar,
    ) {
        let names: FxHashMap<EntityId, String> =
            entries.iter().map(|(id, l)| (id.clone(), l.entry.name.clone())).collect();
        let known = |id: &Option<String>| names.get_key_value(id.as_deref()?);
        for (id, listed) in entries {
            let index = EntryIndex::at(self.entries.len());
            for label in listed.matched_labels(languages) {
                let tokens = fold(label);
                let case = case(listed.entry.matching, label, &tokens);
                let sense = Sense::Name { entry: index, abbreviation: false, case };
                self.names.add(&tokens.folded, sense);
            }
            let entry = listed.entry;
            let country = known(&entry.country);
            let label = match country {
                Some((_, country)) => format!("{} ({country})", entry.name),
                None => entry.name.clone(),
            };
            let entity = Arc::new(Entity {
                id,
                label,
                class: listed.class,
                country: country.map(|(id, _)| id.clone()),
                parent: known(&entry.parent).map(|(id, _)| id.clone()),
                origin: Origin::Listed,
            });
            let date = |text: &Option<String>| text.as_deref().and_then(|t| t.parse().ok());
            let (since, until) = (date(&entry.since), date(&entry.until));
            let known = Known { entity, since, until, entry: Arc::new(entry) };
            self.phrases(index, &known, grammar);
            self.entries.push(known);
        }
    }

    fn phrases(&mut self, entry: EntryIndex, known: &Known, grammar: &Grammar) {
        let written = &known.entry;
        for name in std::iter::once(&written.name).chain(&written.names).chain(&written.formal) {
            for name in std::iter::once(name.clone()).chain(dotted(name, grammar)) {
                let tokens = fold(&name);
                let case = case(written.matching, &name, &tokens);
                if let Some((firm, group)) = self.endings.without(&tokens.folded) {
                    self.names
                        .add(firm, Sense::Firm { entry, group, case: of_first_words(&case, firm) });
                }
                self.names.add(&tokens.folded, Sense::Name { entry, abbreviation: false, case });
            }
        }
        for abbr in &written.abbr {
            let plurals = grammar.plural_endings.iter().map(|ending| format!("{abbr}{ending}"));
            let spoken = self.forms.spoken(abbr);
            for form in std::iter::once(abbr.clone()).chain(plurals).chain(spoken) {
                let tokens = fold(&form);
                let case = exact(&form, &tokens);
                self.names.add(&tokens.folded, Sense::Name { entry, abbreviation: true, case });
            }
        }
        for demonym in &written.demonym {
            self.names.add(&fold_name(demonym), Sense::Demonym { entry, case: Case::Capital });
        }
        for capital in &written.capital {
            self.capitals.insert(fold_name(capital), known.entity.id.clone());
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
            let case = case(cond.case, &cond.text, &tokens);
            self.names.add(&tokens.folded, Sense::Conditional { entry, condition, case });
        }
        for not in &written.not {
            self.names.add(&fold_name(not), Sense::Not { entry });
        }
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
                for spelling in spellings {
                    self.names.add(&fold_name(spelling), Sense::Value { value });
                }
                let first = spellings.first().map(String::as_str).unwrap_or_default();
                let name = grammar.without_article(first).to_owned();
                values.push(SlotValue { slot: slot.clone(), id: id.clone(), name });
            }
        }
        values
    }

    fn templates(&mut self, templates: Vec<(String, Template)>) -> Vec<CompiledTemplate> {
        let mut compiled = Vec::new();
        for (id, template) in templates {
            let index = TemplateIndex::at(compiled.len());
            let mut slot_name = None;
            for pattern in template.pattern.iter().chain(&template.abbr) {
                let Some((words, slot, name)) = split_pattern(pattern) else {
                    let message = format!(
                        "the pattern {pattern:?} may hold one {{slot}}, at its start or its end"
                    );
                    self.warn(&format!("templates [{id}]"), message);
                    continue;
                };
                let tokens = fold(words);
                if tokens.is_empty() {
                    let message = format!("the pattern {pattern:?} has no word beside its slot");
                    self.warn(&format!("templates [{id}]"), message);
                    continue;
                }
                slot_name = name.map(str::to_owned).or(slot_name);
                let case = exact(words, &tokens);
                self.names.add(&tokens.folded, Sense::Head { template: index, slot, case });
            }
            compiled.push(CompiledTemplate { id, template, slot: slot_name });
        }
        compiled
    }
}

/// National bodies by their country and by their names without it: `Anti-Corruption Committee` of `Anti-Corruption Committee
/// of Armenia`, `Wildlife Service` of `Kenya Wildlife Service`.
fn national(
    entries: &[Known],
    grammar: &Grammar,
) -> FxHashMap<EntityId, FxHashMap<String, EntryIndex>> {
    let names = |known: &Known| -> Vec<String> {
        let entry = &known.entry;
        let all = std::iter::once(&entry.name).chain(&entry.names).chain(&entry.formal);
        all.chain(&entry.demonym).map(|name| fold_name(name).trim().to_owned()).collect()
    };
    let mut out: FxHashMap<EntityId, FxHashMap<String, EntryIndex>> = FxHashMap::default();
    let mut countries: FxHashMap<&EntityId, Option<Vec<String>>> = FxHashMap::default();
    for (index, known) in (0..).map(EntryIndex::at).zip(entries) {
        let Some(country) = &known.entity.country else { continue };
        let named = || {
            let at = entries.binary_search_by(|known| known.entity.id.cmp(country));
            at.ok().map(|at| names(&entries[at]))
        };
        let Some(countries) = countries.entry(country).or_insert_with(named) else { continue };
        let bare = out.entry(country.clone()).or_default();
        for name in names(known) {
            for of in &*countries {
                let behind = || {
                    let before = name.strip_suffix(of.as_str())?.strip_suffix(' ')?;
                    let bare = grammar.without_last(before, SmallWord::DEFINITE);
                    grammar.without_last(bare.unwrap_or(before), SmallWord::GENITIVE)
                };
                let short = behind().or_else(|| name.strip_prefix(of.as_str())?.strip_prefix(' '));
                if let Some(short) = short.filter(|short| short.contains(' ')) {
                    bare.entry(short.to_owned()).or_insert(index);
                }
            }
        }
    }
    out
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

/// How a name must be written in a text.
fn case(matching: Matching, name: &str, tokens: &Tokens) -> Case {
    match matching {
        Matching::Exact => exact(name, tokens),
        // One word counts only with a capital, or as it is written where that has none (`rescEU`); several in any case.
        Matching::Fold => match tokens.len() {
            1 if name.starts_with(char::is_lowercase) => exact(name, tokens),
            1 => Case::Capital,
            _ => Case::Any,
        },
    }
}

/// How the first words of a name must be written, `part` being them, folded.
fn of_first_words(case: &Case, part: &str) -> Case {
    match case {
        Case::Exact(words) => {
            Case::Exact(words.iter().take(part.split_whitespace().count()).cloned().collect())
        }
        other => other.clone(),
    }
}

/// The words of a name as they are written, for names whose case matters.
fn exact(name: &str, tokens: &Tokens) -> Case {
    Case::Exact(tokens.spans.iter().map(|span| name[span.range()].into()).collect())
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
