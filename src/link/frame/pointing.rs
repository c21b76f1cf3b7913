//! Words that point to what was named before: it, the latter, these projects, the Mission, a project called X.
//!
//! In: a phrase and what the story and the sentence before have named. Out: what it points to. Never: a guess where nothing fits.

use std::sync::Arc;

use crate::base::{Argument, Class, Entity};
use crate::cut::Tag;
use crate::dictionary::WordKind;
use crate::link::frame::lists::Part;
use crate::link::frame::meaning::{Meaning, Meant};
use crate::link::frame::memory::{is_body, named};
use crate::link::frame::phrases::Phrase;
use crate::link::group::Shape;

impl Meaning<'_> {
    /// Whom a pronoun stands for: those whom the sentence before told of, or this one.
    pub(super) fn pronoun(&self, word: &str, at: usize) -> Vec<Meant> {
        let sets = self.structure.sets;
        if sets.speakers.contains(word) {
            return self.speaker(at);
        }
        let here = self.structure.words[..at].iter().any(|w| w.is_name());
        if self.memory.is_of_story && !here && !sets.plural_pronouns.contains(word) {
            let argument = Argument::Story;
            return vec![Meant {
                argument,
                word: at,
                by_people: false,
                is_denied: false,
                is_named: false,
                is_pronoun: true,
            }];
        }
        let found: Vec<Arc<Entity>> = if sets.plural_pronouns.contains(word) {
            let many = if here { Vec::new() } else { self.memory.subjects.clone() };
            if many.len() > 1 { many } else { Vec::new() }
        } else if here {
            // `Norway funds it`: of what was named before, only work is meant behind a name.
            self.memory.of_class(Class::Programme).pop().into_iter().collect()
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

    /// Who says `we` at a word.
    fn speaker(&self, at: usize) -> Vec<Meant> {
        let speaker = self.topic.speakers.at(self.offset(at));
        let meant = |entity| Meant { is_named: false, is_pronoun: true, ..self.meant(entity, at) };
        speaker.map(meant).into_iter().collect()
    }

    /// `the former`, `the latter`, `both`, `the two agencies`, `these projects`, `the country`.
    pub(super) fn ranked(&self, phrase: &Phrase) -> Option<Vec<Meant>> {
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
        let alone = phrase.head == phrase.first + 1;
        let parties = sets.parties.contains(head.text) && self.points(phrase) && alone;
        if !(parties || has(&sets.plurals) && self.points_or_many(phrase)) {
            return None;
        }
        let class = if head.kind.is(WordKind::PROGRAMME) {
            Some(Class::Programme)
        } else if head.kind.is(WordKind::BODY | WordKind::AGENT)
            || sets.plurals.contains(head.text)
            || sets.some_bodies.contains(head.text)
            || sets.some_lands.contains(head.text)
        {
            None
        } else {
            return None;
        };
        let found: Vec<Arc<Entity>> = match class {
            Some(class) => {
                let last = self.memory.of_class(class);
                if last.len() > 1 { last } else { self.memory.programmes.clone() }
            }
            None => self.several(phrase, has(&sets.pairs)),
        };
        let enough = found.len() > usize::from(class.is_none());
        enough.then(|| found.iter().map(pointed).collect())
    }

    /// The bodies that a word for several stands for: those named before in the sentence, those that act in the sentence before
    /// or that it names, and for a word such as "agencies" those of the last sentence that names any.
    fn several(&self, phrase: &Phrase, are_two: bool) -> Vec<Arc<Entity>> {
        let (memory, sets) = (self.memory, self.structure.sets);
        let head = self.structure.words[phrase.head].text;
        let mut all = vec![
            self.bodies_before(phrase.first),
            memory.subjects.clone(),
            memory.names.iter().filter(|e| is_body(e)).cloned().collect(),
        ];
        if sets.some_bodies.contains(head) || sets.some_lands.contains(head) {
            all.push(memory.bodies.clone());
        }
        if sets.some_lands.contains(head) {
            all.iter_mut().for_each(|bodies| bodies.retain(|e| e.class == Class::Country));
        }
        let fits = |all: &&Vec<Arc<Entity>>| if are_two { all.len() == 2 } else { all.len() > 1 };
        all.iter().find(fits).cloned().unwrap_or_default()
    }

    /// The organisations and countries that the sentence names before a word, each once.
    fn bodies_before(&self, word: usize) -> Vec<Arc<Entity>> {
        let mut named = named(self.structure.words[..word].iter().filter_map(|w| w.name));
        named.retain(|entity| is_body(entity));
        named
    }

    /// The body that a word for any stands for, `the agency`: the only one of the sentence so far, else the one that acts in
    /// the last sentence that names any, else its only one.
    fn some_body(&self, phrase: &Phrase) -> Option<Arc<Entity>> {
        let head = &self.structure.words[phrase.head];
        if !self.structure.sets.some_body.contains(head.text) {
            return None;
        }
        let only = |all: &[Arc<Entity>]| {
            let mut bodies = all.iter().filter(|e| e.class == Class::Organisation);
            let first = bodies.next()?;
            bodies.next().is_none().then(|| first.clone())
        };
        let here = self.bodies_before(phrase.first);
        if here.iter().any(|e| e.class == Class::Organisation) {
            return only(&here);
        }
        only(&self.memory.actors).or_else(|| only(&self.memory.bodies))
    }

    pub(super) fn points_or_many(&self, phrase: &Phrase) -> bool {
        let first = &self.structure.words[phrase.first];
        // `WHO and partners` are partners that nobody names.
        let bare = phrase.first == phrase.head && first.tag == Tag::Noun;
        self.points(phrase) || self.structure.sets.plurals.contains(first.text) && !bare
    }

    /// Whose what a phrase with "its" names is.
    pub(super) fn possessor(&self, phrase: &Phrase, depth: usize) -> Vec<Meant> {
        let structure = self.structure;
        let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
        let first = structure.words[phrase.first].text;
        if !structure.sets.possessives.contains(first) {
            return Vec::new();
        }
        if structure.sets.speakers.contains(first) {
            let speaker = self.speaker(phrase.first);
            if !speaker.is_empty() {
                return speaker;
            }
        }
        // `UNHCR and its partners`
        let beside = structure.lists.iter().find_map(|list| {
            let at = list.members.iter().position(|&p| structure.phrases[p] == *phrase)?;
            let first = structure.phrases[list.members[at.checked_sub(1)?]].head;
            self.of_name(first)
        });
        if let Some(owner) = beside {
            return vec![Meant { is_named: false, ..owner }];
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
        let subjects = &self.memory.subjects;
        let bodies: Vec<_> = subjects.iter().filter(|e| e.class != Class::Programme).collect();
        let meant = if bodies.is_empty() { subjects.iter().collect() } else { bodies };
        meant
            .into_iter()
            .map(|e| Meant { is_named: false, ..self.meant(e, phrase.first) })
            .collect()
    }

    /// `a project called River Watch`, `the project “River Watch”`.
    pub(super) fn called(&self, node: usize, depth: usize) -> Option<Vec<Meant>> {
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
        // `Under this programme, the Coast Project is carried out` calls the programme nothing.
        let acts = |n: usize| matches!(structure.part(n), Some(Part::Verb(g)) if structure.groups[g].shape == Shape::Finite);
        let behind_comma = (node + 1..at).any(|n| structure.part(n) == Some(Part::Comma));
        if behind_comma && acts(structure.from(at + 1)) {
            return None;
        }
        let name = structure.phrases[*list.members.first()?].head;
        structure.words[name].is_of(Class::Programme).then(|| self.at_depth(at, depth))
    }

    /// The programme behind the preposition that follows a phrase.
    pub(super) fn programme_behind(&self, node: usize, depth: usize) -> Option<Vec<Meant>> {
        let preposition = self.structure.from(node + 1);
        if self.structure.part(preposition) != Some(Part::Preposition) {
            return None;
        }
        let mut found = self.at_depth(self.structure.from(preposition + 1), depth);
        found.retain(|m| matches!(&m.argument, Argument::Entity(e) if e.class == Class::Programme));
        (!found.is_empty()).then_some(found)
    }

    /// The programme that a phrase says something of: `Catalyst is a project funded by`, `Catalyst, a project funded by`.
    pub(super) fn predicated(&self, node: usize, depth: usize) -> Option<Vec<Meant>> {
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

    /// The organisation or programme that a phrase behind a form of "be" says what it is.
    pub(super) fn said_of(&self, node: usize) -> Option<Vec<Meant>> {
        let structure = self.structure;
        let before = structure.before(node)?;
        let Some(Part::Verb(g)) = structure.part(before) else { return None };
        let subject = structure.subject(g).filter(|_| structure.groups[g].is_copula)?;
        let mut found = self.of_node(subject);
        found.retain(|m| {
            let class = m.argument.entity().map(|e| e.class);
            matches!(class, Some(Class::Organisation | Class::Programme)) && !m.by_people
        });
        (!found.is_empty()).then_some(found)
    }

    pub(super) fn is_pronoun(&self, word: &str) -> bool {
        let sets = self.structure.sets;
        [&sets.pronouns, &sets.plural_pronouns, &sets.speakers].iter().any(|set| set.contains(word))
    }

    pub(super) fn points(&self, phrase: &Phrase) -> bool {
        let first = &self.structure.words[phrase.first];
        let sets = self.structure.sets;
        sets.pointers.contains(first.text) && first.tag != Tag::Propn
    }

    pub(super) fn offset(&self, word: usize) -> usize {
        let first = self.structure.words[word].first;
        self.structure.offset(first)
    }

    pub(super) fn programme(&self, phrase: &Phrase) -> Option<Arc<Entity>> {
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
        self.topic.programme_called(head.text, text, self.offset(phrase.head), back).or_else(|| {
            self.topic.only_programme().filter(|only| !self.is_new_behind(only, phrase))
        })
    }

    /// Whether a text names an entity first behind a phrase, in the same sentence: `this project is funded by Horizon 2020`.
    fn is_new_behind(&self, entity: &Entity, phrase: &Phrase) -> bool {
        let is_it = |i: usize| {
            self.structure.words[i].name.is_some_and(|mention| mention.entity.id == entity.id)
        };
        (phrase.end..self.structure.words.len()).any(is_it)
            && !self.topic.is_named_before(entity, self.offset(phrase.first))
    }

    pub(super) fn body(&self, phrase: &Phrase, node: Option<usize>) -> Option<Arc<Entity>> {
        let head = &self.structure.words[phrase.head];
        let called =
            self.topic.body_called(head.text, &self.document.text, self.offset(phrase.head));
        // `the company that makes lamps` is told what it is, and is nobody named before.
        let is_told = node.is_some_and(|n| {
            self.structure.belonging_behind(n).is_some()
                || self.structure.part(self.structure.from(n + 1)) == Some(Part::Relative)
        });
        called.or_else(|| self.some_body(phrase).filter(|_| !is_told))
    }
}
