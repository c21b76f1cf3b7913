//! Acts: where a sentence names the act of a frame, and who stands in each of its places.
//!
//! In: the structure of a sentence and what its phrases mean. Out: acts with their subjects and objects. Never: how firm an act
//! is (see `status`).

use crate::base::{Argument, Class, Predicate};
use crate::dictionary::{ArgumentClass, Frame, Frames, Naming, Slot, Voice};
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
    /// A verb group; the word behind its particle.
    Verb { group: usize, end: usize },
    /// A noun in a phrase at a node.
    Noun { phrase: usize, node: usize, is_last: bool },
}

impl Reader<'_> {
    /// All acts of the sentence.
    pub(super) fn acts(&self) -> Vec<Act> {
        let mut out = Vec::new();
        for (g, group) in self.structure.groups.iter().enumerate() {
            let word = self.structure.words[group.head].text;
            for naming in self.frames.verb(word) {
                if let Some(end) = self.rest(naming, group.head + 1) {
                    out.extend(self.verb(naming.frame, g, end));
                }
            }
        }
        for node in 0..self.structure.nodes.len() {
            let Some(list) = self.structure.list(node) else { continue };
            for (i, &p) in list.members.iter().enumerate() {
                let is_last = i + 1 == list.members.len();
                self.nouns(p, node, is_last, &mut out);
            }
        }
        out
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
        let object = self.object_node(g, end);
        if !self.takes(spec, object) {
            return None;
        }
        let at = At::Verb { group: g, end };
        let is_denied = object.is_some_and(|n| self.is_denied(n));
        self.act(frame, &at, group.first, end, Some(g), is_denied)
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
        if !needs && frame.spares.is_empty() {
            return true;
        }
        let Some(list) = object.and_then(|n| self.structure.list(n)) else { return !needs };
        let words = &self.structure.words;
        let chain = self.counted(object.unwrap_or_default());
        let phrases = || {
            list.members.iter().map(|&p| &self.structure.phrases[p]).chain(chain.iter().copied())
        };
        let plain = |phrase: &Phrase, set: &crate::dictionary::WordSet| {
            (phrase.first..phrase.end).any(|i| !words[i].is_name() && set.contains(words[i].text))
        };
        if phrases().any(|phrase| {
            !words[phrase.head].is_name() && frame.spares.contains(words[phrase.head].text)
        }) {
            return false;
        }
        !needs
            || phrases()
                .any(|phrase| plain(phrase, &frame.takes) || frame.takes_money && phrase.is_money)
    }

    /// What a counting noun counts: `a series of workshops`, `the sum of USD 3 million`.
    fn counted(&self, node: usize) -> Vec<&Phrase> {
        let mut out = Vec::new();
        let Some(list) = self.structure.list(node) else { return out };
        let counts = list.members.last().is_some_and(|&p| {
            let head = &self.structure.words[self.structure.phrases[p].head];
            self.structure.sets.partitives.contains(head.text)
        });
        let preposition = self.structure.from(node + 1);
        if counts
            && self.structure.part(preposition) == Some(Part::Preposition)
            && let Some(inner) = self.structure.list(preposition + 1)
        {
            out.extend(inner.members.iter().map(|&p| &self.structure.phrases[p]));
        }
        out
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
        for i in phrase.first..phrase.end {
            if words[i].is_name() {
                continue;
            }
            for naming in self.frames.noun(words[i].text) {
                let last = i + naming.rest.len();
                let whole = self.rest(naming, i + 1).is_some();
                let heads = last == phrase.head
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
        if subjects.is_empty() {
            return None;
        }
        let objects = self.fill(&spec.table.object, &spec.table.object_class, at);
        if objects.is_empty() && !(alone && subjects.len() > 1) {
            return None;
        }
        Some(Act { frame, subjects, objects, group, is_verb: true, first, end, is_denied })
    }

    /// What stands in the first place that is filled with what may stand there.
    fn fill(&self, slots: &[Slot], classes: &[ArgumentClass], at: &At) -> Vec<Meant> {
        for slot in slots {
            let mut found = match at {
                At::Verb { group, end } => self.of_verb(*slot, *group, *end),
                At::Noun { phrase, node, is_last } => self.of_noun(*slot, *phrase, *node, *is_last),
            };
            found.retain(|meant| is_of(&meant.argument, classes, self.meaning.lexicon));
            // What is named counts before the reported activity.
            if found.iter().any(|m| m.argument != Argument::Story) {
                found.retain(|m| m.argument != Argument::Story);
            }
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    fn story(&self, word: usize) -> Vec<Meant> {
        vec![Meant {
            argument: Argument::Story,
            word,
            by_people: false,
            is_denied: false,
            is_named: false,
        }]
    }

    fn meant(&self, node: Option<usize>) -> Vec<Meant> {
        node.map_or_else(Vec::new, |node| self.meaning.of_node(node))
    }

    fn of_verb(&self, slot: Slot, g: usize, end: usize) -> Vec<Meant> {
        let group = self.structure.groups[g];
        match slot {
            Slot::Agent => self.agent(g),
            Slot::Patient => self.meant(self.object_node(g, end)),
            Slot::Recipient => self.recipients(g, end),
            Slot::Owner => self.object_owner(g, end),
            Slot::Hosts => self.hosts(group.head),
            Slot::Story => self.story(group.head),
            Slot::Doer | Slot::Matter | Slot::Named => Vec::new(),
            place => self.behind(place, &self.structure.behind(group.end)),
        }
    }

    /// Who does what a group says.
    fn agent(&self, g: usize) -> Vec<Meant> {
        match self.structure.groups[g].voice {
            Voice::Active => self.meant(self.structure.subject(g)),
            Voice::Passive => self.meant(self.structure.agent_node(g)),
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
        let first = behind.iter().find(|b| self.leads_to(b.preposition, place));
        self.meant(first.map(|b| b.node))
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
            Slot::Matter if self.is_adjunct(node) => self.matter(node),
            Slot::Story if self.is_adjunct(node) => self.story(phrase.head),
            Slot::Doer | Slot::Matter | Slot::Story => Vec::new(),
            Slot::Hosts => self.hosts(phrase.head),
            place => self.behind(place, &behind),
        }
    }

    fn noun_agent(&self, phrase: &Phrase, behind: &[Behind]) -> Vec<Meant> {
        let owners = self.meaning.owners(phrase);
        if !owners.is_empty() {
            return owners;
        }
        for place in [Slot::By, Slot::From, Slot::Of] {
            let found = self.behind(place, behind);
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

    /// Whether a phrase is the object of the verb before it.
    fn is_object(&self, node: usize) -> bool {
        let before = self.structure.before(node);
        before.is_some_and(|n| matches!(self.structure.part(n), Some(Part::Verb(_))))
    }

    /// Those who do what the clause of an adjunct says.
    fn doer(&self, node: usize) -> Vec<Meant> {
        // `UNICEF, in cooperation with WHO, organized`
        let Some(g) = self.structure.governor(node) else { return self.left_of(node) };
        let found = self.agent(g);
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
        self.meant(before.filter(|&n| self.structure.is_list(n)))
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
            (Voice::Active, _) => self.object_node(g, head + 1),
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
