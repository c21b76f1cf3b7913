//! Who stands in the places of a frame that a verb, a preposition or a compound names.
//!
//! In: where an act is named, and a place. Out: what stands there. Never: what a noun leads to (see `noun_places`).

use crate::base::{Argument, Class, Predicate};
use crate::cut::Tag;
use crate::dictionary::{ArgumentClass, Slot, Voice, WordKind};
use crate::link::classes::is_of;
use crate::link::frame::acts::{At, Reader};
use crate::link::frame::clauses::Behind;
use crate::link::frame::lists::Part;
use crate::link::frame::meaning::Meant;
use crate::link::group::Shape;

impl Reader<'_> {
    /// What stands in the first place that is filled with what may stand there.
    pub(super) fn fill(&self, slots: &[Slot], classes: &[ArgumentClass], at: &At) -> Vec<Meant> {
        let mut is_named = false;
        for slot in slots {
            // Who is named, though not of a kind that fits, is not the reported activity.
            if is_named && matches!(slot, Slot::Story | Slot::Work | Slot::Told) {
                break;
            }
            let mut found = match at {
                At::Verb { group, end, is_given } => self.of_verb(*slot, *group, *end, *is_given),
                At::Noun { phrase, node, is_last } => self.of_noun(*slot, *phrase, *node, *is_last),
                At::Preposition { node } => self.of_preposition(*slot, *node),
                At::Compound { name, phrase, node } => {
                    self.of_compound(*slot, *name, *phrase, *node)
                }
            };
            is_named |= *slot == Slot::Patient && found.iter().any(|meant| meant.is_named);
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

    pub(super) fn story(&self, word: usize) -> Vec<Meant> {
        vec![Meant {
            argument: Argument::Story,
            word,
            by_people: false,
            is_denied: false,
            is_named: false,
            is_pronoun: false,
        }]
    }

    /// The one programme that a story names, or else what it reports: `The World Bank has approved 60 million.`
    fn matter_of_story(&self, word: usize) -> Vec<Meant> {
        match self.meaning.topic.only_programme() {
            Some(programme) => {
                vec![Meant { argument: Argument::Entity(programme), ..self.story(word).remove(0) }]
            }
            None => self.story(word),
        }
    }

    pub(super) fn meant(&self, node: Option<usize>) -> Vec<Meant> {
        node.map_or_else(Vec::new, |node| self.meaning.of_node(node))
    }

    pub(super) fn of_preposition(&self, slot: Slot, node: usize) -> Vec<Meant> {
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

    /// The one name that the list at a node is, where nothing but a sign or, behind a word, a verb follows it.
    pub(super) fn name_alone(&self, node: usize) -> Vec<Meant> {
        let structure = self.structure;
        let joint = node.checked_sub(1).and_then(|n| structure.part(n));
        let closed = match structure.part(node + 1) {
            None | Some(Part::Comma | Part::Close | Part::Break | Part::Other) => true,
            Some(Part::Verb(_)) => joint == Some(Part::Preposition),
            _ => false,
        };
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
    pub(super) fn name_before(&self, node: usize) -> Vec<Meant> {
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

    pub(super) fn of_compound(&self, slot: Slot, name: usize, p: usize, node: usize) -> Vec<Meant> {
        match slot {
            Slot::Agent => self.meaning.of_name(name).into_iter().collect(),
            Slot::Patient => {
                // `Catalyst is a Norway-funded network`: what it is said of.
                let said_of = self.meaning.said_of(node);
                let found = said_of.unwrap_or_else(|| self.meaning.phrase_at(p, node));
                found.into_iter().filter(|m| m.word != name).collect()
            }
            Slot::Work if self.is_thing(node) => Vec::new(),
            Slot::Story | Slot::Told | Slot::Work => self.story(self.structure.phrases[p].head),
            _ => Vec::new(),
        }
    }

    pub(super) fn of_verb(&self, slot: Slot, g: usize, end: usize, is_given: bool) -> Vec<Meant> {
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
            Slot::Giver if group.voice == Voice::Passive => self.last_giver(group.head),
            Slot::Giver | Slot::Receiver => Vec::new(),
            Slot::Object => self.meant(self.object_node(g, end)),
            Slot::Money => self.money_owner(g),
            Slot::Story | Slot::Work if self.is_of_others(g, end, slot) => Vec::new(),
            Slot::Story | Slot::Work => self.story(group.head),
            Slot::Sum => {
                let sum =
                    self.object_node(g, end).is_some_and(|n| self.near(n).iter().any(|p| p.is_sum));
                // Somebody whom nobody listed gets it.
                let given = self.structure.behind(end).iter().any(|b| {
                    self.structure.leads_to(b.preposition, Slot::To)
                        && (self.is_unlisted(b.node) || self.is_elsewhere(b.node))
                });
                if sum && !given { self.matter_of_story(group.head) } else { Vec::new() }
            }
            Slot::Doer | Slot::Helped | Slot::Actor | Slot::Matter | Slot::Paid => Vec::new(),
            Slot::Named | Slot::Told => Vec::new(),
            Slot::Under => {
                let found = self.behind(slot, &self.structure.behind(group.end));
                if found.is_empty() { self.fronted(slot, g) } else { found }
            }
            place => self.behind(place, &self.structure.behind(group.end)),
        }
    }

    /// What stands behind a preposition that opens the sentence before a verb: `Under this programme, … is carried out`.
    fn fronted(&self, place: Slot, g: usize) -> Vec<Meant> {
        let opens = self.structure.part(0) == Some(Part::Preposition)
            && self.structure.leads_to(self.structure.nodes[0].first, place);
        let list = self.structure.from(1);
        if opens && list < self.structure.node_of(g) { self.meant(Some(list)) } else { Vec::new() }
    }

    /// Whether what a verb is said of is not what the story reports.
    fn is_of_others(&self, g: usize, end: usize, slot: Slot) -> bool {
        let Some(node) = self.object_node(g, end) else { return false };
        let vague = self.structure.list(node).is_some_and(|list| {
            list.members.iter().any(|&p| {
                let phrase = &self.structure.phrases[p];
                self.structure.words[phrase.head].kind.is(WordKind::PROGRAMME)
                    && self.meaning.is_vague(phrase)
            })
        });
        vague || (slot == Slot::Work && self.is_thing(node))
    }

    /// Whether a list names a thing that is no work: `a registry module, supported by`.
    pub(super) fn is_thing(&self, node: usize) -> bool {
        let work = WordKind::ACTIVITY | WordKind::EFFORT | WordKind::PROGRAMME;
        self.structure.list(node).is_some_and(|list| {
            list.members.iter().all(|&p| {
                let phrase = &self.structure.phrases[p];
                let head = &self.structure.words[phrase.head];
                head.tag == Tag::Noun && !head.kind.is(work) && !phrase.is_money
            })
        })
    }

    /// Whether a list is nothing that a story can be about: `allocated 2 million to military expansion`.
    fn is_elsewhere(&self, node: usize) -> bool {
        let about = WordKind::ACTIVITY
            | WordKind::EFFORT
            | WordKind::PROGRAMME
            | WordKind::AGENT
            | WordKind::BODY
            | WordKind::AUTHORITY;
        self.meaning.of_node(node).is_empty()
            && self.structure.list(node).is_some_and(|list| {
                list.members.iter().all(|&p| {
                    let head = &self.structure.words[self.structure.phrases[p].head];
                    head.tag == Tag::Noun && !head.kind.is(about)
                })
            })
    }

    /// Whether a list ends with a name that nobody listed.
    fn is_unlisted(&self, node: usize) -> bool {
        let last = self.structure.list(node).and_then(|list| list.members.last());
        last.is_some_and(|&p| {
            let head = &self.structure.words[self.structure.phrases[p].head];
            head.tag == Tag::Propn && !head.is_name()
        })
    }

    /// What a list means, or else whose it is.
    pub(super) fn patient(&self, node: Option<usize>) -> Vec<Meant> {
        let found = self.meant(node);
        if !found.is_empty() {
            return found;
        }
        node.map_or_else(Vec::new, |node| self.meaning.belongs_to(node))
    }

    /// Whom the infinitive behind an act is to help: `5 million to support the people of Kenya`.
    pub(super) fn purpose(&self, g: usize) -> Vec<Meant> {
        let Some(next) = self.structure.groups.get(g + 1..) else { return Vec::new() };
        let Some(k) = next.iter().position(|group| group.shape == Shape::Infinitive) else {
            return Vec::new();
        };
        let k = g + 1 + k;
        let word = self.structure.words[self.structure.groups[k].head].text;
        let says = |predicates: &[Predicate]| {
            let namings = self.frames.verb(word).iter();
            namings.into_iter().any(|n| predicates.contains(&self.frames.frames[n.frame].predicate))
        };
        let helps = says(&[Predicate::Supports, Predicate::Funds]);
        if !helps && !says(&[Predicate::Implements]) {
            return Vec::new();
        }
        let mut found = self.patient(self.object_node(k, self.structure.groups[k].end));
        // `30 million to implement the programme`
        found.retain(|m| helps || m.argument.entity().is_some_and(|e| e.class == Class::Programme));
        found
    }

    /// Whether an infinitive says what money is given for: `granted 30 million to implement the programme`.
    pub(super) fn is_paid_for(&self, g: usize) -> bool {
        let structure = self.structure;
        let Some(k) = g.checked_sub(1) else { return false };
        let giver = structure.groups[k];
        let word = structure.words[giver.head].text;
        structure.groups[g].shape == Shape::Infinitive
            && self.frames.verb(word).iter().any(|n| self.frames.frames[n.frame].takes_money)
            && self
                .object_node(k, giver.end)
                .is_some_and(|n| self.near(n).iter().any(|p| p.is_money))
    }

    /// Who does what a group says.
    pub(super) fn agent(&self, g: usize) -> Vec<Meant> {
        self.agent_with(g, true)
    }

    pub(super) fn agent_with(&self, g: usize, companions: bool) -> Vec<Meant> {
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

    pub(super) fn object_owner(&self, g: usize, end: usize) -> Vec<Meant> {
        let Some(list) = self.object_node(g, end).and_then(|n| self.structure.list(n)) else {
            return Vec::new();
        };
        list.members.iter().flat_map(|&p| self.meaning.owners(&self.structure.phrases[p])).collect()
    }

    pub(super) fn recipients(&self, g: usize, end: usize) -> Vec<Meant> {
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
        if out.is_empty()
            && let Some(subject) = self.structure.subject(g)
        {
            out = self.recipients_before(g, subject);
        }
        out
    }

    /// To whom, where it stands before the verb: `Contributions to the fund were made by`, `the fund, to which Norway contributes`.
    fn recipients_before(&self, g: usize, subject: usize) -> Vec<Meant> {
        let structure = self.structure;
        if structure.groups[g].voice == Voice::Passive {
            let behind = structure.behind(structure.nodes[subject].end);
            let places = [Slot::To, Slot::For].into_iter();
            return places.flat_map(|place| self.all_behind(place, &behind)).collect();
        }
        let relative =
            structure.before(subject).filter(|&n| structure.part(n) == Some(Part::Relative));
        let to = relative.and_then(|n| structure.before(n)).filter(|&n| {
            structure.part(n) == Some(Part::Preposition)
                && self.structure.leads_to(structure.nodes[n].first, Slot::To)
        });
        let antecedent = to.and(relative).and_then(|n| structure.antecedent(n));
        self.meant(antecedent)
    }

    /// The first list behind a preposition of a place.
    pub(super) fn behind(&self, place: Slot, behind: &[Behind]) -> Vec<Meant> {
        let Some(first) = behind.iter().find(|b| self.structure.leads_to(b.preposition, place))
        else {
            return Vec::new();
        };
        let mut found = self.meant(Some(first.node));
        for node in self.structure.repeated(first.node) {
            // `with UNICEF and with the support of Norway`
            if !self.names_act(node) {
                found.extend(self.meaning.of_node(node));
            }
        }
        found
    }

    /// Whether a noun of the list at a node names an act.
    pub(super) fn names_act(&self, node: usize) -> bool {
        self.structure.nouns(node).any(|noun| !self.frames.noun(noun).is_empty())
    }

    pub(super) fn all_behind(&self, place: Slot, behind: &[Behind]) -> Vec<Meant> {
        let all = behind.iter().filter(|b| self.structure.leads_to(b.preposition, place));
        all.flat_map(|b| self.meaning.of_node(b.node)).collect()
    }

    pub(super) fn hosts(&self, word: usize) -> Vec<Meant> {
        let hosts = self.meaning.topic.hosts();
        let meant =
            |entity| Meant { argument: Argument::Entity(entity), ..self.story(word).remove(0) };
        hosts.into_iter().map(meant).collect()
    }

    /// The bodies behind "with": `delivered by Plan International with UNICEF`.
    pub(super) fn with_whom(&self, g: usize) -> Vec<Meant> {
        let mut found =
            self.behind(Slot::With, &self.structure.behind(self.structure.groups[g].end));
        found.retain(|m| {
            m.is_named
                && !m.by_people
                && matches!(&m.argument, Argument::Entity(e) if e.class == Class::Organisation)
        });
        found
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
