//! Compiles the rules and word lists of `relations-en.toml`.
//!
//! In: rules as written. Out: triggers to look for, rules with their words folded, kinds of words. Never: IO.

use crate::base::{Predicate, RuleId, Status, Warning};
use crate::cut::fold_name;
use crate::dictionary::grammar::{Grammar, SmallWord};
use crate::dictionary::index::RuleIndex;
use crate::dictionary::kind::{WordKind, Words};
use crate::dictionary::lexicon::CompiledRule;
use crate::dictionary::rule::{Rule, StatusCues, WordLists};
use crate::dictionary::sense::Trigger;
use crate::dictionary::triggers::{TriggerBuilder, Triggers};
use crate::dictionary::word_facts::FactsBuilder;
use crate::dictionary::word_map::WordSet;

/// What the reading of relations needs.
pub(super) struct Reading {
    pub triggers: Triggers,
    pub rules: Vec<CompiledRule>,
    pub words: Words,
    pub warnings: Vec<Warning>,
}

/// Compiles rules, cues and word lists; `acts` are the verbs of the frames, which are verbs here too.
pub(super) fn compile(
    rules: Vec<(RuleId, Rule)>,
    acts: &[String],
    cues: &StatusCues,
    lists: &WordLists,
    grammar: &Grammar,
    facts: &mut FactsBuilder,
) -> Reading {
    let listed = rules.iter().flat_map(|(_, rule)| &rule.verbs);
    let verbs = listed.chain(acts).map(String::as_str);
    let words = Words::new(lists, verbs, grammar);
    let mut triggers = TriggerBuilder::default();
    let mut trigger =
        |phrase: &str, value| triggers.add(phrase, value, |word| facts.of_trigger(word));
    let mut rest = Rules { rules: Vec::new(), words, warnings: Vec::new() };
    for (id, rule) in rules {
        rest.add(id, rule, grammar, &mut trigger);
    }
    for (words, status) in [
        (&cues.planned, Status::Planned),
        (&cues.hedged, Status::Hedged),
        (&cues.negated, Status::Negated),
        (&cues.asserted, Status::Asserted),
    ] {
        for word in words {
            trigger(word, Trigger::Status(status));
        }
    }
    let Rules { rules, words, warnings } = rest;
    Reading { triggers: triggers.finish(), rules, words, warnings }
}

/// The rules that are compiled, and the words that they rest on.
struct Rules {
    rules: Vec<CompiledRule>,
    words: Words,
    warnings: Vec<Warning>,
}

impl Rules {
    fn add(
        &mut self,
        id: RuleId,
        rule: Rule,
        grammar: &Grammar,
        trigger: &mut dyn FnMut(&str, Trigger),
    ) {
        let predicate = rule.relation.parse::<Predicate>();
        let status = rule.status.as_deref().map(str::parse::<Status>).transpose();
        let (predicate, status) = match (predicate, status) {
            (Ok(predicate), Ok(status)) => (predicate, status),
            (Err(message), _) | (_, Err(message)) => return self.warn(&id, message),
        };
        let index = RuleIndex::at(self.rules.len());
        for phrase in &rule.trigger {
            trigger(phrase, Trigger::Rule(index));
        }
        for (form, kind) in rule.verbs.iter().flat_map(|lemma| grammar.verbs.forms(lemma)) {
            trigger(&form, Trigger::Verb(index, kind));
        }
        let compiled = CompiledRule {
            agent: if rule.agent.is_empty() {
                WordSet::from_iter(grammar.words(SmallWord::BEFORE_AGENT))
            } else {
                self.word_set(&id, &rule.agent)
            },
            object_has: self.word_set(&id, &rule.object_has),
            right_has: self.word_set(&id, &rule.right_has),
            left_has: self.word_set(&id, &rule.left_has),
            near_left: self.word_set(&id, &rule.near_left),
            unless_left: self.word_set(&id, &rule.unless_left),
            unless_next: self.word_set(&id, &rule.unless_next),
            unless_prev: self.word_set(&id, &rule.unless_prev),
            id,
            predicate,
            status,
            rule,
        };
        self.rules.push(compiled);
    }

    fn warn(&mut self, rule: &str, message: String) {
        self.warnings.push(Warning { place: format!("relations [{rule}]"), message });
    }

    /// Single words and `@lists` of words, folded.
    fn word_set(&mut self, rule: &str, listed: &[String]) -> WordSet {
        let mut set = WordSet::default();
        for word in listed {
            match word.strip_prefix('@') {
                None => set.insert(fold_name(word).trim(), ()),
                Some(name) => match list(&self.words, name) {
                    Some(words) => set.extend(words),
                    None => self.warn(rule, format!("{word} is no word list ({LISTS})")),
                },
            }
        }
        set
    }
}

/// The lists of words that rules and frames may name.
const LISTS: &str = "@activities, @agents, @authorities, @bodies, @efforts, @goods, @programmes";

/// The words of the list with this name.
pub(super) fn list(words: &Words, name: &str) -> Option<Vec<String>> {
    let kind = match name {
        "activities" => WordKind::ACTIVITY,
        "agents" => WordKind::AGENT,
        "authorities" => WordKind::AUTHORITY,
        "bodies" => WordKind::BODY,
        "efforts" => WordKind::EFFORT,
        "goods" => WordKind::GOODS,
        "programmes" => WordKind::PROGRAMME,
        _ => return None,
    };
    Some(words.of(kind).collect())
}
