//! Mentions to assertions.
//!
//! In: a document, its tokens, what was found in it, and the rules of the lexicon. Out: assertions, each with its sentence.
//! Pure: no IO, no clock, no randomness, cannot fail.
//!
//! # Rules, in order
//! 1. Each sentence becomes a clause: names with what governs them, and coordinated lists.
//! 2. Names that stand together say something without a verb: an owner before a unit, a parent inside a name.
//! 3. Each trigger of the sentence, left to right, is read by its rules: strategies choose the arguments, cues the status.

mod amount;
mod arguments;
mod clause;
mod decide;
mod elsewhen;
mod lists;
mod nouns;
mod roles;
mod shares;
mod status;
mod structure;
mod topic;
mod verbs;

use rustc_hash::FxHashSet;

pub use decide::decide_claims;

use crate::base::{
    Argument, Assertion, Class, Document, EntityId, Extraction, ParagraphKind, Predicate, Span,
    Status,
};
use crate::dictionary::{CompiledRule, KnownTokens, Lexicon, Trigger, Where, WordSet};
use arguments::{Place, Scene, TriggerAt, choose};
use clause::{Clause, Role};
use status::{Cue, firmness};
use topic::Topic;

/// Reads the relations of a document.
#[must_use]
pub fn link(
    document: &Document,
    tokens: &KnownTokens,
    extraction: &Extraction,
    lexicon: &Lexicon,
) -> Vec<Assertion> {
    let (triggers, cues) = triggers(tokens, lexicon);
    let mut linker = Linker {
        document,
        tokens,
        extraction,
        lexicon,
        topic: Topic::of(extraction),
        lead: document.paragraphs.iter().position(|p| p.kind != ParagraphKind::Title),
        seen: FxHashSet::default(),
        out: Vec::new(),
    };
    let mut paragraph = usize::MAX;
    for index in 0..extraction.sentences.len() {
        if extraction.sentences[index].paragraph != paragraph {
            paragraph = extraction.sentences[index].paragraph;
            linker.topic.paragraph = None;
        }
        if is_readable(document, extraction, index) {
            linker.sentence(index, &triggers, &cues);
        }
    }
    let mut out = linker.out;
    // Who organizes an activity takes part in it too: nothing to say.
    let organizers = linker.topic.organizers;
    out.retain(|a| a.predicate != Predicate::ParticipatesIn || !organizers.contains(&a.subject));
    out
}

/// Whether relations may be read from a sentence: not from links, and not from the dateline.
fn is_readable(document: &Document, extraction: &Extraction, sentence: usize) -> bool {
    let sentence = extraction.sentences[sentence];
    let link = document.paragraphs[sentence.paragraph].kind == ParagraphKind::Link;
    let dateline = document.dateline.as_ref().is_some_and(|d| d.span.contains(sentence.span));
    !link && !dateline
}

/// All rule triggers, the longest of those that overlap, and all status cues.
fn triggers(tokens: &KnownTokens, lexicon: &Lexicon) -> (Vec<TriggerAt>, Vec<Cue>) {
    let mut found = Vec::new();
    let mut cues = Vec::new();
    let word = |i| tokens.facts(i).trigger;
    for hit in lexicon.triggers.find_in(tokens, word) {
        let (first, end) = (hit.first, hit.end);
        for value in lexicon.triggers.values(hit.phrase) {
            match *value {
                Trigger::Rule(rule) => {
                    found.push(TriggerAt { first, end, rule, is_verb: false });
                }
                Trigger::Verb(rule, _) => {
                    found.push(TriggerAt { first, end, rule, is_verb: true });
                }
                Trigger::Status(status) => cues.push(Cue { first, end, status }),
            }
        }
    }
    found.sort_by_key(|t| (t.first, std::cmp::Reverse(t.end), t.rule, t.is_verb));
    found.dedup_by_key(|t| (t.first, t.end, t.rule, t.is_verb));
    let mut end = 0;
    let mut start = 0;
    found.retain(|t| {
        // Of triggers inside each other the longest is read; those that overlap are two.
        let stands = t.end > end || (t.first == start && t.end == end);
        if stands {
            (start, end) = (t.first, t.end);
        }
        stands
    });
    (found, cues)
}

struct Linker<'a> {
    document: &'a Document,
    tokens: &'a KnownTokens,
    extraction: &'a Extraction,
    lexicon: &'a Lexicon,
    topic: Topic<'a>,
    /// The first paragraph after the title.
    lead: Option<usize>,
    /// What has been said in the sentence being read.
    seen: FxHashSet<(Predicate, EntityId, Argument<EntityId>)>,
    out: Vec<Assertion>,
}

impl Linker<'_> {
    fn sentence(&mut self, index: usize, triggers: &[TriggerAt], cues: &[Cue]) {
        let is_title = self.place(index) == Where::Title;
        let clause =
            Clause::new(&self.document.text, self.tokens, self.extraction, index, is_title);
        let Some(clause) = clause else { return };
        self.seen.clear();
        for (rule, pairs, at) in structure::pairs(&clause, self.extraction, index, self.lexicon) {
            for (subject, object) in pairs {
                let (subject, object) = ([Argument::Entity(subject)], [Argument::Entity(object)]);
                self.push(index, rule, &subject, &object, Status::Asserted, at);
            }
        }
        let within =
            |first: usize, end: usize| clause.range.start <= first && end <= clause.range.end;
        let from = triggers.partition_point(|t| t.first < clause.range.start);
        let here = triggers[from..]
            .iter()
            .take_while(|t| t.first < clause.range.end)
            .filter(|t| within(t.first, t.end) && !clause.in_name(t.first));
        let from = cues.partition_point(|c| c.first < clause.range.start);
        let cues: Vec<Cue> = cues[from..]
            .iter()
            .take_while(|c| c.first < clause.range.end)
            .filter(|c| within(c.first, c.end))
            .copied()
            .collect();
        let mut taken = Vec::new();
        for trigger in here {
            self.read(index, &clause, *trigger, &cues, &mut taken);
        }
        // Who acted last acts still where nobody is named.
        if !clause.items.is_empty() {
            self.note_topic(&clause, is_title);
        }
    }

    /// Reads one trigger of a sentence by its rule.
    fn read(
        &mut self,
        index: usize,
        clause: &Clause<'_>,
        trigger: TriggerAt,
        cues: &[Cue],
        taken: &mut Vec<usize>,
    ) {
        let rule = &self.lexicon.rules[trigger.rule];
        let group = if trigger.is_verb {
            let Some(group) = group_of(clause, trigger, rule) else { return };
            Some(group)
        } else {
            // An adverb such as "jointly" belongs to its verb.
            clause.groups.iter().position(|g| g.first <= trigger.first && trigger.first < g.end)
        };
        if !self.applies(rule, trigger, clause, index) {
            return;
        }
        let Some(firm) = firmness(clause, trigger, group, cues) else { return };
        let scene = Scene {
            clause,
            lexicon: self.lexicon,
            topic: &self.topic,
            predicate: rule.predicate,
            taken,
        };
        if let Some(g) = group
            && !rule.object_has.is_empty()
            && !scene.acts_upon(g, &rule.object_has)
        {
            return;
        }
        let at = Place { first: trigger.first, end: trigger.end, group };
        let (subjects, from) =
            choose(&scene, rule, &rule.rule.subject, &rule.rule.subject_class, at);
        if subjects.is_empty() {
            return;
        }
        let among = rule.rule.subject == rule.rule.object;
        let origin =
            |i: &usize| clause.items[*i].agentive && clause.items[*i].preposition == Some("from");
        // `delivered by experts from A and B` says where the experts come from, not that A and B act together.
        if among && from.iter().any(origin) {
            return;
        }
        let (objects, to) = if among {
            (subjects.clone(), Vec::new())
        } else {
            choose(&scene, rule, &rule.rule.object, &rule.rule.object_class, at)
        };
        let told = matches!(rule.predicate, Predicate::Organizes | Predicate::ParticipatesIn)
            && objects.contains(&Argument::Story);
        if told && elsewhen::is_elsewhen(self.document, clause, at) {
            return;
        }
        let right = from.into_iter().chain(to).filter(|&i| clause.items[i].first >= trigger.end);
        taken.extend(right);
        let firm = rule.status.unwrap_or(firm);
        let span = self.tokens.cover(trigger.first, trigger.end);
        self.push(index, rule, &subjects, &objects, firm, span);
    }

    /// Whether a rule may read here, and its context words are there.
    fn applies(
        &self,
        rule: &CompiledRule,
        at: TriggerAt,
        clause: &Clause<'_>,
        index: usize,
    ) -> bool {
        let none = |set: &WordSet, i: usize| set.is_empty() || !set.contains(clause.word(i));
        let some = |set: &WordSet, mut range: std::ops::Range<usize>| {
            set.is_empty() || range.any(|i| set.contains(clause.word(i)))
        };
        let near = at.first.saturating_sub(5).max(clause.range.start)..at.first;
        none(&rule.unless_next, at.end)
            && none(&rule.unless_prev, at.first.wrapping_sub(1))
            && some(&rule.right_has, at.end..clause.range.end.min(at.end + 24))
            && some(&rule.left_has, clause.range.start..at.first)
            && some(&rule.near_left, near.clone())
            && (rule.unless_left.is_empty() || !some(&rule.unless_left, near))
            && (rule.rule.only.is_empty() || rule.rule.only.contains(&self.place(index)))
    }

    /// The part of the story in which a sentence stands.
    fn place(&self, index: usize) -> Where {
        let paragraph = self.extraction.sentences[index].paragraph;
        if self.document.paragraphs[paragraph].kind == ParagraphKind::Title {
            return Where::Title;
        }
        if self.lead == Some(paragraph) { Where::Lead } else { Where::Body }
    }

    fn push(
        &mut self,
        sentence: usize,
        rule: &CompiledRule,
        subjects: &[Argument],
        objects: &[Argument],
        status: Status,
        trigger: Span,
    ) {
        let read = (self.document, self.tokens, self.extraction, self.lexicon);
        let amounts = if rule.predicate == Predicate::Funds {
            shares::amounts(read, sentence, trigger, subjects, objects)
        } else {
            vec![None; subjects.len()]
        };
        for (subject, amount) in subjects.iter().zip(&amounts) {
            for object in objects {
                let Argument::Entity(actor) = subject else { continue };
                // By their ids: a template may give one id to bodies of two countries.
                if matches!(object, Argument::Entity(other) if other.id == actor.id) {
                    continue;
                }
                let (subject, object) = match object {
                    Argument::Entity(other)
                        if rule.predicate.is_symmetric() && other.id < actor.id =>
                    {
                        (other.clone(), subject.clone())
                    }
                    _ => (actor.clone(), object.clone()),
                };
                let said = (rule.predicate, subject.id.clone(), object.name());
                if !self.seen.insert(said) {
                    continue;
                }
                if rule.predicate == Predicate::Organizes
                    && status == Status::Asserted
                    && !self.topic.organizers.contains(&subject)
                {
                    self.topic.organizers.push(subject.clone());
                }
                let evidence = self.extraction.sentences[sentence].span;
                self.out.push(Assertion {
                    predicate: rule.predicate,
                    subject,
                    object,
                    status,
                    rule: rule.id.clone(),
                    evidence,
                    sentence,
                    trigger,
                    amount: amount.clone(),
                    decided: None,
                });
            }
        }
    }

    /// Remembers what later words such as "this initiative" or "it" stand for.
    fn note_topic(&mut self, clause: &Clause<'_>, is_title: bool) {
        let last =
            clause.items.iter().rev().find(|item| item.mention.entity.class == Class::Programme);
        if let Some(item) = last {
            self.topic.paragraph = Some(item.mention.entity.clone());
        }
        let actor = clause.items.iter().find(|item| {
            item.preposition.is_none()
                && item.role == Role::Actor
                && item.mention.entity.class != Class::Country
        });
        self.topic.actor = actor.map(|item| item.mention.entity.clone());
        if is_title && self.topic.title.is_none() {
            self.topic.title.clone_from(&self.topic.actor);
        }
    }
}

/// The verb group that a trigger is the verb of, in the voice that the rule wants.
fn group_of(clause: &Clause<'_>, trigger: TriggerAt, rule: &CompiledRule) -> Option<usize> {
    let g = clause.groups.iter().position(|group| {
        // `co-funded`: the trigger begins at the prefix.
        trigger.first <= group.head && group.head < trigger.end
    })?;
    let voice = clause.groups[g].voice;
    rule.rule.voice.is_none_or(|wanted| wanted == voice).then_some(g)
}
