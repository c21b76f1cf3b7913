//! Who stands in the places of a frame that a noun names: "the support of A for B", "in cooperation with A".
//!
//! In: a phrase with such a noun, and a place. Out: what stands there. Never: a verb's own places (see `places`).

use crate::base::{Argument, Class, Predicate};
use crate::dictionary::{Slot, Voice};
use crate::link::frame::acts::Reader;
use crate::link::frame::clauses::Behind;
use crate::link::frame::lists::Part;
use crate::link::frame::meaning::Meant;
use crate::link::frame::phrases::Phrase;
use crate::link::frame::verbs::Group;
use crate::link::group::Shape;

impl Reader<'_> {
    /// The only one so far who gives money in the story.
    pub(super) fn last_giver(&self, word: usize) -> Vec<Meant> {
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
    pub(super) fn giver(&self, node: usize, word: usize) -> Vec<Meant> {
        for (g, _) in self.money_verbs(node) {
            let found = self.agent(g);
            if !found.is_empty() {
                return found;
            }
        }
        self.last_giver(word)
    }

    /// Who gets the sums of a list: `received 5 million from Norway, 3 million from Sweden`, `gave UNICEF 8 million, including`.
    fn receiver(&self, node: usize) -> Vec<Meant> {
        let Some((g, frame)) = self.money_verbs(node).next() else { return Vec::new() };
        let gets = self.frames.frames[frame].table.object.contains(&Slot::Agent);
        if gets { self.agent(g) } else { self.recipients(g, self.structure.groups[g].end) }
    }

    /// The verbs before a node that tell of money, the last first, each with the first frame that says so.
    fn money_verbs(&self, node: usize) -> impl Iterator<Item = (usize, usize)> {
        let frame = |g: usize| {
            let head = self.structure.words[self.structure.groups[g].head].text;
            let mut frames = self.frames.verb(head).iter().map(|naming| naming.frame);
            frames.find(|&frame| self.frames.frames[frame].takes_money)
        };
        let before = (0..self.structure.groups.len()).rev();
        before
            .filter(move |&g| self.structure.node_of(g) < node)
            .filter_map(move |g| frame(g).map(|frame| (g, frame)))
    }

    /// Whose money the subject of a verb is: `Norway’s grant will help`.
    pub(super) fn money_owner(&self, g: usize) -> Vec<Meant> {
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

    pub(super) fn of_noun(&self, slot: Slot, p: usize, node: usize, is_last: bool) -> Vec<Meant> {
        let phrase = &self.structure.phrases[p];
        let end = self.structure.nodes[node].end;
        let behind = if is_last { self.structure.behind(end) } else { Vec::new() };
        match slot {
            // `and Canada 4 million to UNHCR`
            Slot::Agent if phrase.is_sum && self.is_given_before(node) => {
                self.meaning.of_node(node - 1)
            }
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
            Slot::Helped if self.is_adjunct(node) || self.is_object(node) => self.helped(node),
            Slot::Doer => {
                let node = self.done(node);
                let joined = self.is_adjunct(node) || self.is_object(node);
                if joined { self.doer(node) } else { self.opener(node) }
            }
            Slot::Paid if self.is_manner(node) => self.paid(node),
            Slot::Actor if self.is_manner(node) => {
                let active = self
                    .structure
                    .governor(node)
                    .filter(|&g| self.structure.groups[g].voice == Voice::Active);
                active.map_or_else(Vec::new, |g| self.agent_with(g, false))
            }
            Slot::Matter if self.is_manner(node) => self.matter(node),
            Slot::Work if self.matter_node(node).is_some_and(|n| self.is_thing(n)) => Vec::new(),
            Slot::Work => self.story(phrase.head),
            Slot::Told if self.is_manner(node) => self.story(phrase.head),
            // `several funders, including` are those of something else.
            Slot::Story if self.meaning.is_vague(phrase) => Vec::new(),
            Slot::Story => self.story(phrase.head),
            Slot::Helped | Slot::Actor | Slot::Matter | Slot::Paid | Slot::Told => Vec::new(),
            Slot::Hosts => self.hosts(phrase.head),
            Slot::Giver => self.giver(node, phrase.head),
            Slot::Receiver => self.receiver(node),
            // `its partners, including the Ministry of Kenya`: what stands behind the list is a member's.
            Slot::Of => {
                let own = |b: &&Behind| {
                    !self.structure.nodes[node + 1..b.node].iter().any(|n| {
                        matches!(n.part, Part::Opener | Part::Colon | Part::Comma | Part::Break)
                    })
                };
                let own: Vec<Behind> = behind.iter().filter(own).copied().collect();
                self.behind(Slot::Of, &own)
            }
            place => self.behind(place, &behind),
        }
    }

    /// Whether who gives a sum stands right before it, and is not to whom a verb gives it: `and Canada 4 million to UNHCR`.
    fn is_given_before(&self, node: usize) -> bool {
        let structure = self.structure;
        let Some(name) = node.checked_sub(1).filter(|&n| structure.is_list(n)) else {
            return false;
        };
        !matches!(structure.before(name).and_then(|n| structure.part(n)), Some(Part::Verb(_)))
    }

    pub(super) fn noun_agent(&self, phrase: &Phrase, behind: &[Behind]) -> Vec<Meant> {
        let owners = self.meaning.owners(phrase);
        let first = &self.structure.words[phrase.first];
        if !owners.is_empty() && !self.structure.sets.possessives.contains(first.text) {
            return owners;
        }
        // `in partnership with Kenya and with support from Norway`: from whom belongs to the support.
        let other = behind.iter().position(|b| self.names_act(b.node));
        let own = &behind[..other.map_or(behind.len(), |i| i + 1)];
        for place in [Slot::By, Slot::From, Slot::Of] {
            // What stands further off behind "of" belongs to another noun.
            let near = if place == Slot::Of { own.get(..1).unwrap_or_default() } else { own };
            let found = self.behind(place, near);
            if !found.is_empty() {
                return found;
            }
        }
        // `its funding from Norway` is Norway's, and `our funding ended` does not say who gives it.
        let sets = self.structure.sets;
        let says_whom = |b: &Behind| {
            self.structure.leads_to(b.preposition, Slot::To)
                || self.structure.leads_to(b.preposition, Slot::For)
        };
        let is_had = sets.possessives.contains(first.text)
            && sets.had.contains(self.structure.words[phrase.head].text)
            && !behind.iter().any(says_whom);
        if is_had { Vec::new() } else { owners }
    }

    /// The phrase that says that what a phrase names is done: `the signing of` an agreement.
    fn done(&self, node: usize) -> usize {
        let structure = self.structure;
        let deed = structure.before(node).and_then(|of| {
            let leads = structure.part(of) == Some(Part::Preposition)
                && self.structure.leads_to(structure.nodes[of].first, Slot::Of);
            let list = structure.list(structure.before(of).filter(|_| leads)?)?;
            let [p] = list.members.as_slice() else { return None };
            let head = &structure.words[structure.phrases[*p].head];
            structure.sets.deeds.contains(head.text).then(|| structure.before(of)).flatten()
        });
        deed.unwrap_or(node)
    }

    /// Whether a phrase hangs on its clause by a preposition.
    pub(super) fn is_adjunct(&self, node: usize) -> bool {
        let before = self.structure.before(node);
        before.is_some_and(|n| {
            self.structure.part(n) == Some(Part::Preposition)
                && !self.structure.leads_to(self.structure.nodes[n].first, Slot::Of)
        })
    }

    /// Whether a phrase says by what means the clause comes about: `with funding from`, `thanks to the support of`.
    pub(super) fn is_manner(&self, node: usize) -> bool {
        let before = self.structure.before(node);
        before.is_some_and(|n| {
            let word = &self.structure.words[self.structure.nodes[n].first];
            self.structure.part(n) == Some(Part::Preposition)
                && self.structure.sets.manners.contains(word.text)
        })
    }

    /// Whether a phrase is the object of the verb before it.
    pub(super) fn is_object(&self, node: usize) -> bool {
        let before = self.structure.before(node);
        before.is_some_and(|n| matches!(self.structure.part(n), Some(Part::Verb(_))))
    }

    /// Those who do what the clause of an adjunct says.
    pub(super) fn doer(&self, node: usize) -> Vec<Meant> {
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
        // `The workshop was held in cooperation with`: those who hold it.
        let is_told = || {
            let subject = self.meant(self.structure.subject(g));
            subject.iter().any(|m| m.argument == Argument::Story)
        };
        if found.is_empty() && self.structure.groups[g].voice == Voice::Passive && is_told() {
            return self.hosts(self.structure.groups[g].head);
        }
        found
    }

    /// Those who do it with somebody's help; whoever only takes part is not helped, what he takes part in is.
    fn helped(&self, node: usize) -> Vec<Meant> {
        let takes_part = self
            .structure
            .governor(node)
            .is_some_and(|g| self.takes_part(g) || self.names(g, Predicate::Funds));
        let mut found = if takes_part { Vec::new() } else { self.doer(node) };
        found.retain(|m| !m.by_people);
        found
    }

    /// Who opens a partnership: `The partnership with UNICEF was launched by Kenya`.
    fn opener(&self, node: usize) -> Vec<Meant> {
        let passive = |&g: &usize| {
            self.structure.groups[g].voice == Voice::Passive
                && self.structure.subject(g) == Some(node)
        };
        let group = (0..self.structure.groups.len()).find(passive);
        group.map_or_else(Vec::new, |g| self.agent_with(g, false))
    }

    /// What is paid for with the help that an adjunct names: `Coast is funded by Norway, with support from Kenya`.
    fn paid(&self, node: usize) -> Vec<Meant> {
        let Some(g) = self.structure.governor(node) else { return Vec::new() };
        if !self.names(g, Predicate::Funds) {
            return Vec::new();
        }
        self.patient(self.object_node(g, self.structure.groups[g].end))
    }

    /// Whether a verb group says that somebody takes part.
    pub(super) fn takes_part(&self, g: usize) -> bool {
        self.names(g, Predicate::ParticipatesIn)
    }

    /// Whether a verb group names acts of a predicate by itself.
    fn names(&self, g: usize, predicate: Predicate) -> bool {
        let head = self.structure.groups[g].head;
        let namings = self.frames.verb(self.structure.words[head].text).iter();
        namings.into_iter().filter(|n| self.rest(n, head + 1).is_some()).any(|naming| {
            // `gave a lecture` takes part too, but `gave` does not say so.
            let frame = &self.frames.frames[naming.frame];
            frame.predicate == predicate && frame.takes.is_empty() && !frame.takes_money
        })
    }

    /// The list that an adjunct hangs on where no verb does: `A in cooperation with B`.
    pub(super) fn left_of(&self, node: usize) -> Vec<Meant> {
        let preposition = self.structure.before(node);
        let mut before = preposition.and_then(|n| self.structure.before(n));
        if before.is_some_and(|n| self.structure.part(n) == Some(Part::Comma)) {
            before = before.and_then(|n| self.structure.before(n));
        }
        let list = before.filter(|&n| self.structure.is_list(n));
        self.meant(list.and_then(|n| self.structure.climb(n)))
    }

    /// What the clause of an adjunct is about.
    pub(super) fn matter(&self, node: usize) -> Vec<Meant> {
        let mut found = self.meant(self.matter_node(node));
        found.retain(|m| match &m.argument {
            Argument::Entity(entity) => matches!(entity.class, Class::Programme | Class::Donor),
            Argument::Story => true,
        });
        found
    }

    fn matter_node(&self, node: usize) -> Option<usize> {
        let g = self.structure.governor(node)?;
        let Group { head, voice, shape, .. } = self.structure.groups[g];
        match (voice, shape) {
            (Voice::Passive, _) => self.structure.subject(g),
            (Voice::Active, Shape::Finite) if self.structure.groups[g].is_copula => {
                self.structure.subject(g)
            }
            (Voice::Active, _) => {
                self.object_node(g, head + 1).or_else(|| self.structure.subject(g))
            }
        }
    }

    /// Who is said to be what a noun such as "donor" names.
    pub(super) fn named(&self, phrase: &Phrase, node: usize) -> Vec<Meant> {
        let structure = self.structure;
        // `its partner UNICEF`
        if structure.words[phrase.head].is_name() {
            return self.meaning.of_node(node);
        }
        if let Some(listed) = self.meaning.listed_behind(node, 3) {
            return listed;
        }
        // `Its donors are Norway and`, `The participants include`, `Donors to the fund include`
        let mut next = structure.from(node + 1);
        if structure.part(next) == Some(Part::Preposition) && structure.is_list(next + 1) {
            next = structure.from(next + 2);
        }
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
            // `Croatia is among the donors of`
            Some(Part::Preposition) => {
                let verb = structure.before(before).and_then(|n| structure.part(n));
                match verb {
                    Some(Part::Verb(g)) if structure.groups[g].is_copula => {
                        self.meant(structure.subject(g))
                    }
                    _ => self.apposed(node),
                }
            }
            _ => self.apposed(node),
        }
    }

    /// `the donor, Norway,`
    pub(super) fn apposed(&self, node: usize) -> Vec<Meant> {
        // `the main sponsor of UNICEF, Czechia,`
        let mut end = node;
        while self.structure.part(end + 1) == Some(Part::Preposition)
            && self.structure.is_list(end + 2)
        {
            end += 2;
        }
        let comma = self.structure.from(end + 1);
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
