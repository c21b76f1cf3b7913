//! How firmly a sentence says an act.
//!
//! In: the structure of a sentence, an act in it, the cues of the vocabulary. Out: its status. Never: who takes part.

use crate::base::{Class, Predicate, Status};
use crate::cut::Tag;
use crate::dictionary::{Attitude, Frames, Voice, WordKind};
use crate::link::frame::acts::Act;
use crate::link::frame::clauses::Structure;
use crate::link::frame::lists::Part;
use crate::link::frame::verbs::Group;
use crate::link::frame::words::Word;
use crate::link::group::Shape;
use crate::link::status::Cue;

/// So many tokens before an act a cue may stand.
const REACH: usize = 5;

/// So many verbs govern each other at most.
const DEPTH: usize = 4;

/// How firm an act is, and whether it is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Firmness {
    pub status: Status,
    pub ended: bool,
}

/// Reads how firmly acts are said.
pub(super) struct Statuses<'a> {
    pub structure: &'a Structure<'a>,
    pub frames: &'a Frames,
    pub cues: &'a [Cue],
    /// Whether the text reports on what it announces.
    pub is_long: bool,
}

impl Statuses<'_> {
    /// The status of an act.
    pub(super) fn of(&self, act: &Act) -> Firmness {
        let frame = &self.frames.frames[act.frame];
        // `The grant will go to the School of Medicine, Lakeland University`: what it belongs to is no matter of the future.
        let lasts = frame.predicate == Predicate::PartOf && frame.table.verbs.is_empty();
        let mut status = act.group.filter(|_| !lasts).map_or(Status::Asserted, |g| {
            if act.is_verb { self.of_group(g, DEPTH) } else { self.of_noun(g, act) }
        });
        if !act.is_verb {
            status = status.max(self.of_words_before(act));
        }
        let announced = self.is_announced(act) || self.is_committed(act);
        if status == Status::Planned && announced {
            status = Status::Asserted;
        }
        if act.is_denied {
            status = status.max(Status::Negated);
        }
        let first = match act.group {
            Some(g) if act.is_verb => self.structure.groups[g].first.min(act.first),
            _ => act.first,
        };
        let cued = match self.cued(first) {
            Status::Planned if announced => Status::Asserted,
            cued => cued,
        };
        status = status.max(cued).max(self.doubted(first));
        Firmness { status, ended: self.is_ended(act) }
    }

    fn text(&self, i: usize) -> &str {
        self.structure.words.get(i).map_or("", |w| w.text)
    }

    fn attitude(&self, group: Group) -> Attitude {
        self.frames.attitude(self.text(group.head), self.text(group.head + 1))
    }

    /// A question, or a word that tells of a rumour before the act.
    fn doubted(&self, first: usize) -> Status {
        let words = &self.structure.words;
        let sets = self.structure.sets;
        let asks = words.last().is_some_and(|word| word.text == "?");
        let end = self
            .structure
            .groups
            .iter()
            .find(|g| g.first <= first && first < g.end)
            .map_or(first, |g| g.head);
        let rumoured =
            words[..end.max(first)].iter().any(|w| !w.is_name() && sets.doubtful.contains(w.text));
        if asks || rumoured { Status::Hedged } else { Status::Asserted }
    }

    /// Whether an act that is said to come counts as told: a sum that will be paid, the activity that a story announces.
    fn is_announced(&self, act: &Act) -> bool {
        let structure = self.structure;
        let Some(g) = act.group else { return false };
        let group = structure.groups[g];
        let will = group.shape == Shape::Finite
            && group.status == Status::Planned
            && (group.first..group.head).any(|i| structure.sets.futures.contains(self.text(i)));
        let frame = &self.frames.frames[act.frame];
        let with_sum =
            frame.predicate == Predicate::Funds && structure.phrases.iter().any(|p| p.is_sum);
        let told = match frame.predicate {
            Predicate::Implements | Predicate::Supports => true,
            Predicate::Organizes | Predicate::ParticipatesIn => group.voice == Voice::Active,
            Predicate::PartnersWith => act.is_verb && group.voice == Voice::Active,
            _ => false,
        };
        will && (with_sum || self.is_long && told)
    }

    /// Whether a sum is promised: `has agreed to provide 30 million`.
    fn is_committed(&self, act: &Act) -> bool {
        let structure = self.structure;
        let frame = &self.frames.frames[act.frame];
        let Some(k) = act.group.and_then(|g| g.checked_sub(1)) else { return false };
        let before = structure.groups[k];
        frame.predicate == Predicate::Funds
            && before.status == Status::Asserted
            && before.shape == Shape::Finite
            && act.group.is_some_and(|g| structure.groups[g].shape == Shape::Infinitive)
            && structure.sets.commitments.contains(self.text(before.head))
            && structure.phrases.iter().any(|p| p.is_sum)
    }

    /// What a verb group and those that govern it say.
    fn of_group(&self, g: usize, depth: usize) -> Status {
        let structure = self.structure;
        let group = structure.groups[g];
        let own = group.status.max(self.condition(g)).max(self.denied_before(g));
        let Some(depth) = depth.checked_sub(1) else { return own };
        match group.shape {
            Shape::Finite | Shape::Reduced => {
                own.max(self.shared(g, depth)).max(self.reported(g, depth))
            }
            Shape::Infinitive => own.max(self.infinitive(g, depth)),
            Shape::Ing => own.max(self.participle(g, depth)),
        }
    }

    /// `no longer`, `never`, `neither` right before a verb; `nor` that joins it.
    fn denied_before(&self, g: usize) -> Status {
        let structure = self.structure;
        let sets = structure.sets;
        let group = structure.groups[g];
        let mut at = group.first;
        while at > 0 && !structure.words[at - 1].is_name() {
            let word = &structure.words[at - 1];
            if sets.negations.contains(word.text) {
                let only = sets.only.contains(self.text(at));
                return if only { Status::Asserted } else { Status::Negated };
            }
            if word.tag != Tag::Adv {
                break;
            }
            at -= 1;
        }
        // `nor does it assist`, `did anyone attend`
        let subject = structure.subject(g);
        let before = subject.and_then(|n| structure.before(n));
        if let Some(Part::Verb(k)) = before.and_then(|n| structure.part(n))
            && structure.words[structure.groups[k].head].tag == Tag::Aux
            && group.shape == Shape::Finite
        {
            return structure.groups[k].status.max(self.denied_before(k));
        }
        Status::Asserted
    }

    fn infinitive(&self, g: usize, depth: usize) -> Status {
        let structure = self.structure;
        let Some(k) = g.checked_sub(1) else { return Status::Asserted };
        let before = structure.groups[k];
        let group = structure.groups[g];
        let above = self.of_group(k, depth);
        let attitude = self.attitude(before);
        let sets = structure.sets;
        let between = before.end..group.first;
        let names_between = structure.words[between.clone()].iter().any(|w| w.tag == Tag::Punct);
        if names_between {
            return above.min(Status::Hedged);
        }
        if between.clone().any(|i| sets.unable.contains(self.text(i))) {
            return Status::Negated;
        }
        if sets.past_markers.contains(self.text(before.head)) {
            return above.min(Status::Planned); // `used to`
        }
        if before.voice == Voice::Passive && sets.hearsay.contains(self.text(before.head)) {
            return above.max(Status::Hedged);
        }
        if attitude.end {
            return flipped(above);
        }
        if sets.aims.contains(self.text(before.head)) && self.is_programme(structure.subject(k)) {
            return above; // what a programme is for, it does
        }
        // `is proud to partner with`, `are delighted to partner with`
        if (before.head..group.first).any(|i| sets.glad.contains(self.text(i))) {
            return above;
        }
        if attitude.doubt || attitude.wonder {
            return above.max(Status::Hedged);
        }
        // `the proposal to sign`, `approval to obtain`
        let noun = (0..group.first).rev().map(|i| &structure.words[i]).find(|w| w.tag != Tag::Adv);
        if let Some(noun) = noun.filter(|w| w.tag == Tag::Noun) {
            let attitude = self.frames.attitude(noun.text, "");
            if attitude.end {
                return Status::Negated;
            }
            if attitude.plan || attitude.wish || attitude.wonder {
                return above.max(Status::Planned);
            }
        }
        let acts = (!self.frames.verb(self.text(before.head)).is_empty()
            && before.voice == Voice::Active)
            || structure.words[before.head].kind.is(WordKind::CONTROL);
        // `committed 5 million to fund` has been committed.
        let apart =
            before.end < group.first && self.frames.verb(self.text(before.head)).iter().len() > 0;
        let to_come = attitude.wish || attitude.plan && !apart || before.is_copula || !acts;
        if to_come { above.max(Status::Planned) } else { above }
    }

    /// Whether a list is a programme, named or not.
    fn is_programme(&self, node: Option<usize>) -> bool {
        let structure = self.structure;
        let Some(list) = node.and_then(|n| structure.list(n)) else { return false };
        list.members.iter().any(|&p| {
            let head = &structure.words[structure.phrases[p].head];
            head.is_of(Class::Programme) || head.kind.is(WordKind::PROGRAMME)
        })
    }

    /// `stopped funding`, `far from funding`, `prevented them from attending`
    fn participle(&self, g: usize, depth: usize) -> Status {
        let structure = self.structure;
        let node = structure.node_of(g);
        let sets = structure.sets;
        if let Some(before) = structure.before(node)
            && structure.part(before) == Some(Part::Preposition)
        {
            let joined = structure.joined(structure.nodes[before].first);
            let first = joined.split(' ').next().unwrap_or_default();
            if sets.denials.contains(first) || sets.denials.contains(joined) {
                return Status::Negated;
            }
        }
        if self.is_planned_noun(node) {
            return Status::Planned;
        }
        let Some(k) = g.checked_sub(1) else {
            // `Obtaining a loan from`: a heading without a verb says what is to be done.
            let verbless = !structure.groups.iter().any(|g| matches!(g.shape, Shape::Finite));
            return if verbless { Status::Planned } else { Status::Asserted };
        };
        let before = structure.groups[k];
        let above = self.of_group(k, depth);
        let attitude = self.attitude(before);
        let near = (before.end..structure.groups[g].first).len() <= 6;
        if near && (attitude.end || sets.hindrances.contains(self.text(before.head))) {
            return flipped(above);
        }
        if before.end == structure.groups[g].first && (attitude.doubt || attitude.wonder) {
            return above.max(Status::Hedged);
        }
        if before.end == structure.groups[g].first && attitude.wish {
            return above.max(Status::Planned);
        }
        above.min(Status::Hedged)
    }

    /// `negotiations for securing`, `the proposal of signing`
    fn is_planned_noun(&self, node: usize) -> bool {
        let structure = self.structure;
        let noun = structure
            .before(node)
            .filter(|&n| structure.part(n) == Some(Part::Preposition))
            .and_then(|n| structure.before(n))
            .and_then(|n| structure.list(n));
        noun.and_then(|list| list.members.last()).is_some_and(|&p| {
            let attitude = self.frames.attitude(self.text(structure.phrases[p].head), "");
            attitude.plan || attitude.wish || attitude.wonder
        })
    }

    /// The status that whatever is said at each word has.
    pub(super) fn at_words(&self) -> Vec<Status> {
        let structure = self.structure;
        let mut at_words = vec![Status::Asserted; structure.words.len()];
        for (g, group) in structure.groups.iter().enumerate() {
            at_words[group.first..group.end].fill(self.of_group(g, DEPTH));
        }
        at_words
    }

    /// What an auxiliary says counts for both verbs of `will organize and host`, and what is said of `arranged by` for
    /// `and hosted by`.
    fn shared(&self, g: usize, depth: usize) -> Status {
        let structure = self.structure;
        let group = structure.groups[g];
        let node = structure.node_of(g);
        let joined =
            structure.before(node).is_some_and(|n| structure.part(n) == Some(Part::Conjunction));
        let alone = group.first == group.head;
        let bare = alone && structure.words[group.head].kind.is(WordKind::BASE);
        match g.checked_sub(1) {
            Some(k) if joined && bare && structure.groups[k].shape == Shape::Finite => {
                structure.groups[k].status
            }
            Some(k)
                if joined
                    && alone
                    && group.voice == Voice::Passive
                    && structure.groups[k].voice == Voice::Passive =>
            {
                self.of_group(k, depth)
            }
            _ => Status::Asserted,
        }
    }

    /// `claims that A funds B`, `denied that`, `It was not A that organized`.
    fn reported(&self, g: usize, depth: usize) -> Status {
        let structure = self.structure;
        let Some(subject) = structure.subject(g) else { return Status::Asserted };
        let group = structure.groups[g];
        if structure.nodes[subject].first > group.first {
            return Status::Asserted;
        }
        let Some(before) = structure.before(subject) else { return Status::Asserted };
        match structure.part(before) {
            Some(Part::Relative | Part::Subordinator) => {
                let verb = structure.before(before);
                let Some(Part::Verb(k)) = verb.and_then(|n| structure.part(n)) else {
                    return self.reported_noun(before);
                };
                let attitude = self.attitude(structure.groups[k]);
                if attitude.end {
                    Status::Negated
                } else if attitude.doubt || attitude.wonder || attitude.wish {
                    Status::Hedged
                } else {
                    Status::Asserted
                }
            }
            // `It was not A that organized`
            Some(Part::Verb(k)) if structure.groups[k].is_copula && k < g => {
                let relative = structure.before(structure.node_of(g));
                let cleft = relative.is_some_and(|n| structure.part(n) == Some(Part::Relative));
                if cleft {
                    self.of_group(k, depth).max(structure.copula_denial(k))
                } else {
                    Status::Asserted
                }
            }
            // `claims Uganda is being trained`
            Some(Part::Verb(k)) if structure.groups[k].end == structure.nodes[subject].first => {
                if self.attitude(structure.groups[k]).doubt {
                    Status::Hedged
                } else {
                    Status::Asserted
                }
            }
            _ => Status::Asserted,
        }
    }

    /// `rumours that`, `the claim that`
    fn reported_noun(&self, that: usize) -> Status {
        let structure = self.structure;
        let noun = structure
            .before(that)
            .and_then(|n| structure.list(n))
            .and_then(|list| list.members.last());
        let Some(&p) = noun else { return Status::Asserted };
        let head = structure.phrases[p].head;
        if self.frames.attitude(self.text(head), "").doubt {
            Status::Hedged
        } else {
            Status::Asserted
        }
    }

    /// `if Norway funds`, `whether`; not `whether or not`, `if not`.
    fn condition(&self, g: usize) -> Status {
        let structure = self.structure;
        let node = structure.node_of(g);
        let conditional = (node.saturating_sub(5)..node).any(|n| {
            let word = structure.nodes[n].first;
            structure.nodes[n].part != Part::Comma
                && structure.sets.conditions.contains(self.text(word))
                && structure.words[word].tag == Tag::Sconj
                && !structure.sets.negations.contains(self.text(word + 1))
                && structure.words.get(word + 1).is_some_and(|w| w.tag != Tag::Cconj)
                && !(n + 1..node).any(|k| structure.nodes[k].part == Part::Comma)
        });
        if conditional { Status::Hedged } else { Status::Asserted }
    }

    /// What the verb that a noun belongs to says of it.
    fn of_noun(&self, g: usize, act: &Act) -> Status {
        let structure = self.structure;
        let group = structure.groups[g];
        let attitude = self.attitude(group);
        let holds = |n: usize| {
            let node = structure.nodes[n];
            (node.first..node.end).contains(&act.first)
        };
        // `The participants did not include`
        let says_who = !self.frames.frames[act.frame].table.people.is_empty()
            && (group.is_copula || structure.sets.includes.contains(self.text(group.head)));
        if says_who {
            return self.of_group(g, DEPTH);
        }
        // What is the subject of a verb is taken for granted: `the grant of A to B will help C`.
        if structure.subject(g).is_some_and(holds) && group.voice == Voice::Active {
            return Status::Asserted;
        }
        let above = self.of_group(g, DEPTH);
        let object = structure.objects(group.end).0.is_some_and(holds)
            || structure.sets.particles.contains(self.text(group.end))
                && structure.objects(group.end + 1).0.is_some_and(holds)
            || group.voice == Voice::Passive && structure.subject(g).is_some_and(holds);
        if object && attitude.end {
            flipped(above)
        } else if object && (attitude.doubt || attitude.wonder) {
            above.max(Status::Hedged)
        } else if object && attitude.wish {
            above.max(Status::Planned)
        } else {
            above
        }
    }

    /// `plans for cooperation with`, `the end of the grants of`, `its planned contribution`, `non-participation`.
    fn of_words_before(&self, act: &Act) -> Status {
        let structure = self.structure;
        let sets = structure.sets;
        let mut status = Status::Asserted;
        let phrase = structure.phrases.iter().find(|p| p.first <= act.first && act.first < p.end);
        let first = phrase.map_or(act.first, |p| p.first);
        for i in first..act.first {
            let word = &structure.words[i];
            // `a long-standing partner`
            let compound = i + 1 < act.first && structure.words[i + 1].is_hyphened;
            if word.is_name() || compound {
                continue;
            }
            let attitude = self.frames.attitude(word.text, "");
            if sets.negations.contains(word.text) || sets.against.contains(word.text) {
                status = status.max(Status::Negated);
            } else if sets.possible.contains(word.text) || attitude.doubt {
                status = status.max(Status::Hedged);
            } else if attitude.plan || attitude.wish || sets.futures.contains(word.text) {
                status = status.max(Status::Planned);
            }
        }
        // The noun that the phrase hangs on.
        let before = first.checked_sub(2).filter(|&i| {
            let joint = &structure.words[i + 1];
            joint.tag == Tag::Adp || sets.infinitives.contains(joint.text)
        });
        if let Some(noun) = before.map(|i| &structure.words[i]) {
            let attitude = self.frames.attitude(noun.text, "");
            if noun.tag == Tag::Noun && (attitude.end || sets.against.contains(noun.text)) {
                status = status.max(Status::Negated);
            } else if noun.tag == Tag::Noun && (attitude.doubt || sets.possible.contains(noun.text))
            {
                status = status.max(Status::Hedged);
            } else if noun.tag == Tag::Noun && (attitude.plan || attitude.wish) {
                status = status.max(Status::Planned);
            }
        }
        // `without the help of`
        let preposition = first.checked_sub(1).map(|i| &structure.words[i]);
        if preposition.is_some_and(|w| sets.denials.contains(w.text) && !w.is_name()) {
            status = status.max(Status::Negated);
        }
        status
    }

    /// `used to fund`, `funded until 2015`, `a former donor`, `once financed by`.
    fn is_ended(&self, act: &Act) -> bool {
        let structure = self.structure;
        let sets = structure.sets;
        if let Some(g) = act.group
            && act.is_verb
        {
            let group = structure.groups[g];
            let used = g.checked_sub(1).is_some_and(|k| {
                let before = structure.groups[k];
                before.end == group.first && sets.past_markers.contains(self.text(before.head))
            });
            let before = (group.first.saturating_sub(2)..group.head).any(|i| {
                sets.past_markers.contains(self.text(i)) && structure.words[i].tag == Tag::Adv
            });
            return used || before || self.has_limit(group);
        }
        let phrase = structure.phrases.iter().find(|p| p.first <= act.first && act.first < p.end);
        phrase.is_some_and(|p| (p.first..act.first).any(|i| sets.former.contains(self.text(i))))
    }

    /// `until 2015`, before or behind the verb of a past form.
    fn has_limit(&self, group: Group) -> bool {
        let structure = self.structure;
        let year = |i: usize| {
            let word = self.text(i);
            word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
        };
        let limit = structure
            .words
            .iter()
            .enumerate()
            .any(|(i, w)| structure.sets.limits.contains(w.text) && (i + 1..i + 5).any(year));
        let past = structure.words[group.head].kind.is(WordKind::PAST | WordKind::PARTICIPLE);
        limit && past && group.status == Status::Asserted
    }

    /// The weakest cue that stands shortly before word `first`.
    fn cued(&self, first: usize) -> Status {
        let structure = self.structure;
        let token = structure.words[first].first;
        let is_more = |w: &Word<'_>| structure.sets.only.contains(w.text); // `not only funds`
        self.cues
            .iter()
            .filter(|cue| {
                let named = structure
                    .words
                    .iter()
                    .any(|w| w.is_name() && w.first <= cue.first && cue.end <= w.end);
                !named
                    && !structure.words.iter().any(|w| w.first == cue.end && is_more(w))
                    && cue.end <= token
                    && token - cue.end <= REACH
                    && token < cue.until
                    && !structure.words.iter().any(|w| {
                        (cue.end..token).contains(&w.first)
                            && (matches!(w.text, ";" | ":")
                                || w.tag == Tag::Cconj && structure.sets.contrasts.contains(w.text))
                    })
            })
            .map(|cue| cue.status)
            .max()
            .unwrap_or(Status::Asserted)
    }
}

/// What ends or is refused is denied; what is not stopped goes on.
fn flipped(above: Status) -> Status {
    if above == Status::Negated { Status::Asserted } else { Status::Negated }
}
