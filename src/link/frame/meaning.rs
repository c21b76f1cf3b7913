//! Whom or what a phrase means: its name, the body that a person stands for, the programme or activity that it points to.
//!
//! In: the structure of a sentence, a list in it, what the story is about. Out: arguments. Never: a relation.

use std::sync::Arc;

use crate::base::{Argument, Class, Document, Entity, Via};
use crate::cut::Tag;
use crate::dictionary::{Lexicon, WordKind};
use crate::link::frame::clauses::Structure;
use crate::link::frame::lists::Part;
use crate::link::frame::memory::Memory;
use crate::link::frame::phrases::{Phrase, is_genitive};
use crate::link::frame::verbs::Shape;
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
        self.pointed(phrase, node, depth)
    }

    fn meant(&self, entity: &Arc<Entity>, word: usize) -> Meant {
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
        let nobody = self.structure.sets.nobodies.contains(words[phrase.head].text);
        let acts = |i: &usize| {
            words[*i].kind.is(WordKind::AGENT | WordKind::AUTHORITY) && !words[*i].is_name()
                || nobody && *i == phrase.head
        };
        let agent = (phrase.first..phrase.end).rev().find(acts);
        let is_person = words[phrase.head].tag == Tag::Propn;
        if agent.is_none() && !is_person {
            return None;
        }
        let people = agent.is_some_and(|i| words[i].kind.is(WordKind::AGENT));
        let mut found: Vec<Meant> = match agent {
            // `of Sri Lanka Santosh Jha`
            _ => self.bodies_in(phrase),
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
        // `authorities in Georgia, including the Supreme Court`
        if let Some(node) = node {
            found.extend(self.including(node, depth));
        }
        for meant in &mut found {
            meant.by_people = people;
            meant.is_denied |= nobody;
        }
        (!found.is_empty()).then_some(found)
    }

    /// The names of a phrase; a country behind a body is where that is: `the IOM Sri Lanka Chief of Mission`.
    fn bodies_in(&self, phrase: &Phrase) -> Vec<Meant> {
        let words = &self.structure.words;
        let placed = |i: usize| {
            i > 0 && words[i].is_of(Class::Country) && words[i - 1].is_of(Class::Organisation)
        };
        phrase.names.iter().filter(|&&i| !placed(i)).filter_map(|&i| self.of_name(i)).collect()
    }

    /// `the donor, Norway, said`: the name between commas says who is meant.
    fn called_between(&self, node: usize, depth: usize) -> Option<Vec<Meant>> {
        let structure = self.structure;
        let comma = structure.from(node + 1);
        let inner = structure.from(comma + 1);
        let list = structure.list(inner).filter(|list| list.members.len() == 1)?;
        let head = structure.phrases[list.members[0]].head;
        let closed = matches!(
            structure.part(structure.from(inner + 1)),
            None | Some(Part::Comma | Part::Close | Part::Break | Part::Other)
        );
        let last = inner + 1 >= structure.nodes.len()
            || structure.part(inner + 1) != Some(Part::Conjunction);
        let apposed = structure.part(comma) == Some(Part::Comma)
            && structure.words[head].is_name()
            && closed
            && last;
        if !apposed {
            return None;
        }
        let mut found = self.at_depth(inner, depth);
        found.retain(|m| matches!(&m.argument, Argument::Entity(e) if e.class != Class::Programme));
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
            (phrase.first..phrase.end)
                .any(|i| words[i].kind.is(WordKind::AGENT | WordKind::AUTHORITY))
        });
        if office { self.at_depth(inner, depth) } else { Vec::new() }
    }

    /// The list behind "including" a little way behind a phrase.
    fn including(&self, node: usize, depth: usize) -> Vec<Meant> {
        let structure = self.structure;
        let mut at = node + 1;
        while at < node + 5 {
            match structure.part(at) {
                Some(Part::Preposition | Part::List(_) | Part::Comma) => at += 1,
                Some(Part::Opener) => {
                    return self.listed_behind(at - 1, depth).unwrap_or_default();
                }
                _ => break,
            }
        }
        Vec::new()
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
            is_pronoun: false,
        };
        if let Some(ranked) = self.ranked(phrase) {
            return ranked;
        }
        if head.tag == Tag::Pron || self.is_pronoun(head.text) {
            return self.pronoun(head.text, phrase.head);
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
        Vec::new()
    }

    /// The names before the head of a phrase: `UNICEF` of `UNICEF’s work`, `the UNICEF response`.
    pub(super) fn owners(&self, phrase: &Phrase) -> Vec<Meant> {
        self.owners_within(phrase, 3)
    }

    fn owners_within(&self, phrase: &Phrase, depth: usize) -> Vec<Meant> {
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
            let preposition = structure.from(node + 1);
            let of = structure.part(preposition) == Some(Part::Preposition)
                && structure
                    .sets
                    .belongings
                    .contains(structure.words[structure.nodes[preposition].first].text);
            if of {
                out = self.at_depth(structure.from(preposition + 1), 2);
            }
        }
        out
    }

    /// `a project called River Watch`, `the project “River Watch”`.
    fn called(&self, node: usize, depth: usize) -> Option<Vec<Meant>> {
        let structure = self.structure;
        let mut at = node + 1;
        if let Some(Part::Verb(g)) = structure.part(at)
            && structure.groups[g].shape == Shape::Reduced
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

    /// The programme behind the preposition that follows a phrase.
    fn programme_behind(&self, node: usize, depth: usize) -> Option<Vec<Meant>> {
        let preposition = self.structure.from(node + 1);
        if self.structure.part(preposition) != Some(Part::Preposition) {
            return None;
        }
        let mut found = self.at_depth(self.structure.from(preposition + 1), depth);
        found.retain(|m| matches!(&m.argument, Argument::Entity(e) if e.class == Class::Programme));
        (!found.is_empty()).then_some(found)
    }

    /// The programme that a phrase says something of: `Catalyst is a project funded by`, `Catalyst, a project funded by`.
    fn predicated(&self, node: usize, depth: usize) -> Option<Vec<Meant>> {
        let structure = self.structure;
        let before = structure.before(node)?;
        let said_of = match structure.part(before)? {
            Part::Verb(g) if structure.groups[g].is_copula => structure.subject(g)?,
            Part::Comma => {
                let near = structure.before(before).filter(|&n| structure.is_list(n))?;
                structure.work_in(near).unwrap_or(near)
            }
            _ => return None,
        };
        let mut found = self.at_depth(said_of, depth);
        found.retain(|m| matches!(&m.argument, Argument::Entity(e) if e.class == Class::Programme));
        (!found.is_empty()).then_some(found)
    }

    fn is_pronoun(&self, word: &str) -> bool {
        let sets = self.structure.sets;
        sets.pronouns.contains(word) || sets.plural_pronouns.contains(word)
    }

    /// Whom a pronoun stands for: those whom the sentence before told of, or this one.
    fn pronoun(&self, word: &str, at: usize) -> Vec<Meant> {
        let sets = self.structure.sets;
        let here = self.structure.words[..at].iter().any(|w| w.is_name());
        let found: Vec<Arc<Entity>> = if sets.plural_pronouns.contains(word) {
            let many = if here { Vec::new() } else { self.memory.subjects.clone() };
            if many.len() > 1 { many } else { Vec::new() }
        } else if here {
            Vec::new()
        } else {
            let mut found: Vec<Arc<Entity>> =
                self.memory.subjects.first().cloned().into_iter().collect();
            found.extend(self.memory.of_class(Class::Programme).pop());
            if found.is_empty() {
                found.extend(self.topic.actor.clone());
            }
            found
        };
        let pointed = |entity: &Arc<Entity>| Meant {
            is_named: false,
            is_pronoun: true,
            ..self.meant(entity, at)
        };
        found.iter().map(pointed).collect()
    }

    /// `the former`, `the latter`, `both`, `the two agencies`, `these projects`, `the country`.
    fn ranked(&self, phrase: &Phrase) -> Option<Vec<Meant>> {
        let structure = self.structure;
        let (sets, words) = (structure.sets, &structure.words);
        if !phrase.names.is_empty() {
            return None;
        }
        let has = |set: &crate::dictionary::WordSet| {
            (phrase.first..phrase.end).any(|i| set.contains(words[i].text))
        };
        let head = &words[phrase.head];
        let pointed =
            |entity: &Arc<Entity>| Meant { is_named: false, ..self.meant(entity, phrase.head) };
        let names = &self.memory.names;
        let ends = |entity: Option<&Arc<Entity>>| entity.map(|e| vec![pointed(e)]);
        if has(&sets.firsts)
            && head.text == words[phrase.end - 1].text
            && sets.firsts.contains(head.text)
        {
            return ends(names.first());
        }
        if sets.lasts.contains(head.text) {
            return ends(names.last());
        }
        if sets.lands.contains(head.text) && self.points(phrase) {
            return ends(self.memory.of_class(Class::Country).last());
        }
        let several = has(&sets.plurals) && self.points_or_many(phrase);
        if !several {
            return None;
        }
        let class = if head.kind.is(WordKind::PROGRAMME) {
            Some(Class::Programme)
        } else if head.kind.is(WordKind::BODY | WordKind::AGENT) || sets.plurals.contains(head.text)
        {
            None
        } else {
            return None;
        };
        let found: Vec<Arc<Entity>> = match class {
            Some(class) => self.memory.of_class(class),
            None if self.memory.subjects.len() > 1 => self.memory.subjects.clone(),
            None => names
                .iter()
                .filter(|e| matches!(e.class, Class::Organisation | Class::Country))
                .cloned()
                .collect(),
        };
        let enough = found.len() > usize::from(class.is_none());
        enough.then(|| found.iter().map(pointed).collect())
    }

    fn points_or_many(&self, phrase: &Phrase) -> bool {
        let first = &self.structure.words[phrase.first];
        self.points(phrase) || self.structure.sets.plurals.contains(first.text)
    }

    /// Whose what a phrase with "its" names is.
    fn possessor(&self, phrase: &Phrase, depth: usize) -> Vec<Meant> {
        let structure = self.structure;
        let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
        if !structure.sets.possessives.contains(structure.words[phrase.first].text) {
            return Vec::new();
        }
        let before = (0..structure.groups.len()).rev().find(|&g| {
            structure.groups[g].head < phrase.first && structure.groups[g].shape != Shape::Reduced
        });
        let behind = (0..structure.groups.len()).find(|&g| structure.groups[g].first >= phrase.end);
        if let Some(g) = before
            && structure.sets.thanks.contains(structure.words[structure.groups[g].head].text)
        {
            let found = structure
                .objects(structure.groups[g].end)
                .0
                .map_or_else(Vec::new, |n| self.at_depth(n, depth));
            if !found.is_empty() {
                return found;
            }
        }
        for g in before.into_iter().chain(behind) {
            let node = structure.subject(g).filter(|&n| {
                let node = structure.nodes[n];
                !(node.first..node.end).contains(&phrase.first)
            });
            let found = node.map_or_else(Vec::new, |n| self.at_depth(n, depth));
            if !found.is_empty() {
                return found;
            }
        }
        let bodies = self.memory.subjects.iter().filter(|e| e.class != Class::Programme);
        bodies.map(|e| Meant { is_named: false, ..self.meant(e, phrase.first) }).collect()
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
