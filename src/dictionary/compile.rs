//! Compiles a vocabulary into a lexicon.
//!
//! In: a [`Vocabulary`]. Out: a [`Lexicon`] and what the editor of the vocabulary should know. Never: IO.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Entity, EntityId, Origin, Predicate, Status, Warning};
use crate::dictionary::check::{Finding, Places, Severity, dates, references, shared_names};
use crate::dictionary::decisions::Decisions;
use crate::dictionary::entry::Matching;
use crate::dictionary::fold::{Tokens, fold, fold_name};
use crate::dictionary::heads::Heads;
use crate::dictionary::lexicon::{
    Case, CompiledRule, CompiledTemplate, Known, Lexicon, Sense, SlotPlace, SlotValue, Trigger,
    WordSet, Words,
};
use crate::dictionary::load::{Listed, VocabError, Vocabulary};
use crate::dictionary::matcher::Matcher;
use crate::dictionary::rule::{Rule, StatusCues, WordLists};
use crate::dictionary::template::Template;

/// Compiles a vocabulary.
///
/// # Errors
/// When it has no entries.
pub fn compile(vocabulary: Vocabulary) -> Result<(Lexicon, Vec<Warning>), VocabError> {
    if vocabulary.entries.is_empty() {
        return Err(VocabError::NoEntries);
    }
    let mut compiler =
        Compiler { entries: Vec::new(), names: Matcher::default(), warnings: Vec::new() };
    compiler.check(&vocabulary);
    compiler.entries(vocabulary.entries);
    let values = compiler.values(&vocabulary.slots);
    let templates = compiler.templates(vocabulary.templates);
    let (heads, faults) = Heads::new(&vocabulary.heads, &vocabulary.head_words);
    for fault in faults {
        compiler.warn("heads", fault);
    }
    let words = words(&vocabulary.words);
    let (triggers, rules) = compiler.rules(vocabulary.rules, &vocabulary.cues, &words);
    let by_id =
        (0u32..).zip(&compiler.entries).map(|(i, known)| (known.entity.id.clone(), i)).collect();
    let lexicon = Lexicon {
        entries: compiler.entries,
        by_id,
        names: compiler.names,
        templates,
        values,
        heads,
        triggers,
        rules,
        words,
        decisions: Decisions::default(),
        hash: vocabulary.hash,
    };
    Ok((lexicon, compiler.warnings))
}

struct Compiler {
    entries: Vec<Known>,
    names: Matcher<Sense>,
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

    fn entries(&mut self, entries: BTreeMap<EntityId, Listed>) {
        let names: BTreeMap<EntityId, String> =
            entries.iter().map(|(id, l)| (id.clone(), l.entry.name.clone())).collect();
        for (id, listed) in entries {
            let index = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
            let entry = listed.entry;
            let country = entry.country.as_deref().filter(|c| names.contains_key(*c));
            let label = match country {
                Some(country) => format!("{} ({})", entry.name, names[country]),
                None => entry.name.clone(),
            };
            let entity = Arc::new(Entity {
                id,
                label,
                class: listed.class,
                country: country.map(Into::into),
                parent: entry.parent.as_deref().filter(|p| names.contains_key(*p)).map(Into::into),
                origin: Origin::Listed,
            });
            let date = |text: &Option<String>| text.as_deref().and_then(|t| t.parse().ok());
            let (since, until) = (date(&entry.since), date(&entry.until));
            let known = Known { entity, since, until, entry: Arc::new(entry) };
            self.phrases(index, &known);
            self.entries.push(known);
        }
    }

    fn phrases(&mut self, entry: u32, known: &Known) {
        let written = &known.entry;
        for name in std::iter::once(&written.name).chain(&written.names).chain(&written.formal) {
            let tokens = fold(name);
            let case = case(written.matching, name, &tokens);
            self.names.add(&tokens.folded, Sense::Name { entry, abbreviation: false, case });
        }
        for abbr in &written.abbr {
            for form in [abbr.clone(), format!("{abbr}s")] {
                let tokens = fold(&form);
                let case = exact(&form, &tokens);
                self.names.add(&tokens.folded, Sense::Name { entry, abbreviation: true, case });
            }
        }
        for demonym in &written.demonym {
            self.names.add(&fold_name(demonym), Sense::Demonym { entry, case: Case::Capital });
        }
        for (condition, cond) in (0u32..).zip(&written.cond) {
            let tokens = fold(&cond.text);
            let case = case(cond.case, &cond.text, &tokens);
            self.names.add(&tokens.folded, Sense::Conditional { entry, condition, case });
        }
        for not in &written.not {
            self.names.add(&fold_name(not), Sense::Not);
        }
    }

    fn values(
        &mut self,
        slots: &BTreeMap<String, BTreeMap<String, Vec<String>>>,
    ) -> Vec<SlotValue> {
        let mut values = Vec::new();
        for (slot, spellings) in slots {
            for (id, spellings) in spellings {
                let value = u32::try_from(values.len()).unwrap_or(u32::MAX);
                for spelling in spellings {
                    self.names.add(&fold_name(spelling), Sense::Value { value });
                }
                let name = spellings.first().cloned().unwrap_or_default();
                values.push(SlotValue { slot: slot.clone(), id: id.clone(), name });
            }
        }
        values
    }

    fn templates(&mut self, templates: Vec<(String, Template)>) -> Vec<CompiledTemplate> {
        let mut compiled = Vec::new();
        for (id, template) in templates {
            let index = u32::try_from(compiled.len()).unwrap_or(u32::MAX);
            let mut slot_name = None;
            for pattern in template.pattern.iter().chain(&template.abbr) {
                let Some((words, slot, name)) = split_pattern(pattern) else {
                    let message = format!(
                        "the pattern {pattern:?} may hold one {{slot}}, at its start or its end"
                    );
                    self.warn(&format!("templates [{id}]"), message);
                    continue;
                };
                slot_name = name.map(str::to_owned).or(slot_name);
                let tokens = fold(words);
                let case = exact(words, &tokens);
                self.names.add(&tokens.folded, Sense::Head { template: index, slot, case });
            }
            compiled.push(CompiledTemplate { id, template, slot: slot_name });
        }
        compiled
    }

    /// Single words and `@lists` of words, folded.
    fn word_set(&mut self, rule: &str, listed: &[String], words: &Words) -> WordSet {
        let mut set = WordSet::default();
        for word in listed {
            match word.as_str() {
                "@activities" => set.extend(words.activities.iter().cloned()),
                "@agents" => set.extend(words.agents.iter().cloned()),
                "@authorities" => set.extend(words.authorities.iter().cloned()),
                "@programmes" => set.extend(words.programmes.iter().cloned()),
                word if word.starts_with('@') => {
                    let message = format!(
                        "{word} is no word list (@activities, @agents, @authorities, @programmes)"
                    );
                    self.warn(&format!("relations [{rule}]"), message);
                }
                word => {
                    set.insert(fold_name(word).trim().to_owned());
                }
            }
        }
        set
    }

    fn rules(
        &mut self,
        rules: Vec<(String, Rule)>,
        cues: &StatusCues,
        words: &Words,
    ) -> (Matcher<Trigger>, Vec<CompiledRule>) {
        let mut triggers = Matcher::default();
        let mut compiled = Vec::new();
        for (id, rule) in rules {
            let predicate = rule.relation.parse::<Predicate>();
            let status = rule.status.as_deref().map(str::parse::<Status>).transpose();
            match (predicate, status) {
                (Ok(predicate), Ok(status)) => {
                    let index = u32::try_from(compiled.len()).unwrap_or(u32::MAX);
                    for trigger in &rule.trigger {
                        triggers.add(&fold_name(trigger), Trigger::Rule(index));
                    }
                    let mut set = |listed: &[String]| self.word_set(&id, listed, words);
                    let (right_has, left_has) = (set(&rule.right_has), set(&rule.left_has));
                    let (near_left, unless_left) = (set(&rule.near_left), set(&rule.unless_left));
                    let (unless_next, unless_prev) =
                        (set(&rule.unless_next), set(&rule.unless_prev));
                    compiled.push(CompiledRule {
                        id: id.into(),
                        predicate,
                        status,
                        right_has,
                        left_has,
                        near_left,
                        unless_left,
                        unless_next,
                        unless_prev,
                        rule,
                    });
                }
                (Err(message), _) | (_, Err(message)) => {
                    self.warn(&format!("relations [{id}]"), message)
                }
            }
        }
        for (words, status) in [
            (&cues.planned, Status::Planned),
            (&cues.hedged, Status::Hedged),
            (&cues.negated, Status::Negated),
        ] {
            for word in words {
                triggers.add(&fold_name(word), Trigger::Status(status));
            }
        }
        (triggers, compiled)
    }
}

fn folded_words(listed: &[String]) -> WordSet {
    listed.iter().map(|word| fold_name(word).trim().to_owned()).collect()
}

fn words(lists: &WordLists) -> Words {
    Words {
        prepositions: folded_words(&lists.prepositions),
        modifiers: folded_words(&lists.modifiers),
        agents: folded_words(&lists.agents),
        authorities: folded_words(&lists.authorities),
        activities: folded_words(&lists.activities),
        programmes: folded_words(&lists.programmes),
        auxiliaries: folded_words(&lists.auxiliaries),
        clause_ends: folded_words(&lists.clause_ends),
    }
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
