//! Acts: where a sentence names the act of a frame, and who stands in each of its places.
//!
//! In: the structure of a sentence and what its phrases mean. Out: acts with their subjects and objects. Never: how firm an act
//! is (see `status`).

use crate::base::Predicate;
use crate::cut::Tag;
use crate::dictionary::{Frames, Naming, Slot, Voice, WordKind, WordSet};
use crate::link::frame::clauses::Structure;
use crate::link::frame::lists::Part;
use crate::link::frame::meaning::{Meaning, Meant};
use crate::link::frame::phrases::Phrase;
use crate::link::frame::words::Word;

/// An act that a sentence tells of.
#[derive(Debug, Clone)]
pub(super) struct Act {
    /// Place of its frame.
    pub frame: usize,
    pub subjects: Vec<Meant>,
    pub objects: Vec<Meant>,
    /// Those with whom it is done.
    pub companions: Vec<Meant>,
    /// The verb group that says it or governs what says it.
    pub group: Option<usize>,
    /// Whether that group says it itself.
    pub is_verb: bool,
    /// The words that name it.
    pub first: usize,
    pub end: usize,
    /// Whether what it is done to is denied: `no funds`.
    pub is_denied: bool,
}

/// Reads the acts of one sentence.
pub(super) struct Reader<'a> {
    pub frames: &'a Frames,
    pub structure: &'a Structure<'a>,
    pub meaning: &'a Meaning<'a>,
}

/// Where an act is named.
pub(super) enum At {
    /// A verb group; the word behind its particle; whether its subject is given something: `was awarded a grant`.
    Verb { group: usize, end: usize, is_given: bool },
    /// A noun in a phrase at a node.
    Noun { phrase: usize, node: usize, is_last: bool },
    /// A preposition before the list at a node.
    Preposition { node: usize },
    /// A participle joined to a name in a phrase: `EU-funded`.
    Compound { name: usize, phrase: usize, node: usize },
}

impl Reader<'_> {
    /// All acts of the sentence.
    pub(super) fn acts(&self) -> Vec<Act> {
        let mut out = Vec::new();
        for (g, group) in self.structure.groups.iter().enumerate() {
            self.jointly(g, &mut out);
            let word = self.structure.words[group.head].text;
            for naming in self.frames.verb(word) {
                if let Some(end) = self.rest(naming, group.head + 1) {
                    out.extend(self.verb(naming.frame, g, end));
                }
            }
        }
        for node in 0..self.structure.nodes.len() {
            if matches!(self.structure.part(node), Some(Part::Preposition | Part::Comma)) {
                self.preposition(node, &mut out);
            }
            let Some(list) = self.structure.list(node) else { continue };
            for (i, &p) in list.members.iter().enumerate() {
                let is_last = i + 1 == list.members.len();
                self.nouns(p, node, is_last, &mut out);
                self.compounds(p, node, &mut out);
            }
        }
        out
    }

    /// `A and B jointly warned`
    pub(super) fn jointly(&self, g: usize, out: &mut Vec<Act>) {
        let group = self.structure.groups[g];
        if !self.has_beside(g, &self.structure.sets.jointly) {
            return;
        }
        for frame in (0..self.frames.frames.len()).filter(|&f| self.frames.frames[f].table.jointly)
        {
            let at = At::Verb { group: g, end: group.end, is_given: false };
            out.extend(self.act(frame, &at, group.first, group.end, Some(g), false));
        }
    }

    /// Whether one of these words stands in a verb group or right beside it.
    fn has_beside(&self, g: usize, set: &WordSet) -> bool {
        let group = self.structure.groups[g];
        let words = &self.structure.words;
        let near = group.first.saturating_sub(1)..(group.end + 1).min(words.len());
        near.into_iter().any(|i| !words[i].is_name() && set.contains(words[i].text))
    }

    /// The word behind what must follow the first word of a naming.
    pub(super) fn rest(&self, naming: &Naming, from: usize) -> Option<usize> {
        let words = &self.structure.words;
        let mut at = from;
        for rest in &naming.rest {
            let word = words.get(at)?;
            // An adverb may stand between: `carried it out` is left alone, `cooperates closely with` is not.
            if *word.text != **rest {
                at += 1;
                let adverb = word.tag == Tag::Adv;
                if !adverb || words.get(at).is_none_or(|word| *word.text != **rest) {
                    return None;
                }
            }
            at += 1;
        }
        Some(at)
    }

    pub(super) fn verb(&self, frame: usize, g: usize, end: usize) -> Option<Act> {
        let spec = &self.frames.frames[frame];
        let group = self.structure.groups[g];
        if spec.table.voice.is_some_and(|voice| voice != group.voice) {
            return None;
        }
        let next = self.structure.words.get(end).map_or("", |w| w.text);
        if spec.unless_next.contains(next) {
            return None;
        }
        if !spec.adverbs.is_empty() && !self.has_beside(g, &spec.adverbs) || !self.has_doer(spec, g)
        {
            return None;
        }
        let mut object = self.object_node(g, end);
        let mut is_given = false;
        let with = || {
            let behind = self.structure.behind(end);
            let with = behind.iter().find(|b| self.structure.leads_to(b.preposition, Slot::With));
            with.map(|b| b.node)
        };
        if !self.takes(spec, object) || spec.takes_money && self.is_given_with(object, with()) {
            // `was awarded a grant`, `provides Kenya with advice`
            let given =
                (group.voice == Voice::Passive).then(|| self.structure.objects(end).0).flatten();
            let other = given.or_else(with);
            if other.is_none() || !self.takes(spec, other) {
                return None;
            }
            object = other;
            is_given = true;
        }
        // Who carries it out is not told where somebody pays for it.
        if spec.predicate == Predicate::Implements && self.is_paid_for(g) {
            return None;
        }
        if spec.table.bare && self.structure.objects(end).0.is_some() {
            return None;
        }
        if !self.has_behind(spec, end)
            || !spec.table.needs.is_empty() && !self.is_filled(&spec.table.needs, g, end)
            || self.is_filled(&spec.table.unless, g, end)
        {
            return None;
        }
        let at = At::Verb { group: g, end, is_given };
        let is_denied = object.is_some_and(|n| self.is_denied(n));
        self.act(frame, &at, group.first, end, Some(g), is_denied)
    }

    /// Whether the object of a verb is somebody, and what he is given stands behind "with": `provided UNICEF with 5 million`.
    fn is_given_with(&self, object: Option<usize>, with: Option<usize>) -> bool {
        let is_money = |n: usize| {
            let members = self.structure.list(n).into_iter().flat_map(|list| &list.members);
            members.into_iter().any(|&p| self.structure.phrases[p].is_money)
        };
        with.is_some_and(is_money)
            && object.is_some_and(|n| !is_money(n) && !self.meant(Some(n)).is_empty())
    }

    /// What a verb is done to: its object, or the subject of a passive.
    pub(super) fn object_node(&self, g: usize, end: usize) -> Option<usize> {
        let group = self.structure.groups[g];
        match group.voice {
            Voice::Passive => self.structure.subject(g),
            Voice::Active => {
                let (first, second) = self.structure.objects(end);
                second.or(first).or_else(|| self.relative_object(g))
            }
        }
    }

    /// `the workshop that UNICEF organized`
    pub(super) fn relative_object(&self, g: usize) -> Option<usize> {
        let subject = self.structure.subject(g)?;
        let before = self.structure.before(subject)?;
        (self.structure.part(before) == Some(Part::Relative))
            .then(|| self.structure.antecedent(before))
            .flatten()
    }

    /// The acts that the nouns of a phrase name.
    pub(super) fn nouns(&self, p: usize, node: usize, is_last: bool, out: &mut Vec<Act>) {
        let phrase = &self.structure.phrases[p];
        let words = &self.structure.words;
        if phrase.is_sum && !words[phrase.head].is_name() {
            for &frame in &self.frames.sums {
                let spec = &self.frames.frames[frame];
                if !spec.adjunct.is_empty() && !self.hangs_on(node, &spec.adjunct) {
                    continue;
                }
                let at = At::Noun { phrase: p, node, is_last };
                let governor = self.structure.governor(node);
                let act =
                    self.act(frame, &at, phrase.first, phrase.end, governor, phrase.is_denied);
                out.extend(act.map(|act| Act { is_verb: false, ..act }));
            }
        }
        for i in phrase.first..phrase.end {
            if !words[i].acts {
                continue;
            }
            for naming in self.frames.noun(words[i].text) {
                let spec = &self.frames.frames[naming.frame];
                if spec.spares_money && phrase.is_money
                    || !spec.adjunct.is_empty() && !self.hangs_on(node, &spec.adjunct)
                {
                    continue;
                }
                let last = i + naming.rest.len();
                // `the Corporation for International Cooperation` is a name that nobody listed.
                let inside = i > 1
                    && words[i].is_capital
                    && words[i - 1].is_capital
                    && !words[i - 1].is_name();
                let spared = (inside && !self.is_joined_behind(node))
                    || (phrase.first..phrase.end)
                        .any(|k| !words[k].is_name() && spec.spares.contains(words[k].text));
                if spared || self.is_within_longer(phrase, i, last) {
                    continue;
                }
                let whole = self.rest(naming, i + 1).is_some();

                let heads = last == phrase.head
                    || !naming.who
                        && last < phrase.head
                        && words[phrase.head].kind.is(WordKind::PROGRAMME)
                        && spec.predicate == Predicate::PartnersWith
                    || naming.who && words[phrase.head].is_name() && last + 1 == phrase.head;
                if !(whole && heads) {
                    continue;
                }
                let at = At::Noun { phrase: p, node, is_last };
                let governor = self.structure.governor(node);
                let act = self.act(naming.frame, &at, i, last + 1, governor, phrase.is_denied);
                out.extend(act.map(|act| Act { is_verb: false, ..act }));
            }
        }
    }

    /// Whether one of these prepositions stands before a node.
    fn hangs_on(&self, node: usize, prepositions: &WordSet) -> bool {
        self.structure.before(node).is_some_and(|p| {
            let word = &self.structure.words[self.structure.nodes[p].first];
            prepositions.contains(word.text) && word.joint.is_some()
        })
    }

    /// Whether "between" or "with" follows a phrase, over a bracket or not: `the Trade Agreement (TA) between`.
    fn is_joined_behind(&self, node: usize) -> bool {
        let first = self.structure.behind(self.structure.nodes[node].end);
        first.first().is_some_and(|b| {
            self.structure.leads_to(b.preposition, Slot::Between)
                || self.structure.leads_to(b.preposition, Slot::With)
        })
    }

    /// Whether the naming at a word is the end of a longer one: `agency` of `implementing agency`.
    pub(super) fn is_within_longer(&self, phrase: &Phrase, first: usize, last: usize) -> bool {
        (phrase.first..first).any(|i| {
            let word = &self.structure.words[i];
            word.acts
                && self.frames.noun(word.text).iter().any(|naming| {
                    i + naming.rest.len() == last && self.rest(naming, i + 1).is_some()
                })
        })
    }

    /// The act that a preposition names: `together with`.
    pub(super) fn preposition(&self, node: usize, out: &mut Vec<Act>) {
        let word = self.structure.nodes[node].first;
        let list = self.structure.from(node + 1);
        if !self.structure.is_list(list) {
            return;
        }
        let joined = self.structure.joined(word);
        let (first, _) = joined.split_once(' ').unwrap_or((joined, ""));
        for naming in self.frames.prepositions.get(first).into_iter().flatten() {
            let whole =
                naming.rest.iter().fold(first.to_owned(), |all, rest| format!("{all} {rest}"));
            let governor = self.structure.governor(list);
            // Whoever attends together with somebody does nothing jointly.
            if whole == joined && !governor.is_some_and(|g| self.takes_part(g)) {
                let at = At::Preposition { node: list };
                let act = self.act(naming.frame, &at, word, word + 1, governor, false);
                out.extend(act.map(|act| Act { is_verb: true, ..act }));
            }
        }
    }

    /// `the EU-funded project`, `an India-backed hospital`, `a World Bank funded project`
    pub(super) fn compounds(&self, p: usize, node: usize, out: &mut Vec<Act>) {
        let phrase = &self.structure.phrases[p];
        let words = &self.structure.words;
        for &name in &phrase.names {
            // `a United States Government-funded activity`
            let speaks = |i: usize| i + 1 < phrase.end && words[i].kind.is(WordKind::AUTHORITY);
            let i = if speaks(name + 1) { name + 2 } else { name + 1 };
            let joined = |w: &Word<'_>| {
                w.is_hyphened || w.tag == Tag::Adj && w.kind.is(WordKind::PARTICIPLE)
            };
            if i >= phrase.head || !joined(&words[i]) || words[i].is_name() {
                continue;
            }
            for naming in self.frames.verb(words[i].text).iter().filter(|n| n.rest.is_empty()) {
                let spec = &self.frames.frames[naming.frame];
                let bare = spec.adverbs.is_empty() && words[i].kind.is(WordKind::PARTICIPLE);
                if !bare || !self.takes(spec, Some(node)) {
                    continue;
                }
                let at = At::Compound { name, phrase: p, node };
                let act =
                    self.act(naming.frame, &at, i, i + 1, self.structure.governor(node), false);
                out.extend(act.map(|act| Act { is_verb: false, ..act }));
                if out.last().is_some_and(|act| act.frame == naming.frame) {
                    break;
                }
            }
        }
    }

    pub(super) fn act(
        &self,
        frame: usize,
        at: &At,
        first: usize,
        end: usize,
        group: Option<usize>,
        is_denied: bool,
    ) -> Option<Act> {
        let spec = &self.frames.frames[frame];
        let subjects = self.fill(&spec.table.subject, &spec.table.subject_class, at);
        let alone = spec.predicate == Predicate::PartnersWith && spec.table.together;
        let mut subjects = subjects;
        let mut objects = self.fill(&spec.table.object, &spec.table.object_class, at);
        self.keep_called(&mut subjects, &spec.subject_has);
        self.keep_called(&mut objects, &spec.object_has);
        if subjects.is_empty() || spec.table.several && subjects.len() < 2 {
            return None;
        }
        if objects.is_empty() && !(alone && subjects.len() > 1) {
            return None;
        }
        let companions = match at {
            // `hosted a meeting with` tells of guests.
            At::Verb { group, .. }
                if spec.table.with_partners
                    && (spec.predicate == Predicate::Implements
                        || self.structure.groups[*group].voice == Voice::Passive) =>
            {
                self.with_whom(*group)
            }
            _ => Vec::new(),
        };
        Some(Act {
            frame,
            subjects,
            objects,
            companions,
            group,
            is_verb: true,
            first,
            end,
            is_denied,
        })
    }
}
