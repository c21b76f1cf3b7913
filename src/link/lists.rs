//! Coordinated lists: which names stand side by side.
//!
//! In: the names of a sentence. Out: the number of its list on each name. Never: a list across a verb.

use crate::base::{Class, Origin};
use crate::cut::fold_name;
use crate::dictionary::WordKind;
use crate::link::clause::{Clause, Item, Role};
use crate::link::group::Shape;
use crate::link::topic::holds;

/// How two neighbours in a list are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// They are not.
    None,
    /// By a comma alone.
    Comma,
    /// By "and", "as well as", a semicolon.
    And,
    /// By "including", "in particular": the list goes on with those it names.
    Including,
}

/// So many words that are no names may stand between two members of a list: `the police, the courts and`.
const GAP: usize = 14;

/// Numbers the lists of a sentence.
pub(super) fn join(clause: &mut Clause<'_>) {
    number(clause);
    cut(clause);
    detach_subjects(clause);
}

fn number(clause: &mut Clause<'_>) {
    for i in 0..clause.items.len() {
        clause.items[i].list = i;
        if i == 0 {
            continue;
        }
        let previous = clause.items[i - 1];
        let item = clause.items[i];
        let coordinated = joint(clause, &previous, &item) != Joint::None;
        let joined = previous.role == Role::Owner && item.opening == previous.opening
            || matches!(item.role, Role::Place | Role::Parent) && item.closing == previous.closing
            || coordinated;
        if !joined {
            continue;
        }
        let item = &mut clause.items[i];
        item.list = previous.list;
        if item.preposition.is_none() {
            item.preposition = previous.preposition;
            item.noun = previous.noun;
            item.agentive = previous.agentive;
        }
        if item.role == Role::Place && coordinated {
            item.role = previous.role;
        } else if item.mention.entity.class == Class::Country
            && previous.role == Role::Place
            && previous.mention.entity.class == Class::Country
            && item.noun.is_none()
        {
            item.role = Role::Place;
        }
    }
}

/// A comma alone joins no pair, and nothing behind the "and" that closes a list: `With the support of A, B hosted …`,
/// `In A and B, C hosted …`.
fn cut(clause: &mut Clause<'_>) {
    let mut start = 0;
    while start < clause.items.len() {
        let list = clause.items[start].list;
        let end = (start..clause.items.len())
            .find(|&i| clause.items[i].list != list)
            .unwrap_or(clause.items.len());
        let last = (start + 1..end)
            .rev()
            .filter(|&i| !is_shorthand(clause, i))
            .map(|i| (i, joint(clause, &clause.items[i - 1], &clause.items[i])))
            .find(|(_, joint)| *joint != Joint::Comma);
        let at = match last {
            Some((last, Joint::And)) => last + 1,
            // `A in cooperation with B, C organized`: the phrase has its head before it, so nothing but B and C is left.
            None if end - start == 2 && !is_companion(clause, start) => start + 1,
            _ => end,
        };
        if at < end && at > start {
            split(clause, at, end);
            start = at;
        } else {
            start = end;
        }
    }
}

/// Whether a name goes on with the head of the one before it: `Justice` in `the Ministries of Interior and Justice`.
fn is_shorthand(clause: &Clause<'_>, i: usize) -> bool {
    let mention = clause.items[i].mention;
    let head = mention.entity.label.split(' ').next().unwrap_or_default();
    mention.entity.origin == Origin::Template
        && matches!(head, "Ministry" | "Department" | "Embassy" | "Minister")
        && !holds(&fold_name(&clause.text[mention.span.range()]), &fold_name(head))
}

/// Whether item `i` stands behind the "with" of a phrase that belongs to the subject before it.
fn is_companion(clause: &Clause<'_>, i: usize) -> bool {
    let item = &clause.items[i];
    i > 0
        && item.preposition == Some("with")
        && clause.items[..i].iter().all(|subject| subject.preposition.is_none())
        && matches!(
            clause.word(item.opening.wrapping_sub(1)),
            "cooperation" | "collaboration" | "partnership" | "coordination"
        )
}

/// What stands right before the verb of a clause is its subject, not the end of an opening phrase or of the clause before:
/// `With the support of A, B and C organized`, `A funded B, and C organized`.
fn detach_subjects(clause: &mut Clause<'_>) {
    for g in 0..clause.groups.len() {
        let group = clause.groups[g];
        if group.shape != Shape::Finite {
            continue;
        }
        let Some(last) = clause.items.iter().rposition(|item| item.closing == group.first) else {
            continue;
        };
        let list = clause.items[last].list;
        let first = clause.items.iter().position(|item| item.list == list).unwrap_or(last);
        let head = &clause.items[first];
        let earlier = clause.groups[..g].iter().rev().find(|other| other.shape == Shape::Finite);
        let spelt_out = (head.first.saturating_sub(3)..head.first)
            .any(|i| matches!(clause.word(i), "including" | "namely"));
        let object = earlier.is_some_and(|verb| verb.end <= head.first) && !spelt_out;
        let opens = clause.kind(clause.range.start).is(WordKind::PREPOSITION)
            || matches!(clause.word(clause.range.start), "thanks" | "together" | "along" | "as");
        let fronted = earlier.is_none()
            && opens
            && head.preposition.is_some()
            && !head.agentive
            && !(clause.range.start..head.opening).any(|i| clause.word(i) == ",");
        let comma = |i: &usize| clause.word(clause.items[i - 1].closing) == ",";
        let at = if object {
            (first + 1..=last).rev().find(comma).or((first < last).then_some(last))
        } else {
            (first + 1..=last).find(comma)
        };
        if let (true, Some(at)) = (fronted || object, at) {
            split(clause, at, last + 1);
        }
    }
}

/// Makes a list of its own of items `at..end`.
fn split(clause: &mut Clause<'_>, at: usize, end: usize) {
    let (preposition, noun, opening) = clause.governor(clause.items[at].first);
    let agentive = clause.is_agentive(noun, opening);
    let old = clause.items[at].preposition;
    for i in at..end {
        // What the first one owns is governed as it is.
        let owned = i == at + 1 && clause.items[at].role == Role::Owner;
        let item = &mut clause.items[i];
        item.list = at;
        let inherited = item.preposition == old && item.opening >= item.first.saturating_sub(1);
        if i == at || owned || inherited {
            item.preposition = preposition;
            item.noun = noun;
        }
        if i == at || owned {
            item.agentive = agentive;
        }
    }
}

/// Whether only commas, "and", "as well as", names that nobody listed and the like stand between two names.
fn joint(clause: &Clause<'_>, previous: &Item<'_>, item: &Item<'_>) -> Joint {
    let from = previous.closing;
    let glued = previous.mention.span.end == item.mention.span.start;
    if glued || clause.hyphenated(previous.end, item.first) {
        return Joint::And;
    }
    if from > item.opening || item.opening - from > GAP {
        return Joint::None;
    }
    // A name behind a preposition of its own begins something else: `A in cooperation with B`.
    let along = matches!(clause.word(item.opening.wrapping_sub(1)), "along" | "together");
    let own = clause.kind(item.opening).is(WordKind::PREPOSITION) && !clause.in_name(item.opening)
        || item.noun == Some("particular");
    if own && !along && !matches!(clause.word(item.opening), "of" | "from") {
        return Joint::None;
    }
    let mut joint = Joint::None;
    let mut in_member = false;
    for i in from..item.opening {
        match clause.word(i) {
            "," => {
                in_member = false;
                joint = if joint == Joint::None { Joint::Comma } else { joint };
            }
            "and" | "or" | "/" | ";" => {
                in_member = false;
                joint = Joint::And;
            }
            "as" | "well" | "along" | "also" | "the" | ")" | "(" | "both" | "of" | "from"
            | "together" => {}
            "with" if matches!(clause.word(i - 1), "along" | "together") => joint = Joint::And,
            "but" if clause.word(i + 1) == "also" => {}
            "including" | "namely" | "notably" | "especially" | "particularly" | "particular" => {
                in_member = false;
                joint = Joint::Including;
            }
            "in" if clause.word(i + 1) == "particular" => joint = Joint::Including,
            _ if joint == Joint::None || !may_be_member(clause, i, in_member) => {
                return Joint::None;
            }
            _ => in_member = true,
        }
    }
    joint
}

/// Whether a word can belong to a member of a list that is no known name: `the Chamber of Commerce`, `civil society`.
fn may_be_member(clause: &Clause<'_>, i: usize, in_member: bool) -> bool {
    let kind = clause.kind(i);
    let is_verb = clause.groups.iter().any(|g| g.first <= i && i < g.end);
    let preposition = kind.is(WordKind::PREPOSITION)
        && !(in_member && matches!(clause.word(i), "of" | "for" | "on" | "in" | "against"));
    let ends = kind.is(WordKind::SUBORDINATOR | WordKind::CLAUSE_END | WordKind::ADVERB);
    let sign = !clause.word(i).starts_with(char::is_alphanumeric) && clause.word(i) != "\"";
    !is_verb && !preposition && !ends && !sign
}
