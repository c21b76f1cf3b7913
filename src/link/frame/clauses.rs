//! Clauses: the subject, the objects and the phrases behind prepositions of every verb group.
//!
//! In: nodes, lists and verb groups of a sentence. Out: the lists that stand in each place. Never: what a list means.

use crate::base::{Class, Status};
use crate::dictionary::{FrameSets, KnownTokens, Slot, Voice, WordKind};
use crate::link::frame::lists::{self, List, Node, Part};
use crate::link::frame::phrases::{self, Phrase};
use crate::link::frame::verbs::{self, Group};
use crate::link::frame::words::Word;
use crate::link::group::Shape;

/// A sentence with its structure.
pub(super) struct Structure<'a> {
    pub tokens: &'a KnownTokens,
    pub words: Vec<Word<'a>>,
    pub groups: Vec<Group>,
    pub phrases: Vec<Phrase>,
    pub nodes: Vec<Node>,
    pub lists: Vec<List>,
    pub sets: &'a FrameSets,
    /// The node of each verb group, and the node of its subject.
    group_nodes: Vec<usize>,
    subjects: Vec<Option<usize>>,
}

/// A list behind a preposition: the word of the preposition and the node of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Behind {
    pub preposition: usize,
    pub node: usize,
}

/// So many steps lead from a verb to its subject at most.
const STEPS: usize = 24;

impl<'a> Structure<'a> {
    /// The structure of a sentence from its words on.
    pub(super) fn new(tokens: &'a KnownTokens, words: Vec<Word<'a>>, sets: &'a FrameSets) -> Self {
        let groups = verbs::groups(&words, sets);
        let phrases = phrases::phrases(&words, &groups, sets);
        let (nodes, lists) = lists::nodes(&words, &groups, &phrases, sets);
        let mut group_nodes = vec![0; groups.len()];
        for (n, node) in nodes.iter().enumerate() {
            if let Part::Verb(g) = node.part {
                group_nodes[g] = n;
            }
        }
        let subjects = Vec::new();
        let mut structure =
            Self { tokens, words, groups, phrases, nodes, lists, sets, group_nodes, subjects };
        // Who does what is asked many times of one verb.
        structure.subjects =
            (0..structure.groups.len()).map(|g| structure.subject_within(g, 4)).collect();
        structure
    }
}

impl Structure<'_> {
    /// Where a token starts in the text.
    pub(super) fn offset(&self, token: usize) -> usize {
        self.tokens.spans[token].start
    }

    /// A joint, perhaps of several words, folded.
    pub(super) fn joined(&self, word: usize) -> &str {
        let word = &self.words[word];
        self.tokens.words(word.first, word.end)
    }

    pub(super) fn part(&self, node: usize) -> Option<Part> {
        self.nodes.get(node).map(|n| n.part)
    }

    /// The node of a verb group.
    pub(super) fn node_of(&self, g: usize) -> usize {
        self.group_nodes[g]
    }

    /// The node before `node` that is no adverb.
    pub(super) fn before(&self, node: usize) -> Option<usize> {
        (0..node).rev().find(|&i| self.nodes[i].part != Part::Other)
    }

    /// The first node from `node` on that is no adverb.
    pub(super) fn from(&self, mut node: usize) -> usize {
        while self.part(node) == Some(Part::Other) {
            node += 1;
        }
        node
    }

    pub(super) fn is_list(&self, node: usize) -> bool {
        matches!(self.part(node), Some(Part::List(_)))
    }

    /// The list at a node.
    pub(super) fn list(&self, node: usize) -> Option<&List> {
        match self.part(node)? {
            Part::List(l) => self.lists.get(l),
            _ => None,
        }
    }

    fn shape_at(&self, node: usize) -> Option<Shape> {
        match self.part(node)? {
            Part::Verb(g) => Some(self.groups[g].shape),
            _ => None,
        }
    }

    /// The node of the subject of a group; of a participle that describes a noun, that noun.
    pub(super) fn subject(&self, g: usize) -> Option<usize> {
        self.subjects[g]
    }

    fn subject_within(&self, g: usize, depth: usize) -> Option<usize> {
        let depth = depth.checked_sub(1)?;
        let at = self.node_of(g);
        match self.groups[g].shape {
            Shape::Finite => self.finite_subject(g, at, depth),
            Shape::Infinitive => self.controller(g, depth),
            Shape::Ing => self.participle_subject(g, at, depth),
            Shape::Reduced => self.described(g, depth),
        }
    }

    fn finite_subject(&self, g: usize, at: usize, depth: usize) -> Option<usize> {
        let before = self.before(at)?;
        match self.nodes[before].part {
            Part::List(_) => self.climb(before),
            Part::Comma | Part::Close | Part::Break => self.before_insert(g, before, depth),
            Part::Conjunction => {
                let joined = (0..g).rev().find(|&k| self.groups[k].shape == Shape::Finite)?;
                self.subject_within(joined, depth)
            }
            Part::Relative => self.antecedent(before),
            _ => None,
        }
    }

    /// The lists between the head of a subject and its verb whose later members may stand beside the head: `the Minister of
    /// Trade and the Director of UNICEF`.
    pub(super) fn crossed(&self, top: usize, g: usize) -> Vec<usize> {
        // What stands behind another verb belongs to that: `A has asked B and C for help and will act`.
        let verb = |n: usize| self.shape_at(n) == Some(Shape::Finite);
        // Nor does what an aside names: `A, with support from B and C, opened`.
        let aside = |n: usize| {
            self.part(n) == Some(Part::Comma)
                && self.part(self.from(n + 1)) == Some(Part::Preposition)
        };
        let closed = (top + 1..self.node_of(g)).find(|&n| verb(n) || aside(n));
        let end = closed.unwrap_or(self.node_of(g));
        let long = |n: &usize| self.list(*n).is_some_and(|list| list.members.len() > 1);
        let beside = |n: &usize| {
            // `A in cooperation with B and C organized`: C is with B.
            self.before(*n).is_none_or(|p| {
                self.nodes[p].part != Part::Preposition
                    || !self.leads_to(self.nodes[p].first, Slot::With)
            })
        };
        (top + 1..end).filter(long).filter(beside).collect()
    }

    /// The head of the phrase that ends with the list at `node`: `the head of the office in Vienna`.
    pub(super) fn climb(&self, node: usize) -> Option<usize> {
        let mut at = node;
        for _ in 0..STEPS {
            let Some(before) = self.before(at) else { return Some(at) };
            match self.nodes[before].part {
                // `On Monday Japan signed`: the preposition has its own word.
                Part::Preposition if before + 1 < at => return Some(at),
                Part::Preposition => {
                    let mut governor = self.before(before)?;
                    // `UNICEF, alongside WHO and IOM conducted`
                    if self.nodes[governor].part == Part::Comma && self.is_aside(before) {
                        governor = self.before(governor).filter(|&n| self.is_list(n))?;
                    }
                    match self.nodes[governor].part {
                        Part::List(_) => at = governor,
                        Part::Verb(g) => at = self.out_of(g, governor)?,
                        _ => return None,
                    }
                }
                Part::Verb(g) if self.groups[g].shape == Shape::Finite => {
                    return if self.is_relative(before) {
                        self.out_of(g, before)
                    } else {
                        Some(at)
                    };
                }
                Part::Verb(g) => at = self.out_of(g, before)?,
                Part::Opener => at = self.before(before).filter(|&n| self.is_list(n))?,
                _ => return Some(at),
            }
        }
        None
    }

    /// Whether a preposition leads to a place of a frame.
    pub(super) fn leads_to(&self, preposition: usize, place: Slot) -> bool {
        let phrase = self.joined(preposition);
        let same = self.sets.places.iter().find(|(slot, _)| *slot == place);
        same.is_some_and(|(_, words)| words.iter().any(|word| word == phrase))
    }

    /// The preposition of belonging right behind a node: `of`.
    pub(super) fn belonging_behind(&self, node: usize) -> Option<usize> {
        let next = self.from(node + 1);
        let word = || self.words[self.nodes[next].first].text;
        let of =
            self.part(next) == Some(Part::Preposition) && self.sets.belongings.contains(word());
        of.then_some(next)
    }

    /// The nouns, no names, that head the phrases of the list at a node.
    pub(super) fn nouns(&self, node: usize) -> impl Iterator<Item = &str> {
        let members = self.list(node).into_iter().flat_map(|list| &list.members);
        let heads = members.map(|&p| &self.words[self.phrases[p].head]);
        heads.filter(|head| !head.is_name()).map(|head| head.text)
    }

    /// Whether a preposition leads to those with whom or with whose help something is done.
    fn is_aside(&self, node: usize) -> bool {
        let word = self.nodes[node].first;
        self.leads_to(word, Slot::With) || self.sets.manners.contains(self.words[word].text)
    }

    /// Whether a relative pronoun is the subject of a group.
    fn is_relative(&self, node: usize) -> bool {
        self.before(node).is_some_and(|n| self.nodes[n].part == Part::Relative)
    }

    /// The list before the participle or relative clause of a group.
    fn out_of(&self, g: usize, node: usize) -> Option<usize> {
        let mut before = self.before(node)?;
        if self.groups[g].shape == Shape::Finite {
            if self.nodes[before].part != Part::Relative {
                return None;
            }
            before = self.before(before)?;
        }
        if self.nodes[before].part == Part::Comma {
            before = self.before(before)?;
        }
        self.is_list(before).then_some(before)
    }

    /// The phrase before an insert that ends with the comma at `close`: `UNICEF, which …, supports`.
    fn before_insert(&self, g: usize, close: usize, depth: usize) -> Option<usize> {
        let lone = self.before(close)?;
        for open in (0..close).rev() {
            match self.nodes[open].part {
                Part::Comma | Part::Open | Part::Break => {
                    let head = self.before(open)?;
                    let inside = self.from(open + 1);
                    let clause =
                        matches!(self.part(inside), Some(Part::Relative | Part::Subordinator));
                    if self.is_list(head)
                        && (clause || !self.has_finite(open..close))
                        && let Some(top) = self.climb(head)
                    {
                        return Some(top);
                    }
                }
                Part::Colon => return None,
                _ => {}
            }
        }
        // `observes elections, advises Liberia and assists Mali`
        let joined = (0..g).rev().find(|&k| self.groups[k].shape == Shape::Finite);
        if let Some(k) = joined {
            return self.subject_within(k, depth);
        }
        self.is_list(lone).then(|| self.climb(lone)).flatten()
    }

    /// The list that acts with the subject at `node`: `UNICEF, together with WHO, will host`.
    pub(super) fn companion(&self, node: usize, g: usize) -> Option<usize> {
        let end = self.node_of(g);
        (node + 1..end).find(|&n| {
            self.is_list(n)
                && self.before(n).is_some_and(|p| {
                    self.nodes[p].part == Part::Preposition
                        && self.sets.comitatives.contains(self.words[self.nodes[p].first].text)
                        && self.nodes[p].end == self.nodes[p].first + 1
                        && self.words[self.nodes[p].first].end
                            > self.words[self.nodes[p].first].first
                })
        })
    }

    /// The lists that go on with the preposition of the one at `node`: `by Canada since 2010 and by Japan`.
    pub(super) fn repeated(&self, node: usize) -> Vec<usize> {
        let Some(preposition) = self.before(node) else { return Vec::new() };
        let same = self.words[self.nodes[preposition].first].text;
        let mut out = Vec::new();
        let verbs =
            (node + 1..self.nodes.len()).any(|n| matches!(self.nodes[n].part, Part::Verb(_)));
        for n in node + 1..self.nodes.len() {
            match self.nodes[n].part {
                // `by A, Director of B; C, Minister of D`
                Part::Break if !verbs && self.is_list(self.from(n + 1)) => {
                    out.push(self.from(n + 1))
                }
                Part::Verb(_) | Part::Break | Part::Colon | Part::Relative | Part::Subordinator => {
                    break;
                }
                Part::Preposition if self.words[self.nodes[n].first].text == same => {
                    let joined = self.before(n).is_some_and(|b| {
                        matches!(self.nodes[b].part, Part::Conjunction | Part::Comma)
                    });
                    let list = self.from(n + 1);
                    if joined && self.is_list(list) {
                        out.push(list);
                    }
                }
                _ => {}
            }
        }
        out
    }

    fn has_finite(&self, range: std::ops::Range<usize>) -> bool {
        range.into_iter().any(|n| self.shape_at(n) == Some(Shape::Finite))
    }

    /// What a relative pronoun at a node stands for.
    pub(super) fn antecedent(&self, pronoun: usize) -> Option<usize> {
        let mut before = self.before(pronoun)?;
        if self.nodes[before].part == Part::Preposition {
            before = self.before(before)?;
        }
        if matches!(self.nodes[before].part, Part::Comma | Part::Close) {
            before = self.before(before)?;
        }
        self.is_list(before).then_some(before)
    }

    /// `It was not A`: what stands right behind a copula may deny it.
    pub(super) fn copula_denial(&self, g: usize) -> Status {
        let next = self.groups[g].end;
        let denied = self.words.get(next).is_some_and(|w| self.sets.negations.contains(w.text));
        if denied { Status::Negated } else { Status::Asserted }
    }

    /// Who is to do what an infinitive says.
    fn controller(&self, g: usize, depth: usize) -> Option<usize> {
        let previous = (0..g).rev().find(|&k| self.groups[k].shape != Shape::Reduced);
        // `asked Norway to fund`, but not `gave Norway a grant to fund`
        if let Some(k) = previous
            && self.groups[k].voice == Voice::Active
            && self.sets.requests.contains(self.words[self.groups[k].head].text)
            && let (Some(object), None) = self.objects(self.groups[k].end)
            && self.nodes[object].end == self.groups[g].first
        {
            return Some(object);
        }
        let governing = previous.or_else(|| {
            // `To finance the fund, Germany paid`
            (g + 1..self.groups.len()).find(|&k| self.groups[k].shape == Shape::Finite)
        })?;
        // `Measures have been taken by Norway to provide`
        if self.groups[governing].voice == Voice::Passive
            && let Some(agent) = self.agent_node(governing)
        {
            return Some(agent);
        }
        self.subject_within(governing, depth)
    }

    fn participle_subject(&self, g: usize, at: usize, depth: usize) -> Option<usize> {
        let Some(before) = self.before(at) else {
            let next =
                (g + 1..self.groups.len()).find(|&k| self.groups[k].shape == Shape::Finite)?;
            return self.subject_within(next, depth);
        };
        match self.nodes[before].part {
            Part::List(_) => Some(before),
            // `prevented them from attending`
            Part::Preposition
                if g > 0
                    && self.takes_over(self.words[self.groups[g - 1].head].text)
                    && self.objects(self.groups[g - 1].end).0.is_some() =>
            {
                self.objects(self.groups[g - 1].end).0
            }
            _ => {
                let main = (0..g).rev().find(|&k| self.groups[k].shape == Shape::Finite);
                match main {
                    Some(k) if self.groups[k].voice == Voice::Active => {
                        self.subject_within(k, depth)
                    }
                    Some(k) => self.agent_node(k),
                    None => {
                        let next = (g + 1..self.groups.len())
                            .find(|&k| self.groups[k].shape == Shape::Finite)?;
                        self.subject_within(next, depth)
                    }
                }
            }
        }
    }

    /// Whether the object of a verb does what a participle behind a preposition says: `thanked Iceland for funding`.
    fn takes_over(&self, verb: &str) -> bool {
        self.sets.hindrances.contains(verb) || self.sets.thanks.contains(verb)
    }

    /// What a participle such as "funded by" describes.
    fn described(&self, g: usize, depth: usize) -> Option<usize> {
        let at = self.node_of(g);
        let Some(mut before) = self.before(at) else {
            // `Funded by Norway, the project supports`
            let next =
                (g + 1..self.groups.len()).find(|&k| self.groups[k].shape == Shape::Finite)?;
            return self.subject_within(next, depth);
        };
        let mut joined = false;
        while matches!(self.nodes[before].part, Part::Comma | Part::Conjunction) {
            joined |= self.nodes[before].part == Part::Conjunction;
            before = self.before(before)?;
        }
        if joined && let Some(k) = (0..g).rev().find(|&k| self.groups[k].voice == Voice::Passive) {
            return self.subject_within(k, depth);
        }
        match self.nodes[before].part {
            Part::List(_) => self.work_in(before).or_else(|| {
                let inserted = self.before(at).is_some_and(|n| self.nodes[n].part == Part::Comma);
                // `The project, in partnership with A and financed by B, aims`
                let of_main = || {
                    let main = (g + 1..self.groups.len())
                        .find(|&k| self.groups[k].shape == Shape::Finite)?;
                    self.subject_within(main, depth)
                };
                if joined {
                    self.climb(before).or_else(of_main)
                } else if inserted {
                    self.climb(before)
                } else {
                    Some(before)
                }
            }),
            Part::Verb(k) => self.subject_within(k, depth),
            _ => None,
        }
    }

    /// The nearest phrase of a chain that can be funded or held: `projects` of `projects for women in Kenya`.
    pub(super) fn work_in(&self, node: usize) -> Option<usize> {
        let is_work = |n: usize| {
            self.list(n).is_some_and(|list| {
                list.members.iter().any(|&p| {
                    let word = &self.words[self.phrases[p].head];
                    word.is_of(Class::Programme)
                        || word.is_of(Class::Donor)
                        || word.kind.is(WordKind::PROGRAMME | WordKind::ACTIVITY | WordKind::EFFORT)
                        || self.phrases[p].is_money
                })
            })
        };
        let mut at = node;
        while !is_work(at) {
            let up = self.before(at).filter(|&n| self.nodes[n].part == Part::Preposition)?;
            at = self.before(up).filter(|&n| self.is_list(n))?;
        }
        Some(at)
    }

    /// The first list behind word `end`, and the second where two stand side by side: `lend Nepal 30 million`.
    pub(super) fn objects(&self, end: usize) -> (Option<usize>, Option<usize>) {
        let start = self.nodes.partition_point(|n| n.first < end);
        let first = self.from(start);
        if !self.is_list(first) {
            return (None, None);
        }
        // `will fund the project next year` has one object.
        let period = |node: usize| {
            self.list(node).is_some_and(|list| {
                list.members
                    .iter()
                    .any(|&p| self.sets.periods.contains(self.words[self.phrases[p].head].text))
            })
        };
        let second = (self.is_list(first + 1) && !period(first + 1)).then_some(first + 1);
        (Some(first), second)
    }

    /// The lists behind prepositions from word `end` on, to the end of what belongs to the verb there.
    pub(super) fn behind(&self, end: usize) -> Vec<Behind> {
        let mut out = Vec::new();
        let start = self.nodes.partition_point(|n| n.first < end);
        let mut node = start;
        let mut preposition = None;
        while let Some(part) = self.part(node) {
            match part {
                Part::Preposition => preposition = Some(self.nodes[node].first),
                Part::List(_) => {
                    // A new subject begins.
                    if preposition.is_none() && node > 0 && self.opens_clause(node) {
                        break;
                    }
                    if let Some(preposition) = preposition.take() {
                        out.push(Behind { preposition, node });
                    }
                }
                Part::Comma | Part::Conjunction => {
                    let next = self.from(node + 1);
                    let goes_on = match self.part(next) {
                        Some(Part::Preposition) => true,
                        Some(Part::Verb(g)) => {
                            part == Part::Comma && self.groups[g].shape == Shape::Reduced
                        }
                        Some(Part::List(_)) => part == Part::Comma && !self.opens_clause(next),
                        Some(Part::Conjunction | Part::Opener) => true,
                        // `3 million, respectively, to UNICEF`
                        Some(Part::Comma) => {
                            self.part(self.from(next + 1)) == Some(Part::Preposition)
                        }
                        _ => false,
                    };
                    if !goes_on {
                        break;
                    }
                }
                // `a grant provided by`
                Part::Verb(g) => match self.groups[g].shape {
                    Shape::Reduced if out.is_empty() && node <= start + 1 => {}
                    _ => break,
                },
                Part::Opener | Part::Other | Part::Open | Part::Close => {}
                Part::Colon if preposition.is_some() => {}
                Part::Colon | Part::Break | Part::Relative | Part::Subordinator => break,
            }
            node += 1;
        }
        out
    }

    /// Whether the list at a node is the subject of a finite verb.
    fn opens_clause(&self, node: usize) -> bool {
        let next = self.from(node + 1);
        self.shape_at(next) == Some(Shape::Finite)
    }

    /// The list behind "by".
    pub(super) fn agent_node(&self, g: usize) -> Option<usize> {
        let end = self.groups[g].end;
        let by = |b: &Behind| self.sets.agents_by.contains(self.words[b.preposition].text);
        let found = self.behind(end).into_iter().find(by).map(|b| b.node);
        // `funded and implemented by`
        found.or_else(|| {
            let next = self.groups.get(g + 1).filter(|next| {
                next.voice == Voice::Passive && next.first <= end + 2 && next.first > end
            })?;
            self.behind(next.end).into_iter().find(by).map(|b| b.node)
        })
    }

    /// The group of the clause in which a node stands.
    pub(super) fn governor(&self, node: usize) -> Option<usize> {
        let mut comma = false;
        for n in (0..node).rev() {
            match self.nodes[n].part {
                // `developed a programme, funded by Norway, in partnership with`: the phrase belongs to "developed".
                Part::Verb(g) if self.groups[g].shape == Shape::Reduced && comma => {}
                Part::Verb(g) => return Some(g),
                Part::Comma => comma = true,
                Part::Break | Part::Colon => break,
                _ => {}
            }
        }
        self.nodes[node..].iter().find_map(|n| match n.part {
            Part::Verb(g) if matches!(self.groups[g].shape, Shape::Finite) => Some(g),
            _ => None,
        })
    }
}
