//! Whom or what a phrase means: its name, the body that a person stands for, the programme or activity that it points to.
//!
//! In: the structure of a sentence, a list in it, what the story is about. Out: arguments. Never: a relation.

use std::sync::Arc;

use crate::base::{Argument, Class, Document, Entity, Via};
use crate::cut::Tag;
use crate::dictionary::{Lexicon, WordKind};
use crate::link::frame::clauses::Structure;
use crate::link::frame::lists::{List, Part};
use crate::link::frame::memory::Memory;
use crate::link::frame::phrases::{Phrase, is_genitive};
use crate::link::topic::Topic;

/// What a phrase means.
#[derive(Debug, Clone)]
pub(super) struct Meant {
    pub argument: Argument,
    /// The word that names or points to it.
    pub word: usize,
    /// Whether people from it are meant: `experts from`.
    pub by_people: bool,
    /// Whether the phrase is denied: `neither A nor B`.
    pub is_denied: bool,
    /// Whether it is named rather than pointed to.
    pub is_named: bool,
    /// Whether a pronoun alone stands for it.
    pub is_pronoun: bool,
}

/// What phrases mean in one sentence.
pub(super) struct Meaning<'a> {
    pub document: &'a Document,
    pub lexicon: &'a Lexicon,
    pub topic: &'a Topic<'a>,
    pub memory: &'a Memory,
    pub structure: &'a Structure<'a>,
}

/// So deep phrases are looked into: `the head of the office of the agency`.
const DEPTH: usize = 5;

impl Meaning<'_> {
    /// What the list at a node means, all members.
    pub(super) fn of_node(&self, node: usize) -> Vec<Meant> {
        self.at_depth(node, DEPTH)
    }

    /// What the members behind the first mean, where they are bodies or people of bodies.
    pub(super) fn later(&self, node: usize) -> Vec<Meant> {
        let Some(list) = self.structure.list(node) else { return Vec::new() };
        let last = list.members.len() - 1;
        let mut out = Vec::new();
        for (i, &p) in list.members.iter().enumerate().skip(1) {
            out.extend(self.phrase(p, (i == last).then_some(node), 3));
        }
        out.retain(|m| {
            m.by_people
                || matches!(&m.argument, Argument::Entity(e) if e.class == Class::Organisation)
        });
        out
    }

    /// What one phrase of the list at a node means.
    pub(super) fn phrase_at(&self, p: usize, node: usize) -> Vec<Meant> {
        self.phrase(p, Some(node), DEPTH)
    }

    pub(super) fn at_depth(&self, node: usize, depth: usize) -> Vec<Meant> {
        let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
        let Some(list) = self.structure.list(node) else { return Vec::new() };
        let mut out: Vec<Meant> = Vec::new();
        let last = list.members.len() - 1;
        for (i, &p) in list.members.iter().enumerate() {
            // What stands behind a list belongs to its last member, or to its only one.
            let behind = (i == last).then_some(node);
            out.extend(self.phrase(p, behind, depth));
        }
        for meant in &mut out {
            meant.is_denied |= list.is_denied;
        }
        out
    }

    pub(super) fn phrase(&self, p: usize, node: Option<usize>, depth: usize) -> Vec<Meant> {
        let structure = self.structure;
        let phrase = &structure.phrases[p];
        let head = &structure.words[phrase.head];
        if head.is_name() {
            return self.named(phrase, node, depth);
        }
        if head.kind.is(WordKind::AGENT | WordKind::BODY | WordKind::AUTHORITY)
            && let Some(apposed) = node.and_then(|n| self.called_between(n, depth))
        {
            return apposed;
        }
        if let Some(inner) = self.stands_for(phrase, node, depth) {
            return inner;
        }
        if let Some(listed) = node.and_then(|n| self.listed_behind(n, depth)) {
            return listed;
        }
        let found = self.pointed(phrase, node, depth);
        if found.is_empty() && head.tag == Tag::Noun {
            return node.map_or_else(Vec::new, |n| self.body_between(n, depth));
        }
        found
    }

    pub(super) fn meant(&self, entity: &Arc<Entity>, word: usize) -> Meant {
        Meant {
            argument: Argument::Entity(entity.clone()),
            word,
            by_people: false,
            is_denied: false,
            is_named: true,
            is_pronoun: false,
        }
    }

    pub(super) fn of_name(&self, word: usize) -> Option<Meant> {
        let mention = self.structure.words[word].name?;
        // `ex-World Bank staff`, `anti-NATO`
        let sets = self.structure.sets;
        let apart = word.checked_sub(1).map(|i| &self.structure.words[i]).is_some_and(|before| {
            self.structure.words[word].is_hyphened
                && (sets.former.contains(before.text) || sets.against.contains(before.text))
        });
        if apart {
            return None;
        }
        let entity = &mention.entity;
        let counts = !matches!(entity.class, Class::Instrument | Class::Region);
        counts.then(|| self.meant(entity, word))
    }

    /// A phrase whose head is a name.
    pub(super) fn named(&self, phrase: &Phrase, node: Option<usize>, depth: usize) -> Vec<Meant> {
        let words = &self.structure.words;
        let mut head = phrase.head;
        // `UNDP Bosnia and Herzegovina` is the office there.
        if words[head].is_of(Class::Country)
            && head > phrase.first
            && words[head - 1].is_of(Class::Organisation)
        {
            head -= 1;
        }
        let before: Vec<usize> = phrase.names.iter().copied().filter(|&i| i < head).collect();
        let mut out: Vec<Meant> = Vec::new();
        // `UNODC-WCO`, `the UNICEF/WHO team`: names written as one stand side by side.
        if let Some(&last) = before.last()
            && last + 1 == head
            && words[head].is_hyphened
            && words[last].name.is_some_and(|m| m.via != Via::Demonym)
        {
            out.extend(before.iter().filter_map(|&i| self.of_name(i)));
        }
        match self.of_name(head) {
            Some(meant) => out.push(meant),
            None => out.extend(node.and_then(|n| self.listed_behind(n, depth)).unwrap_or_default()),
        }
        out
    }

    /// The list that says who is meant: `partners, namely: A, B`, `three agencies (A, B and C)`.
    pub(super) fn listed_behind(&self, node: usize, depth: usize) -> Option<Vec<Meant>> {
        let structure = self.structure;
        let mut at = node + 1;
        let mut opened = false;
        while let Some(part) = structure.part(at) {
            match part {
                Part::Opener | Part::Colon | Part::Open => opened = true,
                Part::Break if structure.nodes[at].first == structure.nodes[at].end => {
                    opened = true
                }
                Part::Comma if at == node + 1 || opened => {}
                Part::Other if opened => {}
                Part::List(_) if opened => {
                    let found = self.at_depth(at, depth);
                    // `Atina (Serbia)`: where it is, not who is meant.
                    let place = matches!(found.as_slice(), [one] if matches!(&one.argument, Argument::Entity(e) if e.class == Class::Country));
                    if place && structure.part(at - 1) == Some(Part::Open) {
                        return None;
                    }
                    return (!found.is_empty()).then_some(found);
                }
                _ => return None,
            }
            at += 1;
        }
        None
    }

    /// The programme, body or activity that a noun points to.
    pub(super) fn pointed(&self, phrase: &Phrase, node: Option<usize>, depth: usize) -> Vec<Meant> {
        let words = &self.structure.words;
        let head = &words[phrase.head];
        let kind = head.kind;
        let named =
            |entity: Arc<Entity>| Meant { is_named: false, ..self.meant(&entity, phrase.head) };
        let story = || Meant {
            argument: Argument::Story,
            word: phrase.head,
            by_people: false,
            is_denied: false,
            is_named: false,
            is_pronoun: false,
        };
        if let Some(ranked) = self.ranked(phrase) {
            return ranked;
        }
        if self.is_pronoun(head.text) {
            return self.pronoun(head.text, phrase.head);
        }
        if head.tag == Tag::Pron {
            return Vec::new(); // a person
        }
        // `5 million for this purpose`
        if self.structure.sets.purposes.contains(head.text) && self.points(phrase) {
            return self.topic.only_programme().map(named).into_iter().collect();
        }
        let programme = phrase.names.iter().rev().find(|&&i| words[i].is_of(Class::Programme));
        if kind.is(WordKind::PROGRAMME | WordKind::EFFORT)
            && let Some(&i) = programme
        {
            return self.of_name(i).into_iter().collect();
        }
        if kind.is(WordKind::PROGRAMME) {
            if let Some(inner) = node.and_then(|n| self.called(n, depth)) {
                return inner;
            }
            if let Some(inner) = node.and_then(|n| self.predicated(n, depth)) {
                return inner;
            }
            let found = self.programme(phrase);
            // `the Coast 2040 project` is another one, which nobody has listed.
            let is_other = (phrase.first..phrase.head).any(|i| {
                let word = &words[i];
                !word.is_name() && i > phrase.first && matches!(word.tag, Tag::Propn)
            });
            if found.is_none() && (self.is_vague(phrase) || is_other) {
                return Vec::new();
            }
            return vec![found.map_or_else(story, named)];
        }
        // `the assessment mission` is no body.
        let direct = !kind.is(WordKind::ACTIVITY) || phrase.head == phrase.first + 1;
        let is_body = kind.is(WordKind::BODY) || self.structure.sets.some_body.contains(head.text);
        if is_body
            && direct
            && self.points(phrase)
            && phrase.names.is_empty()
            && let Some(body) = self.body(phrase, node)
        {
            return vec![named(body)];
        }
        if kind.is(WordKind::ACTIVITY) {
            return vec![story()];
        }
        let acts = !self.lexicon.frames.noun(head.text).is_empty();
        let is_part = self.structure.sets.parts.contains(head.text)
            || !acts && kind.is(WordKind::EFFORT | WordKind::TRANSPARENT);
        if is_part {
            // `UNODC’s work on the Roadmap` is the Roadmap.
            if let Some(programme) = node.and_then(|n| self.programme_behind(n, depth)) {
                return programme;
            }
            let owners: Vec<Meant> = self.owners_within(phrase, depth);
            if !owners.is_empty() {
                return owners;
            }
            if let Some(node) = node {
                let preposition = self.structure.from(node + 1);
                if self.structure.part(preposition) == Some(Part::Preposition) {
                    let inner = self.at_depth(self.structure.from(preposition + 1), depth);
                    if !inner.is_empty() {
                        return inner;
                    }
                }
            }
            if kind.is(WordKind::EFFORT) {
                return vec![story()];
            }
        }
        // `Coast is a collaboration between A and B, funded by C`
        node.and_then(|n| self.predicated(n, depth)).unwrap_or_default()
    }

    /// The names before the head of a phrase: `UNICEF` of `UNICEF’s work`, `the UNICEF response`.
    pub(super) fn owners(&self, phrase: &Phrase) -> Vec<Meant> {
        self.owners_within(phrase, 3)
    }

    pub(super) fn owners_within(&self, phrase: &Phrase, depth: usize) -> Vec<Meant> {
        let named: Vec<Meant> = phrase
            .names
            .iter()
            .filter(|&&i| i < phrase.head)
            .filter_map(|&i| self.of_name(i))
            .collect();
        if named.is_empty() { self.possessor(phrase, depth) } else { named }
    }

    /// What a phrase whose own words mean nobody belongs to: `Kenya’s recovery`, `the laboratory of the Ministry`.
    pub(super) fn belongs_to(&self, node: usize) -> Vec<Meant> {
        let structure = self.structure;
        let Some(list) = structure.list(node) else { return Vec::new() };
        let mut out = Vec::new();
        for &p in &list.members {
            let phrase = &structure.phrases[p];
            if self.has_genitive(phrase)
                || structure.sets.possessives.contains(structure.words[phrase.first].text)
            {
                out.extend(self.owners(phrase));
            }
        }
        if out.is_empty() {
            out = self.owned_by_programme(list);
        }
        if out.is_empty()
            && let Some(preposition) = structure.belonging_behind(node)
        {
            out = self.at_depth(structure.from(preposition + 1), 2);
        }
        out
    }

    /// Whether a phrase means several that nobody has named: `several ongoing projects`.
    pub(super) fn is_vague(&self, phrase: &Phrase) -> bool {
        let words = &self.structure.words;
        (phrase.first..phrase.head).any(|i| self.structure.sets.vague.contains(words[i].text))
    }

    /// `the project's first studies`: the programme that the noun before the possessive points to.
    fn owned_by_programme(&self, list: &List) -> Vec<Meant> {
        let words = &self.structure.words;
        let owner = |&p: &usize| {
            let phrase = &self.structure.phrases[p];
            let genitive = (phrase.first + 1..phrase.end)
                .find(|&i| is_genitive(&words[i], self.structure.sets))?;
            let noun = genitive - 1;
            let points = self.structure.sets.pointers.contains(words[phrase.first].text);
            if !points || words[noun].is_name() || !words[noun].kind.is(WordKind::PROGRAMME) {
                return None;
            }
            let text = &self.document.text;
            let called =
                self.topic.programme_called(words[noun].text, text, self.offset(noun), false);
            let programme = called.or_else(|| self.topic.only_programme())?;
            Some(Meant { is_named: false, ..self.meant(&programme, noun) })
        };
        list.members.iter().filter_map(owner).collect()
    }

    /// Whether the phrase has a possessive `’s` behind a name.
    pub(super) fn has_genitive(&self, phrase: &Phrase) -> bool {
        (phrase.first..phrase.end)
            .any(|i| is_genitive(&self.structure.words[i], self.structure.sets))
    }
}
