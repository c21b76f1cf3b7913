//! Verb groups: a verb with its auxiliaries, its voice, its shape and how firmly it says what it says.
//!
//! In: the words of a sentence. Out: groups in order. Never: who does it to whom.

use crate::base::Status;
use crate::cut::Tag;
use crate::dictionary::{FrameSets, Voice, WordKind};
use crate::link::frame::words::Word;
use crate::link::group::Shape;

/// A verb with its auxiliaries: words `first..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Group {
    pub first: usize,
    /// The verb itself.
    pub head: usize,
    pub end: usize,
    pub voice: Voice,
    pub shape: Shape,
    /// What its own words say of how firm it is.
    pub status: Status,
    /// Whether its verb is a form of "be".
    pub is_copula: bool,
}

/// The verb groups of a sentence.
pub(super) fn groups(words: &[Word<'_>], sets: &FrameSets) -> Vec<Group> {
    let reader = VerbReader { words, sets };
    let mut groups: Vec<Group> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match reader.group(at) {
            Some(group) => {
                at = group.end;
                groups.push(group);
            }
            None => at += 1,
        }
    }
    groups
}

struct VerbReader<'a> {
    words: &'a [Word<'a>],
    sets: &'a FrameSets,
}

impl VerbReader<'_> {
    fn tag(&self, i: usize) -> Tag {
        self.words.get(i).map_or(Tag::Punct, |word| word.tag)
    }

    fn text(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |word| word.text)
    }

    fn kind(&self, i: usize) -> WordKind {
        self.words.get(i).map_or(WordKind::default(), |word| word.kind)
    }

    fn is_aux(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(|w| {
            !w.is_name()
                && w.joint.is_none()
                && (w.tag == Tag::Aux || w.kind.is(WordKind::AUXILIARY))
                && !self.is_month(i)
        })
    }

    /// `in May`, `5 May`, `May 2020`: a capital beside a preposition or a number.
    fn is_month(&self, i: usize) -> bool {
        let before = i.checked_sub(1).map(|k| self.tag(k));
        self.words[i].is_capital
            && (matches!(before, Some(Tag::Adp | Tag::Num)) || self.tag(i + 1) == Tag::Num)
    }

    /// A verb that can head a group: tagged so, and no name.
    fn is_verb(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(|w| !w.is_name() && w.joint.is_none() && w.tag == Tag::Verb)
    }

    fn is_between(&self, i: usize) -> bool {
        self.sets.negations.contains(self.text(i)) && self.tag(i) != Tag::Det
            || self.tag(i) == Tag::Adv && self.words.get(i).is_some_and(|w| w.joint.is_none())
    }

    fn group(&self, first: usize) -> Option<Group> {
        let to = self.is_to(first);
        let mut at = first + usize::from(to);
        let (mut aux, mut status, mut be) = (None, Status::Asserted, false);
        loop {
            if self.is_aux(at)
                && !(aux.is_some()
                    && self.is_verb(at)
                    && self.tag(at) == Tag::Verb
                    && !self.is_aux(at))
            {
                aux = Some(at);
                be = self.sets.passives.contains(self.text(at));
            } else if !(aux.is_some() || to || at == first)
                || !self.is_between(at)
                || at > first + 7
            {
                break;
            }
            status = status.max(self.modality(at));
            at += 1;
        }
        if at < self.words.len()
            && (self.is_verb(at) || aux.is_some() && self.is_participle_noun(at, be))
        {
            return Some(self.headed(first, at, to, aux, be, status));
        }
        let head = aux?;
        let is_copula = be;
        let shape = if to { Shape::Infinitive } else { Shape::Finite };
        Some(Group { first, head, end: head + 1, voice: Voice::Active, shape, status, is_copula })
    }

    /// `to` before a verb, not before a noun.
    fn is_to(&self, i: usize) -> bool {
        self.sets.infinitives.contains(self.text(i))
            && !self.words[i].is_name()
            && self.words[i].end == self.words[i].first + 1
            && {
                let mut next = i + 1;
                while self.is_between(next) {
                    next += 1;
                }
                self.is_verb(next) && !self.past_like(next) || self.is_aux(next)
            }
    }

    /// A participle that was tagged as something else behind a form of "be": `was supported by`.
    fn is_participle_noun(&self, i: usize, be: bool) -> bool {
        let word = &self.words[i];
        be && !word.is_name()
            && word.kind.is(WordKind::PARTICIPLE)
            && matches!(word.tag, Tag::Adj | Tag::Noun)
            && self.tag(i + 1) == Tag::Adp
    }

    fn past_like(&self, i: usize) -> bool {
        self.sets.pasts.contains(self.text(i))
            || self.kind(i).is(WordKind::PAST | WordKind::PARTICIPLE)
                && !self.kind(i).is(WordKind::BASE)
    }

    fn is_ing(&self, i: usize) -> bool {
        self.sets.is_gerund(self.text(i)) || self.kind(i).is(WordKind::ING)
    }

    fn headed(
        &self,
        first: usize,
        head: usize,
        to: bool,
        aux: Option<usize>,
        be: bool,
        status: Status,
    ) -> Group {
        let end = head + 1;
        let participle = self.kind(head).is(WordKind::PARTICIPLE) || self.past_like(head);
        let passive = be && participle && !self.is_ing(head);
        let (voice, shape) = if to {
            (if passive { Voice::Passive } else { Voice::Active }, Shape::Infinitive)
        } else if let Some(aux) = aux {
            // `being funded` is no verb of a clause of its own.
            let shape = if self.is_ing(first) && aux == first { Shape::Ing } else { Shape::Finite };
            (if passive { Voice::Passive } else { Voice::Active }, shape)
        } else if self.is_ing(head) {
            (Voice::Active, Shape::Ing)
        } else if participle && self.is_reduced(head, end) {
            (Voice::Passive, Shape::Reduced)
        } else {
            (Voice::Active, Shape::Finite)
        };
        Group { first, head, end, voice, shape, status, is_copula: false }
    }

    /// Whether a past form describes the noun before it: `funded by`, `held in Vienna`.
    fn is_reduced(&self, head: usize, end: usize) -> bool {
        if !self.kind(head).is(WordKind::PARTICIPLE) && !self.sets.ends_like_past(self.text(head)) {
            return false;
        }
        let mut next = end;
        while self.is_between(next) || self.sets.particles.contains(self.text(next)) {
            next += 1;
        }
        if self.sets.agents_by.contains(self.text(next)) {
            return true;
        }
        // `, funded and implemented by`
        if self.tag(next) == Tag::Cconj
            && self.is_verb(next + 1)
            && self.sets.agents_by.contains(self.text(next + 2))
        {
            return true;
        }
        if head == 0 {
            return true;
        }
        if !self.past_like(head) {
            return false;
        }
        // It needs an object and has none.
        let bare =
            self.tag(next) == Tag::Adp || self.tag(next) == Tag::Punct || next >= self.words.len();
        self.kind(head).is(WordKind::TRANSITIVE)
            && bare
            && matches!(
                self.tag(head - 1),
                Tag::Noun | Tag::Propn | Tag::Punct | Tag::Adv | Tag::Cconj
            )
            && self.another_verb(head)
    }

    /// Whether the clause has another verb, so that this one is none of its own.
    fn another_verb(&self, head: usize) -> bool {
        (0..self.words.len()).any(|i| {
            i != head
                && (self.is_aux(i)
                    || self.is_verb(i)
                        && !self.is_ing(i)
                        && i.checked_sub(1).is_none_or(|before| {
                            !self.sets.infinitives.contains(self.text(before))
                        }))
        })
    }

    fn modality(&self, i: usize) -> Status {
        let word = self.text(i);
        if self.sets.negations.contains(word) {
            // `does not just pay`
            if self.sets.only.contains(self.text(i + 1)) {
                Status::Asserted
            } else {
                Status::Negated
            }
        } else if self.sets.futures.contains(word) {
            Status::Planned
        } else if self.sets.modals.contains(word) {
            Status::Hedged
        } else {
            Status::Asserted
        }
    }
}
