//! Who does it, and to whom: subjects, agents, objects, and what a participle belongs to.
//!
//! In: a clause with its names, lists and verbs, and a verb in it. Out: names, or what a noun such as "the project" stands
//! for. Never: a relation, and no word list of its own but that of English function words.

use crate::base::{Class, Predicate};
use crate::dictionary::{Voice, WordKind, WordSet};
use crate::link::arguments::{Found, REACH, Scene};
use crate::link::clause::{Item, Role};
use crate::link::group::{Group, Shape};
use crate::link::verbs::{skip_adverbs, skip_adverbs_back};

impl Scene<'_> {
    /// Who does what group `g` says.
    pub(super) fn agent(&self, g: usize, by: &WordSet) -> Vec<Found> {
        let group = self.clause.groups[g];
        match group.voice {
            Voice::Active => self.subject(g),
            Voice::Passive => self.agent_start(g, by).map_or_else(Vec::new, |at| {
                let mut found = self.right(at);
                if found.is_empty() {
                    found = self.generic(at..at + 4);
                    found.retain(|found| !matches!(found, Found::Story));
                }
                found
            }),
        }
    }

    /// The token behind the "by" that names the agents of a passive; that of "funded" in `funded and implemented by` too.
    pub(super) fn agent_start(&self, g: usize, by: &WordSet) -> Option<usize> {
        let mut at = skip_adverbs(self.clause, self.clause.groups[g].end);
        for next in &self.clause.groups[g + 1..] {
            let joined = at < next.head
                && (at..next.head).all(|i| {
                    matches!(self.clause.word(i), "and" | "or" | ",")
                        || self.clause.kind(i).is(WordKind::ADVERB)
                });
            if !joined || next.voice == Voice::Active {
                break;
            }
            at = skip_adverbs(self.clause, next.end);
        }
        let place = |at: usize| {
            // `organized in Vienna by`, `held on 5 May by`
            (at..at + 8)
                .take_while(|&i| {
                    !self.ends_clause(i) && !self.clause.in_group(i) && self.clause.word(i) != ","
                })
                .find(|&i| self.clause.word(i) == "by" && !self.clause.in_name(i))
        };
        if by.contains(self.clause.word(at)) {
            return Some(at + 1);
        }
        let governs = self.clause.kind(at).is(WordKind::PREPOSITION) && by.contains("by");
        governs.then(|| place(at)).flatten().map(|i| i + 1)
    }

    /// Whether one of these words stands in what group `g` acts upon: the object of an active, the subject of a passive.
    pub(super) fn acts_upon(&self, g: usize, words: &WordSet) -> bool {
        let group = self.clause.groups[g];
        let range = match (group.voice, group.shape) {
            (Voice::Active, _) => match self.relative(g) {
                Some(pronoun) => pronoun.saturating_sub(12).max(self.clause.range.start)..pronoun,
                None => group.end..self.object_end(group.end),
            },
            (Voice::Passive, Shape::Reduced) => {
                group.first.saturating_sub(24).max(self.clause.range.start)..group.first
            }
            (Voice::Passive, _) => self.clause_start(g)..group.first,
        };
        let passive = group.voice == Voice::Passive;
        range.into_iter().any(|i| {
            words.contains(self.clause.word(i))
                && !self.clause.in_group(i)
                && !(passive && self.is_purpose(i))
        })
    }

    /// Whether a noun says what another is for: `support for the trainings was provided`.
    fn is_purpose(&self, noun: usize) -> bool {
        self.before_modifiers(noun)
            .is_some_and(|i| self.clause.word(i) == "for" && i > self.clause.range.start)
    }

    /// The token before a noun and its modifiers.
    fn before_modifiers(&self, noun: usize) -> Option<usize> {
        let nearest = noun.saturating_sub(4).max(self.clause.range.start);
        (nearest..noun).rev().find(|&i| !self.clause.kind(i).is(WordKind::MODIFIER))
    }

    /// The end of the object that begins at token `from`: a preposition behind its noun, the next verb, the clause's end.
    fn object_end(&self, from: usize) -> usize {
        let end = self.object_limit(from);
        let mut noun = false;
        for i in from..end {
            let kind = self.clause.kind(i);
            if kind.is(WordKind::PREPOSITION) {
                let counts = self.clause.word(i) == "of"
                    && matches!(
                        self.clause.word(i - 1),
                        "series"
                            | "number"
                            | "round"
                            | "set"
                            | "cycle"
                            | "range"
                            | "variety"
                            | "edition"
                            | "day"
                            | "days"
                            | "phase"
                            | "part"
                            | "total"
                            | "amount"
                            | "first"
                            | "second"
                            | "third"
                            | "rounds"
                            | "pieces"
                            | "tonnes"
                            | "units"
                            | "batch"
                            | "package"
                            | "most"
                            | "all"
                            | "lot"
                            | "types"
                    );
                if noun && !counts {
                    return i;
                }
            } else {
                noun |=
                    !kind.is(WordKind::MODIFIER | WordKind::ADVERB) && self.clause.word(i) != ",";
            }
        }
        end
    }

    fn object_limit(&self, from: usize) -> usize {
        let verb = self.clause.groups.iter().find(|g| g.first >= from && g.shape != Shape::Ing);
        let end = self.clause_end(from).min(from + 24);
        verb.map_or(end, |g| end.min(g.first))
    }

    /// What group `g` acts upon.
    pub(super) fn patient(&self, g: usize) -> Vec<Found> {
        let group = self.clause.groups[g];
        match (group.voice, group.shape) {
            (Voice::Active, _) => match self.relative(g) {
                Some(pronoun) => self.antecedent(pronoun),
                None => self.object(group.end),
            },
            (Voice::Passive, Shape::Reduced) => self.described(g),
            (Voice::Passive, _) => self.subject(g),
        }
    }

    /// The pronoun that is the object of group `g`: `the course that the Mission organized`.
    fn relative(&self, g: usize) -> Option<usize> {
        let group = self.clause.groups[g];
        let pronoun = self.clause_start(g).checked_sub(1)?;
        let relates = matches!(self.clause.word(pronoun), "which" | "that")
            && !self.clause.in_name(pronoun)
            && pronoun + 1 < group.first;
        (relates && group.shape == Shape::Finite).then_some(pronoun)
    }

    /// The object that begins at token `from`.
    fn object(&self, from: usize) -> Vec<Found> {
        for item in self.clause.items.iter().filter(|item| item.first >= from) {
            let gap = item.opening.max(from);
            if gap - from > REACH || self.stops(from, gap) {
                break;
            }
            let i = self.clause.item_at(item.first).unwrap_or_default();
            let transparent = item.opening >= from
                && self.clause.kind(item.opening).is(WordKind::TRANSPARENT | WordKind::ACTIVITY)
                && item.preposition == Some("of");
            let direct = item.opening < from || item.preposition.is_none();
            if item.role == Role::Owner || !(direct || item.agentive || transparent) {
                if direct {
                    continue;
                }
                return self.generic(from..gap);
            }
            if item.role == Role::Actor || item.agentive {
                if let Some(found) = self.generic(from..gap).pop()
                    && direct
                {
                    return vec![found];
                }
                return self.list_from(i);
            }
        }
        self.generic(from..(from + 5).min(self.clause.range.end))
    }

    /// The list behind `to` or `for`, or right behind the verb that ends at `from`.
    pub(super) fn recipient(&self, from: usize) -> Vec<Found> {
        let end = self.clause_end(from);
        let found = self.clause.items.iter().position(|item| {
            let inside = item.first >= from && item.first < end && item.role != Role::Owner;
            let near = item.preposition.is_none() && item.opening <= from + 2;
            let given = item.role == Role::Actor && matches!(item.preposition, Some("to" | "for"));
            // `to officers of the Ministry`, but not `with money from the Government of`
            let people = item.agentive
                && matches!(item.preposition, Some("of" | "from" | "in"))
                && (item.opening <= from + 3 && !self.is_behind_by(item.opening)
                    || self.is_given_to(item.opening));
            inside && (near && item.role == Role::Actor || given || people)
        });
        match found {
            Some(i) => self.list_from(i),
            None => (from..end)
                .filter(|&i| {
                    matches!(self.clause.word(i), "to" | "for") && self.clause.word(i + 1) == "the"
                })
                .map(|i| self.bodies(i + 2))
                .find(|bodies| !bodies.is_empty())
                .unwrap_or_default(),
        }
    }

    /// The subject of group `g`, in the clause it belongs to.
    pub(super) fn subject(&self, g: usize) -> Vec<Found> {
        let group = self.clause.groups[g];
        let previous = g.checked_sub(1);
        match group.shape {
            Shape::Infinitive => match previous.map(|p| self.clause.groups[p]) {
                Some(p) if p.end == group.first => self.subject(g - 1),
                Some(p) => self.controlled(p, group),
                None => Vec::new(),
            },
            Shape::Ing => self.subject_of_participle(g),
            Shape::Reduced => self.described(g),
            Shape::Finite => self.subject_of_clause(g),
        }
    }

    /// `asked USAID to fund`: the object of the verb before is to do it.
    fn controlled(&self, previous: Group, group: Group) -> Vec<Found> {
        let closes = self
            .clause
            .items
            .iter()
            .rposition(|item| item.closing == group.first && item.first >= previous.end);
        match closes {
            Some(i) if self.clause.items[i].preposition.is_none() => self.list_of(i),
            _ => Vec::new(),
        }
    }

    /// `UNODC visited Tirana, training officers`, `by providing`: the subject of the clause; else the name right before.
    fn subject_of_participle(&self, g: usize) -> Vec<Found> {
        let first = self.clause.groups[g].first;
        if matches!(
            self.clause.word(first.wrapping_sub(1)),
            "," | "by" | "while" | "and" | "thus" | "thereby"
        ) {
            let main = (0..g).rev().find(|&k| self.clause.groups[k].shape == Shape::Finite);
            return main.map_or_else(Vec::new, |k| match self.clause.groups[k].voice {
                Voice::Active => self.subject(k),
                Voice::Passive => Vec::new(),
            });
        }
        let before = self.clause.items.iter().rposition(|item| item.closing == first);
        before.map_or_else(Vec::new, |i| self.list_of(i))
    }

    fn subject_of_clause(&self, g: usize) -> Vec<Found> {
        let group = self.clause.groups[g];
        // The WHO is no pronoun.
        let before = match group.first.checked_sub(1) {
            Some(i) if !self.clause.in_name(i) => self.clause.word(i),
            _ => "",
        };
        // `UNODC organized a course and trained officers`: one subject, two verbs.
        if matches!(before, "and" | "or" | "but" | "then") {
            let finite = |&k: &usize| self.clause.groups[k].shape == Shape::Finite;
            // `presented the programme, which covers ports, and gave an overview`: the verbs that are joined share their tense.
            let agrees = |&k: &usize| self.is_past(k) == self.is_past(g);
            let joined = (0..g).rev().filter(finite).find(agrees);
            if let Some(k) = joined.or_else(|| (0..g).rev().find(finite)) {
                return self.subject(k);
            }
        }
        if matches!(before, "which" | "who" | "that") {
            return self.antecedent(group.first - 1);
        }
        // `the officers of the PCU praised the equipment they received`: those who act in the sentence.
        if before == "they" && group.first - 1 > self.clause.range.start {
            let main = (0..g).find(|&k| self.clause.groups[k].shape == Shape::Finite);
            return main.map_or_else(Vec::new, |k| self.subject(k));
        }
        let start = self.clause_start(g);
        let fits = |item: &Item<'_>| {
            item.first >= start && item.end <= group.first && self.is_subject(item, start)
        };
        let behind_verb = g > 0 && self.clause.groups[..g].iter().any(|other| other.end == start);
        let item = if behind_verb {
            // What is still the object of the verb before comes first.
            self.clause.items.iter().rposition(fits)
        } else {
            self.clause.items.iter().position(fits)
        };
        let upto = item
            .map_or(group.first, |i| self.clause.items[i].opening.min(self.clause.items[i].first));
        let generic = if behind_verb { Vec::new() } else { self.generic(start..upto) };
        if !generic.is_empty() {
            return generic;
        }
        if let Some(i) = item {
            return self.headed_by_noun(i).map_or_else(|| self.list_of(i), |found| vec![found]);
        }
        // `In 2019 the project was funded by`
        let noun = skip_adverbs_back(self.clause, group.first);
        if noun > start
            && self.clause.kind(noun - 1).is(WordKind::PROGRAMME)
            && let Some(found) = self.noun(noun - 1)
        {
            return vec![found];
        }
        let pronoun = self.clause.word(start);
        match &self.topic.actor {
            Some(actor) if matches!(pronoun, "it" | "they") && start == self.clause.range.start => {
                vec![Found::Named(actor.clone())]
            }
            _ => Vec::new(),
        }
    }

    /// Whether a verb is in the past: `gave`, `was given`.
    fn is_past(&self, g: usize) -> bool {
        let group = self.clause.groups[g];
        let alone = group.first == group.head && self.clause.kind(group.head).is(WordKind::PAST);
        alone || matches!(self.clause.word(group.first), "was" | "were" | "had" | "did")
    }

    /// What the noun behind a list stands for: `the UNODC and OSCE project`, `CCP training`.
    fn headed_by_noun(&self, i: usize) -> Option<Found> {
        let last = self.clause.list_of(i).into_iter().last().unwrap_or(i);
        let item = &self.clause.items[last];
        let kind = self.clause.kind(item.closing);
        let is_programme = item.mention.entity.class == Class::Programme;
        // `CCP activities` are the programme itself, `UNODC activities` what the story reports.
        // `UNODC’s engagement in the Roadmap`: the Roadmap.
        let possessed = item.closing + usize::from(self.clause.word(item.closing) == "s");
        if self.clause.kind(possessed).is(WordKind::TRANSPARENT)
            && matches!(self.clause.word(possessed + 1), "in" | "on" | "of" | "under")
        {
            let next = self.clause.items.iter().find(|item| item.first > possessed);
            let near = next.filter(|item| item.opening <= possessed + 1);
            let programme = near.filter(|item| item.mention.entity.class == Class::Programme);
            return programme.and_then(|item| self.clause.item_at(item.first)).map(Found::Item);
        }
        // What is done under another programme is not the programme itself.
        let told = !is_programme || self.predicate == Predicate::PartOf;
        let noun = kind.is(WordKind::ACTIVITY)
            || kind.is(WordKind::PROGRAMME) && !is_programme
            || kind.is(WordKind::EFFORT) && told;
        if noun && !self.clause.in_group(item.closing) { self.noun(item.closing) } else { None }
    }

    /// Whether a name can be the subject of the clause that begins at `start`.
    fn is_subject(&self, item: &Item<'_>, start: usize) -> bool {
        let governed = match item.preposition {
            None => false,
            Some("of" | "from" | "in" | "at" | "to" | "for") => {
                let passes_on = self.clause.kind(item.opening).is(WordKind::TRANSPARENT)
                    && !self.is_governed(item.opening);
                !item.agentive && !passes_on
            }
            Some(_) => true,
        };
        let acted_upon = self.clause.groups.iter().any(|group| {
            group.first >= start
                && group.end <= item.first
                && group.shape != Shape::Finite
                && group.voice == Voice::Active
                && item.preposition.is_none()
                && item.first - group.end <= 4
        });
        item.role == Role::Actor && !governed && !acted_upon
    }

    /// Whether a preposition governs the noun at token `at`: `in preparation to the establishment`.
    fn is_governed(&self, at: usize) -> bool {
        self.before_modifiers(at).is_some_and(|i| self.clause.kind(i).is(WordKind::PREPOSITION))
    }

    /// The name that a relative pronoun at token `at` stands for.
    fn antecedent(&self, at: usize) -> Vec<Found> {
        let last = self.clause.items.iter().rposition(|item| item.end <= at);
        match last {
            Some(i) if at - self.clause.items[i].closing.min(at) <= 1 => self.list_of(i),
            // `The consultation, which was organized by`
            _ => {
                let comma = usize::from(self.clause.word(at.wrapping_sub(1)) == ",");
                self.noun(at.saturating_sub(1 + comma)).into_iter().collect()
            }
        }
    }

    /// Where the clause of group `g` begins.
    fn clause_start(&self, g: usize) -> usize {
        let mut before = self.clause.groups[g].first;
        let mut k = g;
        loop {
            let boundary = (self.clause.range.start..before).rev().find(|&i| self.begins_clause(i));
            let verb = (0..k).rev().find(|&n| self.clause.groups[n].shape == Shape::Finite);
            match (boundary, verb) {
                // `UNODC, which is based in Vienna, organized`: the clause goes on behind the second comma.
                (Some(at), Some(n))
                    if self.clause.groups[n].first > at
                        && self.clause.kind(at).is(WordKind::SUBORDINATOR)
                        && self.clause.word(at.wrapping_sub(1)) == ","
                        && self.clause.word(self.clause.groups[g].first - 1) == "," =>
                {
                    (before, k) = (at, n);
                }
                (at, verb) => {
                    let at = at.map_or(self.clause.range.start, |i| i + 1);
                    return verb.map_or(at, |n| at.max(self.clause.groups[n].end));
                }
            }
        }
    }

    fn begins_clause(&self, i: usize) -> bool {
        !self.clause.in_name(i)
            && (self.clause.kind(i).is(WordKind::SUBORDINATOR)
                || matches!(self.clause.word(i), ";" | ":"))
    }

    /// What the participle of group `g` describes: `the action, funded by`, `a workshop organized by`.
    fn described(&self, g: usize) -> Vec<Found> {
        let group = self.clause.groups[g];
        let mut before = group.first;
        while before > self.clause.range.start
            && matches!(self.clause.word(before - 1), "," | "and" | "or" | "(")
        {
            before -= 1;
        }
        before = self.before_bracket(before);
        let joined = before < group.first;
        if joined
            && let Some(p) = g.checked_sub(1)
            && self.clause.groups[p].voice == Voice::Passive
            && !(self.clause.groups[p].end..before).any(|i| self.begins_clause(i))
            && (self.clause.word(group.first - 1) == "and" || self.is_chain(p, before))
        {
            return self.patient(p);
        }
        if joined
            && self.clause.word(group.first - 1) == "and"
            && let Some(p) = (0..g).rev().find(|&p| self.clause.groups[p].shape == Shape::Finite)
            && self.clause.groups[p].voice == Voice::Passive
        {
            return self.patient(p);
        }
        self.before(before)
    }

    /// Where a short bracket that closes right before token `at` opens: `the X project (regional), implemented by`.
    fn before_bracket(&self, at: usize) -> usize {
        if self.clause.word(at.wrapping_sub(1)) != ")" {
            return at;
        }
        let nearest = at.saturating_sub(6).max(self.clause.range.start);
        (nearest..at).rev().find(|&i| self.clause.word(i) == "(").unwrap_or(at)
    }

    /// Whether nothing but its agents stands between participle `p` and token `end`: `funded by the EU, implemented by`.
    fn is_chain(&self, p: usize, end: usize) -> bool {
        let group = self.clause.groups[p];
        let by = ["by".to_owned()].into_iter().collect();
        let Some(agents) = self.agent_start(p, &by).filter(|_| group.shape == Shape::Reduced)
        else {
            return false;
        };
        let agents: Vec<usize> = self
            .right(agents)
            .iter()
            .filter_map(|found| if let Found::Item(i) = found { Some(*i) } else { None })
            .collect();
        let between = |i: &usize| {
            let item = &self.clause.items[*i];
            item.first >= group.end && item.end <= end && item.role == Role::Actor
        };
        (0..self.clause.items.len()).filter(between).all(|i| agents.contains(&i))
    }

    /// Whether "to" or "for" governs the noun at a token: `to the experienced officers of`.
    fn is_given_to(&self, noun: usize) -> bool {
        matches!(self.preposition_before(noun), "to" | "for")
    }

    /// Whether "by" governs the noun at a token: `delivered by experts from`.
    fn is_behind_by(&self, noun: usize) -> bool {
        self.preposition_before(noun) == "by"
    }

    /// The nearest preposition within a few words before a noun.
    fn preposition_before(&self, noun: usize) -> &str {
        let nearest = noun.saturating_sub(6).max(self.clause.range.start);
        let before = (nearest..noun).rev().find(|&i| self.clause.kind(i).is(WordKind::PREPOSITION));
        before.map_or("", |i| self.clause.word(i))
    }
}
