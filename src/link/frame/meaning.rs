//! Whom or what a phrase means: its name, the body that a person stands for, the programme or activity that it points to.
//!
//! In: the structure of a sentence, a list in it, what the story is about. Out: arguments. Never: a relation.

use std::sync::Arc;

use crate::base::{Argument, Class, Document, Entity, Via};
use crate::cut::Tag;
use crate::dictionary::{WordKind, Lexicon};
use crate::link::frame::clauses::Structure;
use crate::link::frame::lists::Part;
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
}

/// What phrases mean in one sentence.
pub(super) struct Meaning<'a> {
    pub document: &'a Document,
    pub lexicon: &'a Lexicon,
    pub topic: &'a Topic<'a>,
    pub structure: &'a Structure<'a>,
}

/// So deep phrases are looked into: `the head of the office of the agency`.
const DEPTH: usize = 5;

impl Meaning<'_> {
    /// What the list at a node means, all members.
    pub(super) fn of_node(&self, node: usize) -> Vec<Meant> {
        self.at_depth(node, DEPTH)
    }

    fn at_depth(&self, node: usize, depth: usize) -> Vec<Meant> {
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

    fn phrase(&self, p: usize, node: Option<usize>, depth: usize) -> Vec<Meant> {
        let structure = self.structure;
        let phrase = &structure.phrases[p];
        let head = &structure.words[phrase.head];
        if head.is_name() {
            return self.named(phrase, node, depth);
        }
        if let Some(inner) = self.stands_for(phrase, node, depth) {
            return inner;
        }
        if let Some(listed) = node.and_then(|n| self.listed_behind(n, depth)) {
            return listed;
        }
        self.pointed(phrase, node, depth)
    }

    fn meant(&self, entity: &Arc<Entity>, word: usize) -> Meant {
        Meant {
            argument: Argument::Entity(entity.clone()),
            word,
            by_people: false,
            is_denied: false,
            is_named: true,
        }
    }

    fn of_name(&self, word: usize) -> Option<Meant> {
        let mention = self.structure.words[word].name?;
        let entity = &mention.entity;
        let counts = !matches!(entity.class, Class::Instrument | Class::Region);
        counts.then(|| self.meant(entity, word))
    }

    /// A phrase whose head is a name.
    fn named(&self, phrase: &Phrase, node: Option<usize>, depth: usize) -> Vec<Meant> {
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

    /// People and authorities for the body or country that they are of.
    fn stands_for(&self, phrase: &Phrase, node: Option<usize>, depth: usize) -> Option<Vec<Meant>> {
        let words = &self.structure.words;
        let acts =
            |i: &usize| words[*i].kind.is(WordKind::AGENT | WordKind::AUTHORITY) && !words[*i].is_name();
        let agent = (phrase.first..phrase.end).rev().find(acts);
        let is_person = words[phrase.head].tag == Tag::Propn;
        if agent.is_none() && !is_person {
            return None;
        }
        let people = agent.is_some_and(|i| words[i].kind.is(WordKind::AGENT));
        let mut found: Vec<Meant> = match agent {
            Some(_) => phrase.names.iter().filter_map(|&i| self.of_name(i)).collect(),
            None => Vec::new(),
        };
        if found.is_empty()
            && let (Some(node), Some(_)) = (node, agent)
        {
            let mut at = node;
            // `the Minister for Trade of Albania`, `Head of Office at UNODC`
            for _ in 0..3 {
                let preposition = self.structure.from(at + 1);
                if self.structure.part(preposition) != Some(Part::Preposition) {
                    break;
                }
                let inner = self.structure.from(preposition + 1);
                if !self.structure.is_list(inner) {
                    break;
                }
                found = self.at_depth(inner, depth);
                found.retain(|m| matches!(&m.argument, Argument::Entity(e) if e.class != Class::Programme || people));
                if !found.is_empty() {
                    break;
                }
                at = inner;
            }
        }
        if found.is_empty()
            && let Some(node) = node
        {
            found = self.apposed(node, depth);
        }
        if found.is_empty() && agent.is_some() {
            return node.and_then(|n| self.listed_behind(n, depth));
        }
        for meant in &mut found {
            meant.by_people = people;
        }
        (!found.is_empty()).then_some(found)
    }

    /// `John Smith, Director of UNICEF`: the phrase between commas says whose person it is.
    fn apposed(&self, node: usize, depth: usize) -> Vec<Meant> {
        let comma = self.structure.from(node + 1);
        if !matches!(self.structure.part(comma), Some(Part::Comma | Part::Open | Part::Break)) {
            return Vec::new();
        }
        let inner = self.structure.from(comma + 1);
        let Some(list) = self.structure.list(inner) else { return Vec::new() };
        let words = &self.structure.words;
        let office = list.members.iter().any(|&p| {
            let phrase = &self.structure.phrases[p];
            (phrase.first..phrase.end).any(|i| words[i].kind.is(WordKind::AGENT | WordKind::AUTHORITY))
        });
        if office { self.at_depth(inner, depth) } else { Vec::new() }
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
                    return (!found.is_empty()).then_some(found);
                }
                _ => return None,
            }
            at += 1;
        }
        None
    }

    /// The programme, body or activity that a noun points to.
    fn pointed(&self, phrase: &Phrase, node: Option<usize>, depth: usize) -> Vec<Meant> {
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
        };
        if head.tag == Tag::Pron || self.is_pronoun(head.text) {
            return self.pronoun(head.text, phrase.head).map(named).into_iter().collect();
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
            return vec![self.programme(phrase).map_or_else(story, named)];
        }
        if kind.is(WordKind::BODY)
            && self.points(phrase)
            && phrase.names.is_empty()
            && let Some(body) = self.body(phrase)
        {
            return vec![named(body)];
        }
        if kind.is(WordKind::ACTIVITY) {
            return vec![story()];
        }
        let is_part = self.structure.sets.parts.contains(head.text)
            || kind.is(WordKind::EFFORT | WordKind::TRANSPARENT);
        if is_part {
            let owners: Vec<Meant> = self.owners(phrase);
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
        Vec::new()
    }

    /// The names before the head of a phrase: `UNICEF` of `UNICEF’s work`, `the UNICEF response`.
    pub(super) fn owners(&self, phrase: &Phrase) -> Vec<Meant> {
        phrase.names.iter().filter(|&&i| i < phrase.head).filter_map(|&i| self.of_name(i)).collect()
    }

    /// `a project called River Watch`, `the project “River Watch”`.
    fn called(&self, node: usize, depth: usize) -> Option<Vec<Meant>> {
        let structure = self.structure;
        let mut at = node + 1;
        if let Some(Part::Verb(g)) = structure.part(at)
            && structure.groups[g].shape == crate::link::frame::verbs::Shape::Reduced
        {
            at += 1;
        }
        while matches!(structure.part(at), Some(Part::Other | Part::Comma | Part::Colon))
            && at < node + 4
        {
            at += 1;
        }
        let list = structure.list(at)?;
        let name = structure.phrases[*list.members.first()?].head;
        structure.words[name].is_of(Class::Programme).then(|| self.at_depth(at, depth))
    }

    fn is_pronoun(&self, word: &str) -> bool {
        let sets = self.structure.sets;
        sets.pronouns.contains(word) || sets.plural_pronouns.contains(word)
    }

    fn pronoun(&self, word: &str, at: usize) -> Option<Arc<Entity>> {
        let sets = self.structure.sets;
        let first = self.structure.words[..at].iter().all(|w| !w.is_name());
        let known = first && (sets.pronouns.contains(word) || sets.plural_pronouns.contains(word));
        known.then(|| self.topic.actor.clone()).flatten()
    }

    fn points(&self, phrase: &Phrase) -> bool {
        let first = &self.structure.words[phrase.first];
        let sets = self.structure.sets;
        sets.pointers.contains(first.text) && first.tag != Tag::Propn
    }

    fn offset(&self, word: usize) -> usize {
        let first = self.structure.words[word].first;
        self.structure.offset(first)
    }

    fn programme(&self, phrase: &Phrase) -> Option<Arc<Entity>> {
        let head = &self.structure.words[phrase.head];
        let sets = self.structure.sets;
        if !self.points(phrase)
            && !sets.possessives.contains(self.structure.words[phrase.first].text)
        {
            return None;
        }
        // A name that says what it belongs to would say which one it is.
        if !phrase.names.is_empty()
            && !phrase.names.iter().any(|&i| self.structure.words[i].is_of(Class::Country))
        {
            return None;
        }
        let back = !sets.articles.contains(self.structure.words[phrase.first].text);
        let text = &self.document.text;
        self.topic
            .programme_called(head.text, text, self.offset(phrase.head), back)
            .or_else(|| self.topic.only_programme())
    }

    fn body(&self, phrase: &Phrase) -> Option<Arc<Entity>> {
        let head = &self.structure.words[phrase.head];
        self.topic.body_called(head.text, &self.document.text, self.offset(phrase.head))
    }

    /// Whether the phrase has a possessive `’s` behind a name.
    pub(super) fn has_genitive(&self, phrase: &Phrase) -> bool {
        (phrase.first..phrase.end).any(|i| is_genitive(&self.structure.words[i]))
    }
}
