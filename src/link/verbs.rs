//! Verb groups: where a clause has its verbs, in which voice, and how firmly they say it.
//!
//! In: the words of a sentence and what they can be. Out: groups in order. Never: who does it to whom (see `roles`).

use crate::base::Status;
use crate::dictionary::{Voice, WordKind};
use crate::link::clause::Clause;
use crate::link::group::{Group, Shape};

/// The verb groups of a sentence.
pub(super) fn groups(clause: &Clause<'_>, is_title: bool) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut at = clause.range.start;
    while at < clause.range.end {
        let reader = Reader { clause, is_title };
        match reader.with_auxiliaries(at).or_else(|| reader.bare(at)) {
            Some(group) => {
                at = group.end;
                groups.push(group);
            }
            None => at += 1,
        }
    }
    groups
}

struct Reader<'a> {
    clause: &'a Clause<'a>,
    is_title: bool,
}

impl Reader<'_> {
    /// `was organized`, `has not been funded`, `to be implemented`, `will support`, `is`.
    fn with_auxiliaries(&self, first: usize) -> Option<Group> {
        let clause = self.clause;
        let to = clause.word(first) == "to" && !clause.kind(first).is(WordKind::NAME);
        if !to && !clause.kind(first).is(WordKind::AUXILIARY) {
            return None;
        }
        let mut at = first + usize::from(to);
        let mut status = Status::Asserted;
        let (mut last, mut be) = (None, false);
        while at < clause.range.end {
            let kind = clause.kind(at);
            if kind.is(WordKind::AUXILIARY) {
                be = kind.is(WordKind::BE);
                last = Some(at);
            } else if clause.word(at) == "to" && be {
                status = status.max(Status::Planned); // `is to be organized`
            } else if !kind.is(WordKind::ADVERB) && clause.word(at) != "not" {
                break;
            }
            status = status.max(modality(clause.word(at)));
            at += 1;
        }
        let shape = if to { Shape::Infinitive } else { Shape::Finite };
        let kind = clause.kind(at);
        let participle = kind.is(WordKind::PARTICIPLE);
        let fits = match last {
            Some(_) => kind.is(WordKind::BASE | WordKind::ING) || participle,
            None => kind.is(WordKind::BASE),
        };
        if fits && !kind.is(WordKind::NAME) && !self.is_noun_after(at, last) {
            let voice = if be && participle { Voice::Passive } else { Voice::Active };
            return Some(Group {
                first,
                head: at,
                end: self.particle(at + 1),
                voice,
                shape,
                status,
            });
        }
        let head = last?;
        Some(Group { first, head, end: at, voice: Voice::Active, shape, status })
    }

    /// `is training of` has no verb but "is".
    fn is_noun_after(&self, at: usize, last: Option<usize>) -> bool {
        let be = last.is_some_and(|i| self.clause.kind(i).is(WordKind::BE));
        be && !self.clause.kind(at).is(WordKind::PARTICIPLE | WordKind::ING)
    }

    /// A verb without auxiliary: `organized`, `supports`, `funded by`.
    fn bare(&self, head: usize) -> Option<Group> {
        let clause = self.clause;
        let kind = clause.kind(head);
        if !kind.is(WordKind::VERB) || kind.is(WordKind::NAME) || self.in_title_of_somebody(head) {
            return None;
        }
        let end = self.particle(head + 1);
        let first = skip_adverbs_back(clause, head);
        let by = self.leads_to_by(end);
        let (voice, shape) = if kind.is(WordKind::PARTICIPLE) && by {
            (Voice::Passive, Shape::Reduced)
        } else if self.after_determiner(first) || (self.is_compound(head) && !by) {
            return None;
        } else if kind.is(WordKind::PAST | WordKind::PARTICIPLE) {
            self.past(kind, end)
        } else if kind.is(WordKind::ING) {
            if self.is_noun(kind, head) {
                return None;
            }
            (Voice::Active, Shape::Ing)
        } else if self.is_present(kind, first, end) {
            (Voice::Active, Shape::Finite)
        } else {
            return None;
        };
        Some(Group { first, head, end, voice, shape, status: Status::Asserted })
    }

    /// `training`, `meeting`: a verb only where something to act upon follows.
    fn is_noun(&self, kind: WordKind, head: usize) -> bool {
        let next = self.clause.kind(head + 1);
        let before = self.clause.kind(head.wrapping_sub(1));
        let object =
            next.is(WordKind::NAME | WordKind::MODIFIER | WordKind::AGENT | WordKind::AUTHORITY);
        let list = self.clause.word(head) == "including";
        let funding = kind.is(WordKind::TRANSITIVE)
            && next.is(WordKind::PREPOSITION)
            && !next.is(WordKind::NAME);
        list || funding
            || kind.is(WordKind::ACTIVITY)
                && (!object || before.is(WordKind::MODIFIER | WordKind::NAME))
    }

    /// A past form: of a verb that needs an object and has none, it is a participle: `held in Vienna`.
    fn past(&self, kind: WordKind, end: usize) -> (Voice, Shape) {
        let next = self.clause.kind(end);
        let infinitive =
            self.clause.word(end) == "to" && self.clause.kind(end + 1).is(WordKind::BASE);
        let no_object = next.is(WordKind::PREPOSITION) && !next.is(WordKind::NAME) && !infinitive
            || matches!(self.clause.word(end), "" | "." | "," | ";")
            || self.clause.word(end) == "and" && next_by(self.clause, end);
        if kind.is(WordKind::TRANSITIVE) && kind.is(WordKind::PARTICIPLE) && no_object {
            (Voice::Passive, Shape::Reduced)
        } else {
            (Voice::Active, Shape::Finite)
        }
    }

    /// Whether a form such as "support" or "funds" is a verb here: it has a subject before it, and something to act upon.
    fn is_present(&self, kind: WordKind, first: usize, end: usize) -> bool {
        let clause = self.clause;
        if first == clause.range.start {
            return false;
        }
        let (before, word) = (clause.kind(first - 1), clause.word(first - 1));
        let next = clause.kind(end);
        let bare_noun = next.is(WordKind::AUXILIARY)
            || next.is(WordKind::PREPOSITION)
                && kind.is(WordKind::TRANSITIVE)
                && !self.is_relative(first)
            || next.is(WordKind::PAST) && !next.is(WordKind::NAME)
            || matches!(clause.word(end), "" | "." | "," | ";" | ")");
        if bare_noun {
            return false;
        }
        if kind.is(WordKind::BASE) && !kind.is(WordKind::THIRD) && self.is_alone(first) {
            return false;
        }
        let plural = !before.is(WordKind::NAME) && word.len() > 3 && word.ends_with('s');
        let subject = before.is(WordKind::NAME | WordKind::SUBORDINATOR | WordKind::BODY)
            || matches!(word, ")" | "it" | "they" | "we" | "people")
            || before.is(WordKind::PROGRAMME | WordKind::ACTIVITY)
            || plural && kind.is(WordKind::BASE)
            || word == "," && self.closes_insert(first - 1)
            || word == "and"
                && !clause
                    .kind(first.wrapping_sub(2))
                    .is(WordKind::MODIFIER | WordKind::PREPOSITION)
            || first < end - 1; // an adverb before it: `jointly support`
        subject && !before.is(WordKind::PREPOSITION)
    }

    /// Whether one name alone stands before: `UNODC work on firearms` has no verb.
    fn is_alone(&self, first: usize) -> bool {
        let clause = self.clause;
        let name =
            clause.items.iter().rev().find(|item| item.end == first || item.closing == first);
        name.is_some_and(|item| {
            let before = item.opening.wrapping_sub(1);
            !matches!(clause.word(before), "and" | "or" | ",") && item.preposition.is_none()
        })
    }

    /// `EU-funded` is no verb; `co-funded` is.
    fn is_compound(&self, head: usize) -> bool {
        self.clause.hyphened(head) && self.clause.word(head - 1) != "co"
    }

    /// Whether a pronoun and a name stand before: `which IOM implements in 26 countries`.
    fn is_relative(&self, first: usize) -> bool {
        let name = self.clause.items.iter().rev().find(|item| item.closing == first);
        name.is_some_and(|item| {
            let before = item.opening.wrapping_sub(1);
            matches!(self.clause.word(before), "which" | "that") && !self.clause.in_name(before)
        })
    }

    /// A comma after an insert: `UNODC, in cooperation with the OSCE, supports`.
    fn closes_insert(&self, comma: usize) -> bool {
        (self.clause.range.start..comma).any(|i| self.clause.word(i) == ",")
    }

    /// A capital inside a sentence is part of somebody's title: `Serious and Organized Crime Advisor`.
    fn in_title_of_somebody(&self, at: usize) -> bool {
        !self.is_title && at > self.clause.range.start && self.clause.is_capital(at)
    }

    /// `the organized crime`, `of trained officers`: not a verb.
    fn after_determiner(&self, first: usize) -> bool {
        if first == self.clause.range.start {
            return false;
        }
        let (kind, word) = (self.clause.kind(first - 1), self.clause.word(first - 1));
        let determiner = kind.is(WordKind::MODIFIER)
            && !kind.is(WordKind::NAME | WordKind::AGENT)
            && !matches!(word, "that" | "s" | "all" | "both" | "this");
        let possessive = word == "s" && !kind.is(WordKind::NAME);
        let gerund = self.clause.kind(first).is(WordKind::ING);
        determiner
            || possessive
            || kind.is(WordKind::PREPOSITION) && !kind.is(WordKind::NAME) && !gerund
    }

    /// Whether the agent of a passive follows: `by`, `jointly by`, `and implemented by`.
    fn leads_to_by(&self, end: usize) -> bool {
        self.clause.word(skip_adverbs(self.clause, end)) == "by" || next_by(self.clause, end)
    }

    fn particle(&self, at: usize) -> usize {
        at + usize::from(matches!(self.clause.word(at), "out" | "off" | "over" | "up"))
    }
}

/// Whether another participle and a "by" follow: `funded and implemented by`.
fn next_by(clause: &Clause<'_>, end: usize) -> bool {
    let next = skip_adverbs(clause, end + 1);
    matches!(clause.word(end), "and" | "," | "or")
        && clause.kind(next).is(WordKind::PARTICIPLE)
        && (next + 1..next + 3).any(|i| clause.word(i) == "by")
}

/// The first token from `at` on that is no adverb.
pub(super) fn skip_adverbs(clause: &Clause<'_>, mut at: usize) -> usize {
    while clause.kind(at).is(WordKind::ADVERB) {
        at += 1;
    }
    at
}

/// The first of the adverbs right before token `at`; `at` itself where there is none.
pub(super) fn skip_adverbs_back(clause: &Clause<'_>, mut at: usize) -> usize {
    while at > clause.range.start && clause.kind(at - 1).is(WordKind::ADVERB) {
        at -= 1;
    }
    at
}

fn modality(word: &str) -> Status {
    match word {
        "not" | "never" => Status::Negated,
        "will" | "shall" => Status::Planned,
        "could" | "can" | "may" | "might" | "would" | "should" => Status::Hedged,
        _ => Status::Asserted,
    }
}
