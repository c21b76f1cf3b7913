//! The named strategies that choose the arguments of a rule.
//!
//! In: a clause and the place of a trigger. Out: entities. Never: a word list of its own; they come with the vocabulary.

use std::sync::Arc;

use crate::base::{Argument, Class, Entity, Predicate};
use crate::dictionary::{
    ArgumentClass, CompiledRule, Lexicon, RuleIndex, Strategy, Voice, WordKind, WordSet,
};
use crate::link::classes::is_of;
use crate::link::clause::{Clause, Role};
use crate::link::group::{Group, Shape};
use crate::link::topic::Topic;

/// At most so many words stand between a verb or trigger and the list it governs.
pub(super) const REACH: usize = 9;

/// A trigger of a rule in a clause: tokens `first..end`.
#[derive(Debug, Clone, Copy)]
pub(super) struct TriggerAt {
    pub first: usize,
    pub end: usize,
    pub rule: RuleIndex,
    /// Whether it is a form of a verb; then the clause's verb groups say how it stands.
    pub is_verb: bool,
}

/// What a strategy found.
#[derive(Debug, Clone)]
pub(super) enum Found {
    /// A name of the clause, by its place among the items.
    Item(usize),
    /// What another word stands for.
    Named(Arc<Entity>),
    /// The activity of the story.
    Story,
}

/// What the strategies read.
pub(super) struct Scene<'a> {
    pub clause: &'a Clause<'a>,
    pub lexicon: &'a Lexicon,
    pub topic: &'a Topic<'a>,
    /// What the rule says.
    pub predicate: Predicate,
    /// Items that an earlier trigger of the sentence took from its right.
    pub taken: &'a [usize],
}

/// The arguments that the first successful strategy finds, and the items they came from.
pub(super) fn choose(
    scene: &Scene<'_>,
    rule: &CompiledRule,
    strategies: &[Strategy],
    classes: &[ArgumentClass],
    at: Place,
) -> (Vec<Argument>, Vec<usize>) {
    for strategy in strategies {
        let found = scene.find(*strategy, rule, at);
        let (mut arguments, mut items) = (Vec::new(), Vec::new());
        for found in found {
            let argument = match found {
                Found::Item(i) => Argument::Entity(scene.clause.items[i].mention.entity.clone()),
                Found::Named(ref entity) => Argument::Entity(entity.clone()),
                Found::Story => Argument::Story,
            };
            if is_of(&argument, classes, scene.lexicon) {
                arguments.push(argument);
                if let Found::Item(i) = found {
                    items.push(i);
                }
            }
        }
        if !arguments.is_empty() {
            return (arguments, items);
        }
    }
    (Vec::new(), Vec::new())
}

/// Where a rule reads: its trigger, and the verb group of a trigger that is a verb.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub first: usize,
    pub end: usize,
    pub group: Option<usize>,
}

impl Scene<'_> {
    fn find(&self, strategy: Strategy, rule: &CompiledRule, at: Place) -> Vec<Found> {
        let named = |found: Vec<Arc<Entity>>| found.into_iter().map(Found::Named).collect();
        match strategy {
            Strategy::Agent => at.group.map_or_else(Vec::new, |g| self.agent(g, &rule.agent)),
            Strategy::AgentClause => at
                .group
                .and_then(|g| self.agent_start(g, &rule.agent))
                .map_or_else(Vec::new, |from| self.right_clause(from)),
            Strategy::Patient => at.group.map_or_else(Vec::new, |g| self.patient(g)),
            Strategy::Recipient => {
                let from = at.group.map_or(at.end, |g| self.clause.groups[g].end);
                self.recipient(from)
            }
            Strategy::Head => self.head(at),
            Strategy::Right => self.right(at.end),
            Strategy::RightNext => {
                let next = self.clause.items.iter().position(|item| item.first >= at.end);
                next.filter(|&i| self.clause.items[i].opening < at.end)
                    .map_or_else(Vec::new, |i| vec![Found::Item(i)])
            }
            Strategy::RightClause => self.right_clause(at.end),
            Strategy::Antecedent => self.before(at.first),
            Strategy::Matter => self.matter(at),
            Strategy::Described => self.described_by_adjective(at.end),
            Strategy::Apposed => self.apposed(at),
            Strategy::Source => self.source(at.end),
            Strategy::Left => self.left(at.first).map_or_else(Vec::new, |i| self.list_of(i)),
            Strategy::Giver => self.giver(at.end, &rule.object_has),
            Strategy::Adjacent => self.adjacent(at).into_iter().map(Found::Item).collect(),
            Strategy::Pair => self.pair(at),
            Strategy::Programme => named(self.topic.programme().into_iter().collect()),
            Strategy::Organizers => named(self.topic.hosts()),
            Strategy::Story => vec![Found::Story],
        }
    }

    fn actor(&self, i: usize) -> bool {
        self.clause.items[i].role == Role::Actor
    }

    pub(super) fn list_from(&self, i: usize) -> Vec<Found> {
        self.clause.list_from(i).into_iter().map(Found::Item).collect()
    }

    pub(super) fn list_of(&self, i: usize) -> Vec<Found> {
        self.clause.list_of(i).into_iter().map(Found::Item).collect()
    }

    /// The list that begins at most a few words behind token `from`.
    pub(super) fn right(&self, from: usize) -> Vec<Found> {
        let found = (0..self.clause.items.len())
            .find(|&i| self.clause.items[i].first >= from && self.actor(i));
        let Some(i) = found else { return Vec::new() };
        let item = &self.clause.items[i];
        let opening = item.opening.clamp(from, item.first);
        let near = opening - from <= REACH && !self.stops(from, opening);
        if near { self.list_from(i) } else { Vec::new() }
    }

    /// All names that act, from token `from` to the end of the clause.
    pub(super) fn right_clause(&self, from: usize) -> Vec<Found> {
        let end = self.list_end(from);
        (0..self.clause.items.len())
            .filter(|&i| {
                let item = &self.clause.items[i];
                let governed = item.opening < from; // the preposition is the trigger's own
                item.first >= from
                    && item.first < end
                    && self.actor(i)
                    && (governed || !self.is_topic(i))
            })
            .map(Found::Item)
            .collect()
    }

    /// Whether a name is what something is about or happens under, not who takes part.
    fn is_topic(&self, i: usize) -> bool {
        let item = &self.clause.items[i];
        let about = matches!(
            item.preposition,
            Some(
                "on" | "under" | "about" | "within" | "against" | "into" | "through" | "for" | "to"
            )
        );
        about && !item.agentive
    }

    /// Where a list of participants ends: with its clause, at the verb of which it is the subject, but not at a semicolon
    /// between two of its members.
    fn list_end(&self, from: usize) -> usize {
        // A verb without auxiliary may be a noun: `the partner countries`.
        let certain = |g: &&Group| g.first > from && g.shape == Shape::Finite && g.first < g.head;
        let verb = self.clause.groups.iter().find(certain);
        let verb = verb.map_or(self.clause.range.end, |g| g.first);
        let mut at = from;
        loop {
            let end = self.clause_end(at);
            if self.clause.word(end) != ";" || verb < self.clause.range.end {
                return end.min(verb.max(from + 1));
            }
            at = end + 1;
        }
    }

    /// The first token from `from` on at which the clause ends.
    pub(super) fn clause_end(&self, from: usize) -> usize {
        (from..self.clause.range.end)
            .find(|&i| !self.clause.in_name(i) && self.ends_clause(i))
            .unwrap_or(self.clause.range.end)
    }

    pub(super) fn ends_clause(&self, i: usize) -> bool {
        let word = self.clause.word(i);
        let infinitive = word == "to"
            && self.clause.item_at(i + 1).is_none()
            && !matches!(self.clause.word(i + 1), "the" | "a" | "an" | "its" | "their");
        infinitive || self.clause.kind(i).is(WordKind::CLAUSE_END | WordKind::SUBORDINATOR)
    }

    /// Whether a verb or a clause end stands between two tokens.
    pub(super) fn stops(&self, from: usize, to: usize) -> bool {
        (from..to).any(|i| {
            !self.clause.in_name(i)
                && (self.ends_clause(i) || self.clause.kind(i).is(WordKind::AUXILIARY))
        }) || self
            .clause
            .groups
            .iter()
            .any(|g| g.shape != Shape::Ing && g.first >= from && g.end <= to && g.head >= from)
    }

    /// The list that ends right before the trigger.
    fn left(&self, first: usize) -> Option<usize> {
        let i = (0..self.clause.items.len())
            .rev()
            .find(|&i| self.clause.items[i].end <= first && self.actor(i))?;
        let list = self.clause.items[i].list;
        let members = self.clause.items.iter().skip(i).take_while(|item| item.list == list);
        let closing = members.map(|item| item.closing).max().unwrap_or(0);
        let mut gap = closing.max(self.clause.items[i].end)..first;
        gap.all(|k| matches!(self.clause.word(k), "," | ")" | "and" | "(")).then_some(i)
    }

    /// What a phrase such as "in cooperation with" is joined to: those who act in its clause, or else what the clause is
    /// about.
    fn head(&self, at: Place) -> Vec<Found> {
        let groups = &self.clause.groups;
        let governs = |k: &usize| groups[*k].head < at.first && groups[*k].shape != Shape::Ing;
        let open = |k: &usize| {
            !(groups[*k].end..at.first)
                .any(|i| matches!(self.clause.word(i), ";" | ":") && !self.clause.in_name(i))
        };
        let verb = (0..groups.len()).rev().filter(governs).find(open);
        let left = self.left(at.first);
        let by = ["by".to_owned()].into_iter().collect();
        let Some(g) = verb else {
            // `UNODC, in cooperation with the OSCE, organized`; `In cooperation with the OSCE, UNODC organized`.
            let agents = left.filter(|&i| {
                self.clause.items[i].preposition.is_none() || self.clause.items[i].agentive
            });
            if let Some(i) = agents {
                return self.list_of(i);
            }
            let next = (0..groups.len()).find(|&k| groups[k].first >= at.end);
            return match next {
                Some(k) if groups[k].voice == Voice::Active => self.subject_behind(k, at.end),
                Some(k) => self.agent(k, &by),
                None => self.first_list(at.first),
            };
        };
        if groups[g].voice == Voice::Active {
            // A new subject may stand before the phrase: `… met, and UNODC, in cooperation with the OSCE, trained`.
            return self.subject(g);
        }
        let agents = self.agent(g, &by);
        if !agents.is_empty() {
            return agents;
        }
        match self.patient(g).pop() {
            Some(Found::Item(i))
                if self.clause.items[i].mention.entity.class != Class::Programme =>
            {
                Vec::new()
            }
            // `The workshop was held in cooperation with`: those who organize it.
            Some(Found::Story) => match self.topic.hosts() {
                // `New OSCE course begun in cooperation with`
                hosts if hosts.is_empty() => self.first_list(at.first),
                hosts => hosts.into_iter().map(Found::Named).collect(),
            },
            None => Vec::new(),
            Some(found) => vec![found],
        }
    }

    /// The subject of group `k`, without the names that stand before token `from`.
    fn subject_behind(&self, k: usize, from: usize) -> Vec<Found> {
        let behind = |found: &Found| match found {
            Found::Item(i) => {
                self.clause.items[*i].first >= from && !self.clause.list_from(*i).is_empty()
            }
            _ => true,
        };
        let subject = self.subject(k);
        if subject.iter().any(behind) {
            subject.into_iter().filter(behind).collect()
        } else {
            subject
        }
    }

    /// The first list of a heading without a verb.
    fn first_list(&self, before: usize) -> Vec<Found> {
        let found = (0..self.clause.items.len()).find(|&i| {
            let item = &self.clause.items[i];
            item.end <= before && item.role != Role::Place && item.preposition.is_none()
        });
        found.map_or_else(Vec::new, |i| vec![Found::Item(i)])
    }

    /// What the clause of the trigger is about.
    fn matter(&self, at: Place) -> Vec<Found> {
        let groups = &self.clause.groups;
        if let Some(i) = self.left(at.first)
            && self.clause.items[i].mention.entity.class == Class::Programme
            && self.clause.items[i].preposition.is_none_or(|p| p == "of")
        {
            return vec![Found::Item(i)];
        }
        let before = (0..groups.len()).rev().find(|&k| groups[k].head < at.first);
        let verb = before.or_else(|| (0..groups.len()).find(|&k| groups[k].first >= at.end));
        verb.map_or_else(Vec::new, |k| {
            let mut found = self.patient(k);
            // A body that is met or trained is not what the money is for.
            found.retain(|found| match found {
                Found::Item(i) => matches!(
                    self.clause.items[*i].mention.entity.class,
                    Class::Programme | Class::Donor
                ),
                _ => true,
            });
            found
        })
    }

    /// The name or noun behind an adjective: `the EU-funded Container Control Programme`, `an EU-funded project`.
    fn described_by_adjective(&self, from: usize) -> Vec<Found> {
        let item = self.clause.items.iter().position(|item| item.first >= from);
        let near = |i: &usize| {
            let item = &self.clause.items[*i];
            item.opening <= from && item.role != Role::Place || item.first == from
        };
        match item.filter(near) {
            Some(i) => self.list_from(i).into_iter().take(1).collect(),
            None => self.generic(from..from + 6),
        }
    }

    /// What is said to be it: the subject of "is", or the name right before.
    fn apposed(&self, at: Place) -> Vec<Found> {
        let finite = |group: &Group| group.shape != Shape::Ing && group.first <= at.first;
        let is = self.clause.groups.iter().rposition(finite);
        // `is part of`, `is a joint action of A and B under the umbrella of`
        if let Some(g) = is
            && self.clause.kind(self.clause.groups[g].head).is(WordKind::BE)
            && (self.clause.groups[g].end..at.first)
                .find(|&i| !self.clause.kind(i).is(WordKind::MODIFIER | WordKind::ADVERB))
                .is_none_or(|noun| self.clause.kind(noun).is(WordKind::PROGRAMME | WordKind::BODY))
        {
            return self.subject(g);
        }
        self.left(at.first).map_or_else(Vec::new, |i| vec![Found::Item(i)])
    }

    /// The list behind the next `from` or `by` of the clause.
    fn source(&self, from: usize) -> Vec<Found> {
        let end = self.clause_end(from);
        let item = self.clause.items.iter().position(|item| {
            item.first >= from
                && item.first < end
                && item.role == Role::Actor
                && (matches!(item.preposition, Some("from" | "by"))
                    // `by experts of`
                    || item.agentive
                        && matches!(
                            self.clause.word(item.opening.wrapping_sub(1)),
                            "from" | "by"
                        ))
        });
        item.map_or_else(Vec::new, |i| self.list_from(i))
    }

    /// The name before the noun of what is given: `received a UNICEF grant`.
    fn giver(&self, from: usize, gifts: &WordSet) -> Vec<Found> {
        let near = from..from + REACH;
        let found = self.clause.items.iter().position(|item| {
            near.contains(&item.first)
                && item.preposition.is_none()
                && gifts.contains(self.clause.word(item.closing))
        });
        found.map_or_else(Vec::new, |i| vec![Found::Item(i)])
    }

    fn adjacent(&self, at: Place) -> Option<usize> {
        self.clause.items.iter().rposition(|item| {
            item.end == at.first && (item.role != Role::Place || self.clause.hyphened(at.first))
        })
    }

    /// Two names written as one right before the trigger: `the UNODC-EU partnership`.
    fn pair(&self, at: Place) -> Vec<Found> {
        let Some(last) = self.adjacent(at) else { return Vec::new() };
        let Some(first) = last.checked_sub(1) else { return Vec::new() };
        let (a, b) = (&self.clause.items[first], &self.clause.items[last]);
        if self.clause.hyphenated(a.end, b.first) {
            vec![Found::Item(first), Found::Item(last)]
        } else {
            Vec::new()
        }
    }
}
