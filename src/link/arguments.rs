//! The named strategies that choose the arguments of a rule.
//!
//! In: a clause and the place of a trigger. Out: entities. Never: a word list of its own; they come with the vocabulary.

use std::sync::Arc;

use crate::base::{Argument, Class, Entity};
use crate::dictionary::{ArgumentClass, CompiledRule, Lexicon, Strategy};
use crate::link::clause::{Clause, Role};
use crate::link::topic::Topic;

/// A trigger of a rule in a clause: tokens `first..end`.
#[derive(Debug, Clone, Copy)]
pub(super) struct TriggerAt {
    pub first: usize,
    pub end: usize,
    pub rule: usize,
}

/// What the strategies read.
pub(super) struct Scene<'a> {
    pub clause: &'a Clause<'a>,
    pub lexicon: &'a Lexicon,
    pub topic: &'a Topic,
    /// The rule triggers of the sentence in order.
    pub triggers: &'a [TriggerAt],
    /// Items that an earlier trigger of the sentence took from its right.
    pub taken: &'a [usize],
}

/// At most so many words stand between a trigger and the list it governs.
const REACH: usize = 9;

/// The arguments that the first successful strategy finds, and the items they came from.
pub(super) fn choose(
    scene: &Scene<'_>,
    rule: &CompiledRule,
    strategies: &[Strategy],
    classes: &[ArgumentClass],
    trigger: TriggerAt,
) -> (Vec<Argument>, Vec<usize>) {
    for strategy in strategies {
        let items: Vec<usize> = scene
            .items(*strategy, classes, trigger, rule)
            .into_iter()
            .filter(|&i| scene.is_of(&scene.clause.items[i].mention.entity, classes))
            .collect();
        if !items.is_empty() {
            let arguments = items
                .iter()
                .map(|&i| Argument::Entity(scene.clause.items[i].mention.entity.clone()))
                .collect();
            return (arguments, items);
        }
        let arguments = scene.beyond(*strategy, classes, trigger);
        if !arguments.is_empty() {
            return (arguments, Vec::new());
        }
    }
    (Vec::new(), Vec::new())
}

impl Scene<'_> {
    /// Whether an entity is one of the classes; any is, when none is named.
    pub(super) fn is_of(&self, entity: &Entity, classes: &[ArgumentClass]) -> bool {
        classes.is_empty()
            || classes.iter().any(|class| match class {
                ArgumentClass::Organisation => entity.class == Class::Organisation,
                ArgumentClass::Country => entity.class == Class::Country,
                ArgumentClass::Programme => entity.class == Class::Programme,
                ArgumentClass::Donor => entity.class == Class::Donor,
                ArgumentClass::Funder => {
                    matches!(entity.class, Class::Country | Class::Donor)
                        || self.funds_by_trade(entity)
                }
            })
    }

    fn funds_by_trade(&self, entity: &Entity) -> bool {
        let kind = self
            .lexicon
            .get(&entity.id)
            .and_then(|known| known.entry.kind.as_deref())
            .unwrap_or_default();
        ["donor", "aid", "development", "foundation", "fund", "embassy", "union"]
            .iter()
            .any(|word| kind.contains(word))
            || entity.id.contains("-embassy")
    }

    /// The items that a strategy finds in the clause.
    fn items(
        &self,
        strategy: Strategy,
        classes: &[ArgumentClass],
        at: TriggerAt,
        rule: &CompiledRule,
    ) -> Vec<usize> {
        match strategy {
            Strategy::Right => self.right(at),
            Strategy::RightClause => self.right_clause(at),
            Strategy::Left => self.left(at),
            Strategy::LeftHead => self.left_head(classes, at),
            Strategy::Subject => self.subject(at, rule),
            Strategy::Adjacent => self.adjacent(at),
            Strategy::Pair => self.pair(at),
            Strategy::Anaphor | Strategy::Programme | Strategy::Organizers | Strategy::Story => {
                Vec::new()
            }
        }
    }

    /// What a strategy finds outside the clause.
    fn beyond(
        &self,
        strategy: Strategy,
        classes: &[ArgumentClass],
        at: TriggerAt,
    ) -> Vec<Argument> {
        let entities = |found: Vec<Arc<Entity>>| {
            found.into_iter().filter(|e| self.is_of(e, classes)).map(Argument::Entity).collect()
        };
        match strategy {
            Strategy::Anaphor => self.anaphor(at),
            Strategy::Programme => entities(self.topic.programme().into_iter().collect()),
            Strategy::Organizers => entities(self.topic.organizers.clone()),
            Strategy::Story => vec![Argument::Story],
            _ => Vec::new(),
        }
    }

    fn actor(&self, i: usize) -> bool {
        self.clause.items[i].role == Role::Actor
    }

    fn right(&self, at: TriggerAt) -> Vec<usize> {
        let Some(i) = (0..self.clause.items.len())
            .find(|&i| self.clause.items[i].first >= at.end && self.actor(i))
        else {
            return Vec::new();
        };
        let item = &self.clause.items[i];
        let near = item.first - at.end <= REACH && !self.stops(at.end, item.first);
        if near { self.clause.list_from(i) } else { Vec::new() }
    }

    fn right_clause(&self, at: TriggerAt) -> Vec<usize> {
        let end = self.clause_end(at.end);
        (0..self.clause.items.len())
            .filter(|&i| {
                let item = &self.clause.items[i];
                let governed = item.opening < at.end; // the preposition is the trigger's own
                item.first >= at.end
                    && item.first < end
                    && self.actor(i)
                    && (governed || !self.is_topic(i))
            })
            .collect()
    }

    /// Whether a name is what something is about or happens under, not who takes part.
    fn is_topic(&self, i: usize) -> bool {
        let item = &self.clause.items[i];
        matches!(
            item.preposition,
            Some(
                "on" | "under" | "about" | "within" | "against" | "into" | "through" | "for" | "to"
            )
        ) && !item.noun.is_some_and(|n| self.clause.words.agents.contains(n))
    }

    /// The first token from `from` on at which the clause ends.
    fn clause_end(&self, from: usize) -> usize {
        (from..self.clause.range.end)
            .find(|&i| !self.clause.in_name(i) && self.ends_clause(i))
            .unwrap_or(self.clause.range.end)
    }

    fn ends_clause(&self, i: usize) -> bool {
        let word = self.clause.word(i);
        let infinitive = word == "to"
            && self.clause.item_at(i + 1).is_none()
            && !matches!(self.clause.word(i + 1), "the" | "a" | "an" | "its" | "their");
        infinitive || self.clause.words.clause_ends.contains(word)
    }

    /// Whether a verb or a clause end stands between two tokens.
    fn stops(&self, from: usize, to: usize) -> bool {
        (from..to).any(|i| {
            !self.clause.in_name(i)
                && (self.ends_clause(i)
                    || self.clause.words.auxiliaries.contains(self.clause.word(i)))
        })
    }

    fn left(&self, at: TriggerAt) -> Vec<usize> {
        let last = (0..self.clause.items.len())
            .rev()
            .find(|&i| self.clause.items[i].end <= at.first && self.actor(i));
        let Some(i) = last else { return Vec::new() };
        let closing = self.closing_of_list(i);
        let gap = closing.max(self.clause.items[i].end)..at.first;
        let touches = gap.clone().all(|k| matches!(self.clause.word(k), "," | ")" | "and"));
        if touches { self.clause.list_of(i) } else { Vec::new() }
    }

    fn closing_of_list(&self, i: usize) -> usize {
        let list = self.clause.items[i].list;
        let members = self.clause.items.iter().skip(i).take_while(|item| item.list == list);
        members.map(|item| item.closing).max().unwrap_or(0)
    }

    fn left_head(&self, classes: &[ArgumentClass], at: TriggerAt) -> Vec<usize> {
        (0..self.clause.items.len())
            .rev()
            .find(|&i| {
                let item = &self.clause.items[i];
                item.end <= at.first
                    && self.actor(i)
                    && !self.taken.contains(&i)
                    && self.is_of(&item.mention.entity, classes)
                    && !self.stops_at_clause(item.end, at.first)
            })
            .into_iter()
            .collect()
    }

    fn stops_at_clause(&self, from: usize, to: usize) -> bool {
        (from..to)
            .any(|i| !self.clause.in_name(i) && matches!(self.clause.word(i), ";" | "." | ":"))
    }

    /// The subject of the verb at the trigger: the nearest list before it that is not governed by a preposition, or that
    /// stands behind people who act for it; across a verb, the first such list of the sentence.
    fn subject(&self, at: TriggerAt, _rule: &CompiledRule) -> Vec<usize> {
        let candidates: Vec<usize> = (0..self.clause.items.len())
            .filter(|&i| {
                self.clause.items[i].end <= at.first && self.actor(i) && self.can_be_subject(i)
            })
            .collect();
        let clause_start = self.clause_start(at.first);
        let nearest = candidates.iter().rev().copied().find(|&i| {
            self.clause.items[i].first >= clause_start
                && !self.verb_between(self.clause.items[i].end, at.first)
        });
        let relative = matches!(
            self.clause.word(clause_start.wrapping_sub(1)),
            "which" | "who" | "that" | "where"
        );
        let chosen = match nearest {
            Some(i) => Some(i),
            None if relative => self.antecedent(clause_start - 1),
            None => candidates.first().copied(),
        };
        chosen.map(|i| self.clause.list_of(i)).unwrap_or_default()
    }

    /// The name that a relative clause belongs to.
    fn antecedent(&self, relative: usize) -> Option<usize> {
        let last = (0..self.clause.items.len())
            .rev()
            .find(|&i| self.clause.items[i].end <= relative && self.actor(i))?;
        let close = relative - self.clause.items[last].closing.min(relative) <= 2;
        close.then_some(last)
    }

    fn can_be_subject(&self, i: usize) -> bool {
        let item = &self.clause.items[i];
        match item.preposition {
            None => true,
            Some("of" | "from" | "in" | "at" | "to") => item.noun.is_some_and(|n| {
                self.clause.words.agents.contains(n) || self.clause.words.authorities.contains(n)
            }),
            Some(_) => false,
        }
    }

    fn clause_start(&self, before: usize) -> usize {
        (self.clause.range.start..before)
            .rev()
            .find(|&i| {
                !self.clause.in_name(i)
                    && matches!(
                        self.clause.word(i),
                        ";" | ":" | "which" | "who" | "that" | "where" | "while" | "whereas"
                    )
            })
            .map_or(self.clause.range.start, |i| i + 1)
    }

    fn verb_between(&self, from: usize, to: usize) -> bool {
        let auxiliary = (from..to).any(|i| {
            !self.clause.in_name(i)
                && self.clause.words.auxiliaries.contains(self.clause.word(i))
                && i + 3 < to // not an auxiliary of the trigger's own verb
        });
        auxiliary || self.triggers.iter().any(|t| t.first >= from && t.end <= to && t.first < to)
    }

    fn adjacent(&self, at: TriggerAt) -> Vec<usize> {
        let found = self
            .clause
            .items
            .iter()
            .rposition(|item| item.end == at.first && item.role != Role::Place);
        found.into_iter().collect()
    }

    /// Two names written as one right before the trigger: `the UNODC-EU partnership`.
    fn pair(&self, at: TriggerAt) -> Vec<usize> {
        let Some(&last) = self.adjacent(at).first() else { return Vec::new() };
        let Some(first) = last.checked_sub(1) else { return Vec::new() };
        let (a, b) = (&self.clause.items[first], &self.clause.items[last]);
        if self.clause.hyphenated(a.end, b.first) { vec![first, last] } else { Vec::new() }
    }

    /// "The action", "this training" before the trigger, in its clause.
    fn anaphor(&self, at: TriggerAt) -> Vec<Argument> {
        let start = self.clause_start(at.first);
        for i in (start..at.first).rev() {
            if self.clause.in_name(i) {
                continue;
            }
            let word = self.clause.word(i);
            if self.clause.words.programmes.contains(word) {
                return self.topic.programme().map(Argument::Entity).into_iter().collect();
            }
            if self.clause.words.activities.contains(word) {
                return vec![Argument::Story];
            }
        }
        Vec::new()
    }
}
