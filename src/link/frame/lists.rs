//! Lists of phrases that stand side by side, and the nodes of a sentence: lists, verbs and what stands between them.
//!
//! In: words, verb groups and phrases. Out: lists and nodes in order. Never: what a list does in its clause.

use crate::base::Class;
use crate::cut::Tag;
use crate::dictionary::{FrameSets, Joint};
use crate::link::frame::phrases::{Phrase, is_conjunction, is_genitive};
use crate::link::frame::verbs::Group;
use crate::link::frame::words::Word;
use crate::link::group::Shape;

/// Phrases that stand side by side.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct List {
    /// Places of its phrases.
    pub members: Vec<usize>,
    /// Whether all of it is left out of what is said: `neither A nor B`, `unlike A`.
    pub is_denied: bool,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A list, by its place.
    List(usize),
    /// A verb group, by its place.
    Verb(usize),
    Preposition,
    Conjunction,
    /// `including`
    Opener,
    Comma,
    /// `:`
    Colon,
    /// `;` or a dash.
    Break,
    Open,
    Close,
    /// `which`
    Relative,
    /// `while`
    Subordinator,
    /// An adverb, a sign.
    Other,
}

/// A node: words `first..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Node {
    pub part: Part,
    pub first: usize,
    pub end: usize,
}

/// The nodes of a sentence and its lists.
pub(super) fn nodes(
    words: &[Word<'_>],
    groups: &[Group],
    phrases: &[Phrase],
    sets: &FrameSets,
) -> (Vec<Node>, Vec<List>) {
    let mut flat = flat(words, groups, phrases, sets);
    mark_subordinators(&mut flat, words, groups, sets);
    let mut joiner =
        Joiner { words, groups, phrases, sets, flat, nodes: Vec::new(), lists: Vec::new() };
    let mut at = 0;
    while at < joiner.flat.len() {
        at = joiner.take(at);
    }
    (joiner.nodes, joiner.lists)
}

/// Every phrase a list of its own.
fn flat(words: &[Word<'_>], groups: &[Group], phrases: &[Phrase], sets: &FrameSets) -> Vec<Node> {
    let mut nodes = Vec::with_capacity(words.len());
    let (mut g, mut p, mut at) = (0, 0, 0);
    while at < words.len() {
        let (part, end) = if groups.get(g).is_some_and(|group| group.first == at) {
            g += 1;
            (Part::Verb(g - 1), groups[g - 1].end)
        } else if phrases.get(p).is_some_and(|phrase| phrase.first == at) {
            p += 1;
            (Part::List(p - 1), phrases[p - 1].end)
        } else {
            (sign(&words[at], sets), at + 1)
        };
        if words[at].behind_dash && at > 0 {
            nodes.push(Node { part: Part::Break, first: at, end: at });
        }
        nodes.push(Node { part, first: at, end });
        at = end;
    }
    nodes
}

/// `after UNICEF and WFP signed`: what looks like a preposition opens a clause.
fn mark_subordinators(flat: &mut [Node], words: &[Word<'_>], groups: &[Group], sets: &FrameSets) {
    for i in 0..flat.len() {
        let opens = flat[i].part == Part::Preposition
            && sets.subordinating.contains(words[flat[i].first].text)
            && matches!(flat.get(i + 1).map(|n| n.part), Some(Part::List(_)));
        let in_list = |n: &&Node| {
            matches!(n.part, Part::List(_) | Part::Conjunction | Part::Comma | Part::Other)
        };
        let next = flat[i + 1..].iter().find(|n| !in_list(n)).map(|n| n.part);
        if opens && matches!(next, Some(Part::Verb(g)) if groups[g].shape == Shape::Finite) {
            flat[i].part = Part::Subordinator;
        }
    }
}

fn sign(word: &Word<'_>, sets: &FrameSets) -> Part {
    match word.joint {
        Some(Joint::Opener) => return Part::Opener,
        Some(Joint::Conjunction) => return Part::Conjunction,
        Some(Joint::Preposition) if word.tag == Tag::Adp || word.tag == Tag::Part => {
            return Part::Preposition;
        }
        _ => {}
    }
    match word.text {
        "," => Part::Comma,
        ":" => Part::Colon,
        ";" | "•" | "●" | "|" => Part::Break,
        "(" | "[" => Part::Open,
        ")" | "]" => Part::Close,
        "/" => Part::Conjunction,
        text if sets.relatives.contains(text) => Part::Relative,
        _ if is_conjunction(word) => Part::Conjunction,
        _ if word.tag == Tag::Adp => Part::Preposition,
        _ if word.tag == Tag::Sconj => Part::Subordinator,
        _ => Part::Other,
    }
}

struct Joiner<'a> {
    words: &'a [Word<'a>],
    groups: &'a [Group],
    phrases: &'a [Phrase],
    sets: &'a FrameSets,
    flat: Vec<Node>,
    nodes: Vec<Node>,
    lists: Vec<List>,
}

/// A member of a list and how it is joined to the one before.
struct Member {
    /// Its node in the flat sequence.
    node: usize,
    by_conjunction: bool,
}

impl Joiner<'_> {
    /// Takes the node at `at`, or the list that begins there; returns the next.
    fn take(&mut self, at: usize) -> usize {
        let Part::List(_) = self.flat[at].part else {
            self.nodes.push(self.flat[at]);
            return at + 1;
        };
        let members = self.members(at);
        let last = members.last().map_or(at, |m| m.node);
        let list = List {
            members: members.iter().filter_map(|m| self.phrase(m.node)).collect(),
            is_denied: self.is_denied(at),
        };
        let (first, end) = (self.flat[at].first, self.flat[last].end);
        self.nodes.push(Node { part: Part::List(self.lists.len()), first, end });
        self.lists.push(list);
        last + 1
    }

    fn phrase(&self, node: usize) -> Option<usize> {
        match self.flat.get(node)?.part {
            Part::List(p) => Some(p),
            _ => None,
        }
    }

    fn part(&self, node: usize) -> Option<Part> {
        self.flat.get(node).map(|n| n.part)
    }

    /// The members of the list that begins at node `at`.
    fn members(&self, at: usize) -> Vec<Member> {
        let mut members = vec![Member { node: at, by_conjunction: false }];
        let mut node = at;
        while let Some(next) = self.next(node) {
            node = next.node;
            members.push(next);
        }
        self.closed(members)
    }

    /// The member behind the one at `node`.
    fn next(&self, node: usize) -> Option<Member> {
        let behind = self.behind(node);
        let mut at = behind;
        let (mut comma, mut conjunction) = (false, false);
        loop {
            match self.part(at)? {
                Part::Comma if !comma && !conjunction => comma = true,
                Part::Conjunction if !conjunction => conjunction = true,
                // `both A and B`, adverbs: `and also B`
                Part::Other
                    if self.words[self.flat[at].first].tag == Tag::Adv
                        && (comma || conjunction) => {}
                // A bullet, or a semicolon between names.
                Part::Break if !comma && !conjunction && self.names_around(node, at) => {
                    comma = true
                }
                Part::List(_) => break,
                _ => return None,
            }
            at += 1;
        }
        if !(comma || conjunction) {
            return None;
        }
        if self.opens_clause(node, at) || self.has_own_sum(at) || self.gets_another(node, at) {
            return None;
        }
        Some(Member { node: at, by_conjunction: conjunction })
    }

    /// `and Canada 4 million to UNHCR`: the verb is said once for both.
    fn has_own_sum(&self, at: usize) -> bool {
        self.phrase(at + 1).is_some_and(|p| self.phrases[p].is_sum)
    }

    /// `with 5 million and WFP with 3 million`: a sum and a name are no list.
    fn gets_another(&self, node: usize, at: usize) -> bool {
        let is_sum = |p: usize| self.phrases[p].is_sum;
        let is_name = |p: usize| self.words[self.phrases[p].head].is_name() && !is_sum(p);
        self.phrase(node).is_some_and(is_sum) && self.phrase(at).is_some_and(is_name)
    }

    /// Whether a phrase hangs on a preposition, a participle or an infinitive before any finite verb of its sentence.
    fn is_fronted(&self, node: usize) -> bool {
        let before = node.checked_sub(1).map(|n| self.flat[n].part);
        let finite =
            |n: &Node| matches!(n.part, Part::Verb(g) if self.groups[g].shape == Shape::Finite);
        // `UNICEF, alongside WHO, IOM and Oxfam met` opens with its subject.
        let opening = self.flat.iter().map(|n| n.part).find(|part| *part != Part::Other);
        matches!(before, Some(Part::Preposition | Part::Verb(_)))
            && matches!(opening, Some(Part::Preposition | Part::Verb(_)))
            && !self.flat[..node].iter().any(finite)
    }

    /// Whether a finite verb follows a phrase.
    fn leads_to_verb(&self, node: usize) -> bool {
        let mut next = node + 1;
        while self.part(next) == Some(Part::Other) {
            next += 1;
        }
        matches!(self.part(next), Some(Part::Verb(g)) if self.groups[g].shape == Shape::Finite)
    }

    fn names_around(&self, node: usize, at: usize) -> bool {
        let named = |node: usize| {
            self.phrase(node).is_some_and(|p| self.words[self.phrases[p].head].is_name())
        };
        named(node) && named(at + 1)
    }

    /// The node behind what belongs to the member at `node`: a country, a place, a topic.
    fn behind(&self, node: usize) -> usize {
        let Some(p) = self.phrase(node) else { return node + 1 };
        let phrase = &self.phrases[p];
        let mut at = node + 1;
        // A bracket with names in it.
        if self.part(at) == Some(Part::Open) {
            let close =
                (at..self.flat.len().min(at + 12)).find(|&i| self.part(i) == Some(Part::Close));
            match close {
                Some(close)
                    if self
                        .part(close + 1)
                        .is_some_and(|p| matches!(p, Part::Comma | Part::Conjunction)) =>
                {
                    return close + 1;
                }
                _ => return node + 1,
            }
        }
        if !self.words[phrase.head].is_name() {
            return at;
        }
        // `UNDP in Kenya, UNICEF and WHO`: the list is that of UNDP.
        let mut steps = 0;
        while steps < 2 && self.part(at) == Some(Part::Preposition) {
            let Some(inner) = self.phrase(at + 1) else { break };
            let inner = &self.phrases[inner];
            let head = &self.words[inner.head];
            let own = head.is_of(Class::Country)
                || head.is_of(Class::Region)
                || !head.is_name() && inner.names.is_empty();
            if !own {
                break;
            }
            let mut next = at + 2;
            let mut joined = false;
            while matches!(self.part(next), Some(Part::Comma | Part::Conjunction)) {
                joined = true;
                next += 1;
            }
            // `with Austria in October and Denmark in November`
            let country = self.words[phrase.head].is_of(Class::Country);
            let body = self.phrase(next).is_some_and(|p| {
                let head = &self.words[self.phrases[p].head];
                head.is_name() && (country && inner.names.is_empty()) == head.is_of(Class::Country)
            });
            if joined && body {
                return at + 2;
            }
            at += 2;
            steps += 1;
        }
        node + 1
    }

    /// Whether the phrase at `at` begins a clause of its own: `A met B, and C signed`.
    fn opens_clause(&self, node: usize, at: usize) -> bool {
        let mut next = at + 1;
        while matches!(self.part(next), Some(Part::Other)) {
            next += 1;
        }
        let Some(Part::Verb(g)) = self.part(next) else { return false };
        let finite = |g: usize| self.groups[g].shape == Shape::Finite;
        if !finite(g) {
            return false;
        }
        // Whether a verb stands before in the same clause.
        for i in (0..node).rev() {
            match self.flat[i].part {
                Part::Verb(k) if finite(k) => return true,
                Part::Subordinator | Part::Relative | Part::Break => return false,
                _ => {}
            }
        }
        false
    }

    /// A comma alone joins no pair, and nothing follows the "and" that closes a list.
    fn closed(&self, mut members: Vec<Member>) -> Vec<Member> {
        // `In Kenya, UNICEF and WHO met`: the phrase in front ends before the subject.
        if let [first, second, ..] = members.as_slice()
            && !second.by_conjunction
            && members.last().is_some_and(|last| last.by_conjunction)
            && self.is_fronted(first.node)
            && self.leads_to_verb(members.last().map_or(first.node, |m| m.node))
        {
            members.truncate(1);
            return members;
        }
        let last = members.iter().rposition(|m| m.by_conjunction);
        // `by Peru, Chile, as well as by IOM`
        let end = members.last().map_or(0, |m| m.node + 1);
        let signs = self.flat[end..]
            .iter()
            .take_while(|n| matches!(n.part, Part::Comma | Part::Conjunction));
        let goes_on = signs.clone().any(|n| n.part == Part::Conjunction)
            && self.part(end + signs.count()) == Some(Part::Preposition);
        match last {
            None if goes_on => {}
            Some(last) => members.truncate(last + 1),
            None => {
                let named = members.iter().filter(|m| self.is_named(m.node)).count();
                // Names alone in a row are a list without an "and": behind a label any, else three or more.
                let least = if self.is_labelled(members[0].node) { 2 } else { 3 };
                if members.len() < least || named < members.len() || self.is_inserted(&members) {
                    members.truncate(1);
                }
            }
        }
        // `A, B and C, D and E`: the first "and" closes the list where a verb follows the second.
        members
    }

    fn is_named(&self, node: usize) -> bool {
        self.phrase(node).is_some_and(|p| !self.phrases[p].names.is_empty())
    }

    /// Whether a colon leads to a phrase that nothing but its list follows: `Donors: Norway, Sweden`.
    fn is_labelled(&self, node: usize) -> bool {
        let is_verb = |n: &Node| matches!(n.part, Part::Verb(_));
        node > 0
            && self.part(node - 1) == Some(Part::Colon)
            && !self.flat[node..].iter().any(is_verb)
    }

    /// `UNICEF, Kenya, Norway` in front of a verb is still a list; two with a place between are not.
    fn is_inserted(&self, members: &[Member]) -> bool {
        let country = |m: &&Member| {
            self.phrase(m.node)
                .is_some_and(|p| self.words[self.phrases[p].head].is_of(Class::Country))
        };
        members.iter().filter(country).count() == 1
    }

    fn is_denied(&self, node: usize) -> bool {
        let first = self.flat[node].first;
        let inside = self.phrase(node).map_or(first, |p| self.phrases[p].head);
        // `not by A but by B`
        let back = match first.checked_sub(1) {
            Some(i) if self.words[i].tag == Tag::Adp => 2,
            _ => 1,
        };
        (first.saturating_sub(back)..=inside).any(|i| {
            let word = &self.words[i];
            !word.is_name()
                && !is_genitive(word, self.sets)
                && self.sets.denials.contains(word.text)
        })
    }
}
