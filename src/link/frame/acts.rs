//! Acts: where a sentence names the act of a frame, and who stands in each of its places.
//!
//! In: the structure of a sentence and what its phrases mean. Out: acts with their subjects and objects. Never: how firm an act
//! is (see `status`).

use crate::base::{Argument, Class, Predicate};
use crate::dictionary::{ArgumentClass, Frame, Frames, Naming, Slot, Voice, WordKind};
use crate::link::classes::is_of;
use crate::link::frame::clauses::{Behind, Structure};
use crate::link::frame::lists::Part;
use crate::link::frame::meaning::{Meaning, Meant};
use crate::link::frame::phrases::Phrase;
use crate::link::frame::verbs::{Group, Shape};

/// An act that a sentence tells of.
#[derive(Debug, Clone)]
pub(super) struct Act {
    /// Place of its frame.
    pub frame: usize,
    pub subjects: Vec<Meant>,
    pub objects: Vec<Meant>,
    /// Those with whom it is done.
    pub companions: Vec<Meant>,
    /// The verb group that says it or governs what says it.
    pub group: Option<usize>,
    /// Whether that group says it itself.
    pub is_verb: bool,
    /// The words that name it.
    pub first: usize,
    pub end: usize,
    /// Whether what it is done to is denied: `no funds`.
    pub is_denied: bool,
}

/// Reads the acts of one sentence.
pub(super) struct Reader<'a> {
    pub frames: &'a Frames,
    pub structure: &'a Structure<'a>,
    pub meaning: &'a Meaning<'a>,
}

/// Where an act is named.
enum At {
    /// A verb group; the word behind its particle; whether its subject is given something: `was awarded a grant`.
    Verb { group: usize, end: usize, is_given: bool },
    /// A noun in a phrase at a node.
    Noun { phrase: usize, node: usize, is_last: bool },
    /// A preposition before the list at a node.
    Preposition { node: usize },
    /// A participle joined to a name in a phrase: `EU-funded`.
    Compound { name: usize, phrase: usize, node: usize },
}

impl Reader<'_> {
    /// All acts of the sentence.
    pub(super) fn acts(&self) -> Vec<Act> {
        let mut out = Vec::new();
        for (g, group) in self.structure.groups.iter().enumerate() {
            self.jointly(g, &mut out);
            let word = self.structure.words[group.head].text;
            for naming in self.frames.verb(word) {
                if let Some(end) = self.rest(naming, group.head + 1) {
                    out.extend(self.verb(naming.frame, g, end));
                }
            }
        }
        for node in 0..self.structure.nodes.len() {
            if matches!(self.structure.part(node), Some(Part::Preposition | Part::Comma)) {
                self.preposition(node, &mut out);
            }
            let Some(list) = self.structure.list(node) else { continue };
            for (i, &p) in list.members.iter().enumerate() {
                let is_last = i + 1 == list.members.len();
                self.nouns(p, node, is_last, &mut out);
                self.compounds(p, node, &mut out);
            }
        }
        out
    }

    /// `A and B jointly warned`
    fn jointly(&self, g: usize, out: &mut Vec<Act>) {
        let group = self.structure.groups[g];
        let words = &self.structure.words;
        let near = group.first.saturating_sub(1)..(group.end + 1).min(words.len());
        let says =
            |i: usize| !words[i].is_name() && self.structure.sets.jointly.contains(words[i].text);
        if !near.into_iter().any(says) {
            return;
        }
        for frame in (0..self.frames.frames.len()).filter(|&f| self.frames.frames[f].table.jointly)
        {
            let at = At::Verb { group: g, end: group.end, is_given: false };
            out.extend(self.act(frame, &at, group.first, group.end, Some(g), false));
        }
    }

    /// The word behind what must follow the first word of a naming.
    fn rest(&self, naming: &Naming, from: usize) -> Option<usize> {
        let words = &self.structure.words;
        let mut at = from;
        for rest in &naming.rest {
            let word = words.get(at)?;
            // An adverb may stand between: `carried it out` is left alone, `cooperates closely with` is not.
            if *word.text != **rest {
                at += 1;
                let adverb = word.tag == crate::cut::Tag::Adv;
                if !adverb || words.get(at).is_none_or(|word| *word.text != **rest) {
                    return None;
                }
            }
            at += 1;
        }
        Some(at)
    }

    fn verb(&self, frame: usize, g: usize, end: usize) -> Option<Act> {
        let spec = &self.frames.frames[frame];
        let group = self.structure.groups[g];
        if spec.table.voice.is_some_and(|voice| voice != group.voice) {
            return None;
        }
        let next = self.structure.words.get(end).map_or("", |w| w.text);
        if spec.unless_next.contains(next) {
            return None;
        }
        let mut object = self.object_node(g, end);
        let mut is_given = false;
        if !self.takes(spec, object) {
            // `was awarded a grant`, `provides Kenya with advice`
            let given =
                (group.voice == Voice::Passive).then(|| self.structure.objects(end).0).flatten();
            let with = self
                .structure
                .behind(end)
                .into_iter()
                .find(|b| self.leads_to(b.preposition, Slot::With));
            let other = given.or(with.map(|b| b.node));
            if other.is_none() || !self.takes(spec, other) {
                return None;
            }
            object = other;
            is_given = true;
        }
        if !self.has_with(spec, end)
            || !spec.table.needs.is_empty() && !self.has_needs(spec, g, end)
        {
            return None;
        }
        let at = At::Verb { group: g, end, is_given };
        let is_denied = object.is_some_and(|n| self.is_denied(n));
        self.act(frame, &at, group.first, end, Some(g), is_denied)
    }

    fn has_needs(&self, frame: &Frame, g: usize, end: usize) -> bool {
        frame.table.needs.iter().any(|&slot| !self.of_verb(slot, g, end, false).is_empty())
    }

    /// Whether what must stand behind "with" stands there.
    fn has_with(&self, frame: &Frame, end: usize) -> bool {
        if frame.with.is_empty() && !frame.with_money {
            return true;
        }
        let words = &self.structure.words;
        self.structure.behind(end).iter().filter(|b| self.leads_to(b.preposition, Slot::With)).any(
            |b| {
                let near = self.near(b.node);
                near.iter().any(|phrase| {
                    frame.with_money && phrase.is_money
                        || (phrase.first..phrase.end)
                            .any(|i| !words[i].is_name() && frame.with.contains(words[i].text))
                })
            },
        )
    }

    /// The phrases of a list and of what follows it closely: `assistance of 3 million`, `aid worth 3 million`.
    fn near(&self, node: usize) -> Vec<&Phrase> {
        let structure = self.structure;
        let mut out = Vec::new();
        let mut at = node;
        let mut lists = 0;
        while let Some(part) = structure.part(at) {
            match part {
                Part::List(l) => {
                    lists += 1;
                    let of = at == node
                        || structure.before(at).is_some_and(|n| {
                            structure.part(n) != Some(Part::Preposition)
                                || self.leads_to(structure.nodes[n].first, Slot::Of)
                        });
                    out.extend(
                        structure.lists[l]
                            .members
                            .iter()
                            .map(|&p| &structure.phrases[p])
                            .filter(|p| of || p.is_money),
                    );
                }
                Part::Preposition | Part::Other | Part::Open | Part::Close => {}
                Part::Verb(g) if structure.groups[g].shape == Shape::Ing && lists == 1 => {}
                _ => break,
            }
            if lists == 2 {
                break;
            }
            at += 1;
        }
        out
    }

    /// What a verb is done to: its object, or the subject of a passive.
    fn object_node(&self, g: usize, end: usize) -> Option<usize> {
        let group = self.structure.groups[g];
        match group.voice {
            Voice::Passive => self.structure.subject(g),
            Voice::Active => {
                let (first, second) = self.structure.objects(end);
                second.or(first).or_else(|| self.relative_object(g))
            }
        }
    }

    /// `the workshop that UNICEF organized`
    fn relative_object(&self, g: usize) -> Option<usize> {
        let subject = self.structure.subject(g)?;
        let before = self.structure.before(subject)?;
        (self.structure.part(before) == Some(Part::Relative))
            .then(|| self.structure.antecedent(before))
            .flatten()
    }

    fn takes(&self, frame: &Frame, object: Option<usize>) -> bool {
        let needs = !frame.takes.is_empty() || frame.takes_money;
        if !needs && frame.spares.is_empty() && !frame.spares_money {
            return true;
        }
        let Some(node) = object.filter(|&n| self.structure.is_list(n)) else { return !needs };
        let words = &self.structure.words;
        let own: Vec<&Phrase> = self.structure.list(node).map_or_else(Vec::new, |list| {
            list.members.iter().map(|&p| &self.structure.phrases[p]).collect()
        });
        let has = |phrase: &&Phrase, set: &crate::dictionary::WordSet| {
            (phrase.first..phrase.end).any(|i| !words[i].is_name() && set.contains(words[i].text))
        };
        // `launched 118,083 sessions` is a statistic.
        let counted = |phrase: &&Phrase| {
            (phrase.first..phrase.end).any(|i| {
                let digits = words[i].text.bytes().filter(u8::is_ascii_digit).count();
                words[i].tag == crate::cut::Tag::Num
                    && (digits > 4 || words[i].end > words[i].first + 1)
            })
        };
        if frame.predicate == Predicate::Organizes && own.iter().any(counted) {
            return false;
        }
        let spared = own.iter().any(|p| has(p, &frame.spares) || frame.spares_money && p.is_money);
        if spared {
            return false;
        }
        let near = self.near(node);
        !needs
            || near
                .iter()
                .any(|phrase| has(phrase, &frame.takes) || frame.takes_money && phrase.is_money)
    }

    fn is_denied(&self, node: usize) -> bool {
        self.structure
            .list(node)
            .is_some_and(|list| list.members.iter().any(|&p| self.structure.phrases[p].is_denied))
    }

    /// The acts that the nouns of a phrase name.
    fn nouns(&self, p: usize, node: usize, is_last: bool, out: &mut Vec<Act>) {
        let phrase = &self.structure.phrases[p];
        let words = &self.structure.words;
        if phrase.is_sum && !words[phrase.head].is_name() {
            for &frame in &self.frames.sums {
                let at = At::Noun { phrase: p, node, is_last };
                let governor = self.structure.governor(node);
                let act =
                    self.act(frame, &at, phrase.first, phrase.end, governor, phrase.is_denied);
                out.extend(act.map(|act| Act { is_verb: false, ..act }));
            }
        }
        for i in phrase.first..phrase.end {
            if words[i].is_name() {
                continue;
            }
            for naming in self.frames.noun(words[i].text) {
                let spec = &self.frames.frames[naming.frame];
                let behind = |n: usize| {
                    self.structure.before(n).is_some_and(|p| {
                        let word = self.structure.nodes[p].first;
                        spec.adjunct.contains(words[word].text) && words[word].joint.is_some()
                    })
                };
                if spec.spares_money && phrase.is_money || !spec.adjunct.is_empty() && !behind(node)
                {
                    continue;
                }
                let last = i + naming.rest.len();
                let spared = (phrase.first..phrase.end)
                    .any(|k| !words[k].is_name() && spec.spares.contains(words[k].text));
                if spared || self.is_within_longer(phrase, i, last) {
                    continue;
                }
                let whole = self.rest(naming, i + 1).is_some();

                let heads = last == phrase.head
                    || !naming.who
                        && last < phrase.head
                        && words[phrase.head].kind.is(WordKind::PROGRAMME)
                        && spec.predicate == Predicate::PartnersWith
                    || naming.who && words[phrase.head].is_name() && last + 1 == phrase.head;
                if !(whole && heads) {
                    continue;
                }
                let at = At::Noun { phrase: p, node, is_last };
                let governor = self.structure.governor(node);
                let act = self.act(naming.frame, &at, i, last + 1, governor, phrase.is_denied);
                out.extend(act.map(|act| Act { is_verb: false, ..act }));
            }
        }
    }

    /// Whether the naming at a word is the end of a longer one: `agency` of `implementing agency`.
    fn is_within_longer(&self, phrase: &Phrase, first: usize, last: usize) -> bool {
        (phrase.first..first).any(|i| {
            let word = &self.structure.words[i];
            !word.is_name()
                && self.frames.noun(word.text).iter().any(|naming| {
                    i + naming.rest.len() == last && self.rest(naming, i + 1).is_some()
                })
        })
    }

    /// The act that a preposition names: `together with`.
    fn preposition(&self, node: usize, out: &mut Vec<Act>) {
        let word = self.structure.nodes[node].first;
        let list = self.structure.from(node + 1);
        if !self.structure.is_list(list) {
            return;
        }
        let joined = self.structure.joined(word);
        let (first, _) = joined.split_once(' ').unwrap_or((&joined, ""));
        for naming in self.frames.prepositions.get(first).into_iter().flatten() {
            let whole =
                naming.rest.iter().fold(first.to_owned(), |all, rest| format!("{all} {rest}"));
            if whole == joined {
                let at = At::Preposition { node: list };
                let governor = self.structure.governor(list);
                let act = self.act(naming.frame, &at, word, word + 1, governor, false);
                out.extend(act.map(|act| Act { is_verb: true, ..act }));
            }
        }
    }

    /// `the EU-funded project`, `an India-backed hospital`
    fn compounds(&self, p: usize, node: usize, out: &mut Vec<Act>) {
        let phrase = &self.structure.phrases[p];
        let words = &self.structure.words;
        for &name in &phrase.names {
            let i = name + 1;
            if i >= phrase.end || !words[i].is_hyphened || words[i].is_name() {
                continue;
            }
            for naming in self.frames.verb(words[i].text).iter().filter(|n| n.rest.is_empty()) {
                let spec = &self.frames.frames[naming.frame];
                if !words[i].kind.is(WordKind::PARTICIPLE) || !self.takes(spec, Some(node)) {
                    continue;
                }
                let at = At::Compound { name, phrase: p, node };
                let act =
                    self.act(naming.frame, &at, i, i + 1, self.structure.governor(node), false);
                out.extend(act.map(|act| Act { is_verb: false, ..act }));
                if out.last().is_some_and(|act| act.frame == naming.frame) {
                    break;
                }
            }
        }
    }

    fn act(
        &self,
        frame: usize,
        at: &At,
        first: usize,
        end: usize,
        group: Option<usize>,
        is_denied: bool,
    ) -> Option<Act> {
        let spec = &self.frames.frames[frame];
        let subjects = self.fill(&spec.table.subject, &spec.table.subject_class, at);
        let alone = spec.predicate == Predicate::PartnersWith && spec.table.together;
        let mut subjects = subjects;
        let mut objects = self.fill(&spec.table.object, &spec.table.object_class, at);
        self.keep_called(&mut subjects, &spec.subject_has);
        self.keep_called(&mut objects, &spec.object_has);
        if subjects.is_empty() {
            return None;
        }
        if objects.is_empty() && !(alone && subjects.len() > 1) {
            return None;
        }
        let companions = match at {
            // `hosted a meeting with` tells of guests.
            At::Verb { group, .. }
                if spec.table.with_partners
                    && (spec.predicate == Predicate::Implements
                        || self.structure.groups[*group].voice == Voice::Passive) =>
            {
                self.with_whom(*group)
            }
            _ => Vec::new(),
        };
        Some(Act {
            frame,
            subjects,
            objects,
            companions,
            group,
            is_verb: true,
            first,
            end,
            is_denied,
        })
    }

    /// Keeps what has one of these words in its name.
    fn keep_called(&self, meant: &mut Vec<Meant>, words: &crate::dictionary::WordSet) {
        if words.is_empty() {
            return;
        }
        meant.retain(|m| {
            let word = &self.structure.words[m.word];
            (word.first..word.end).any(|i| words.contains(self.structure.tokens.word(i)))
        });
    }

    /// The bodies behind "with": `delivered by Plan International with UNICEF`.
    fn with_whom(&self, g: usize) -> Vec<Meant> {
        let mut found =
            self.behind(Slot::With, &self.structure.behind(self.structure.groups[g].end));
        found.retain(|m| {
            m.is_named
                && !m.by_people
                && matches!(&m.argument, Argument::Entity(e) if e.class == Class::Organisation)
        });
        found
    }

    /// What stands in the first place that is filled with what may stand there.
    fn fill(&self, slots: &[Slot], classes: &[ArgumentClass], at: &At) -> Vec<Meant> {
        for slot in slots {
            let mut found = match at {
                At::Verb { group, end, is_given } => self.of_verb(*slot, *group, *end, *is_given),
                At::Noun { phrase, node, is_last } => self.of_noun(*slot, *phrase, *node, *is_last),
                At::Preposition { node } => self.of_preposition(*slot, *node),
                At::Compound { name, phrase, node } => {
                    self.of_compound(*slot, *name, *phrase, *node)
                }
            };
            found.retain(|meant| is_of(&meant.argument, classes, self.meaning.lexicon));
            // What is named counts before the reported activity.
            if found.iter().any(|m| m.argument != Argument::Story) {
                found.retain(|m| m.argument != Argument::Story);
            }
            settle(&mut found, classes);
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    fn of_preposition(&self, slot: Slot, node: usize) -> Vec<Meant> {
        match slot {
            Slot::Doer => self.doer(node),
            Slot::With => self.meaning.of_node(node),
            Slot::Left => self.name_before(node),
            Slot::Right => self.name_alone(node),
            Slot::Matter => self.matter(node),
            Slot::Story | Slot::Told => self.story(self.structure.nodes[node].first),
            _ => Vec::new(),
        }
    }

    /// The one name that the list at a node is, where nothing but a sign follows it.
    fn name_alone(&self, node: usize) -> Vec<Meant> {
        let structure = self.structure;
        let closed = matches!(
            structure.part(node + 1),
            None | Some(Part::Comma | Part::Close | Part::Break | Part::Other)
        );
        if !closed {
            return Vec::new();
        }
        let Some(list) = structure.list(node) else { return Vec::new() };
        let [p] = list.members.as_slice() else { return Vec::new() };
        let head = structure.phrases[*p].head;
        let name = structure.words[head].name.filter(|m| m.entity.class == Class::Organisation);
        name.and_then(|_| self.meaning.of_name(head)).into_iter().collect()
    }

    /// The one name right before the joint that leads to the list at a node.
    fn name_before(&self, node: usize) -> Vec<Meant> {
        let joint = self.structure.before(node);
        let before = joint.and_then(|n| n.checked_sub(1));
        before.map_or_else(Vec::new, |n| {
            let Some(list) = self.structure.list(n) else { return Vec::new() };
            let Some(&p) = list.members.last() else { return Vec::new() };
            let head = self.structure.phrases[p].head;
            if list.members.len() > 1 && self.structure.part(n + 1) == Some(Part::Comma) {
                return Vec::new();
            }
            let name = self.structure.words[head].name;
            let body = name.is_some_and(|m| m.entity.class == Class::Organisation);
            if body { self.meaning.of_name(head).into_iter().collect() } else { Vec::new() }
        })
    }

    fn of_compound(&self, slot: Slot, name: usize, p: usize, node: usize) -> Vec<Meant> {
        match slot {
            Slot::Agent => self.meaning.of_name(name).into_iter().collect(),
            Slot::Patient => {
                let mut found = self.meaning.phrase_at(p, node);
                found.retain(|m| m.word != name);
                found
            }
            Slot::Story | Slot::Told => self.story(self.structure.phrases[p].head),
            _ => Vec::new(),
        }
    }

    fn story(&self, word: usize) -> Vec<Meant> {
        vec![Meant {
            argument: Argument::Story,
            word,
            by_people: false,
            is_denied: false,
            is_named: false,
            is_pronoun: false,
        }]
    }

    fn meant(&self, node: Option<usize>) -> Vec<Meant> {
        node.map_or_else(Vec::new, |node| self.meaning.of_node(node))
    }

    fn of_verb(&self, slot: Slot, g: usize, end: usize, is_given: bool) -> Vec<Meant> {
        let group = self.structure.groups[g];
        match slot {
            Slot::Agent => self.agent(g),
            Slot::Patient => self.patient(self.object_node(g, end)),
            Slot::Recipient if is_given => self.patient(self.object_node(g, end)),
            Slot::Recipient => self.recipients(g, end),
            Slot::Counterpart => {
                let mut out = self.recipients(g, end);
                out.extend(self.all_behind(Slot::With, &self.structure.behind(end)));
                out
            }
            Slot::Purpose => self.purpose(g),
            Slot::Owner => self.object_owner(g, end),
            Slot::Hosts => self.hosts(group.head),
            Slot::Giver => self.last_giver(group.head),
            Slot::Money => self.money_owner(g),
            Slot::Story => self.story(group.head),
            Slot::Sum => {
                let sum =
                    self.object_node(g, end).is_some_and(|n| self.near(n).iter().any(|p| p.is_sum));
                if sum { self.story(group.head) } else { Vec::new() }
            }
            Slot::Doer | Slot::Matter | Slot::Named | Slot::Told => Vec::new(),
            place => self.behind(place, &self.structure.behind(group.end)),
        }
    }

    /// What a list means, or else whose it is.
    fn patient(&self, node: Option<usize>) -> Vec<Meant> {
        let found = self.meant(node);
        if !found.is_empty() {
            return found;
        }
        node.map_or_else(Vec::new, |node| self.meaning.belongs_to(node))
    }

    /// Whom the infinitive behind an act is to help: `5 million to support the people of Kenya`.
    fn purpose(&self, g: usize) -> Vec<Meant> {
        let Some(next) = self.structure.groups.get(g + 1..) else { return Vec::new() };
        let Some(k) = next.iter().position(|group| group.shape == Shape::Infinitive) else {
            return Vec::new();
        };
        let helps = |k: usize| {
            let word = self.structure.words[self.structure.groups[k].head].text;
            self.frames.verb(word).iter().any(|naming| {
                matches!(
                    self.frames.frames[naming.frame].predicate,
                    Predicate::Supports | Predicate::Funds
                )
            })
        };
        let k = g + 1 + k;
        if !helps(k) {
            return Vec::new();
        }
        self.patient(self.object_node(k, self.structure.groups[k].end))
    }

    /// Who does what a group says.
    fn agent(&self, g: usize) -> Vec<Meant> {
        self.agent_with(g, true)
    }

    fn agent_with(&self, g: usize, companions: bool) -> Vec<Meant> {
        match self.structure.groups[g].voice {
            Voice::Active => {
                let Some(node) = self.structure.subject(g) else { return Vec::new() };
                let mut found = self.meaning.of_node(node);
                // `UNICEF, together with WHO, will host`
                for crossed in self.structure.crossed(node, g) {
                    let known = |m: &Meant, all: &[Meant]| {
                        all.iter().any(|o| o.argument.name() == m.argument.name())
                    };
                    for later in self.meaning.later(crossed) {
                        if !known(&later, &found) {
                            found.push(later);
                        }
                    }
                }
                if companions
                    && !found.is_empty()
                    && let Some(with) = self.structure.companion(node, g)
                {
                    found.extend(self.meaning.of_node(with));
                }
                found
            }
            Voice::Passive => {
                let Some(node) = self.structure.agent_node(g) else { return Vec::new() };
                let mut found = self.meaning.of_node(node);
                for behind in self.structure.repeated(node) {
                    found.extend(self.meaning.of_node(behind));
                }
                found
            }
        }
    }

    fn object_owner(&self, g: usize, end: usize) -> Vec<Meant> {
        let Some(list) = self.object_node(g, end).and_then(|n| self.structure.list(n)) else {
            return Vec::new();
        };
        list.members.iter().flat_map(|&p| self.meaning.owners(&self.structure.phrases[p])).collect()
    }

    fn recipients(&self, g: usize, end: usize) -> Vec<Meant> {
        let mut out = Vec::new();
        if self.structure.groups[g].voice == Voice::Active
            && let (Some(first), Some(_)) = self.structure.objects(end)
        {
            out = self.meaning.of_node(first);
        }
        let behind = self.structure.behind(end);
        for place in [Slot::To, Slot::For] {
            out.extend(self.all_behind(place, &behind));
        }
        out
    }

    /// The first list behind a preposition of a place.
    fn behind(&self, place: Slot, behind: &[Behind]) -> Vec<Meant> {
        let Some(first) = behind.iter().find(|b| self.leads_to(b.preposition, place)) else {
            return Vec::new();
        };
        let mut found = self.meant(Some(first.node));
        for node in self.structure.repeated(first.node) {
            // `with UNICEF and with the support of Norway`
            let names_act = self.structure.list(node).is_some_and(|list| {
                list.members.iter().any(|&p| {
                    let head = self.structure.words[self.structure.phrases[p].head];
                    !head.is_name() && !self.frames.noun(head.text).is_empty()
                })
            });
            if !names_act {
                found.extend(self.meaning.of_node(node));
            }
        }
        found
    }

    fn all_behind(&self, place: Slot, behind: &[Behind]) -> Vec<Meant> {
        let all = behind.iter().filter(|b| self.leads_to(b.preposition, place));
        all.flat_map(|b| self.meaning.of_node(b.node)).collect()
    }

    fn leads_to(&self, preposition: usize, place: Slot) -> bool {
        let phrase = self.structure.joined(preposition);
        let same = self.structure.sets.places.iter().find(|(slot, _)| *slot == place);
        same.is_some_and(|(_, words)| words.contains(&phrase))
    }

    fn hosts(&self, word: usize) -> Vec<Meant> {
        let hosts = self.meaning.topic.hosts();
        let meant =
            |entity| Meant { argument: Argument::Entity(entity), ..self.story(word).remove(0) };
        hosts.into_iter().map(meant).collect()
    }

    /// The only one so far who gives money in the story.
    fn last_giver(&self, word: usize) -> Vec<Meant> {
        let giver = self.meaning.memory.giver.clone();
        giver.map_or_else(Vec::new, |entity| {
            vec![Meant {
                argument: Argument::Entity(entity),
                is_named: false,
                ..self.story(word).remove(0)
            }]
        })
    }

    /// Who gives a sum in a list of sums: `5 million for Iraq, including 2 million to UNDP`.
    fn giver(&self, node: usize, word: usize) -> Vec<Meant> {
        let money_verb = |g: usize| {
            let head = self.structure.words[self.structure.groups[g].head].text;
            self.frames.verb(head).iter().any(|naming| self.frames.frames[naming.frame].takes_money)
        };
        let governors = (0..self.structure.groups.len())
            .rev()
            .filter(|&g| self.structure.node_of(g) < node && money_verb(g));
        for g in governors {
            let found = self.agent(g);
            if !found.is_empty() {
                return found;
            }
        }
        self.last_giver(word)
    }

    /// Whose money the subject of a verb is: `Norway’s grant will help`.
    fn money_owner(&self, g: usize) -> Vec<Meant> {
        let Some(node) = self.structure.subject(g) else { return Vec::new() };
        let Some(list) = self.structure.list(node) else { return Vec::new() };
        let Some(&p) = list.members.first() else { return Vec::new() };
        let phrase = &self.structure.phrases[p];
        if !phrase.is_money && !self.near(node).iter().any(|p| p.is_money) {
            return Vec::new();
        }
        if self.structure.words[phrase.head].is_name() {
            return Vec::new();
        }
        let behind = self.structure.behind(self.structure.nodes[node].end);
        let found = self.noun_agent(phrase, &behind);
        if found.is_empty() { self.last_giver(phrase.head) } else { found }
    }

    fn of_noun(&self, slot: Slot, p: usize, node: usize, is_last: bool) -> Vec<Meant> {
        let phrase = &self.structure.phrases[p];
        let end = self.structure.nodes[node].end;
        let behind = if is_last { self.structure.behind(end) } else { Vec::new() };
        match slot {
            Slot::Agent => self.noun_agent(phrase, &behind),
            Slot::Recipient => {
                let mut out = self.all_behind(Slot::To, &behind);
                out.extend(self.all_behind(Slot::For, &behind));
                out
            }
            Slot::Patient => {
                let elsewhere = !self.meaning.owners(phrase).is_empty()
                    || !self.behind(Slot::By, &behind).is_empty();
                if elsewhere { self.behind(Slot::Of, &behind) } else { Vec::new() }
            }
            Slot::Owner => self.meaning.owners(phrase),
            Slot::Named => self.named(phrase, node),
            Slot::Doer if self.is_adjunct(node) || self.is_object(node) => self.doer(node),
            Slot::Matter if self.is_manner(node) => self.matter(node),
            Slot::Told if self.is_manner(node) => self.story(phrase.head),
            Slot::Story => self.story(phrase.head),
            Slot::Doer | Slot::Matter | Slot::Told => Vec::new(),
            Slot::Hosts => self.hosts(phrase.head),
            Slot::Giver => self.giver(node, phrase.head),
            place => self.behind(place, &behind),
        }
    }

    fn noun_agent(&self, phrase: &Phrase, behind: &[Behind]) -> Vec<Meant> {
        let owners = self.meaning.owners(phrase);
        if !owners.is_empty() {
            return owners;
        }
        for place in [Slot::By, Slot::From, Slot::Of] {
            // What stands further off behind "of" belongs to another noun.
            let near = if place == Slot::Of { behind.get(..1).unwrap_or_default() } else { behind };
            let found = self.behind(place, near);
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// Whether a phrase hangs on its clause by a preposition.
    fn is_adjunct(&self, node: usize) -> bool {
        let before = self.structure.before(node);
        before.is_some_and(|n| {
            self.structure.part(n) == Some(Part::Preposition)
                && !self.leads_to(self.structure.nodes[n].first, Slot::Of)
        })
    }

    /// Whether a phrase says by what means the clause comes about: `with funding from`, `thanks to the support of`.
    fn is_manner(&self, node: usize) -> bool {
        let before = self.structure.before(node);
        before.is_some_and(|n| {
            let word = &self.structure.words[self.structure.nodes[n].first];
            self.structure.part(n) == Some(Part::Preposition)
                && self.structure.sets.manners.contains(word.text)
        })
    }

    /// Whether a phrase is the object of the verb before it.
    fn is_object(&self, node: usize) -> bool {
        let before = self.structure.before(node);
        before.is_some_and(|n| matches!(self.structure.part(n), Some(Part::Verb(_))))
    }

    /// Those who do what the clause of an adjunct says.
    fn doer(&self, node: usize) -> Vec<Meant> {
        // `UNICEF, in cooperation with WHO, organized`
        let Some(g) = self.structure.governor(node) else { return self.left_of(node) };
        let mut found = self.agent_with(g, false);
        let group = self.structure.groups[g];
        if found.is_empty() && group.voice == Voice::Passive {
            found = self.meant(self.structure.subject(g));
            found.retain(
                |m| matches!(&m.argument, Argument::Entity(e) if e.class == Class::Programme),
            );
        }
        // `developed a programme organized in cooperation with`: by those who developed it.
        if found.is_empty() && group.shape == Shape::Reduced {
            let main = (0..g).rev().find(|&k| {
                let main = self.structure.groups[k];
                main.shape == Shape::Finite && main.voice == Voice::Active
            });
            found = main.map_or_else(Vec::new, |k| self.agent_with(k, false));
        }
        let here = |m: &Meant| {
            let n = &self.structure.nodes[node];
            (n.first..n.end).contains(&m.word)
        };
        if found.iter().any(here) {
            return self.left_of(node);
        }
        if found.is_empty() && self.structure.groups[g].voice == Voice::Passive {
            return self.hosts(self.structure.groups[g].head);
        }
        found
    }

    /// The list that an adjunct hangs on where no verb does: `A in cooperation with B`.
    fn left_of(&self, node: usize) -> Vec<Meant> {
        let preposition = self.structure.before(node);
        let mut before = preposition.and_then(|n| self.structure.before(n));
        if before.is_some_and(|n| self.structure.part(n) == Some(Part::Comma)) {
            before = before.and_then(|n| self.structure.before(n));
        }
        let list = before.filter(|&n| self.structure.is_list(n));
        self.meant(list.and_then(|n| self.structure.climb(n)))
    }

    /// What the clause of an adjunct is about.
    fn matter(&self, node: usize) -> Vec<Meant> {
        let Some(g) = self.structure.governor(node) else { return Vec::new() };
        let Group { head, voice, shape, .. } = self.structure.groups[g];
        let object = match (voice, shape) {
            (Voice::Passive, _) => self.structure.subject(g),
            (Voice::Active, Shape::Finite) if self.structure.groups[g].is_copula => {
                self.structure.subject(g)
            }
            (Voice::Active, _) => {
                self.object_node(g, head + 1).or_else(|| self.structure.subject(g))
            }
        };
        let mut found = self.meant(object);
        found.retain(|m| match &m.argument {
            Argument::Entity(entity) => matches!(entity.class, Class::Programme | Class::Donor),
            Argument::Story => true,
        });
        found
    }

    /// Who is said to be what a noun such as "donor" names.
    fn named(&self, phrase: &Phrase, node: usize) -> Vec<Meant> {
        let structure = self.structure;
        // `its partner UNICEF`
        if structure.words[phrase.head].is_name() {
            return self.meaning.of_node(node);
        }
        if let Some(listed) = self.meaning.listed_behind(node, 3) {
            return listed;
        }
        // `Its donors are Norway and`, `The participants include`
        let next = structure.from(node + 1);
        if let Some(Part::Verb(g)) = structure.part(next)
            && (structure.groups[g].is_copula
                || structure.sets.includes.contains(structure.words[structure.groups[g].head].text))
            && let Some(listed) = structure.objects(structure.groups[g].end).0
        {
            let found = self.meaning.of_node(listed);
            if !found.is_empty() {
                return found;
            }
        }
        let Some(before) = structure.before(node) else { return self.apposed(node) };
        match structure.part(before) {
            // `Norway is a donor to`
            Some(Part::Verb(g)) if structure.groups[g].is_copula => {
                self.meant(structure.subject(g))
            }
            // `Norway, the main donor of the fund, …`
            Some(Part::Comma) => {
                let list = structure.before(before).filter(|&n| structure.is_list(n));
                self.meant(list)
            }
            _ => self.apposed(node),
        }
    }

    /// `the donor, Norway,`
    fn apposed(&self, node: usize) -> Vec<Meant> {
        let comma = self.structure.from(node + 1);
        let inner = self.structure.from(comma + 1);
        let closed = matches!(
            self.structure.part(self.structure.from(inner + 1)),
            None | Some(Part::Comma | Part::Close | Part::Break | Part::Other)
        );
        let apposed = self.structure.part(comma) == Some(Part::Comma)
            && self.structure.is_list(inner)
            && closed;
        if apposed { self.meaning.of_node(inner) } else { Vec::new() }
    }
}

/// Of what a pronoun may stand for, what fits: a programme where only programmes or money are at stake, else the body.
fn settle(found: &mut Vec<Meant>, classes: &[ArgumentClass]) {
    if found.iter().filter(|m| m.is_pronoun).count() < 2 {
        return;
    }
    let is_programme =
        |m: &Meant| matches!(&m.argument, Argument::Entity(e) if e.class == Class::Programme);
    let wants = classes.first() == Some(&ArgumentClass::Programme);
    if wants && found.iter().any(|m| m.is_pronoun && is_programme(m)) {
        found.retain(|m| !m.is_pronoun || is_programme(m));
    } else if found.iter().any(|m| m.is_pronoun && !is_programme(m)) {
        found.retain(|m| !m.is_pronoun || !is_programme(m));
    }
}
