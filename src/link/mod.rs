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
mod classes;
mod clause;
mod decide;
mod elsewhen;
mod frame;
mod group;
mod lists;
mod nouns;
mod roles;
mod shares;
mod speakers;
mod status;
mod structure;
mod topic;
mod verbs;

use std::sync::Arc;

use rustc_hash::FxHashSet;

pub use decide::decide_claims;

use crate::base::{
    Amount, Argument, Assertion, Class, Document, Entity, EntityId, Extraction, Mention,
    ParagraphKind, Predicate, RuleId, Span, Status, sort_by_key,
};
use crate::dictionary::{CompiledRule, KnownTokens, Lexicon, Trigger, Where, WordSet};
use arguments::{Place, Scene, TriggerAt, choose};
use clause::{Clause, Role};
use speakers::Speakers;
use status::{Cue, firmness};
use topic::Topic;

/// A text of more sentences, its title among them, reports on what it announces: `will host` tells of its own activity.
const ANNOUNCEMENT: usize = 4;

/// Tokens of the longest sentence that relations are read from: what is longer is a table or a log without a full stop, and clauses are looked for among all words of a sentence.
const LONGEST_SENTENCE: usize = 1_000;

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
        topic: Topic::of(
            document,
            extraction,
            Speakers::of(document, tokens, extraction, &lexicon.frames.words.speech),
        ),
        is_long: extraction.sentences.len() > ANNOUNCEMENT,
        memory: frame::Memory::default(),
        reading: frame::Reading::default(),
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
        if is_readable(document, tokens, extraction, index) {
            linker.sentence(index, &triggers, &cues);
        }
    }
    let mut out = linker.out;
    // Who organizes an activity takes part in it too: nothing to say.
    let organizers = linker.topic.organizers;
    out.retain(|a| a.predicate != Predicate::ParticipatesIn || !organizers.contains(&a.subject));
    out
}

/// Whether relations may be read from a sentence: not from links, the dateline, and what no full stop ends.
fn is_readable(
    document: &Document,
    tokens: &KnownTokens,
    extraction: &Extraction,
    sentence: usize,
) -> bool {
    let sentence = extraction.sentences[sentence];
    let n_tokens = tokens.at(sentence.span.end) - tokens.at(sentence.span.start);
    let link = document.paragraphs[sentence.paragraph].kind == ParagraphKind::Link;
    let dateline = document.dateline.as_ref().is_some_and(|d| d.span.contains(sentence.span));
    !link && !dateline && n_tokens <= LONGEST_SENTENCE
}

/// All rule triggers, the longest of those that overlap, and all status cues.
fn triggers(tokens: &KnownTokens, lexicon: &Lexicon) -> (Vec<TriggerAt>, Vec<Cue>) {
    let mut found = Vec::new();
    let mut cues = Vec::new();
    for hit in lexicon.triggers.find(tokens) {
        let (first, end) = (hit.first, hit.end);
        for value in lexicon.triggers.values(hit.phrase) {
            match *value {
                Trigger::Rule(rule) => {
                    found.push(TriggerAt { first, end, rule, is_verb: false });
                }
                Trigger::Verb(rule, _) => {
                    found.push(TriggerAt { first, end, rule, is_verb: true });
                }
                Trigger::Status(status) => {
                    cues.push(Cue { first, end, status, until: usize::MAX });
                }
            }
        }
    }
    let told: Vec<Cue> =
        cues.iter().filter(|cue| cue.status == Status::Asserted).copied().collect();
    cues.retain(|cue| !told.iter().any(|t| t.first <= cue.first && cue.end <= t.end));
    sort_by_key(&mut found, |t| (t.first, std::cmp::Reverse(t.end), t.rule, t.is_verb));
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

/// What a rule or frame says in one place.
struct Said<'a> {
    rule: &'a RuleId,
    predicate: Predicate,
    subjects: &'a [Argument],
    objects: &'a [Argument],
    status: Status,
    ended: bool,
    trigger: Span,
}

struct Linker<'a> {
    document: &'a Document,
    tokens: &'a KnownTokens,
    extraction: &'a Extraction,
    lexicon: &'a Lexicon,
    topic: Topic<'a>,
    /// Whether it has enough sentences to report on what it announces.
    is_long: bool,
    /// What the frames say of the sentence being read.
    reading: frame::Reading,
    /// What the sentence before named.
    memory: frame::Memory,
    /// The first paragraph after the title.
    lead: Option<usize>,
    /// What has been said in the sentence being read.
    seen: FxHashSet<(Predicate, EntityId, Argument<EntityId>)>,
    out: Vec<Assertion>,
}

impl Linker<'_> {
    fn sentence(&mut self, index: usize, triggers: &[TriggerAt], cues: &[Cue]) {
        let is_title = self.place(index) == Where::Title;
        let span = self.extraction.sentences[index].span;
        let range = self.tokens.at(span.start)..self.tokens.at(span.end);
        let from = cues.partition_point(|c| c.first < range.start);
        let mut cues: Vec<Cue> = cues[from..]
            .iter()
            .take_while(|c| c.first < range.end)
            .filter(|c| c.end <= range.end)
            .copied()
            .collect();
        let mut clause = Clause::new(&self.document.text, self.tokens, self.extraction, index);
        if let Some(clause) = &mut clause {
            clause.groups = verbs::groups(clause, is_title);
            lists::join(clause);
        }
        self.seen.clear();
        self.frames(index, clause.as_ref(), &mut cues);
        let Some(clause) = clause else { return };
        for (rule, pairs, at) in structure::pairs(&clause, self.extraction, index, self.lexicon) {
            for (subject, object) in pairs {
                let (subject, object) = ([Argument::Entity(subject)], [Argument::Entity(object)]);
                let said = Said {
                    rule: &rule.id,
                    predicate: rule.predicate,
                    subjects: &subject,
                    objects: &object,
                    status: Status::Asserted,
                    ended: false,
                    trigger: at,
                };
                self.push(index, &said);
            }
        }
        let from = triggers.partition_point(|t| t.first < range.start);
        let here = triggers[from..]
            .iter()
            .take_while(|t| t.first < range.end)
            .filter(|t| t.end <= range.end && !clause.in_name(t.first));
        let mut taken = Vec::new();
        for trigger in here {
            self.read(index, &clause, *trigger, &cues, &mut taken);
        }
        self.named_objects_win(index);
        // Who acted last acts still where nobody is named.
        if !clause.items.is_empty() {
            self.note_topic(&clause, is_title);
        }
    }

    /// What a sentence names as funded wins over the reported activity.
    fn named_objects_win(&mut self, sentence: usize) {
        let from = self.out.partition_point(|a| a.sentence < sentence);
        let named: Vec<EntityId> = self.out[from..]
            .iter()
            .filter(|a| a.predicate == Predicate::Funds && a.object != Argument::Story)
            .map(|a| a.subject.id.clone())
            .collect();
        let here = self.out.split_off(from);
        self.out.extend(here.into_iter().filter(|a| {
            a.predicate != Predicate::Funds
                || a.object != Argument::Story
                || !named.contains(&a.subject.id)
        }));
    }

    /// What the frames of the sentence state.
    fn frames(&mut self, index: usize, clause: Option<&Clause<'_>>, cues: &mut [Cue]) {
        let context = frame::Context {
            document: self.document,
            tokens: self.tokens,
            extraction: self.extraction,
            lexicon: self.lexicon,
            is_long: self.is_long,
        };
        self.reading = frame::read(context, index, &self.topic, cues, &mut self.memory);
        for said in std::mem::take(&mut self.reading.statements) {
            let told = matches!(said.predicate, Predicate::Organizes | Predicate::ParticipatesIn);
            let at = Place { first: said.first, end: said.end, group: None };
            if told && clause.is_some_and(|c| elsewhen::is_elsewhen(self.document, c, at)) {
                continue;
            }
            let said = Said {
                rule: &self.lexicon.frames.frames[said.frame].id,
                predicate: said.predicate,
                subjects: &said.subjects,
                objects: &said.objects,
                status: said.status,
                ended: said.ended,
                trigger: self.tokens.cover(said.first, said.end),
            };
            self.push(index, &said);
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
        let firm = rule.status.unwrap_or(firm.max(self.reading.firm_at(trigger.first)));
        let span = self.tokens.cover(trigger.first, trigger.end);
        let said = Said {
            rule: &rule.id,
            predicate: rule.predicate,
            subjects: &subjects,
            objects: &objects,
            status: firm,
            ended: false,
            trigger: span,
        };
        self.push(index, &said);
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

    /// Says a relation of every subject with every object.
    fn push(&mut self, sentence: usize, said: &Said<'_>) {
        let read = (self.document, self.tokens, self.extraction, self.lexicon);
        let amounts = if said.predicate == Predicate::Funds {
            shares::amounts(read, sentence, said.trigger, said.subjects, said.objects)
        } else {
            vec![vec![None; said.subjects.len()]; said.objects.len()]
        };
        for (i, subject) in said.subjects.iter().enumerate() {
            for (object, of_object) in said.objects.iter().zip(&amounts) {
                self.say(sentence, said, subject, object, of_object[i].clone());
            }
        }
    }

    fn say(
        &mut self,
        sentence: usize,
        said: &Said<'_>,
        subject: &Argument,
        object: &Argument,
        amount: Option<Amount>,
    ) {
        let Said { predicate, status, trigger, .. } = *said;
        let Argument::Entity(actor) = subject else { return };
        let tells = matches!(
            predicate,
            Predicate::Funds | Predicate::Organizes | Predicate::ParticipatesIn
        );
        if *object == Argument::Story && !tells {
            return;
        }
        // By their ids: a template may give one id to bodies of two countries.
        if matches!(object, Argument::Entity(other) if other.id == actor.id) {
            return;
        }
        // `the project under the World Bank loan` is no part of the bank.
        if predicate == Predicate::PartOf && self.is_paid(sentence, object) {
            return;
        }
        // A body is no partner of its own country or parent.
        if predicate.is_symmetric()
            && let Argument::Entity(other) = object
            && (is_own(actor, other) || is_own(other, actor))
        {
            return;
        }
        let (subject, object) = match object {
            Argument::Entity(other) if predicate.is_symmetric() && other.id < actor.id => {
                (other.clone(), subject.clone())
            }
            _ => (actor.clone(), object.clone()),
        };
        if !self.seen.insert((predicate, subject.id.clone(), object.name())) {
            return;
        }
        if status == Status::Asserted {
            self.note(predicate, &subject);
        }
        self.out.push(Assertion {
            predicate,
            subject,
            object,
            status,
            rule: said.rule.clone(),
            evidence: self.extraction.sentences[sentence].span,
            sentence,
            trigger,
            amount,
            ended: said.ended,
            decided: None,
        });
    }

    /// Whether a word for money follows every mention of an entity in a sentence.
    fn is_paid(&self, sentence: usize, object: &Argument) -> bool {
        let Argument::Entity(entity) = object else { return false };
        let here = self.extraction.mentions_in(sentence).iter();
        let mut named = here.filter(|m| m.entity.id == entity.id).peekable();
        let money = |m: &Mention| {
            let next = self.tokens.at(m.span.end);
            next < self.tokens.len()
                && self.lexicon.frames.words.money.contains(self.tokens.word(next))
        };
        named.peek().is_some() && named.all(money)
    }

    /// Remembers who organizes and who pays, for sentences that say only what is held or paid.
    fn note(&mut self, predicate: Predicate, subject: &Arc<Entity>) {
        match predicate {
            Predicate::Organizes if !self.topic.organizers.contains(subject) => {
                self.topic.organizers.push(subject.clone());
            }
            Predicate::Funds => self.memory.gives(subject),
            _ => {}
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

/// Whether a body is of a country or of another body.
fn is_own(body: &Entity, other: &Entity) -> bool {
    body.country.as_ref() == Some(&other.id) || body.parent.as_ref() == Some(&other.id)
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
